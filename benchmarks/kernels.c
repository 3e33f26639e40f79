/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/kernels.h"

#include <stdlib.h>
#include <string.h>

#include "benchmarks/kernel_runs.h"
#include "graph/base/array.h"

static const Kernel ways_in[] = {
  { .name = "load",
    .ours = kernel_load,
    .theirs = kernel_load_theirs,
    .comparison = COMPARE_DEGREES,
    .reads_files = TRUE },
  { .name = "open", .ours = kernel_open, .reads_files = TRUE },
  { .name = "open-known", .ours = kernel_open_known, .reads_files = TRUE },
  { .name = "open-trusted", .ours = kernel_open_trusted, .reads_files = TRUE },
  { .name = "symmetrise",
    .ours = kernel_symmetrise,
    .theirs = kernel_symmetrise_theirs,
    .comparison = COMPARE_DEGREES },
};

static const Kernel holes = {
  .name = "holes", .ours = kernel_holes, .theirs = kernel_holes_theirs, .comparison = COMPARE_SCORES
};

static const Kernel influence[] = {
  { .name = "reach", .ours = kernel_reach },
  { .name = "nominate", .ours = kernel_nominate },
};

static void add_centralities(GArray *kernels)
{
  for (const GvCentrality *const *c = gv_centralities(); *c; c++) {
    const PeerMeasure *measure = peer_measure_find((*c)->name);
    const Kernel kernel = { .name = (*c)->name,
                            .ours = kernel_centrality,
                            .theirs = measure ? kernel_centrality_theirs : NULL,
                            .comparison = COMPARE_SCORES,
                            .centrality = *c,
                            .measure = measure };
    g_array_append_val(kernels, kernel);
  }
}

/* Measures of paths along weights: NAME-LENGTH. */
static void add_lengths(GArray *kernels)
{
  for (const PeerMeasure *m = peer_measures; m->name; m++) {
    g_autofree char *name = g_strdup_printf("%s-%s", m->name, m->length ? m->length : "");
    const Kernel kernel = { .name = g_intern_string(name),
                            .ours = kernel_centrality,
                            .theirs = kernel_centrality_theirs,
                            .comparison = COMPARE_SCORES,
                            .wants_weights = TRUE,
                            .centrality = gv_centrality_find(m->name),
                            .measure = m };
    if (m->length)
      g_array_append_val(kernels, kernel);
  }
}

static void add_methods(GArray *kernels)
{
  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++) {
    const PeerMethod *peer = peer_method_find((*m)->name);
    const Kernel kernel = { .name = (*m)->name,
                            .ours = kernel_communities,
                            .theirs = peer ? kernel_communities_theirs : NULL,
                            .comparison = COMPARE_LABELS,
                            .method = *m,
                            .peer_method = peer };
    g_array_append_val(kernels, kernel);
  }
}

GArray *kernels_all(void)
{
  GArray *kernels = g_array_new(FALSE, FALSE, sizeof(Kernel));

  g_array_append_vals(kernels, ways_in, G_N_ELEMENTS(ways_in));
  add_centralities(kernels);
  add_lengths(kernels);
  g_array_append_val(kernels, holes);
  add_methods(kernels);
  g_array_append_vals(kernels, influence, G_N_ELEMENTS(influence));
  return kernels;
}

const Kernel *kernel_find(const GArray *kernels, const char *name)
{
  for (guint i = 0; i < kernels->len; i++)
    if (strcmp(g_array_index(kernels, Kernel, i).name, name) == 0)
      return &g_array_index(kernels, Kernel, i);
  return NULL;
}

gboolean kernel_run_ours(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                         unsigned threads, GError **error)
{
  g_autoptr(GvTask) task = gv_task_new(threads);

  return kernel->ours(kernel, subject, outcome, task, error);
}

gboolean kernel_run_theirs(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                           GError **error)
{
  gboolean done;

  gv_igraph_enter();
  igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)subject->seed);
  done = gv_igraph_check(kernel->theirs(kernel, subject, outcome), error);
  gv_igraph_leave();
  return done;
}

static int largest_first(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x < y) - (x > y);
}

/* Of those that have ties: a file of edges knows no others. [n]. Returns how many. */
static size_t sort_degrees(double *degrees, size_t n)
{
  qsort(degrees, n, sizeof *degrees, largest_first);
  while (n > 0 && degrees[n - 1] == 0)
    n--;
  return n;
}

static size_t tell_degrees(const GvGraph *graph, double *told)
{
  const GvAdjacency out = gv_graph_out(graph);

  for (GvVertex v = 0; v < out.n; v++)
    told[v] = (double)gv_degree(out, v);
  return sort_degrees(told, out.n);
}

static size_t tell_peers_degrees(const igraph_t *graph, double *told)
{
  igraph_vector_int_t degrees;
  size_t n;

  igraph_vector_int_init(&degrees, 0);
  igraph_degree(graph, &degrees, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS);
  n = (size_t)igraph_vector_int_size(&degrees);
  for (size_t v = 0; v < n; v++)
    told[v] = (double)VECTOR(degrees)[v];
  igraph_vector_int_destroy(&degrees);
  return sort_degrees(told, n);
}

void outcome_tell(const Outcome *o, const Subject *subject, double *told)
{
  const size_t n = gv_graph_vertices(subject->graph);
  double *to = told + 1;

  *told = (double)n;
  if (o->scores)
    memcpy(to, o->scores, n * sizeof *to);
  else if (o->values)
    memcpy(to, VECTOR(*o->values), n * sizeof *to);
  else if (o->graph)
    *told = (double)tell_degrees(o->graph, to);
  else if (o->loaded)
    *told = (double)tell_peers_degrees(o->loaded, to);
  for (size_t v = 0; v < n && o->labels; v++)
    to[v] = o->labels[v];
  for (size_t v = 0; v < n && o->ids; v++)
    to[v] = (double)VECTOR(*o->ids)[v];
}

static double sum_of(GvAdjacency side)
{
  double sum = 0;

  for (GvVertex v = 0; v < side.n; v++)
    sum += (double)side.offsets[v];
  for (GvEdge e = 0; e < side.offsets[side.n]; e++)
    sum += side.targets[e] + gv_weight(side, e);
  return sum;
}

void subject_touch(const Subject *subject)
{
  volatile double sum = sum_of(gv_graph_out(subject->graph)) + sum_of(gv_graph_in(subject->graph));

  (void)sum;
}

/* Betweenness, by Brandes' accumulation.
 *
 *   betweenness(v) = sum over ordered pairs s != v != t of sigma(s,t|v) / sigma(s,t)
 *
 * where sigma(s,t) counts shortest paths and sigma(s,t|v) those through v.
 * Along the direction of the ties; undirected: each pair {s,t} once. A tie's
 * length is 1, its weight, or 1 / its weight. Not normalised, unless `normalized`
 * divides by the number of pairs, (n-1)(n-2), undirected half of that. With k
 * sampled sources of n the sum is scaled by n / k (Brandes & Pich 2007), so the
 * estimate is unbiased. With `epsilon` pairs are sampled until every score is known
 * to within a bound (algorithms/paths/pair_betweenness.h), unless this is dearer.
 *
 * Leaves are folded first (algorithms/paths/fold.h): on networks of activity most
 * people are leaves. The searches are those of algorithms/paths/dependency.h.
 *
 * U. Brandes. A faster algorithm for betweenness centrality. J. Mathematical
 * Sociology 25(2), 2001.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/paths/dependency.h"
#include "algorithms/paths/length_graph.h"
#include "algorithms/paths/pair_betweenness.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

/* What a tie, or a person reached, costs a search here, in ties that
 * gv_pair_paths_find looks at (docs/betweenness.md). */
#define EXACT_TIE 0.3

typedef struct {
  gboolean normalized;
  int64_t sources; /* 0 = all */
  int64_t seed;
  int length;     /* GvLength */
  int precision;  /* Precision */
  double epsilon; /* 0 = no bound asked for */
  double delta;
  int64_t epsilon_top; /* 0 = epsilon is a share of all pairs */
} Options;

typedef enum { DOUBLE, SINGLE } Precision;

static const char *const precisions[] = { "double", "single", NULL };

/* TRUE for k distinct vertices: the first k of a shuffle. */
static gboolean *pick_sources(GvVertex n, GvVertex k, uint64_t seed, GError **error)
{
  g_autofree GvVertex *ids = gv_array_new_raw(n, sizeof *ids, error);
  gboolean *picked = gv_array_new(n, sizeof *picked, error);
  GvRng rng = gv_rng(seed, 0);

  if (ids == NULL)
    g_clear_pointer(&picked, g_free);
  for (GvVertex v = 0; picked && v < n; v++)
    ids[v] = v;
  for (GvVertex i = 0; picked && i < k; i++) {
    const GvVertex j = i + gv_rng_below(&rng, n - i);
    picked[ids[j]] = TRUE;
    ids[j] = ids[i];
  }
  return picked;
}

static void rescale(double *scores, GvGraph *graph, GvVertex k, gboolean normalized)
{
  const double n = gv_graph_vertices(graph), pairs = (n - 1) * (n - 2);
  double factor = n / k;

  if (normalized)
    factor = n > 2 ? factor / pairs : 0; /* undirected: both halves cancel */
  else if (!gv_graph_is_directed(graph))
    factor /= 2;
  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    scores[v] *= factor;
}

/* What the searches found, and what passes between those folded into one person. */
static void unfold(const GvFold *fold, GvDependencies sums, double *scores)
{
  for (GvVertex v = 0; v < gv_graph_vertices(fold->graph); v++) {
    const double leaves = fold->sources[v] - fold->selves[v];
    const double others = sums.beyond[v] + (fold->targets[v] - 1);
    scores[fold->vertex[v]] = sums.through[v] + (leaves * others - fold->inner[v]);
  }
}

/* *single: wished for; afterwards, what it came to. */
static gboolean sum_up(const GvFold *fold, GvLength length, gboolean *single, GvDependencies sums,
                       GvTask *task, GError **error)
{
  double all;
  const gboolean weighted =
      length != GV_LENGTH_UNIT && !gv_lengths_are_equal(fold->graph, length, &all);
  g_autoptr(GError) problem = NULL;

  *single = *single && !weighted; /* distances need doubles anyway */
  if (weighted)
    return gv_dependencies_weighted(fold, length, sums, task, error);
  if (gv_dependencies_unit(fold, *single, sums, task, &problem))
    return TRUE;
  if (*single && g_error_matches(problem, GV_ERROR, GV_ERROR_LIMIT)) { /* beyond 1e38 paths */
    *single = FALSE;
    return gv_dependencies_unit(fold, FALSE, sums, task, error);
  }
  g_propagate_error(error, g_steal_pointer(&problem));
  return FALSE;
}

static gboolean check_bound(const Options *o, GError **error)
{
  const char *problem = NULL;

  if (o->epsilon == 0 && o->epsilon_top > 0)
    problem = "--epsilon-top says what --epsilon is a part of: give that too";
  else if (o->epsilon > 0 && o->sources > 0)
    problem = "--epsilon samples pairs, --sources samples sources: leave out one";
  else if (o->epsilon > 0 && o->precision == SINGLE)
    problem = "--epsilon says how exact scores are: leave out --precision single";
  if (problem)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, problem);
  return problem == NULL;
}

/* *done: the scores are there, to within the bound; else they are untouched. */
static gboolean sample_pairs(GvGraph *graph, const GvFold *fold, const Options *o, double *scores,
                             gboolean *done, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(fold->graph);
  double searches = 0;

  for (GvVertex v = 0; v < out.n; v++)
    searches += fold->sources[v] > 0;
  const GvPairBetweenness wish = { .epsilon = o->epsilon,
                                   .delta = o->delta,
                                   .top = (GvVertex)o->epsilon_top,
                                   .seed = o->seed,
                                   .length = (GvLength)o->length,
                                   .normalized = o->normalized,
                                   .exact_cost = EXACT_TIE * searches *
                                                 ((double)out.offsets[out.n] + out.n) };
  return gv_pair_betweenness(graph, &wish, scores, done, task, error);
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const Options *o = options;
  const GvVertex n = gv_graph_vertices(graph);
  const GvVertex k = o->sources == 0 || o->sources > n ? n : (GvVertex)o->sources;
  g_autofree gboolean *picked = NULL;
  g_autofree double *through = NULL, *beyond = NULL;
  g_auto(GvFold) fold = { 0 };
  gboolean done = FALSE, single = o->precision == SINGLE;

  if (!check_bound(o, error))
    return FALSE;
  if (k < n && !(picked = pick_sources(n, k, (uint64_t)o->seed, error)))
    return FALSE;
  if (!gv_fold_init(&fold, graph, picked, scores, task, error))
    return FALSE;
  if (o->epsilon > 0 && !sample_pairs(graph, &fold, o, scores, &done, task, error))
    return FALSE;
  if (done)
    return TRUE;
  if (!(through = gv_array_new(gv_graph_vertices(fold.graph), sizeof *through, error)) ||
      !(beyond = gv_array_new(gv_graph_vertices(fold.graph), sizeof *beyond, error)))
    return FALSE;
  const GvDependencies sums = { through, beyond };
  if (!sum_up(&fold, (GvLength)o->length, &single, sums, task, error))
    return FALSE;
  if (o->precision == SINGLE)
    gv_task_figure(task, "single_precision", GV_FIGURE_FLAG, single);
  unfold(&fold, sums, scores);
  rescale(scores, graph, k, o->normalized);
  return TRUE;
}

static const GvParam params[] = {
  { .name = "normalized",
    .type = GV_PARAM_FLAG,
    .offset = offsetof(Options, normalized),
    .help = "divide by the number of pairs, (n-1)(n-2), undirected half of that" },
  { .name = "sources",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, sources),
    .max = UINT32_MAX,
    .help = "sources to sample; 0 = all, the exact score" },
  { .name = "seed",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, seed),
    .max = 9007199254740991.0,
    .initial = 1,
    .help = "seed of the sample" },
  { .name = "length",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(Options, length),
    .initial = GV_LENGTH_UNIT,
    .choices = gv_length_names,
    .help = GV_LENGTH_HELP },
  { .name = "precision",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(Options, precision),
    .initial = DOUBLE,
    .choices = precisions,
    .help = "numbers inside: double, or single for speed and an error of about 1e-6" },
  { .name = "epsilon",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, epsilon),
    .max = 1,
    .help = "no score is to be wrong by more than this share of the n(n-1) pairs, undirected half "
            "of that; 0 = exact" },
  { .name = "delta",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, delta),
    .min = 1e-12,
    .max = 0.5,
    .initial = 0.1,
    .help = "how likely that may fail" },
  { .name = "epsilon-top",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, epsilon_top),
    .max = UINT32_MAX,
    .argument = "K",
    .help = "let --epsilon be a part of the K-th highest score; 0 = of the pairs" },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_betweenness = {
  .name = "betweenness",
  .summary = "how many shortest paths between others run through a person",
  .formula = "betweenness(v) = sum over s != v != t of sigma(s,t|v) / sigma(s,t), along the ties; "
             "undirected: each pair {s,t} once; lengths 1, w or 1/w, not normalised",
  .reference = "Brandes 2001; sampling: Brandes & Pich 2007",
  .cost = "O(nm) time, O(km) with k sources, a search costing what it reaches; lengths "
          "other than 1: times log n at worst; 155 bytes x n a thread, in single "
          "precision 90, with lengths 310 and 8 a tie on a shortest path",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};

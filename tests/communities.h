/* What the tests of community methods share: graphs with known communities, and
 * slow, obvious judges.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_COMMUNITIES_H
#define GV_TEST_COMMUNITIES_H

#include "algorithms/communities/multilevel.h"
#include "common.h"

typedef struct {
  GvVertex n;
  GArray *edges, *weights;
} Draft;

static inline Draft draft_new(GvVertex n)
{
  return (Draft){ n, g_array_new(FALSE, FALSE, sizeof(GvVertex[2])),
                  g_array_new(FALSE, FALSE, sizeof(double)) };
}

static inline void draft_tie(Draft *d, GvVertex u, GvVertex v, double weight)
{
  const GvVertex pair[2] = { u, v };

  g_array_append_vals(d->edges, pair, 1);
  g_array_append_val(d->weights, weight);
}

/* Frees the draft. */
static inline GvGraph *draft_graph(Draft *d, gboolean directed, gboolean weighted)
{
  GvGraph *graph = gv_graph_new(d->n, (const GvVertex(*)[2])(void *)d->edges->data,
                                weighted ? (double *)(void *)d->weights->data : NULL, d->edges->len,
                                directed, NULL);

  g_assert_nonnull(graph);
  g_array_unref(d->edges);
  g_array_unref(d->weights);
  return graph;
}

/* k cliques of `size`; with_ring: each joined to the next by one edge. */
static inline GvGraph *cliques(GvVertex k, GvVertex size, gboolean with_ring)
{
  Draft d = draft_new(k * size);

  for (GvVertex c = 0; c < k; c++) {
    for (GvVertex i = 0; i < size; i++)
      for (GvVertex j = 0; j < i; j++)
        draft_tie(&d, c * size + i, c * size + j, 1);
    if (with_ring)
      draft_tie(&d, c * size, ((c + 1) % k) * size + 1, 1);
  }
  return draft_graph(&d, FALSE, FALSE);
}

/* m draws; a share `within` of them inside blocks of consecutive ids. */
static inline GvGraph *planted(GvVertex blocks, GvVertex size, GvEdge m, double within,
                               guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Draft d = draft_new(blocks * size);

  for (GvEdge e = 0; e < m; e++) {
    const GvVertex u = (GvVertex)g_rand_int_range(rand, 0, (gint32)d.n);
    GvVertex v = (GvVertex)g_rand_int_range(rand, 0, (gint32)d.n);
    if (g_rand_double(rand) < within)
      v = u / size * size + v % size;
    draft_tie(&d, u, v, 1);
  }
  return draft_graph(&d, FALSE, FALSE);
}

/* Few with very many ties: R-MAT with Graph500's .57 .19 .19 .05. */
static inline GvGraph *rmat(unsigned scale, GvEdge m, gboolean weighted, guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Draft d = draft_new(1u << scale);

  for (GvEdge e = 0; e < m; e++) {
    GvVertex u = 0, v = 0;
    for (unsigned bit = 0; bit < scale; bit++) {
      const double x = g_rand_double(rand);
      u = 2 * u + (x >= .76);
      v = 2 * v + ((x >= .57 && x < .76) || x >= .95);
    }
    draft_tie(&d, u, v, g_rand_double(rand) + .1);
  }
  return draft_graph(&d, TRUE, weighted);
}

/* Ties to near ids only: a strip in which many partitions are nearly as good. */
static inline GvGraph *strip(GvVertex n, GvEdge m, gboolean weighted, guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  Draft d = draft_new(n);

  for (GvEdge e = 0; e < m; e++) {
    const GvVertex u = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    const GvVertex v = u + (GvVertex)g_rand_int_range(rand, 1, 20);
    draft_tie(&d, u, v % n, g_rand_int_range(rand, 1, 11) / 10.0);
  }
  return draft_graph(&d, FALSE, weighted);
}

/* Runs, or fails the test. */
static inline GvPartition find_communities(const char *method, GvGraph *graph,
                                           const GvMultilevelOptions *options, GvVertex *labels,
                                           unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  GError *error = NULL;
  GvPartition partition;

  gv_community_method_run(gv_community_method_find(method), graph, options, labels, &partition,
                          task, &error);
  g_assert_no_error(error);
  return partition;
}

/* sum over ordered pairs of one label of [ z_uv / 2m - g K_u K_v / (2m)^2 ], and
 * for CPM sum over pairs of one label of [ z_uv - g ]. O(n^2). */
static inline double slow_quality(GvGraph *graph, const GvVertex *labels, double g, GvQuality q)
{
  g_autoptr(GvGraph) und = gv_graph_symmetrised(graph, NULL, NULL);
  const GvAdjacency a = gv_graph_out(und);
  g_autofree double *strength = g_new0(double, a.n + 1);
  double total = 0, inside = 0, expected = 0, pairs = 0;

  for (GvVertex u = 0; u < a.n; u++)
    for (GvEdge e = a.offsets[u]; e < a.offsets[u + 1]; e++) {
      strength[u] += gv_weight(a, e);
      total += gv_weight(a, e);
      inside += labels[u] == labels[a.targets[e]] ? gv_weight(a, e) : 0;
    }
  for (GvVertex u = 0; u < a.n; u++)
    for (GvVertex v = 0; v < a.n; v++)
      if (labels[u] == labels[v]) {
        expected += strength[u] / total * strength[v] / total;
        pairs += u < v;
      }
  return q == GV_QUALITY_CPM ? inside / 2 - g * pairs : inside / total - g * expected;
}

/* Labels with more than one component: the smallest vertex spreads until nothing
 * changes. */
static inline GvVertex slow_disconnected(GvGraph *graph, const GvVertex *labels, GvVertex count)
{
  g_autoptr(GvGraph) und = gv_graph_symmetrised(graph, NULL, NULL);
  const GvAdjacency a = gv_graph_out(und);
  g_autofree GvVertex *root = g_new(GvVertex, a.n + 1), *pieces = g_new0(GvVertex, count + 1);
  GvVertex disconnected = 0;

  for (GvVertex v = 0; v < a.n; v++)
    root[v] = v;
  for (gboolean changed = TRUE; changed;) {
    changed = FALSE;
    for (GvVertex v = 0; v < a.n; v++)
      for (GvEdge e = a.offsets[v]; e < a.offsets[v + 1]; e++)
        if (labels[a.targets[e]] == labels[v] && root[a.targets[e]] < root[v]) {
          root[v] = root[a.targets[e]];
          changed = TRUE;
        }
  }
  for (GvVertex v = 0; v < a.n; v++)
    pieces[labels[v]] += root[v] == v;
  for (GvVertex c = 0; c < count; c++)
    disconnected += pieces[c] != 1;
  return disconnected;
}

/* Adjusted Rand index of labels against blocks of `size` consecutive vertices
 * (Hubert & Arabie 1985): 1 = the same, 0 = as by chance. O(n^2). */
static inline double rand_index(const GvVertex *labels, GvVertex n, GvVertex size)
{
  double both = 0, first = 0, second = 0, all = n * (n - 1.0) / 2;

  for (GvVertex u = 0; u < n; u++)
    for (GvVertex v = 0; v < u; v++) {
      const gboolean a = labels[u] == labels[v], b = u / size == v / size;
      both += a && b;
      first += a;
      second += b;
    }
  return (both - first * second / all) / ((first + second) / 2 - first * second / all);
}

static inline void assert_same(const GvVertex *a, const GvVertex *b, GvVertex n)
{
  for (GvVertex v = 0; v < n; v++)
    g_assert_cmpuint(a[v], ==, b[v]);
}

/* 0 is the largest, equal sizes by smallest vertex, none is empty. */
static inline void assert_order(const GvVertex *labels, GvVertex n, GvVertex count)
{
  g_autofree GvVertex *size = g_new0(GvVertex, count + 1), *first = g_new0(GvVertex, count + 1);

  for (GvVertex v = n; v-- > 0;) {
    g_assert_cmpuint(labels[v], <, count);
    size[labels[v]]++;
    first[labels[v]] = v;
  }
  for (GvVertex c = 0; c < count; c++)
    g_assert_cmpuint(size[c], >, 0);
  for (GvVertex c = 1; c < count; c++)
    g_assert_true(size[c - 1] > size[c] || (size[c - 1] == size[c] && first[c - 1] < first[c]));
}
#endif

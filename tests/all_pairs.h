/* All shortest paths, slowly: Floyd and Warshall, with counts. And measures of
 * paths with options.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_ALL_PAIRS_H
#define GV_TEST_ALL_PAIRS_H

#include "common.h"

typedef struct {
  size_t n;
  double *length, *paths; /* [n * n] from row to column; paths of pairs, not of one's own */
} AllPairs;

static inline void all_pairs_clear(AllPairs *p)
{
  g_free(p->length);
  g_free(p->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AllPairs, all_pairs_clear)

static inline gboolean is_same_length(double a, double b)
{
  return isfinite(a) && isfinite(b) && fabs(a - b) <= 1e-10 * (a + b);
}

static inline void all_pairs_tie(AllPairs *p, size_t from, size_t to, double length)
{
  p->length[from * p->n + to] = MIN(p->length[from * p->n + to], length);
  p->paths[from * p->n + to] = 1;
}

/* Each path is counted at the last of its inner vertices. */
static inline void all_pairs_by_way_of(AllPairs *p, size_t k)
{
  const size_t n = p->n;

  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      const double length = p->length[i * n + k] + p->length[k * n + j];
      const double paths = p->paths[i * n + k] * p->paths[k * n + j];
      if (i == k || j == k || i == j || isinf(length))
        continue;
      if (is_same_length(length, p->length[i * n + j])) {
        p->paths[i * n + j] += paths;
      } else if (length < p->length[i * n + j]) {
        p->length[i * n + j] = length;
        p->paths[i * n + j] = paths;
      }
    }
}

/* length: as the option says; both: without direction. */
static inline AllPairs all_pairs(GvGraph *g, const char *length, gboolean both)
{
  const GvAdjacency out = gv_graph_out(g);
  const size_t n = out.n;
  AllPairs p = { n, g_new(double, n *n + 1), g_new0(double, n *n + 1) };

  for (size_t i = 0; i < n * n; i++)
    p.length[i] = i % (n + 1) ? INFINITY : 0;
  for (GvVertex v = 0; v < n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      const double w = gv_weight(out, e), d = *length == 'u' ? 1 : *length == 'w' ? w : 1 / w;
      all_pairs_tie(&p, v, out.targets[e], d);
      if (both)
        all_pairs_tie(&p, out.targets[e], v, d);
    }
  for (size_t k = 0; k < n; k++)
    all_pairs_by_way_of(&p, k);
  return p;
}

/* Betweenness of v, ordered pairs. */
static inline double all_pairs_through(const AllPairs *p, size_t v)
{
  const size_t n = p->n;
  double total = 0;

  for (size_t s = 0; s < n; s++)
    for (size_t t = 0; t < n; t++)
      if (s != v && t != v && s != t &&
          is_same_length(p->length[s * n + v] + p->length[v * n + t], p->length[s * n + t]))
        total += p->paths[s * n + v] * p->paths[v * n + t] / p->paths[s * n + t];
  return total;
}

/* mode: NULL = the measure has none. */
static inline void path_score(const char *name, const char *length, const char *mode, GvGraph *g,
                              double *scores)
{
  const GvCentrality *a = gv_centrality_find(name);
  g_autofree char *options = g_malloc0(a->options_size + 1);

  gv_options_init(options, a->params);
  g_assert_true(gv_options_set(options, gv_params_find(a->params, "length"), length, NULL));
  if (mode)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, "mode"), mode, NULL));
  g_assert_true(gv_centrality_run(a, g, options, scores, NULL, NULL));
}

/* From a person (mode out), or towards them. */
static inline double pair_length(const AllPairs *p, const char *mode, size_t person, size_t other)
{
  return strcmp(mode, "out") == 0 ? p->length[person * p->n + other]
                                  : p->length[other * p->n + person];
}

/* Weighted lengths take another way than the defaults that test_conformance sees. */
static inline void assert_same_bits_at_any_length(const char *name, const char *length)
{
  const GvCentrality *a = gv_centrality_find(name);
  g_autofree char *options = g_malloc0(a->options_size + 1);
  g_autoptr(GvGraph) g = random_graph(1500, 4000, 3, TRUE, TRUE);
  double one[1500], many[1500];

  gv_options_init(options, a->params);
  g_assert_true(gv_options_set(options, gv_params_find(a->params, "length"), length, NULL));
  for (unsigned threads = 1; threads <= 8; threads++) {
    g_autoptr(GvTask) task = gv_task_new(threads);
    g_assert_true(gv_centrality_run(a, g, options, threads == 1 ? one : many, task, NULL));
    g_assert_true(threads == 1 || memcmp(one, many, sizeof one) == 0);
  }
}

static const char *const path_lengths[] = { "unit", "weight", "inverse" };
static const char *const path_modes[] = { "in", "out", "all" };

/* A score from the distances to (mode) v. */
typedef double (*SlowByPairs)(const AllPairs *p, const char *mode, size_t v);

/* Every length and mode, on connected and scattered networks. */
static inline void assert_what_all_distances_say(const char *measure, SlowByPairs slow)
{
  for (guint32 seed = 0; seed < 180; seed++) {
    const char *length = path_lengths[seed % 3], *mode = path_modes[seed / 3 % 3];
    g_autoptr(GvGraph) g = random_graph(24, 8 + seed / 2, seed, seed & 1, seed % 9 > 0);
    g_auto(AllPairs) p = all_pairs(g, length, strcmp(mode, "all") == 0);
    double s[24];
    path_score(measure, length, mode, g, s);
    for (size_t v = 0; v < 24; v++)
      assert_close(s[v], slow(&p, mode, v), 1e-12);
  }
}

/* 0 -> 1 -> 2, and 3 alone; expected by path_modes. NaN is met by NaN. */
static inline void assert_towards_from_or_both(const char *measure, const double expected[][4])
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 } };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 2, TRUE, NULL);
  double s[4];

  for (size_t i = 0; i < G_N_ELEMENTS(path_modes); i++) {
    path_score(measure, "unit", path_modes[i], g, s);
    for (int v = 0; v < 4; v++)
      g_assert_true(s[v] == expected[i][v] || (isnan(s[v]) && isnan(expected[i][v])));
  }
}
#endif

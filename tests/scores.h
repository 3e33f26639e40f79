/* Running a centrality, and comparing it with what igraph says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SCORES_H
#define GV_TEST_SCORES_H

#include "edge_lists.h"
#include "peer.h"

static inline double *scores_of(const char *name, GvGraph *g, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  double *scores = g_new(double, gv_graph_vertices(g) + 1);

  g_assert_true(gv_centrality_run(gv_centrality_find(name), g, NULL, scores, task, &error));
  g_assert_no_error(error);
  return scores;
}

/* tolerance as assert_close() has it; 0 = equal. */
static inline void assert_scores(const double *ours, const double *wanted, GvVertex n,
                                 double tolerance)
{
  for (GvVertex v = 0; v < n; v++) {
    g_assert_true(isnan(ours[v]) == isnan(wanted[v]));
    if (ours[v] != wanted[v])
      assert_close(ours[v], wanted[v], tolerance);
  }
}

/* Small random graphs of all kinds, and the real ones: check(graph). */
static inline void on_many_graphs(void (*check)(GvGraph *))
{
  g_autoptr(GvGraph) facebook = data_network("ego_facebook.txt.gz", FALSE);
  g_autoptr(GvGraph) email = data_network("email_eu_core.txt.zst", TRUE);
  g_autoptr(GvGraph) votes = data_network("wiki_vote.txt.zst", TRUE);

  for (guint32 seed = 0; seed < 120; seed++) {
    const GvVertex n = 1 + seed % 53;
    g_autoptr(GvGraph) g = random_graph(n, (GvEdge[]){ n / 2, 2 * n, n * n }[seed / 4 % 3], seed,
                                        seed & 1, (seed & 2) != 0);
    check(g);
  }
  check(facebook);
  check(email);
  check(votes);
}

static inline void assert_same_bits_on_threads(const char *name, GvGraph *g)
{
  g_autofree double *one = scores_of(name, g, 1);

  for (unsigned threads = 2; threads <= 8; threads += 3) {
    g_autofree double *many = scores_of(name, g, threads);
    g_assert_true(memcmp(one, many, gv_graph_vertices(g) * sizeof *one) == 0);
  }
}

static inline void assert_stops_when_cancelled(const char *name)
{
  g_autoptr(GvGraph) g = random_graph(2000, 20000, 1, TRUE, FALSE);
  g_autofree double *scores = g_new(double, 2000);
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;

  gv_task_cancel(task);
  g_assert_false(gv_centrality_run(gv_centrality_find(name), g, NULL, scores, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}
#endif

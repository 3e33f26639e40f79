/* Our scores of what igraph has too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_PEER_SCORES_H
#define GV_TEST_PEER_SCORES_H

#include "benchmarks/peer.h"
#include "common.h"

static inline void peer_set_option(char *options, const GvCentrality *a, const char *name,
                                   const char *value)
{
  if (value)
    g_assert_true(gv_options_set(options, gv_params_find(a->params, name), value, NULL));
}

/* [n], by the options that make ours the same as igraph's. */
static inline double *peer_our_scores(const GvCentrality *a, const PeerMeasure *measure,
                                      GvGraph *graph)
{
  double *scores = g_new(double, (size_t)gv_graph_vertices(graph) + 1);
  g_autofree char *options = g_malloc0(a->options_size + 1);
  g_autoptr(GvTask) task = gv_task_new(2);

  gv_options_init(options, a->params);
  peer_set_option(options, a, "mode", measure->mode);
  peer_set_option(options, a, "length", measure->length);
  g_assert_true(gv_centrality_run(a, graph, options, scores, task, NULL));
  return scores;
}
#endif

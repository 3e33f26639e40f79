/* Reach as tests want it, and the probabilities of ties by their definition.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SPREADS_H
#define GV_TEST_SPREADS_H

#include <grapevine/influence.h>

#include "common.h"

static const GvSpread cascade = { .kind = GV_SPREAD_WEIGHTED_CASCADE };
static const GvSpread by_weight = { .kind = GV_SPREAD_WEIGHT };

static inline GvSpread uniform(double p)
{
  return (GvSpread){ .kind = GV_SPREAD_UNIFORM, .probability = p };
}

/* Must succeed. */
static inline double *reach_of(GvGraph *g, GvSpread spread, GvReachOptions options,
                               GvReachFigures *figures, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  double *reach = g_new(double, (size_t)gv_graph_vertices(g) + 1);

  g_assert_true(gv_reach_run(g, &spread, &options, reach, figures, task, &error));
  g_assert_no_error(error);
  return reach;
}

/* Of tie e, one of the listener's. */
static inline double tie_probability(GvAdjacency out, GvVertex listener, GvEdge e, GvSpread spread)
{
  double all = 0;

  if (spread.kind == GV_SPREAD_UNIFORM)
    return spread.probability;
  if (spread.kind == GV_SPREAD_WEIGHT)
    return gv_weight(out, e);
  for (GvEdge i = out.offsets[listener]; i < out.offsets[listener + 1]; i++)
    all += gv_weight(out, i);
  return gv_weight(out, e) / all;
}

/* What chance may do to an estimate from `sets` sets a person: five standard errors. */
static inline void assert_within_chance(double estimate, double reach, double sets)
{
  g_assert_cmpfloat(fabs(estimate - reach), <=, 5 * sqrt(reach / sets));
}
#endif

/* What the tests of learned influence share: networks from tables, and a tie's probability.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_LEARNED_H
#define GV_TEST_LEARNED_H

#include <grapevine/learn.h>
#include <math.h>

#include "read_common.h"

/* Two tables, rows kept. */
static inline GvNetwork *logs(GvTableKind kind, const char *ties, GvTableKind other,
                              const char *rows, gboolean turned)
{
  g_auto(TestFile) a = test_file(ties), b = test_file(rows);
  const GvSource sources[] = { { .kind = kind, .path = a.path },
                               { .kind = other, .path = b.path } };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  options.keep_acts = TRUE;
  options.reverse = turned;
  GvNetwork *network = gv_network_read(sources, 2, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  return network;
}

/* 0 where there is no such arc. */
static inline double weight_of(const GvGraph *graph, GvVertex u, GvVertex v)
{
  const GvAdjacency out = gv_graph_out(graph);

  for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++)
    if (out.targets[e] == v)
      return gv_weight(out, e);
  return 0;
}

static inline double chance(const GvNetwork *network, const GvGraph *learned, const char *u,
                            const char *v)
{
  const GvNames *names = gv_network_names(network);

  return weight_of(learned, gv_names_find(names, u), gv_names_find(names, v));
}

static inline GvGraph *learn(const GvNetwork *network, GvLearnOptions options,
                             GvLearnFigures *figures)
{
  g_autoptr(GError) error = NULL;
  GvGraph *learned = NULL;
  GvLearnFigures own;

  g_assert_true(
      gv_learn_influence(network, &options, &learned, figures ? figures : &own, NULL, &error));
  g_assert_no_error(error);
  return learned;
}

static inline void assert_near(double value, double expected, double within)
{
  if (!(fabs(value - expected) <= within))
    g_error("%.17g is not %.17g", value, expected);
}
#endif

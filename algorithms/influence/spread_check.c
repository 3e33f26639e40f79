/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/spread_check.h"

static gboolean check_weights(GvAdjacency ties, GError **error)
{
  for (GvEdge e = 0; e < ties.offsets[ties.n]; e++)
    if (gv_weight(ties, e) > 1) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--probability weight needs weights of at most 1, but one is %g; divide them, or "
                  "use --probability weighted-cascade",
                  gv_weight(ties, e));
      return FALSE;
    }
  return TRUE;
}

/* That the shares of a listener add up to at most 1, but for rounding. */
static gboolean check_shares(GvAdjacency ties, const GvSpread *spread, GError **error)
{
  for (GvVertex v = 0; v < ties.n; v++) {
    double total = 0;
    for (GvEdge e = ties.offsets[v]; e < ties.offsets[v + 1]; e++)
      total += spread->kind == GV_SPREAD_UNIFORM ? spread->probability : gv_weight(ties, e);
    if (total > 1 + 1e-9) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--model lt needs the probabilities of those that one person listens to to add "
                  "up to at most 1, but somebody's make %g; use --probability weighted-cascade",
                  total);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean gv_spread_check(GvAdjacency heard, const GvSpread *spread, GError **error)
{
  if (spread->kind == GV_SPREAD_WEIGHT && !check_weights(heard, error))
    return FALSE;
  return spread->cascade != GV_CASCADE_THRESHOLD || spread->kind == GV_SPREAD_WEIGHTED_CASCADE ||
         check_shares(heard, spread, error);
}

/* What the generators share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/generators/draw.h"

#include "graph/base/array.h"

GvVertex *gv_draw_order(GvVertex n, GvRng *rng, GError **error)
{
  GvVertex *order = gv_array_new_raw(n, sizeof *order, error);

  for (GvVertex v = 0; order && v < n; v++) {
    const GvVertex other = gv_rng_below(rng, v + 1);
    order[v] = order[other];
    order[other] = v;
  }
  return order;
}

gboolean gv_draw_invalid(GError **error, const char *text)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

/* A spread model made ready for cascades forwards: from who is listened to, to
 * the listeners. A cascade is a lane, one bit of a word; 64 of them are a batch.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_MODEL_H
#define GV_FORWARD_MODEL_H

#include <grapevine/influence.h>

enum { GV_LANES = 64 };

/* Up to here the lanes in which a tie works are few, and drawn one by one; beyond,
 * all are drawn side by side. */
#define GV_FEW_LANES (1.0 / 24)

typedef struct {
  GvAdjacency ties; /* listened-to -> listeners */
  GvSpread spread;
  double *totals; /* [n], a tie's weight / this of its listener = its probability; NULL = / 1 */
  /* INDEPENDENT: P(the tie works in no lane of 64), rounded down, in units of 2^-32;
   * 0 = its lanes are not drawn one by one. */
  uint32_t *none;        /* [m]; NULL = the same of all */
  uint32_t uniform_none; /* where none is NULL */
  /* THRESHOLD: the tie is the one that its listener heeds where their random number,
   * in units of 2^-64, lies in [from, to); to == 0 stands for 2^64. */
  uint64_t *from, *to; /* [m] */
} GvForwardModel;

/* attention: borrowed. Errors: INVALID_ARGUMENT for weights above 1 under
 * GV_SPREAD_WEIGHT, for shares of a listener above 1 in all; NO_MEMORY. */
gboolean gv_forward_model_init(GvForwardModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error);
void gv_forward_model_clear(GvForwardModel *model);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvForwardModel, gv_forward_model_clear)

/* Of tie e, towards listener u. */
static inline double gv_forward_probability(const GvForwardModel *m, GvEdge e, GvVertex u)
{
  const double weight = gv_weight(m->ties, e);

  if (m->spread.kind == GV_SPREAD_UNIFORM)
    return m->spread.probability;
  return m->totals ? weight / m->totals[u] : weight;
}
#endif

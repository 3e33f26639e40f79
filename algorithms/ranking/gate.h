/* The grassroots gate: who may be nominated at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_GATE_H
#define GV_GATE_H

#include "algorithms/ranking/evidence.h"

typedef struct {
  double max_followers, min_followers; /* in force, inclusive */
  uint8_t *of;                         /* [n], GvGate */
  GvVertex people[GV_GATES];
} GvGates;

gboolean gv_gates_init(GvGates *gates, GvEvidence *e, const GvNominateOptions *options,
                       const GvNominateChoice *choice, GvTask *task, GError **error);
/* TRUE for everybody below the upper gate, whatever narrows the candidates further: those over
 * whom a model's levels are standardised, so that its score does not depend on that. */
gboolean gv_gates_compares(const GvGates *gates, const GvEvidence *e,
                           const GvNominateChoice *choice, GvVertex v);
void gv_gates_clear(GvGates *gates);
#endif

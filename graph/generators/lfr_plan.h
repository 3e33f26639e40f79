/* LFR: who has how many edges, in which community.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_GENERATORS_LFR_PLAN_H
#define GV_GENERATORS_LFR_PLAN_H

#include "graph/generators/draw.h"

typedef struct {
  GvVertex n, communities;
  GvVertex *inside;    /* [n], edges within the community */
  GvVertex *outside;   /* [n], edges to other communities */
  GvVertex *sizes;     /* [communities], largest first */
  GvVertex *community; /* [n] */
  uint64_t ends;       /* sum of inside and outside */
} GvLfrPlan;

gboolean gv_lfr_plan(GvLfrPlan *plan, const GvLfrOptions *options, GError **error);
void gv_lfr_plan_clear(GvLfrPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLfrPlan, gv_lfr_plan_clear)
#endif

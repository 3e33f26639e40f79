/* Weights of the nomination from the past: who was later answered, followed, converted?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_H
#define GV_FIT_H

#include <grapevine/evaluate.h>
#include <grapevine/nominate.h>

#include "algorithms/evaluation/bootstrap.h"
#include "algorithms/learning/calibration.h"

enum { GV_FIT_BINS = 10, GV_FIT_LEAST_POSITIVES = 20 };

typedef struct {
  GvNetwork *network;
  GvNominateOptions nominate; /* the gate, the model of influence, the seed */
  GvNominateChoice choice;    /* .weights: of no account */
  const GvLabel *label;       /* NULL = the people who are advocates already, and no time: who is
                               * none may yet become one (Elkan and Noto) */
  double until;               /* nothing later is looked at; NaN = all */
} GvFitPlan;

/* A time at which features are taken, and one up to which labels count. */
typedef struct {
  double known, until; /* NaN where labels know no time */
  size_t people, positives;
} GvFitWindow;

/* P(label) = 1 / (1 + exp(-(intercept + slope * score))), divided by marked_share, at most 1. */
typedef struct {
  size_t features;
  double *weight; /* [features], by gv_features() index; absolute values add up to 1 */
  double lambda;  /* ridge on standardised columns */
  double intercept, slope;
  double marked_share; /* c of Elkan and Noto; 1 where labels are not marks */
} GvFitModel;

typedef struct {
  double brier, log_loss;
} GvFitLosses;

typedef struct {
  GvFitWindow first, second, held_out; /* ridge by first -> second; weights from both */
  GvFitModel model;
  GvEstimate auc, auc_like_audience;
  double default_auc;    /* of the weights that nominate has without a file */
  GvEstimate above_default; /* auc - default_auc, paired */
  const GvFeature *best; /* the single feature that ranks those held out best, as seen afterwards */
  gboolean best_turned;
  double best_auc;
  GvEstimate above_best; /* auc - best_auc, paired */
  GvFitLosses losses, base; /* of the model, and of one probability for all: the second window's */
  GvReliabilityBin reliability[GV_FIT_BINS];
  size_t bins;
  const char *doubt; /* why these weights should not be used; NULL = nothing speaks against them */
} GvFit;

/* Errors: PARSE with the reason where the data cannot support a fit (nothing is dated, too few or
 * only positives, too short a span); INVALID_ARGUMENT as gv_label_compute and gv_nominate;
 * NO_MEMORY, CANCELLED. The same bits at any thread
 * count. */
gboolean gv_fit_run(GvFit *fit, const GvFitPlan *plan, GvTask *task, GError **error);
void gv_fit_clear(GvFit *fit);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvFit, gv_fit_clear)
#endif

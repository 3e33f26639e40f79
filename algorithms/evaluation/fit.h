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
  gboolean seen;              /* only people whom a dated row names by then */
  const uint8_t *without;     /* by gv_features() index, 1 = not to be learnt from; NULL = none */
  gboolean as_tried;          /* .model = .tried: nothing is learnt from what was held out */
} GvFitPlan;

/* A time at which features are taken, and one up to which labels count. */
typedef struct {
  double known, until; /* NaN where labels know no time */
  size_t people, positives;
} GvFitWindow;

/* P(label) = 1 / (1 + exp(-(intercept + sum of weight * level))), the score of nominate --weights. Of
 * marks, that is how probable a mark is; divided by marked_share, how probable it is that the
 * person could carry one. */
typedef struct {
  size_t features;
  double *weight; /* [features], by gv_features() index; of a level (mean 0, deviation 1) */
  double intercept;
  double lambda;      /* ridge */
  double calibration; /* by what the coefficients were multiplied: as sure as on rows not seen */
  double marked_share; /* c of Elkan and Noto; 1 where labels are not marks */
} GvFitModel;

typedef struct {
  double brier, log_loss;
} GvFitLosses;

typedef struct {
  GvFitWindow first, second, held_out;
  GvFitModel tried; /* learnt from the first two windows; what follows says how it did on the third */
  GvFitModel anew;  /* learnt in the same way from all three; empty where nothing could be */
  const GvFitModel *model; /* the one of the two to be used */
  GvEstimate auc, auc_like_audience;
  double default_auc; /* of the weights that nominate has without a file; NaN of marks, which they see */
  GvEstimate above_default; /* auc - default_auc, paired */
  const GvFeature *best; /* the single feature that ranks those held out best, as seen afterwards, in
                          * its direction */
  double best_auc;
  GvEstimate above_best; /* auc - best_auc, paired */
  GvFitLosses losses, base; /* of the tried, and of one probability for all: the second window's */
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

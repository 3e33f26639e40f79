/* What evaluate compares: the past, what happened later, and the rankings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_EVALUATING_H
#define GV_EVALUATING_H

#include <grapevine/evaluate.h>

#include "algorithms/evaluation/baselines.h"
#include "algorithms/evaluation/bootstrap.h"
#include "cli/nominating.h"

typedef struct {
  char *split, *until, *label, *ranking; /* ranking: kept to know the option; all its texts count */
  int64_t bootstrap;
  gboolean seen;
} EvaluateOptions;

/* People who are ranked, and every ranking of them. */
typedef struct {
  const char *name;
  size_t count;
  GvVertex *people;         /* [count], of the past */
  GvVertex *candidates;     /* [count], of nominate */
  double *gain, *audience;  /* [count] */
  GvRankingMethod *methods; /* [method_count], names borrowed, scores owned */
  size_t method_count;
  GvComparison comparison;
} Population;

enum { GRASSROOTS, EVERYONE, POPULATIONS };

/* A ranking from a file. */
typedef struct {
  char *name;
  double *score; /* [n of the past] */
} Ranking;

typedef struct {
  Run *run;
  const EvaluateOptions *options;
  Nominating nominating;
  GPtrArray *names;   /* of char *, of the rankings that nominate makes */
  GPtrArray *weights; /* of GvWeights *, beside them; NULL = the defaults */
  GvNetwork *network, *past;
  GvVertex *now_of;    /* [n of the past]; NULL = the past is the network */
  double split, until; /* NaN where the label has no time */
  double *gain;        /* [n of the past], what later happened */
  uint8_t *seen;       /* [n of the past], 1 = named in a row that carries a time */
  GvLabel label;
  const char *label_text, *outcome; /* "received:RT"; "observed" or "model" */
  GPtrArray *rankings;              /* of Ranking * */
  GvBaselineColumns baselines;
  Population populations[POPULATIONS];
} Evaluation;

/* Options, weights and their names; before the network is there. */
gboolean evaluation_prepare(Evaluation *e, Run *run, const EvaluateOptions *options,
                            GError **error);
/* The split, the past, the label and the rankings. */
gboolean evaluation_load(Evaluation *e, GError **error);
/* Ranks the past and compares. */
gboolean evaluation_compare(Evaluation *e, GError **error);
void evaluation_clear(Evaluation *e);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Evaluation, evaluation_clear)

/* Sentences to stderr and figures to the summary. */
void evaluation_tell(const Evaluation *e);
gboolean evaluation_write(const Evaluation *e, GError **error);
#endif

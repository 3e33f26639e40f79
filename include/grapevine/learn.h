/* Learning from logs: how likely one who is listened to wins a listener over.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_LEARN_H
#define GRAPEVINE_LEARN_H

#include <grapevine/history.h>

G_BEGIN_DECLS

/* What a tie's probability is, from the items that speaker v and listener u acted on
 * (Goyal, Bonchi, Lakshmanan 2010 and 2011). "Passed on": u acted on the item after v
 * did. A person acts on an item once, the first time. */
typedef enum {
  GV_INFLUENCE_BERNOULLI, /* items passed on / items of v */
  GV_INFLUENCE_JACCARD,   /* items passed on / items of v or u */
  GV_INFLUENCE_PARTIAL,   /* shares of items passed on / items of v; all whom u listens to and who
                           * acted before u on an item have the same share of it */
  GV_INFLUENCE_CREDIT,    /* the same shares / items of u: direct credit of credit distribution */
} GvInfluenceModel;

/* What an item passed on after a delay counts: 1, or exp(-delay / tau), tau the mean
 * delay of all that was passed on, or of that along this tie. GV_INFLUENCE_CREDIT with
 * a decay counts the listener's influenceability too: the share of their items that came
 * within tau of somebody they listen to. */
typedef enum { GV_DECAY_NONE, GV_DECAY_GLOBAL, GV_DECAY_TIE } GvInfluenceDecay;

typedef struct {
  GvInfluenceModel model;
  GvInfluenceDecay decay;
  double within;  /* seconds; later is not passed on. 0 = however late */
  gboolean raw;   /* no prior: ties along which nothing passed are left out */
  int64_t rounds; /* shuffles for the check of direction; 0 = none */
  int64_t seed;
} GvLearnOptions;

#ifdef __cplusplus
#define GV_LEARN_OPTIONS_INIT                                                                      \
  {                                                                                                \
    GV_INFLUENCE_BERNOULLI, GV_DECAY_NONE, 0, FALSE, 100, 1                                        \
  }
#else
#define GV_LEARN_OPTIONS_INIT                                                                      \
  {                                                                                                \
    .rounds = 100, .seed = 1                                                                       \
  }
#endif

typedef struct {
  gboolean from_items; /* from events with items; FALSE: from dated interactions */
  uint64_t ties;       /* of the attention graph, an undirected one twice */
  uint64_t tried;      /* ties along which something could pass */
  uint64_t passed;     /* ties along which something did */
  double mean;         /* probability of a tie of which nothing is known; NaN where raw */
  double strength;     /* trials that the prior is worth: alpha + beta; NaN where raw */
  double delay;        /* mean of what was passed on, seconds */
  /* Which way round the ties explain more. Of the actions on items that somebody had acted on
   * before: the share where one of those is listened to by who acted, and where one
   * of those listens to them. NaN where not asked for or not from items. */
  double explained, explained_reversed;
  double chance_low, chance_high; /* 95 % of the difference where the times of each item are
                                   * shuffled among those who acted on it */
  gboolean
      backwards; /* explained - explained_reversed < chance_low: attention seems turned round */
} GvLearnFigures;

/* "learned", "learned:jaccard", "learned:credit,tie,7d": a model, a decay, how long after,
 * in any order, the rest as the options are. FALSE without an error where the text does
 * not begin with "learned". Errors: INVALID_ARGUMENT. */
GV_API gboolean gv_learn_parse(const char *text, GvLearnOptions *options, GError **error);

/* The attention graph with the probabilities as weights, directed, for
 * GV_SPREAD_WEIGHT. From events with items; where there are none, from dated
 * interactions: v passes an act on to u where u acts towards v after it and not after
 * v's next act; that knows GV_INFLUENCE_BERNOULLI only. Probabilities are drawn to the
 * mean of all ties by a Beta prior that is estimated from them by moments, unless raw.
 * figures may be NULL. Errors: INVALID_ARGUMENT where there is nothing to learn from,
 * NO_MEMORY, CANCELLED. The same bits at any thread count. */
GV_API gboolean gv_learn_influence(const GvNetwork *network, const GvLearnOptions *options,
                                   GvGraph **learned, GvLearnFigures *figures, GvTask *task,
                                   GError **error);

G_END_DECLS
#endif

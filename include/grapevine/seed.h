/* Choosing seeds: the set of people to give a campaign to, so that as many
 * others as possible are reached.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_SEED_H
#define GRAPEVINE_SEED_H

#include <grapevine/algorithm.h>
#include <grapevine/influence.h>

G_BEGIN_DECLS

/* How the set is found. The first is what all of this is for; the others are one list each. */
typedef enum {
  GV_SEED_BEST,         /* the best of greedy and the four that follow */
  GV_SEED_ONE_STEP,
  GV_SEED_PAGERANK,
  GV_SEED_FOLLOWERS,
  GV_SEED_DEGREE_DISCOUNT,
  GV_SEED_NAMED,        /* ties are answers of a survey: who is named by most */
  GV_SEED_ACQUAINTANCE, /* whom random people name, as a survey of them would say */
  GV_SEED_RANDOM,
} GvSeedWay;

typedef struct {
  int64_t count;   /* people at most; 0 = as many as the budget buys */
  double budget;   /* of all costs; 0 = no bound. One of the two must be given */
  double epsilon;  /* (0, 1): reach is at least (1 - 1/e - epsilon) of the best set's … */
  double delta;    /* (0, 1): … but for this probability, in which bounds may fail as well */
  int64_t rounds;  /* steps that the spread has; 0 = until nobody new is won */
  int64_t seed;
  double settled;  /* (0, 1): sampling goes on until the pool flatters its choice by no more */
  double work;     /* ties and people looked at, at most, about; 0 = no bound */
  double memory;   /* bytes of the pool of sets, at most, about; 0 = no bound */
  int way;         /* GvSeedWay */
  int64_t ask;     /* ACQUAINTANCE: people asked; 0 = until there are enough */
} GvSeedOptions;

GV_API extern const GvParam gv_seed_params[];
GV_API extern const size_t gv_seed_options_size; /* for those who cannot say sizeof */

/* Who may be chosen, and whom to reach. */
typedef struct {
  const uint8_t *barred;    /* [n], 1 = never a seed; NULL = nobody */
  const GvVertex *included; /* [included_count], in the set whatever comes, first; barred or not */
  size_t included_count;
  const GvVertex *active; /* [active_count], won already: what they reach is not counted again */
  size_t active_count;
  const double *cost;    /* [n], > 0; NULL = 1 each */
  const double *value;   /* [n], >= 0, what winning a person is worth; NULL = 1 each */
  const GvVertex *group; /* [n], below groups; NULL = no quotas */
  GvVertex groups;
  GvVertex per_group; /* people of each group at most, included ones too */
} GvSeedCampaign;

/* Why sampling ended. */
typedef enum {
  GV_SEEDS_SETTLED,  /* more sets would not change the choice by much */
  GV_SEEDS_WORK,     /* options->work was done */
  GV_SEEDS_MEMORY,   /* options->memory was full */
  GV_SEEDS_LISTED,   /* a list was asked for: options->way */
  GV_SEEDS_TIME,     /* the task's time was over */
  GV_SEEDS_STOPPED,  /* the task was cancelled */
  GV_SEEDS_NO_ROOM,  /* an array could not be had */
} GvSeedsEnd;

GV_API const char *gv_seeds_end_sentence(GvSeedsEnd end);

enum { GV_SEED_METHODS = 5 };

/* A way of choosing, and what its choice reaches. */
typedef struct {
  const char *name; /* greedy (or named, acquaintance, random), one-step, pagerank, followers,
                     * degree-discount */
  double reach;     /* on one fresh sample for all; NaN where it was not tried */
} GvSeedMethod;

/* The set. Reach is expected, counts the seeds themselves, is worth in units of
 * campaign->value, and leaves out whom the active win. */
typedef struct {
  size_t count;
  GvVertex *seeds;    /* [count], in the order they were chosen */
  double *cumulative; /* [count], reach of the first i + 1, from fresh sets: unbiased */
  double *lower;      /* [count], with probability 1 - delta all of these … */
  double *upper;      /* [count], … and these hold at once */
  double spent;       /* cost of all */
  double best_possible; /* no allowed set reaches more, but for delta */
  double guarantee;     /* lower / best_possible: at least this share of the best set's reach */
  double promised;      /* what the method promises whatever comes: 1 - 1/e - epsilon, or less
                         * under a budget or quotas */
  GvSeedsEnd end;
  double flattery;    /* how much more the pool says of the greedy set than fresh sets do, a share */
  uint64_t pool_sets, fresh_sets;
  double mean_size;   /* people looked at for a set of the pool */
  size_t sentinels;   /* chosen from a few sets at first, so that those of the pool end early */
  size_t method;      /* whose set this is */
  GvSeedMethod methods[GV_SEED_METHODS];
} GvSeeds;

GV_API void gv_seeds_clear(GvSeeds *seeds);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSeeds, gv_seeds_clear)

/* Chooses. attention: arcs run from listener to listened-to. A limit of time or
 * memory after the first choice is no error: seeds->end says so, and seeds holds
 * the best set so far. Errors: INVALID_ARGUMENT where the campaign contradicts
 * itself or the spread does not fit the weights; NO_MEMORY, CANCELLED, TIMEOUT
 * before there is any choice. The same bits at any thread count. */
GV_API gboolean gv_seeds_run(GvGraph *attention, const GvSpread *spread,
                             const GvSeedOptions *options, const GvSeedCampaign *campaign,
                             GvSeeds *seeds, GvTask *task, GError **error);

/* What the set is worth beside lists that need no search, at each number of people. */
typedef struct {
  size_t count;
  double *cost;         /* [count], of the first i + 1 seeds */
  double *random_count; /* [count], people drawn at random from those who may be chosen, of whom
                         * so many reach as many; NaN where all of them do not */
  double *random_reach; /* [count], what i + 1 of them reach, expected */
  double *followers;    /* [count], what the i + 1 with most followers reach */
  double *followers_same_cost; /* [count], those with most followers, down the list while their
                                * cost is at most `cost` */
  uint64_t sets;
} GvSeedCurve;

GV_API void gv_seed_curve_clear(GvSeedCurve *curve);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSeedCurve, gv_seed_curve_clear)

/* For what gv_seeds_run found, with the same arguments. How many random
 * people do as well: Akbarpour, Malladi, Saberi. Errors: as gv_seeds_run. */
GV_API gboolean gv_seeds_curve(GvGraph *attention, const GvSpread *spread,
                               const GvSeedOptions *options, const GvSeedCampaign *campaign,
                               const GvSeeds *seeds, GvSeedCurve *curve, GvTask *task,
                               GError **error);

G_END_DECLS
#endif

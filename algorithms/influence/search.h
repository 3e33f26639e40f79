/* A search for seeds in progress: what its steps share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SEARCH_H
#define GV_SEARCH_H

#include <grapevine/seed.h>

#include "algorithms/influence/cover.h"
#include "algorithms/influence/rivals.h"
#include "algorithms/influence/sample.h"

typedef struct {
  GvGraph *attention;
  const GvSpread *spread;
  const GvSeedOptions *options;
  const GvSeedCampaign *campaign;
  GvVertex n;
  size_t most; /* people in the set at most */
  GvReverseModel model;
  GvSetSource source;
  uint8_t *people;  /* [n], bits of pool.h */
  float *near;      /* [n], of those who listen to sentinels: reverse_sets.h */
  GvVertex *forced; /* [most], included ones, then sentinels */
  GvCoverRules rules;
  GvPool pool;
  GvCover cover;                     /* the greedy set of the pool */
  GvVertex *rivals[GV_SEED_METHODS]; /* [most] each; [0] = NULL, the greedy set is in cover */
  size_t rival_counts[GV_SEED_METHODS];
} GvSearch;

/* Checks the campaign and makes ready. Errors: INVALID_ARGUMENT, NO_MEMORY, CANCELLED, TIMEOUT. */
gboolean gv_search_init(GvSearch *search, GvTask *task, GError **error);
void gv_search_clear(GvSearch *search);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSearch, gv_search_clear)

/* How far the search is. */
typedef struct {
  GvSearch s;
  GvSeeds *result;
  gboolean ended;   /* result->end says why */
  double flattered; /* share by which the pool overrated the choice before; > 1 = not known */
  unsigned attempts;
} GvSeedSearch;

/* Share of the pool that the greedy set covers. */
double gv_search_share(const GvSearch *search);
/* Chooses anew on the whole pool; the choice before stays where that fails. bounded: with the
 * bound on all others. */
gboolean gv_search_choose(GvSearch *search, gboolean bounded, GvTask *task, GError **error);
/* Fills in the result from where the search is. */
gboolean gv_search_tell(GvSeedSearch *search, GvTask *task, GError **error);

/* Names of GvSeedWay, NULL-terminated. */
extern const char *const gv_seed_ways[];
/* The list that options->way asks for, in place of the greedy set or among the rivals. */
gboolean gv_search_list(GvSearch *search, GError **error);
/* Its name, or "greedy". */
const char *gv_search_name(const GvSearch *search);

/* Where random sets are large, a few people are chosen beforehand, so that sets may end
 * where one of them is met (Guo et al. 2020, HIST). */
gboolean gv_search_sentinels(GvSearch *search, GvTask *task, GError **error);
#endif

/* A campaign in rounds: what came of the earlier ones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ROUNDS_H
#define GV_ROUNDS_H

#include "cli/run.h"

typedef struct {
  int64_t round;           /* 0 = not said */
  char *activated, *seeded; /* kept to know the options; all texts count */
} RoundOptions;

extern const GvParam round_params[];

/* What is known of the rounds before. */
typedef struct {
  RoundOptions options;
  GvVertex *activated; /* [activated_count], won, with all whom they could win */
  size_t activated_count;
  GvVertex *seeded; /* [seeded_count], who were asked, whether they came or not */
  size_t seeded_count;
} Rounds;

/* Fills the options. Errors: INVALID_ARGUMENT where a later round knows of no earlier one. */
gboolean rounds_prepare(Rounds *rounds, const Run *run, GError **error);
/* Reads the lists, and tells the summary what came of the earlier rounds. */
gboolean rounds_look_up(Rounds *rounds, Run *run, const GvNetwork *network, GError **error);
/* Puts what is left of the spread in place of both; nothing changes where nobody was activated.
 * *attention is one of the caller's references. */
gboolean rounds_leave(const Rounds *rounds, Run *run, GvGraph **attention, GvSpread *spread,
                      GError **error);
/* The people of both lists. Caller frees. */
GvVertex *rounds_join(const GvVertex *one, size_t count, const GvVertex *other, size_t more,
                      GError **error);
void rounds_clear(Rounds *rounds);
#endif

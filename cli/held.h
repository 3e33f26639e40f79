/* A shortlist held against those that another time or other seeds would have given.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CLI_HELD_H
#define GV_CLI_HELD_H

#include "cli/nominating.h"

/* By people of the network. run to per_community are the caller's. */
typedef struct {
  Run *run;
  const Nominating *nominating;
  GvNetwork *network;
  GvNominationView view;
  size_t top, per_community, count;
  GvVertex *people, *other; /* [people of the network]; other is scratch */
  double *ranks;            /* 1, 2, … */
} Held;

/* Fills the rest. */
gboolean held_init(Held *held, GError **error);
void held_clear(Held *held);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Held, held_clear)

/* Makes the shortlist of each time so long before the last row ("1d,7d") and says, on stderr and in
 * the summary, how much of it is the same. */
gboolean held_against_earlier(const Held *held, const char *durations, GError **error);
/* The same of the `count` seeds behind the run's, together. */
gboolean held_against_seeds(const Held *held, int64_t count, GError **error);
#endif

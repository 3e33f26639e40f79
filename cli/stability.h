/* How far a shortlist would have been another: of a log drawn anew, earlier, with other seeds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CLI_STABILITY_H
#define GV_CLI_STABILITY_H

#include "cli/nominating.h"

typedef struct {
  int64_t bootstrap;   /* rounds; 0 = none */
  char *earlier;       /* "1d,7d"; NULL = none */
  int64_t other_seeds; /* 0 = none */
} StabilityOptions;

typedef struct {
  StabilityOptions options;
  GvStability drawn; /* of the bootstrap */
  GError *ended;     /* time over or interrupted before all was done; NULL = all was */
} Stability;

extern const GvParam stability_params[];

/* Fills and checks the options. */
gboolean stability_prepare(Stability *stability, const Run *run, GError **error);
/* That the rows can be drawn anew, before anybody ranks. */
gboolean stability_check(const Stability *stability, const GvNetwork *network, GError **error);
/* Does what the options ask for of the shortlist, and says it on stderr and in the summary. TRUE
 * too where the run's task ended meanwhile. top, per_community: the shortlist's. */
gboolean stability_run(Stability *stability, Run *run, const Nominating *nominating,
                       GvNetwork *network, size_t top, size_t per_community, GError **error);
/* TRUE where the run's task ended before all was done. */
gboolean stability_was_cut(const Stability *stability);
/* The reason, as the run's error. */
void stability_take_end(Stability *stability, GError **error);
/* What the bootstrap says of the people; NULL = nobody asked. */
const GvStability *stability_columns(const Stability *stability);
void stability_clear(Stability *stability);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stability, stability_clear)
#endif

/* Spread of influence: who reaches whom.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_INFLUENCE_H
#define GRAPEVINE_INFLUENCE_H

#include <grapevine/graph.h>

G_BEGIN_DECLS

/* How likely the one who is listened to wins the listener over, once (the
 * independent cascade of Kempe, Kleinberg, Tardos 2003). */
typedef enum {
  GV_SPREAD_WEIGHTED_CASCADE, /* p(listener, x) = w(listener, x) / sum of w(listener, .) */
  GV_SPREAD_WEIGHT,           /* p = the tie's weight, which must not exceed 1 */
  GV_SPREAD_UNIFORM,          /* p = probability for every tie */
} GvSpreadKind;

/* How several who are listened to act together on one listener. */
typedef enum {
  GV_CASCADE_INDEPENDENT, /* each tries once, by itself */
  GV_CASCADE_THRESHOLD,   /* linear threshold: won over when the shares of those already won add up
                           * to a random threshold; shares of a listener add up to at most 1 */
} GvCascade;

typedef struct {
  GvSpreadKind kind;
  double probability; /* UNIFORM: (0, 1] */
  GvCascade cascade;
} GvSpread;

/* "weighted-cascade", "weight", or a number in (0, 1]. */
GV_API gboolean gv_spread_parse(const char *text, GvSpread *spread, GError **error);

/* What is left once the activated, all who are known to be won so far, have tried everybody
 * who listens to them and won nobody else: their ties are gone, those of the others have the
 * probabilities they had (a threshold's shares: given that the activated did not reach it).
 * activated: [count]. *left, with as many vertices, and *spread_left (may be *spread) belong
 * together; caller unrefs *left. Errors: INVALID_ARGUMENT for a vertex outside the graph and a
 * spread that does not fit the weights; NO_MEMORY, CANCELLED, TIMEOUT. */
GV_API gboolean gv_spread_residual(GvGraph *attention, const GvSpread *spread,
                                   const GvVertex *activated, size_t count, GvGraph **left,
                                   GvSpread *spread_left, GvTask *task, GError **error);

typedef struct {
  int64_t seed;
  int64_t rounds; /* each person is drawn as a root this often, at most */
  int64_t budget; /* ties looked at, at most (checked between waves of sets); 0 = no bound */
} GvReachOptions;

#ifdef __cplusplus
#define GV_REACH_OPTIONS_INIT { 1, 32, INT64_C(1000000000) }
#else
#define GV_REACH_OPTIONS_INIT { .seed = 1, .rounds = 32, .budget = INT64_C(1000000000) }
#endif

typedef struct {
  uint64_t sets;          /* reverse reachable sets drawn */
  double sets_per_person; /* expected: the standard error of a reach r is at most sqrt(r / this) */
  double mean_size;       /* people in a set, the root counted */
} GvReachFigures;

/* reach[v] = expected number of other people reached from v alone, for every v
 * at once; unbiased. attention: arcs run from listener to listened-to. Errors:
 * INVALID_ARGUMENT for weights above 1 under GV_SPREAD_WEIGHT, NO_MEMORY,
 * CANCELLED. The same bits at any thread count. */
GV_API gboolean gv_reach_run(GvGraph *attention, const GvSpread *spread,
                             const GvReachOptions *options, double *reach /* [n] */,
                             GvReachFigures *figures, GvTask *task, GError **error);

G_END_DECLS
#endif

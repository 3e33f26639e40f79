/* Simulated spread of given seeds: what the model says, cascade by cascade.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_SIMULATE_H
#define GRAPEVINE_SIMULATE_H

#include <grapevine/influence.h>

G_BEGIN_DECLS

typedef struct {
  int64_t seed;
  int64_t cascades; /* 0 = until the mean's 95 % interval is within 1 % of it or 1 person to either
                     * side, at least 1024 */
  int64_t rounds;   /* steps after the seeds', at most; 0 = until nobody new is won */
  int64_t budget;   /* cascades == 0: `looked`, from which on no more begin; 0 = no bound */
  const GvVertex *active; /* [active_count], already won: they spread too, but neither they nor
                           * whom they win without the seeds count as reached; may be NULL */
  size_t active_count;
} GvSimulateOptions;

#ifdef __cplusplus
#define GV_SIMULATE_OPTIONS_INIT                                                                   \
  {                                                                                                \
    1, 0, 0, INT64_C(50000000000), nullptr, 0                                                      \
  }
#else
#define GV_SIMULATE_OPTIONS_INIT                                                                   \
  {                                                                                                \
    .seed = 1, .budget = INT64_C(50000000000)                                                      \
  }
#endif

/* What became of the seeds. "Reached" are others: neither seeds nor active, and whom
 * the active alone would not have won. Everybody won in the end = active + active_won +
 * seeds + reached. */
typedef struct {
  size_t cascades;     /* at most 2^32 - 1 */
  gboolean settled;    /* the interval is as narrow as cascades == 0 asks for */
  GvVertex seeds;      /* different people, without the active */
  GvVertex active;     /* different people */
  double mean;         /* reached */
  double deviation;    /* of reached, from cascade to cascade; 0 of a single one */
  double low, high;    /* 95 % interval of the mean, by the normal approximation */
  double active_won;   /* mean of those, no seeds, whom the active win without the seeds */
  uint64_t looked;     /* ties towards the listeners of all won, in each cascade for itself */
  uint32_t *reached;   /* [cascades], in cascade i */
  uint32_t *won;       /* [cascades], everybody won in the end */
  double *by_round;    /* [round_count], mean of what round r + 1 adds to reached; below 0 where
                        * the active would have won people that late themselves */
  size_t round_count;  /* until nobody new was won in any cascade */
  double *probability; /* [n], of being won in the end; 1 of seeds and active */
  double *active_probability; /* [n], the same without the seeds; NULL where nobody is active */
} GvSimulation;

GV_API void gv_simulation_clear(GvSimulation *simulation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSimulation, gv_simulation_clear)

/* Simulates. attention: arcs run from listener to listened-to; duplicates among the
 * seeds count once. How cascade i ends is a function of (options->seed, i, seeds)
 * alone, and which tie works in it of (options->seed, i, tie) alone, so runs of
 * several seed sets with the same seed may be compared cascade by cascade. The same
 * bits at any thread count. Errors: INVALID_ARGUMENT for a vertex outside the graph,
 * for weights above 1 under GV_SPREAD_WEIGHT and for shares of a listener that exceed 1
 * under GV_CASCADE_THRESHOLD; NO_MEMORY, CANCELLED, TIMEOUT. */
GV_API gboolean gv_simulate_run(GvGraph *attention, const GvSpread *spread,
                                const GvVertex *seeds /* [count] */, size_t count,
                                const GvSimulateOptions *options, GvSimulation *simulation,
                                GvTask *task, GError **error);

G_END_DECLS
#endif

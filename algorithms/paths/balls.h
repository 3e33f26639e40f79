/* How many people lie within each distance, estimated for everyone at once.
 *
 * HyperBall: everyone keeps a HyperLogLog counter of those within distance t, which
 * at t + 1 is joined with those of the neighbours. The counter of a union is the
 * larger of each two registers, so its value is a function of the set: neither
 * order nor threads change a bit. Only people near someone whose counter grew in the
 * step before are looked at. Those at distance 1 are counted, not estimated.
 *
 * The relative standard error of the estimate of one set is at most
 * 1.04 / sqrt(registers - 2). Sums of them: docs/hyperball.md.
 *
 * P. Boldi, S. Vigna. In-core computation of geometric centralities with HyperBall.
 * ICDM workshops 2013.
 * P. Flajolet et al. HyperLogLog. AofA 2007.
 * O. Ertl. New cardinality estimation algorithms for HyperLogLog sketches.
 * arXiv:1702.01284, 2017: the estimate, without thresholds for small sets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_BALLS_H
#define GV_PATHS_BALLS_H

#include <grapevine/graph.h>

#include "algorithms/paths/options.h"

typedef struct {
  GvPathMode mode;
  GvLength length; /* UNIT; others are refused */
  double epsilon;  /* GV_BALL_EPSILON_LEAST to 1 */
  uint64_t seed;
  size_t cells; /* a vertex */
  /* So many people more (about; at distance 1 exactly) lie at this distance from a
   * person, or the person from them, by mode. Distances ascend. */
  void (*reach)(double *cells /* [cells], the person's */, double people, double distance);
} GvBalls;

#define GV_BALL_EPSILON_LEAST 0.005 /* 42 KiB a counter */

/* sums [n * cells], overwritten. Tells the task's figures `estimated`, `registers`,
 * `count_standard_error`, `distances`. Errors: INVALID_ARGUMENT (epsilon, a
 * length other than 1), NO_MEMORY, CANCELLED. */
gboolean gv_balls_run(const GvBalls *balls, GvGraph *graph, double *sums, GvTask *task,
                      GError **error);

/* The registers of a counter whose relative standard error is at most epsilon, a
 * multiple of GV_BALL_LINE; and the error of so many. */
size_t gv_ball_registers(double epsilon);
double gv_ball_standard_error(size_t registers);

enum {
  GV_BALL_LINE = 64, /* registers a cache line, a byte each */
  GV_BALL_RANK = 46, /* the largest value of a register: 2^-46 n people are beyond it */
};

/* What a counter shows. */
typedef struct {
  uint64_t sum;    /* over registers of 2^(GV_BALL_RANK - register) */
  uint32_t vacant; /* registers that are 0 */
} GvBallCount;

/* From distance t to t + 1. */
typedef struct {
  GvAdjacency in; /* rows: whose counters join one's own */
  size_t registers;
  const uint8_t *before; /* [n * registers], at t */
  uint8_t *after;        /* the same at t + 1; of those whom nobody looks at, already right */
  const uint8_t *grew;   /* [n], since t - 1 */
} GvBallStep;

/* For each step of instructions (graph/base/cpu.h). `grow` is TRUE where v's counter
 * grows, and then tells what it shows. */
typedef gboolean (*GvBallGrow)(const GvBallStep *step, GvVertex v, GvBallCount *count);
typedef GvBallCount (*GvBallShow)(const uint8_t *counter, size_t registers);

gboolean gv_balls_grow_any(const GvBallStep *step, GvVertex v, GvBallCount *count);
gboolean gv_balls_grow_avx2(const GvBallStep *step, GvVertex v, GvBallCount *count);
gboolean gv_balls_grow_avx512(const GvBallStep *step, GvVertex v, GvBallCount *count);
GvBallCount gv_balls_show_any(const uint8_t *counter, size_t registers);
GvBallCount gv_balls_show_avx2(const uint8_t *counter, size_t registers);
GvBallCount gv_balls_show_avx512(const uint8_t *counter, size_t registers);
#endif

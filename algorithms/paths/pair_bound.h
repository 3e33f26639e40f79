/* When the means of many variables in [0, 1] are known to epsilon, all at once.
 *
 * Variable v is seen again and again, X_1, X_2, … independent of each other, with
 * mean b and a variance that nobody knows. For fixed c in [0, 1] and 0 < l < 1,
 * psi = -log(1 - l) - l, both
 *
 *   exp( +-l sum (X_i - b) - psi sum (X_i - c)^2 )
 *
 * are supermartingales that begin at 1 (Fan, Grama & Liu 2015; Howard et al. 2021),
 * so with probability 1 - 2 alpha, for every m at once,
 *
 *   |mean - b| <= ( log(1 / alpha) + psi sum (X_i - c)^2 ) / (l m).
 *
 * A plan fixes c, l and alpha for each variable from a first sample that is then
 * thrown away: c is its mean there, and variables of like variance are of a class
 * that has an l and an alpha. It makes the sum of 2 alpha 0.99 delta, most of which
 * goes to the few that vary most, so that all should come within epsilon at once. The
 * last hundredth pays for a cap, after which Hoeffding's bound holds for all.
 *
 * X. Fan, I. Grama, Q. Liu. Exponential inequalities for martingales with
 * applications. Electronic J. Probability 20, 2015. S. Howard, A. Ramdas, J.
 * McAuliffe, J. Sekhon. Time-uniform, nonparametric, nonasymptotic confidence
 * sequences. Annals of Statistics 49(2), 2021.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_PAIR_BOUND_H
#define GV_PATHS_PAIR_BOUND_H

#include <grapevine/base.h>

enum { GV_BOUND_CLASSES = 256 };

/* What was seen of a variable, in whole numbers: they add up in any order. */
typedef struct {
  uint64_t sum;     /* of the values, 2^30 to 1 */
  uint64_t squares; /* of their squares, each rounded up, 2^30 to 1 */
} GvSeen;

typedef struct {
  double delta;
  GvVertex n;
  double epsilon;                /* of the plan, less what rounding may add */
  double cap;                    /* observations after which all are known */
  double planned;                /* when this plan expects them to be */
  double rate[GV_BOUND_CLASSES]; /* l */
  double psi[GV_BOUND_CLASSES];
  double doubt[GV_BOUND_CLASSES]; /* log(1 / alpha) */
  uint8_t *class_of;              /* [n] */
  float *centre;                  /* [n], c */
} GvBound;

/* delta in (0, 1); n > 0 variables. Errors: NO_MEMORY. */
gboolean gv_bound_init(GvBound *b, GvVertex n, double delta, GError **error);
void gv_bound_clear(GvBound *b);

/* Plans from seen [n], m > 0 observations of each, to know all to epsilon, (0, 1]. */
void gv_bound_plan(GvBound *b, double epsilon, const GvSeen *seen, double m);

/* How far the mean of variable v may be off after m > 0 observations other than the
 * plan's; at the cap no more than epsilon. */
double gv_bound_width(const GvBound *b, GvVertex v, GvSeen seen, double m);

/* x in [0, 1] but for rounding. */
static inline void gv_seen_add(GvSeen *seen, double x)
{
  const uint64_t one = UINT64_C(1) << 30, q = MIN((uint64_t)(x * (double)one + 0.5), one);

  seen->sum += q;
  seen->squares += (q * q + one - 1) >> 30;
}

static inline double gv_seen_sum(uint64_t units)
{
  return (double)units * 0x1p-30;
}
#endif

/* Learning where only some of the positives are known and nobody is known to be negative: advocates
 * are marked, everybody else may be one whom nobody has marked yet (Elkan and Noto 2008).
 *
 * It assumes that the marked are a random part of the positives. Then g(x) = P(marked | x) =
 * c * P(positive | x) with c = P(marked | positive), the same for everybody: the order of people
 * by g is that by P(positive), and c puts the level right. Where those marked differ from other
 * positives (the best known were marked), c comes out too large and P(positive) too small.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_UNLABELLED_H
#define GV_UNLABELLED_H

#include <grapevine/base.h>

/* c, estimated as the mean of g over marked people that g was not fitted to (their estimator e1).
 * error (may be NULL): its standard error, sd(g) / sqrt(marked). NaN where nobody is marked. */
double gv_marked_share(const double *g, const double *marked /* [rows], 0 or 1 */, size_t rows,
                       double *error);

/* P(positive | x) = g / c, not above 1. */
double gv_positive_probability(double g, double c);

/* How far an unmarked person counts as positive, (1 - c) / c * g / (1 - g), in 0 .. 1: the label to
 * fit a second model to, whose probabilities are P(positive | x) at once. */
double gv_positive_share(double g, double c);
#endif

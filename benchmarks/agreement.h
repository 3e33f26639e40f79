/* How well numbers of ours agree with igraph's.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_AGREEMENT_H
#define GV_BENCHMARKS_AGREEMENT_H

#include "benchmarks/peer.h"

/* The largest |a - b| / max(|a|, |b|), or of the largest score in b; what is NaN
 * in one only counts as 1. 0 where all agree. [n] each. */
double agreement_difference(const double *ours, const double *theirs, size_t n,
                            PeerTolerance tolerance);
/* The share of the k highest of ours that are among the k highest of theirs too,
 * k = min(100, n). Of those within 1e-9 of the k-th, whom nothing sets apart, the
 * ones that are in both are taken. NaN for n = 0, or on error (NO_MEMORY). */
double agreement_top(const double *ours, const double *theirs, size_t n, GError **error);
#endif

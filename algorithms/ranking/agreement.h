/* How far two rankings agree.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_AGREEMENT_H
#define GV_AGREEMENT_H

#include <grapevine/network.h>

/* People in order of rank, each once. */
typedef struct {
  const GvVertex *users; /* [count] */
  const double *rank;    /* [count], ascending */
  size_t count;
} GvRanking;

typedef struct {
  size_t common;   /* in both */
  double overlap;  /* share of the first k of one among the first k of the other, k = the shorter's
                      length */
  double jaccard;  /* those in both / those in either */
  double rbo;      /* rank-biased overlap, extrapolated (Webber, Moffat, Zobel 2010) */
  double kendall;  /* tau-b of the ranks of those in both */
  double spearman; /* rho of the same */
} GvAgreement;

/* people: users are below it. p: 0 < p < 1, how much further down still counts. NaN:
 * nobody listed, or for kendall and spearman fewer than two in common or all tied.
 * Errors: NO_MEMORY. */
gboolean gv_agreement(GvRanking a, GvRanking b, size_t people, double p, GvAgreement *agreement,
                      GError **error);
#endif

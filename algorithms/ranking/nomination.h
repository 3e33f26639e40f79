/* Inside a GvNomination.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NOMINATION_H
#define GV_NOMINATION_H

#include "algorithms/ranking/evidence.h"
#include "algorithms/ranking/gate.h"
#include "algorithms/ranking/standing.h"

struct GvNomination {
  GvEvidence evidence;
  GvGates gates;
  size_t count;
  GvVertex *candidates;
  uint8_t *compared; /* [n], 1 = among those over whom levels are standardised */
  GvAudienceClasses classes;
  GvFeatureColumn *columns;
  size_t column_count;
  gboolean fitted;
  double intercept;
  const GvFeature **left_out;
  GvVertex *ranked;
  double *score, *followers, *reach;
  double *family[GV_FAMILIES];
  GvVertex *community;
};

/* The steps of a nomination, for those who rank the same people again. */
/* Looks at the network: fills evidence. */
gboolean gv_nomination_look(GvNomination *nomination, GvNetwork *network,
                            const GvNominateOptions *options, GvTask *task, GError **error);
/* Values, standings, strengths and levels of the columns, whose features are chosen. */
gboolean gv_nomination_fill(GvNomination *nomination, GvTask *task, GError **error);
/* Scores and order of the candidates, from the columns. */
gboolean gv_nomination_score(GvNomination *nomination, GError **error);
gboolean gv_nomination_find_communities(GvNomination *nomination, GvTask *task, GError **error);
/* The nomination of the same candidates with the same features from another network of the same
 * people, or from the same with another seed: only what weighs, no families and no reach where that
 * weighs nothing. */
GvNomination *gv_nomination_again(const GvNomination *first, GvNetwork *network,
                                  const GvNominateOptions *options, gboolean communities,
                                  GvTask *task, GError **error);
#endif

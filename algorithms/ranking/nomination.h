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
#endif

/* Where evaluate parts what was known from what came later.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_EVALUATING_SPLIT_H
#define GV_EVALUATING_SPLIT_H

#include "cli/evaluating.h"

/* Finds the split, the past and the gains, and warns of rows without a time. */
gboolean evaluation_split(Evaluation *e, GError **error);
#endif

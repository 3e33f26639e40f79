/* What the summary says of learned probabilities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_LEARNING_H
#define GV_LEARNING_H

#include "cli/run.h"

void learning_report(Run *run, const GvLearnFigures *figures);
#endif

/* What the answers of a survey say of everybody.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ANSWERS_H
#define GV_ANSWERS_H

#include "cli/run.h"

/* Ties run from who was asked to whom they named. Puts into the summary how many were asked, how
 * many were named, and which share of those asked named one of the seeds: of people drawn at
 * random that is, but for the interval, the share of everybody who would. */
void answers_report(Run *run, const GvNetwork *network, const GvSeeds *seeds);
#endif

/* A fit written as a file of weights.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_FILE_H
#define GV_FIT_FILE_H

#include "algorithms/evaluation/fit.h"

/* A key file for --weights with what a reader should know; label as the command line
 * had it; by: the gate and the seed. Caller frees. */
char *fit_file(const GvFit *fit, const char *label, const GvNominateOptions *by);
/* "AUC 0.812 (0.801 to 0.823), …": how it did on what was held out. Caller frees. */
char *fit_sentence(const GvFit *fit);
#endif

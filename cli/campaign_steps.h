/* The steps of a campaign, as its key file says them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CAMPAIGN_STEPS_H
#define GV_CAMPAIGN_STEPS_H

#include "cli/run.h"

typedef struct {
  char *section;
  char **given; /* its command line */
  Arguments arguments;
  Run run;
  void *options;
} Step;

/* Every section but [load], in order, with all that can be checked before the work:
 * options, and the places of the outputs, which must differ. run: the campaign's
 * own; the steps borrow from it. Errors: INVALID_ARGUMENT, IO. */
GPtrArray *campaign_steps(const Run *run, const char *path, GError **error); /* of Step * */
#endif

/* A campaign: steps that share one network, written in one key file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CAMPAIGN_H
#define GV_CAMPAIGN_H

#include "cli/run.h"

/* argv of `run`, behind what the file's [load] says. Caller frees with g_strfreev. */
char **campaign_expand(const Arguments *arguments, char **argv, GError **error);

/* The network for a step, read when the first one asks. Caller frees. */
GvNetwork *campaign_network(Run *step, GError **error);
#endif

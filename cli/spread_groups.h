/* Who is reached, by what is known of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPREAD_GROUPS_H
#define GV_SPREAD_GROUPS_H

#include "cli/card.h"

/* That each word of `by` (stage, community, a column of --users; separated by commas)
 * is known of people. NULL: by stage where that is known. Errors: INVALID_ARGUMENT. */
gboolean spread_groups_check(const char *by, const GvNetwork *network, GError **error);
/* A section by_NAME for each, the `top` groups most reached (0 = all), stages in their own
 * order. starters [n]: 1 = seed or active, who are not reached. */
gboolean spread_groups_add(Card *card, Run *run, const char *by, size_t top,
                           const GvNetwork *network, const GvSimulation *simulation,
                           const uint8_t *starters, GError **error);
#endif

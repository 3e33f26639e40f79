/* What people did: the rows of --events, by the name of the event.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_INFO_EVENTS_H
#define GV_INFO_EVENTS_H

#include "cli/card.h"

/* A section "events" with an object for each, in order of first appearance; none without events.
 * Errors: NO_MEMORY. */
gboolean info_add_events(Card *card, const GvNetwork *network, GError **error);
#endif

/* What a simulation found, as sections of a card.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPREAD_CARD_H
#define GV_SPREAD_CARD_H

#include "cli/card.h"

/* Sections reached, total, rounds, distribution. Errors: NO_MEMORY. */
gboolean spread_card_add(Card *card, const GvSimulation *simulation, GError **error);
/* Section against: the same cascades with other seeds, and the difference cascade by
 * cascade. Both have as many cascades. Also into the run's summary. */
void spread_card_add_against(Card *card, Run *run, const GvSimulation *simulation,
                             const GvSimulation *other);
/* Mean of everybody won in the end. */
double spread_total(const GvSimulation *simulation);
#endif

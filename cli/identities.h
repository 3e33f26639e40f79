/* What became of the accounts of --identities, for people and for programs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CLI_IDENTITIES_H
#define GV_CLI_IDENTITIES_H

#include "cli/card.h"

/* Nothing where there is no such table. */
void identities_summarise(const GvIdentityReport *report, GvSummary *summary);
void identities_add(Card *card, const GvIdentityReport *report);
#endif

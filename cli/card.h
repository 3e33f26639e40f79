/* A card of named figures, in sections: prose for people, JSON for programs,
 * rows of section, name, value for tables; where people read the table, an item
 * of a list is one row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CARD_H
#define GV_CARD_H

#include "cli/run.h"

typedef struct Card Card;

Card *card_new(void);
void card_free(Card *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Card, card_free)

/* What follows belongs to this section. A list section makes one object of
 * each card_item; any other section is one object. */
void card_section(Card *card, const char *name, gboolean list);
void card_item(Card *card); /* begins the next object of a list section */
void card_text(Card *card, const char *name, const char *value);
void card_real(Card *card, const char *name, double value);
void card_int(Card *card, const char *name, int64_t value);

/* The section's numbers, as results of the summary. */
void card_summarise(const Card *card, const char *section, GvSummary *summary);

/* Writes the card where and as the run says. */
gboolean card_write(Card *card, Run *run, GError **error);
#endif

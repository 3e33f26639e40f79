/* What nominate and explain share: options, lists and weights of the ranker.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NOMINATING_H
#define GV_NOMINATING_H

#include "cli/run.h"

/* Options of the ranker that are read from files. */
typedef struct {
  char *exclude; /* people to leave out */
  char *where;   /* kept to know the option; all its texts count */
  char *weights; /* key file */
} ChoiceOptions;

/* A nomination over a network, with all it borrows. */
typedef struct {
  GvNominateOptions options;
  ChoiceOptions choice_options;
  GvVertex *excluded;
  GvWeights weights; /* of no file: NULL inside */
  GvNominateChoice choice;
  GvNomination *nomination;
} Nominating;

/* Fills options and reads the weights; before the network is there. */
gboolean nominating_prepare(Nominating *nominating, const Run *run, GError **error);
/* For those who look back: everybody below the gate, also people without an audience, unless
 * --min-followers says otherwise. */
void nominating_take_everybody(Nominating *nominating, const Run *run);
/* Reads the lists about the network's people into the choice. */
gboolean nominating_read_lists(Nominating *nominating, const Run *run, const GvNetwork *network,
                               GError **error);
/* The same, and ranks. */
gboolean nominating_rank(Nominating *nominating, Run *run, GvNetwork *network, GError **error);
void nominating_clear(Nominating *nominating);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Nominating, nominating_clear)

extern const GvParam nominating_choice_params[]; /* of ChoiceOptions */
extern const GvParam *const nominating_params[]; /* NULL-terminated; all of them */
#endif

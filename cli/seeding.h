/* What seed and what compares with it share: who may be chosen, what people cost and
 * are worth, how influence spreads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SEEDING_H
#define GV_SEEDING_H

#include "cli/rounds.h"

/* Options that are looked up in the network. */
typedef struct {
  int model; /* GvCascade */
  char *probability;
  char *exclude, *include, *active;
  char *value, *stages;
  int64_t per_community;
  gboolean grassroots, opt_in;
  char *max_followers;
  int64_t min_followers;
  char *where; /* kept to know the option; all its texts count */
} CampaignOptions;

extern const GvParam campaign_params[];

/* A campaign over a network, with all it borrows. */
typedef struct {
  CampaignOptions options;
  GvSeedOptions search;
  Rounds rounds;
  GvSpread spread;
  GvLearnOptions learn;
  gboolean learns;    /* probabilities come from the logs */
  GvGraph *attention; /* what influence runs on: the network's, or with learned weights */
  GvSeedCampaign campaign;
  uint8_t *barred;
  GvVertex *included, *active;
  double *cost, *value;
  GvVertex *group;
} Seeding;

/* Fills options; before the network is there. */
gboolean seeding_prepare(Seeding *seeding, const Run *run, GError **error);
/* Looks everything up in the network. */
gboolean seeding_look_up(Seeding *seeding, Run *run, GvNetwork *network, GError **error);
/* Steps of it (seeding_worth.c). */
gboolean seeding_find_costs(Seeding *seeding, const Run *run, const GvNetwork *network,
                            GError **error);
gboolean seeding_find_values(Seeding *seeding, Run *run, const GvNetwork *network, GError **error);
void seeding_clear(Seeding *seeding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Seeding, seeding_clear)
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/identities.h"

#include <stddef.h>

static const struct {
  const char *name;
  size_t offset;
} figures[] = {
  { "accounts", offsetof(GvIdentityReport, accounts) },
  { "people", offsetof(GvIdentityReport, people) },
  { "accounts_met", offsetof(GvIdentityReport, accounts_met) },
  { "people_met", offsetof(GvIdentityReport, people_met) },
  { "people_joined", offsetof(GvIdentityReport, joined) },
  { "most_accounts_of_one", offsetof(GvIdentityReport, most) },
  { "several_on_one_channel", offsetof(GvIdentityReport, doubled) },
  { "namesakes", offsetof(GvIdentityReport, namesakes) },
};

static int64_t figure(const GvIdentityReport *report, size_t i)
{
  return (int64_t)*(const uint64_t *)(const void *)((const char *)report + figures[i].offset);
}

void identities_summarise(const GvIdentityReport *report, GvSummary *summary)
{
  for (size_t i = 0; report->accounts && i < G_N_ELEMENTS(figures); i++) {
    g_autofree char *key = g_strconcat("identities_", figures[i].name, NULL);
    gv_summary_result_int(summary, key, figure(report, i));
  }
}

void identities_add(Card *card, const GvIdentityReport *report)
{
  if (report->accounts == 0)
    return;
  card_section(card, "identities", FALSE);
  for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
    card_int(card, figures[i].name, figure(report, i));
}

/* What became of the accounts of --identities, and what about them is suspicious.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/array.h"
#include "io/read_identities.h"
#include "io/read_problem.h"

typedef struct {
  const GvAccount *accounts; /* [count] */
  GvVertex count;
  GvVertex people, channels;
  GvVertex *begin; /* [people + 1], where a person's accounts stand in `of`; see group() */
  GvVertex *of;    /* [count], channels of the accounts that were met, by person */
  GvVertex *last;  /* [channels], person + 1 who was last seen there */
} Groups;

static void groups_clear(Groups *g)
{
  g_free(g->begin);
  g_free(g->of);
  g_free(g->last);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Groups, groups_clear)

/* The accounts that were met, by person: counted, then laid down from the end of each. */
static gboolean group(Groups *g, GError **error)
{
  if (!(g->begin = gv_array_new((size_t)g->people + 1, sizeof *g->begin, error)) ||
      !(g->of = gv_array_new(g->count, sizeof *g->of, error)) ||
      !(g->last = gv_array_new(g->channels, sizeof *g->last, error)))
    return FALSE;
  for (GvVertex a = 0; a < g->count; a++)
    g->begin[g->accounts[a].person] += g->accounts[a].met;
  for (GvVertex p = 0; p < g->people; p++)
    g->begin[p + 1] += g->begin[p];
  for (GvVertex a = g->count; a-- > 0;)
    if (g->accounts[a].met)
      g->of[--g->begin[g->accounts[a].person]] = g->accounts[a].channel;
  return TRUE;
}

static gboolean is_doubled(const Groups *g, GvVertex p)
{
  gboolean doubled = FALSE;

  for (GvVertex i = g->begin[p]; i < g->begin[p + 1]; i++) {
    doubled = doubled || g->last[g->of[i]] == p + 1;
    g->last[g->of[i]] = p + 1;
  }
  return doubled;
}

static void count_people(const Groups *g, GvIdentityReport *report)
{
  for (GvVertex p = 0; p < g->people; p++) {
    const GvVertex accounts = g->begin[p + 1] - g->begin[p];
    report->accounts_met += accounts;
    report->people_met += accounts > 0;
    report->joined += accounts > 1;
    report->most = MAX(report->most, accounts);
    report->doubled += is_doubled(g, p) ? 1 : 0;
  }
}

/* Two ways of writing a channel are two channels. last: as count_people left it. */
static void warn_of_channels(const Groups *g, const GvNames *channels, GPtrArray *warnings)
{
  GvVertex unmet = 0, first = 0;

  for (GvVertex c = g->channels; c-- > 0;)
    if (g->last[c] == 0) {
      unmet++;
      first = c;
    }
  if (unmet == 0)
    return;
  if (unmet == g->channels) {
    g_ptr_array_add(warnings,
                    g_strdup("--identities: none of the accounts occurs in the tables; are "
                             "channels and accounts written the same way, and has each row a "
                             "channel?"));
    return;
  }
  g_autofree char *shown = gv_text_shown(gv_names_get(channels, first));
  g_autofree char *others = unmet > 1 ? g_strdup_printf(" (and %u others)", unmet - 1) : NULL;
  g_ptr_array_add(warnings, g_strdup_printf("--identities: no account on \"%s\"%s occurs in the "
                                            "tables; is the channel written the same way?",
                                            shown, others ? others : ""));
}

static void warn_of_people(const GvIdentityReport *r, GPtrArray *warnings)
{
  if (r->doubled)
    g_ptr_array_add(warnings,
                    g_strdup_printf("--identities: several accounts on one channel are one person, "
                                    "of %" G_GUINT64_FORMAT " people (up to %" G_GUINT64_FORMAT
                                    " accounts each); is that so?",
                                    r->doubled, r->most));
  if (r->namesakes)
    g_ptr_array_add(warnings,
                    g_strdup_printf("--identities: accounts without a row are called like people "
                                    "with one, and were taken for them (%" G_GUINT64_FORMAT
                                    " people); give these accounts rows if they are others'",
                                    r->namesakes));
}

gboolean gv_identities_report(const GvIdentities *identities, GvIdentityReport *report,
                              GPtrArray *warnings, GError **error)
{
  const GvNames *channels = gv_identities_channels(identities);
  g_auto(Groups) g = { .people = gv_names_count(gv_identities_people(identities)),
                       .channels = gv_names_count(channels) };

  g.accounts = gv_identities_accounts(identities, &g.count);
  if (!group(&g, error))
    return FALSE;
  *report = (GvIdentityReport){ .accounts = g.count,
                                .people = g.people,
                                .namesakes = gv_identities_namesakes(identities) };
  count_people(&g, report);
  warn_of_channels(&g, channels, warnings);
  warn_of_people(report, warnings);
  return TRUE;
}

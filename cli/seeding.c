/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/seeding.h"

#include <stddef.h>
#include <string.h>

#include "algorithms/ranking/gate.h"
#include "cli/learning.h"
#include "graph/base/array.h"
#include "graph/base/refuse.h"

static const char *const models[] = { "ic", "lt", NULL };

const GvParam campaign_params[] = {
  { "model", GV_PARAM_CHOICE, offsetof(CampaignOptions, model), 0, 0, 0, models, NULL,
    "each one tries by itself (ic), or shares add up to a threshold (lt)" },
  { "probability", GV_PARAM_TEXT, offsetof(CampaignOptions, probability), 0, 0, 0, NULL, "MODEL",
    "how a listener is won: weighted-cascade, weight, a number, or learned[:MODEL,…] from --events "
    "(default weighted-cascade)" },
  { "exclude", GV_PARAM_TEXT, offsetof(CampaignOptions, exclude), 0, 0, 0, NULL, "FILE",
    "people never to be chosen, one a line" },
  { "include", GV_PARAM_TEXT, offsetof(CampaignOptions, include), 0, 0, 0, NULL, "FILE",
    "people who are in the set whatever comes; they count and cost like the others" },
  { "active", GV_PARAM_TEXT, offsetof(CampaignOptions, active), 0, 0, 0, NULL, "FILE",
    "people won already: whom they reach is not counted again" },
  { "value", GV_PARAM_TEXT, offsetof(CampaignOptions, value), 0, 0, 0, NULL, "COLUMN",
    "what winning a person is worth: the column value, followers or cost of --users" },
  { "stages", GV_PARAM_TEXT, offsetof(CampaignOptions, stages), 0, 0, 0, NULL, "LIST",
    "only people of these stages count when they are reached: fan,prospect" },
  { "per-community", GV_PARAM_INT, offsetof(CampaignOptions, per_community), 0, 4e9, 0, NULL, "N",
    "at most N people of each community; 0 = any number" },
  { "grassroots", GV_PARAM_FLAG, offsetof(CampaignOptions, grassroots), 0, 1, 0, NULL, NULL,
    "only people who pass nominate's gate: --max-followers 99%, --min-followers 1" },
  { "max-followers", GV_PARAM_TEXT, offsetof(CampaignOptions, max_followers), 0, 0, 0, NULL, "N|P%",
    "nobody with more followers than N, or than P % of everybody have" },
  { "min-followers", GV_PARAM_INT, offsetof(CampaignOptions, min_followers), 0, 1e15, 0, NULL, "N",
    "nobody with fewer followers" },
  { "where", GV_PARAM_TEXT, offsetof(CampaignOptions, where), 0, 0, 0, NULL, "COLUMN=VALUE",
    "only people of whom --users says so; several must all hold" },
  { "opt-in", GV_PARAM_FLAG, offsetof(CampaignOptions, opt_in), 0, 1, 0, NULL, NULL,
    "only people who agreed to be contacted (column opt_in of --users)" },
  GV_PARAMS_END,
};

static gboolean parse_probability(Seeding *s, const char *text, GError **error)
{
  GError *failure = NULL;

  s->learn = (GvLearnOptions)GV_LEARN_OPTIONS_INIT;
  s->spread.kind = GV_SPREAD_WEIGHT;
  s->learns = gv_learn_parse(text, &s->learn, &failure);
  if (failure) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  return s->learns || gv_spread_parse(text, &s->spread, error);
}

gboolean seeding_prepare(Seeding *s, const Run *run, GError **error)
{
  const CampaignOptions *o = &s->options;

  gv_options_init(&s->search, gv_seed_params);
  gv_options_init(&s->options, campaign_params);
  if (!arguments_fill(run->arguments, &s->search, gv_seed_params, error) ||
      !arguments_fill(run->arguments, &s->options, campaign_params, error) ||
      !parse_probability(s, o->probability ? o->probability : "weighted-cascade", error))
    return FALSE;
  s->learn.seed = run->common.seed;
  s->search.seed = run->common.seed;
  s->spread.cascade = (GvCascade)o->model;
  if (s->search.count == 0 && s->search.budget == 0)
    return gv_refuse(error, "how many people? --count K or --budget B says it");
  if (s->search.ask > 0 && s->search.way != GV_SEED_ACQUAINTANCE)
    return gv_refuse(error, "--ask is for --method acquaintance; a sheet of whom to ask comes "
                            "from --method random --count N");
  return rounds_prepare(&s->rounds, run, error);
}

void seeding_clear(Seeding *s)
{
  gv_options_clear(&s->search, gv_seed_params);
  gv_options_clear(&s->options, campaign_params);
  g_clear_pointer(&s->attention, gv_graph_unref);
  rounds_clear(&s->rounds);
  g_free(s->barred);
  g_free(s->included);
  g_free(s->active);
  g_free(s->cost);
  g_free(s->value);
  g_free(s->group);
}

/* [*count] people of a file; NULL and 0 where none was named. */
static gboolean read_list(Run *run, const char *path, const GvNetwork *network, GvVertex **list,
                          size_t *count, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = path };
  size_t unknown;

  if (path == NULL)
    return TRUE;
  *list = gv_people_list_read(&source, network, count, &unknown, run->task, error);
  if (*list && unknown)
    run_warn(run, "%s: %" G_GSIZE_FORMAT " people are not in the network", path, unknown);
  return *list != NULL;
}

/* Who was activated is won like the active, with no tie left (find_attention); who was asked
 * and did not come is not asked again. */
static gboolean apply_rounds(Seeding *s, Run *run, const GvNetwork *network, GError **error)
{
  const Rounds *r = &s->rounds;
  const size_t active = s->campaign.active_count;

  if (!rounds_look_up(&s->rounds, run, network, error))
    return FALSE;
  for (size_t i = 0; i < r->seeded_count; i++)
    s->barred[r->seeded[i]] = 1;
  if (r->activated_count == 0)
    return TRUE;
  GvVertex *all = rounds_join(s->active, active, r->activated, r->activated_count, error);
  g_free(s->active);
  s->campaign.active = s->active = all;
  s->campaign.active_count += r->activated_count;
  return all != NULL;
}

static gboolean read_lists(Seeding *s, Run *run, const GvNetwork *network, GError **error)
{
  const GvVertex n = gv_names_count(gv_network_names(network));
  g_autofree GvVertex *excluded = NULL;
  size_t excluded_count = 0;

  if (!(s->barred = gv_array_new(n, 1, error)) ||
      !read_list(run, s->options.exclude, network, &excluded, &excluded_count, error) ||
      !read_list(run, s->options.include, network, &s->included, &s->campaign.included_count,
                 error) ||
      !read_list(run, s->options.active, network, &s->active, &s->campaign.active_count, error))
    return FALSE;
  for (size_t i = 0; i < excluded_count; i++)
    s->barred[excluded[i]] = 1;
  s->campaign.barred = s->barred;
  s->campaign.included = s->included;
  s->campaign.active = s->active;
  return apply_rounds(s, run, network, error);
}

static gboolean has_gate(const CampaignOptions *o)
{
  return o->grassroots || o->max_followers || o->min_followers || o->where || o->opt_in;
}

/* Nominate's gate, the limit on followers where it was asked for. */
static gboolean apply_gate(Seeding *s, Run *run, GvEvidence *evidence, GError **error)
{
  char all[] = "100%";
  CampaignOptions *o = &s->options;
  const GvNominateOptions options = {
    .max_followers = o->max_followers ? o->max_followers
                     : o->grassroots  ? NULL
                                      : all,
    .min_followers = o->grassroots ? MAX(o->min_followers, 1) : o->min_followers,
    .opt_in = o->opt_in,
  };
  const GvNominateChoice choice = { .where = arguments_texts(run->arguments, "where") };
  GvGates gates = { 0 };
  const gboolean done = gv_gates_init(&gates, evidence, &options, &choice, run->task, error);

  for (GvVertex v = 0; done && v < evidence->n; v++)
    s->barred[v] |= gates.of[v] != GV_GATE_OPEN;
  if (done)
    gv_summary_result_real(run->summary, "max_followers", gates.max_followers);
  gv_gates_clear(&gates);
  return done;
}

static gboolean find_communities(Seeding *s, Run *run, GvEvidence *evidence, GError **error)
{
  run_phase(run, "communities");
  if (!gv_evidence_need_communities(evidence, run->task, error))
    return FALSE;
  s->group = g_steal_pointer(&evidence->community);
  s->campaign.group = s->group;
  s->campaign.groups = evidence->partition.communities;
  s->campaign.per_group = (GvVertex)s->options.per_community;
  gv_summary_result_int(run->summary, "communities", evidence->partition.communities);
  return TRUE;
}

static gboolean apply_network(Seeding *s, Run *run, GvNetwork *network, GError **error)
{
  g_auto(GvEvidence) evidence = { 0 };

  if (!has_gate(&s->options) && s->options.per_community == 0)
    return TRUE;
  return gv_evidence_init(&evidence, network, &s->spread, s->search.seed, run->task, error) &&
         (!has_gate(&s->options) || apply_gate(s, run, &evidence, error)) &&
         (s->options.per_community == 0 || find_communities(s, run, &evidence, error));
}

static gboolean find_attention(Seeding *s, Run *run, const GvNetwork *network, GError **error)
{
  GvLearnFigures figures;

  if (!s->learns) {
    s->attention = gv_graph_ref(gv_network_graph(network));
  } else {
    run_phase(run, "learn");
    if (!gv_learn_influence(network, &s->learn, &s->attention, &figures, run->task, error))
      return FALSE;
    learning_report(run, &figures);
  }
  return rounds_leave(&s->rounds, run, &s->attention, &s->spread, error);
}

gboolean seeding_look_up(Seeding *s, Run *run, GvNetwork *network, GError **error)
{
  if (!read_lists(s, run, network, error) || !apply_network(s, run, network, error))
    return FALSE;
  for (size_t i = 0; i < s->campaign.included_count; i++)
    s->barred[s->included[i]] = 0; /* whoever is included need not pass any gate */
  return seeding_find_costs(s, run, network, error) &&
         seeding_find_values(s, run, network, error) && find_attention(s, run, network, error);
}

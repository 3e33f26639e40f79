/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/seeding.h"

#include <stddef.h>
#include <string.h>

#include "algorithms/ranking/gate.h"
#include "cli/learning.h"
#include "graph/base/array.h"

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
  { "max-followers", GV_PARAM_TEXT, offsetof(CampaignOptions, max_followers), 0, 0, 0, NULL,
    "N|P%", "nobody with more followers than N, or than P % of everybody have" },
  { "min-followers", GV_PARAM_INT, offsetof(CampaignOptions, min_followers), 0, 1e15, 0, NULL, "N",
    "nobody with fewer followers" },
  { "where", GV_PARAM_TEXT, offsetof(CampaignOptions, where), 0, 0, 0, NULL, "COLUMN=VALUE",
    "only people of whom --users says so; several must all hold" },
  { "opt-in", GV_PARAM_FLAG, offsetof(CampaignOptions, opt_in), 0, 1, 0, NULL, NULL,
    "only people who agreed to be contacted (column opt_in of --users)" },
  GV_PARAMS_END,
};

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gboolean refuse(GError **error, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  g_propagate_error(error,
                    g_error_new_valist(GV_ERROR, GV_ERROR_INVALID_ARGUMENT, format, arguments));
  va_end(arguments);
  return FALSE;
}

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
    return refuse(error, "how many people? --count K or --budget B says it");
  return TRUE;
}

void seeding_clear(Seeding *s)
{
  gv_options_clear(&s->search, gv_seed_params);
  gv_options_clear(&s->options, campaign_params);
  g_clear_pointer(&s->attention, gv_graph_unref);
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
  return TRUE;
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
    .max_followers = o->max_followers ? o->max_followers : o->grassroots ? NULL : all,
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

/* Where nobody's cost is known everybody costs 1; where some are, those of all who may be
 * chosen must be. */
static gboolean find_costs(Seeding *s, const GvNetwork *network, GError **error)
{
  const GvVertex n = gv_names_count(gv_network_names(network));
  const double *cost = gv_network_people(network)->cost;
  GvVertex missing = 0, known = 0;

  if (s->search.budget == 0 || cost == NULL)
    return TRUE;
  if (!(s->cost = gv_array_new(n, sizeof *s->cost, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++) {
    const gboolean candidate = !s->barred[v];
    s->cost[v] = isnan(cost[v]) ? 1 : cost[v];
    known += isnan(cost[v]) ? 0 : 1;
    missing += candidate && isnan(cost[v]) ? 1 : 0;
    if (candidate && !(s->cost[v] > 0))
      return refuse(error, "--budget: %s costs %g; a cost must be above 0",
                    gv_names_get(gv_network_names(network), v), cost[v]);
  }
  if (known > 0 && missing > 0)
    return refuse(error, "--budget: the cost of %u of the people who may be chosen is not known; "
                         "give it in the column cost of --users, or --exclude them", missing);
  s->campaign.cost = s->cost;
  return TRUE;
}

static const double *value_column(const Seeding *s, const GvPeople *people, GError **error)
{
  const char *name = s->options.value;
  const double *column = strcmp(name, "value") == 0       ? people->value
                         : strcmp(name, "followers") == 0 ? people->followers
                         : strcmp(name, "cost") == 0      ? people->cost
                                                          : NULL;

  if (column == NULL)
    refuse(error, "--value %s: --users has no such column of numbers (value, followers, cost)",
           name);
  return column;
}

/* Bit s stands for stage s. */
static gboolean parse_stages(const char *list, unsigned *stages, GError **error)
{
  g_auto(GStrv) names = g_strsplit(list, ",", -1);
  GvStage stage;

  *stages = 0;
  for (char **name = names; *name; name++) {
    if (!gv_stage_parse(*name, &stage))
      return refuse(error, "--stages: \"%s\" is no stage; they are public, fan, prospect, member, "
                           "loyalist, advocate",
                    *name);
    *stages |= 1u << stage;
  }
  return TRUE;
}

static gboolean find_values(Seeding *s, Run *run, const GvNetwork *network, GError **error)
{
  const GvPeople *people = gv_network_people(network);
  const GvVertex n = gv_names_count(gv_network_names(network));
  const double *column = NULL;
  unsigned stages = 0;
  GvVertex missing = 0;

  if (!s->options.value && !s->options.stages)
    return TRUE;
  if ((s->options.value && !(column = value_column(s, people, error))) ||
      (s->options.stages && !parse_stages(s->options.stages, &stages, error)) ||
      !(s->value = gv_array_new(n, sizeof *s->value, error)))
    return FALSE;
  if (stages && people->stage == NULL)
    return refuse(error, "--stages needs a column stage in --users");
  for (GvVertex v = 0; v < n; v++) {
    const gboolean counts = stages == 0 || stages >> people->stage[v] & 1;
    missing += counts && column && isnan(column[v]) ? 1 : 0;
    s->value[v] = !counts ? 0 : column == NULL ? 1 : isnan(column[v]) ? 0 : column[v];
    if (s->value[v] < 0)
      return refuse(error, "--value %s: %s has %g; a value must not be below 0", s->options.value,
                    gv_names_get(gv_network_names(network), v), s->value[v]);
  }
  if (missing)
    run_warn(run, "--value %s: %u people have none and count nothing when they are reached",
             s->options.value, missing);
  s->campaign.value = s->value;
  return TRUE;
}

static gboolean find_attention(Seeding *s, Run *run, const GvNetwork *network, GError **error)
{
  GvLearnFigures figures;

  if (!s->learns) {
    s->attention = gv_graph_ref(gv_network_graph(network));
    return TRUE;
  }
  run_phase(run, "learn");
  if (!gv_learn_influence(network, &s->learn, &s->attention, &figures, run->task, error))
    return FALSE;
  learning_report(run, &figures);
  return TRUE;
}

gboolean seeding_look_up(Seeding *s, Run *run, GvNetwork *network, GError **error)
{
  if (!read_lists(s, run, network, error) || !apply_network(s, run, network, error))
    return FALSE;
  for (size_t i = 0; i < s->campaign.included_count; i++)
    s->barred[s->included[i]] = 0; /* whoever is included need not pass any gate */
  return find_costs(s, network, error) && find_values(s, run, network, error) &&
         find_attention(s, run, network, error);
}

/* What people cost, and what winning them is worth.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/seeding.h"
#include "graph/base/array.h"
#include "graph/base/refuse.h"

/* Where nobody's cost is known everybody costs 1; where some are, those of all who may be
 * chosen must be. */
gboolean seeding_find_costs(Seeding *s, const Run *run, const GvNetwork *network, GError **error)
{
  const GvVertex n = gv_names_count(gv_network_names(network));
  const double *cost = gv_network_people(network)->cost;
  GvVertex missing = 0, known = 0;

  if (s->search.budget == 0)
    return TRUE;
  if (cost == NULL) {
    run_warn(run,
             "--budget: nobody's cost is known (column cost of --users), so everybody costs 1");
    return TRUE;
  }
  if (!(s->cost = gv_array_new(n, sizeof *s->cost, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++) {
    const gboolean candidate = !s->barred[v];
    s->cost[v] = isnan(cost[v]) ? 1 : cost[v];
    known += isnan(cost[v]) ? 0 : 1;
    missing += candidate && isnan(cost[v]) ? 1 : 0;
    if (candidate && !(s->cost[v] > 0))
      return gv_refuse(error, "--budget: %s costs %g; a cost must be above 0",
                       gv_names_get(gv_network_names(network), v), cost[v]);
  }
  if (known > 0 && missing > 0)
    return gv_refuse(error,
                     "--budget: the cost of %u of the people who may be chosen is not known; "
                     "give it in the column cost of --users, or --exclude them",
                     missing);
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
    gv_refuse(error, "--value %s: --users has no such column of numbers (value, followers, cost)",
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
      return gv_refuse(error,
                       "--stages: \"%s\" is no stage; they are public, fan, prospect, member, "
                       "loyalist, advocate",
                       *name);
    *stages |= 1u << stage;
  }
  return TRUE;
}

gboolean seeding_find_values(Seeding *s, Run *run, const GvNetwork *network, GError **error)
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
    return gv_refuse(error, "--stages needs a column stage in --users");
  for (GvVertex v = 0; v < n; v++) {
    const gboolean counts = stages == 0 || stages >> people->stage[v] & 1;
    missing += counts && column && isnan(column[v]) ? 1 : 0;
    s->value[v] = !counts ? 0 : column == NULL ? 1 : isnan(column[v]) ? 0 : column[v];
    if (s->value[v] < 0)
      return gv_refuse(error, "--value %s: %s has %g; a value must not be below 0",
                       s->options.value, gv_names_get(gv_network_names(network), v), s->value[v]);
  }
  if (missing)
    run_warn(run, "--value %s: %u people have none and count nothing when they are reached",
             s->options.value, missing);
  s->campaign.value = s->value;
  return TRUE;
}

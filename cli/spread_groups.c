/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/spread_groups.h"

#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"

typedef struct {
  GvVertex id; /* stage, community, or code of a tag */
  int64_t people, seeds;
  double reached;
} Group;

/* People by something that is known of them. */
typedef struct {
  const char *name;
  const GvTag *tag; /* NULL: stage or community */
  const GvPeople *people;
  GvVertex *labels; /* communities, [n] */
  Group *groups;    /* [count] */
  size_t count;
} Groups;

static void groups_clear(Groups *g)
{
  g_free(g->labels);
  g_free(g->groups);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Groups, groups_clear)

static const GvTag *find_tag(const GvPeople *people, const char *name)
{
  for (size_t i = 0; i < people->tag_count; i++)
    if (strcmp(people->tags[i].name, name) == 0)
      return &people->tags[i];
  return NULL;
}

static gboolean is_stage(const char *name)
{
  return strcmp(name, "stage") == 0;
}

static gboolean is_community(const char *name)
{
  return strcmp(name, "community") == 0;
}

/* What is asked for. Free with g_strfreev. */
static char **words_of(const char *by, const GvPeople *people)
{
  return by ? g_strsplit(by, ",", -1) : g_strsplit(people->stage ? "stage" : "", ",", -1);
}

gboolean spread_groups_check(const char *by, const GvNetwork *network, GError **error)
{
  const GvPeople *people = gv_network_people(network);
  g_auto(GStrv) words = words_of(by, people);

  for (char **word = words; *word; word++) {
    if (is_community(*word) || (is_stage(*word) && people->stage) || find_tag(people, *word))
      continue;
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--by: \"%s\" is not known of people; there are community, and stage and the "
                "other columns of text of --users",
                *word);
    return FALSE;
  }
  return TRUE;
}

/* As `grapevine communities` has them. */
static gboolean find_communities(Groups *g, Run *run, GvGraph *graph, GError **error)
{
  const GvCommunityMethod *leiden = gv_community_method_find("leiden");
  g_autofree void *options = g_malloc0(leiden->options_size + 1);
  GvPartition found;

  gv_options_init(options, leiden->params);
  g_autofree char *seed = g_strdup_printf("%" G_GINT64_FORMAT, run->common.seed);
  if (!(g->labels = gv_array_new(gv_graph_vertices(graph), sizeof *g->labels, error)) ||
      !gv_options_set(options, gv_params_find(leiden->params, "seed"), seed, error))
    return FALSE;
  run_phase(run, "communities");
  gv_task_set_label(run->task, "communities");
  if (!gv_community_method_run(leiden, graph, options, g->labels, &found, run->task, error))
    return FALSE;
  g->count = found.communities;
  return TRUE;
}

static gboolean groups_init(Groups *g, Run *run, const GvNetwork *network, GError **error)
{
  g->people = gv_network_people(network);
  if (is_community(g->name)) {
    if (!find_communities(g, run, gv_network_graph(network), error))
      return FALSE;
  } else if (is_stage(g->name)) {
    g->count = GV_STAGE_ADVOCATE + 1;
  } else {
    g->tag = find_tag(g->people, g->name);
    g->count = (size_t)gv_names_count(g->tag->values) + 1;
  }
  g->groups = gv_array_new(g->count, sizeof *g->groups, error);
  for (size_t i = 0; g->groups && i < g->count; i++)
    g->groups[i].id = (GvVertex)i;
  return g->groups != NULL;
}

static GvVertex label_of(const Groups *g, GvVertex v)
{
  if (g->labels)
    return g->labels[v];
  return g->tag ? g->tag->codes[v] : g->people->stage[v];
}

static void tally(Groups *g, const GvSimulation *s, const uint8_t *starters, GvVertex n)
{
  for (GvVertex v = 0; v < n; v++) {
    Group *group = &g->groups[label_of(g, v)];
    const double without = s->active_probability ? s->active_probability[v] : 0;
    group->people++;
    group->seeds += starters[v];
    group->reached += starters[v] ? 0 : s->probability[v] - without;
  }
}

/* Most reached first; of equal ones the first. */
static int by_reached(const void *a, const void *b)
{
  const Group *x = a, *y = b;

  if (x->reached != y->reached)
    return x->reached > y->reached ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void add_name(Card *card, const Groups *g, GvVertex id)
{
  if (g->labels)
    card_int(card, g->name, id);
  else if (g->tag)
    card_text(card, g->name, id ? gv_names_get(g->tag->values, id - 1) : "");
  else
    card_text(card, g->name, gv_stage_name((GvStage)id));
}

static void add_section(Card *card, const Groups *g, size_t top)
{
  g_autofree char *section = g_strconcat("by_", g->name, NULL);
  size_t shown = 0;

  card_section(card, section, TRUE);
  for (size_t i = 0; i < g->count && (top == 0 || shown < top); i++) {
    const Group *group = &g->groups[i];
    if (group->people == 0)
      continue;
    card_item(card);
    add_name(card, g, group->id);
    card_int(card, "people", group->people);
    card_int(card, "seeds_or_active", group->seeds);
    card_real(card, "reached", group->reached);
    card_real(card, "share", group->reached / (double)group->people);
    shown++;
  }
}

gboolean spread_groups_add(Card *card, Run *run, const char *by, size_t top,
                           const GvNetwork *network, const GvSimulation *simulation,
                           const uint8_t *starters, GError **error)
{
  const GvVertex n = gv_graph_vertices(gv_network_graph(network));
  g_auto(GStrv) words = words_of(by, gv_network_people(network));

  for (char **word = words; *word; word++) {
    g_auto(Groups) g = { .name = *word };
    if (!groups_init(&g, run, network, error))
      return FALSE;
    tally(&g, simulation, starters, n);
    if (!is_stage(*word))
      qsort(g.groups, g.count, sizeof *g.groups, by_reached);
    add_section(card, &g, is_stage(*word) ? 0 : top);
  }
  return TRUE;
}

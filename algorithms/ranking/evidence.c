/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

#include <math.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

/* Plain edges tell how much only where they carry weights. */
gboolean gv_evidence_layer_interacts(const GvEvidence *e, size_t layer)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(e->network, &count);

  return layers[layer].kind == GV_TIE_INTERACTION ||
         (layers[layer].kind == GV_TIE_EDGE && gv_graph_is_weighted(e->attention));
}

static gboolean any_layer_interacts(const GvEvidence *e)
{
  size_t count;

  gv_network_layers(e->network, &count);
  for (size_t i = 0; i < count; i++)
    if (gv_evidence_layer_interacts(e, i))
      return TRUE;
  return FALSE;
}

static void fill_followers(GvEvidence *e)
{
  const GvAdjacency in = gv_graph_in(e->attention);
  const double *told = gv_network_people(e->network)->followers;

  for (GvVertex v = 0; v < e->n; v++) {
    double counted = (double)gv_degree(in, v);
    e->followers[v] = told && told[v] > counted ? told[v] : counted; /* NaN is not larger */
  }
}

/* Periods that people know, at least 48 of them in the span
 * or longer. */
static void choose_period(GvEvidence *e)
{
  static const struct {
    double seconds;
    const char *name;
  } periods[] = {
    { 2629746, "month" }, { 604800, "week" }, { 86400, "day" }, { 3600, "hour" }, { 60, "minute" },
  };
  enum { LEAST = 48 };

  for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
    e->period = periods[i].seconds;
    e->period_name = periods[i].name;
    if (e->span / e->period >= LEAST)
      return;
  }
}

/* Events later than what the network knows do not count. */
static void cut_events(GvEvidence *e)
{
  const double as_of = gv_network_as_of(e->network);
  GvEvents *events = &e->events;

  while (events->count > 0 && events->time[events->by_time[events->count - 1]] > as_of)
    events->count--;
}

static void fill_times(GvEvidence *e)
{
  double first;

  cut_events(e);
  if (!gv_network_time_span(e->network, &first, &e->now))
    first = e->now = GV_TIME_UNKNOWN;
  if (e->events.count) {
    const double *time = e->events.time;
    first = fmin(first, time[e->events.by_time[0]]); /* of a NaN and a number it takes the number */
    e->now = fmax(e->now, time[e->events.by_time[e->events.count - 1]]);
  }
  e->span = MAX(e->now - first, 1);
  e->half_life = e->span / 10;
  e->window = gv_figure_whole(e->half_life);
  choose_period(e);
}

void gv_evidence_take_times(GvEvidence *e, const GvEvidence *other)
{
  e->now = other->now;
  e->span = other->span;
  e->half_life = other->half_life;
  e->window = other->window;
  e->period = other->period;
  e->period_name = other->period_name;
  e->interacts = other->interacts;
}

gboolean gv_evidence_init(GvEvidence *e, GvNetwork *network, const GvSpread *spread, int64_t seed,
                          GvTask *task, GError **error)
{
  *e = (GvEvidence){ .network = network, .spread = *spread, .seed = seed };
  e->attention = gv_network_graph(network);
  e->n = gv_graph_vertices(e->attention);
  e->interacts = any_layer_interacts(e);
  e->acts = gv_network_acts(network);
  e->events = gv_network_events(network);
  fill_times(e);
  if (!(e->followers = gv_array_new(e->n, sizeof *e->followers, error)) ||
      !(e->undirected = gv_graph_symmetrised(e->attention, task, error)))
    return FALSE;
  fill_followers(e);
  return TRUE;
}

gboolean gv_evidence_learn(GvEvidence *e, const GvLearnOptions *options, GvTask *task,
                           GError **error)
{
  e->spread = (GvSpread){ .kind = GV_SPREAD_WEIGHT };
  return gv_learn_influence(e->network, options, &e->learned, &e->learn_figures, task, error);
}

static void tally_clear(GvTally *t)
{
  g_free(t->weight);
  g_free(t->count);
  g_free(t->last);
}

static void rhythm_clear(GvRhythm *r)
{
  g_free(r->recent);
  g_free(r->periods);
  g_free(r->late);
  g_free(r->rows);
  g_free(r->busiest);
}

void gv_evidence_clear(GvEvidence *e)
{
  gv_graph_unref(e->undirected);
  gv_graph_unref(e->learned);
  g_free(e->followers);
  g_free(e->reach);
  g_free(e->community);
  g_free(e->communities_met);
  g_free(e->participation);
  g_free(e->holes.constraint);
  g_free(e->holes.effective_size);
  tally_clear(&e->received);
  tally_clear(&e->made);
  rhythm_clear(&e->received_rhythm);
  rhythm_clear(&e->made_rhythm);
  g_free(e->first);
  g_free(e->answers);
  g_free(e->credit.all);
  g_free(e->credit.recent);
  g_free(e->credit.late);
  g_free(e->credit.starts);
}

gboolean gv_evidence_need_reach(GvEvidence *e, GvTask *task, GError **error)
{
  GvReachOptions options = GV_REACH_OPTIONS_INIT;
  g_autofree double *reach = NULL;

  options.seed = e->seed;
  if (e->reach)
    return TRUE;
  if (!(reach = gv_array_new(e->n, sizeof *reach, error)) ||
      !gv_reach_run(e->learned ? e->learned : e->attention, &e->spread, &options, reach,
                    &e->reach_figures, task, error))
    return FALSE;
  e->reach = g_steal_pointer(&reach);
  return TRUE;
}

gboolean gv_evidence_need_communities(GvEvidence *e, GvTask *task, GError **error)
{
  const GvCommunityMethod *leiden = gv_community_method_find("leiden");
  g_autofree GvVertex *community = NULL;

  if (e->community)
    return TRUE;
  g_return_val_if_fail(leiden, FALSE);
  if (!(community = gv_array_new(e->n, sizeof *community, error)) ||
      !gv_community_method_run(leiden, e->undirected, NULL, community, &e->partition, task, error))
    return FALSE;
  e->community = g_steal_pointer(&community);
  return TRUE;
}

gboolean gv_evidence_need_holes(GvEvidence *e, GvTask *task, GError **error)
{
  g_autofree double *constraint = NULL, *size = NULL;

  if (e->holes.constraint)
    return TRUE;
  if (!(constraint = gv_array_new(e->n, sizeof *constraint, error)) ||
      !(size = gv_array_new(e->n, sizeof *size, error)) ||
      !gv_holes_run(e->undirected, (GvHoles){ constraint, size, NULL, NULL }, task, error))
    return FALSE;
  e->holes.constraint = g_steal_pointer(&constraint);
  e->holes.effective_size = g_steal_pointer(&size);
  return TRUE;
}

gboolean gv_evidence_centrality(GvEvidence *e, const char *name, double *values, GvTask *task,
                                GError **error)
{
  const GvCentrality *centrality = gv_centrality_find(name);

  g_return_val_if_fail(centrality, FALSE);
  gv_task_set_label(task, centrality->name);
  return gv_centrality_run(centrality, e->attention, NULL, values, task, error);
}

void gv_evidence_sum_over(const GvEvidence *e, GvAdjacency ties,
                          double (*term)(const GvEvidence *e, GvVertex other), double *sums,
                          const GvTask *task)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < e->n; v++) {
    double sum = 0;
    for (GvEdge i = ties.offsets[v]; i < ties.offsets[v + 1]; i++)
      sum += term(e, ties.targets[i]);
    sums[v] = sum;
  }
}

gboolean gv_evidence_has_acts(const GvEvidence *e)
{
  return e->interacts || e->events.count > 0;
}

gboolean gv_evidence_has_answers(const GvEvidence *e)
{
  return e->interacts || (e->events.count > 0 && e->events.parent);
}

gboolean gv_evidence_has_timed_acts(const GvEvidence *e)
{
  return gv_evidence_has_acts(e) && !isnan(e->now);
}

gboolean gv_evidence_has_timed_answers(const GvEvidence *e)
{
  return gv_evidence_has_answers(e) && !isnan(e->now);
}

static gboolean has_dated_acts(const GvEvidence *e)
{
  return e->interacts && e->acts.dated > 0;
}

gboolean gv_evidence_has_rhythm(const GvEvidence *e)
{
  return has_dated_acts(e) || e->events.count > 0;
}

gboolean gv_evidence_has_answers_rhythm(const GvEvidence *e)
{
  return has_dated_acts(e) || (e->events.count > 0 && e->events.parent);
}

gboolean gv_evidence_has_items(const GvEvidence *e)
{
  return e->events.count > 0 && e->events.item != NULL;
}

gboolean gv_evidence_is_directed(const GvEvidence *e)
{
  return gv_graph_is_directed(e->attention);
}

gboolean gv_evidence_has_stages(const GvEvidence *e)
{
  return gv_network_people(e->network)->stage != NULL;
}

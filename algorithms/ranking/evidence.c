/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

/* Plain edges tell how much only where they carry weights. */
static gboolean layer_interacts(const GvEvidence *e, const GvLayer *layer)
{
  return layer->kind == GV_TIE_INTERACTION ||
         (layer->kind == GV_TIE_EDGE && gv_graph_is_weighted(e->attention));
}

static gboolean any_layer_interacts(const GvEvidence *e)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(e->network, &count);

  for (size_t i = 0; i < count; i++)
    if (layer_interacts(e, &layers[i]))
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

gboolean gv_evidence_init(GvEvidence *e, GvNetwork *network, const GvSpread *spread, int64_t seed,
                          GvTask *task, GError **error)
{
  double first;

  *e = (GvEvidence){ .network = network, .spread = *spread, .seed = seed };
  e->attention = gv_network_graph(network);
  e->n = gv_graph_vertices(e->attention);
  e->interacts = any_layer_interacts(e);
  if (!gv_network_time_span(network, &first, &e->now))
    e->now = GV_TIME_UNKNOWN;
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

static gboolean tally_alloc(GvTally *t, GvVertex n, gboolean timed, GError **error)
{
  if (!(t->weight = gv_array_new(n, sizeof *t->weight, error)) ||
      !(t->count = gv_array_new(n, sizeof *t->count, error)))
    return FALSE;
  if (timed && !(t->last = gv_array_new(n, sizeof *t->last, error)))
    return FALSE;
  for (GvVertex v = 0; timed && v < n; v++)
    t->last[v] = GV_TIME_UNKNOWN;
  return TRUE;
}

static void tally_add(GvTally *t, GvVertex v, GvParts parts, GvEdge p)
{
  t->weight[v] += parts.weights ? parts.weights[p] : 1;
  t->count[v] += parts.counts ? parts.counts[p] : 1;
  if (t->last && parts.last && !(parts.last[p] <= t->last[v])) /* also where none is known yet */
    t->last[v] = isnan(parts.last[p]) ? t->last[v] : parts.last[p];
}

/* Edge e of the network runs from v to w; undirected it counts for both. */
static void tally_edge(GvEvidence *e, const GvLayer *layers, GvVertex v, GvVertex w, GvEdge edge)
{
  const GvParts parts = gv_network_parts(e->network);
  const GvEdge begin = parts.offsets ? parts.offsets[edge] : edge;
  const GvEdge end = parts.offsets ? parts.offsets[edge + 1] : edge + 1;
  const gboolean directed = gv_graph_is_directed(e->attention);

  for (GvEdge p = begin; p < end; p++) {
    if (!layer_interacts(e, &layers[parts.layers ? parts.layers[p] : 0]))
      continue;
    tally_add(&e->received, w, parts, p);
    tally_add(&e->made, v, parts, p);
    if (!directed) {
      tally_add(&e->received, v, parts, p);
      tally_add(&e->made, w, parts, p);
    }
  }
}

gboolean gv_evidence_need_tallies(GvEvidence *e, GvTask *task, GError **error)
{
  const GvAdjacency edges = gv_network_edges(e->network);
  const gboolean timed = !isnan(e->now);
  size_t count;
  const GvLayer *layers = gv_network_layers(e->network, &count);

  if (e->received.weight)
    return TRUE;
  if (!tally_alloc(&e->received, e->n, timed, error) || !tally_alloc(&e->made, e->n, timed, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    for (GvEdge i = edges.offsets[v]; i < edges.offsets[v + 1]; i++)
      tally_edge(e, layers, v, edges.targets[i], i);
  return gv_task_step(task, 1, error);
}

gboolean gv_evidence_centrality(GvEvidence *e, const char *name, double *values, GvTask *task,
                                GError **error)
{
  const GvCentrality *centrality = gv_centrality_find(name);

  g_return_val_if_fail(centrality, FALSE);
  gv_task_set_label(task, centrality->name);
  return gv_centrality_run(centrality, e->attention, NULL, values, task, error);
}

gboolean gv_evidence_interacts(const GvEvidence *e)
{
  return e->interacts;
}

gboolean gv_evidence_is_timed(const GvEvidence *e)
{
  return e->interacts && !isnan(e->now);
}

gboolean gv_evidence_is_directed(const GvEvidence *e)
{
  return gv_graph_is_directed(e->attention);
}

gboolean gv_evidence_has_stages(const GvEvidence *e)
{
  return gv_network_people(e->network)->stage != NULL;
}

char *gv_figure_count(double value)
{
  g_autofree char *digits = g_strdup_printf("%.0f", value);
  GString *text = g_string_new(NULL);
  const size_t length = strlen(digits);

  if (fabs(value) < 9.95 && value != round(value)) {
    g_string_printf(text, "%.1f", value);
    return g_string_free(text, FALSE);
  }
  for (size_t i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
      g_string_append_c(text, ' ');
    g_string_append_c(text, digits[i]);
  }
  return g_string_free(text, FALSE);
}

char *gv_figure_people(double value)
{
  g_autofree char *count = gv_figure_count(value);

  return g_strdup_printf("%s %s", count, value == 1 ? "person" : "people");
}

char *gv_figure_age(double seconds)
{
  static const struct {
    double seconds;
    const char *unit;
  } units[] = {
    { 86400, "day" },
    { 3600, "hour" },
    { 60, "minute" },
    { 1, "second" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    double amount = floor(seconds / units[i].seconds);
    if (amount >= 1)
      return g_strdup_printf("%.0f %s%s", amount, units[i].unit, amount == 1 ? "" : "s");
  }
  return g_strdup("moments");
}

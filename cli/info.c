/* grapevine info: what is in the data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "algorithms/quantile.h"
#include "cli/identities.h"
#include "cli/info_events.h"
#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/components.h"

/* Minimum, quantiles, mean and maximum of a measure of everybody. */
static gboolean add_distribution(Card *card, const char *section, const char *measure,
                                 GvGraph *graph, Run *run, GError **error)
{
  static const struct { const char *name; double at; } quantiles[] = {
    { "min", 0 }, { "median", .5 }, { "p90", .9 }, { "p99", .99 }, { "max", 1 },
  };
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree double *values = gv_array_new(n, sizeof *values, error);
  double total = 0;

  if (values == NULL ||
      !gv_centrality_run(gv_centrality_find(measure), graph, NULL, values, run->task, error))
    return FALSE;
  qsort(values, n, sizeof *values, gv_ascending);
  for (GvVertex v = 0; v < n; v++)
    total += values[v];
  card_section(card, section, FALSE);
  card_real(card, "mean", n ? total / n : NAN);
  for (size_t i = 0; i < G_N_ELEMENTS(quantiles); i++) /* nearest rank */
    card_real(card, quantiles[i].name,
              n ? values[(size_t)MAX(ceil(quantiles[i].at * n), 1) - 1] : NAN);
  return TRUE;
}

static void add_graph(Card *card, GvGraph *graph, GvGraph *undirected)
{
  const GvEdge pairs = gv_graph_edges(undirected), edges = gv_graph_edges(graph);

  card_section(card, "network", FALSE);
  card_int(card, "people", gv_graph_vertices(graph));
  card_int(card, "edges", (int64_t)edges);
  card_text(card, "directed", gv_graph_is_directed(graph) ? "yes" : "no");
  card_text(card, "weighted", gv_graph_is_weighted(graph) ? "yes" : "no");
  if (gv_graph_is_directed(graph)) /* arcs that have their counterpart */
    card_real(card, "reciprocity", edges ? 2 * (double)(edges - pairs) / (double)edges : NAN);
}

static gboolean add_components(Card *card, GvGraph *undirected, Run *run, GError **error)
{
  const GvVertex n = gv_graph_vertices(undirected);
  g_autofree GvVertex *label = gv_array_new(n, sizeof *label, error);
  GvVertex largest, count;

  if (label == NULL ||
      (count = gv_components(undirected, label, &largest, run->task, error)) == GV_VERTEX_NONE)
    return FALSE;
  card_int(card, "components", count);
  card_int(card, "largest_component", largest);
  return TRUE;
}

/* Transitivity: 3 triangles / connected triples; and the mean local coefficient
 * of those with two contacts or more. */
static gboolean add_clustering(Card *card, GvGraph *undirected, Run *run, GError **error)
{
  const GvAdjacency g = gv_graph_out(undirected);
  g_autofree double *triangles = gv_array_new(g.n, sizeof *triangles, error);
  double corners = 0, triples = 0, local = 0;
  GvVertex defined = 0;

  if (triangles == NULL || !gv_centrality_run(gv_centrality_find("triangles"), undirected, NULL,
                                              triangles, run->task, error))
    return FALSE;
  for (GvVertex v = 0; v < g.n; v++) {
    double d = (double)gv_degree(g, v), pairs = d * (d - 1) / 2;
    corners += triangles[v];
    triples += pairs;
    local += pairs > 0 ? triangles[v] / pairs : 0;
    defined += pairs > 0;
  }
  card_int(card, "triangles", (int64_t)(corners / 3));
  card_real(card, "clustering", triples > 0 ? corners / triples : NAN);
  card_real(card, "mean_local_clustering", defined ? local / defined : NAN);
  return TRUE;
}

static void add_time_span(Card *card, const GvNetwork *network)
{
  double first, last;

  if (!gv_network_time_span(network, &first, &last))
    return;
  g_autofree char *from = gv_time_text(first), *to = gv_time_text(last);
  card_section(card, "time", FALSE);
  card_text(card, "first", from);
  card_text(card, "last", to);
  card_real(card, "days", (last - first) / 86400);
}

static const char *kind_name(GvTieKind kind)
{
  static const char *const names[] = { [GV_TIE_FOLLOW] = "follow",
                                       [GV_TIE_INTERACTION] = "interaction",
                                       [GV_TIE_EDGE] = "edge" };

  return names[kind];
}

static gboolean add_layers(Card *card, const GvNetwork *network, GError **error)
{
  const GvParts parts = gv_network_parts(network);
  const GvAdjacency edges = gv_network_edges(network);
  const GvEdge m = edges.offsets[edges.n], count = parts.offsets ? parts.offsets[m] : m;
  size_t layer_count;
  const GvLayer *layers = gv_network_layers(network, &layer_count);
  g_autofree double *sums = gv_array_new(3 * layer_count, sizeof *sums, error);

  if (sums == NULL)
    return FALSE;
  for (GvEdge p = 0; p < count; p++) {
    double *sum = sums + 3 * (size_t)(parts.layers ? parts.layers[p] : 0);
    sum[0] += 1;
    sum[1] += parts.counts ? parts.counts[p] : 1;
    sum[2] += parts.weights ? parts.weights[p] : 1;
  }
  card_section(card, "layers", TRUE);
  for (size_t i = 0; i < layer_count; i++) {
    card_item(card);
    card_text(card, "kind", kind_name(layers[i].kind));
    card_text(card, "type", layers[i].type);
    card_text(card, "channel", layers[i].channel);
    card_int(card, "pairs", (int64_t)sums[3 * i]);
    card_int(card, "rows", (int64_t)sums[3 * i + 1]);
    card_real(card, "weight", sums[3 * i + 2]);
  }
  return TRUE;
}

static void add_inputs(Card *card, const Run *run)
{
  card_section(card, "inputs", TRUE);
  for (size_t i = 0; i < run->report.input_count; i++) {
    const GvInputReport *r = &run->report.inputs[i];
    card_item(card);
    card_text(card, "path", r->path);
    card_int(card, "rows", (int64_t)r->rows);
    card_int(card, "rejected", (int64_t)r->rejected);
    card_int(card, "self_loops", (int64_t)r->self_loops);
    card_int(card, "duplicates", (int64_t)r->duplicates);
    card_int(card, "zero_weights", (int64_t)r->zero_weights);
  }
}

static void add_stages(Card *card, const GvNetwork *network)
{
  const GvPeople *people = gv_network_people(network);
  int64_t count[GV_STAGE_ADVOCATE + 1] = { 0 };

  if (people->stage == NULL)
    return;
  for (GvVertex v = 0; v < gv_graph_vertices(gv_network_graph(network)); v++)
    count[people->stage[v]]++;
  card_section(card, "stages", FALSE);
  for (int s = GV_STAGE_PUBLIC; s <= GV_STAGE_ADVOCATE; s++)
    card_int(card, gv_stage_name((GvStage)s), count[s]);
  card_int(card, "unknown", count[GV_STAGE_UNKNOWN]);
}

static gboolean run_info(Run *run, const void *options, GError **error)
{
  g_autoptr(GvNetwork) network = run_read_network(run, error);
  g_autoptr(GvGraph) undirected = NULL;
  g_autoptr(Card) card = card_new();
  (void)options;

  if (network == NULL)
    return FALSE;
  GvGraph *graph = gv_network_graph(network);
  run_phase(run, "count");
  if (!(undirected = gv_graph_symmetrised(graph, run->task, error)))
    return FALSE;
  add_graph(card, graph, undirected);
  if (!add_components(card, undirected, run, error) ||
      !add_clustering(card, undirected, run, error) ||
      !add_distribution(card, gv_graph_is_directed(graph) ? "followers" : "contacts", "in_degree",
                        graph, run, error) ||
      (gv_graph_is_directed(graph) &&
       !add_distribution(card, "following", "out_degree", graph, run, error)) ||
      !add_layers(card, network, error) || !info_add_events(card, network, error))
    return FALSE;
  identities_add(card, &run->report.identities);
  add_time_span(card, network);
  add_stages(card, network);
  add_inputs(card, run);
  card_summarise(card, "network", run->summary);
  return card_write(card, run, error);
}

const Command command_info = {
  .name = "info",
  .summary = "what is in the data",
  .description = "People, ties by kind and channel, events, accounts joined by --identities, reciprocity,\n"
                 "components, clustering, how followers are distributed, the span of time, and what was\n"
                 "wrong with the rows.\n"
                 "A table on a terminal, else JSON.",
  .examples = { "grapevine info --follows follows.csv --users users.csv",
                "grapevine info --interactions log.txt.gz --columns actor,target,time,type",
                "grapevine info --edges graph.tsv --undirected -o info.json" },
  .uses = COMMAND_READS | COMMAND_CARD,
  .run = run_info,
};

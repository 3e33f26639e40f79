/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/network_struct.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

void gv_layers_clear(GvLayers *layers)
{
  g_free(layers->layers);
  g_free(layers->streams);
  if (layers->strings)
    g_string_chunk_free(layers->strings);
  *layers = (GvLayers){ 0 };
}

void gv_network_clear_people(GvNetwork *network)
{
  gv_people_columns_clear(&network->owned_people);
  for (size_t t = 0; network->borrowed_tags && t < network->people.tag_count; t++)
    gv_names_free((GvNames *)(gintptr)network->borrowed_tags[t].values);
  g_clear_pointer(&network->borrowed_tags, g_free);
}

GvNetwork *gv_network_ref(GvNetwork *network)
{
  g_atomic_ref_count_inc(&network->references);
  return network;
}

void gv_network_free(GvNetwork *network)
{
  if (network == NULL || !g_atomic_ref_count_dec(&network->references))
    return;
  gv_graph_unref(network->graph);
  gv_names_free(network->names);
  gv_layers_clear(&network->layers);
  gv_part_arrays_clear(&network->owned_parts);
  gv_side_clear(&network->owned_pairs);
  gv_network_clear_people(network);
  gv_history_clear(&network->history);
  gv_network_free(network->whole);
  g_clear_pointer(&network->memory, g_bytes_unref);
  g_free(network);
}

static void note_times(GvNetwork *network, const GvTies *ties, double as_of)
{
  network->first_time = INFINITY;
  network->last_time = -INFINITY;
  for (size_t i = 0; ties->time && i < ties->count; i++) {
    if (isnan(ties->time[i]) || ties->time[i] > as_of)
      continue;
    network->timed = TRUE;
    network->first_time = MIN(network->first_time, ties->time[i]);
    network->last_time = MAX(network->last_time, ties->time[i]);
  }
}

void gv_network_take_people(GvNetwork *network, GvPeopleColumns *columns)
{
  network->owned_people = *columns;
  *columns = (GvPeopleColumns){ 0 };
  const GvPeopleColumns *c = &network->owned_people;
  network->people = (GvPeople){
    .listed = c->listed,
    .stage = c->stage,
    .followers = c->followers,
    .official = c->official,
    .cost = c->cost,
    .value = c->value,
    .opt_in = c->opt_in,
    .tags = c->tags ? (const GvTag *)(const void *)c->tags->data : NULL,
    .tag_count = c->tags ? c->tags->len : 0,
  };
}

/* The list of pairs is kept beside an undirected graph, whose rows hold each twice. */
static gboolean keep_pairs(GvNetwork *network, const GvSide *edges, GvVertex n, GError **error)
{
  const GvEdge m = edges->offsets[n];
  GvSide *pairs = &network->owned_pairs;

  if (!(pairs->offsets = gv_array_new_raw((size_t)n + 1, sizeof *pairs->offsets, error)) ||
      !(pairs->targets = gv_array_new_raw(m, sizeof *pairs->targets, error)) ||
      (edges->weights && !(pairs->weights = gv_array_new_raw(m, sizeof *pairs->weights, error))))
    return FALSE;
  for (size_t v = 0; v <= n; v++)
    pairs->offsets[v] = edges->offsets[v];
  for (GvEdge e = 0; e < m; e++) {
    pairs->targets[e] = edges->targets[e];
    if (edges->weights)
      pairs->weights[e] = edges->weights[e];
  }
  network->pairs = (GvAdjacency){ n, pairs->offsets, pairs->targets, pairs->weights };
  return TRUE;
}

void gv_network_take_parts(GvNetwork *network, GvPartArrays *parts)
{
  network->owned_parts = *parts;
  network->parts =
      (GvParts){ parts->offsets, parts->layers, parts->weights, parts->counts, parts->last };
  *parts = (GvPartArrays){ 0 };
}

GvNetwork *gv_network_new(GvTies *ties, GvNames **names, GvLayers *layers, GvPeopleColumns *people,
                          const GvMergeRules *rules, GvEdge *duplicates, GvDropped *dropped,
                          GvTask *task, GError **error)
{
  g_autoptr(GvNetwork) network = g_new0(GvNetwork, 1);
  const GvVertex n = gv_names_count(*names);
  g_auto(GvMerged) merged = { .duplicates = duplicates };

  g_atomic_ref_count_init(&network->references);
  network->names = g_steal_pointer(names);
  network->layers = *layers;
  *layers = (GvLayers){ 0 };
  gv_network_take_people(network, people);
  note_times(network, ties, rules->as_of);

  const GvMergeInput input = { n, network->layers.layers, network->layers.layer_count,
                               network->layers.streams, rules };
  if (!gv_ties_merge(ties, &input, &merged, task, error))
    return NULL;
  *dropped = merged.dropped;
  if (!rules->directed && !keep_pairs(network, &merged.edges, n, error))
    return NULL;
  gv_network_take_parts(network, &merged.parts);
  memcpy(network->duplicates, rules->duplicates, sizeof network->duplicates);
  network->graph = gv_graph_take(n, &merged.edges, &merged.turned, rules->directed, error);
  return network->graph ? g_steal_pointer(&network) : NULL;
}

GvGraph *gv_network_graph(const GvNetwork *network)
{
  return network->graph;
}

const GvNames *gv_network_names(const GvNetwork *network)
{
  return network->names;
}

const GvLayer *gv_network_layers(const GvNetwork *network, size_t *count)
{
  *count = network->layers.layer_count;
  return network->layers.layers;
}

GvAdjacency gv_network_edges(const GvNetwork *network)
{
  return gv_graph_is_directed(network->graph) ? gv_graph_out(network->graph) : network->pairs;
}

GvParts gv_network_parts(const GvNetwork *network)
{
  GvParts parts = network->parts;

  if (parts.offsets == NULL)
    parts.weights = gv_network_edges(network).weights;
  return parts;
}

const GvPeople *gv_network_people(const GvNetwork *network)
{
  return &network->people;
}

gboolean gv_network_time_span(const GvNetwork *network, double *first, double *last)
{
  *first = network->first_time;
  *last = network->last_time;
  return network->timed;
}

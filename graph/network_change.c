/* Networks that are borrowed, turned round, or given other people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/array.h"
#include "graph/network_struct.h"

GvNetworkView gv_network_view(const GvNetwork *network)
{
  GvNetworkView view = { .directed = gv_graph_is_directed(network->graph),
                         .timed = network->timed,
                         .out = gv_graph_out(network->graph),
                         .in = gv_graph_in(network->graph),
                         .pairs = network->pairs,
                         .parts = network->parts,
                         .first_time = network->first_time,
                         .last_time = network->last_time,
                         .people = &network->people };

  memcpy(view.duplicates, network->duplicates, sizeof view.duplicates);
  return view;
}

/* The list of tags becomes the network's own; what it points to need not. */
static void borrow_people(GvNetwork *network, const GvPeople *people)
{
  network->people = *people;
  network->borrowed_tags = g_new0(GvTag, people->tag_count);
  for (size_t t = 0; t < people->tag_count; t++)
    network->borrowed_tags[t] = people->tags[t];
  network->people.tags = people->tag_count ? network->borrowed_tags : NULL;
}

GvNetwork *gv_network_borrow(GBytes *memory, const GvNetworkView *view, GvNames **names,
                             GvLayers *layers)
{
  GvNetwork *network = g_new0(GvNetwork, 1);

  g_atomic_ref_count_init(&network->references);
  network->memory = g_bytes_ref(memory);
  network->graph = gv_graph_borrow(memory, view->directed, view->out, view->in);
  network->pairs = view->pairs;
  network->parts = view->parts;
  network->timed = view->timed;
  network->first_time = view->first_time;
  network->last_time = view->last_time;
  memcpy(network->duplicates, view->duplicates, sizeof network->duplicates);
  network->names = g_steal_pointer(names);
  network->layers = *layers;
  *layers = (GvLayers){ 0 };
  borrow_people(network, view->people);
  return network;
}

void gv_network_widen_times(GvNetwork *network, double first, double last)
{
  network->timed = TRUE;
  network->first_time = MIN(network->first_time, first);
  network->last_time = MAX(network->last_time, last);
}

/* The edge of `out` that each edge of `in` is. */
static GvEdge *edges_turned(GvAdjacency out, GvAdjacency in, GError **error)
{
  g_autofree GvEdge *next = gv_offsets_extended(in, in.n, error);
  g_autofree GvEdge *edges = gv_array_new_raw(in.offsets[in.n], sizeof *edges, error);

  if (next == NULL || edges == NULL)
    return NULL;
  for (GvEdge e = 0; e < out.offsets[out.n]; e++)
    edges[next[out.targets[e]]++] = e;
  return g_steal_pointer(&edges);
}

/* The old part that stands at each place when edge i is what edges[i] was, and
 * where the parts of each edge begin. */
static gboolean order_parts(const GvParts *old, const GvEdge *edges, GvEdge m, GvEdge **order,
                            GvPartArrays *turned, GError **error)
{
  GvEdge at = 0;

  if (!(*order = gv_array_new_raw(old->offsets[m], sizeof **order, error)) ||
      !(turned->offsets = gv_array_new_raw(m + 1, sizeof *turned->offsets, error)))
    return FALSE;
  for (GvEdge i = 0; i < m; i++) {
    turned->offsets[i] = at;
    for (GvEdge p = old->offsets[edges[i]]; p < old->offsets[edges[i] + 1]; p++)
      (*order)[at++] = p;
  }
  turned->offsets[m] = at;
  return TRUE;
}

/* A column in another order; one that is not there stays so. */
static gboolean gather(void *to, const void *column, const GvEdge *order, GvEdge count, size_t size,
                       GError **error)
{
  char *gathered;

  if (column == NULL)
    return TRUE;
  if (!(gathered = gv_array_new_raw(count, size, error)))
    return FALSE;
  for (GvEdge p = 0; p < count; p++)
    memcpy(gathered + p * size, (const char *)column + order[p] * size, size);
  memcpy(to, &gathered, sizeof gathered);
  return TRUE;
}

static gboolean turn_parts(GvNetwork *network, GvPartArrays *turned, GError **error)
{
  const GvAdjacency out = gv_graph_out(network->graph), in = gv_graph_in(network->graph);
  const GvEdge m = out.offsets[out.n];
  const GvParts *old = &network->parts;
  g_autofree GvEdge *edges = edges_turned(out, in, error), *order = NULL;

  if (edges == NULL || (old->offsets && !order_parts(old, edges, m, &order, turned, error)))
    return FALSE;
  const GvEdge count = old->offsets ? old->offsets[m] : m;
  const GvEdge *by = order ? order : edges;
  return gather(&turned->layers, old->layers, by, count, sizeof *old->layers, error) &&
         gather(&turned->weights, old->weights, by, count, sizeof *old->weights, error) &&
         gather(&turned->counts, old->counts, by, count, sizeof *old->counts, error) &&
         gather(&turned->last, old->last, by, count, sizeof *old->last, error);
}

gboolean gv_network_turn(GvNetwork *network, GError **error)
{
  GvGraph *graph = network->graph;
  const GvParts *old = &network->parts;
  GvPartArrays turned = { 0 };

  if (!gv_graph_is_directed(graph))
    return TRUE;
  if ((old->offsets || old->layers || old->counts || old->last) &&
      !turn_parts(network, &turned, error)) {
    gv_part_arrays_clear(&turned);
    return FALSE;
  }
  gv_part_arrays_clear(&network->owned_parts);
  gv_network_take_parts(network, &turned);
  network->graph = gv_graph_reversed(graph);
  gv_graph_unref(graph);
  return TRUE;
}

static gboolean extend(GvNetwork *network, GvVertex n, GError **error)
{
  GvGraph *graph = network->graph;

  if (!gv_graph_is_directed(graph)) {
    GvEdge *offsets = gv_offsets_extended(network->pairs, n, error);
    if (offsets == NULL)
      return FALSE;
    g_free(network->owned_pairs.offsets);
    network->owned_pairs.offsets = offsets;
    network->pairs.offsets = offsets;
    network->pairs.n = n;
  }
  if (!(network->graph = gv_graph_extended(graph, n, error))) {
    network->graph = graph;
    return FALSE;
  }
  gv_graph_unref(graph);
  return TRUE;
}

gboolean gv_network_set_people(GvNetwork *network, GvNames **names, GvPeopleColumns *people,
                               GError **error)
{
  const GvVertex n = gv_names_count(*names);

  if (n > gv_graph_vertices(network->graph) && !extend(network, n, error))
    return FALSE;
  gv_names_free(network->names);
  network->names = g_steal_pointer(names);
  gv_network_clear_people(network);
  gv_network_take_people(network, people);
  return TRUE;
}

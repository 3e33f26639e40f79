/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/edges.h"
#include "graph/merge.h"

/* A view keeps its parent alive and borrows its arrays. What a graph owns is in
 * the sides, what it borrows from elsewhere in `memory`. */
struct GvGraph {
  gint references;
  GvGraph *parent;
  GBytes *memory;
  gboolean directed;
  GvEdge edges;
  GvAdjacency out, in;
  GvSide owned_out, owned_in;
};

void gv_side_clear(GvSide *side)
{
  g_free(side->offsets);
  g_free(side->targets);
  g_free(side->weights);
  *side = (GvSide){ 0 };
}

static gboolean side_alloc(GvSide *side, GvVertex n, GvEdge m, gboolean weighted, GError **error)
{
  side->offsets = gv_array_new((size_t)n + 2, sizeof *side->offsets, error);
  if (side->offsets == NULL)
    return FALSE;
  side->targets = gv_array_new_raw(m, sizeof *side->targets, error);
  if (side->targets == NULL)
    return FALSE;
  if (weighted)
    side->weights = gv_array_new_raw(m, sizeof *side->weights, error);
  return !weighted || side->weights != NULL;
}

static GvAdjacency side_view(const GvSide *side, GvVertex n)
{
  return (GvAdjacency){ n, side->offsets, side->targets, side->weights };
}

/* next[v + 1] counts row v; afterwards next[v] is where row v begins, and the
 * scatter moves it to where it ends: so next == offsets + 1 needs no copy. */
static void counts_to_starts(GvEdge *next, GvVertex n)
{
  for (GvVertex v = 0; v < n; v++)
    next[v + 1] += next[v];
}

gboolean gv_side_transpose(GvAdjacency side, GvSide *turned, GError **error)
{
  const GvVertex n = side.n;
  GvEdge *next;

  if (!side_alloc(turned, n, side.offsets[n], side.weights != NULL, error))
    return FALSE;
  next = turned->offsets + 1;
  for (GvEdge e = 0; e < side.offsets[n]; e++)
    next[side.targets[e] + 1]++;
  counts_to_starts(next, n);
  for (GvVertex v = 0; v < n; v++)
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
      GvEdge at = next[side.targets[e]]++;
      turned->targets[at] = v;
      if (side.weights)
        turned->weights[at] = side.weights[e];
    }
  return TRUE;
}

/* Both directions of every pair. A row first takes its smaller neighbours (they
 * come by in ascending order), then its larger ones. */
static gboolean side_mirror(GvAdjacency pairs, GvSide *both, GError **error)
{
  const GvVertex n = pairs.n;
  GvEdge *next;

  if (!side_alloc(both, n, 2 * pairs.offsets[n], pairs.weights != NULL, error))
    return FALSE;
  next = both->offsets + 1;
  for (GvVertex v = 0; v < n; v++) {
    next[v + 1] += gv_degree(pairs, v);
    for (GvEdge e = pairs.offsets[v]; e < pairs.offsets[v + 1]; e++)
      next[pairs.targets[e] + 1]++;
  }
  counts_to_starts(next, n);
  for (int larger = 0; larger < 2; larger++)
    for (GvVertex v = 0; v < n; v++)
      for (GvEdge e = pairs.offsets[v]; e < pairs.offsets[v + 1]; e++) {
        GvVertex w = pairs.targets[e];
        GvEdge at = next[larger ? v : w]++;
        both->targets[at] = larger ? w : v;
        if (pairs.weights)
          both->weights[at] = pairs.weights[e];
      }
  return TRUE;
}

GvGraph *gv_graph_take(GvVertex n, GvSide *edges, GvSide *turned, gboolean directed,
                       GError **error)
{
  g_autoptr(GvGraph) graph = g_new0(GvGraph, 1);

  graph->references = 1;
  graph->directed = directed;
  graph->edges = edges->offsets[n];
  if (directed) {
    graph->owned_out = *edges;
    *edges = (GvSide){ 0 };
    graph->out = side_view(&graph->owned_out, n);
    if (turned && turned->offsets) {
      graph->owned_in = *turned;
      *turned = (GvSide){ 0 };
    } else if (!gv_side_transpose(graph->out, &graph->owned_in, error)) {
      return NULL;
    }
    graph->in = side_view(&graph->owned_in, n);
  } else {
    if (!side_mirror(side_view(edges, n), &graph->owned_out, error))
      return NULL;
    graph->in = graph->out = side_view(&graph->owned_out, n);
    gv_side_clear(edges);
  }
  return g_steal_pointer(&graph);
}

static gboolean check_edge(GvVertex n, const GvVertex edge[2], double weight, GvEdge e,
                           GError **error)
{
  if (edge[0] >= n || edge[1] >= n) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "edge %" G_GUINT64_FORMAT " names a vertex outside [0, %u)", e, n);
    return FALSE;
  }
  if (!(weight >= 0) || isinf(weight)) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "edge %" G_GUINT64_FORMAT " has a weight that is negative or not finite", e);
    return FALSE;
  }
  return TRUE;
}

GvGraph *gv_graph_new(GvVertex n, const GvVertex (*edges)[2], const double *weights, GvEdge m,
                      gboolean directed, GError **error)
{
  const GvDuplicates rule = weights ? GV_DUPLICATES_SUM : GV_DUPLICATES_FIRST;
  const GvMergeRules rules = { .directed = directed,
                               .duplicates = { rule, rule, rule },
                               .as_of = GV_TIME_UNKNOWN };
  static const GvLayer layer = { .kind = GV_TIE_EDGE, .type = "", .channel = "", .scale = 1 };
  static const GvStream stream = { .layer = 0 };
  const GvMergeInput input = { n, &layer, 1, &stream, &rules };
  g_auto(GvTies) ties = { 0 };
  g_auto(GvMerged) merged = { 0 };

  g_return_val_if_fail(n < GV_VERTEX_NONE, NULL);
  for (GvEdge e = 0; e < m; e++) {
    const double weight = weights ? weights[e] : 1;
    const GvTie tie = {
      .from = edges[e][0], .to = edges[e][1], .weight = weight, .time = GV_TIME_UNKNOWN
    };
    if (!check_edge(n, edges[e], weight, e, error))
      return NULL;
    if (tie.from != tie.to && weight > 0 && !gv_ties_add(&ties, tie, error))
      return NULL;
  }
  if (!gv_ties_merge(&ties, &input, &merged, NULL, error))
    return NULL;
  return gv_graph_take(n, &merged.edges, &merged.turned, directed, error);
}

GvGraph *gv_graph_ref(GvGraph *graph)
{
  g_atomic_int_inc(&graph->references);
  return graph;
}

void gv_graph_unref(GvGraph *graph)
{
  if (graph == NULL || !g_atomic_int_dec_and_test(&graph->references))
    return;
  gv_side_clear(&graph->owned_out);
  gv_side_clear(&graph->owned_in);
  gv_graph_unref(graph->parent);
  g_clear_pointer(&graph->memory, g_bytes_unref);
  g_free(graph);
}

GvVertex gv_graph_vertices(const GvGraph *graph)
{
  return graph->out.n;
}

GvEdge gv_graph_edges(const GvGraph *graph)
{
  return graph->edges;
}

gboolean gv_graph_is_directed(const GvGraph *graph)
{
  return graph->directed;
}

gboolean gv_graph_is_weighted(const GvGraph *graph)
{
  return graph->out.weights != NULL;
}

GvAdjacency gv_graph_out(const GvGraph *graph)
{
  return graph->out;
}

GvAdjacency gv_graph_in(const GvGraph *graph)
{
  return graph->in;
}

/* A view of a view that owns nothing keeps only the graph that owns the arrays,
 * so that views made one from another form no chain. */
static GvGraph *view_of(GvGraph *graph)
{
  GvGraph *view = g_new0(GvGraph, 1);
  const gboolean owns = graph->parent == NULL || graph->owned_out.offsets != NULL;

  view->references = 1;
  view->parent = gv_graph_ref(owns ? graph : graph->parent);
  view->directed = graph->directed;
  view->edges = graph->edges;
  view->out = graph->out;
  view->in = graph->in;
  return view;
}

GvGraph *gv_graph_reversed(GvGraph *graph)
{
  GvGraph *view = view_of(graph);

  view->out = graph->in;
  view->in = graph->out;
  return view;
}

GvGraph *gv_graph_unweighted(GvGraph *graph)
{
  GvGraph *view = view_of(graph);

  view->out.weights = NULL;
  view->in.weights = NULL;
  return view;
}

GvGraph *gv_graph_borrow(GBytes *memory, gboolean directed, GvAdjacency out, GvAdjacency in)
{
  GvGraph *graph = g_new0(GvGraph, 1);

  graph->references = 1;
  graph->memory = g_bytes_ref(memory);
  graph->directed = directed;
  graph->edges = out.offsets[out.n] / (directed ? 1 : 2);
  graph->out = out;
  graph->in = in;
  return graph;
}

GvEdge *gv_offsets_extended(GvAdjacency side, GvVertex n, GError **error)
{
  GvEdge *offsets = gv_array_new_raw((size_t)n + 1, sizeof *offsets, error);

  for (size_t v = 0; offsets && v <= n; v++)
    offsets[v] = side.offsets[MIN(v, side.n)];
  return offsets;
}

GvGraph *gv_graph_extended(GvGraph *graph, GvVertex n, GError **error)
{
  g_autoptr(GvGraph) view = view_of(graph);

  view->owned_out.offsets = gv_offsets_extended(graph->out, n, error);
  if (view->owned_out.offsets == NULL)
    return NULL;
  view->out.n = view->in.n = n;
  view->out.offsets = view->in.offsets = view->owned_out.offsets;
  if (!graph->directed)
    return g_steal_pointer(&view);
  view->owned_in.offsets = gv_offsets_extended(graph->in, n, error);
  if (view->owned_in.offsets == NULL)
    return NULL;
  view->in.offsets = view->owned_in.offsets;
  return g_steal_pointer(&view);
}

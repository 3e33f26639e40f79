/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/fold.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/components.h"
#include "graph/edges.h"

/* While leaves are folded, everything is by the vertices of the given graph. */
typedef struct {
  GvAdjacency out, in;
  GvFold *fold;   /* sources, targets, selves and inner are filled */
  GvEdge *degree; /* [n], of ties with those left; undirected only */
  GvVertex *hosts; /* [n], into whom v was folded, GV_VERTEX_NONE = it is left */
  gboolean *is_host; /* [n], directed only */
} Folding;

static void folding_clear(Folding *f)
{
  g_free(f->degree);
  g_free(f->hosts);
  g_free(f->is_host);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folding, folding_clear)

static gboolean folding_init(Folding *f, GvFold *fold, GvGraph *graph, const gboolean *is_source,
                             GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);

  *f = (Folding){ .out = gv_graph_out(graph), .in = gv_graph_in(graph), .fold = fold };
  if (!(fold->sources = gv_array_new(n, sizeof *fold->sources, error)) ||
      !(fold->targets = gv_array_new(n, sizeof *fold->targets, error)) ||
      !(fold->selves = gv_array_new(n, sizeof *fold->selves, error)) ||
      !(fold->inner = gv_array_new(n, sizeof *fold->inner, error)) ||
      !(f->degree = gv_array_new(n, sizeof *f->degree, error)) ||
      !(f->hosts = gv_array_new_raw(n, sizeof *f->hosts, error)) ||
      !(f->is_host = gv_array_new(n, sizeof *f->is_host, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++) {
    fold->selves[v] = fold->sources[v] = is_source == NULL || is_source[v];
    fold->targets[v] = 1;
    f->degree[v] = gv_degree(f->out, v);
    f->hosts[v] = GV_VERTEX_NONE;
  }
  return TRUE;
}

static void fold_into(Folding *f, GvVertex leaf, GvVertex host, gboolean out, gboolean in)
{
  GvFold *fold = f->fold;
  const double sources = out ? fold->sources[leaf] : 0, targets = in ? fold->targets[leaf] : 0;

  f->hosts[leaf] = host;
  f->is_host[host] = TRUE;
  fold->sources[host] += sources;
  fold->targets[host] += targets;
  fold->inner[host] += sources * targets;
}

/* Once, so that how many reach a leaf is no question. */
static void fold_leaves(Folding *f)
{
  const GvAdjacency out = f->out, in = f->in;

  for (GvVertex v = 0; v < out.n; v++) {
    const GvEdge outs = gv_degree(out, v), ins = gv_degree(in, v);
    if (outs > 1 || ins > 1 || outs + ins == 0 || f->is_host[v])
      continue;
    const GvVertex host = outs ? out.targets[out.offsets[v]] : in.targets[in.offsets[v]];
    if (f->hosts[host] != GV_VERTEX_NONE || (ins && in.targets[in.offsets[v]] != host))
      continue;
    fold_into(f, v, host, outs == 1, ins == 1);
  }
}

static GvVertex only_neighbour(const Folding *f, GvVertex v)
{
  GvEdge e = f->out.offsets[v];

  while (f->hosts[f->out.targets[e]] != GV_VERTEX_NONE)
    e++;
  return f->out.targets[e];
}

/* From each leaf up its tree, until somebody with other neighbours is met. */
static void fold_trees(Folding *f)
{
  for (GvVertex leaf = 0; leaf < f->out.n; leaf++)
    for (GvVertex v = leaf; f->degree[v] == 1;) {
      const GvVertex host = only_neighbour(f, v);
      fold_into(f, v, host, TRUE, TRUE);
      f->degree[v] = 0;
      f->degree[host]--;
      v = host;
    }
}

/* Betweenness of those folded: a branch on one side, the rest on the other. */
static gboolean score_trees(const Folding *f, GvGraph *graph, double *scores, GvTask *task,
                            GError **error)
{
  const GvVertex n = f->out.n;
  g_autofree GvVertex *label = gv_array_new_raw(n, sizeof *label, error);
  g_autofree double *sizes = gv_array_new(n, sizeof *sizes, error);
  GvVertex largest;

  if (label == NULL || sizes == NULL ||
      gv_components(graph, label, &largest, task, error) == GV_VERTEX_NONE)
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    sizes[label[v]]++;
  for (GvVertex v = 0; v < n; v++)
    if (f->hosts[v] != GV_VERTEX_NONE) {
      const double below = f->fold->targets[v] - 1, beside = sizes[label[v]] - 1 - below;
      scores[v] = 2 * below * beside + below * below - f->fold->inner[v];
    }
  return TRUE;
}

/* Those left move together, in their order. */
static GvVertex close_up(Folding *f, GvVertex *place)
{
  GvFold *fold = f->fold;
  GvVertex left = 0;

  for (GvVertex v = 0; v < f->out.n; v++) {
    place[v] = left;
    if (f->hosts[v] != GV_VERTEX_NONE)
      continue;
    fold->vertex[left] = v;
    fold->sources[left] = fold->sources[v];
    fold->targets[left] = fold->targets[v];
    fold->selves[left] = fold->selves[v];
    fold->inner[left] = fold->inner[v];
    left++;
  }
  return left;
}

static GvEdge copy_row(const Folding *f, GvVertex v, gboolean directed, const GvVertex *place,
                       GvSide *ties, GvEdge at)
{
  for (GvEdge e = f->out.offsets[v]; e < f->out.offsets[v + 1]; e++) {
    const GvVertex u = f->out.targets[e];
    if (f->hosts[u] != GV_VERTEX_NONE || (!directed && u < v))
      continue;
    if (ties->weights)
      ties->weights[at] = f->out.weights[e];
    ties->targets[at++] = place[u];
  }
  return at;
}

static GvGraph *graph_of_those_left(const Folding *f, GvVertex left, const GvVertex *place,
                                    gboolean directed, GError **error)
{
  const GvEdge most = f->out.offsets[f->out.n] / (directed ? 1 : 2);
  g_auto(GvSide) ties = { 0 };

  if (!(ties.offsets = gv_array_new((size_t)left + 1, sizeof *ties.offsets, error)) ||
      !(ties.targets = gv_array_new_raw(most, sizeof *ties.targets, error)) ||
      (f->out.weights &&
       !(ties.weights = gv_array_new_raw(most, sizeof *ties.weights, error))))
    return NULL;
  for (GvVertex v = 0; v < left; v++)
    ties.offsets[v + 1] =
        copy_row(f, f->fold->vertex[v], directed, place, &ties, ties.offsets[v]);
  return gv_graph_take(left, &ties, NULL, directed, error);
}

gboolean gv_fold_init(GvFold *fold, GvGraph *graph, const gboolean *is_source, double *scores,
                      GvTask *task, GError **error)
{
  const gboolean directed = gv_graph_is_directed(graph);
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvVertex *place = gv_array_new_raw(n, sizeof *place, error);
  g_auto(Folding) f = { 0 };

  *fold = (GvFold){ 0 };
  if (place == NULL || !folding_init(&f, fold, graph, is_source, error) ||
      !(fold->vertex = gv_array_new_raw(n, sizeof *fold->vertex, error)))
    return FALSE;
  memset(scores, 0, n * sizeof *scores);
  if (directed || is_source != NULL)
    fold_leaves(&f);
  else
    fold_trees(&f);
  if (!directed && is_source == NULL && !score_trees(&f, graph, scores, task, error))
    return FALSE;
  const GvVertex left = close_up(&f, place);
  fold->graph = graph_of_those_left(&f, left, place, directed, error);
  return fold->graph != NULL;
}

void gv_fold_clear(GvFold *fold)
{
  g_clear_pointer(&fold->graph, gv_graph_unref);
  g_free(fold->vertex);
  g_free(fold->sources);
  g_free(fold->targets);
  g_free(fold->selves);
  g_free(fold->inner);
  *fold = (GvFold){ 0 };
}

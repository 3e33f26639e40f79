/* Directed to undirected: z_uv = w(u,v) + w(v,u).
 *
 * Row u of the result is the merge of its sorted out and in rows, so each row
 * has one writer and the sum is the same on any number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/edges.h"

typedef struct {
  GvAdjacency out, in;
  GvEdge o, i, o_end, i_end;
} Merge;

static Merge merge_row(GvAdjacency out, GvAdjacency in, GvVertex v)
{
  return (Merge){ out, in, out.offsets[v], in.offsets[v], out.offsets[v + 1], in.offsets[v + 1] };
}

/* The next neighbour and the weight of the tie, both ways together. */
static gboolean merge_next(Merge *m, GvVertex *neighbour, double *weight)
{
  GvVertex a = m->o < m->o_end ? m->out.targets[m->o] : GV_VERTEX_NONE;
  GvVertex b = m->i < m->i_end ? m->in.targets[m->i] : GV_VERTEX_NONE;

  *neighbour = MIN(a, b);
  if (*neighbour == GV_VERTEX_NONE)
    return FALSE;
  *weight = 0;
  if (a == *neighbour)
    *weight += gv_weight(m->out, m->o++);
  if (b == *neighbour)
    *weight += gv_weight(m->in, m->i++);
  return TRUE;
}

/* Pairs at their smaller end only; TRUE where no pair weighs other than 1. */
static gboolean count_pairs(GvAdjacency out, GvAdjacency in, GvEdge *offsets, int threads)
{
  int weighted = 0;

#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024) reduction(| : weighted)
  for (GvVertex v = 0; v < out.n; v++) {
    Merge merge = merge_row(out, in, v);
    GvVertex w;
    double weight;
    GvEdge larger = 0;
    while (merge_next(&merge, &w, &weight)) {
      larger += w > v;
      weighted |= weight != 1;
    }
    offsets[v + 1] = larger;
  }
  for (GvVertex v = 0; v < out.n; v++)
    offsets[v + 1] += offsets[v];
  return !weighted;
}

static void fill_pairs(GvAdjacency out, GvAdjacency in, GvSide *pairs, int threads)
{
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < out.n; v++) {
    Merge merge = merge_row(out, in, v);
    GvEdge at = pairs->offsets[v];
    GvVertex w;
    double weight;
    while (merge_next(&merge, &w, &weight))
      if (w > v) {
        pairs->targets[at] = w;
        if (pairs->weights)
          pairs->weights[at] = weight;
        at++;
      }
  }
}

GvGraph *gv_graph_symmetrised(GvGraph *graph, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  const int threads = gv_task_threads(task);
  g_auto(GvSide) pairs = { 0 };
  gboolean unweighted;

  if (!gv_graph_is_directed(graph))
    return gv_graph_ref(graph);
  if (!(pairs.offsets = gv_array_new((size_t)out.n + 1, sizeof *pairs.offsets, error)))
    return NULL;
  unweighted = count_pairs(out, in, pairs.offsets, threads);
  if (!(pairs.targets = gv_array_new_raw(pairs.offsets[out.n], sizeof *pairs.targets, error)))
    return NULL;
  if (!unweighted &&
      !(pairs.weights = gv_array_new_raw(pairs.offsets[out.n], sizeof *pairs.weights, error)))
    return NULL;
  fill_pairs(out, in, &pairs, threads);
  if (!gv_task_step(task, 0, error))
    return NULL;
  return gv_graph_take(out.n, &pairs, NULL, FALSE, error);
}

/* How much went through a person's ties: made and received.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

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

static void tally_time(GvTally *t, GvVertex v, double time)
{
  if (t->last && !isnan(time) && !(time <= t->last[v])) /* also where none is known yet */
    t->last[v] = time;
}

static void tally_add(GvTally *t, GvVertex v, GvParts parts, GvEdge p)
{
  t->weight[v] += parts.weights ? parts.weights[p] : 1;
  t->count[v] += parts.counts ? parts.counts[p] : 1;
  if (parts.last)
    tally_time(t, v, parts.last[p]);
}

static void tally_event(GvTally *t, GvVertex v, double time)
{
  t->weight[v] += 1;
  t->count[v]++;
  tally_time(t, v, time);
}

static void tally_events(GvEvidence *e)
{
  const GvEvents *events = &e->events;

  for (size_t i = 0; i < events->count; i++) {
    const GvVertex parent = events->parent ? events->parent[i] : GV_VERTEX_NONE;
    tally_event(&e->made, events->user[i], events->time[i]);
    if (parent == GV_VERTEX_NONE || parent == events->user[i])
      continue;
    tally_event(&e->received, parent, events->time[i]);
    e->answers[parent] += log1p(1);
  }
}

/* Edge e of the network runs from v to w; undirected it counts for both. */
static void tally_edge(GvEvidence *e, GvVertex v, GvVertex w, GvEdge edge)
{
  const GvParts parts = gv_network_parts(e->network);
  const GvEdge begin = parts.offsets ? parts.offsets[edge] : edge;
  const GvEdge end = parts.offsets ? parts.offsets[edge + 1] : edge + 1;
  const gboolean directed = gv_graph_is_directed(e->attention);
  double weight = 0;

  for (GvEdge p = begin; p < end; p++) {
    if (!gv_evidence_layer_interacts(e, parts.layers ? parts.layers[p] : 0))
      continue;
    weight += parts.weights ? parts.weights[p] : 1;
    tally_add(&e->received, w, parts, p);
    tally_add(&e->made, v, parts, p);
    if (!directed) {
      tally_add(&e->received, v, parts, p);
      tally_add(&e->made, w, parts, p);
    }
  }
  e->answers[w] += log1p(weight); /* one eager fan does not stand for many */
  if (!directed)
    e->answers[v] += log1p(weight);
}

gboolean gv_evidence_need_tallies(GvEvidence *e, GvTask *task, GError **error)
{
  const GvAdjacency edges = gv_network_edges(e->network);
  const gboolean timed = !isnan(e->now);

  if (e->received.weight)
    return TRUE;
  if (!tally_alloc(&e->received, e->n, timed, error) ||
      !tally_alloc(&e->made, e->n, timed, error) ||
      !(e->answers = gv_array_new(e->n, sizeof *e->answers, error)))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    for (GvEdge i = edges.offsets[v]; i < edges.offsets[v + 1]; i++)
      tally_edge(e, v, edges.targets[i], i);
  tally_events(e);
  return gv_task_step(task, 1, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/components.h"

#include "graph/base/array.h"
#include "graph/base/task.h"

/* Labels everybody that `seed` is connected with; returns how many. */
static GvVertex flood(GvAdjacency g, GvVertex *label, GvVertex *queue, GvVertex seed,
                      GvVertex number)
{
  GvVertex size = 0;

  label[seed] = number;
  queue[size++] = seed;
  for (GvVertex head = 0; head < size; head++)
    for (GvEdge e = g.offsets[queue[head]]; e < g.offsets[queue[head] + 1]; e++)
      if (label[g.targets[e]] == GV_VERTEX_NONE) {
        label[g.targets[e]] = number;
        queue[size++] = g.targets[e];
      }
  return size;
}

GvVertex gv_components(GvGraph *undirected, GvVertex *label, GvVertex *largest, GvTask *task,
                       GError **error)
{
  const GvAdjacency g = gv_graph_out(undirected);
  g_autofree GvVertex *queue = gv_array_new_raw(g.n, sizeof *queue, error);
  GvVertex count = 0;

  *largest = 0;
  if (queue == NULL)
    return GV_VERTEX_NONE;
  for (GvVertex v = 0; v < g.n; v++)
    label[v] = GV_VERTEX_NONE;
  for (GvVertex v = 0; v < g.n; v++) {
    if (label[v] != GV_VERTEX_NONE)
      continue;
    GvVertex size = flood(g, label, queue, v, count++);
    *largest = MAX(*largest, size);
  }
  return gv_task_step(task, 1, error) ? count : GV_VERTEX_NONE;
}

/* core(v) = the largest k such that v belongs to a set whose members each have at least k contacts
 * in the set.
 *
 * Direction and weights are ignored, mutual ties merged. Vertices are kept sorted
 * by remaining degree; the first is taken out and its neighbours move one bin
 * down. Serial: O(n + m) integer steps. Batagelj, Zaversnik 2003.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { STEPS_BETWEEN_CHECKS = 65536 };

typedef struct {
  GvAdjacency side;
  GvVertex *degree;   /* [n], remaining; of one taken out its core number */
  GvVertex *order;    /* [n], vertices by remaining degree */
  GvVertex *position; /* [n], in order */
  GvVertex *bin;      /* [largest degree + 2], where each degree begins in order */
} Peeling;

static void peeling_clear(Peeling *p)
{
  g_free(p->degree);
  g_free(p->order);
  g_free(p->position);
  g_free(p->bin);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Peeling, peeling_clear)

static gboolean peeling_init(Peeling *p, GvAdjacency side, GError **error)
{
  GvVertex largest = 0;

  p->side = side;
  if (!(p->degree = gv_array_new_raw(side.n, sizeof *p->degree, error)) ||
      !(p->order = gv_array_new_raw(side.n, sizeof *p->order, error)) ||
      !(p->position = gv_array_new_raw(side.n, sizeof *p->position, error)))
    return FALSE;
  for (GvVertex v = 0; v < side.n; v++) {
    p->degree[v] = (GvVertex)gv_degree(side, v);
    largest = MAX(largest, p->degree[v]);
  }
  return (p->bin = gv_array_new((size_t)largest + 3, sizeof *p->bin, error)) != NULL;
}

/* bin[d + 1] serves as the cursor of degree d, so that it ends as its end: the begin of d + 1. */
static void sort_by_degree(Peeling *p)
{
  const GvVertex n = p->side.n;
  GvVertex largest = 0;

  for (GvVertex v = 0; v < n; v++) {
    p->bin[p->degree[v] + 2]++;
    largest = MAX(largest, p->degree[v]);
  }
  for (GvVertex d = 0; d < largest; d++)
    p->bin[d + 2] += p->bin[d + 1];
  for (GvVertex v = 0; v < n; v++) {
    p->position[v] = p->bin[p->degree[v] + 1]++;
    p->order[p->position[v]] = v;
  }
}

/* w changes places with the first of its bin, which then begins after it. */
static void lower(Peeling *p, GvVertex w)
{
  const GvVertex at = p->position[w], first_at = p->bin[p->degree[w]]++;
  const GvVertex first = p->order[first_at];

  p->order[at] = first;
  p->position[first] = at;
  p->order[first_at] = w;
  p->position[w] = first_at;
  p->degree[w]--;
}

static gboolean peel(Peeling *p, GvTask *task, GError **error)
{
  const GvAdjacency side = p->side;
  GvEdge steps = 0;

  for (GvVertex i = 0; i < side.n; i++) {
    const GvVertex v = p->order[i];
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
      if (p->degree[side.targets[e]] > p->degree[v])
        lower(p, side.targets[e]);
    steps += gv_degree(side, v) + 1;
    if (steps < STEPS_BETWEEN_CHECKS)
      continue;
    steps = 0;
    if (!gv_task_step(task, (double)i / side.n, error))
      return FALSE;
  }
  return gv_task_step(task, 1, error);
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  g_autoptr(GvGraph) undirected = gv_graph_symmetrised(graph, task, error);
  g_auto(Peeling) peeling = { 0 };
  (void)options;

  if (undirected == NULL || !peeling_init(&peeling, gv_graph_out(undirected), error))
    return FALSE;
  sort_by_degree(&peeling);
  if (!peel(&peeling, task, error))
    return FALSE;
  for (GvVertex v = 0; v < peeling.side.n; v++)
    scores[v] = peeling.degree[v];
  return TRUE;
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_core = {
  .name = "core",
  .summary = "how deep in the network's core a person sits",
  .formula = "core(v) = largest k with v in a subgraph of minimum degree k; direction ignored",
  .reference = "Batagelj, Zaversnik 2003; Seidman 1983",
  .cost = "O(n + m) time on one thread; 16 bytes a vertex",
  .params = params,
  .run = run,
};

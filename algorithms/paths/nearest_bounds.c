/* Of walks of i + 1 steps from v, those of i steps from its neighbours are all, but
 * for those that turn back at once; without direction these can be told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/paths/nearest_bounds.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { STEPS = 6 }; /* walks are followed so far; those beyond are a step farther */

typedef struct {
  GvNear *near;     /* [n] */
  double *walks[3]; /* [n]; of i - 1, i and i + 1 steps from v, turn by turn */
} Walks;

static void walks_clear(Walks *w)
{
  g_free(w->near);
  for (int i = 0; i < 3; i++)
    g_free(w->walks[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Walks, walks_clear)

static gboolean walks_init(Walks *w, GvVertex n, GError **error)
{
  for (int i = 0; i < 3; i++)
    if (!(w->walks[i] = gv_array_new(n, sizeof *w->walks[i], error)))
      return FALSE;
  return (w->near = gv_array_new(n, sizeof *w->near, error)) != NULL;
}

static double one_step_more(const Walks *w, GvAdjacency out, gboolean directed, int step,
                            GvVertex v)
{
  const double *last = w->walks[(step + 2) % 3], *before = w->walks[(step + 1) % 3];
  const double degree = (double)gv_degree(out, v);
  double walks = 0;

  if (step == 1)
    return degree;
  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
    walks += last[out.targets[e]];
  if (directed)
    return walks;
  return walks - (step == 2 ? degree : (degree - 1) * before[v]);
}

/* As many people as there are walks, but no more than there are. */
static void put(GvNear *near, double walks, double all, double distance)
{
  const double people = MAX(MIN(walks, all - near->people), 0);

  near->people += people;
  near->distances += people * distance;
  near->inverses += people / distance;
}

double gv_nearest_at_most(const GvNearest *nearest, const GvNear *near, GvVertex distance,
                          double ahead, double all)
{
  GvNear best = *near;

  put(&best, ahead, all, distance + 1.0);
  put(&best, INFINITY, all, distance + 2.0);
  return best.people > 0 ? nearest->score(&best) : 0;
}

gboolean gv_nearest_bounds(const GvNearest *nearest, GvGraph *graph, const GvWithinReach *reach,
                           double *bounds, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(graph);
  const gboolean directed = gv_graph_is_directed(graph);
  g_auto(Walks) w = { 0 };

  if (!walks_init(&w, out.n, error))
    return FALSE;
  for (int step = 1; step <= STEPS; step++) {
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
    for (GvVertex v = 0; v < out.n; v++) {
      const double walks = one_step_more(&w, out, directed, step, v);
      w.walks[step % 3][v] = walks;
      put(&w.near[v], walks, gv_nearest_all(nearest, reach, v), step);
    }
    if (!gv_task_step(task, 0, error))
      return FALSE;
  }
  for (GvVertex v = 0; v < out.n; v++)
    bounds[v] =
        gv_nearest_at_most(nearest, &w.near[v], STEPS, INFINITY, gv_nearest_all(nearest, reach, v));
  return TRUE;
}

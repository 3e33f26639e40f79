/* Kronecker graph (R-MAT): edge e walks down `scale` levels of the adjacency
 * matrix; at each it takes quadrant (0,0), (0,1), (1,0), (1,1) with probability
 * a, b, c, 1 - a - b - c. Ids are permuted, so that a degree tells nothing of an
 * id. As GAPBS: loops and duplicates remain among the draws.
 *
 * Edge e has the random stream e. O(scale * m) time, 8 m bytes.
 * Chakrabarti et al. 2004; Leskovec et al. 2010; Beamer et al. 2015.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/generators/draw.h"
#include "graph/generators/expect.h"

enum { LARGEST_SCALE = 31, BATCH = 1 << 20 };

static gboolean check(const GvKroneckerOptions *o, GError **error)
{
  if (o->scale < 1 || o->scale > LARGEST_SCALE)
    return gv_draw_invalid(error, "--scale must be from 1 to 31");
  if (o->degree < 1 || o->degree > INT32_MAX)
    return gv_draw_invalid(error, "--degree must be at least 1");
  if (!(o->a >= 0 && o->b >= 0 && o->c >= 0 && o->a + o->b + o->c <= 1))
    return gv_draw_invalid(error, "a, b and c are probabilities whose sum is at most 1");
  return TRUE;
}

static void draw_edge(const GvKroneckerOptions *o, GvEdge e, GvVertex ends[2])
{
  GvRng rng = gv_rng(o->seed, e);
  uint32_t row = 0, column = 0;

  for (int64_t level = 0; level < o->scale; level++) {
    const double at = gv_rng_real(&rng);
    const gboolean lower = at >= o->a + o->b;
    row = row << 1 | (uint32_t)lower;
    column = column << 1 | (uint32_t)(lower ? at >= o->a + o->b + o->c : at >= o->a);
  }
  ends[0] = row;
  ends[1] = column;
}

static gboolean draw_all(const GvKroneckerOptions *o, const GvVertex *order, GvEdgeList *list,
                         GvTask *task, GError **error)
{
  for (GvEdge first = 0; first < list->m; first += BATCH) {
    const GvEdge end = MIN(list->m, first + BATCH);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
    for (GvEdge e = first; e < end; e++) {
      draw_edge(o, e, list->edges[e]);
      list->edges[e][0] = order[list->edges[e][0]];
      list->edges[e][1] = order[list->edges[e][1]];
    }
    if (!gv_task_step(task, (double)end / (double)list->m, error))
      return FALSE;
  }
  return TRUE;
}

gboolean gv_kronecker_expect(const GvKroneckerOptions *o, double *edges, GError **error)
{
  *edges = (double)o->degree * (double)((uint64_t)1 << o->scale);
  return check(o, error);
}

gboolean gv_generate_kronecker(const GvKroneckerOptions *options, GvEdgeList *list, GvTask *task,
                               GError **error)
{
  GvRng rng = gv_draw(options->seed, GV_STREAM_ORDER);

  if (!check(options, error))
    return FALSE;
  *list = (GvEdgeList){ .n = (GvVertex)1 << options->scale, .directed = options->directed };
  const GvEdge m = (GvEdge)options->degree << options->scale;
  g_autofree GvVertex *order = gv_draw_order(list->n, &rng, error);
  if (order == NULL || !(list->edges = gv_array_new_raw(m, sizeof *list->edges, error)))
    return FALSE;
  list->m = m;
  if (draw_all(options, order, list, task, error))
    return TRUE;
  gv_edge_list_clear(list);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/triangles/orientation.h"

#include <omp.h>

#include "algorithms/degree_order.h"
#include "algorithms/triangles/row_sort.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  BLOCKS = 64,      /* between two of them a cancelled task is noticed and progress told */
  BLOCK_MIN = 4096, /* rows; less does not pay for a parallel region */
  CHUNK = 64,       /* rows a thread takes at a time */
};

void gv_orientation_clear(GvOrientation *orientation)
{
  g_free(orientation->order);
  gv_side_clear(&orientation->arcs);
  *orientation = (GvOrientation){ 0 };
}

static void count_arcs(GvOrientation *o, GvAdjacency side, const GvVertex *rank, int threads)
{
  GvEdge *offsets = o->arcs.offsets;

#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex r = 0; r < o->n; r++) {
    const GvVertex v = o->order[r];
    GvEdge arcs = 0;
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++)
      arcs += rank[side.targets[e]] < r;
    offsets[r + 1] = arcs;
  }
  for (GvVertex r = 0; r < o->n; r++) {
    o->longest = (GvVertex)MAX(o->longest, offsets[r + 1]);
    offsets[r + 1] += offsets[r];
  }
}

static void fill_row(GvOrientation *o, GvAdjacency side, const GvVertex *rank, GvVertex r,
                     const GvRowSet *set)
{
  const GvVertex v = o->order[r];
  const GvEdge begin = o->arcs.offsets[r];
  GvEdge at = begin;

  for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
    const GvVertex target = rank[side.targets[e]];
    if (target >= r)
      continue;
    o->arcs.targets[at] = target;
    if (o->arcs.weights)
      o->arcs.weights[at] = side.weights[e];
    at++;
  }
  gv_row_sort((GvRow){ o->arcs.targets + begin, o->arcs.weights ? o->arcs.weights + begin : NULL,
                       (size_t)(at - begin), r },
              set);
}

static void row_sets_free(GvRowSet *sets)
{
  for (GvRowSet *set = sets; set && set->words; set++)
    gv_row_set_clear(set);
  g_free(sets);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvRowSet, row_sets_free)

/* One a thread, and an empty one that ends the array. */
static GvRowSet *row_sets_new(GvVertex n, int threads, GError **error)
{
  g_autoptr(GvRowSet) sets = g_new0(GvRowSet, threads + 1);

  for (int t = 0; t < threads; t++)
    if (!gv_row_set_init(&sets[t], n, error))
      return NULL;
  return g_steal_pointer(&sets);
}

static gboolean fill_arcs(GvOrientation *o, GvAdjacency side, const GvVertex *rank, GvTask *task,
                          GError **error)
{
  const GvEdge m = o->arcs.offsets[o->n];
  const int threads = gv_task_threads(task);
  g_autoptr(GvRowSet) sets = row_sets_new(o->n, threads, error);

  if (sets == NULL || !(o->arcs.targets = gv_array_new_raw(m, sizeof *o->arcs.targets, error)))
    return FALSE;
  if (side.weights && !(o->arcs.weights = gv_array_new_raw(m, sizeof *o->arcs.weights, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex r = 0; r < o->n; r++)
    if (!gv_task_is_cancelled(task))
      fill_row(o, side, rank, r, &sets[omp_get_thread_num()]);
  return gv_task_step(task, 0, error);
}

gboolean gv_orientation_init(GvOrientation *orientation, GvAdjacency side, GvTask *task,
                             GError **error)
{
  g_auto(GvOrientation) o = { .n = side.n };
  g_autofree GvVertex *rank = gv_array_new_raw(side.n, sizeof *rank, error);

  if (rank == NULL || !(o.order = gv_array_new_raw(side.n, sizeof *o.order, error)) ||
      !(o.arcs.offsets = gv_array_new((size_t)side.n + 1, sizeof *o.arcs.offsets, error)) ||
      !gv_degree_order(side, o.order, rank, error))
    return FALSE;
  count_arcs(&o, side, rank, gv_task_threads(task));
  if (!fill_arcs(&o, side, rank, task, error))
    return FALSE;
  *orientation = o;
  o = (GvOrientation){ 0 };
  return TRUE;
}

/* monotonic: one thread alone goes up through the rows. */
static void run_block(GvRowPass pass, GvVertex begin, GvVertex end, const GvRowScratch *scratch,
                      GvTask *task)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(monotonic : dynamic, CHUNK)
  for (GvVertex r = begin; r < end; r++)
    if (!gv_task_is_cancelled(task))
      pass.row(pass.data, r, &scratch[omp_get_thread_num()]);
}

/* Scratch for every thread in one allocation, apart by a cache line. */
static GvVertex *scratch_new(const GvOrientation *o, GvRowScratch *scratch, size_t threads,
                             GError **error)
{
  const size_t row = (size_t)o->longest + 1, each = o->n + 2 * row + 16;
  GvVertex *all = gv_array_new(threads * each, sizeof *all, error);

  for (size_t t = 0; all && t < threads; t++) {
    GvVertex *mark = all + t * each;
    scratch[t] = (GvRowScratch){ mark, mark + o->n, mark + o->n + row };
  }
  return all;
}

gboolean gv_orientation_each_row(const GvOrientation *o, GvRowPass pass, GvTask *task,
                                 GError **error)
{
  const size_t threads = (size_t)gv_task_threads(task);
  const GvVertex block = MAX(o->n / BLOCKS + 1, BLOCK_MIN);
  g_autofree GvRowScratch *scratch = g_new(GvRowScratch, threads);
  g_autofree GvVertex *memory = scratch_new(o, scratch, threads, error);

  if (memory == NULL)
    return FALSE;
  for (GvVertex begin = 0, end; begin < o->n; begin = end) {
    end = o->n - begin > block ? begin + block : o->n;
    run_block(pass, begin, end, scratch, task);
    if (!gv_task_step(task, pass.from + (pass.to - pass.from) * end / o->n, error))
      return FALSE;
  }
  return TRUE;
}

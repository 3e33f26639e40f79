/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/length_lanes.h"

#include <math.h>

#include "graph/base/array.h"
#include "graph/base/cpu.h"

enum { CACHE_LINE = 64, ROW = GV_LANES * sizeof(double) };

GvLengthSearch gv_length_search(void)
{
#ifdef __x86_64__
  if (gv_cpu() == GV_CPU_AVX512)
    return gv_length_search_avx512;
  if (gv_cpu() == GV_CPU_AVX2)
    return gv_length_search_avx2;
#endif
  return gv_length_search_any;
}

GvLengthAround gv_length_around(void)
{
#ifdef __x86_64__
  if (gv_cpu() == GV_CPU_AVX512)
    return gv_length_around_avx512;
  if (gv_cpu() == GV_CPU_AVX2)
    return gv_length_around_avx2;
#endif
  return gv_length_around_any;
}

static void *rows_new(void **memory, size_t n, GError **error)
{
  *memory = gv_array_new(n + 1, ROW, error);
  return *memory ? (char *)*memory + (CACHE_LINE - (uintptr_t)*memory % CACHE_LINE) : NULL;
}

gboolean gv_length_lanes_init(GvLengthLanes *lanes, const GvLengthGraph *graph,
                              const double *targets, GError **error)
{
  const size_t n = graph->forth.n;

  *lanes = (GvLengthLanes){ .graph = graph, .targets = targets, .passes = GV_LENGTH_PASSES };
  if (!(lanes->distance = rows_new(&lanes->memory[0], n, error)) ||
      (targets && !(lanes->paths = rows_new(&lanes->memory[1], n, error))) ||
      !(lanes->state = gv_array_new_raw(n, sizeof *lanes->state, error)) ||
      !(lanes->order = gv_array_new_raw(n, sizeof *lanes->order, error)) ||
      (targets && (!(lanes->waiting = gv_array_new_raw(n, sizeof *lanes->waiting, error)) ||
                   !(lanes->begin = gv_array_new_raw(n + 1, sizeof *lanes->begin, error)))))
    return FALSE;
  gv_length_lanes_reset(lanes);
  return TRUE;
}

void gv_length_lanes_reset(GvLengthLanes *lanes)
{
  const size_t n = lanes->graph->forth.n;
  double *distance = lanes->distance;

  for (size_t i = 0; i < n * GV_LANES; i++)
    distance[i] = INFINITY;
  for (size_t v = 0; v < n; v++)
    lanes->state[v] = (GvLengthState){ .key = INFINITY, .bucket = GV_LENGTH_BUCKETS };
  lanes->queue = (GvLengthQueue){ .at = 0 };
  for (size_t b = 0; b < GV_LENGTH_BUCKETS; b++)
    lanes->queue.first[b] = GV_VERTEX_NONE;
  lanes->count = 0;
}

void gv_length_lanes_clear(GvLengthLanes *lanes)
{
  g_free(lanes->memory[0]);
  g_free(lanes->memory[1]);
  g_free(lanes->state);
  g_free(lanes->order);
  g_free(lanes->waiting);
  g_free(lanes->begin);
  g_free(lanes->ties);
  g_free(lanes->events);
}

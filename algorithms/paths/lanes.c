/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/lanes.h"

#include "algorithms/paths/lanes_searches.h"
#include "graph/base/array.h"
#include "graph/base/cpu.h"

enum { CACHE_LINE = 64 };

static GvLaneSearch search_for(GvCpu cpu, gboolean single)
{
#ifdef __x86_64__
  if (cpu == GV_CPU_AVX512)
    return single ? gv_lanes_single_avx512 : gv_lanes_double_avx512;
  if (cpu == GV_CPU_AVX2)
    return single ? gv_lanes_single_avx2 : gv_lanes_double_avx2;
#endif
  (void)cpu;
  return single ? gv_lanes_single_any : gv_lanes_double_any;
}

gboolean gv_lanes_init(GvLanes *lanes, const GvLaneGraph *graph, GError **error)
{
  const size_t n = graph->out.n;
  const size_t row = GV_LANES * (graph->single ? sizeof(float) : sizeof(double));

  *lanes = (GvLanes){ .graph = graph, .search = search_for(gv_cpu(), graph->single) };
  if (!(lanes->memory = gv_array_new(n + 1, row, error)))
    return FALSE;
  lanes->rows = (char *)lanes->memory + (CACHE_LINE - (uintptr_t)lanes->memory % CACHE_LINE);
  return (lanes->seen = gv_array_new(n, sizeof *lanes->seen, error)) &&
         (lanes->passing = gv_array_new(n, sizeof *lanes->passing, error)) &&
         (lanes->leading = gv_array_new(n, sizeof *lanes->leading, error)) &&
         gv_array_reserve(&lanes->arrivals, &lanes->capacity, n + GV_LANES, sizeof(GvArrival),
                          error);
}

void gv_lanes_clear(GvLanes *lanes)
{
  g_free(lanes->memory);
  g_free(lanes->seen);
  g_free(lanes->passing);
  g_free(lanes->leading);
  g_free(lanes->arrivals);
}

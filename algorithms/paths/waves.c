/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/waves.h"

#include "algorithms/paths/source_order.h"
#include "graph/base/array.h"
#include "graph/base/cpu.h"
#include "graph/base/task.h"

/* One thread's. */
typedef struct {
  GvWaveScratch waves;
  const GvVertex *order; /* [n], shared, read only */
  void (*search)(GvWaveScratch *scratch, GvBlockSum *sum);
} Scratch;

const GvWaveKernels *gv_wave_kernels(void)
{
#ifdef __x86_64__
  const GvCpu cpu = gv_cpu();

  if (cpu == GV_CPU_AVX512)
    return &gv_waves_avx512;
  if (cpu == GV_CPU_AVX2)
    return &gv_waves_avx2;
#endif
  return &gv_waves_any;
}

void gv_wave_scratch_clear(GvWaveScratch *s)
{
  g_free(s->seen);
  g_free(s->level);
  g_free(s->fresh);
  g_free(s->nearby);
  g_free(s->is_nearby);
  g_free(s->reached);
}

gboolean gv_wave_scratch_init(GvWaveScratch *s, GvGraph *graph, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);

  *s = (GvWaveScratch){ .out = gv_graph_out(graph), .in = gv_graph_in(graph) };
  return (s->seen = gv_array_new(n, sizeof *s->seen, error)) &&
         (s->level = gv_array_new_raw(n, sizeof *s->level, error)) &&
         (s->fresh = gv_array_new_raw((size_t)n + 1, sizeof *s->fresh, error)) &&
         (s->nearby = gv_array_new_raw(n, sizeof *s->nearby, error)) &&
         (s->is_nearby = gv_array_new(n, sizeof *s->is_nearby, error)) &&
         (s->reached = gv_array_new_raw(n, sizeof *s->reached, error));
}

static void scratch_clear(Scratch *s)
{
  gv_wave_scratch_clear(&s->waves);
}

static GArray *scratch_new(const GvWaves *waves, GvGraph *graph, const GvVertex *order,
                           int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    s->order = order;
    s->search = gv_wave_kernels()->search;
    if (!gv_wave_scratch_init(&s->waves, graph, error))
      return NULL;
    s->waves.waves = waves;
  }
  return g_steal_pointer(&pool);
}

static void search(void *scratch, GvVertex batch, GvBlockSum *sum)
{
  Scratch *s = scratch;
  const GvEdge first = (GvEdge)batch * GV_WAVE_LANES;

  s->waves.sources = s->order + first;
  s->waves.count = (GvVertex)MIN(GV_WAVE_LANES, s->waves.out.n - first);
  s->search(&s->waves, sum);
}

gboolean gv_waves_run(const GvWaves *waves, GvGraph *given, double *sums, GvTask *task,
                      GError **error)
{
  g_autoptr(GvGraph) graph = gv_paths_towards(given, waves->mode, task, error);
  g_autofree GvVertex *order = NULL;
  g_autoptr(GArray) pool = NULL;
  GvVertex n;

  if (graph == NULL || !(order = gv_source_order(gv_graph_in(graph), error)))
    return FALSE;
  if (!(pool = scratch_new(waves, graph, order, gv_task_threads(task), error)))
    return FALSE;
  n = gv_graph_vertices(graph);
  const GvVertex batches = gv_wave_batches(n);
  const GvBlockWork work = { n * waves->cells, batches, 1, pool->data, sizeof(Scratch), search };
  return gv_block_sums_run(&work, sums, task, error);
}

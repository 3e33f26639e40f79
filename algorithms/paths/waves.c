/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/waves.h"

#include "algorithms/paths/source_order.h"
#include "graph/base/array.h"
#include "graph/base/cpu.h"
#include "graph/base/task.h"

typedef void (*Search)(GvWaveScratch *scratch, GvBlockSum *sum);

/* One thread's. */
typedef struct {
  GvWaveScratch waves;
  const GvVertex *order; /* [n], shared, read only */
  Search search;
} Scratch;

static Search search_for(GvCpu cpu)
{
#ifdef __x86_64__
  if (cpu == GV_CPU_AVX512)
    return gv_waves_search_avx512;
  if (cpu == GV_CPU_AVX2)
    return gv_waves_search_avx2;
#endif
  (void)cpu;
  return gv_waves_search_any;
}

static void scratch_clear(Scratch *s)
{
  g_free(s->waves.seen);
  g_free(s->waves.level);
  g_free(s->waves.fresh);
  g_free(s->waves.nearby);
  g_free(s->waves.is_nearby);
  g_free(s->waves.reached);
}

static gboolean scratch_fill(GvWaveScratch *s, GError **error)
{
  const GvVertex n = s->out.n;

  return (s->seen = gv_array_new(n, sizeof *s->seen, error)) &&
         (s->level = gv_array_new_raw(n, sizeof *s->level, error)) &&
         (s->fresh = gv_array_new_raw((size_t)n + 1, sizeof *s->fresh, error)) &&
         (s->nearby = gv_array_new_raw(n, sizeof *s->nearby, error)) &&
         (s->is_nearby = gv_array_new(n, sizeof *s->is_nearby, error)) &&
         (s->reached = gv_array_new_raw(n, sizeof *s->reached, error));
}

static GArray *scratch_new(Scratch shared, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    *s = shared;
    if (!scratch_fill(&s->waves, error))
      return NULL;
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

/* The graph whose paths are to be measured towards a person. */
static GvGraph *towards(GvGraph *graph, GvPathMode mode, GvTask *task, GError **error)
{
  if (mode == GV_PATHS_ALL)
    return gv_graph_symmetrised(graph, task, error);
  return mode == GV_PATHS_OUT ? gv_graph_reversed(graph) : gv_graph_ref(graph);
}

gboolean gv_waves_run(const GvWaves *waves, GvGraph *given, double *sums, GvTask *task,
                      GError **error)
{
  g_autoptr(GvGraph) graph = towards(given, waves->mode, task, error);
  g_autofree GvVertex *order = NULL;
  g_autoptr(GArray) pool = NULL;
  GvVertex n;

  if (graph == NULL || !(order = gv_source_order(gv_graph_in(graph), error)))
    return FALSE;
  Scratch shared = { .order = order, .search = search_for(gv_cpu()) };
  shared.waves = (GvWaveScratch){ .out = gv_graph_out(graph), .in = gv_graph_in(graph),
                                  .waves = waves };
  if (!(pool = scratch_new(shared, gv_task_threads(task), error)))
    return FALSE;
  n = gv_graph_vertices(graph);
  const GvVertex batches = n / GV_WAVE_LANES + (n % GV_WAVE_LANES != 0);
  const GvBlockWork work = { n * waves->cells, batches, 1, pool->data, sizeof(Scratch), search };
  return gv_block_sums_run(&work, sums, task, error);
}

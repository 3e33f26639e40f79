/* The sums of a few people, searched from instead of to. They have the bits of
 * gv_waves_run: whom a search finds is told by the batch and the distance that the
 * searches of all would have told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <omp.h>
#include <string.h>

#include "algorithms/paths/source_order.h"
#include "algorithms/paths/waves.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* One thread's. A place is a source of the search at hand and a batch of the search of
 * all, by source. Between levels people are 0, between searches sums. */
typedef struct {
  GvWaveScratch waves;
  const GvWaves *told;
  const GvVertex *batch; /* [n], shared: in which each is */
  GvVertex batches;
  const GvTask *task;
  GvBlockSum sum;        /* [places * cells] */
  uint16_t *people;      /* [places], at the level at hand; a batch has 512 */
  GvVertex *places;      /* [places], where people is not 0 */
} Tally;

static void tally_clear(Tally *t)
{
  gv_wave_scratch_clear(&t->waves);
  g_free(t->sum.sum);
  g_free(t->sum.touched);
  g_free(t->people);
  g_free(t->places);
}

static gboolean tally_init(Tally *t, GvGraph *graph, GvVertex lanes, GError **error)
{
  const size_t places = (size_t)lanes * t->batches, cells = places * t->told->cells;

  return gv_wave_scratch_init(&t->waves, graph, error) &&
         (t->sum.sum = gv_array_new(cells, sizeof *t->sum.sum, error)) &&
         (t->sum.touched = gv_array_new_raw(cells, sizeof *t->sum.touched, error)) &&
         (t->people = gv_array_new(places, sizeof *t->people, error)) &&
         (t->places = gv_array_new_raw(places, sizeof *t->places, error));
}

static GArray *pool_new(Tally shared, GvGraph *graph, GvVertex lanes, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Tally));

  g_array_set_clear_func(pool, (GDestroyNotify)tally_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    g_array_index(pool, Tally, t) = shared;
    if (!tally_init(&g_array_index(pool, Tally, t), graph, lanes, error))
      return NULL;
  }
  return g_steal_pointer(&pool);
}

static GvVertex count_by_place(Tally *t, const GvWaveScratch *s)
{
  GvVertex found = 0;

  for (GvVertex i = 0; i < s->level_count; i++)
    for (GvVertex w = 0; w < GV_WAVE_WORDS; w++)
      for (uint64_t left = s->fresh[i].word[w]; left != 0; left &= left - 1) {
        const GvVertex lane = w * 64 + (GvVertex)__builtin_ctzll(left);
        const GvVertex place = lane * t->batches + t->batch[s->level[i]];
        if (t->people[place]++ == 0)
          t->places[found++] = place;
      }
  return found;
}

static void look(void *data, const GvWaveScratch *s, GvVertex distance, GvWaveSet *going)
{
  Tally *t = data;

  if (gv_task_is_cancelled(t->task))
    memset(going, 0, sizeof *going);
  if (distance == 0)
    return;
  const GvVertex found = count_by_place(t, s);
  for (GvVertex i = 0; i < found; i++) {
    t->told->reach(&t->sum, t->places[i], t->people[t->places[i]], distance);
    t->people[t->places[i]] = 0;
  }
}

/* Batches join in their order. sums [count * cells]. */
static void search(Tally *t, const GvVertex *sources, GvVertex count, double *sums)
{
  const GvVertex cells = t->told->cells;

  t->waves.sources = sources;
  t->waves.count = count;
  gv_wave_kernels()->follow(&t->waves, look, t);
  for (GvVertex l = 0; l < count; l++)
    for (GvVertex c = 0; c < cells; c++) {
      double *sum = &sums[(size_t)l * cells + c];
      *sum = 0;
      for (GvVertex b = 0; b < t->batches; b++)
        *sum += t->sum.sum[((size_t)l * t->batches + b) * cells + c];
    }
  for (GvVertex i = 0; i < t->sum.count; i++)
    t->sum.sum[t->sum.touched[i]] = 0;
  t->sum.count = 0;
}

static GvVertex *find_batches(GvGraph *towards, GError **error)
{
  g_autofree GvVertex *order = gv_source_order(gv_graph_in(towards), error);
  const GvVertex n = gv_graph_vertices(towards);
  GvVertex *batch = order ? gv_array_new_raw(n, sizeof *batch, error) : NULL;

  for (GvVertex i = 0; batch && i < n; i++)
    batch[order[i]] = i / GV_WAVE_LANES;
  return batch;
}

gboolean gv_waves_run_some(const GvWaves *waves, GvGraph *given, const GvVertex *people,
                           GvVertex count, double *sums, GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(given), lanes = MIN(count, GV_WAVE_LANES);
  const GvVertex searches = gv_wave_batches(count);
  const int threads = (int)CLAMP((GvVertex)gv_task_threads(task), 1, MAX(searches, 1));
  g_autoptr(GvGraph) towards = gv_paths_towards(given, waves->mode, task, error);
  g_autofree GvVertex *batch = towards ? find_batches(towards, error) : NULL;
  g_autoptr(GvGraph) from = NULL;
  g_autoptr(GArray) pool = NULL;

  if (batch == NULL)
    return FALSE;
  from = gv_graph_reversed(towards);
  const Tally shared = { .told = waves, .batch = batch, .batches = gv_wave_batches(n), .task = task };
  if (!(pool = pool_new(shared, from, lanes, threads, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
  for (GvVertex i = 0; i < searches; i++) {
    const GvVertex first = i * GV_WAVE_LANES;
    if (!gv_task_is_cancelled(task))
      search(&g_array_index(pool, Tally, omp_get_thread_num()), people + first,
             MIN(count - first, GV_WAVE_LANES), sums + (size_t)first * waves->cells);
  }
  return gv_task_step(task, 1, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/sample.h"

#include <omp.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BLOCK = GV_REVERSE_SETS, WAVE = 64 }; /* as pool.c */

static void take(GvReverseSet *set, void *data)
{
  const GvSetSample *s = data;

  if (!(set->met & GV_POOL_ACTIVE))
    s->take(set, s->data);
}

static void draw_block(const GvSetSample *s, uint64_t first, uint64_t end)
{
  GvSetSample sample = *s;
  const GvReverseDraws draws = {
    .model = s->source->model,
    .roots = &s->source->roots,
    .watch = { s->watch.bits, s->source->patient ? 0 : s->watch.enough, s->watch.near },
    .seed = gv_stream_seed(s->source, s->stream),
    .take = take,
    .data = &sample,
  };

  gv_reverse_sets_draw(&s->source->scratch[omp_get_thread_num()], &draws, first, end);
}

gboolean gv_set_sample_draw(const GvSetSample *s, uint64_t sets, GvTask *task, GError **error)
{
  const uint64_t blocks = (sets + BLOCK - 1) / BLOCK, end = s->first + sets;

  for (uint64_t from = 0; from < blocks; from += WAVE) {
    const uint64_t to = MIN(from + WAVE, blocks);
    if (!gv_task_step(task, (double)from / (double)blocks, error))
      return FALSE;
#pragma omp parallel for num_threads(s->source->threads) schedule(dynamic, 1)
    for (uint64_t b = from; b < to; b++) {
      const uint64_t first = s->first + b * BLOCK;
      if (!gv_task_is_cancelled(task))
        draw_block(s, first, MIN(first + BLOCK, end));
    }
  }
  return gv_task_step(task, 1, error);
}

/* [n], the bit of the active; the others are the caller's. */
static uint8_t *active_bits(const GvSetSource *source, const uint8_t *people, GError **error)
{
  const GvVertex n = source->model->ties.n;
  uint8_t *bits = gv_array_new(n, 1, error);

  for (GvVertex v = 0; bits && v < n; v++)
    bits[v] = people[v] & GV_POOL_ACTIVE;
  return bits;
}

typedef struct {
  uint64_t *hits;
  size_t count;
} Lists;

static void count_lists(const GvReverseSet *set, void *data)
{
  const Lists *l = data;

  for (size_t i = 0; i < l->count; i++)
    if (set->met >> i & 1) {
#pragma omp atomic
      l->hits[i]++;
    }
}

gboolean gv_sample_lists(GvSetSource *source, const uint8_t *people, const GvList *lists,
                         size_t count, unsigned stream, uint64_t sets, uint64_t *hits, GvTask *task,
                         GError **error)
{
  const GvVertex n = source->model->ties.n;
  g_autofree uint8_t *bits = active_bits(source, people, error);
  g_autofree float *near = bits ? gv_array_new(n, sizeof *near, error) : NULL;
  Lists data = { hits, count };
  const uint8_t all = (uint8_t)((1u << count) - 1);
  const GvSetSample s = { source, { bits, all, near }, stream, count_lists, &data, 0 };

  g_return_val_if_fail(count <= GV_LISTS_MOST, FALSE);
  if (near == NULL)
    return FALSE;
  for (size_t l = 0; l < count; l++) {
    hits[l] = 0;
    for (size_t i = 0; i < lists[l].count; i++)
      bits[lists[l].people[i]] |= (uint8_t)(1u << l);
  }
  for (size_t i = 0; i < lists[0].count; i++)
    if ((bits[lists[0].people[i]] & all) == all)
      gv_reverse_watch_near(source->model, lists[0].people[i], bits, near);
  return gv_set_sample_draw(&s, sets, task, error);
}

typedef struct {
  const uint32_t *place; /* [n], in the list */
  uint64_t *hits;
} Order;

enum { FIRST = 1, LISTED = 2 }; /* bits */

static void count_first(const GvReverseSet *set, void *data)
{
  const Order *o = data;
  uint32_t first = set->met & FIRST ? 0 : UINT32_MAX;

  if (set->met & (FIRST | LISTED)) {
    for (GvVertex i = 0; first > 0 && i < set->size; i++)
      first = MIN(first, o->place[set->members[i]]);
#pragma omp atomic
    o->hits[first]++;
  }
}

gboolean gv_sample_ordered(GvSetSource *source, const uint8_t *people, GvList list, unsigned stream,
                           uint64_t sets, uint64_t *hits, GvTask *task, GError **error)
{
  const GvVertex n = source->model->ties.n;
  g_autofree uint8_t *bits = active_bits(source, people, error);
  g_autofree float *near = bits ? gv_array_new(n, sizeof *near, error) : NULL;
  g_autofree uint32_t *place = near ? gv_array_new_raw(n, sizeof *place, error) : NULL;
  Order data = { place, hits };
  const GvSetSample s = { source, { bits, FIRST, near }, stream, count_first, &data, 0 };

  if (place == NULL)
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    place[v] = UINT32_MAX;
  for (size_t i = 0; i < list.count; i++) {
    bits[list.people[i]] |= i == 0 ? FIRST : LISTED;
    place[list.people[i]] = (uint32_t)i;
    hits[i] = 0;
  }
  if (list.count > 0)
    gv_reverse_watch_near(source->model, list.people[0], bits, near);
  return gv_set_sample_draw(&s, sets, task, error);
}

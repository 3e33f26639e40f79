/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/adoptions.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { CHUNK = 64 };

typedef struct {
  uint32_t item;
  double time;
} Action;

void gv_adoptions_clear(GvAdoptions *a)
{
  g_free(a->begin);
  g_free(a->item);
  g_free(a->time);
  *a = (GvAdoptions){ 0 };
}

static int by_item_then_time(const void *a, const void *b)
{
  const Action *x = a, *y = b;

  if (x->item != y->item)
    return x->item < y->item ? -1 : 1;
  return (x->time > y->time) - (x->time < y->time);
}

static gboolean has_item(const GvEvents *events, size_t i)
{
  return events->item[i] != GV_VERTEX_NONE;
}

/* Actions person by person; begin[v + 1] is the end of v's. */
static Action *gather(const GvEvents *events, GvVertex n, size_t *begin, GError **error)
{
  Action *actions;

  for (size_t i = 0; i < events->count; i++)
    if (has_item(events, i))
      begin[events->user[i] + 2]++;
  for (GvVertex v = 2; v <= n; v++)
    begin[v] += begin[v - 1];
  if (!(actions = gv_array_new(MAX(events->count, 1), sizeof *actions, error)))
    return NULL;
  for (size_t i = 0; i < events->count; i++)
    if (has_item(events, i))
      actions[begin[events->user[i] + 1]++] = (Action){ events->item[i], events->time[i] };
  return actions;
}

/* Sorts each person's and keeps the first of each item; kept[v] of v. */
static void keep_first(Action *actions, const size_t *begin, GvVertex n, size_t *kept, GvTask *task)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, CHUNK)
  for (GvVertex v = 0; v < n; v++) {
    Action *own = actions + begin[v];
    const size_t count = begin[v + 1] - begin[v];
    qsort(own, count, sizeof *own, by_item_then_time);
    for (size_t i = 0; i < count; i++)
      if (i == 0 || own[i].item != own[i - 1].item)
        kept[v]++;
  }
}

static void copy_first(GvAdoptions *a, const Action *actions, const size_t *begin, GvTask *task)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, CHUNK)
  for (GvVertex v = 0; v < a->n; v++) {
    size_t to = a->begin[v];
    for (size_t i = begin[v]; i < begin[v + 1]; i++)
      if (i == begin[v] || actions[i].item != actions[i - 1].item) {
        a->item[to] = actions[i].item;
        a->time[to++] = actions[i].time;
      }
  }
}

gboolean gv_adoptions_init(GvAdoptions *a, const GvEvents *events, GvVertex n, GvTask *task,
                           GError **error)
{
  g_autofree size_t *begin = NULL, *kept = NULL;
  g_autofree Action *actions = NULL;

  *a = (GvAdoptions){ .n = n };
  if (!(a->begin = gv_array_new((size_t)n + 1, sizeof *a->begin, error)))
    return FALSE;
  if (events->count == 0 || events->item == NULL)
    return TRUE;
  a->items = gv_names_count(events->items);
  if (!(begin = gv_array_new((size_t)n + 2, sizeof *begin, error)) ||
      !(kept = gv_array_new((size_t)n + 1, sizeof *kept, error)) ||
      !(actions = gather(events, n, begin, error)))
    return FALSE;
  keep_first(actions, begin, n, kept, task);
  for (GvVertex v = 0; v < n; v++)
    a->begin[v + 1] = a->begin[v] + kept[v];
  a->count = a->begin[n];
  if (!(a->item = gv_array_new_raw(MAX(a->count, 1), sizeof *a->item, error)) ||
      !(a->time = gv_array_new_raw(MAX(a->count, 1), sizeof *a->time, error)))
    return FALSE;
  copy_first(a, actions, begin, task);
  return gv_task_check(task, error);
}

void gv_meetings_clear(GvMeetings *m)
{
  g_free(m->begin);
  g_free(m->listener);
  g_free(m->speaker);
  *m = (GvMeetings){ 0 };
}

/* First of item[from .. end) that is not below `wanted`, by steps that double. */
static size_t seek(const uint32_t *item, size_t from, size_t end, uint32_t wanted)
{
  size_t step = 1, low = from;

  while (low + step < end && item[low + step] < wanted) {
    low += step;
    step *= 2;
  }
  for (size_t high = MIN(low + step, end); low < high;) {
    const size_t middle = low + (high - low) / 2;
    if (item[middle] < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Of u and v; writes them where there is a place. */
static size_t meet(const GvAdoptions *a, GvVertex u, GvVertex v, size_t *of_u, size_t *of_v)
{
  const gboolean swap = gv_adoptions_of(a, v) < gv_adoptions_of(a, u);
  const GvVertex few = swap ? v : u, many = swap ? u : v;
  size_t *of_few = swap ? of_v : of_u, *of_many = swap ? of_u : of_v;
  size_t count = 0, j = a->begin[many];

  for (size_t i = a->begin[few]; i < a->begin[few + 1]; i++) {
    j = seek(a->item, j, a->begin[many + 1], a->item[i]);
    if (j == a->begin[many + 1])
      break;
    if (a->item[j] != a->item[i])
      continue;
    if (of_few) {
      of_few[count] = i;
      of_many[count] = j;
    }
    count++;
  }
  return count;
}

/* Counts into begin[e + 1], or fills where there are lists. */
static void meet_all(GvMeetings *m, const GvAdoptions *a, GvAdjacency out, GvTask *task)
{
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, CHUNK)
  for (GvVertex u = 0; u < out.n; u++)
    for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1] && !gv_task_is_cancelled(task); e++) {
      if (m->listener)
        meet(a, u, out.targets[e], m->listener + m->begin[e], m->speaker + m->begin[e]);
      else
        m->begin[e + 1] = meet(a, u, out.targets[e], NULL, NULL);
    }
}

gboolean gv_meetings_init(GvMeetings *m, const GvAdoptions *a, GvAdjacency out, GvTask *task,
                          GError **error)
{
  const GvEdge arcs = out.offsets[out.n];

  *m = (GvMeetings){ 0 };
  if (!(m->begin = gv_array_new(arcs + 1, sizeof *m->begin, error)))
    return FALSE;
  meet_all(m, a, out, task);
  for (GvEdge e = 0; e < arcs; e++)
    m->begin[e + 1] += m->begin[e];
  m->count = m->begin[arcs];
  if (!gv_task_check(task, error) ||
      !(m->speaker = gv_array_new_raw(MAX(m->count, 1), sizeof *m->speaker, error)) ||
      !(m->listener = gv_array_new_raw(MAX(m->count, 1), sizeof *m->listener, error)))
    return FALSE;
  meet_all(m, a, out, task);
  return gv_task_check(task, error);
}

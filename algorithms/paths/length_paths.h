/* The paths of length_lanes.h: over which ties, and how many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/length_search.h"
#include "graph/base/array.h"

#include <stdlib.h>

/* The longest distance that the least length is never lost beside: such ties may be on
 * a shortest path one way only. */
#define LOST (2.5 * GV_EQUAL_LENGTHS)

static const double within = (1 + GV_EQUAL_LENGTHS) / (1 - GV_EQUAL_LENGTHS);

static gboolean make_room(GvLengthLanes *s, void *array, size_t *capacity, size_t need, size_t size)
{
  s->no_memory = s->no_memory || !gv_array_reserve(array, capacity, need + 1, size, NULL);
  return !s->no_memory;
}

/* The ties that lead to v on a shortest path, listed from `end` on. */
APART GvEdge list_ties(GvLengthLanes *s, GvVertex v, GvEdge end)
{
  const GvAdjacency back = s->graph->back;
  const unsigned all = (1u << GV_LANES) - 1;
  const Row *row = row_at(s->distance, v), far = row_of(INFINITY);
  Row most;

  for (size_t p = 0; p < PARTS; p++) /* out of reach: no tie leads there */
    most.part[p] = choose(row->part[p] < far.part[p], row->part[p] * within, -far.part[p]);
  for (GvEdge e = back.offsets[v]; e < back.offsets[v + 1]; e++) {
    const Row *from = row_at(s->distance, back.targets[e]);
    Row by;
    for (size_t p = 0; p < PARTS; p++)
      by.part[p] = from->part[p] + back.weights[e];
    const unsigned lanes = all & ~lanes_less(&most, &by);
    s->ties[end] = (GvLengthTie){ back.targets[e], (uint16_t)lanes };
    end += lanes != 0;
  }
  return end;
}

/* Who waits for its paths to be counted, and over which ties. FALSE: no memory, or
 * some length may be lost in rounding. */
static gboolean list_all(GvLengthLanes *s)
{
  const Row far = row_of(INFINITY);
  Row largest = row_of(0);
  GvEdge end = 0;

  for (GvVertex i = 0; i < s->count; i++) {
    const GvVertex v = s->order[i];
    const Row *row = row_at(s->distance, v);
    if (!make_room(s, &s->ties, &s->tie_capacity, end + gv_degree(s->graph->back, v),
                   sizeof *s->ties))
      return FALSE;
    s->begin[i] = end;
    end = list_ties(s, v, end);
    s->waiting[i] = i;
    s->state[v].missing = (uint16_t)lanes_less(row, &far);
    for (size_t p = 0; p < PARTS; p++) {
      const Real d = choose(row->part[p] < far.part[p], row->part[p], (Real){ 0 });
      largest.part[p] = choose(largest.part[p] < d, d, largest.part[p]);
    }
  }
  s->begin[s->count] = end;
  for (size_t p = 0; p < PARTS; p++)
    largest.part[p] = -largest.part[p];
  return s->graph->least > LOST * -least_of(&largest);
}

/* Paths to the vertex at that place in order, in lanes whose predecessors are done. */
static void count_at(GvLengthLanes *s, GvVertex at, unsigned lanes)
{
  const GvVertex v = s->order[at];
  const Choice chosen = choice_of(lanes);
  GvLengthState *state = &s->state[v];
  Row *row = row_at(s->paths, v), sum = row_of(0);

  for (GvEdge t = s->begin[at]; t < s->begin[at + 1]; t++) {
    const Row *from = row_at(s->paths, s->ties[t].from);
    const Choice on = choice_of(s->ties[t].lanes);
    for (size_t p = 0; p < PARTS; p++)
      sum.part[p] += (Real)((Word)from->part[p] & on.part[p]);
  }
  for (size_t p = 0; p < PARTS; p++)
    row->part[p] = choose(chosen.part[p], sum.part[p], row->part[p]);
  state->done = (uint16_t)(state->done | lanes);
  state->missing = (uint16_t)(state->missing & ~lanes);
  s->events[s->event_count++] = (GvLengthEvent){ at, (uint16_t)lanes };
}

static unsigned lanes_ready(const GvLengthLanes *s, GvVertex at)
{
  unsigned blocked = 0;

  for (GvEdge t = s->begin[at]; t < s->begin[at + 1]; t++)
    blocked |= s->ties[t].lanes & ~(unsigned)s->state[s->ties[t].from].done;
  return s->state[s->order[at]].missing & ~blocked;
}

/* Everyone who waits is looked at once. Returns how many still wait; those at the
 * front, the last first. */
static GvVertex pass(GvLengthLanes *s, GvVertex count)
{
  GvVertex *waiting = s->waiting, left = 0;

  for (GvVertex i = 0; i < count; i++) {
    const GvVertex at = waiting[i];
    const unsigned lanes = lanes_ready(s, at);
    if (lanes)
      count_at(s, at, lanes);
    if (s->state[s->order[at]].missing)
      waiting[left++] = at;
  }
  for (GvVertex i = 0; i < left / 2; i++) {
    const GvVertex other = waiting[left - 1 - i];
    waiting[left - 1 - i] = waiting[i];
    waiting[i] = other;
  }
  return left;
}

static int nearest_first(const void *a, const void *b)
{
  const GvLengthPlace *x = a, *y = b;

  return x->distance != y->distance ? (x->distance > y->distance) - (x->distance < y->distance)
                                    : (x->at > y->at) - (x->at < y->at);
}

/* Those who still wait, in one lane, by distance: predecessors are nearer. */
static void count_lane(GvLengthLanes *s, GvVertex count, int lane, GvLengthPlace *places)
{
  GvVertex end = 0;

  for (GvVertex i = 0; i < count; i++) {
    const GvVertex at = s->waiting[i], v = s->order[at];
    if (s->state[v].missing >> lane & 1)
      places[end++] = (GvLengthPlace){ ((double *)row_at(s->distance, v))[lane], at };
  }
  qsort(places, end, sizeof *places, nearest_first);
  for (GvVertex i = 0; i < end; i++)
    count_at(s, places[i].at, 1u << lane);
}

static gboolean count_by_lanes(GvLengthLanes *s, GvVertex count)
{
  g_autofree GvLengthPlace *places = gv_array_new_raw(count, sizeof *places, NULL);

  s->no_memory |= places == NULL;
  if (s->no_memory || !make_room(s, &s->events, &s->event_capacity,
                                 s->event_count + (size_t)count * GV_LANES, sizeof *s->events))
    return FALSE;
  for (int l = 0; l < GV_LANES; l++)
    count_lane(s, count, l, places);
  return TRUE;
}

static gboolean count_paths(GvLengthLanes *s, const GvLaneSources *sources)
{
  GvVertex count = s->count;

  s->event_count = 0;
  for (int l = 0; l < sources->count; l++) {
    GvLengthState *state = &s->state[sources->source[l]];
    state->done = (uint16_t)(state->done | 1u << l);
    state->missing = (uint16_t)(state->missing & ~(1u << l));
    ((double *)row_at(s->paths, sources->source[l]))[l] = 1;
  }
  for (unsigned i = 0; count > 0 && i < s->passes; i++) {
    if (!make_room(s, &s->events, &s->event_capacity, s->event_count + count, sizeof *s->events))
      return FALSE;
    count = pass(s, count);
  }
  return count == 0 || count_by_lanes(s, count);
}

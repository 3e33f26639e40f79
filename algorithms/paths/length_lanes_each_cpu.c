/* The searches of length_lanes.h, compiled once for each step of instructions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define REAL double
#define WORD int64_t
#include "algorithms/paths/length_queue.h"
#include "algorithms/paths/row.h"
#include "graph/base/array.h"

#include <stdlib.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define SEARCH G_PASTE(gv_length_search_, GV_CPU_STEP)
#define AROUND G_PASTE(gv_length_around_, GV_CPU_STEP)

enum { GO_AGAIN = 24 }; /* times that the average vertex may go */

/* The longest distance that the least length is never lost beside: such ties may be on
 * a shortest path one way only. */
#define LOST (2.5 * GV_EQUAL_LENGTHS)

static const double within = (1 + GV_EQUAL_LENGTHS) / (1 - GV_EQUAL_LENGTHS);

/* A bit for each number of a that is less. Vector types have no way to say this. */
INLINE unsigned less_in_part(Real a, Real b)
{
#if defined __AVX512F__
  return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LT_OQ);
#elif defined __AVX2__
  return (unsigned)_mm256_movemask_pd((__m256d)(a < b));
#elif defined __x86_64__
  return (unsigned)_mm_movemask_pd((__m128d)(a < b));
#else
  unsigned bits = 0;
  for (size_t l = 0; l < WIDTH; l++)
    bits |= (unsigned)(a[l] < b[l]) << l;
  return bits;
#endif
}

INLINE unsigned lanes_less(const Row *a, const Row *b)
{
  unsigned lanes = 0;

  for (size_t p = 0; p < PARTS; p++)
    lanes |= less_in_part(a->part[p], b->part[p]) << (p * WIDTH);
  return lanes;
}

INLINE Real lesser(Real a, Real b)
{
  return choose(a < b, a, b);
}

INLINE double least_of(const Row *row)
{
  Real part = row->part[0];
  double least;

  for (size_t p = 1; p < PARTS; p++)
    part = lesser(part, row->part[p]);
  least = part[0];
  for (size_t l = 1; l < WIDTH; l++)
    least = part[l] < least ? part[l] : least;
  return least;
}

INLINE Row row_of(double number)
{
  Row row;

  for (size_t p = 0; p < PARTS; p++)
    row.part[p] = (Real){ 0 } + number;
  return row;
}

INLINE Row *row_at(void *rows, GvVertex v)
{
  return (Row *)rows + v;
}

/* What v's neighbours have not been told. key: the least of it. */
APART void tell_neighbours(GvLengthLanes *s, GvVertex v, double key)
{
  const GvAdjacency forth = s->graph->forth;
  const Row from = *row_at(s->distance, v), far = row_of(INFINITY);

  for (GvEdge e = forth.offsets[v]; e < forth.offsets[v + 1]; e++) {
    const GvVertex u = forth.targets[e];
    const double length = forth.weights[e];
    Row *to = row_at(s->distance, u), news, by;
    for (size_t p = 0; p < PARTS; p++)
      by.part[p] = from.part[p] + length;
    if (lanes_less(&by, to) == 0)
      continue;
    for (size_t p = 0; p < PARTS; p++) {
      news.part[p] = choose(by.part[p] < to->part[p], by.part[p], far.part[p]);
      to->part[p] = lesser(by.part[p], to->part[p]);
    }
    if (!(key + length < s->state[u].key))
      continue;
    const double nearest = least_of(&news);
    if (nearest < s->state[u].key)
      queue_enter(s, u, nearest);
  }
}

/* Distances from all sources. FALSE: gave up; the scratch is as between searches. */
static gboolean search_out(GvLengthLanes *s, const GvLaneSources *sources)
{
  GvEdge left = (GvEdge)GO_AGAIN * s->graph->forth.n;

  s->queue.at = 0;
  for (int l = 0; l < sources->count; l++) {
    ((double *)row_at(s->distance, sources->source[l]))[l] = 0;
    queue_enter(s, sources->source[l], 0);
  }
  for (; left > 0 && queue_advance(&s->queue); left--) {
    const GvVertex v = queue_take(s);
    if (v == GV_VERTEX_NONE)
      continue;
    GvLengthState *state = &s->state[v];
    const double key = state->key;
    state->key = INFINITY;
    if (!state->listed)
      s->order[s->count++] = v;
    state->listed = TRUE;
    tell_neighbours(s, v, key);
  }
  if (left == 0)
    gv_length_lanes_reset(s);
  return left > 0;
}

static void leave(GvLengthLanes *s, GvVertex v)
{
  *row_at(s->distance, v) = row_of(INFINITY);
  s->state[v] = (GvLengthState){ .key = INFINITY, .bucket = GV_LENGTH_BUCKETS };
}

static void leave_all(GvLengthLanes *s)
{
  for (GvVertex i = 0; i < s->count; i++)
    leave(s, s->order[i]);
  s->count = 0;
}

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

/* What each predecessor's paths are worth by way of the vertex, in reverse. */
static void give_back(GvLengthLanes *s, GvLengthEvent event)
{
  const GvVertex v = s->order[event.at];
  const Row *given = row_at(s->distance, v), *paths = row_at(s->paths, v);
  const double targets = s->targets[v];
  Row worth;

  for (size_t p = 0; p < PARTS; p++)
    worth.part[p] = (targets + given->part[p] * paths->part[p]) / paths->part[p];
  for (GvEdge t = s->begin[event.at]; t < s->begin[event.at + 1]; t++) {
    const Choice lanes = choice_of((unsigned)s->ties[t].lanes & event.lanes);
    Row *to = row_at(s->distance, s->ties[t].from);
    for (size_t p = 0; p < PARTS; p++)
      to->part[p] += (Real)((Word)worth.part[p] & lanes.part[p]);
  }
}

static void add_score(GvLengthLanes *s, GvVertex v, const Row *times, GvBlockSum *scores)
{
  const Row *given = row_at(s->distance, v), *paths = row_at(s->paths, v);
  const Choice lanes = choice_of(s->state[v].done);
  const double targets = s->targets[v];
  Row told;

  for (size_t p = 0; p < PARTS; p++) {
    const Real dependency = given->part[p] * paths->part[p];
    told.part[p] = (Real)((Word)(times->part[p] * (dependency + (targets - 1))) & lanes.part[p]);
  }
  const double amount = total(&told);
  if (isfinite(amount))
    gv_block_sum_add(scores, s->graph->vertex[v], amount);
  else
    s->overflow = TRUE;
}

static void search_back(GvLengthLanes *s, GvLaneSources *sources, GvBlockSum *scores)
{
  Row times = row_of(0);

  for (GvVertex i = 0; i < s->count; i++)
    *row_at(s->distance, s->order[i]) = row_of(0);
  for (size_t i = s->event_count; i-- > 0;)
    give_back(s, s->events[i]);
  for (int l = 0; l < sources->count; l++) {
    const GvVertex v = sources->source[l];
    times.part[(size_t)l / WIDTH][(size_t)l % WIDTH] = sources->times[l];
    sources->beyond[l] = ((double *)row_at(s->distance, v))[l];
    s->state[v].done = (uint16_t)(s->state[v].done & ~(1u << l));
  }
  for (GvVertex i = 0; i < s->count; i++)
    add_score(s, s->order[i], &times, scores);
}

gboolean SEARCH(GvLengthLanes *s, GvLaneSources *sources, GvBlockSum *scores)
{
  if (!search_out(s, sources))
    return FALSE;
  const gboolean done = list_all(s) && count_paths(s, sources);
  if (done)
    search_back(s, sources, scores);
  leave_all(s);
  return done;
}

gboolean AROUND(GvLengthLanes *s, const GvLaneSources *sources, gboolean inverse,
                GvLengthSums *sums)
{
  const Row far = row_of(INFINITY);
  Row sum = row_of(0), reached = row_of(0);

  if (!search_out(s, sources))
    return FALSE;
  for (int l = 0; l < sources->count; l++)
    ((double *)row_at(s->distance, sources->source[l]))[l] = INFINITY;
  for (GvVertex i = 0; i < s->count; i++) {
    const Row *row = row_at(s->distance, s->order[i]);
    for (size_t p = 0; p < PARTS; p++) {
      const Real d = row->part[p];
      sum.part[p] += inverse ? 1 / d : choose(d < far.part[p], d, (Real){ 0 });
      reached.part[p] += choose(d < far.part[p], (Real){ 0 } + 1, (Real){ 0 });
    }
  }
  memcpy(sums->sum, &sum, sizeof sum);
  memcpy(sums->reached, &reached, sizeof reached);
  leave_all(s);
  return TRUE;
}

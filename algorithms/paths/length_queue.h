/* Who goes next, for length_lanes_each_cpu.c: buckets of distance, the nearest that
 * is filled first, within one the last that came. Nothing rests on the order but speed.
 *
 * R. B. Dial. Algorithm 360: shortest-path forest with topological ordering.
 * Communications of the ACM 12(11), 1969.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/length_lanes.h"

#include <math.h>

enum { WORD_BITS = 64 };

static inline uint64_t step_of(const GvLengthLanes *s, double key)
{
  const double step = key * s->graph->per_step;

  return step < 1e18 ? (uint64_t)step : (uint64_t)1e18;
}

static inline void queue_leave(GvLengthLanes *s, GvVertex v)
{
  GvLengthState *state = &s->state[v];
  GvLengthQueue *q = &s->queue;
  const unsigned b = state->bucket;

  if (state->next != GV_VERTEX_NONE)
    s->state[state->next].before = state->before;
  if (state->before != GV_VERTEX_NONE)
    s->state[state->before].next = state->next;
  else
    q->first[b] = state->next;
  if (q->first[b] == GV_VERTEX_NONE)
    q->filled[b / WORD_BITS] &= ~(UINT64_C(1) << b % WORD_BITS);
  state->bucket = GV_LENGTH_BUCKETS;
}

/* Beyond the last bucket: there, to be looked at again. */
static inline void queue_enter(GvLengthLanes *s, GvVertex v, double key)
{
  GvLengthState *state = &s->state[v];
  GvLengthQueue *q = &s->queue;
  const uint64_t step = CLAMP(step_of(s, key), q->at, q->at + GV_LENGTH_BUCKETS - 1);
  const unsigned b = step % GV_LENGTH_BUCKETS;

  state->key = key;
  if (state->bucket == b)
    return;
  if (state->bucket != GV_LENGTH_BUCKETS)
    queue_leave(s, v);
  state->bucket = (uint16_t)b;
  state->before = GV_VERTEX_NONE;
  state->next = q->first[b];
  if (state->next != GV_VERTEX_NONE)
    s->state[state->next].before = v;
  q->first[b] = v;
  q->filled[b / WORD_BITS] |= UINT64_C(1) << b % WORD_BITS;
}

/* The nearest filled bucket is at hand; FALSE: none is. */
static inline gboolean queue_advance(GvLengthQueue *q)
{
  const unsigned words = GV_LENGTH_BUCKETS / WORD_BITS;
  const unsigned at = q->at % GV_LENGTH_BUCKETS;
  unsigned word = at / WORD_BITS;
  uint64_t bits = q->filled[word] >> at % WORD_BITS << at % WORD_BITS;

  for (unsigned i = 0; i < words && bits == 0; i++) {
    word = (word + 1) % words;
    bits = q->filled[word];
  }
  if (bits == 0)
    return FALSE;
  const unsigned next = word * WORD_BITS + (unsigned)__builtin_ctzll(bits);
  q->at += (next - at) % GV_LENGTH_BUCKETS;
  return TRUE;
}

/* One out of the nearest bucket, GV_VERTEX_NONE: nobody waits, or those there are to
 * be looked at again later. */
static inline GvVertex queue_take(GvLengthLanes *s)
{
  GvLengthQueue *q = &s->queue;
  const GvVertex v = q->first[q->at % GV_LENGTH_BUCKETS];
  const double key = s->state[v].key;

  queue_leave(s, v);
  if (step_of(s, key) <= q->at)
    return v;
  queue_enter(s, v, key);
  return GV_VERTEX_NONE;
}

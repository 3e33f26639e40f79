/* Round by round: those newly won in some lane go through who listens to them and win
 * whoever their ties' random words say, in the lanes where that is news. Everything that
 * is asked of a person in a round stands in one set.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/influence/forward_draw.h"
#include "graph/base/task.h"

#define RUN G_PASTE(gv_forward_block_, GV_CPU_STEP)

enum {
  SWEEP = 32,     /* tellers are gathered in order of ids where one of so many is told */
  PATIENCE = 256, /* tellers between two looks at the task */
  NEAR = 6,       /* tellers ahead whose ties are fetched, … */
  FAR = 16,       /* … and where those lie */
  CHUNK = 32,     /* ties whose winners are gathered */
  AHEAD = 12,     /* people ahead of whom is fetched in which lanes they are won */
};

/* The block at hand. */
typedef struct {
  GvForwardBlock *b;
  Lanes keys; /* of its batches */
  Lanes all;  /* lanes that are played */
} Block;

INLINE void fetch_person(const GvForwardBlock *b, GvVertex v)
{
  __builtin_prefetch(&b->people[v].won, 1);
  __builtin_prefetch(&b->people[v].next, 1);
}

INLINE void win(GvForwardBlock *b, GvVertex v, Lanes lanes)
{
  const Lanes won = load(&b->people[v].won), news = without(lanes, won);

  if (!is_any(news))
    return;
  const Lanes next = load(&b->people[v].next);
  if (!is_any(won))
    b->touched[b->touched_count++] = v;
  if (!is_any(next))
    b->told[b->told_count++] = v;
  store(&b->people[v].won, either(won, news));
  store(&b->people[v].next, either(next, news));
}

/* The lanes among those wanted in which v wins u by tie e. */
INLINE Lanes lanes_of_tie(const Block *k, GvVertex v, GvEdge e, Lanes wanted)
{
  const GvForwardModel *m = k->b->tally.model;
  const GvVertex u = m->ties.targets[e];
  const Lanes start = word_start(k->keys, gv_word_pair(v, u));
  const uint32_t none = m->none ? m->none[e] : m->uniform_none;

  wanted = without(wanted, load(&k->b->people[u].won));
  if (!is_any(wanted))
    return wanted;
  if (none) {
    const Lanes first = word(start, 0);
    wanted = both(batches_with_some(first, none), wanted);
    return is_any(wanted) ? few_lanes(start, first, gv_forward_probability(m, e, u), wanted)
                          : wanted;
  }
  const double p = gv_forward_probability(m, e, u);
  return p < 1 ? lanes_below(start, (uint64_t)(p * 0x1p64), wanted) : wanted;
}

/* A listener heeds one tie at most, so all of theirs are asked of the same words. */
INLINE Lanes lanes_of_share(const Block *k, GvEdge e, Lanes wanted)
{
  const GvForwardModel *m = k->b->tally.model;
  const GvVertex u = m->ties.targets[e];

  wanted = without(wanted, load(&k->b->people[u].won));
  return is_any(wanted) ? lanes_between(word_start(k->keys, u), m->from[e], m->to[e], wanted)
                        : wanted;
}

INLINE Lanes lanes_of(const Block *k, GvVertex v, GvEdge e, Lanes wanted)
{
  return k->b->tally.model->from ? lanes_of_share(k, e, wanted) : lanes_of_tie(k, v, e, wanted);
}

/* Draws v's ties for all lanes in which they may matter yet, and tells those of some. */
APART void tell_first(Block *k, GvVertex v, Lanes telling)
{
  GvForwardBlock *b = k->b;
  const GvAdjacency ties = b->tally.model->ties;
  const GvEdge end = ties.offsets[v + 1];
  size_t count = b->live_count;

  b->rows[v].begin = (uint32_t)count;
  for (GvEdge e = ties.offsets[v]; e < end; e++) {
    if (e + AHEAD < end)
      fetch_person(b, ties.targets[e + AHEAD]);
    const Lanes lanes = lanes_of(k, v, e, k->all), left = without(lanes, telling);
    win(b, ties.targets[e], both(lanes, telling));
    b->live[count] = ties.targets[e];
    store(&b->live_lanes[count], left);
    count += is_any(left);
  }
  b->rows[v].count = (uint32_t)(count - b->live_count);
  b->live_count = count;
}

/* Tells one drawn tie. Of it remains in which lanes it is yet to be told, and would be news. */
INLINE void tell_tie(GvForwardBlock *b, GvLiveRow *row, uint32_t i, Lanes telling)
{
  const Lanes lanes = load(&b->live_lanes[i]);
  const GvVertex u = b->live[i];

  win(b, u, both(lanes, telling));
  const Lanes left = without(without(lanes, telling), load(&b->people[u].won));
  if (is_any(left)) {
    store(&b->live_lanes[i], left);
    return;
  }
  const uint32_t last = row->begin + --row->count;
  b->live[i] = b->live[last];
  b->live_lanes[i] = b->live_lanes[last];
}

/* Tells the drawn ties of a row. Whom it concerns is gathered first, and fetched; from the end,
 * so that what takes the place of a tie that is done has been told. */
APART void tell_again(GvForwardBlock *b, GvLiveRow *row, Lanes telling)
{
  uint32_t concerned[CHUNK];

  for (uint32_t begin, end = row->begin + row->count; end > row->begin; end = begin) {
    begin = end - MIN(end - row->begin, CHUNK);
    uint32_t found = 0;
    for (uint32_t i = begin; i < end; i++) {
      concerned[found] = i;
      found += is_any(both(load(&b->live_lanes[i]), telling));
    }
    for (uint32_t i = 0; i < found; i++)
      fetch_person(b, b->live[concerned[i]]);
    while (found > 0)
      tell_tie(b, row, concerned[--found], telling);
  }
}

static void tell(Block *k, GvVertex v, Lanes telling)
{
  GvForwardBlock *b = k->b;
  const GvEdge degree = gv_degree(b->tally.model->ties, v);

  b->tally.looked += degree * size_of(telling);
  if (b->rows[v].begin != GV_VERTEX_NONE)
    tell_again(b, &b->rows[v], telling);
  else
    tell_first(k, v, telling);
}

/* Rows are short and lie apart: asks for what a later teller will need. */
INLINE void fetch(const GvForwardBlock *b, GvVertex i)
{
  if (i + FAR < b->teller_count)
    __builtin_prefetch(&b->rows[b->tellers[i + FAR]]);
  if (i + NEAR >= b->teller_count)
    return;
  const GvVertex v = b->tellers[i + NEAR];
  const GvLiveRow *row = &b->rows[v];
  if (row->begin == GV_VERTEX_NONE) {
    __builtin_prefetch(&b->tally.model->ties.targets[b->tally.model->ties.offsets[v]]);
    return;
  }
  __builtin_prefetch(&b->live[row->begin], 1);
  __builtin_prefetch(&b->live_lanes[row->begin], 1);
  __builtin_prefetch(&b->live_lanes[row->begin] + 1, 1);
}

static void tell_all(Block *k)
{
  const GvForwardBlock *b = k->b;

  for (GvVertex i = 0; i < b->teller_count; i++) {
    fetch(b, i);
    if (i % PATIENCE == 0 && gv_task_is_cancelled(b->tally.task))
      return;
    tell(k, b->tellers[i], load(&b->telling[i]));
  }
}

/* Those told become tellers: by ascending id where that is worth it, which is how their
 * listeners lie in memory. */
static void gather(GvForwardBlock *b)
{
  const GvVertex n = b->tally.model->ties.n;
  const gboolean sweep = b->told_count > n / SWEEP;
  const GvVertex candidates = sweep ? n : b->told_count;

  b->teller_count = 0;
  for (GvVertex i = 0; i < candidates; i++) {
    const GvVertex v = sweep ? i : b->told[i];
    const Lanes next = load(&b->people[v].next);
    if (!is_any(next))
      continue;
    b->tellers[b->teller_count] = v;
    store(&b->telling[b->teller_count++], next);
    store(&b->people[v].next, (Lanes){ 0 });
  }
  b->told_count = 0;
}

static gboolean count_round(GvForwardBlock *b, size_t round, int sign, GError **error)
{
  int64_t count = 0;

  for (GvVertex i = 0; i < b->teller_count; i++)
    if (!b->tally.uncounted[b->tellers[i]])
      count += size_of(load(&b->telling[i]));
  return gv_forward_tally_round(&b->tally, round, sign * count, error);
}

/* Adds a set to counters that lie side by side: bit k of counter i is bit i of planes[k]. */
INLINE void add_lanes(Lanes planes[static 33], Lanes lanes)
{
  for (int k = 0; is_any(lanes); k++) {
    Lanes carry = both(planes[k], lanes);
    for (size_t p = 0; p < PARTS; p++)
      planes[k].part[p] ^= lanes.part[p];
    lanes = carry;
  }
}

/* Counts the result, and forgets it. */
static void count_won(GvForwardBlock *b, uint32_t *hits)
{
  Lanes planes[33] = { { { { 0 } } } };

  for (GvVertex i = 0; i < b->touched_count; i++) {
    const GvVertex v = b->touched[i];
    if (i + AHEAD < b->touched_count) {
      __builtin_prefetch(&b->people[b->touched[i + AHEAD]].won, 1);
      __builtin_prefetch(&b->rows[b->touched[i + AHEAD]], 1);
      __builtin_prefetch(&hits[b->touched[i + AHEAD]], 1);
    }
    const Lanes won = load(&b->people[v].won);
    const uint32_t count = size_of(won);
#pragma omp atomic
    hits[v] += count;
    if (!b->tally.uncounted[v])
      add_lanes(planes, won);
    store(&b->people[v].won, (Lanes){ 0 });
    b->rows[v].begin = GV_VERTEX_NONE;
  }
  b->touched_count = 0;
  b->live_count = 0;
  for (unsigned lane = 0; lane < GV_BLOCK_LANES; lane++) {
    b->tally.lanes[lane] = 0;
    for (unsigned k = 0; k < 32; k++)
      b->tally.lanes[lane] |=
          (uint32_t)(planes[k].part[lane / 64 / WIDTH][lane / 64 % WIDTH] >> lane % 64 & 1) << k;
  }
}

static Block begin(GvForwardBlock *b, uint64_t seed, uint64_t index, unsigned count)
{
  Block k = { .b = b };

  for (unsigned w = 0; w < GV_BLOCK_WORDS; w++) {
    const unsigned before = w * GV_LANES, lanes = count > before ? count - before : 0;
    k.keys.part[w / WIDTH][w % WIDTH] = gv_word_key(seed, index + w);
    k.all.part[w / WIDTH][w % WIDTH] = lanes < GV_LANES ? (UINT64_C(1) << lanes) - 1 : UINT64_MAX;
  }
  return k;
}

gboolean RUN(GvForwardBlock *b, const GvForwardStart *start, uint64_t seed, uint64_t index,
             unsigned count, GError **error)
{
  Block k = begin(b, seed, index, count);
  gboolean done = TRUE;

  for (size_t i = 0; i < start->count; i++)
    win(b, start->starters[i], k.all);
  gather(b);
  for (size_t round = 1; done && b->teller_count && (!b->tally.rounds || round <= b->tally.rounds);
       round++) {
    tell_all(&k);
    gather(b);
    if (b->teller_count)
      done = count_round(b, round, start->sign, error);
  }
  b->teller_count = 0;
  count_won(b, start->hits);
  return done;
}

/* Round by round: those newly won in some lane go through who listens to them and win
 * whoever their ties' random words say, in the lanes where that is news. Everything that
 * is asked of a person in a round stands in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_batch.h"

#include "algorithms/influence/forward_words.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  SWEEP = 32,      /* tellers are gathered in order of ids where one of so many is told */
  PATIENCE = 1024, /* tellers between two looks at the task */
  CHUNK = 64,      /* ties whose winners are gathered */
  NEAR = 6,        /* tellers ahead whose ties are fetched, … */
  FAR = 16,        /* … and where those lie */
  AHEAD = 12,      /* people ahead of whom is fetched in which lanes they are won */
};

gboolean gv_forward_batch_init(GvForwardBatch *b, const GvForwardModel *model, GvTask *task,
                               GError **error)
{
  const GvVertex n = model->ties.n;

  *b = (GvForwardBatch){ .tally = { .model = model, .task = task },
                         .live_capacity = MIN(model->ties.offsets[n], GV_LIVE_TIES) };
  if (!(b->won = gv_array_new(n, sizeof *b->won, error)) ||
      !(b->next = gv_array_new(n, sizeof *b->next, error)) ||
      !(b->touched = gv_array_new_raw(n, sizeof *b->touched, error)) ||
      !(b->told = gv_array_new_raw(n, sizeof *b->told, error)) ||
      !(b->tellers = gv_array_new_raw(n, sizeof *b->tellers, error)) ||
      !(b->telling = gv_array_new_raw(n, sizeof *b->telling, error)) ||
      !(b->rows = gv_array_new_raw(n, sizeof *b->rows, error)) ||
      !(b->live = gv_array_new_raw(b->live_capacity, sizeof *b->live, error)) ||
      !(b->live_lanes = gv_array_new_raw(b->live_capacity, sizeof *b->live_lanes, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    b->rows[v].begin = GV_VERTEX_NONE;
  return TRUE;
}

void gv_forward_batch_clear(GvForwardBatch *b)
{
  g_free(b->won);
  g_free(b->next);
  g_free(b->touched);
  g_free(b->told);
  g_free(b->tellers);
  g_free(b->telling);
  g_free(b->rows);
  g_free(b->live);
  g_free(b->live_lanes);
  gv_forward_tally_clear(&b->tally);
  *b = (GvForwardBatch){ 0 };
}

static inline void win(GvForwardBatch *b, GvVertex v, uint64_t lanes)
{
  const uint64_t won = b->won[v], news = lanes & ~won;

  if (news == 0)
    return;
  if (won == 0)
    b->touched[b->touched_count++] = v;
  if (b->next[v] == 0)
    b->told[b->told_count++] = v;
  b->won[v] = won | news;
  b->next[v] |= news;
}

/* The lanes among those wanted in which v wins u by tie e. wanted may be asked for late:
 * the answer is a function of the lane. */
static inline uint64_t lanes_of_tie(const GvForwardBatch *b, uint64_t key, GvVertex v, GvEdge e,
                                    uint64_t telling)
{
  const GvForwardModel *m = b->tally.model;
  const GvVertex u = m->ties.targets[e];
  const uint64_t start = gv_word_start(key, gv_word_pair(v, u));
  const uint32_t none = m->none ? m->none[e] : m->uniform_none;

  if (none)
    return gv_word(start, 0) >> 32 < none
               ? 0
               : telling & ~b->won[u] & gv_few_lanes(start, gv_forward_probability(m, e, u));
  const uint64_t wanted = telling & ~b->won[u];
  if (wanted == 0)
    return 0;
  const double p = gv_forward_probability(m, e, u);
  return p < 1 ? gv_lanes_below(start, (uint64_t)(p * 0x1p64), wanted) : wanted;
}

/* A listener heeds one tie at most, so all of theirs are asked of the same words. */
static inline uint64_t lanes_of_share(const GvForwardBatch *b, uint64_t key, GvEdge e,
                                      uint64_t telling)
{
  const GvForwardModel *m = b->tally.model;
  const GvVertex u = m->ties.targets[e];
  const uint64_t wanted = telling & ~b->won[u];

  return wanted ? gv_lanes_between(gv_word_start(key, u), m->from[e], m->to[e], wanted) : 0;
}

static inline uint64_t lanes_of(const GvForwardBatch *b, uint64_t key, GvVertex v, GvEdge e,
                                uint64_t telling)
{
  return b->tally.model->from ? lanes_of_share(b, key, e, telling)
                              : lanes_of_tie(b, key, v, e, telling);
}

/* Draws the ties of v for all lanes in which they may matter yet. */
static void draw_row(GvForwardBatch *b, uint64_t key, GvVertex v)
{
  const GvAdjacency ties = b->tally.model->ties;
  const GvEdge end = ties.offsets[v + 1];
  size_t count = b->live_count;

  b->rows[v].begin = (uint32_t)count;
  for (GvEdge e = ties.offsets[v]; e < end; e++) {
    if (e + AHEAD < end)
      __builtin_prefetch(&b->won[ties.targets[e + AHEAD]]);
    const uint64_t lanes = lanes_of(b, key, v, e, UINT64_MAX);
    b->live[count] = ties.targets[e];
    b->live_lanes[count] = lanes;
    count += lanes != 0;
  }
  b->rows[v].count = (uint32_t)(count - b->live_count);
  b->live_count = count;
}

/* Tells the drawn ties of a row, and keeps of them what is not told yet: each lane of a tie
 * is told once. Who is told is gathered first, so that the search for them runs without a
 * branch. Returns how many ties are left. */
static uint32_t tell_row(GvForwardBatch *b, GvVertex *live, uint64_t *live_lanes, uint32_t count,
                         uint64_t telling)
{
  GvVertex listeners[CHUNK];
  uint64_t lanes[CHUNK];
  uint32_t kept = 0;

  for (uint32_t begin = 0; begin < count; begin += CHUNK) {
    const uint32_t end = MIN(begin + CHUNK, count);
    uint32_t found = 0;
    for (uint32_t i = begin; i < end; i++) {
      const GvVertex u = live[i];
      const uint64_t told = live_lanes[i] & telling, left = live_lanes[i] & ~telling;
      listeners[found] = u;
      lanes[found] = told;
      found += told != 0;
      live[kept] = u;
      live_lanes[kept] = left;
      kept += left != 0;
    }
    for (uint32_t i = 0; i < found; i++)
      win(b, listeners[i], lanes[i]);
  }
  return kept;
}

static void tell(GvForwardBatch *b, uint64_t key, GvVertex v, uint64_t telling)
{
  const GvAdjacency ties = b->tally.model->ties;
  GvLiveRow *row = &b->rows[v];

  b->tally.looked += gv_degree(ties, v) * (uint64_t)__builtin_popcountll(telling);
  if (row->begin == GV_VERTEX_NONE && gv_degree(ties, v) <= b->live_capacity - b->live_count)
    draw_row(b, key, v);
  if (row->begin == GV_VERTEX_NONE) {
    for (GvEdge e = ties.offsets[v]; e < ties.offsets[v + 1]; e++)
      win(b, ties.targets[e], lanes_of(b, key, v, e, telling));
    return;
  }
  row->count = tell_row(b, b->live + row->begin, b->live_lanes + row->begin, row->count, telling);
}

/* Rows are short and lie apart: asks for what a later teller will need. */
static inline void fetch(const GvForwardBatch *b, GvVertex i)
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
  __builtin_prefetch(&b->live_lanes[row->begin] + 8, 1);
}

static void tell_all(GvForwardBatch *b, uint64_t key)
{
  for (GvVertex i = 0; i < b->teller_count; i++) {
    fetch(b, i);
    if (i % PATIENCE == 0 && gv_task_is_cancelled(b->tally.task))
      return;
    tell(b, key, b->tellers[i], b->telling[i]);
  }
}

/* Those told become tellers: by ascending id where that is worth it, which is how their
 * listeners lie in memory. */
static void gather(GvForwardBatch *b)
{
  const GvVertex n = b->tally.model->ties.n;
  const gboolean sweep = b->told_count > n / SWEEP;
  const GvVertex candidates = sweep ? n : b->told_count;

  b->teller_count = 0;
  for (GvVertex i = 0; i < candidates; i++) {
    const GvVertex v = sweep ? i : b->told[i];
    if (b->next[v] == 0)
      continue;
    b->tellers[b->teller_count] = v;
    b->telling[b->teller_count++] = b->next[v];
    b->next[v] = 0;
  }
  b->told_count = 0;
}

static gboolean count_round(GvForwardBatch *b, size_t round, int sign, GError **error)
{
  int64_t count = 0;

  for (GvVertex i = 0; i < b->teller_count; i++)
    if (!b->tally.uncounted[b->tellers[i]])
      count += __builtin_popcountll(b->telling[i]);
  return gv_forward_tally_round(&b->tally, round, sign * count, error);
}

/* Adds a word to counters that lie side by side: bit k of counter i is bit i of
 * planes[k]. */
static void add_lanes(uint64_t planes[static 33], uint64_t lanes)
{
  for (int k = 0; lanes; k++) {
    const uint64_t carry = planes[k] & lanes;
    planes[k] ^= lanes;
    lanes = carry;
  }
}

/* Counts the result, and forgets it. */
static void count_won(GvForwardBatch *b, uint32_t *hits)
{
  uint64_t planes[33] = { 0 };

  for (GvVertex i = 0; i < b->touched_count; i++) {
    const GvVertex v = b->touched[i];
    if (i + AHEAD < b->touched_count) {
      __builtin_prefetch(&b->won[b->touched[i + AHEAD]], 1);
      __builtin_prefetch(&b->rows[b->touched[i + AHEAD]], 1);
      __builtin_prefetch(&hits[b->touched[i + AHEAD]], 1);
    }
    const uint64_t won = b->won[v];
    const uint32_t count = (uint32_t)__builtin_popcountll(won);
#pragma omp atomic
    hits[v] += count;
    if (!b->tally.uncounted[v])
      add_lanes(planes, won);
    b->won[v] = 0;
    b->rows[v].begin = GV_VERTEX_NONE;
  }
  b->touched_count = 0;
  b->live_count = 0;
  for (unsigned lane = 0; lane < GV_LANES; lane++) {
    b->tally.lanes[lane] = 0;
    for (unsigned k = 0; k < 32; k++)
      b->tally.lanes[lane] |= (uint32_t)(planes[k] >> lane & 1) << k;
  }
}

gboolean gv_forward_batch_run(GvForwardBatch *b, const GvForwardStart *start, uint64_t seed,
                              uint64_t index, uint64_t mask, GError **error)
{
  const uint64_t key = gv_word_key(seed, index);
  gboolean done = TRUE;

  for (size_t i = 0; i < start->count; i++)
    win(b, start->starters[i], mask);
  gather(b);
  for (size_t round = 1; done && b->teller_count && (!b->tally.rounds || round <= b->tally.rounds);
       round++) {
    tell_all(b, key);
    gather(b);
    if (b->teller_count)
      done = count_round(b, round, start->sign, error);
  }
  b->teller_count = 0;
  count_won(b, start->hits);
  return done;
}

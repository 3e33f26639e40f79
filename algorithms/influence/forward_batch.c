/* Round by round: those newly won in some lane go through who listens to them and win
 * whoever their ties' random words say, in the lanes where that is news. Everything that
 * is asked of a person in a round stands in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_batch.h"

#include "algorithms/influence/forward_words.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  SWEEP = 32,       /* tellers are gathered in order of ids where one of so many is told */
  PATIENCE = 1024,  /* tellers between two looks at the task */
};

gboolean gv_forward_batch_init(GvForwardBatch *b, const GvForwardModel *model, GvTask *task,
                               GError **error)
{
  const GvVertex n = model->ties.n;

  *b = (GvForwardBatch){ .model = model, .task = task };
  return (b->people = gv_array_new(n, sizeof *b->people, error)) &&
         (b->touched = gv_array_new_raw(n, sizeof *b->touched, error)) &&
         (b->told = gv_array_new_raw(n, sizeof *b->told, error)) &&
         (b->tellers = gv_array_new_raw(n, sizeof *b->tellers, error)) &&
         (b->telling = gv_array_new_raw(n, sizeof *b->telling, error));
}

void gv_forward_batch_clear(GvForwardBatch *b)
{
  g_free(b->people);
  g_free(b->touched);
  g_free(b->told);
  g_free(b->tellers);
  g_free(b->telling);
  g_free(b->by_round);
  *b = (GvForwardBatch){ 0 };
}

static inline void win(GvForwardBatch *b, GvVertex v, uint64_t lanes)
{
  GvForwardPerson *person = &b->people[v];

  lanes &= ~person->won;
  if (lanes == 0)
    return;
  if (person->won == 0)
    b->touched[b->touched_count++] = v;
  if (person->next == 0)
    b->told[b->told_count++] = v;
  person->won |= lanes;
  person->next |= lanes;
}

/* The pair is the tie's number: the same in any graph, whatever else is in it. */
static inline uint64_t pair(GvVertex v, GvVertex u)
{
  return (uint64_t)v << 32 | u;
}

static inline void try_tie(GvForwardBatch *b, uint64_t start, uint32_t none, GvEdge e,
                           uint64_t telling)
{
  const GvVertex u = b->model->ties.targets[e];

  if (none) {
    if (gv_word(start, 0) >> 32 >= none)
      win(b, u, telling & gv_few_lanes(start, gv_forward_probability(b->model, e, u)));
    return;
  }
  const uint64_t wanted = telling & ~b->people[u].won;
  if (wanted == 0)
    return;
  const double p = gv_forward_probability(b->model, e, u);
  win(b, u, p < 1 ? gv_lanes_below(start, (uint64_t)(p * 0x1p64), wanted) : wanted);
}

static void tell(GvForwardBatch *b, uint64_t key, GvVertex v, uint64_t telling)
{
  const GvForwardModel *m = b->model;
  const GvEdge begin = m->ties.offsets[v], end = m->ties.offsets[v + 1];

  for (GvEdge e = begin; e < end; e++)
    try_tie(b, gv_word_start(key, pair(v, m->ties.targets[e])),
            m->none ? m->none[e] : m->uniform_none, e, telling);
}

/* A listener heeds one tie at most, so all of theirs are asked of the same words. */
static void tell_by_threshold(GvForwardBatch *b, uint64_t key, GvVertex v, uint64_t telling)
{
  const GvForwardModel *m = b->model;
  const GvEdge begin = m->ties.offsets[v], end = m->ties.offsets[v + 1];

  for (GvEdge e = begin; e < end; e++) {
    const GvVertex u = m->ties.targets[e];
    const uint64_t wanted = telling & ~b->people[u].won;
    if (wanted)
      win(b, u, gv_lanes_between(gv_word_start(key, u), m->from[e], m->to[e], wanted));
  }
}

static void tell_all(GvForwardBatch *b, uint64_t key)
{
  const gboolean threshold = b->model->spread.cascade == GV_CASCADE_THRESHOLD;

  for (GvVertex i = 0; i < b->teller_count; i++) {
    if (i % PATIENCE == 0 && gv_task_is_cancelled(b->task))
      return;
    (threshold ? tell_by_threshold : tell)(b, key, b->tellers[i], b->telling[i]);
    b->looked += gv_degree(b->model->ties, b->tellers[i]);
  }
}

/* Those told become tellers: by ascending id where that is worth it, which is how their
 * listeners lie in memory. */
static void gather(GvForwardBatch *b)
{
  const GvVertex n = b->model->ties.n;
  const gboolean sweep = b->told_count > n / SWEEP;
  const GvVertex candidates = sweep ? n : b->told_count;

  b->teller_count = 0;
  for (GvVertex i = 0; i < candidates; i++) {
    const GvVertex v = sweep ? i : b->told[i];
    GvForwardPerson *person = &b->people[v];
    if (person->next == 0)
      continue;
    b->tellers[b->teller_count] = v;
    b->telling[b->teller_count++] = person->next;
    person->next = 0;
  }
  b->told_count = 0;
}

static gboolean count_round(GvForwardBatch *b, size_t round, int sign, GError **error)
{
  int64_t count = 0;

  for (GvVertex i = 0; i < b->teller_count; i++)
    if (!b->uncounted[b->tellers[i]])
      count += __builtin_popcountll(b->telling[i]);
  if (!gv_array_reserve(&b->by_round, &b->round_capacity, round, sizeof *b->by_round, error))
    return FALSE;
  for (; b->round_count < round; b->round_count++)
    b->by_round[b->round_count] = 0;
  b->by_round[round - 1] += sign * count;
  return TRUE;
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
    const uint64_t won = b->people[v].won;
    const uint32_t count = (uint32_t)__builtin_popcountll(won);
#pragma omp atomic
    hits[v] += count;
    if (!b->uncounted[v])
      add_lanes(planes, won);
    b->people[v] = (GvForwardPerson){ 0 };
  }
  b->touched_count = 0;
  for (unsigned lane = 0; lane < GV_LANES; lane++) {
    b->lanes[lane] = 0;
    for (unsigned k = 0; k < 32; k++)
      b->lanes[lane] |= (uint32_t)(planes[k] >> lane & 1) << k;
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
  for (size_t round = 1; done && b->teller_count && (!b->rounds || round <= b->rounds); round++) {
    tell_all(b, key);
    gather(b);
    if (b->teller_count)
      done = count_round(b, round, start->sign, error);
  }
  b->teller_count = 0;
  count_won(b, start->hits);
  return done;
}

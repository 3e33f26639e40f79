/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/rivals.h"

#include <string.h>

#include "algorithms/influence/rated.h"
#include "algorithms/row_sum.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

#define PAGERANK_DAMPING 0.85

/* A list that is made of the best candidates first. Hardly any of them are ever looked at, so
 * only the best are queued; the others wait until those have all fallen behind one of them. */
typedef struct {
  const GvContest *contest;
  gboolean by_cost;
  const double *scores; /* [n], of whoever waits: no less than they add now */
  uint8_t *known;       /* [n], 1 = forced, or queued at some time */
  GvRated *queue;       /* [n], a heap */
  size_t queued;
  size_t batch;  /* people queued at once */
  GvRated floor; /* nobody who waits comes before this */
  gboolean all;  /* nobody waits */
  GvRoom room;
  GvVertex *seeds;
  size_t count;
} List;

static void list_clear(List *l)
{
  g_free(l->known);
  g_free(l->queue);
  gv_room_clear(&l->room);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(List, list_clear)

static void take(List *l, GvVertex v)
{
  l->seeds[l->count++] = v;
  gv_room_take(&l->room, v);
}

static double key_of(const List *l, GvVertex v, double score)
{
  return l->by_cost ? score / gv_cost(l->contest->rules, v) : score;
}

/* The forced come first. */
static gboolean list_begin(List *l, const double *scores, GError **error)
{
  const GvCoverRules *rules = l->contest->rules;
  const GvVertex n = gv_graph_vertices(l->contest->attention);

  l->scores = scores;
  l->batch = 4 * rules->count + 256;
  if (!(l->known = gv_array_new(n, 1, error)) ||
      !(l->queue = gv_array_new_raw(n, sizeof *l->queue, error)) ||
      !gv_room_init(&l->room, rules, error))
    return FALSE;
  for (size_t i = 0; i < rules->forced_count; i++) {
    l->known[rules->forced[i]] = 1;
    take(l, rules->forced[i]);
  }
  return TRUE;
}

/* The best of those who wait, at the end of the queue and in no order. */
static size_t best_waiting(List *l)
{
  const GvVertex n = gv_graph_vertices(l->contest->attention);
  GvRated *best = l->queue + l->queued; /* mirrored: a heap with the last of them in front */
  size_t held = 0;

  for (GvVertex v = 0; v < n; v++) {
    if (l->known[v] || !(l->contest->people[v] & GV_POOL_CANDIDATE))
      continue;
    const GvRated entry = gv_rated_mirror((GvRated){ key_of(l, v, l->scores[v]), v });
    if (held < l->batch) {
      best[held++] = entry;
      if (held == l->batch)
        gv_rated_heap(best, held);
    } else if (gv_rated_before(&best[0], &entry)) {
      best[0] = entry;
      gv_rated_sift_down(best, held, 0);
    }
  }
  return held;
}

static void queue_more(List *l)
{
  const size_t held = best_waiting(l);
  GvRated *best = l->queue + l->queued;

  l->all = held < l->batch;
  l->floor = l->all ? (GvRated){ 0 } : gv_rated_mirror(best[0]);
  for (size_t i = 0; i < held; i++) {
    best[i] = gv_rated_mirror(best[i]);
    l->known[best[i].v] = 1;
  }
  l->queued += held;
  l->batch *= 2;
  gv_rated_heap(l->queue, l->queued);
}

/* Who comes next, as far as is known; NULL once the list is full or nobody is left. */
static GvRated *first(List *l)
{
  if (l->room.count >= l->room.rules->count)
    return NULL;
  while (!l->all && (l->queued == 0 || gv_rated_before(&l->floor, &l->queue[0])))
    queue_more(l);
  return l->queued > 0 ? l->queue : NULL;
}

static void pop(List *l)
{
  l->queue[0] = l->queue[--l->queued];
  if (l->queued > 0)
    gv_rated_sift_down(l->queue, l->queued, 0);
}

gboolean gv_rival_by_score(const GvContest *contest, const double *scores, gboolean by_cost,
                           GvVertex *seeds, size_t *count, GError **error)
{
  g_auto(List) l = { .contest = contest, .by_cost = by_cost, .seeds = seeds };

  if (!list_begin(&l, scores, error))
    return FALSE;
  for (const GvRated *next; (next = first(&l)); pop(&l))
    if (gv_room_has(&l.room, next->v))
      take(&l, next->v);
  *count = l.count;
  return TRUE;
}

gboolean gv_rival_followers(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                            size_t *count, GError **error)
{
  const GvAdjacency in = gv_graph_in(contest->attention);
  g_autofree double *scores = gv_array_new_raw(in.n, sizeof *scores, error);

  for (GvVertex v = 0; scores && v < in.n; v++)
    scores[v] = (double)gv_degree(in, v);
  return scores && gv_rival_by_score(contest, scores, by_cost, seeds, count, error);
}

static double strength(GvAdjacency out, GvVertex v)
{
  double total = 0;

  if (out.weights == NULL)
    return (double)gv_degree(out, v);
  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
    total += out.weights[e];
  return total;
}

/* Some rounds of PageRank (algorithms/centrality/pagerank.c) from equal scores, times a constant.
 */
static gboolean some_rounds(GvGraph *attention, double *scores, int rounds, GvTask *task,
                            GError **error)
{
  const GvAdjacency in = gv_graph_in(attention), out = gv_graph_out(attention);
  const int threads = gv_task_threads(task);
  g_autofree double *inverse = gv_array_new_raw(in.n, sizeof *inverse, error);
  g_autofree double *share = inverse ? gv_array_new_raw(in.n, sizeof *share, error) : NULL;

  if (share == NULL)
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < in.n; v++) {
    inverse[v] = gv_degree(out, v) ? 1 / strength(out, v) : 0;
    scores[v] = 1;
  }
  for (int round = 0; round < rounds && gv_task_check(task, error); round++) {
#pragma omp parallel for num_threads(threads) schedule(static)
    for (GvVertex v = 0; v < in.n; v++)
      share[v] = PAGERANK_DAMPING * scores[v] * inverse[v];
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4096)
    for (GvVertex v = 0; v < in.n; v++)
      scores[v] = 1 - PAGERANK_DAMPING + gv_row_sum(in, share, v);
  }
  return gv_task_check(task, error);
}

gboolean gv_rival_pagerank(const GvContest *contest, gboolean by_cost, int rounds, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error)
{
  g_autofree double *scores =
      gv_array_new_raw(gv_graph_vertices(contest->attention), sizeof *scores, error);

  return scores && some_rounds(contest->attention, scores, rounds, task, error) &&
         gv_rival_by_score(contest, scores, by_cost, seeds, count, error);
}

/* One step of the spread. */
typedef struct {
  const GvContest *contest;
  gboolean discounts; /* what somebody wins counts so far as they are not won themselves */
  GvAdjacency in;     /* listened-to <- listeners */
  double *scale;      /* [n] listeners: a tie's weight x this = its probability */
  double *won;        /* [n], probability that the active and the chosen ones won v */
  double *others;     /* [n], what v adds beside themselves while nobody is chosen but the forced */
  gboolean begun;     /* somebody is won */
} Step;

static void step_clear(Step *s)
{
  g_free(s->scale);
  g_free(s->won);
  g_free(s->others);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Step, step_clear)

static gboolean step_init(Step *s, const GvContest *contest, GError **error)
{
  const GvAdjacency out = gv_graph_out(contest->attention);

  s->contest = contest;
  s->in = gv_graph_in(contest->attention);
  if (!(s->scale = gv_array_new(out.n, sizeof *s->scale, error)) ||
      !(s->won = gv_array_new(out.n, sizeof *s->won, error)) ||
      !(s->others = gv_array_new(out.n, sizeof *s->others, error)))
    return FALSE;
  for (GvVertex v = 0; v < out.n; v++)
    s->scale[v] = contest->spread->kind == GV_SPREAD_WEIGHTED_CASCADE ? 1 / strength(out, v) : 1;
  return TRUE;
}

static double probability(const Step *s, GvEdge e, GvVertex listener)
{
  const GvSpread *spread = s->contest->spread;

  return spread->kind == GV_SPREAD_UNIFORM ? spread->probability
                                           : gv_weight(s->in, e) * s->scale[listener];
}

static double worth(const Step *s, GvVertex v)
{
  return s->contest->value ? s->contest->value[v] : 1;
}

/* How much more probable that tie makes it that the listener is won. */
static double won_by(const Step *s, GvEdge e, GvVertex listener)
{
  const double left = 1 - s->won[listener], p = probability(s, e, listener);

  return s->contest->spread->cascade == GV_CASCADE_THRESHOLD ? MIN(p, left) : p * left;
}

/* What v adds in one step beside themselves. */
static double others(const Step *s, GvVertex v)
{
  double gain = 0;

  for (GvEdge e = s->in.offsets[v]; e < s->in.offsets[v + 1]; e++)
    gain += worth(s, s->in.targets[e]) * won_by(s, e, s->in.targets[e]);
  return gain;
}

static double step_gain(const Step *s, GvVertex v, double beside)
{
  return s->discounts ? (1 - s->won[v]) * (worth(s, v) + beside)
                      : (1 - s->won[v]) * worth(s, v) + beside;
}

static void step_take(Step *s, GvVertex v)
{
  s->begun = TRUE;
  s->won[v] = 1;
  for (GvEdge e = s->in.offsets[v]; e < s->in.offsets[v + 1]; e++)
    s->won[s->in.targets[e]] += won_by(s, e, s->in.targets[e]);
}

/* What somebody adds only shrinks: whoever still leads when looked at anew comes next. */
static void take_lazily(List *l, Step *s)
{
  for (GvRated *next; (next = first(l));) {
    const GvVertex v = next->v;
    double key;
    if (!gv_room_has(&l->room, v)) {
      pop(l);
      continue;
    }
    key = key_of(l, v, step_gain(s, v, others(s, v)));
    if (key < next->key) {
      next->key = key;
      gv_rated_sift_down(l->queue, l->queued, 0);
      continue;
    }
    take(l, v);
    step_take(s, v);
    pop(l);
  }
}

/* The active are won, and the forced are chosen. */
static void step_begin(Step *s)
{
  const GvCoverRules *rules = s->contest->rules;

  memset(s->won, 0, s->in.n * sizeof *s->won);
  for (GvVertex v = 0; v < s->in.n; v++)
    if (s->contest->people[v] & GV_POOL_ACTIVE)
      step_take(s, v);
  for (size_t i = 0; i < rules->forced_count; i++)
    step_take(s, rules->forced[i]);
}

static gboolean step_list(Step *s, gboolean by_cost, GvVertex *seeds, size_t *count, GError **error)
{
  g_auto(List) l = { .contest = s->contest, .by_cost = by_cost, .seeds = seeds };
  g_autofree double *scores = gv_array_new_raw(s->in.n, sizeof *scores, error);

  if (scores == NULL)
    return FALSE;
  step_begin(s);
  for (GvVertex v = 0; v < s->in.n; v++)
    scores[v] = step_gain(s, v, s->others[v]);
  if (!list_begin(&l, scores, error))
    return FALSE;
  take_lazily(&l, s);
  *count = l.count;
  return TRUE;
}

/* What listeners are worth, by weight of the tie: what everybody adds is then a sum over rows. Not
 * so where thresholds are partly reached. */
static gboolean others_by_rows(Step *s, int threads, GError **error)
{
  const GvSpread *spread = s->contest->spread;
  const gboolean alike = spread->kind == GV_SPREAD_UNIFORM;
  g_autofree double *each = gv_array_new_raw(s->in.n, sizeof *each, error);
  GvAdjacency in = s->in;

  if (each == NULL)
    return FALSE;
  if (alike)
    in.weights = NULL;
#pragma omp parallel for num_threads(threads) schedule(static)
  for (GvVertex v = 0; v < in.n; v++)
    each[v] = worth(s, v) * (1 - s->won[v]) * (alike ? spread->probability : s->scale[v]);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < in.n; v++)
    s->others[v] = gv_row_sum(in, each, v);
  return TRUE;
}

static gboolean find_others(Step *s, int threads, GError **error)
{
  if (s->contest->spread->cascade != GV_CASCADE_THRESHOLD || !s->begun)
    return others_by_rows(s, threads, error);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < s->in.n; v++)
    s->others[v] = others(s, v);
  return TRUE;
}

gboolean gv_rival_steps(const GvContest *contest, gboolean by_cost, GvVertex *one_step,
                        size_t *one_step_count, GvVertex *discount, size_t *discount_count,
                        GvTask *task, GError **error)
{
  g_auto(Step) s = { 0 };

  if (!step_init(&s, contest, error))
    return FALSE;
  step_begin(&s);
  if (!find_others(&s, gv_task_threads(task), error) || !gv_task_check(task, error) ||
      !step_list(&s, by_cost, one_step, one_step_count, error))
    return FALSE;
  s.discounts = TRUE;
  return step_list(&s, by_cost, discount, discount_count, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/rivals.h"

#include <string.h>

#include "algorithms/influence/rated.h"
#include "algorithms/row_sum.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

#define PAGERANK_DAMPING 0.85
enum { PAGERANK_ROUNDS = 6 }; /* 46 of the true first 50 on NetHEPT, 49 on Epinions */

/* A queue of candidates, best first, and the list that is made from it. */
typedef struct {
  const GvContest *contest;
  gboolean by_cost;
  GvRated *queue; /* [n] */
  size_t queued;
  GvRoom room;
  GvVertex *seeds;
  size_t count;
} List;

static void list_clear(List *l)
{
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

/* Queues every candidate but those forced, who come first. */
static gboolean list_begin(List *l, const double *scores, GError **error)
{
  const GvCoverRules *rules = l->contest->rules;
  const GvVertex n = gv_graph_vertices(l->contest->attention);
  g_autofree uint8_t *forced = gv_array_new(n, 1, error);

  if (forced == NULL || !(l->queue = gv_array_new_raw(n, sizeof *l->queue, error)) ||
      !gv_room_init(&l->room, rules, error))
    return FALSE;
  for (size_t i = 0; i < rules->forced_count; i++) {
    forced[rules->forced[i]] = 1;
    take(l, rules->forced[i]);
  }
  for (GvVertex v = 0; v < n; v++)
    if (l->contest->people[v] & GV_POOL_CANDIDATE && !forced[v])
      l->queue[l->queued++] = (GvRated){ key_of(l, v, scores[v]), v };
  for (size_t at = l->queued / 2; at-- > 0;)
    gv_rated_sift_down(l->queue, l->queued, at);
  return TRUE;
}

static gboolean is_open(const List *l)
{
  return l->queued > 0 && l->room.count < l->room.rules->count;
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
  for (; is_open(&l); pop(&l))
    if (gv_room_has(&l.room, l.queue[0].v))
      take(&l, l.queue[0].v);
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

/* Some rounds of PageRank (algorithms/centrality/pagerank.c) from equal scores, times a constant:
 * those at the top are known long before the scores are. */
static gboolean few_rounds(GvGraph *attention, double *scores, GvTask *task, GError **error)
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
  for (int round = 0; round < PAGERANK_ROUNDS && gv_task_check(task, error); round++) {
#pragma omp parallel for num_threads(threads) schedule(static)
    for (GvVertex v = 0; v < in.n; v++)
      share[v] = PAGERANK_DAMPING * scores[v] * inverse[v];
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4096)
    for (GvVertex v = 0; v < in.n; v++)
      scores[v] = 1 - PAGERANK_DAMPING + gv_row_sum(in, share, v);
  }
  return gv_task_check(task, error);
}

gboolean gv_rival_pagerank(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error)
{
  g_autofree double *scores =
      gv_array_new_raw(gv_graph_vertices(contest->attention), sizeof *scores, error);

  return scores && few_rounds(contest->attention, scores, task, error) &&
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
  for (GvVertex v = 0; v < out.n; v++) {
    double total = contest->spread->kind == GV_SPREAD_WEIGHTED_CASCADE ? 0 : 1;
    for (GvEdge e = out.offsets[v];
         contest->spread->kind == GV_SPREAD_WEIGHTED_CASCADE && e < out.offsets[v + 1]; e++)
      total += gv_weight(out, e);
    s->scale[v] = 1 / total;
  }
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
  s->won[v] = 1;
  for (GvEdge e = s->in.offsets[v]; e < s->in.offsets[v + 1]; e++)
    s->won[s->in.targets[e]] += won_by(s, e, s->in.targets[e]);
}

/* What somebody adds only shrinks: whoever still leads when looked at anew comes next. */
static void take_lazily(List *l, Step *s)
{
  while (is_open(l)) {
    const GvVertex v = l->queue[0].v;
    double key;
    if (!gv_room_has(&l->room, v)) {
      pop(l);
      continue;
    }
    key = key_of(l, v, step_gain(s, v, others(s, v)));
    if (key < l->queue[0].key) {
      l->queue[0].key = key;
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

gboolean gv_rival_steps(const GvContest *contest, gboolean by_cost, GvVertex *one_step,
                        size_t *one_step_count, GvVertex *discount, size_t *discount_count,
                        GvTask *task, GError **error)
{
  g_auto(Step) s = { 0 };

  if (!step_init(&s, contest, error))
    return FALSE;
  step_begin(&s);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < s.in.n; v++)
    s.others[v] = others(&s, v);
  if (!gv_task_check(task, error) || !step_list(&s, by_cost, one_step, one_step_count, error))
    return FALSE;
  s.discounts = TRUE;
  return step_list(&s, by_cost, discount, discount_count, error);
}

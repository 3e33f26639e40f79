/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/rivals.h"

#include <grapevine/algorithm.h>

#include <string.h>

#include "algorithms/influence/rated.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

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

gboolean gv_rival_pagerank(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error)
{
  const GvCentrality *pagerank = gv_centrality_find("pagerank");
  g_autofree void *options = g_malloc0(pagerank->options_size);
  g_autofree double *scores =
      gv_array_new_raw(gv_graph_vertices(contest->attention), sizeof *scores, error);

  if (scores == NULL)
    return FALSE;
  gv_options_init(options, pagerank->params);
  return gv_options_set(options, gv_params_find(pagerank->params, "tolerance"), "1e-2", error) &&
         pagerank->run(contest->attention, options, scores, task, error) &&
         gv_rival_by_score(contest, scores, by_cost, seeds, count, error);
}

/* One step of the spread. */
typedef struct {
  const GvContest *contest;
  GvAdjacency in; /* listened-to <- listeners */
  double *scale;  /* [n] listeners: a tie's weight x this = its probability */
  double *won;    /* [n], probability that the chosen ones won v */
} Step;

static void step_clear(Step *s)
{
  g_free(s->scale);
  g_free(s->won);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Step, step_clear)

static gboolean step_init(Step *s, const GvContest *contest, GError **error)
{
  const GvAdjacency out = gv_graph_out(contest->attention);

  s->contest = contest;
  s->in = gv_graph_in(contest->attention);
  if (!(s->scale = gv_array_new(out.n, sizeof *s->scale, error)) ||
      !(s->won = gv_array_new(out.n, sizeof *s->won, error)))
    return FALSE;
  for (GvVertex v = 0; v < out.n; v++) {
    double total = contest->spread->kind == GV_SPREAD_WEIGHTED_CASCADE ? 0 : 1;
    for (GvEdge e = out.offsets[v];
         contest->spread->kind == GV_SPREAD_WEIGHTED_CASCADE && e < out.offsets[v + 1]; e++)
      total += gv_weight(out, e);
    s->scale[v] = 1 / total;
    s->won[v] = contest->people[v] & GV_POOL_ACTIVE ? 1 : 0;
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

/* What v adds in one step. */
static double step_gain(const Step *s, GvVertex v)
{
  const gboolean shares = s->contest->spread->cascade == GV_CASCADE_THRESHOLD;
  double gain = worth(s, v) * (1 - s->won[v]);

  for (GvEdge e = s->in.offsets[v]; e < s->in.offsets[v + 1]; e++) {
    const GvVertex u = s->in.targets[e];
    const double left = 1 - s->won[u], p = probability(s, e, u);
    gain += worth(s, u) * (shares ? MIN(p, left) : p * left);
  }
  return gain;
}

static void step_take(Step *s, GvVertex v)
{
  const gboolean shares = s->contest->spread->cascade == GV_CASCADE_THRESHOLD;

  s->won[v] = 1;
  for (GvEdge e = s->in.offsets[v]; e < s->in.offsets[v + 1]; e++) {
    const GvVertex u = s->in.targets[e];
    const double left = 1 - s->won[u], p = probability(s, e, u);
    s->won[u] += shares ? MIN(p, left) : p * left;
  }
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
    key = key_of(l, v, step_gain(s, v));
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

gboolean gv_rival_one_step(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                           size_t *count, GvTask *task, GError **error)
{
  g_auto(Step) s = { 0 };
  g_auto(List) l = { .contest = contest, .by_cost = by_cost, .seeds = seeds };
  g_autofree double *scores = NULL;

  if (!step_init(&s, contest, error) || !(scores = gv_array_new_raw(s.in.n, sizeof *scores, error)))
    return FALSE;
  for (size_t i = 0; i < contest->rules->forced_count; i++)
    step_take(&s, contest->rules->forced[i]);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < s.in.n; v++)
    scores[v] = step_gain(&s, v);
  if (!gv_task_check(task, error) || !list_begin(&l, scores, error))
    return FALSE;
  take_lazily(&l, &s);
  *count = l.count;
  return TRUE;
}

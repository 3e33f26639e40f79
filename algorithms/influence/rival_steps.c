/* Lists by what one step of the spread wins.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/influence/best_first.h"
#include "algorithms/row_sum.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

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
    s->scale[v] =
        contest->spread->kind == GV_SPREAD_WEIGHTED_CASCADE ? 1 / gv_row_weight(out, v) : 1;
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
static void take_lazily(GvBestFirst *l, Step *s)
{
  for (GvRated *next; (next = gv_best_first_next(l));) {
    const GvVertex v = next->v;
    double key;
    if (!gv_room_has(&l->room, v)) {
      gv_best_first_pop(l);
      continue;
    }
    key = gv_best_first_key(l, v, step_gain(s, v, others(s, v)));
    if (key < next->key) {
      next->key = key;
      gv_rated_sift_down(l->queue, l->queued, 0);
      continue;
    }
    gv_best_first_take(l, v);
    step_take(s, v);
    gv_best_first_pop(l);
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
  g_auto(GvBestFirst) l = { .contest = s->contest, .by_cost = by_cost, .seeds = seeds };
  g_autofree double *scores = gv_array_new_raw(s->in.n, sizeof *scores, error);

  if (scores == NULL)
    return FALSE;
  step_begin(s);
  for (GvVertex v = 0; v < s->in.n; v++)
    scores[v] = step_gain(s, v, s->others[v]);
  if (!gv_best_first_begin(&l, scores, error))
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

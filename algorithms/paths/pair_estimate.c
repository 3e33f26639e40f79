/* Pair i is the same whichever thread looks at it, what it adds are whole numbers,
 * and where pairs are counted over depends on these numbers alone: so the same
 * bits come out on any number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/pair_estimate.h"

#include <omp.h>
#include <string.h>

#include "algorithms/paths/pair_bound.h"
#include "algorithms/paths/pair_paths.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum {
  FIRST = 256,     /* pairs of the first plan */
  PLAN_PART = 16,  /* the last plan looks at this part of the pairs it asks for */
  CHECKS = 128,    /* of what is planned, looks at how far it is */
  PAIR_COST = 96,  /* of a pair beside its ties, in ties */
  TOP_CHECKS = 16, /* the same where a look is over everybody */
  TOP_PATIENCE =
      4,           /* times what is planned is where a top that is not what it seemed is given up */
  EXACT_PART = 16, /* so much of the exact scores' cost is risked to learn which is less */
};

/* GvSeen holds the sums of so many; a cap beyond it is exact at any price. */
#define MOST_PAIRS 0x1p33

/* One thread's. */
typedef struct {
  GvPairPaths paths;
  GvSeen *seen; /* [n] */
  GvEdge connected;
  gboolean overflow;
} Scratch;

typedef struct {
  GvVertex n;
  uint64_t seed;
  GArray *pool; /* of Scratch, one a thread */
  GvBound bound;
  double epsilon;
  GvVertex top;
  double *low; /* [n], with top: what shares are at least */
} Estimate;

static void scratch_clear(Scratch *s)
{
  gv_pair_paths_clear(&s->paths);
  g_free(s->seen);
}

static gboolean estimate_init(Estimate *e, GvGraph *graph, const GvPairWish *wish, int threads,
                              GError **error)
{
  *e = (Estimate){ .n = gv_graph_vertices(graph), .seed = wish->seed };
  e->epsilon = wish->epsilon;
  e->top = wish->top;
  e->pool = g_array_new(FALSE, TRUE, sizeof(Scratch));
  g_array_set_clear_func(e->pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(e->pool, (guint)threads);
  for (guint t = 0; t < e->pool->len; t++) {
    Scratch *s = &g_array_index(e->pool, Scratch, t);
    if (!gv_pair_paths_init(&s->paths, graph, error) ||
        !(s->seen = gv_array_new(e->n, sizeof *s->seen, error)))
      return FALSE;
  }
  return gv_bound_init(&e->bound, e->n, wish->delta, error) &&
         (e->top == 0 || (e->low = gv_array_new(e->n, sizeof *e->low, error)));
}

static void estimate_clear(Estimate *e)
{
  if (e->pool)
    g_array_unref(e->pool);
  gv_bound_clear(&e->bound);
  g_free(e->low);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Estimate, estimate_clear)

static void add_shares(Scratch *s, const GvPairBall *ball)
{
  for (GvVertex i = 0; i < ball->inside; i++)
    gv_seen_add(&s->seen[ball->between[i]], gv_pair_paths_share(&s->paths, ball->between[i]));
}

static void look_at(Scratch *s, GvVertex n, uint64_t seed, GvEdge pair)
{
  GvRng rng = gv_rng(seed, pair);
  const GvVertex source = gv_rng_below(&rng, n), other = gv_rng_below(&rng, n - 1);
  GvPairPaths *p = &s->paths;

  gv_pair_paths_find(p, source, other + (other >= source));
  s->connected += p->total > 0;
  if (isfinite(p->total)) {
    add_shares(s, &p->balls[0]);
    add_shares(s, &p->balls[1]);
  } else {
    s->overflow = TRUE;
  }
  gv_pair_paths_forget(p);
}

/* Pairs [first, last). */
static gboolean look_at_pairs(Estimate *e, GvEdge first, GvEdge last, double done, GvTask *task,
                              GError **error)
{
  gboolean overflow = FALSE;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 8)
  for (GvEdge i = first; i < last; i++)
    if (!gv_task_is_cancelled(task))
      look_at(&g_array_index(e->pool, Scratch, omp_get_thread_num()), e->n, e->seed, i);
  for (guint t = 0; t < e->pool->len; t++)
    overflow |= g_array_index(e->pool, Scratch, t).overflow;
  if (overflow)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                        "betweenness: more than 1e308 shortest paths between two people");
  return !overflow && gv_task_step(task, MIN(done, 1), error);
}

/* Of all threads together. */
static GvSeen seen_of(const Estimate *e, GvVertex v)
{
  GvSeen all = { 0, 0 };

  for (guint t = 0; t < e->pool->len; t++) {
    const GvSeen one = g_array_index(e->pool, Scratch, t).seen[v];
    all.sum += one.sum;
    all.squares += one.squares;
  }
  return all;
}

/* Moves what all threads have seen into the first one's. */
static GvSeen *gather(Estimate *e)
{
  GvSeen *first = g_array_index(e->pool, Scratch, 0).seen;

  for (GvVertex v = 0; v < e->n; v++)
    first[v] = seen_of(e, v);
  for (guint t = 1; t < e->pool->len; t++)
    memset(g_array_index(e->pool, Scratch, t).seen, 0, e->n * sizeof *first);
  return first;
}

static void count(const Estimate *e, GvEdge pairs, GvPairReport *report)
{
  report->pairs = pairs;
  report->arcs = 0;
  report->connected = 0;
  for (guint t = 0; t < e->pool->len; t++) {
    const Scratch *s = &g_array_index(e->pool, Scratch, t);
    report->arcs += s->paths.arcs;
    report->connected += s->connected;
  }
}

/* In ties looked at, of so many pairs like those counted. */
static double cost_of(const GvPairReport *r, double pairs)
{
  return pairs * ((double)r->arcs / (double)r->pairs + PAIR_COST);
}

/* The exact searches cost what they reach; 1: not nothing where no pair had a path. */
static double exact_cost(const GvPairReport *r, const GvPairWish *wish)
{
  return wish->exact_cost * (((double)r->connected + 1) / ((double)r->pairs + 1));
}

/* What the top-th highest of e->low is at least, to 2^-40. */
static double top_of(const Estimate *e)
{
  double least = 0;

  for (double step = 0.5; step > 0x1p-41; step /= 2) {
    GvVertex above = 0;
    for (GvVertex v = 0; v < e->n; v++)
      above += e->low[v] >= least + step;
    if (above >= e->top)
      least += step;
  }
  return least;
}

/* Plans from what was seen; FALSE where too little was seen to know what to aim at. */
static gboolean aim(Estimate *e, const GvSeen *seen, double pairs)
{
  double epsilon = e->epsilon;

  for (GvVertex v = 0; e->top && v < e->n; v++)
    e->low[v] = gv_seen_sum(seen[v].sum) / pairs;
  if (e->top) /* known to epsilon t / (1 + epsilon), t is known to be t / (1 + epsilon) */
    epsilon *= top_of(e) / (1 + epsilon);
  if (epsilon > 0)
    gv_bound_plan(&e->bound, epsilon, seen, pairs);
  return epsilon > 0;
}

/* Looks at pairs until they are enough to plan with, and sets report->sampled. */
static gboolean plan(Estimate *e, const GvPairWish *wish, GvPairReport *report, GvTask *task,
                     GError **error)
{
  GvEdge pairs = 0, next = FIRST;
  gboolean aimed;

  do {
    if (!look_at_pairs(e, pairs, next, 0, task, error))
      return FALSE;
    pairs = next;
    aimed = aim(e, gather(e), (double)pairs);
    count(e, pairs, report);
    next = 2 * pairs;
    if (aimed && e->bound.planned / PLAN_PART < (double)next)
      next = (GvEdge)(e->bound.planned / PLAN_PART) + 1;
  } while (next > pairs && (double)next < MOST_PAIRS &&
           cost_of(report, (double)next) < exact_cost(report, wish) / EXACT_PART);
  report->planned = pairs;
  report->sampled = aimed && e->bound.cap <= MOST_PAIRS &&
                    cost_of(report, e->bound.planned) < exact_cost(report, wish);
  return TRUE;
}

/* TRUE where all are known to bound. *doubtful: whom to ask first, and who was not. */
static gboolean all_known(const Estimate *e, GvEdge pairs, double bound, GvVertex *doubtful)
{
  for (GvVertex i = 0; i < e->n; i++) {
    const GvVertex v = (GvVertex)(((GvEdge)*doubtful + i) % e->n);
    if (gv_bound_width(&e->bound, v, seen_of(e, v), (double)pairs) > bound) {
      *doubtful = v;
      return FALSE;
    }
  }
  return TRUE;
}

/* To what all have to be known, by what is known of the top. */
static double wanted(Estimate *e, GvEdge pairs)
{
  if (e->top == 0)
    return e->epsilon;
  for (GvVertex v = 0; v < e->n; v++) {
    const GvSeen seen = seen_of(e, v);
    const double mean = gv_seen_sum(seen.sum) / (double)pairs;
    e->low[v] = mean - gv_bound_width(&e->bound, v, seen, (double)pairs);
  }
  return e->epsilon * top_of(e);
}

/* Looks at pairs, those numbered from report->planned on, until all are known; returns
 * how many, 0 on error. Sets report->bound, and sampled to FALSE where, with top,
 * the plan hoped for too much. */
static GvEdge look_until_known(Estimate *e, GvPairReport *report, GvTask *task, GError **error)
{
  const GvEdge step = (GvEdge)(e->bound.planned / (e->top ? TOP_CHECKS : CHECKS)) + 1;
  const GvEdge most = (GvEdge)MIN(e->bound.cap, TOP_PATIENCE * e->bound.planned);
  const GvEdge end = e->top ? MAX(most, 1) : (GvEdge)e->bound.cap, first = report->planned;
  GvVertex doubtful = 0;
  GvEdge pairs = 0;

  report->sampled = FALSE;
  while (!report->sampled && pairs < end) {
    const GvEdge next = MIN(pairs + step, end);
    if (!look_at_pairs(e, first + pairs, first + next, (double)next / e->bound.planned, task,
                       error))
      return 0;
    pairs = next;
    report->bound = wanted(e, pairs);
    report->sampled = all_known(e, pairs, report->bound, &doubtful);
  }
  return pairs;
}

gboolean gv_pair_estimate(GvGraph *graph, const GvPairWish *wish, double *shares,
                          GvPairReport *report, GvTask *task, GError **error)
{
  g_auto(Estimate) e = { 0 };
  GvEdge pairs;

  *report = (GvPairReport){ 0 };
  if (!estimate_init(&e, graph, wish, gv_task_threads(task), error) ||
      !gv_task_step(task, 0, error) || !plan(&e, wish, report, task, error))
    return FALSE;
  if (!report->sampled)
    return TRUE;
  memset(g_array_index(e.pool, Scratch, 0).seen, 0, e.n * sizeof(GvSeen));
  if ((pairs = look_until_known(&e, report, task, error)) == 0)
    return FALSE;
  count(&e, report->planned + pairs, report);
  for (GvVertex v = 0; report->sampled && v < e.n; v++)
    shares[v] = gv_seen_sum(seen_of(&e, v).sum) / (double)pairs;
  return TRUE;
}

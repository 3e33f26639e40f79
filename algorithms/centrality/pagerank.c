/* PageRank: the share of time of a walker who, from u, follows a tie u -> v
 * with probability damping * w(u,v) / out_strength(u), and jumps anywhere
 * otherwise; from a person without ties out always.
 *
 *   x(v) = (1 - d) / n + d * (sum over u -> v of x(u) w(u,v) / s(u) + stuck / n)
 *
 * with d the damping, s(u) the out-strength and stuck the sum of x over those
 * without ties out. Directed; undirected: each edge both ways. Sums to 1.
 *
 * One round shrinks the L1 distance to the fixed point by d at least, hence
 * error <= change * d / (1 - d): rounds go on until that bound, not the change,
 * is below the tolerance. Pull form: one writer a score, terms in a fixed order; totals are added
 * up by blocks of fixed size. On an undirected graph conjugate gradients come first, and a round
 * then shows the same bound.
 *
 * L. Page, S. Brin, R. Motwani, T. Winograd. The PageRank citation ranking:
 * bringing order to the Web. Stanford InfoLab, 1999.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>

#include "algorithms/centrality/conjugate.h"
#include "algorithms/hot_rows.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BLOCK = 2048 }; /* vertices a block; part of the result's bits */

typedef struct {
  double damping;
  double tolerance;
  int64_t max_rounds;
} Options;

/* What a round adds up. */
typedef struct {
  double change; /* sum of |x - x of the round before| */
  double stuck;  /* sum of x where there is no tie out */
} Totals;

typedef struct {
  GvHotRows in; /* everything is by its rows */
  GvVertex n;
  double damping;
  int threads;
  GvEdge block_count;
  double *inverse;    /* [n], 1 / out-strength, 0 where that is 0 */
  double *share;      /* [n], x * inverse of the round before */
  double *next_share; /* [n] */
  Totals *blocks;     /* [block_count] */
} Walk;

static void walk_clear(Walk *w)
{
  gv_hot_rows_clear(&w->in);
  g_free(w->inverse);
  g_free(w->share);
  g_free(w->next_share);
  g_free(w->blocks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Walk, walk_clear)

static gboolean walk_init(Walk *w, GvGraph *graph, GError **error)
{
  const GvAdjacency out = gv_graph_out(graph);

  if (!gv_hot_rows_init(&w->in, gv_graph_in(graph), out, w->threads, error))
    return FALSE;
  w->n = out.n;
  w->block_count = ((GvEdge)out.n + BLOCK - 1) / BLOCK;
  if (!(w->inverse = gv_array_new_raw(out.n, sizeof *w->inverse, error)) ||
      !(w->share = gv_array_new_raw(out.n, sizeof *w->share, error)) ||
      !(w->next_share = gv_array_new_raw(out.n, sizeof *w->next_share, error)) ||
      !(w->blocks = gv_array_new(w->block_count, sizeof *w->blocks, error)))
    return FALSE;

#pragma omp parallel for num_threads(w->threads) schedule(dynamic, BLOCK)
  for (GvVertex r = 0; r < out.n; r++) {
    const GvVertex v = gv_hot_rows_whose(&w->in, r);
    w->inverse[r] = gv_degree(out, v) ? 1 / gv_row_weight(out, v) : 0;
  }
  return TRUE;
}

static Totals update_block(Walk *w, GvEdge block, double jump, double *scores)
{
  const GvVertex first = (GvVertex)(block * BLOCK);
  const GvVertex last = (GvVertex)MIN((GvEdge)first + BLOCK, w->n);
  Totals totals = { 0, 0 };

  for (GvVertex v = first; v < last; v++) {
    double score = jump + w->damping * gv_hot_rows_sum(&w->in, w->share, v);
    totals.change += fabs(score - scores[v]);
    totals.stuck += w->inverse[v] == 0 ? score : 0;
    w->next_share[v] = score * w->inverse[v];
    scores[v] = score;
  }
  return totals;
}

/* Totals in order of the blocks, whoever computed them. */
static Totals add_up(const Walk *w)
{
  Totals all = { 0, 0 };

  for (GvEdge b = 0; b < w->block_count; b++) {
    all.change += w->blocks[b].change;
    all.stuck += w->blocks[b].stuck;
  }
  return all;
}

static Totals one_round(Walk *w, double stuck, double *scores)
{
  const double jump = (1 - w->damping + w->damping * stuck) / w->n;
  double *old = w->share;

#pragma omp parallel for num_threads(w->threads) schedule(dynamic, 1)
  for (GvEdge b = 0; b < w->block_count; b++)
    w->blocks[b] = update_block(w, b, jump, scores);
  w->share = w->next_share;
  w->next_share = old;
  return add_up(w);
}

/* From what scores hold. Returns the share of those without ties out. */
static double start(Walk *w, const double *scores)
{
  double stuck = 0;

  for (GvVertex v = 0; v < w->n; v++) {
    w->share[v] = scores[v] * w->inverse[v];
    stuck += w->inverse[v] == 0 ? scores[v] : 0;
  }
  return stuck;
}

/* Where to start the rounds: directed, everyone equally; undirected, so near the
 * solution that one round is enough to show it. */
static gboolean first_scores(const Walk *w, const Options *o, gboolean directed, double *scores,
                             int64_t *rounds, GvTask *task, GError **error)
{
  const GvConjugateWalk undirected = { &w->in, w->inverse, o->damping,
                                       0.9 * o->tolerance * (1 - o->damping) / o->damping,
                                       o->max_rounds };

  *rounds = 0;
  if (!directed && o->damping > 0)
    return gv_conjugate_walk_run(&undirected, scores, rounds, task, error);
  for (GvVertex v = 0; v < w->n; v++)
    scores[v] = 1.0 / w->n;
  return TRUE;
}

static gboolean walk_run(Walk *walk, const Options *o, gboolean directed, double *scores,
                         GvTask *task, GError **error)
{
  double stuck;
  int64_t round;

  if (!first_scores(walk, o, directed, scores, &round, task, error))
    return FALSE;
  stuck = start(walk, scores);
  for (; round < o->max_rounds; round++) {
    if (!gv_task_step(task, (double)round / (double)o->max_rounds, error))
      return FALSE;
    Totals totals = one_round(walk, stuck, scores);
    if (totals.change * o->damping / (1 - o->damping) < o->tolerance)
      return TRUE;
    stuck = totals.stuck;
  }
  g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
              "pagerank: not within --tolerance after %" G_GINT64_FORMAT
              " rounds; raise --max-rounds or --tolerance",
              o->max_rounds);
  return FALSE;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const Options *o = options;
  const gboolean directed = gv_graph_is_directed(graph);
  g_auto(Walk) walk = { .damping = o->damping, .threads = gv_task_threads(task) };
  g_autofree double *by_row = NULL;

  if (!walk_init(&walk, graph, error))
    return FALSE;
  if (walk.in.order == NULL)
    return walk_run(&walk, o, directed, scores, task, error);
  if (!(by_row = gv_array_new_raw(walk.n, sizeof *by_row, error)) ||
      !walk_run(&walk, o, directed, by_row, task, error))
    return FALSE;
  for (GvVertex r = 0; r < walk.n; r++)
    scores[walk.in.order[r]] = by_row[r];
  return TRUE;
}

static const GvParam params[] = {
  { .name = "damping",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, damping),
    .min = 0,
    .max = 0.9999,
    .initial = 0.85,
    .help = "probability of following a tie" },
  { .name = "tolerance",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, tolerance),
    .min = 1e-15,
    .max = 1,
    .initial = 1e-12,
    .help = "stop when the scores are wrong by less in total" },
  { .name = "max-rounds",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, max_rounds),
    .min = 1,
    .max = 100000000,
    .initial = 1000000,
    .help = "give up after this many rounds" },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_pagerank = {
  .name = "pagerank",
  .summary = "share of the attention that wanders along the ties",
  .formula = "x(v) = (1-d)/n + d (sum over u -> v of x(u) w(u,v) / out_strength(u) + stuck/n), "
             "d = 0.85, sums to 1; stuck = sum of x where there is no tie out",
  .reference = "Page, Brin, Motwani, Winograd 1999",
  .cost = "O(m) a round, at most log(tolerance) / log(damping) rounds, about; "
          "undirected fewer; 24 bytes x n, undirected 56; from 65536 people on also 24 x n and 2 to 4 "
          "a tie, with weights 8 more",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};

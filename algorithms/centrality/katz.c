/* Katz centrality: all walks that end at a person, the longer the less.
 *
 *   x(v) = 1 + alpha * sum over u -> v of w(u,v) x(u),   alpha = 0.85 / lambda
 *
 * for the largest eigenvalue lambda; where there is no cycle, and hence lambda =
 * 0, the largest weight stands for it. Along the ties: towards who gets attention.
 *
 * Rounds begin at 1 and only add, so with r the largest change of a round
 * (I - alpha A)^-1 r <= r x: every score is below its limit by less than r of
 * it. Rounds go on until that is below the tolerance, or rounding.
 *
 * L. Katz. A new status index derived from sociometric analysis. Psychometrika
 * 18(1), 1953.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <string.h>

#include "algorithms/spectral/perron.h"
#include "algorithms/row_sum.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

#define DEFAULT_SHARE 0.85 /* of 1 / lambda */

typedef struct {
  double alpha; /* 0 = DEFAULT_SHARE / lambda */
  double tolerance;
  int64_t max_rounds;
} Options;

/* Above 1 / lambda the walks add up to infinity. */
static gboolean choose_alpha(GvAdjacency in, double given, double *alpha, GvTask *task,
                             GError **error)
{
  double lambda;

  if (!gv_perron_radius(in, &lambda, task, error))
    return FALSE;
  if (given * lambda >= 1) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "katz: --alpha must be below %g, 1 / the network's largest eigenvalue", 1 / lambda);
    return FALSE;
  }
  *alpha = given > 0 ? given : DEFAULT_SHARE / gv_perron_unit(in, lambda);
  return TRUE;
}

static gboolean set_limit(GError **error, int64_t rounds)
{
  g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
              "katz: not within --tolerance after %" G_GINT64_FORMAT
              " rounds; raise --max-rounds or --tolerance, or lower --alpha",
              rounds);
  return FALSE;
}

/* x = 1 + alpha * arriving; the largest change beyond rounding. */
static double next_round(GvAdjacency in, double alpha, const double *x, double *next, int threads)
{
  double largest = 0;

#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024) reduction(max : largest)
  for (GvVertex v = 0; v < in.n; v++) {
    next[v] = 1 + alpha * gv_row_sum(in, x, v);
    const double change = next[v] - x[v];
    largest = change > 0x1p-50 * next[v] ? MAX(largest, change) : largest;
  }
  return largest;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const Options *o = options;
  const GvAdjacency in = gv_graph_in(graph);
  g_autofree double *next = gv_array_new_raw(in.n, sizeof *next, error);
  double alpha;

  if (next == NULL || !choose_alpha(in, o->alpha, &alpha, task, error))
    return FALSE;
  for (GvVertex v = 0; v < in.n; v++)
    scores[v] = 1;
  for (int64_t round = 0; round < o->max_rounds; round++) {
    if (!gv_task_step(task, (double)round / (double)o->max_rounds, error))
      return FALSE;
    const double change = next_round(in, alpha, scores, next, gv_task_threads(task));
    memcpy(scores, next, in.n * sizeof *scores);
    if (!isfinite(change))
      break;
    if (change < o->tolerance)
      return TRUE;
  }
  return set_limit(error, o->max_rounds);
}

static const GvParam params[] = {
  { .name = "alpha",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, alpha),
    .min = 0,
    .max = 1e300,
    .help = "what a tie more leaves of a walk; 0 = 0.85 / the largest eigenvalue" },
  { .name = "tolerance",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, tolerance),
    .min = 1e-15,
    .max = 1,
    .initial = 1e-12,
    .help = "stop when the scores are wrong by less, each as a share of itself" },
  { .name = "max-rounds",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, max_rounds),
    .min = 1,
    .max = 100000000,
    .initial = 1000000,
    .help = "give up after this many rounds" },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_katz = {
  .name = "katz",
  .summary = "all walks of attention that end at a person, the longer the less",
  .formula = "x(v) = 1 + alpha sum over u -> v of w(u,v) x(u), alpha = 0.85 / lambda, lambda the "
             "largest eigenvalue (without a cycle the largest weight)",
  .reference = "Katz 1953",
  .cost = "O(n + m) a round, log(tolerance) / log(alpha lambda) rounds, about, and what lambda "
          "takes (eigenvector); 80 bytes a vertex",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};

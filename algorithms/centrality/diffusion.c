/* Diffusion centrality: how often others hear of what a person says within T steps.
 *
 *   diffusion(v) = sum over t = 1 .. T of ((q B)^t 1)(v),   q = 1 / lambda
 *
 * B(v,u) = w(u,v): influence runs against attention, so the walks of influence
 * from v are those of attention that end at v. lambda is the largest eigenvalue;
 * where there is no cycle the largest weight stands for it.
 *
 * A. Banerjee, A. G. Chandrasekhar, E. Duflo, M. O. Jackson. The diffusion of
 * microfinance. Science 341:1236498, 2013.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/spectral/perron.h"
#include "algorithms/row_sum.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  int64_t steps;
} Options;

/* now = q B before, and onto the scores. */
static void walk_on(GvAdjacency in, double q, const double *before, double *now, double *scores,
                    int threads)
{
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < in.n; v++) {
    now[v] = q * gv_row_sum(in, before, v);
    scores[v] += now[v];
  }
}

static gboolean check_finite(const double *scores, GvVertex n, GError **error)
{
  for (GvVertex v = 0; v < n; v++)
    if (!isfinite(scores[v])) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                          "diffusion: more than 1e308 walks; lower --steps");
      return FALSE;
    }
  return TRUE;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const Options *o = options;
  const GvAdjacency in = gv_graph_in(graph);
  g_autofree double *before = gv_array_new_raw(in.n, sizeof *before, error);
  g_autofree double *now = before ? gv_array_new_raw(in.n, sizeof *now, error) : NULL;
  double lambda, q;

  if (now == NULL || !gv_perron_radius(in, &lambda, task, error))
    return FALSE;
  q = 1 / gv_perron_unit(in, lambda);
  for (GvVertex v = 0; v < in.n; v++) {
    scores[v] = 0;
    before[v] = 1;
  }
  for (int64_t t = 0; t < o->steps; t++) {
    double *old = before;
    walk_on(in, q, before, now, scores, gv_task_threads(task));
    before = now;
    now = old;
    if (!gv_task_step(task, (double)t / (double)o->steps, error))
      return FALSE;
  }
  return check_finite(scores, in.n, error);
}

static const GvParam params[] = {
  { .name = "steps",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, steps),
    .min = 1,
    .max = 1000000,
    .initial = 3,
    .help = "how many times what is said is passed on" },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_diffusion = {
  .name = "diffusion",
  .summary = "how often others hear of what a person says within a few steps",
  .formula = "diffusion(v) = sum over t = 1..T of ((qB)^t 1)(v), B(v,u) = w(u,v), T = 3, q = 1 / "
             "lambda, the largest eigenvalue (without a cycle the largest weight)",
  .reference = "Banerjee, Chandrasekhar, Duflo, Jackson 2013",
  .cost = "O(n + m) a step, and what lambda takes (eigenvector); 80 bytes a vertex",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};

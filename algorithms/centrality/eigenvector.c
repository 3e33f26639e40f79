/* Eigenvector centrality: heard by those who are heard themselves.
 *
 *   lambda x(v) = sum over u -> v of w(u,v) x(u),   the largest x being 1
 *
 * for the largest eigenvalue lambda. Directed: along the ties, from who pays
 * attention to who gets it. Where lambda is not simple, the limit of the power
 * iteration from x = 1; without a cycle 0. See algorithms/spectral/limit.h.
 *
 * P. Bonacich. Factoring and weighting approaches to status scores and clique
 * identification. J. Mathematical Sociology 2(1), 1972.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/spectral/limit.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const GvOperator m = { gv_graph_in(graph), gv_graph_out(graph) };
  (void)options;

  if (!gv_spectral_limit(m, NULL, scores, task, error))
    return FALSE;
  gv_scale_to_largest(scores, m.in.n);
  return TRUE;
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_eigenvector = {
  .name = "eigenvector",
  .summary = "attention from people who have attention themselves",
  .formula = "lambda x(v) = sum over u -> v of w(u,v) x(u), lambda the largest eigenvalue, "
             "largest x = 1; 0 without a cycle",
  .reference = "Bonacich 1972; several leading components: Rothblum 1975",
  .cost = "O(n + m) a round, log(1e-14) / log(ratio of the two largest eigenvalues) rounds, about; "
          "100 bytes a vertex",
  .params = params,
  .run = run,
};

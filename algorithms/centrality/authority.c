/* authority(v) = v's entry of the leading eigenvector of A^T A, A(u,v) = w(u,v), the
 * largest being 1: what those point to who know. Where the largest eigenvalue is not simple, the
 * limit of the power iteration from 1; without ties 0. Undirected: A is symmetric.
 *
 * J. M. Kleinberg. Authoritative sources in a hyperlinked environment. J. ACM
 * 46(5), 1999.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/spectral/hits.h"

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  (void)options;
  return gv_hits_run(graph, GV_HITS_AUTHORITY, scores, task, error);
}

static const GvParam params[] = { GV_PARAMS_END };

const GvCentrality gv_centrality_authority = {
  .name = "authority",
  .summary = "attention from people who pay it to the right ones",
  .formula = "lambda x = A^T A x, A(u,v) = w(u,v), lambda the largest eigenvalue, largest x = 1; "
             "0 without ties",
  .reference = "Kleinberg 1999",
  .cost = "O(n + m) a round, log(1e-14) / log(ratio of the two largest singular values) rounds, "
          "about; 240 bytes a vertex, 8 or 24 an edge",
  .params = params,
  .run = run,
};

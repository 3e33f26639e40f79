/* Communities by the Louvain method, with disconnected ones split on each level
 * and at the end. The quality functions are those of leiden.c; without its
 * refinement it is quicker, and communities may hang together by little.
 *
 * V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre. Fast unfolding of
 * communities in large networks. J. Stat. Mech. P10008, 2008.
 * S. Sahu. An approach for addressing internally-disconnected communities in
 * Louvain algorithm. arXiv:2402.11454, 2024.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/multilevel.h"

static gboolean run(GvGraph *graph, const void *options, GvVertex *labels, GvPartition *partition,
                    GvTask *task, GError **error)
{
  return gv_multilevel_run(graph, options, GV_COARSEN_COMPONENTS, labels, partition, task, error);
}

const GvCommunityMethod gv_community_method_fast = {
  .name = "fast",
  .summary = "connected communities, quicker than leiden and a little worse",
  .reference = "Blondel, Guillaume, Lambiotte & Lefebvre 2008",
  .cost =
      "about O(m) time a level; 8 bytes an edge of the coarse levels, 60 a vertex, 8 a vertex and "
      "thread",
  .options_size = sizeof(GvMultilevelOptions),
  .params = gv_multilevel_params,
  .run = run,
};

/* Communities by the Louvain method: move people, make each community one, move
 * those, and so on. The quality functions are those of leiden.c. Communities that
 * fall apart are split at the end only; `fast` does so on each level, `leiden`
 * keeps them from arising.
 *
 * V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre. Fast unfolding of
 * communities in large networks. J. Stat. Mech. P10008, 2008.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/multilevel.h"

static gboolean run(GvGraph *graph, const void *options, GvVertex *labels, GvPartition *partition,
                    GvTask *task, GError **error)
{
  return gv_multilevel_run(graph, options, GV_COARSEN_COMMUNITIES, labels, partition, task, error);
}

const GvCommunityMethod gv_community_method_louvain = {
  .name = "louvain",
  .summary = "the classic, for comparison; communities that fall apart are split at the end",
  .reference = "Blondel, Guillaume, Lambiotte & Lefebvre 2008",
  .cost =
      "about O(m) time a level; 8 bytes an edge of the coarse levels, 70 a vertex, 8 a vertex and "
      "thread",
  .options_size = sizeof(GvMultilevelOptions),
  .params = gv_multilevel_params,
  .run = run,
};

/* Communities by the Leiden method.
 *
 * Maximises modularity, sum over c of [ w_in(c) / 2m - g (K_c / 2m)^2 ], or the
 * constant Potts model, sum over c of [ w_in(c) / 2 - g n_c (n_c - 1) / 2 ],
 * where w_in(c) is the weight inside community c (each pair both ways), K_c the
 * strength of its n_c members, 2m the weight of all and g the resolution. Arcs
 * are read as undirected, mutual pairs added up. With --direction leicht-newman
 * modularity is sum over c of [ w_in(c) / m - g (out_c / m) (in_c / m) ], arcs
 * counted once, out_c what its members send and in_c what they get.
 *
 * V. A. Traag, L. Waltman, N. J. van Eck. From Louvain to Leiden: guaranteeing
 * well-connected communities. Scientific Reports 9:5233, 2019.
 * E. A. Leicht, M. E. J. Newman. Community structure in directed networks. Physical
 * Review Letters 100, 2008.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/multilevel.h"

static gboolean run(GvGraph *graph, const void *options, GvVertex *labels, GvPartition *partition,
                    GvTask *task, GError **error)
{
  return gv_multilevel_run(graph, options, GV_COARSEN_REFINED, labels, partition, task, error);
}

const GvCommunityMethod gv_community_method_leiden = {
  .name = "leiden",
  .summary = "connected communities of high modularity",
  .reference = "Traag, Waltman & van Eck 2019; directed: Leicht & Newman 2008",
  .cost =
      "about O(m) time a level; 8 bytes an edge of the coarse levels, 60 a vertex, 8 a vertex and "
      "thread",
  .options_size = sizeof(GvMultilevelOptions),
  .params = gv_multilevel_params,
  .run = run,
};

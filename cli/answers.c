/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/answers.h"

#include "algorithms/learning/calibration.h"

static gboolean names_one(GvAdjacency out, GvVertex asked, const GHashTable *seeds)
{
  for (GvEdge e = out.offsets[asked]; e < out.offsets[asked + 1]; e++)
    if (g_hash_table_contains((GHashTable *)(gintptr)seeds, GUINT_TO_POINTER(out.targets[e])))
      return TRUE;
  return FALSE;
}

void answers_report(Run *run, const GvNetwork *network, const GvSeeds *seeds)
{
  const GvGraph *graph = gv_network_graph(network);
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  g_autoptr(GHashTable) chosen = g_hash_table_new(NULL, NULL);
  GvVertex asked = 0, named = 0, reached = 0;
  double low, high;

  for (size_t i = 0; i < seeds->count; i++)
    g_hash_table_add(chosen, GUINT_TO_POINTER(seeds->seeds[i]));
  for (GvVertex v = 0; v < out.n; v++) {
    asked += gv_degree(out, v) > 0;
    named += gv_degree(in, v) > 0;
    reached += names_one(out, v, chosen) ? 1 : 0;
  }
  gv_summary_result_int(run->summary, "asked", asked);
  gv_summary_result_int(run->summary, "named", named);
  gv_summary_result_int(run->summary, "asked_who_named_a_seed", reached);
  if (asked == 0)
    return;
  const double share = (double)reached / asked;
  gv_wilson(share, asked, &low, &high);
  gv_summary_result_real(run->summary, "share_who_name_a_seed", share);
  gv_summary_result_real(run->summary, "share_low_95", low);
  gv_summary_result_real(run->summary, "share_high_95", high);
}

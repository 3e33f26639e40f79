/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/finish.h"

#include <string.h>

#include "algorithms/communities/quality.h"
#include "algorithms/communities/refine.h"

void gv_communities_mend(GvMover *m, const GvLevel *level)
{
  GvAssignment *a = &m->assignment;

  gv_split(level, a->community, m->list, a->members, m->threads);
  memcpy(a->community, m->list, level->n * sizeof *a->community);
  gv_assignment_count(a, level);
  for (GvVertex v = 0; v < level->n; v++)
    if (a->members[a->community[v]] == 1 && gv_level_degree(level, v) > 0) {
      const GvProposal p = gv_mover_propose(m, level, v, &m->nearby[0]);
      if (p.improvement > 0)
        gv_assignment_move(a, level, v, p.community);
    }
}

gboolean gv_communities_report(const GvMover *m, const GvLevel *level, GvReport report,
                               GvVertex *labels, GvPartition *partition, GError **error)
{
  GvModularity q;

  memcpy(labels, m->assignment.community, level->n * sizeof *labels);
  if (!gv_labels_sort(labels, level->n, &partition->communities, error))
    return FALSE;
  const GvLabelling l = { labels, partition->communities, report.directed };
  if (!gv_modularity(level, l, m->threads, &q, error))
    return FALSE;
  partition->modularity = q.inside - report.resolution * q.expected;
  partition->modularity_at_1 = q.inside - q.expected;
  return gv_count_disconnected(level, labels, m->threads, &partition->disconnected, error);
}

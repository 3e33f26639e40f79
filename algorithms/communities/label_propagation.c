/* Communities by label propagation: everybody takes the label that most of their
 * contacts have, by weight, until nobody wants another.
 *
 * This is local moving (moving.h) without a penalty: each move raises the weight
 * inside communities, so it ends. Who has a best label keeps it; of others that
 * are equally good each person takes one by lot. Only those are looked at again
 * whose contacts moved. Ties are read both ways. Components of a label are
 * communities of their own. No quality keeps a label from taking over a network
 * with hubs.
 *
 * U. N. Raghavan, R. Albert, S. Kumara. Near linear time algorithm to detect
 * community structures in large-scale networks. Physical Review E 76, 2007.
 * V. A. Traag, L. Subelj. Large network community detection by fast label
 * propagation. Scientific Reports 13:2701, 2023.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/finish.h"
#include "algorithms/communities/moving.h"
#include "algorithms/communities/multilevel.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum { SWEEPS = 1000 }; /* of a large network; all but a few people settle in ten */

static gboolean propagate(GvMover *m, const GvLevel *level, GError **error)
{
  for (GvVertex v = 0; v < level->n; v++)
    m->assignment.community[v] = v;
  gv_assignment_count(&m->assignment, level);
  if (!gv_moving_run(m, level, (GvPatience){ SWEEPS, 0 }, error))
    return FALSE;
  gv_communities_mend(m, level);
  return TRUE;
}

static gboolean run(GvGraph *graph, const void *options, GvVertex *labels, GvPartition *partition,
                    GvTask *task, GError **error)
{
  const GvMultilevelOptions *o = options;
  g_autoptr(GvGraph) undirected = NULL;
  g_auto(GvLevel) level = { 0 };
  g_auto(GvMover) m = { 0 };
  GvUnit unit;

  gv_task_set_label(task, "communities");
  *partition = (GvPartition){ .levels = 0 };
  if (!(undirected = gv_graph_symmetrised(graph, task, error)) ||
      !gv_level_init(&level, graph, undirected, GV_MASS_PEOPLE, &unit, error) ||
      !gv_mover_init(&m, &level, task, error))
    return FALSE;
  m.total = unit.total;
  m.seed = gv_mix64((uint64_t)o->seed);
  m.lots = TRUE;
  return propagate(&m, &level, error) &&
         gv_communities_report(&m, &level, (GvReport){ .resolution = 1 }, labels, partition,
                               error) &&
         gv_task_step(task, 1, error);
}

static const GvParam params[] = {
  { .name = "seed",
    .type = GV_PARAM_INT,
    .offset = offsetof(GvMultilevelOptions, seed),
    .max = 0x1p53,
    .initial = 1,
    .help = "seed of the order in which people are visited, and of the lots" },
  GV_PARAMS_END,
};

const GvCommunityMethod gv_community_method_label_propagation = {
  .name = "label-propagation",
  .summary = "quick; on networks with hubs one label may take over",
  .reference = "Raghavan, Albert & Kumara 2007; Traag & Subelj 2023",
  .cost = "about O(m) time a sweep, few sweeps; 60 bytes a vertex, 8 a vertex and thread",
  .options_size = sizeof(GvMultilevelOptions),
  .params = params,
  .run = run,
};

/* Where every tie has length 1: breadth first, and back over successors, so that
 * no predecessors are stored.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/dependency.h"

#include <math.h>

/* Breadth-first search that counts shortest paths. Returns how many were reached. */
static GvVertex count_paths(GvDependency *s, GvVertex source)
{
  const GvAdjacency out = s->out;
  GvVertex reached = 0;

  s->visits[source] = (GvDependencyVisit){ .paths = 1, .level = 1 };
  s->order[reached++] = source;
  for (GvVertex head = 0; head < reached; head++) {
    const GvVertex v = s->order[head];
    const GvDependencyVisit from = s->visits[v];
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      GvDependencyVisit *to = &s->visits[out.targets[e]];
      if (to->level == 0) {
        *to = (GvDependencyVisit){ .level = from.level + 1 };
        s->order[reached++] = out.targets[e];
      }
      if (to->level == from.level + 1)
        to->paths += from.paths;
    }
  }
  return reached;
}

/* The dependency of the source on v, whose successors are done. */
static double dependency_on(const GvDependency *s, GvVertex v)
{
  const GvAdjacency out = s->out;
  const uint32_t next = s->visits[v].level + 1;
  double credit = 0;

  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
    GvDependencyVisit to = s->visits[out.targets[e]];
    credit += to.level == next ? to.paths : 0; /* no branch: which one is a coin toss */
  }
  return credit * s->visits[v].paths;
}

/* Farthest vertices first. The deepest level has no successors to look at. */
static void accumulate(GvDependency *s, GvVertex reached, double times, GvBlockSum *sum)
{
  const uint32_t deepest = s->visits[s->order[reached - 1]].level;

  for (GvVertex i = reached; i-- > 1;) {
    GvVertex v = s->order[i];
    GvDependencyVisit *visit = &s->visits[v];
    double dependency = visit->level == deepest ? 0 : dependency_on(s, v);
    s->overflow |= isinf(visit->paths) != 0;
    visit->paths = (1 + dependency) / visit->paths;
    gv_block_sum_add(sum, v, times * dependency);
  }
}

GvVertex gv_dependency_add_unit(GvDependency *s, GvVertex source, double times, GvBlockSum *sum)
{
  const GvVertex reached = count_paths(s, source);

  accumulate(s, reached, times, sum);
  for (GvVertex i = 0; i < reached; i++)
    s->visits[s->order[i]].level = 0;
  return reached;
}

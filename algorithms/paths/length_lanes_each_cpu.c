/* The searches of length_lanes.h, compiled once for each step of instructions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/length_paths.h"

#define SEARCH G_PASTE(gv_length_search_, GV_CPU_STEP)
#define AROUND G_PASTE(gv_length_around_, GV_CPU_STEP)

/* What each predecessor's paths are worth by way of the vertex, in reverse. */
static void give_back(GvLengthLanes *s, GvLengthEvent event)
{
  const GvVertex v = s->order[event.at];
  const Row *given = row_at(s->distance, v), *paths = row_at(s->paths, v);
  const double targets = s->targets[v];
  Row worth;

  for (size_t p = 0; p < PARTS; p++)
    worth.part[p] = (targets + given->part[p] * paths->part[p]) / paths->part[p];
  for (GvEdge t = s->begin[event.at]; t < s->begin[event.at + 1]; t++) {
    const Choice lanes = choice_of((unsigned)s->ties[t].lanes & event.lanes);
    Row *to = row_at(s->distance, s->ties[t].from);
    for (size_t p = 0; p < PARTS; p++)
      to->part[p] += (Real)((Word)worth.part[p] & lanes.part[p]);
  }
}

static void add_score(GvLengthLanes *s, GvVertex v, const Row *times, GvBlockSum *scores)
{
  const Row *given = row_at(s->distance, v), *paths = row_at(s->paths, v);
  const Choice lanes = choice_of(s->state[v].done);
  const double targets = s->targets[v];
  Row told;

  for (size_t p = 0; p < PARTS; p++) {
    const Real dependency = given->part[p] * paths->part[p];
    told.part[p] = (Real)((Word)(times->part[p] * (dependency + (targets - 1))) & lanes.part[p]);
  }
  const double amount = total(&told);
  if (isfinite(amount))
    gv_block_sum_add(scores, s->graph->vertex[v], amount);
  else
    s->overflow = TRUE;
}

static void search_back(GvLengthLanes *s, GvLaneSources *sources, GvBlockSum *scores)
{
  Row times = row_of(0);

  for (GvVertex i = 0; i < s->count; i++)
    *row_at(s->distance, s->order[i]) = row_of(0);
  for (size_t i = s->event_count; i-- > 0;)
    give_back(s, s->events[i]);
  for (int l = 0; l < sources->count; l++) {
    const GvVertex v = sources->source[l];
    times.part[(size_t)l / WIDTH][(size_t)l % WIDTH] = sources->times[l];
    sources->beyond[l] = ((double *)row_at(s->distance, v))[l];
    s->state[v].done = (uint16_t)(s->state[v].done & ~(1u << l));
  }
  for (GvVertex i = 0; i < s->count; i++)
    add_score(s, s->order[i], &times, scores);
}

gboolean SEARCH(GvLengthLanes *s, GvLaneSources *sources, GvBlockSum *scores)
{
  if (!search_out(s, sources))
    return FALSE;
  const gboolean done = list_all(s) && count_paths(s, sources);
  if (done)
    search_back(s, sources, scores);
  leave_all(s);
  return done;
}

gboolean AROUND(GvLengthLanes *s, const GvLaneSources *sources, gboolean inverse,
                GvLengthSums *sums)
{
  const Row far = row_of(INFINITY);
  Row sum = row_of(0), reached = row_of(0);

  if (!search_out(s, sources))
    return FALSE;
  for (int l = 0; l < sources->count; l++)
    ((double *)row_at(s->distance, sources->source[l]))[l] = INFINITY;
  for (GvVertex i = 0; i < s->count; i++) {
    const Row *row = row_at(s->distance, s->order[i]);
    for (size_t p = 0; p < PARTS; p++) {
      const Real d = row->part[p];
      sum.part[p] += inverse ? 1 / d : choose(d < far.part[p], d, (Real){ 0 });
      reached.part[p] += choose(d < far.part[p], (Real){ 0 } + 1, (Real){ 0 });
    }
  }
  memcpy(sums->sum, &sum, sizeof sum);
  memcpy(sums->reached, &reached, sizeof reached);
  leave_all(s);
  return TRUE;
}

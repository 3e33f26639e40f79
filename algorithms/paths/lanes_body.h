/* The search of lanes.h, compiled once for each step of instructions and each kind
 * of number. The file that includes this one defines REAL, WORD (an integer as wide,
 * signed) and SEARCH (the function's name).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/lanes_rows.h"
#include "algorithms/paths/lanes_searches.h"
#include "graph/base/array.h"

#include <math.h>

/* The neighbours that some of the lanes have not been to are listed, each once, and
 * told who comes. Returns the end of the list. */
APART GvArrival *push_to(Neighbours of, GvArrival *from, const uint16_t *restrict seen,
                         uint16_t *restrict passing, GvArrival *restrict list)
{
  const GvArrival here = *from;
  unsigned leads = 0;

  for (const GvVertex *u = of.first; u < of.end; u++) {
    const unsigned before = passing[*u], lanes = here.lanes & ~(unsigned)seen[*u];
    *list = (GvArrival){ .vertex = *u, .level = (uint8_t)(here.level + 1) };
    list += (before == 0) & (lanes != 0); /* no branch: which one is a coin toss */
    passing[*u] = (uint16_t)(before | lanes);
    leads |= lanes;
  }
  from->leads = leads != 0;
  return list;
}

/* Lanes that have been to a neighbour; if that is news to v, its neighbours are told
 * that they led there. */
APART unsigned pull_from(Neighbours of, unsigned missing, const uint16_t *restrict seen,
                         uint16_t *restrict leading)
{
  unsigned lanes = 0;

  for (const GvVertex *u = of.first; u < of.end; u++)
    lanes |= seen[*u];
  lanes &= missing;
  for (const GvVertex *u = of.first; lanes && u < of.end; u++)
    leading[*u] |= (uint16_t)(seen[*u] & lanes);
  return lanes;
}

/* One level of a search: its arrivals are first .. last. */
typedef struct {
  size_t first, last;
} Level;

static gboolean make_room(GvLanes *s, size_t need)
{
  s->no_memory = s->no_memory || !gv_array_reserve(&s->arrivals, &s->capacity, need + 1,
                                                   sizeof *s->arrivals, NULL);
  return !s->no_memory;
}

/* The level after the one at hand, from those at hand. */
static Level push(GvLanes *s, Level at)
{
  const GvAdjacency out = s->graph->out;
  size_t end = at.last;

  for (size_t i = at.first; i < at.last; i++) {
    const GvVertex v = s->arrivals[i].vertex;
    if (!make_room(s, end + gv_degree(out, v)))
      break;
    end = (size_t)(push_to(neighbours(out, v), &s->arrivals[i], s->seen, s->passing,
                           s->arrivals + end) -
                   s->arrivals);
  }
  for (size_t i = at.last; i < end; i++) {
    s->arrivals[i].lanes = s->passing[s->arrivals[i].vertex];
    s->passing[s->arrivals[i].vertex] = 0;
  }
  return (Level){ at.last, end };
}

/* The same from those that are not reached by all; less work where they are few. */
static Level pull(GvLanes *s, Level at, unsigned all)
{
  const GvAdjacency in = s->graph->in;
  const uint8_t level = (uint8_t)(s->arrivals[at.first].level + 1);
  size_t end = at.last;

  if (!make_room(s, end + in.n))
    return (Level){ end, end };
  for (GvVertex v = 0; v < in.n; v++) {
    const unsigned missing = all & ~(unsigned)s->seen[v];
    if (missing == 0)
      continue;
    const unsigned lanes = pull_from(neighbours(in, v), missing, s->seen, s->leading);
    if (lanes)
      s->arrivals[end++] = (GvArrival){ .vertex = v, .lanes = (uint16_t)lanes, .level = level };
  }
  for (size_t i = at.first; i < at.last; i++) {
    GvArrival *from = &s->arrivals[i];
    from->leads = (s->leading[from->vertex] & from->lanes) != 0;
  }
  for (size_t i = at.first; i < at.last; i++)
    s->leading[s->arrivals[i].vertex] = 0;
  return (Level){ at.last, end };
}

/* Paths to the arrivals of a level, over their neighbours one level nearer. First
 * plus, which no one counts; then it becomes minus. */
static void count_paths(GvLanes *s, Level at)
{
  Row *rows = s->rows;

  for (size_t i = at.first; i < at.last; i++) {
    const GvArrival here = s->arrivals[i];
    const Choice lanes = choice_of(here.lanes);
    Row *row = &rows[here.vertex], sum;
    gather_negative(rows, neighbours(s->graph->in, here.vertex), &sum);
    for (size_t p = 0; p < PARTS; p++)
      row->part[p] = choose(lanes.part[p], -sum.part[p], row->part[p]);
  }
  for (size_t i = at.first; i < at.last; i++) {
    const GvArrival here = s->arrivals[i];
    Row *row = &rows[here.vertex];
    for (size_t p = 0; p < PARTS; p++)
      row->part[p] = negative(row->part[p]) - positive(row->part[p]);
    s->seen[here.vertex] |= here.lanes;
  }
}

/* Ties to look at from those at hand, and from those that somebody still misses. */
typedef struct {
  GvEdge forth, back;
} Work;

static Work work_ahead(const GvLanes *s, Level at, GvEdge back, unsigned all)
{
  Work work = { .back = back };

  for (size_t i = at.first; i < at.last; i++) {
    const GvVertex v = s->arrivals[i].vertex;
    work.forth += gv_degree(s->graph->out, v);
    if (s->seen[v] == all)
      work.back -= gv_degree(s->graph->in, v);
  }
  return work;
}

/* Breadth first from all sources. Returns how many arrivals there are. */
static size_t search_out(GvLanes *s, const GvLaneSources *sources)
{
  const unsigned all = (1u << sources->count) - 1;
  Work work = { .back = s->graph->in.offsets[s->graph->in.n] };
  Level at = { 0, (size_t)sources->count };

  for (int l = 0; l < sources->count; l++) {
    const GvVertex v = sources->source[l];
    s->arrivals[l] = (GvArrival){ .vertex = v, .lanes = (uint16_t)(1u << l) };
    s->seen[v] = s->arrivals[l].lanes;
    ((REAL *)s->rows)[(size_t)v * GV_LANES + (size_t)l] = -1;
  }
  while (at.first < at.last) {
    work = work_ahead(s, at, work.back, all);
    at = work.back + s->graph->in.n < work.forth ? pull(s, at, all) : push(s, at);
    count_paths(s, at);
  }
  return at.last;
}

/* One arrival: its dependency is told, and its row holds minus what it is worth
 * to a path that leads to it. */
INLINE void settle(GvLanes *s, GvArrival at, const Row *sum, const Row *times, GvBlockSum *scores)
{
  const REAL targets = (REAL)s->graph->targets[at.vertex];
  const Choice lanes = choice_of(at.lanes);
  Row *row = (Row *)s->rows + at.vertex;
  Row told;

  for (size_t p = 0; p < PARTS; p++) {
    const Real paths = -row->part[p], dependency = sum->part[p] * paths;
    const Real worth = (targets + dependency) / paths;
    const Real credit = times->part[p] * (dependency + (targets - 1));
    told.part[p] = (Real)((Word)credit & lanes.part[p]);
    row->part[p] = choose(lanes.part[p], -worth, row->part[p]);
  }
  const double amount = total(&told);
  if (isfinite(amount))
    gv_block_sum_add(scores, at.vertex, amount);
  else
    s->overflow = TRUE;
}

/* The arrivals of one level, whose successors are done. First minus, which no one
 * counts; then it becomes plus. */
static void settle_level(GvLanes *s, Level at, const Row *times, GvBlockSum *scores)
{
  Row *rows = s->rows;

  for (size_t i = at.first; i < at.last; i++) {
    const GvArrival here = s->arrivals[i];
    Row sum = { 0 };
    if (here.leads)
      gather_positive(rows, neighbours(s->graph->out, here.vertex), &sum);
    settle(s, here, &sum, times, scores);
  }
  for (size_t i = at.first; i < at.last; i++) {
    const GvArrival here = s->arrivals[i];
    const Choice lanes = choice_of(here.lanes);
    Row *row = &rows[here.vertex];
    for (size_t p = 0; p < PARTS; p++)
      row->part[p] = choose(lanes.part[p], -row->part[p], row->part[p]);
  }
}

/* Back from the farthest to the sources' neighbours. */
static void search_back(GvLanes *s, const GvLaneSources *sources, size_t count, GvBlockSum *scores)
{
  Row times = { 0 };

  for (int l = 0; l < sources->count; l++)
    times.part[(size_t)l / WIDTH][(size_t)l % WIDTH] = (REAL)sources->times[l];
  for (Level at = { count, count }; at.first > (size_t)sources->count; at.last = at.first) {
    while (at.first > 0 && s->arrivals[at.first - 1].level == s->arrivals[at.last - 1].level)
      at.first--;
    settle_level(s, at, &times, scores);
  }
}

/* What the sources reached; afterwards all is 0 again. */
static void finish(GvLanes *s, GvLaneSources *sources, size_t count)
{
  Row *rows = s->rows;

  for (int l = 0; l < sources->count; l++) {
    Row sum;
    gather_positive(rows, neighbours(s->graph->out, s->arrivals[l].vertex), &sum);
    sources->beyond[l] = (double)sum.part[(size_t)l / WIDTH][(size_t)l % WIDTH];
  }
  for (size_t i = 0; i < count; i++) {
    rows[s->arrivals[i].vertex] = (Row){ 0 };
    s->seen[s->arrivals[i].vertex] = 0;
  }
}

void SEARCH(GvLanes *s, GvLaneSources *sources, GvBlockSum *scores)
{
  const size_t count = search_out(s, sources);

  search_back(s, sources, count, scores);
  finish(s, sources, count);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/pair_paths.h"

#include <string.h>

#include "graph/base/array.h"

gboolean gv_pair_paths_init(GvPairPaths *p, GvGraph *graph, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);

  *p = (GvPairPaths){ .base = 2 };
  p->balls[0].rows = gv_graph_out(graph);
  p->balls[1].rows = gv_graph_in(graph);
  for (int side = 0; side < 2; side++) {
    GvPairBall *ball = &p->balls[side];
    if (!(ball->queue = gv_array_new_raw(n, sizeof *ball->queue, error)) ||
        !(ball->between = gv_array_new_raw(n, sizeof *ball->between, error)))
      return FALSE;
  }
  return (p->mark = gv_array_new(n, sizeof *p->mark, error)) &&
         (p->paths = gv_array_new_raw(n, sizeof *p->paths, error)) &&
         (p->onward = gv_array_new(n, sizeof *p->onward, error));
}

void gv_pair_paths_clear(GvPairPaths *p)
{
  for (int side = 0; side < 2; side++) {
    g_free(p->balls[side].queue);
    g_free(p->balls[side].between);
  }
  g_free(p->mark);
  g_free(p->paths);
  g_free(p->onward);
}

/* Takes [first, last) of the queue as the outermost level. */
static void set_level(GvPairBall *ball, uint32_t level, GvVertex first, GvVertex last)
{
  const GvAdjacency rows = ball->rows;
  GvEdge arcs = 0;

  for (GvVertex i = first; i < last; i++)
    arcs += gv_degree(rows, ball->queue[i]);
  ball->first = first;
  ball->last = last;
  ball->level = level;
  ball->arcs = arcs;
  if (level < G_N_ELEMENTS(ball->starts)) {
    ball->starts[level] = first;
    ball->widths[level] = arcs;
    ball->kept = level + 1;
  }
}

static void begin(GvPairPaths *p, int side, GvVertex end)
{
  GvPairBall *ball = &p->balls[side];

  ball->queue[0] = end;
  ball->inside = 0;
  set_level(ball, 0, 0, 1);
  p->mark[end] = p->base + (uint32_t)side;
  p->paths[end] = 1;
}

/* So many paths lead on from v; an end is not between the ends. */
static inline void lead_on(GvPairPaths *p, GvPairBall *ball, uint32_t level, GvVertex v,
                           double onward)
{
  if (level == 0)
    return;
  if (p->onward[v] == 0)
    ball->between[ball->inside++] = v;
  p->onward[v] += onward;
}

/* The balls meet in the tie x - y, x of the ball that grows. */
static inline void meet(GvPairPaths *p, int side, GvVertex x, GvVertex y)
{
  GvPairBall *mine = &p->balls[side], *other = &p->balls[1 - side];

  p->total += p->paths[x] * p->paths[y];
  lead_on(p, mine, mine->level, x, p->paths[y]);
  lead_on(p, other, other->level, y, p->paths[x]);
}

/* Once some tie has joined the balls: all the others that do. */
static void meet_from(GvPairPaths *p, int side, GvVertex i)
{
  const GvPairBall *ball = &p->balls[side];
  const GvAdjacency rows = ball->rows;
  const uint32_t there = p->base + 2 * p->balls[1 - side].level + 1 - (uint32_t)side;

  for (; i < ball->last; i++) {
    const GvVertex x = ball->queue[i];
    for (GvEdge e = rows.offsets[x]; e < rows.offsets[x + 1]; e++)
      if (p->mark[rows.targets[e]] == there)
        meet(p, side, x, rows.targets[e]);
  }
}

/* A level further; where that meets the other ball, the level is not finished. */
static void grow(GvPairPaths *p, int side)
{
  GvPairBall *ball = &p->balls[side];
  const GvAdjacency rows = ball->rows;
  const uint32_t here = p->base + 2 * ball->level + (uint32_t)side, next = here + 2;
  GvVertex end = ball->last;

  p->arcs += ball->arcs;
  for (GvVertex i = ball->first; i < ball->last; i++) {
    const GvVertex x = ball->queue[i];
    const double paths = p->paths[x];
    for (GvEdge e = rows.offsets[x]; e < rows.offsets[x + 1]; e++) {
      const GvVertex y = rows.targets[e];
      const uint32_t mark = p->mark[y];
      if (mark < p->base) {
        p->mark[y] = next;
        p->paths[y] = paths;
        ball->queue[end++] = y;
      } else if (mark == next) {
        p->paths[y] += paths;
      } else if ((mark ^ here) & 1) {
        meet(p, side, x, y); /* y is of its ball's outermost level: else x were of that ball */
      }
    }
    if (p->total > 0) {
      meet_from(p, side, i + 1);
      return;
    }
  }
  set_level(ball, ball->level + 1, ball->last, end);
}

/* Hands what leads on from between[first .. last), of this level, one level back: by
 * the rows of these, or by those of the whole level before, whichever are fewer. */
static void hand_back(GvPairPaths *p, int side, uint32_t level, GvVertex first, GvVertex last)
{
  GvPairBall *ball = &p->balls[side];
  const GvAdjacency back = p->balls[1 - side].rows, rows = ball->rows;
  const uint32_t here = p->base + 2 * level + (uint32_t)side;
  const GvEdge width = level < ball->kept ? ball->widths[level - 1] : UINT64_MAX;
  GvEdge arcs = 0;

  for (GvVertex i = first; i < last && arcs <= width; i++)
    arcs += gv_degree(back, ball->between[i]);
  p->arcs += MIN(arcs, width);
  if (arcs <= width) {
    for (GvVertex i = first; i < last; i++) {
      const GvVertex y = ball->between[i];
      for (GvEdge e = back.offsets[y]; e < back.offsets[y + 1]; e++)
        if (p->mark[back.targets[e]] == here - 2)
          lead_on(p, ball, level - 1, back.targets[e], p->onward[y]);
    }
    return;
  }
  for (GvVertex i = ball->starts[level - 1]; i < ball->starts[level]; i++) {
    const GvVertex x = ball->queue[i];
    double onward = 0;
    for (GvEdge e = rows.offsets[x]; e < rows.offsets[x + 1]; e++)
      onward += p->mark[rows.targets[e]] == here ? p->onward[rows.targets[e]] : 0;
    if (onward > 0)
      lead_on(p, ball, level - 1, x, onward);
  }
}

static void hand_all_back(GvPairPaths *p, int side)
{
  GvPairBall *ball = &p->balls[side];
  GvVertex first = 0;

  for (uint32_t level = ball->level; level > 1; level--) { /* of level 1 each is next to the end */
    const GvVertex last = ball->inside;
    hand_back(p, side, level, first, last);
    first = last;
  }
}

void gv_pair_paths_find(GvPairPaths *p, GvVertex source, GvVertex target)
{
  p->total = 0;
  begin(p, 0, source);
  begin(p, 1, target);
  while (p->total == 0) {
    const int side = p->balls[0].arcs > p->balls[1].arcs;
    if (p->balls[side].arcs == 0)
      return; /* nothing leads out of it */
    grow(p, side);
  }
  hand_all_back(p, 0);
  hand_all_back(p, 1);
}

void gv_pair_paths_forget(GvPairPaths *p)
{
  const GvVertex n = p->balls[0].rows.n;
  const uint32_t levels = MAX(p->balls[0].level, p->balls[1].level) + 2;

  for (int side = 0; side < 2; side++)
    for (GvVertex i = 0; i < p->balls[side].inside; i++)
      p->onward[p->balls[side].between[i]] = 0;
  p->base += 2 * levels;
  if (p->base < UINT32_MAX - 2 * (n + 2))
    return;
  memset(p->mark, 0, n * sizeof *p->mark);
  p->base = 2;
}

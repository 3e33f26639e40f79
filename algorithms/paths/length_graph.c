/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/length_graph.h"

#include <math.h>
#include <stdlib.h>

#include "algorithms/paths/lanes.h"
#include "algorithms/paths/source_order.h"
#include "graph/base/array.h"

enum { SAMPLE = 1023 };

static double length_of(double weight, GvLength length)
{
  return length == GV_LENGTH_INVERSE ? 1 / weight : weight;
}

static GvEdge copy_row(GvSide *to, GvEdge at, GvAdjacency from, GvVertex v, const GvVertex *rank,
                       GvLength length)
{
  for (GvEdge e = from.offsets[v]; e < from.offsets[v + 1]; e++, at++) {
    to->targets[at] = rank[from.targets[e]];
    to->weights[at] = length_of(gv_weight(from, e), length);
  }
  return at;
}

/* Rows of one side or two, in the new order. also: NULL = one. */
static gboolean copy_side(GvSide *to, GvAdjacency from, const GvAdjacency *also,
                          const GvVertex *vertex, const GvVertex *rank, GvLength length,
                          GError **error)
{
  const GvEdge m = from.offsets[from.n] + (also ? also->offsets[from.n] : 0);

  if (!(to->offsets = gv_array_new((size_t)from.n + 1, sizeof *to->offsets, error)) ||
      !(to->targets = gv_array_new_raw(m, sizeof *to->targets, error)) ||
      !(to->weights = gv_array_new_raw(m, sizeof *to->weights, error)))
    return FALSE;
  for (GvVertex i = 0; i < from.n; i++) {
    GvEdge at = copy_row(to, to->offsets[i], from, vertex[i], rank, length);
    if (also)
      at = copy_row(to, at, *also, vertex[i], rank, length);
    to->offsets[i + 1] = at;
  }
  return TRUE;
}

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The median of some. */
static double usual_length(GvAdjacency side)
{
  const GvEdge m = side.offsets[side.n], count = MIN(m, SAMPLE);
  double sample[SAMPLE] = { 1 };

  for (GvEdge i = 0; i < count; i++)
    sample[i] = side.weights[i * (m / count)];
  qsort(sample, count, sizeof *sample, ascending);
  return sample[count / 2];
}

static void look_at_lengths(GvLengthGraph *lengths)
{
  const GvAdjacency forth = lengths->forth;
  const GvEdge m = forth.offsets[forth.n];

  lengths->least = INFINITY;
  for (GvEdge e = 0; e < m; e++)
    lengths->least = fmin(lengths->least, forth.weights[e]);
  lengths->per_step = (double)m / MAX(forth.n, 1) / usual_length(forth);
}

static GvAdjacency view(const GvSide *side, GvVertex n)
{
  return (GvAdjacency){ n, side->offsets, side->targets, side->weights };
}

gboolean gv_length_graph_init(GvLengthGraph *lengths, GvGraph *graph, GvPathMode mode,
                              GvLength length, gboolean back, GError **error)
{
  const gboolean directed = gv_graph_is_directed(graph);
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  const GvAdjacency forth = mode == GV_PATHS_IN ? in : out, against = mode == GV_PATHS_IN ? out : in;
  const GvAdjacency *also = mode == GV_PATHS_ALL && directed ? &in : NULL;
  GvSide *sides = lengths->sides;
  g_autofree GvVertex *rank = gv_array_new_raw(out.n, sizeof *rank, error);

  *lengths = (GvLengthGraph){ .least = 0 };
  if (rank == NULL || !(lengths->vertex = gv_source_clusters(against, GV_LANES, error)))
    return FALSE;
  for (GvVertex i = 0; i < out.n; i++)
    rank[lengths->vertex[i]] = i;
  if (!copy_side(&sides[0], forth, also, lengths->vertex, rank, length, error) ||
      (back && directed &&
       !copy_side(&sides[1], against, NULL, lengths->vertex, rank, length, error)))
    return FALSE;
  lengths->forth = view(&sides[0], out.n);
  lengths->back = view(&sides[back && directed], out.n);
  look_at_lengths(lengths);
  return TRUE;
}

void gv_length_graph_clear(GvLengthGraph *lengths)
{
  gv_side_clear(&lengths->sides[0]);
  gv_side_clear(&lengths->sides[1]);
  g_free(lengths->vertex);
}

gboolean gv_lengths_are_equal(const GvGraph *graph, GvLength length, double *all)
{
  const GvAdjacency out = gv_graph_out(graph);
  const GvEdge m = out.offsets[out.n];

  for (GvEdge e = 1; e < m; e++)
    if (gv_weight(out, e) != gv_weight(out, 0))
      return FALSE;
  *all = m > 0 ? length_of(gv_weight(out, 0), length) : 1;
  return isfinite(*all) && *all > 0;
}

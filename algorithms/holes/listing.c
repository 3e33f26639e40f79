/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/listing.h"

/* In this order neither underflows before its result does: z / W and z / M are at most 1. */
static inline double indirect_of(double z_iq, double z_qj, double inverse_strength)
{
  return z_iq * (z_qj * inverse_strength);
}

static inline double overlap_of(double z_iq, double inverse_i, double z_jq, double inverse_j)
{
  return (z_iq * inverse_i) * (z_jq * inverse_j);
}

static inline void add_triangles(const GvListing *l, GvVertex v, GvEdge count, gboolean alone)
{
  if (alone) {
    l->triangles[v] += count;
  } else {
#pragma omp atomic
    l->triangles[v] += count;
  }
}

/* Hands the counts of u's row on and leaves the scratch clean. */
static inline void flush_counts(const GvListing *l, GvVertex u, GvVertex *count, gboolean alone)
{
  const GvEdge begin = l->rows.offsets[u];
  GvEdge corners = 0; /* each triangle has two besides u */

  for (GvEdge e = begin; e < l->rows.offsets[u + 1]; e++) {
    const GvVertex found = count[e - begin];
    if (found == 0)
      continue;
    count[e - begin] = 0;
    corners += found;
    add_triangles(l, l->rows.targets[e], found, alone);
  }
  if (corners)
    add_triangles(l, u, corners / 2, alone);
}

/* The marked targets of arcs [begin, end), as distances from begin. Collecting
 * them first costs no branch that the processor could guess wrongly. */
static inline GvVertex marked_arcs(const GvVertex *targets, GvEdge begin, GvEdge end,
                                   const GvVertex *mark, GvVertex *hits)
{
  GvVertex found = 0;

  for (GvEdge f = begin; f < end; f++) {
    hits[found] = (GvVertex)(f - begin);
    found += mark[targets[f]] != 0;
  }
  return found;
}

/* The triangles at arc e = (u, v), in an unweighted graph. */
static inline void search(const GvListing *l, GvVertex u, GvEdge e, const GvRowScratch *scratch,
                          gboolean alone)
{
  const GvAdjacency rows = l->rows;
  const GvVertex v = rows.targets[e];
  const GvEdge begin = rows.offsets[v];
  const double by_u = l->inverse_strength[u], by_v = l->inverse_strength[v];
  double *const own = l->indirect + rows.offsets[u];
  const GvVertex found =
      marked_arcs(rows.targets, begin, rows.offsets[v + 1], scratch->mark, scratch->hits);
  double sum = 0;

  for (GvVertex k = 0; k < found; k++) {
    const GvEdge f = begin + scratch->hits[k];
    const GvVertex w = rows.targets[f], at = scratch->mark[w] - 1;
    sum += l->inverse_strength[w];
    own[at] += by_v;
    scratch->count[at]++;
    if (alone)
      l->indirect[f] += by_u;
  }
  l->indirect[e] += sum;
  scratch->count[e - rows.offsets[u]] += found;
}

static inline void list_row(const GvListing *l, GvVertex u, const GvRowScratch *scratch,
                            gboolean alone)
{
  const GvAdjacency rows = l->rows;

  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    l->indirect[e] = 0;
  if (gv_degree(rows, u) < 2)
    return;
  gv_row_mark(rows, u, scratch->mark);
  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    search(l, u, e, scratch, alone);
  gv_row_unmark(rows, u, scratch->mark);
  flush_counts(l, u, scratch->count, alone);
}

/* The triangles at arc e = (u, v), in a weighted graph. */
static inline void search_weighted(const GvListing *l, GvVertex u, GvEdge e,
                                   const GvRowScratch *scratch, gboolean alone)
{
  const GvAdjacency rows = l->rows;
  const GvVertex v = rows.targets[e];
  const GvEdge begin = rows.offsets[v];
  const double *const by_w = l->inverse_strength, *const max_w = l->inverse_largest;
  const double uv = rows.weights[e], by_u = by_w[u], by_v = by_w[v];
  const double max_u = max_w[u], max_v = max_w[v];
  const GvVertex found =
      marked_arcs(rows.targets, begin, rows.offsets[v + 1], scratch->mark, scratch->hits);
  double indirect = 0, overlap = 0;

  for (GvVertex k = 0; k < found; k++) {
    const GvEdge f = begin + scratch->hits[k];
    const GvVertex w = rows.targets[f];
    const GvEdge uw_arc = rows.offsets[u] + scratch->mark[w] - 1;
    const double uw = rows.weights[uw_arc], vw = rows.weights[f];
    indirect += indirect_of(uw, vw, by_w[w]);
    overlap += overlap_of(uw, max_u, vw, max_v);
    l->indirect[uw_arc] += indirect_of(uv, vw, by_v);
    l->overlap[uw_arc] += overlap_of(uv, max_u, vw, max_w[w]);
    if (alone) {
      l->indirect[f] += indirect_of(uv, uw, by_u);
      l->overlap[f] += overlap_of(uv, max_v, uw, max_w[w]);
    }
  }
  l->indirect[e] += indirect;
  l->overlap[e] += overlap;
}

static inline void list_row_weighted(const GvListing *l, GvVertex u, const GvRowScratch *scratch,
                                     gboolean alone)
{
  const GvAdjacency rows = l->rows;

  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    l->indirect[e] = l->overlap[e] = 0;
  if (gv_degree(rows, u) < 2)
    return;
  gv_row_mark(rows, u, scratch->mark);
  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    search_weighted(l, u, e, scratch, alone);
  gv_row_unmark(rows, u, scratch->mark);
}

/* What u gives to the ties (v, w): w stands before v in u's row. */
static inline void collect_from(const GvListing *l, GvVertex v, GvVertex u,
                                const GvRowScratch *scratch)
{
  const GvAdjacency rows = l->rows;
  const GvEdge begin = rows.offsets[u],
               uv_arc = gv_row_find(rows.targets, begin, rows.offsets[u + 1], v);
  double *const own = l->indirect + rows.offsets[v];
  const double by_u = l->inverse_strength[u];
  const GvVertex found = marked_arcs(rows.targets, begin, uv_arc, scratch->mark, scratch->hits);

  for (GvVertex k = 0; k < found; k++)
    own[scratch->mark[rows.targets[begin + scratch->hits[k]]] - 1] += by_u;
}

static inline void collect_weighted_from(const GvListing *l, GvVertex v, GvVertex u,
                                         const GvRowScratch *scratch)
{
  const GvAdjacency rows = l->rows;
  const GvEdge begin = rows.offsets[u],
               uv_arc = gv_row_find(rows.targets, begin, rows.offsets[u + 1], v);
  const double uv = rows.weights[uv_arc], by_u = l->inverse_strength[u];
  const double max_v = l->inverse_largest[v];
  const GvVertex found = marked_arcs(rows.targets, begin, uv_arc, scratch->mark, scratch->hits);

  for (GvVertex k = 0; k < found; k++) {
    const GvEdge f = begin + scratch->hits[k];
    const GvVertex w = rows.targets[f];
    const GvEdge vw_arc = rows.offsets[v] + scratch->mark[w] - 1;
    l->indirect[vw_arc] += indirect_of(uv, rows.weights[f], by_u);
    l->overlap[vw_arc] += overlap_of(uv, max_v, rows.weights[f], l->inverse_largest[w]);
  }
}

static void alone(void *data, GvVertex u, const GvRowScratch *scratch)
{
  list_row(data, u, scratch, TRUE);
}

static void alone_weighted(void *data, GvVertex u, const GvRowScratch *scratch)
{
  list_row_weighted(data, u, scratch, TRUE);
}

static void forward(void *data, GvVertex u, const GvRowScratch *scratch)
{
  list_row(data, u, scratch, FALSE);
}

static void forward_weighted(void *data, GvVertex u, const GvRowScratch *scratch)
{
  list_row_weighted(data, u, scratch, FALSE);
}

static void collect(void *data, GvVertex v, const GvRowScratch *scratch)
{
  const GvListing *l = data;

  if (gv_degree(l->rows, v) == 0)
    return;
  gv_row_mark(l->rows, v, scratch->mark);
  for (GvEdge k = l->in_offsets[v]; k < l->in_offsets[v + 1]; k++)
    collect_from(l, v, l->in_sources[k], scratch);
  gv_row_unmark(l->rows, v, scratch->mark);
}

static void collect_weighted(void *data, GvVertex v, const GvRowScratch *scratch)
{
  const GvListing *l = data;

  if (gv_degree(l->rows, v) == 0)
    return;
  gv_row_mark(l->rows, v, scratch->mark);
  for (GvEdge k = l->in_offsets[v]; k < l->in_offsets[v + 1]; k++)
    collect_weighted_from(l, v, l->in_sources[k], scratch);
  gv_row_unmark(l->rows, v, scratch->mark);
}

GvRowFn gv_listing_alone(gboolean weighted)
{
  return weighted ? alone_weighted : alone;
}

GvRowFn gv_listing_forward(gboolean weighted)
{
  return weighted ? forward_weighted : forward;
}

GvRowFn gv_listing_collect(gboolean weighted)
{
  return weighted ? collect_weighted : collect;
}

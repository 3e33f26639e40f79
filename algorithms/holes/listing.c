/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/listing.h"

enum { HEADER = 3 }; /* words: v, u, count */

/* In this order neither underflows before its result does: z / W and z / M are at most 1. */
static inline double indirect_of(double z_iq, double z_qj, double inverse_strength)
{
  return z_iq * (z_qj * inverse_strength);
}

static inline double overlap_of(double z_iq, double inverse_i, double z_jq, double inverse_j)
{
  return (z_iq * inverse_i) * (z_jq * inverse_j);
}

/* Hits are pairs of targets of u. */
GvEdge gv_listing_words(const GvListing *l, GvVertex u)
{
  const GvEdge d = gv_degree(l->rows, u);

  return d < 2 ? 0 : d * HEADER + d * (d - 1) / 2 * (l->rows.weights ? 2 : 1);
}

static void mark_row(GvAdjacency rows, GvVertex u, const GvListingScratch *scratch)
{
  const GvEdge begin = rows.offsets[u];

  for (GvEdge e = begin; e < rows.offsets[u + 1]; e++) {
    scratch->seen[rows.targets[e]] = 1;
    scratch->position[rows.targets[e]] = (GvVertex)(e - begin);
  }
}

static void unmark_row(GvAdjacency rows, GvVertex u, const GvListingScratch *scratch)
{
  for (GvEdge e = rows.offsets[u]; e < rows.offsets[u + 1]; e++)
    scratch->seen[rows.targets[e]] = 0;
}

/* The positions of the marked targets of v. Collecting them first costs no
 * branch that the processor could guess wrongly. */
static inline GvVertex marked_targets(GvAdjacency rows, GvVertex v, const uint8_t *seen,
                                      uint32_t *hits)
{
  const GvVertex *targets = rows.targets + rows.offsets[v];
  const GvVertex degree = (GvVertex)gv_degree(rows, v);
  GvVertex found = 0;

  for (GvVertex k = 0; k < degree; k++) {
    hits[found] = k;
    found += seen[targets[k]];
  }
  return found;
}

/* The triangles at arc e = (u, v), in an unweighted graph: pairs are { indirect, triangles }. */
static inline GvVertex search(const GvListing *l, GvEdge e, GvEdge begin,
                              const GvListingScratch *scratch, uint32_t *hits)
{
  const GvVertex v = l->rows.targets[e];
  const GvVertex *targets = l->rows.targets + l->rows.offsets[v];
  const GvHolesPair by_v = { l->inverse_strength[v], 1 };
  const GvVertex found = marked_targets(l->rows, v, scratch->seen, hits);
  double sum = 0;

  for (GvVertex k = 0; k < found; k++) {
    const GvVertex w = targets[hits[k]];
    sum += l->inverse_strength[w];
    scratch->own[scratch->position[w]] += by_v;
  }
  scratch->own[e - begin] += (GvHolesPair){ sum, found };
  return found;
}

/* The same in a weighted graph: pairs are { indirect, overlap }. A hit becomes two
 * words, the positions in both rows; there are at most e - begin, so those found
 * stand high enough not to be overwritten before they are read. */
static inline GvVertex search_weighted(const GvListing *l, GvVertex u, GvEdge e,
                                       const GvListingScratch *scratch, uint32_t *hits)
{
  const GvAdjacency rows = l->rows;
  const GvVertex v = rows.targets[e];
  const GvEdge begin = rows.offsets[u], row = rows.offsets[v];
  const double *const by = l->inverse_strength, *const max = l->inverse_largest;
  const double uv = rows.weights[e];
  const uint32_t *const marked = hits + (e - begin);
  const GvVertex found = marked_targets(rows, v, scratch->seen, hits + (e - begin));
  GvHolesPair sum = { 0, 0 };

  for (GvVertex k = 0; k < found; k++) {
    const GvVertex hit = marked[k], w = rows.targets[row + hit], at = scratch->position[w];
    const double uw = rows.weights[begin + at], vw = rows.weights[row + hit];
    sum += (GvHolesPair){ indirect_of(uw, vw, by[w]), overlap_of(uw, max[u], vw, max[v]) };
    scratch->own[at] +=
        (GvHolesPair){ indirect_of(uv, vw, by[v]), overlap_of(uv, max[u], vw, max[w]) };
    hits[2 * k] = hit;
    hits[2 * k + 1] = at;
  }
  scratch->own[e - begin] += sum;
  return found;
}

static void add_triangles(const GvListing *l, GvVertex v, GvEdge count)
{
#pragma omp atomic
  l->triangles[v] += count;
}

/* Stores the row's sums and leaves the scratch clean. */
static void store_row(const GvListing *l, GvVertex u, GvHolesPair *own)
{
  const GvEdge begin = l->rows.offsets[u];
  GvEdge corners = 0; /* each triangle has two besides u */

  for (GvEdge e = begin; e < l->rows.offsets[u + 1]; e++) {
    const GvHolesPair sums = own[e - begin];
    own[e - begin] = (GvHolesPair){ 0, 0 };
    l->indirect[e] = sums[0];
    if (l->overlap) {
      l->overlap[e] = sums[1];
    } else if (sums[1] > 0) {
      corners += (GvEdge)sums[1];
      add_triangles(l, l->rows.targets[e], (GvEdge)sums[1]);
    }
  }
  if (corners)
    add_triangles(l, u, corners / 2);
}

uint32_t *gv_listing_row(const GvListing *l, GvVertex u, const GvListingScratch *scratch,
                         uint32_t *notes)
{
  const GvAdjacency rows = l->rows;
  const GvEdge begin = rows.offsets[u], end = rows.offsets[u + 1];

  if (end - begin > 1)
    mark_row(rows, u, scratch);
  for (GvEdge e = begin + 1; e < end; e++) { /* below the first there is no third corner */
    const GvVertex found = rows.weights ? search_weighted(l, u, e, scratch, notes + HEADER)
                                        : search(l, e, begin, scratch, notes + HEADER);
    if (found == 0)
      continue;
    notes[0] = rows.targets[e];
    notes[1] = u;
    notes[2] = found;
    notes += HEADER + (rows.weights ? 2 : 1) * (size_t)found;
  }
  if (end - begin > 1)
    unmark_row(rows, u, scratch);
  store_row(l, u, scratch->own);
  return notes;
}

static inline void settle(const GvListing *l, GvVertex v, GvVertex u, const uint32_t *hits,
                          GvVertex count)
{
  double *const own = l->indirect + l->rows.offsets[v];
  const double by_u = l->inverse_strength[u];

  for (GvVertex k = 0; k < count; k++)
    own[hits[k]] += by_u;
}

static inline void settle_weighted(const GvListing *l, GvVertex v, GvVertex u, const uint32_t *hits,
                                   GvVertex count)
{
  const GvAdjacency rows = l->rows;
  const GvEdge begin = rows.offsets[u], row = rows.offsets[v];
  const double uv = rows.weights[gv_row_find(rows.targets, begin, rows.offsets[u + 1], v)];
  const double by_u = l->inverse_strength[u], max_v = l->inverse_largest[v];

  for (GvVertex k = 0; k < count; k++) {
    const GvEdge f = row + hits[2 * k];
    const double uw = rows.weights[begin + hits[2 * k + 1]];
    l->indirect[f] += indirect_of(uv, uw, by_u);
    l->overlap[f] += overlap_of(uv, max_v, uw, l->inverse_largest[rows.targets[f]]);
  }
}

void gv_listing_settle(const GvListing *l, const uint32_t *begin, const uint32_t *end,
                       GvListingShare share)
{
  const gboolean weighted = l->rows.weights != NULL;

  for (const uint32_t *note = begin; note < end;) {
    const GvVertex v = note[0], count = note[2];
    if (v % share.owners == share.owner) {
      if (weighted)
        settle_weighted(l, v, note[1], note + HEADER, count);
      else
        settle(l, v, note[1], note + HEADER, count);
    }
    note += HEADER + (weighted ? 2 : 1) * (size_t)count;
  }
}

/* Connected components inside labels: union-find in which a root is always
 * hooked under a smaller one. Whatever the order, the root of a component ends
 * as its smallest vertex: the same on any number of threads.
 *
 * A few ties of each vertex join nearly all labels; only where that leaves pieces
 * all ties are looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/refine.h"

#include <string.h>

#include "graph/base/array.h"

enum { LINKS = 2 }; /* as many neighbours drawn at random connect nearly every graph */

static GvVertex load(const GvVertex *parent)
{
  return __atomic_load_n(parent, __ATOMIC_RELAXED);
}

/* Halves the path on the way; parents only ever get smaller. */
static GvVertex find_root(GvVertex *parent, GvVertex v)
{
  GvVertex up = load(&parent[v]);

  while (up != v) {
    GvVertex above = load(&parent[up]);
    if (above != up)
      __atomic_compare_exchange_n(&parent[v], &up, above, FALSE, __ATOMIC_RELAXED,
                                  __ATOMIC_RELAXED);
    v = above;
    up = load(&parent[v]);
  }
  return v;
}

static void unite(GvVertex *parent, GvVertex a, GvVertex b)
{
  for (;;) {
    GvVertex high, low;
    a = find_root(parent, a);
    b = find_root(parent, b);
    if (a == b)
      return;
    high = MAX(a, b);
    low = MIN(a, b);
    if (__atomic_compare_exchange_n(&parent[high], &high, low, FALSE, __ATOMIC_RELAXED,
                                    __ATOMIC_RELAXED))
      return;
  }
}

/* Up to LINKS ties of v inside its label. */
static void unite_some(const GvLevel *level, const GvVertex *labels, GvVertex v, GvVertex *parts)
{
  int links = 0;

  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1] && links < LINKS; e++)
    if (labels[level->targets[e]] == labels[v]) {
      unite(parts, level->targets[e], v);
      links++;
    }
}

static void unite_all(const GvLevel *level, const GvVertex *labels, GvVertex v, GvVertex *parts)
{
  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
    const GvVertex u = level->targets[e];
    if (u < v && labels[u] == labels[v])
      unite(parts, u, v);
  }
}

/* pieces[c] = the parts that label c is in. */
static void count_pieces(const GvVertex *labels, const GvVertex *parts, GvVertex n,
                         GvVertex *pieces)
{
  memset(pieces, 0, n * sizeof *pieces);
  for (GvVertex v = 0; v < n; v++)
    pieces[labels[v]] += parts[v] == v;
}

void gv_split(const GvLevel *level, const GvVertex *labels, GvVertex *parts, GvVertex *pieces,
              int threads)
{
#pragma omp parallel for num_threads(threads) schedule(static)
  for (GvVertex v = 0; v < level->n; v++)
    parts[v] = v;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < level->n; v++)
    unite_some(level, labels, v, parts);
  count_pieces(labels, parts, level->n, pieces);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < level->n; v++)
    if (pieces[labels[v]] > 1)
      unite_all(level, labels, v, parts);
#pragma omp parallel for num_threads(threads) schedule(static)
  for (GvVertex v = 0; v < level->n; v++)
    __atomic_store_n(&parts[v], find_root(parts, v), __ATOMIC_RELAXED);
}

gboolean gv_count_disconnected(const GvLevel *level, const GvVertex *labels, int threads,
                               GvVertex *disconnected, GError **error)
{
  g_autofree GvVertex *parts = gv_array_new_raw(level->n, sizeof *parts, error);
  g_autofree GvVertex *pieces = parts ? gv_array_new_raw(level->n, sizeof *pieces, error) : NULL;

  if (pieces == NULL)
    return FALSE;
  gv_split(level, labels, parts, pieces, threads);
  count_pieces(labels, parts, level->n, pieces);
  *disconnected = 0;
  for (GvVertex c = 0; c < level->n; c++)
    *disconnected += pieces[c] > 1;
  return TRUE;
}

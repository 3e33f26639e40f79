/* Connected components inside labels: union-find in which a root is always
 * hooked under a smaller one. Whatever the order, the root of a component ends
 * as its smallest vertex: the same on any number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/refine.h"

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

void gv_split(const GvLevel *level, const GvVertex *labels, GvVertex *parts, int threads)
{
#pragma omp parallel for num_threads(threads) schedule(static)
  for (GvVertex v = 0; v < level->n; v++)
    parts[v] = v;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < level->n; v++)
    for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
      const GvVertex u = level->targets[e];
      if (u < v && labels[u] == labels[v])
        unite(parts, u, v);
    }
#pragma omp parallel for num_threads(threads) schedule(static)
  for (GvVertex v = 0; v < level->n; v++)
    __atomic_store_n(&parts[v], find_root(parts, v), __ATOMIC_RELAXED);
}

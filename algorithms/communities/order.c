/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/order.h"

#include "graph/base/array.h"
#include "graph/base/random.h"

static void shuffle(GvVertex *items, GvVertex count, uint64_t seed)
{
  GvRng rng = gv_rng(seed, 0);

  for (GvVertex i = count; i > 1; i--) {
    GvVertex j = gv_rng_below(&rng, i), item = items[i - 1];
    items[i - 1] = items[j];
    items[j] = item;
  }
}

gboolean gv_order_fill(GvVertex *order, GvVertex n, unsigned shift, uint64_t seed, GError **error)
{
  const GvVertex count = (n >> shift) + ((n & ((1u << shift) - 1)) != 0);
  g_autofree GvVertex *chunks = gv_array_new_raw(count, sizeof *chunks, error);
  GvVertex at = 0;

  if (chunks == NULL)
    return FALSE;
  for (GvVertex i = 0; i < count; i++)
    chunks[i] = i;
  shuffle(chunks, count, seed);
  for (GvVertex i = 0; i < count; i++) {
    const uint64_t begin = (uint64_t)chunks[i] << shift, end = begin + ((uint64_t)1 << shift);
    for (uint64_t v = begin; v < end && v < n; v++)
      order[at++] = (GvVertex)v;
  }
  return TRUE;
}

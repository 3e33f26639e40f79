/* Loose ends joined at random into a simple graph (configuration model).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/generators/wiring.h"

#include "graph/base/array.h"

enum { ATTEMPTS = 200 };

/* The pairs there are, by open addressing. */
typedef struct {
  uint64_t *keys; /* [mask + 1], smaller end << 32 | larger, + 1; 0 = free, GONE = taken out */
  size_t mask;
} PairSet;

static const uint64_t GONE = UINT64_MAX;

static gboolean set_init(PairSet *set, size_t most, GError **error)
{
  size_t room = 8;

  while (room < 2 * most)
    room *= 2;
  set->mask = room - 1;
  set->keys = gv_array_new(room, sizeof *set->keys, error);
  return set->keys != NULL;
}

static uint64_t key_of(GvVertex a, GvVertex b)
{
  return ((uint64_t)MIN(a, b) << 32 | MAX(a, b)) + 1;
}

/* Where the key is, or the free cell where it would be. */
static size_t find(const PairSet *set, uint64_t key)
{
  size_t at = gv_mix64(key) & set->mask;

  while (set->keys[at] != 0 && set->keys[at] != key)
    at = (at + 1) & set->mask;
  return at;
}

static gboolean may_join(const GvWiring *w, const PairSet *set, GvVertex a, GvVertex b)
{
  if (a == b || (w->apart && w->apart[a] == w->apart[b]))
    return FALSE;
  return set->keys[find(set, key_of(a, b))] == 0;
}

static void join(GvWiring *w, PairSet *set, GvEdge e, GvVertex a, GvVertex b)
{
  const uint64_t key = key_of(a, b);

  w->edges[e][0] = a;
  w->edges[e][1] = b;
  set->keys[find(set, key)] = key;
}

static void shuffle(const GvWiring *w, GvRng *rng)
{
  for (GvVertex i = w->count; i > 1; i--) {
    const GvVertex other = gv_rng_below(rng, i), kept = w->ends[i - 1];
    w->ends[i - 1] = w->ends[other];
    w->ends[other] = kept;
  }
}

/* Puts a and b into the graph by taking an edge (c, d) apart: (a, c), (b, d). */
static void exchange(GvWiring *w, PairSet *set, GvVertex a, GvVertex b, GvRng *rng)
{
  for (int attempt = 0; w->m > 0 && attempt < ATTEMPTS; attempt++) {
    const GvEdge e = gv_rng_below(rng, (uint32_t)w->m);
    const gboolean turned = (gv_rng_next(rng) & 1) != 0;
    const GvVertex c = w->edges[e][turned], d = w->edges[e][!turned];
    if (!may_join(w, set, a, c) || !may_join(w, set, b, d) || key_of(a, c) == key_of(b, d))
      continue;
    set->keys[find(set, key_of(c, d))] = GONE;
    join(w, set, e, a, c);
    join(w, set, w->m++, b, d);
    return;
  }
}

gboolean gv_wire(GvWiring *w, GvRng *rng, GError **error)
{
  PairSet set = { NULL, 0 };
  GvVertex left = 0;

  w->m = 0;
  /* an exchange takes two cells and leaves one GONE: at most a cell for each end */
  if (!set_init(&set, w->count, error))
    return FALSE;
  shuffle(w, rng);
  for (GvVertex i = 0; i + 1 < w->count; i += 2) {
    const GvVertex a = w->ends[i], b = w->ends[i + 1];
    if (may_join(w, &set, a, b)) {
      join(w, &set, w->m++, a, b);
      continue;
    }
    w->ends[left++] = a;
    w->ends[left++] = b;
  }
  for (GvVertex i = 0; i < left; i += 2)
    exchange(w, &set, w->ends[i], w->ends[i + 1], rng);
  g_free(set.keys);
  return TRUE;
}

/* The search of waves.h. A source that has been at a neighbour and not yet at v
 * comes to v now, so one set a vertex is all that a tie has to look at.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/paths/waves.h"

#define SEARCH G_PASTE(gv_waves_search_, GV_CPU_STEP)
#define INLINE static inline __attribute__((always_inline))

enum { PATIENCE = 16 }; /* neighbours between two looks whether everyone is there */

INLINE int size_of(const GvWaveSet *set)
{
  int size = 0;

  for (int i = 0; i < GV_WAVE_WORDS; i++)
    size += __builtin_popcountll(set->word[i]);
  return size;
}

/* Is there anything of a that is not in b? */
INLINE gboolean has_more(const GvWaveSet *a, const GvWaveSet *b)
{
  uint64_t more = 0;

  for (int i = 0; i < GV_WAVE_WORDS; i++)
    more |= a->word[i] & ~b->word[i];
  return more != 0;
}

/* fresh = sources that have been at one of these and not at v. */
static __attribute__((noinline)) gboolean arrive(const GvVertex *u, const GvVertex *end,
                                                 const GvWaveSet *restrict seen,
                                                 const GvWaveSet *all, const GvWaveSet *here,
                                                 GvWaveSet *fresh)
{
  GvWaveSet sum = { { 0 } };
  uint64_t any = 0;

  while (u < end) {
    const GvVertex *pause = end - u > PATIENCE ? u + PATIENCE : end;
    for (; u < pause; u++)
      for (int i = 0; i < GV_WAVE_WORDS; i++)
        sum.word[i] |= seen[*u].word[i];
    if (u < end && !has_more(all, &sum))
      break;
  }
  for (int i = 0; i < GV_WAVE_WORDS; i++)
    any |= fresh->word[i] = sum.word[i] & ~here->word[i];
  return any != 0;
}

/* Lists the neighbours of those at the level at hand, each once. */
static GvVertex list_nearby(GvWaveScratch *s, GvVertex count)
{
  GvVertex *const list = s->nearby;
  uint8_t *const is_listed = s->is_nearby;
  GvVertex found = 0;

  for (GvVertex i = 0; i < count; i++)
    for (GvEdge e = s->out.offsets[s->level[i]]; e < s->out.offsets[s->level[i] + 1]; e++) {
      const GvVertex u = s->out.targets[e];
      if (is_listed[u])
        continue;
      is_listed[u] = 1;
      list[found++] = u;
    }
  for (GvVertex i = 0; i < found; i++)
    is_listed[list[i]] = 0;
  return found;
}

/* From this level to the next: v is looked at. Returns the end of the level. */
INLINE GvVertex look_at(GvWaveScratch *s, GvVertex v, const GvWaveSet *all, GvVertex end)
{
  const GvVertex *ties = s->in.targets;

  if (!has_more(all, &s->seen[v]))
    return end;
  if (!arrive(ties + s->in.offsets[v], ties + s->in.offsets[v + 1], s->seen, all, &s->seen[v],
              &s->fresh[end]))
    return end;
  s->level[end] = v;
  return end + 1;
}

/* Whom the sources reach from `count` vertices at hand. Where these have many ties,
 * everyone is looked at; that is less work than to find out at whom to look. */
static GvVertex next_level(GvWaveScratch *s, GvVertex count, const GvWaveSet *all)
{
  const GvVertex n = s->out.n;
  GvEdge ties = 0;
  GvVertex end = 0;

  for (GvVertex i = 0; i < count; i++)
    ties += gv_degree(s->out, s->level[i]);
  if (ties > s->out.offsets[n] / 4) {
    for (GvVertex v = 0; v < n; v++)
      end = look_at(s, v, all, end);
    return end;
  }
  const GvVertex nearby = list_nearby(s, count);
  for (GvVertex i = 0; i < nearby; i++)
    end = look_at(s, s->nearby[i], all, end);
  return end;
}

/* They have been there, at this distance. */
static void settle(GvWaveScratch *s, GvVertex count, double distance, GvBlockSum *sum)
{
  static const GvWaveSet nobody;

  for (GvVertex i = 0; i < count; i++) {
    GvWaveSet *seen = &s->seen[s->level[i]];
    if (!has_more(seen, &nobody))
      s->reached[s->reached_count++] = s->level[i];
    for (int w = 0; w < GV_WAVE_WORDS; w++)
      seen->word[w] |= s->fresh[i].word[w];
    if (distance > 0)
      s->waves->reach(sum, s->level[i], size_of(&s->fresh[i]), distance);
  }
}

void SEARCH(GvWaveScratch *s, GvBlockSum *sum)
{
  GvWaveSet all = { { 0 } };
  GvVertex count = s->count;

  s->reached_count = 0;
  for (GvVertex l = 0; l < count; l++) {
    s->level[l] = s->sources[l];
    s->fresh[l] = (GvWaveSet){ { 0 } };
    s->fresh[l].word[l / 64] = UINT64_C(1) << l % 64;
    all.word[l / 64] |= s->fresh[l].word[l / 64];
  }
  for (double distance = 0; count > 0; distance++) {
    settle(s, count, distance, sum);
    count = next_level(s, count, &all);
  }
  for (GvVertex i = 0; i < s->reached_count; i++)
    s->seen[s->reached[i]] = (GvWaveSet){ { 0 } };
}

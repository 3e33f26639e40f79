/* The search of waves.h. A source that has been at a neighbour and not yet at v
 * comes to v now, so one set a vertex is all that a tie has to look at.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/paths/waves.h"
#include "graph/base/registers.h"

#define KERNELS G_PASTE(gv_waves_, GV_CPU_STEP)

enum {
  PATIENCE = 16, /* neighbours between two looks whether everyone is there */
  TOGETHER = 8,  /* sets that are counted at a time */
  DIGITS = 33,   /* of a count in base 2 */
};

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

/* fresh = sources, of all that matter, that have been at one of these and not at v. */
APART gboolean arrive(const GvVertex *u, const GvVertex *end, const GvWaveSet *restrict seen,
                      const GvWaveSet *all, const GvWaveSet *here, GvWaveSet *fresh)
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
    any |= fresh->word[i] = sum.word[i] & all->word[i] & ~here->word[i];
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

static const GvWaveSet nobody;

/* They have been at the i-th of the level at hand. */
INLINE void settle(GvWaveScratch *s, GvVertex i)
{
  GvWaveSet *seen = &s->seen[s->level[i]];

  if (!has_more(seen, &nobody))
    s->reached[s->reached_count++] = s->level[i];
  for (int w = 0; w < GV_WAVE_WORDS; w++)
    seen->word[w] |= s->fresh[i].word[w];
}

/* Everybody at home. Returns the sources. */
static GvWaveSet begin(GvWaveScratch *s)
{
  GvWaveSet all = { { 0 } };

  s->reached_count = 0;
  for (GvVertex l = 0; l < s->count; l++) {
    s->level[l] = s->sources[l];
    s->fresh[l] = (GvWaveSet){ { 0 } };
    s->fresh[l].word[l / 64] = UINT64_C(1) << l % 64;
    all.word[l / 64] |= s->fresh[l].word[l / 64];
  }
  return all;
}

static void end(GvWaveScratch *s)
{
  for (GvVertex i = 0; i < s->reached_count; i++)
    s->seen[s->reached[i]] = (GvWaveSet){ { 0 } };
}

static void search(GvWaveScratch *s, GvBlockSum *sum)
{
  const GvWaveSet all = begin(s);
  GvVertex count = s->count;

  for (double distance = 0; count > 0; distance++) {
    for (GvVertex i = 0; i < count; i++) {
      settle(s, i);
      if (distance > 0)
        s->waves->reach(sum, s->level[i], size_of(&s->fresh[i]), distance);
    }
    count = next_level(s, count, &all);
  }
  end(s);
}

/* Those of the level at hand who still matter to somebody move together. */
static GvVertex close_up(GvWaveScratch *s, const GvWaveSet *going)
{
  GvVertex left = 0;

  for (GvVertex i = 0; i < s->level_count; i++) {
    uint64_t any = 0;
    for (int w = 0; w < GV_WAVE_WORDS; w++)
      any |= s->fresh[i].word[w] & going->word[w];
    if (any != 0)
      s->level[left++] = s->level[i];
  }
  return left;
}

static void follow(GvWaveScratch *s, GvWaveVisit visit, void *data)
{
  GvWaveSet going = begin(s);

  s->level_count = s->count;
  for (GvVertex distance = 0; s->level_count > 0; distance++) {
    const GvWaveSet before = going;
    for (GvVertex i = 0; i < s->level_count; i++)
      settle(s, i);
    visit(data, s, distance, &going);
    if (has_more(&before, &going))
      s->level_count = close_up(s, &going);
    s->level_count = next_level(s, s->level_count, &going);
  }
  end(s);
}

/* The sum of three bits, a place each: carry and what stays. */
INLINE GvWaveSet add(GvWaveSet *sum, const GvWaveSet *a, const GvWaveSet *b)
{
  GvWaveSet carry;

  for (int i = 0; i < GV_WAVE_WORDS; i++) {
    const uint64_t odd = sum->word[i] ^ a->word[i];
    carry.word[i] = (sum->word[i] & a->word[i]) | (odd & b->word[i]);
    sum->word[i] = odd ^ b->word[i];
  }
  return carry;
}

/* Adds eight sets to the counts whose digits are these. */
INLINE void add_eight(GvWaveSet *digit, const GvWaveSet *set)
{
  GvWaveSet fours[2];

  for (int i = 0; i < 2; i++) {
    const GvWaveSet first = add(&digit[0], &set[4 * i], &set[4 * i + 1]);
    const GvWaveSet second = add(&digit[0], &set[4 * i + 2], &set[4 * i + 3]);
    fours[i] = add(&digit[1], &first, &second);
  }
  GvWaveSet carry = add(&digit[2], &fours[0], &fours[1]);
  for (int d = 3; has_more(&carry, &nobody); d++)
    carry = add(&digit[d], &carry, &nobody);
}

static void count(const GvWaveScratch *s, uint32_t *people)
{
  GvWaveSet digit[DIGITS] = { { { 0 } } }, last[TOGETHER] = { { { 0 } } };
  const GvVertex whole = s->level_count - s->level_count % TOGETHER;

  for (GvVertex i = 0; i < whole; i += TOGETHER)
    add_eight(digit, s->fresh + i);
  memcpy(last, s->fresh + whole, (s->level_count - whole) * sizeof *last);
  add_eight(digit, last);
  for (int l = 0; l < GV_WAVE_LANES; l++) {
    people[l] = 0;
    for (int d = 0; d < 32; d++)
      people[l] |= (uint32_t)(digit[d].word[l / 64] >> l % 64 & 1) << d;
  }
}

const GvWaveKernels KERNELS = { search, follow, count };

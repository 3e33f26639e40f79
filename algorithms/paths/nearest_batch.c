/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/nearest_batch.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { LEVELS_MOST = 4096 }; /* that are kept, 2 KiB each */

void gv_nearest_batch_clear(GvNearestBatch *batch)
{
  g_free(batch->people);
}

/* Room for one more level; NULL where no more are kept. */
static uint32_t *keep_level(GvNearestBatch *b)
{
  const size_t row = GV_WAVE_LANES * sizeof *b->people;

  if (b->levels >= LEVELS_MOST)
    return NULL;
  if (!gv_array_reserve(&b->people, &b->capacity, b->levels + 1, row, NULL)) {
    b->no_memory = TRUE;
    return NULL;
  }
  return b->people + (size_t)b->levels++ * GV_WAVE_LANES;
}

static double ties_of_level(const GvWaveScratch *s)
{
  GvEdge ties = 0;

  for (GvVertex i = 0; i < s->level_count; i++)
    ties += gv_degree(s->out, s->level[i]);
  return (double)ties;
}

/* ahead [GV_WAVE_LANES]: ties that leave the people whom each source reached. Of the
 * ties of a pair one led there. */
static void count_ahead(const GvWaveScratch *s, gboolean directed, double *ahead)
{
  memset(ahead, 0, GV_WAVE_LANES * sizeof *ahead);
  for (GvVertex i = 0; i < s->level_count; i++) {
    const double ties = (double)(gv_degree(s->out, s->level[i]) - !directed);
    for (int w = 0; w < GV_WAVE_WORDS; w++)
      for (uint64_t left = s->fresh[i].word[w]; left != 0; left &= left - 1)
        ahead[w * 64 + __builtin_ctzll(left)] += ties;
  }
}

/* Are these ties so few that to count them for each source says something? If all
 * led to somebody new, fewer would be reached than there are. */
static gboolean is_worth_counting(const GvNearestBatch *b, const GvWaveScratch *s,
                                  const uint32_t *people, double ties)
{
  double found = 0;

  for (GvVertex l = 0; l < b->count; l++)
    found += people[l];
  return found * (ties / s->level_count) < (double)s->out.n * b->count;
}

/* Does the search from the l-th source go on? */
static gboolean goes_on(GvNearestBatch *b, GvVertex l, double people, double ahead,
                        GvVertex distance)
{
  const GvNearestRound *r = b->round;
  const GvVertex v = b->sources[l];
  GvNear *near = &b->near[l];

  near->people += people;
  near->distances += people * distance;
  near->inverses += people / distance;
  if (people == 0 || near->people >= r->reach->most[v])
    return FALSE;
  b->given_up[l] = distance < r->far &&
                   gv_nearest_at_most(r->nearest, near, distance, ahead,
                                      gv_nearest_all(r->nearest, r->reach, v)) < r->threshold;
  return !b->given_up[l];
}

static void look(void *data, const GvWaveScratch *s, GvVertex distance, GvWaveSet *going)
{
  GvNearestBatch *b = data;
  uint32_t none[GV_WAVE_LANES];
  double ahead[GV_WAVE_LANES];
  const double ties = ties_of_level(s);

  b->work += ties + s->level_count;
  if (gv_task_is_cancelled(b->round->task) || b->no_memory)
    memset(going, 0, sizeof *going);
  if (distance == 0)
    return;
  uint32_t *kept = keep_level(b), *people = kept ? kept : none;
  b->kernels->count(s, people);
  if (is_worth_counting(b, s, people, ties))
    count_ahead(s, b->round->directed, ahead);
  else
    for (int l = 0; l < GV_WAVE_LANES; l++)
      ahead[l] = INFINITY;
  for (GvVertex l = 0; l < b->count; l++) {
    const uint64_t bit = UINT64_C(1) << l % 64;
    if ((going->word[l / 64] & bit) && !goes_on(b, l, people[l], ahead[l], distance))
      going->word[l / 64] &= ~bit;
  }
}

void gv_nearest_batch_run(GvNearestBatch *b, GvWaveScratch *scratch)
{
  b->kernels = gv_wave_kernels();
  scratch->sources = b->sources;
  scratch->count = b->count;
  b->kernels->follow(scratch, look, b);
}

/* What would be the best score of who is so many steps away: everybody so much nearer. */
static double so_much_nearer(const GvNearestBatch *b, GvVertex l, GvVertex steps)
{
  GvNear near = { 0, 0, 0 };

  for (GvVertex i = 0; i < b->levels; i++) {
    const double people = b->people[(size_t)i * GV_WAVE_LANES + l];
    const GvVertex distance = i + 1 > steps ? i + 1 - steps : 1;
    near.people += people;
    near.distances += people * distance;
    near.inverses += people / distance;
  }
  return near.people > 0 ? b->round->nearest->score(&near) : 0;
}

/* Within how many steps of the l-th source nobody comes to the threshold. */
static GvVertex steps_ruled_out(const GvNearestBatch *b, GvVertex l, double threshold)
{
  GvVertex within = 0, beyond = 1;

  while (beyond < b->levels && so_much_nearer(b, l, beyond) < threshold) {
    within = beyond;
    beyond *= 2;
  }
  beyond = MIN(beyond, b->levels);
  while (beyond - within > 1) {
    const GvVertex middle = within + (beyond - within) / 2;
    if (so_much_nearer(b, l, middle) < threshold)
      within = middle;
    else
      beyond = middle;
  }
  return within;
}

size_t gv_nearest_batch_rule(const GvNearestBatch *b, double threshold, GvRuling *rulings)
{
  size_t count = 0;

  for (GvVertex l = 0; l < b->count && b->levels < LEVELS_MOST; l++) {
    if (b->given_up[l])
      continue;
    const GvVertex steps = steps_ruled_out(b, l, threshold);
    if (steps > 0)
      rulings[count++] = (GvRuling){ b->sources[l], steps };
  }
  return count;
}

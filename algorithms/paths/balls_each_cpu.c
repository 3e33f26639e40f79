/* The counters of balls.h: joined, compared, read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/paths/balls.h"

#define GROW G_PASTE(gv_balls_grow_, GV_CPU_STEP)
#define SHOW G_PASTE(gv_balls_show_, GV_CPU_STEP)

static void join(uint8_t *restrict counter, const uint8_t *restrict other, size_t registers)
{
  for (size_t line = 0; line < registers; line += GV_BALL_LINE)
    for (size_t i = line; i < line + GV_BALL_LINE; i++)
      counter[i] = counter[i] > other[i] ? counter[i] : other[i];
}

GvBallCount SHOW(const uint8_t *counter, size_t registers)
{
  uint64_t sum = 0;
  uint32_t vacant = 0;

  for (size_t line = 0; line < registers; line += GV_BALL_LINE) {
    uint8_t empty = 0; /* at most GV_BALL_LINE */
    for (size_t i = line; i < line + GV_BALL_LINE; i++) {
      sum += UINT64_C(1) << GV_BALL_RANK >> counter[i];
      empty = (uint8_t)(empty + (counter[i] == 0));
    }
    vacant += empty;
  }
  return (GvBallCount){ sum, vacant };
}

gboolean GROW(const GvBallStep *s, GvVertex v, GvBallCount *count)
{
  const uint8_t *before = s->before + v * s->registers;
  uint8_t *after = s->after + v * s->registers;

  GvEdge e = s->in.offsets[v];
  const GvEdge end = s->in.offsets[v + 1];

  while (e < end && !s->grew[s->in.targets[e]])
    e++;
  if (e < end || s->grew[v])
    memcpy(after, before, s->registers);
  if (e == end)
    return FALSE;
  for (; e < end; e++)
    if (s->grew[s->in.targets[e]])
      join(after, s->before + s->in.targets[e] * s->registers, s->registers);
  if (memcmp(after, before, s->registers) == 0)
    return FALSE;
  *count = SHOW(after, s->registers);
  return TRUE;
}

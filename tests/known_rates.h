/* Logs drawn from a world whose rates are known.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_KNOWN_RATES_H
#define GV_TEST_KNOWN_RATES_H

#include <math.h>

#include "graph/base/random.h"
#include "made_network.h"

/* People whose rates are known: who answers whom, how often a log on average. */
enum { PEOPLE = 250, VOICES = 1500, DAYS = 60 };

/* How a log comes about: each row by itself, or all that one says to another (or all
 * that one says) is now much, now little. */
typedef enum { ROWS_ALONE, VOICES_VARY, ACTORS_VARY } Habit;

typedef struct {
  unsigned from[VOICES], to[VOICES];
  double rate[VOICES];
} World;

static inline double normal(GvRng *rng)
{
  const double u = 1 - gv_rng_real(rng), v = gv_rng_real(rng);

  return sqrt(-2 * log(u)) * cos(2 * G_PI * v);
}

static inline unsigned drawn_by(const double *weight, GvRng *rng)
{
  double left = gv_rng_real(rng) * weight[PEOPLE];
  unsigned i = 0;

  for (; i + 1 < PEOPLE && left >= weight[i]; i++)
    left -= weight[i];
  return i;
}

static inline void world_init(World *w, uint64_t number, double rows)
{
  GvRng rng = gv_rng(77, number);
  double popular[PEOPLE + 1] = { 0 }, active[PEOPLE + 1] = { 0 }, total = 0;

  for (unsigned i = 0; i < PEOPLE; i++) {
    popular[PEOPLE] += popular[i] = exp(normal(&rng));
    active[PEOPLE] += active[i] = exp(.8 * normal(&rng));
  }
  for (unsigned v = 0; v < VOICES; v++) {
    w->from[v] = drawn_by(active, &rng);
    do
      w->to[v] = drawn_by(popular, &rng);
    while (w->to[v] == w->from[v]);
    total += w->rate[v] = exp(normal(&rng));
  }
  for (unsigned v = 0; v < VOICES; v++)
    w->rate[v] *= rows / total;
}

static inline unsigned poisson(double mean, GvRng *rng)
{
  const double bar = exp(-mean);
  double product = gv_rng_real(rng);
  unsigned k = 0;

  for (; product > bar; k++)
    product *= gv_rng_real(rng);
  return k;
}

/* Who is in the table of users has the same number in every log. */
static inline GvNetwork *draw_log(const World *w, Habit habit, uint64_t number)
{
  GvRng rng = gv_rng(78, number);
  g_autoptr(GString) rows = g_string_new(NULL), users = g_string_new("user\n");
  double swing[PEOPLE];

  for (unsigned i = 0; i < PEOPLE; i++) {
    swing[i] = habit == ACTORS_VARY ? -log(1 - gv_rng_real(&rng)) : 1;
    g_string_append_printf(users, "%u\n", i);
  }
  g_string_append(rows, "0,1,RT,0\n0,1,RT,5184000\n");
  for (unsigned v = 0; v < VOICES; v++) {
    const double own = habit == VOICES_VARY ? -log(1 - gv_rng_real(&rng)) : swing[w->from[v]];
    for (unsigned k = poisson(w->rate[v] * own, &rng); k > 0; k--)
      g_string_append_printf(rows, "%u,%u,RT,%.0f\n", w->from[v], w->to[v],
                             gv_rng_real(&rng) * DAYS * 86400);
  }
  return made_network((Made){ .interactions = rows->str, .users = users->str });
}
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/spread_card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"

enum { ROUNDS_SHOWN = 60, BINS = 20 };

#define NORMAL_95 1.959963984540054

double spread_total(const GvSimulation *s)
{
  return (double)s->active + s->active_won + (double)s->seeds + s->mean;
}

static int by_size(const void *a, const void *b)
{
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

  return (x > y) - (x < y);
}

/* sorted [cascades]: nearest ranks. */
static void add_reached(Card *card, const GvSimulation *s, const uint32_t *sorted)
{
  static const struct {
    const char *name;
    double at;
  } quantiles[] = {
    { "min", 0 },   { "p5", .05 },  { "p25", .25 }, { "median", .5 },
    { "p75", .75 }, { "p95", .95 }, { "max", 1 },
  };

  card_section(card, "reached", FALSE);
  card_real(card, "mean", s->mean);
  card_real(card, "low_95", s->low);
  card_real(card, "high_95", s->high);
  card_real(card, "standard_deviation", s->deviation);
  for (size_t i = 0; i < G_N_ELEMENTS(quantiles); i++) {
    const double rank = ceil(quantiles[i].at * (double)s->cascades);
    card_int(card, quantiles[i].name, sorted[(size_t)MAX(rank, 1) - 1]);
  }
}

static void add_total(Card *card, const GvSimulation *s)
{
  const double total = spread_total(s);

  card_section(card, "total", FALSE);
  card_real(card, "mean", total);
  card_int(card, "seeds", s->seeds);
  card_real(card, "reached", s->mean);
  card_int(card, "active", s->active);
  card_real(card, "active_won", s->active_won);
}

/* What lies beyond the rounds that are shown is one item. */
static void add_rounds(Card *card, const GvSimulation *s)
{
  double so_far = 0, won = 0;

  card_section(card, "rounds", TRUE);
  for (size_t r = 0; r < s->round_count; r++) {
    so_far += s->by_round[r];
    won += s->by_round[r];
    if (r + 1 >= ROUNDS_SHOWN && r + 1 < s->round_count)
      continue;
    card_item(card);
    card_int(card, "round", (int64_t)MIN(r + 1, ROUNDS_SHOWN));
    if (r + 1 > ROUNDS_SHOWN)
      card_int(card, "through", (int64_t)r + 1);
    card_real(card, "won", won);
    card_real(card, "so_far", so_far);
    won = 0;
  }
}

static void add_distribution(Card *card, const GvSimulation *s, const uint32_t *sorted)
{
  const uint64_t least = sorted[0], most = sorted[s->cascades - 1];
  const uint64_t width = (most - least) / BINS + 1;
  size_t i = 0;

  card_section(card, "distribution", TRUE);
  for (uint64_t from = least; from <= most; from += width) {
    const size_t before = i;
    while (i < s->cascades && sorted[i] < from + width)
      i++;
    card_item(card);
    card_int(card, "from", (int64_t)from);
    card_int(card, "to", (int64_t)MIN(from + width - 1, most));
    card_int(card, "cascades", (int64_t)(i - before));
    card_real(card, "share", (double)(i - before) / (double)s->cascades);
  }
}

gboolean spread_card_add(Card *card, const GvSimulation *s, GError **error)
{
  g_autofree uint32_t *sorted = gv_array_new_raw(s->cascades, sizeof *sorted, error);

  if (sorted == NULL)
    return FALSE;
  memcpy(sorted, s->reached, s->cascades * sizeof *sorted);
  qsort(sorted, s->cascades, sizeof *sorted, by_size);
  add_reached(card, s, sorted);
  add_total(card, s);
  add_rounds(card, s);
  add_distribution(card, s, sorted);
  return TRUE;
}

/* Both ran with the same random numbers: what they have in common cancels out. */
void spread_card_add_against(Card *card, Run *run, const GvSimulation *s, const GvSimulation *other)
{
  const double count = (double)s->cascades, mean = spread_total(s) - spread_total(other);
  double squares = 0;
  size_t more = 0, even = 0;

  for (size_t i = 0; i < s->cascades; i++) {
    const double difference = (double)s->won[i] - other->won[i];
    squares += (difference - mean) * (difference - mean);
    more += s->won[i] > other->won[i];
    even += s->won[i] == other->won[i];
  }
  const double half = count > 1 ? NORMAL_95 * sqrt(squares / (count - 1) / count) : (double)NAN;
  card_section(card, "against", FALSE);
  card_int(card, "seeds", other->seeds);
  card_real(card, "reached", other->mean);
  card_real(card, "total", spread_total(other));
  card_real(card, "difference", mean);
  card_real(card, "low_95", mean - half);
  card_real(card, "high_95", mean + half);
  card_real(card, "cascades_better", (double)more / count);
  card_real(card, "cascades_even", (double)even / count);
  gv_summary_result_real(run->summary, "difference", mean);
  gv_summary_result_real(run->summary, "difference_low_95", mean - half);
  gv_summary_result_real(run->summary, "difference_high_95", mean + half);
}

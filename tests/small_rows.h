/* What the dated rows of a small world say, counted the long way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SMALL_ROWS_H
#define GV_TEST_SMALL_ROWS_H

#include "small_world.h"

static inline double events_by(const World *w, unsigned v)
{
  double count = 0;

  for (unsigned i = 0; i < w->row_count; i++)
    count += w->rows[i].event && w->rows[i].from == v;
  return count;
}

static inline double events_towards(const World *w, unsigned v)
{
  double count = 0;

  for (unsigned i = 0; i < w->row_count; i++)
    count += w->rows[i].event && w->rows[i].to == (int)v;
  return count;
}

/* Rows by v, dated or not. */
static inline double acts_of(const World *w, unsigned v)
{
  double count = events_by(w, v);

  for (unsigned u = 0; u < w->n; u++)
    count += w->times[v][u];
  return count;
}

/* Of an undirected world an interaction is of both. */
static inline gboolean row_counts(const World *w, const WorldRow *row, unsigned v,
                                  gboolean received)
{
  const gboolean by = row->from == v, towards = row->to == (int)v;

  if (!w->directed && !row->event)
    return by || towards;
  return received ? towards : by;
}

static inline double last_time(const World *w)
{
  double last = 0;

  for (unsigned i = 0; i < w->row_count; i++)
    last = fmax(last, w->rows[i].time);
  return last;
}

static inline double span_of(const World *w)
{
  double first = INFINITY;

  for (unsigned i = 0; i < w->row_count; i++)
    first = fmin(first, w->rows[i].time);
  return fmax(last_time(w) - first, 1);
}

static inline double half_life_of(const World *w)
{
  return span_of(w) / 10;
}

/* The longest of which 48 fit into the span. */
static inline double period_of(const World *w)
{
  static const double periods[] = { 365.2425 * 86400 / 12, 7 * 86400, 86400, 3600 };

  for (size_t i = 0; i < G_N_ELEMENTS(periods); i++)
    if (span_of(w) >= 48 * periods[i])
      return periods[i];
  return 60;
}

static inline gboolean same_period(const World *w, const WorldRow *a, const WorldRow *b)
{
  return floor(a->time / period_of(w)) == floor(b->time / period_of(w));
}

static inline double recent(const World *w, unsigned v, gboolean received)
{
  double sum = 0;

  for (unsigned i = 0; i < w->row_count; i++)
    if (row_counts(w, &w->rows[i], v, received))
      sum += pow(0.5, (last_time(w) - w->rows[i].time) / half_life_of(w));
  return sum;
}

static inline double periods(const World *w, unsigned v, gboolean received)
{
  double count = 0;

  for (unsigned i = 0; i < w->row_count; i++) {
    gboolean is_new = row_counts(w, &w->rows[i], v, received);
    for (unsigned j = 0; j < i; j++)
      is_new &= !row_counts(w, &w->rows[j], v, received) ||
                !same_period(w, &w->rows[i], &w->rows[j]);
    count += is_new;
  }
  return count;
}

/* When v took the item up; NaN = never. */
static inline double taken_up(const World *w, unsigned v, int item)
{
  double first = NAN;

  for (unsigned i = 0; i < w->row_count; i++)
    if (w->rows[i].from == v && w->rows[i].item == item)
      first = fmin(first, w->rows[i].time);
  return first;
}

/* v's shares of the credits of those who took something up after v. */
static inline double credit_of(const World *w, unsigned v, gboolean late)
{
  double sum = 0;

  for (int item = 0; item < MOST_ITEMS; item++)
    for (unsigned u = 0; u < w->n; u++) {
      const double time = taken_up(w, u, item);
      double earlier = 0;
      for (unsigned x = 0; x < w->n; x++)
        earlier += w->attention[u][x] > 0 && taken_up(w, x, item) < time;
      if (w->attention[u][v] > 0 && taken_up(w, v, item) < time)
        sum += (late ? pow(0.5, (last_time(w) - time) / half_life_of(w)) : 1) / earlier;
    }
  return sum;
}
#endif

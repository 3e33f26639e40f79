/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/calibration.h"

#include <stdlib.h>

#include "algorithms/learning/logistic.h"
#include "graph/base/array.h"

gboolean gv_platt_fit(const double *score, const double *y, size_t rows, GvPlatt *platt,
                      GvTask *task, GError **error)
{
  g_autofree double *target = gv_array_new_raw(rows, sizeof *target, error);
  g_autoptr(GvLogistic) model = NULL;
  double positive = 0;

  if (target == NULL)
    return FALSE;
  for (size_t i = 0; i < rows; i++)
    positive += y[i];
  if (!(positive > 0 && positive < (double)rows)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "all labels are alike: nothing to calibrate by");
    return FALSE;
  }
  for (size_t i = 0; i < rows; i++)
    target[i] = y[i] > 0 ? (positive + 1) / (positive + 2) : 1 / ((double)rows - positive + 2);
  model = gv_logistic_fit(&(GvLearningRows){ rows, 1, &score, target, NULL },
                          &(GvLogisticOptions){ 0 }, task, error);
  if (model == NULL)
    return FALSE;
  *platt = (GvPlatt){ model->coefficient[0], model->intercept };
  return TRUE;
}

double gv_platt_at(const GvPlatt *platt, double score)
{
  return gv_logistic_probability(platt->slope * score + platt->intercept);
}

typedef struct {
  double score, y, weight;
} Row;

static int by_score(const void *a, const void *b)
{
  const Row *x = a, *y = b;

  return (x->score > y->score) - (x->score < y->score);
}

/* Rows by score, equal scores as one: the mean label, and their weight. Returns how many. */
static size_t sort_rows(Row *row, size_t rows)
{
  size_t count = 0;

  qsort(row, rows, sizeof *row, by_score);
  for (size_t i = 0; i < rows; i++) {
    if (count > 0 && row[count - 1].score == row[i].score) {
      Row *same = &row[count - 1];
      same->y = (same->y * same->weight + row[i].y * row[i].weight) / (same->weight + row[i].weight);
      same->weight += row[i].weight;
    } else
      row[count++] = row[i];
  }
  return count;
}

static Row *rows_new(const double *score, const double *y, const double *weight, size_t rows,
                     GError **error)
{
  Row *row = gv_array_new_raw(rows, sizeof *row, error);

  for (size_t i = 0; row && i < rows; i++)
    row[i] = (Row){ score[i], y[i], weight ? weight[i] : 1 };
  return row;
}

/* Steps on a stack: one that is not above the step before it joins it. Returns how many. */
static size_t pool(Row *step, size_t count)
{
  size_t top = 0;

  for (size_t i = 0; i < count; i++) {
    step[top++] = step[i];
    for (; top > 1 && step[top - 2].y >= step[top - 1].y; top--) {
      Row *low = &step[top - 2];
      const Row high = step[top - 1];
      low->y = (low->y * low->weight + high.y * high.weight) / (low->weight + high.weight);
      low->weight += high.weight;
    }
  }
  return top;
}

void gv_isotonic_clear(GvIsotonic *isotonic)
{
  g_clear_pointer(&isotonic->score, g_free);
  g_clear_pointer(&isotonic->value, g_free);
}

gboolean gv_isotonic_init(GvIsotonic *isotonic, const double *score, const double *y,
                          const double *weight, size_t rows, GError **error)
{
  g_autofree Row *row = rows_new(score, y, weight, rows, error);

  *isotonic = (GvIsotonic){ 0 };
  if (row == NULL)
    return FALSE;
  isotonic->count = pool(row, sort_rows(row, rows));
  if (!(isotonic->score = gv_array_new(isotonic->count, sizeof(double), error)) ||
      !(isotonic->value = gv_array_new(isotonic->count, sizeof(double), error))) {
    gv_isotonic_clear(isotonic);
    return FALSE;
  }
  for (size_t s = 0; s < isotonic->count; s++) {
    isotonic->score[s] = row[s].score;
    isotonic->value[s] = row[s].y;
  }
  return TRUE;
}

double gv_isotonic_at(const GvIsotonic *isotonic, double score)
{
  size_t low = 0, high = isotonic->count; /* the step sought lies in low .. high - 1 */

  if (high == 0)
    return NAN;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (isotonic->score[middle] <= score)
      low = middle;
    else
      high = middle;
  }
  return isotonic->value[low];
}

double gv_brier(const double *p, const double *y, size_t rows)
{
  double sum = 0;

  for (size_t i = 0; i < rows; i++)
    sum += (p[i] - y[i]) * (p[i] - y[i]);
  return sum / (double)rows;
}

double gv_log_loss(const double *p, const double *y, size_t rows)
{
  double sum = 0;

  for (size_t i = 0; i < rows; i++) {
    const double each = CLAMP(p[i], 1e-15, 1 - 1e-15);
    sum -= y[i] * log(each) + (1 - y[i]) * log1p(-each);
  }
  return sum / (double)rows;
}

void gv_wilson(double share, double n, double *low, double *high)
{
  const double z = 1.959963984540054; /* 97.5 % point of the normal distribution */
  const double middle = share + z * z / (2 * n);
  const double half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));

  /* Where the share is 0 or 1 an end lies there, but for rounding. */
  *low = CLAMP((middle - half) / (1 + z * z / n), 0, share);
  *high = CLAMP((middle + half) / (1 + z * z / n), share, 1);
}

size_t gv_reliability(const double *p, const double *y, size_t rows, size_t bins,
                      GvReliabilityBin *table, GError **error)
{
  g_autofree Row *row = rows_new(p, y, NULL, rows, error);
  size_t count = 0, last = bins, before = 0;

  if (row == NULL)
    return 0;
  const size_t different = sort_rows(row, rows);
  for (size_t i = 0; i < different; i++) {
    const size_t bin = bins * before / rows;
    if (bin != last)
      table[count++] = (GvReliabilityBin){ 0 };
    last = bin;
    table[count - 1].people += (size_t)row[i].weight;
    table[count - 1].predicted += row[i].score * row[i].weight;
    table[count - 1].observed += row[i].y * row[i].weight;
    before += (size_t)row[i].weight;
  }
  for (size_t b = 0; b < count; b++) {
    const double people = (double)table[b].people;
    table[b].predicted /= people;
    table[b].observed /= people;
    gv_wilson(table[b].observed, people, &table[b].low, &table[b].high);
  }
  return count;
}

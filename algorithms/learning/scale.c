/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/scale.h"

static double weight_of(const GvLearningRows *rows, size_t i)
{
  return rows->weight ? rows->weight[i] : 1;
}

/* In two passes: the second's sum of squares loses nothing to a large mean. */
static gboolean scale_column(const GvLearningRows *rows, const double *x, double *mean, double *sd)
{
  double total = 0, sum = 0, squares = 0;

  for (size_t i = 0; i < rows->rows; i++) {
    if (!isfinite(x[i]))
      return FALSE;
    total += weight_of(rows, i);
    sum += weight_of(rows, i) * x[i];
  }
  *mean = total > 0 ? sum / total : 0;
  for (size_t i = 0; i < rows->rows; i++)
    squares += weight_of(rows, i) * (x[i] - *mean) * (x[i] - *mean);
  *sd = total > 0 ? sqrt(squares / total) : 0;
  if (*sd <= 1e-12 * fabs(*mean))
    *sd = 0;
  return isfinite(*sd);
}

gboolean gv_scale(const GvLearningRows *rows, double *mean, double *sd, GError **error)
{
  for (size_t j = 0; j < rows->columns; j++)
    if (!scale_column(rows, rows->x[j], &mean[j], &sd[j])) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "column %zu holds what is no finite number", j);
      return FALSE;
    }
  return TRUE;
}

gboolean gv_labels_weigh(const GvLearningRows *rows, double *total, double *share, GError **error)
{
  double positive = 0;
  gboolean good = TRUE;

  *total = 0;
  for (size_t i = 0; i < rows->rows; i++) {
    const double w = weight_of(rows, i);
    good = good && w >= 0 && isfinite(w) && rows->y[i] >= 0 && rows->y[i] <= 1;
    *total += w;
    positive += w * rows->y[i];
  }
  *share = positive / *total;
  if (good && *share > 0 && *share < 1)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s",
              !good               ? "a label lies outside 0 .. 1, or a weight is negative"
              : rows->rows == 0   ? "there is nobody to learn from"
              : !(*share > 0)     ? "no label is 1: there is nothing to learn"
                                  : "every label is 1: there is nothing to learn");
  return FALSE;
}

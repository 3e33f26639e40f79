/* The columns that a fit uses, and models of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_COLUMNS_H
#define GV_FIT_COLUMNS_H

#include "algorithms/evaluation/fit_rows.h"
#include "algorithms/learning/logistic.h"

typedef struct {
  size_t count;
  size_t *feature;  /* [count], by gv_features() index */
  int8_t *sign;     /* [count], as in GvLogisticOptions */
  const double **x; /* [count], the columns of the rows looked at last */
} GvFitColumns;

/* Every feature that all of the rows can tell. free: coefficients may have either sign; else a feature
 * may only count in its direction. */
void gv_fit_columns_init(GvFitColumns *columns, const GvFitRows *const *windows, size_t count,
                         gboolean free);
void gv_fit_columns_clear(GvFitColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvFitColumns, gv_fit_columns_clear)

/* Points x at these rows. */
void gv_fit_columns_point(const GvFitColumns *columns, const GvFitRows *rows);

/* Models of them. ridge [count], in units of what the rows tell of a
 * column: people * rate * (1 - rate), people by their weight. As gv_logistic_path. */
GvLogistic **gv_fit_columns_path(const GvFitColumns *columns, const GvFitRows *rows,
                                 const double *ridge, size_t count, GvTask *task, GError **error);
GvLogistic *gv_fit_columns_model(const GvFitColumns *columns, const GvFitRows *rows, double ridge,
                                 GvTask *task, GError **error);
#endif

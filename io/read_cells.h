/* What stands in one field. Each returns FALSE with the problem's kind set.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_CELLS_H
#define GV_READ_CELLS_H

#include <grapevine/network.h>

#include "io/read_rows.h"

enum { GV_NAME_MAX = 1024 }; /* bytes of an identifier */

/* A row as it is given to those who understand it. */
typedef struct {
  const GvField *fields;
  gboolean ascii; /* no byte of it is above 127 */
} GvRow;

/* The identifier in a column: kept as written, to be checked only. */
gboolean gv_cell_name(const GvRow *row, int column, GvProblem *problem);
/* Text that may be empty; longest 0 = any length. */
gboolean gv_cell_text(const GvRow *row, int column, size_t longest, GvProblem *problem);
/* Numbers, times, booleans and stages may have spaces around them. A column that
 * is GV_NO_COLUMN leaves *value as it is. */
gboolean gv_cell_weight(const GvRow *row, int column, double *value, GvProblem *problem);
/* A time that must be said. */
gboolean gv_cell_moment(const GvRow *row, int column, double *value, GvProblem *problem);
gboolean gv_cell_time(const GvRow *row, int column, double *value, GvProblem *problem);
gboolean gv_cell_count(const GvRow *row, int column, double *value, GvProblem *problem);
/* FALSE where it is empty, spaces apart. */
gboolean gv_cell_is_said(const GvRow *row, int column);
/* Empty is NaN. */
gboolean gv_cell_amount(const GvRow *row, int column, double *value, GvProblem *problem);
gboolean gv_cell_flag(const GvRow *row, int column, uint8_t *value, GvProblem *problem);
gboolean gv_cell_stage(const GvRow *row, int column, uint8_t *value, GvProblem *problem);
#endif

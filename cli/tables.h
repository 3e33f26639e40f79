/* The options that name input tables: shared by parsing and help.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TABLES_H
#define GV_TABLES_H

#include <grapevine/read.h>

/* An option that names a table. */
typedef struct {
  const char *name;
  GvTableKind kind;
  const char *help;
} TableOption;

/* An option that describes the table named before it. */
typedef enum { TABLE_COLUMNS, TABLE_DELIMITER, TABLE_HEADER } TableDetail;
typedef struct {
  const char *name;
  TableDetail detail;
  const char *argument, *help;
} DetailOption;

extern const TableOption table_options[];   /* ends with .name == NULL */
extern const DetailOption detail_options[]; /* ends with .name == NULL */

/* Takes one option: TRUE in *known where it was of these. sources: of GvSource,
 * whose texts are owned. Errors: INVALID_ARGUMENT. */
gboolean tables_take(GArray *sources, const char *name, const char *text, gboolean *known,
                     GError **error);
void tables_clear(GArray *sources);
#endif

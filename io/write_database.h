/* What writing into databases shares.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_DATABASE_H
#define GV_WRITE_DATABASE_H

#include <grapevine/write.h>

#include "graph/base/address.h"

/* The words of a database for what columns hold. */
typedef struct {
  const char *real, *integer, *text;
} GvSqlTypes;

/* CREATE TABLE "name" ("user" TEXT, "score" REAL). */
char *gv_sql_create(const GvTable *table, const char *quoted_name, const GvSqlTypes *types);

/* Errors are without the address. */
gboolean gv_table_to_sqlite(const GvTable *table, const GvAddress *address, GvTask *task,
                            GError **error);
gboolean gv_table_to_postgres(const GvTable *table, const GvAddress *address, GvTask *task,
                              GError **error);
#endif

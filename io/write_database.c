/* Tables into databases.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_database.h"

gboolean gv_path_is_database(const char *path)
{
  return gv_address_kind(path) != GV_ADDRESS_FILE;
}

char *gv_sql_create(const GvTable *table, const char *quoted_name, const GvSqlTypes *types)
{
  GString *sql = g_string_new("CREATE TABLE ");

  g_string_append(sql, quoted_name);
  for (size_t c = 0; c < table->column_count; c++) {
    const GvColumn *column = &table->columns[c];
    g_string_append(sql, c == 0 ? " (" : ", ");
    gv_sql_append_name(sql, column->name);
    g_string_append_c(sql, ' ');
    g_string_append(sql, column->type == GV_COLUMN_REAL  ? types->real
                         : column->type == GV_COLUMN_INT ? types->integer
                                                         : types->text);
  }
  g_string_append_c(sql, ')');
  return g_string_free(sql, FALSE);
}

static gboolean parse(GvAddress *address, const char *text, GError **error)
{
  if (!gv_address_parse(address, text, error))
    return FALSE;
  if (address->table)
    return TRUE;
  g_autofree char *shown = gv_address_shown(text);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "%s: a query takes no rows; name the table to write with ?table=NAME", shown);
  gv_address_clear(address);
  return FALSE;
}

gboolean gv_table_address_check(const char *text, GError **error)
{
  g_auto(GvAddress) address = { 0 };

  return parse(&address, text, error);
}

gboolean gv_table_store(const GvTable *table, const char *text, GvTask *task, GError **error)
{
  g_auto(GvAddress) address = { 0 };
  g_autofree char *shown = gv_address_shown(text);
  GError *failure = NULL;

  if (!parse(&address, text, error))
    return FALSE;
  if ((address.kind == GV_ADDRESS_SQLITE ? gv_table_to_sqlite
                                         : gv_table_to_postgres)(table, &address, task, &failure))
    return TRUE;
  if (failure->code == GV_ERROR_PARSE) /* nothing was read: what cannot be made there */
    failure->code = GV_ERROR_IO;
  if (failure->code != GV_ERROR_CANCELLED)
    g_prefix_error(&failure, "%s: cannot write: ", shown);
  g_propagate_error(error, failure);
  return FALSE;
}

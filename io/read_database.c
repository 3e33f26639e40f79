/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_database.h"

#include <string.h>

char *gv_database_query(const GvAddress *address)
{
  char *query = address->table ? g_strconcat("SELECT * FROM ", address->table, NULL)
                               : g_strdup(address->query);

  for (size_t end = strlen(query);
       end > 0 && (query[end - 1] == ';' || g_ascii_isspace(query[end - 1])); end--)
    query[end - 1] = '\0';
  return query;
}

gboolean gv_database_rows(const char *path, GvTask *task, double *rows, GError **error)
{
  g_auto(GvAddress) address = { 0 };

  return gv_address_parse(&address, path, error) &&
         (address.kind == GV_ADDRESS_SQLITE ? gv_read_sqlite_rows
                                            : gv_read_postgres_rows)(&address, task, rows, error);
}

GvByteStream *gv_database_open(const char *path, gboolean hash, GvTask *task, GError **error)
{
  g_auto(GvAddress) address = { 0 };
  GvByteSource source = { 0 };

  if (!gv_address_parse(&address, path, error) ||
      !(address.kind == GV_ADDRESS_SQLITE ? gv_read_sqlite_open
                                          : gv_read_postgres_open)(&address, task, &source, error))
    return NULL;
  return gv_byte_stream_over(source, hash, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_database.h"

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

/* Tables and queries of databases as bytes: CSV (RFC 4180) with a header, a
 * record a row, made as the rows arrive.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_DATABASE_H
#define GV_READ_DATABASE_H

#include "graph/base/address.h"
#include "io/read_stream.h"

/* path is a database's address. Reading ends soon after the task is cancelled;
 * the task must outlive the stream. Errors are without the address, but for
 * INVALID_ARGUMENT, where the address itself makes no sense. */
GvByteStream *gv_database_open(const char *path, gboolean hash, GvTask *task, GError **error);

/* Records end between two reads, or a failure comes after whole ones. */
gboolean gv_read_sqlite_open(const GvAddress *address, GvTask *task, GvByteSource *source,
                             GError **error);
gboolean gv_read_postgres_open(const GvAddress *address, GvTask *task, GvByteSource *source,
                               GError **error);
#endif

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

/* How many rows there will be: SQLite counts them, PostgreSQL's planner estimates
 * them. Errors as of gv_database_open. */
gboolean gv_database_rows(const char *path, GvTask *task, double *rows, GError **error);

/* The SELECT behind an address, without a semicolon at its end. Caller frees. */
char *gv_database_query(const GvAddress *address);
gboolean gv_read_sqlite_rows(const GvAddress *address, GvTask *task, double *rows, GError **error);
gboolean gv_read_postgres_rows(const GvAddress *address, GvTask *task, double *rows,
                               GError **error);

/* Records end between two reads, or a failure comes after whole ones. */
gboolean gv_read_sqlite_open(const GvAddress *address, GvTask *task, GvByteSource *source,
                             GError **error);
gboolean gv_read_postgres_open(const GvAddress *address, GvTask *task, GvByteSource *source,
                               GError **error);
#endif

/* Writing results: files that appear whole or not at all, and tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_WRITE_H
#define GRAPEVINE_WRITE_H

#include <grapevine/network.h>

G_BEGIN_DECLS

/* A file being written. A regular file is written beside its place, under a
 * temporary name, and moved there by commit; without commit the old file stays
 * as it was. Anything else (a pipe, a device) is written directly. */
typedef struct GvOutput GvOutput;

/* "-" is stdout. An ending in .gz or .zst compresses. Errors: IO;
 * INVALID_ARGUMENT for a database, which takes tables only. */
GV_API GvOutput *gv_output_open(const char *path, GError **error);
/* When the task is cancelled, waiting for a pipe's reader ends: CANCELLED. */
GV_API void gv_output_set_task(GvOutput *output, const GvTask *task);
GV_API gboolean gv_output_write(GvOutput *output, const void *data, size_t length, GError **error);
/* Flush, fsync, rename, fsync of the folder. Nothing may be written afterwards. */
GV_API gboolean gv_output_commit(GvOutput *output, GError **error);
GV_API void gv_output_free(GvOutput *output); /* without commit: nothing happened */
/* TRUE where a write failed because the reader of a pipe went away. */
GV_API gboolean gv_output_is_closed_pipe(const GvOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvOutput, gv_output_free)

typedef enum { GV_FORMAT_CSV, GV_FORMAT_TSV, GV_FORMAT_JSONL, GV_FORMAT_TABLE } GvFormat;

/* By the path's ending, without .gz or .zst: .csv .tsv .jsonl; FALSE for others. */
GV_API gboolean gv_format_of_path(const char *path, GvFormat *format);

typedef enum {
  GV_COLUMN_REAL, /* double; NaN is NaN in CSV and TSV, null in JSON, - in a table */
  GV_COLUMN_INT,  /* int64_t */
  GV_COLUMN_TEXT, /* const char *, UTF-8; NULL = "" */
  GV_COLUMN_NAME, /* GvVertex; values NULL = the row's own index */
} GvColumnType;

typedef struct {
  const char *name;
  GvColumnType type;
  const void *values;   /* by index */
  const GvNames *names; /* NAME only */
} GvColumn;

typedef struct {
  const GvColumn *columns; /* [column_count] */
  size_t column_count;
  size_t rows;
  const GvVertex *order; /* [rows], the index that stands in each row; NULL = 0, 1, 2, … */
} GvTable;

/* One header line, then one line a row (JSONL: an object a row, no header).
 * CSV is RFC 4180 with LF; a name that is the empty string or holds a quote,
 * comma, CR or LF is quoted. Numbers are the shortest decimals that read back
 * as the same double; in a table six significant digits. */
GV_API gboolean gv_table_write(const GvTable *table, GvFormat format, GvOutput *output,
                               GvTask *task, GError **error);

/* The same in CSV or TSV for a spreadsheet: a name or text that begins with = + -
 * @, tab or CR gets an apostrophe in front, so that nobody's name is computed. */
GV_API gboolean gv_table_write_disarmed(const GvTable *table, GvFormat format, GvOutput *output,
                                        GvTask *task, GError **error);

/* TRUE for sqlite:FILE?table=NAME and postgres://…?table=NAME. */
GV_API gboolean gv_path_is_database(const char *path);

/* Writes the table into a database, in one transaction: the table that was
 * there is replaced (dropped and made anew) by the whole result, or stays as it
 * was. REAL, INTEGER and TEXT columns; NaN becomes NULL. Errors name the place,
 * never a password: IO; INVALID_ARGUMENT for an address that makes no sense. */
GV_API gboolean gv_table_store(const GvTable *table, const char *address, GvTask *task,
                               GError **error);
/* FALSE where gv_table_store would refuse the address. */
GV_API gboolean gv_table_address_check(const char *address, GError **error);

/* Writes a network as the path's ending says, without .gz or .zst: .vine is the
 * packed graph; .csv, .tsv and .jsonl are tables of edges, as --follows,
 * --interactions or --edges reads them; .graphml .gexf .gml .net .mtx. What is
 * known of people goes along where the format has room for it; .mtx holds no
 * names. output is what was opened for the path. Errors: INVALID_ARGUMENT for
 * another ending, PARSE for a name that the format cannot hold, IO, CANCELLED. */
GV_API gboolean gv_network_write(const GvNetwork *network, const char *path, GvOutput *output,
                                 GvTask *task, GError **error);
GV_API gboolean gv_network_format_is_known(const char *path);
/* Those endings, with spaces between. Caller frees. */
GV_API char *gv_network_endings(void);

/* The run's summary, one JSON object (docs: the summary). */
typedef struct GvSummary GvSummary;

GV_API GvSummary *gv_summary_new(const char *command, const char *const *arguments);
GV_API void gv_summary_free(GvSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvSummary, gv_summary_free)
/* Ends the phase before it and begins this one; "load" first, "write" last. */
GV_API void gv_summary_phase(GvSummary *summary, const char *name);
/* Fields of the object itself: seed, threads. */
GV_API void gv_summary_set_run(GvSummary *summary, int64_t seed, unsigned threads);
GV_API void gv_summary_add_input(GvSummary *summary, const char *path, uint64_t bytes,
                                 const char *sha256, uint64_t rows, uint64_t rejected,
                                 uint64_t self_loops, uint64_t duplicates);
GV_API void gv_summary_set_graph(GvSummary *summary, const GvGraph *graph);
/* Under "results"; a NaN becomes null. */
GV_API void gv_summary_result_real(GvSummary *summary, const char *key, double value);
GV_API void gv_summary_result_int(GvSummary *summary, const char *key, int64_t value);
GV_API void gv_summary_result_text(GvSummary *summary, const char *key, const char *value);
GV_API void gv_summary_result_flag(GvSummary *summary, const char *key, gboolean value);
/* key holds a list of texts; each call adds one. */
GV_API void gv_summary_result_append(GvSummary *summary, const char *key, const char *value);
/* Adds peak_rss_bytes and ends the last phase. */
GV_API gboolean gv_summary_write(GvSummary *summary, const char *path, GError **error);

G_END_DECLS
#endif

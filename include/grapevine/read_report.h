/* What reading tells beside the network: rows that were passed over, what every
 * input held, and warnings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_READ_REPORT_H
#define GRAPEVINE_READ_REPORT_H

#include <grapevine/base.h>

G_BEGIN_DECLS

/* A bad row that was passed over. */
typedef struct {
  const char *path;   /* of its table or graph file */
  uint64_t line;      /* from 1 */
  const char *reason; /* without file and line */
  const char *text;   /* [length] the row as it was read, whatever bytes it has, plain names among
                       * them, without its line end; of a database its cells as CSV. NULL in
                       * GraphML and GML, whose edges are no lines */
  size_t length;
} GvBadRow;

typedef void (*GvRejected)(const GvBadRow *row, void *data); /* all of it is borrowed */

typedef struct {
  char *path;      /* *** stands for a password in an address */
  uint64_t bytes;  /* of the file as it lies there; of a database's rows as CSV */
  char sha256[65]; /* of the same; "" unless hash_inputs */
  uint64_t rows;   /* rows read, without header, comments and blank lines; rejected ones too */
  uint64_t rejected, self_loops, duplicates, zero_weights;
  gboolean known; /* a packed graph that was not checked again: it is in known_folder */
} GvInputReport;

typedef struct {
  GvInputReport *inputs; /* [input_count], as the sources were given */
  size_t input_count;
  uint64_t later;      /* ties left out as later than as_of */
  uint64_t faded;      /* ties left out as so old that half_life made their weight 0 */
  GPtrArray *warnings; /* of char *, for a person to read */
} GvReadReport;

GV_API void gv_read_report_clear(GvReadReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvReadReport, gv_read_report_clear)

G_END_DECLS
#endif

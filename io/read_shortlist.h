/* A ranked list of people as a file: what nominate writes, or any table with a column
 * "user", or an object with a "user" a line (JSON Lines).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_SHORTLIST_H
#define GV_READ_SHORTLIST_H

#include <grapevine/read.h>

#include "graph/names.h"

typedef struct {
  GvVertex user; /* in the names that the list was read with */
  double rank;   /* as the file says, else its row from 1 on */
  double score;  /* NaN = not said */
  char *reasons; /* NULL = not said */
} GvShortlistRow;

typedef struct {
  GvShortlistRow *rows; /* [count], by rank, equal ranks as read */
  size_t count, room;
  GPtrArray *features; /* of char *: the columns why.NAME and value.NAME, whole names */
  double *cells;       /* [count x features], row by row as read; NaN = not said */
  size_t cell_room;
  uint32_t *line_of; /* [count], the row of `cells` of each of `rows` */
  gboolean unranked; /* a table of several columns that tells neither rank, order nor score */
} GvShortlist;

void gv_shortlist_clear(GvShortlist *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvShortlist, gv_shortlist_clear)

/* Adds who is new to the names. report is filled in; its path is the caller's to free.
 * Errors: those of tables; PARSE for a person who is listed twice, and for a table that names no
 * column user (one name a line needs none). */
gboolean gv_shortlist_read(const char *path, gboolean hash, GvNames *names, GvShortlist *list,
                           GvInputReport *report, GvTask *task, GError **error);

/* Index of a feature column, or -1. */
int gv_shortlist_feature(const GvShortlist *list, const char *name);
/* A cell of row r (by rank); NaN for feature -1. */
double gv_shortlist_cell(const GvShortlist *list, size_t r, int feature);
#endif

/* Rows and fields of delimited text that lies in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_ROWS_H
#define GV_READ_ROWS_H

#include <grapevine/base.h>

enum { GV_LINE_MAX = 1024 * 1024 }; /* bytes of a row */

/* What is wrong with a row; the message is made only where it is wanted. */
typedef enum {
  GV_PROBLEM_NONE,
  GV_PROBLEM_NUL,
  GV_PROBLEM_LONG,       /* fatal: where does the row end? */
  GV_PROBLEM_QUOTE_OPEN, /* fatal: the rest of the file hangs on it */
  GV_PROBLEM_QUOTE_TAIL,
  GV_PROBLEM_FIELDS, /* number: how many there are */
  GV_PROBLEM_EMPTY,
  GV_PROBLEM_BLANK,
  GV_PROBLEM_UTF8,
  GV_PROBLEM_NAME_LONG, /* number: bytes */
  GV_PROBLEM_NUMBER_EMPTY,
  GV_PROBLEM_NUMBER_TEXT,
  GV_PROBLEM_NUMBER_INFINITE,
  GV_PROBLEM_NUMBER_NEGATIVE,
  GV_PROBLEM_NOT_WHOLE,
  GV_PROBLEM_NOT_BOOLEAN,
  GV_PROBLEM_NOT_TIME,
  GV_PROBLEM_TIME_EMPTY,
  GV_PROBLEM_NOT_STAGE,
  GV_PROBLEM_POSITION, /* the third field of a table without header is no number */
} GvProblemKind;

typedef struct {
  GvProblemKind kind;
  uint32_t line;   /* within the text, from 0 */
  uint32_t column; /* index of the field */
  uint32_t number;
} GvProblem;

typedef struct {
  char *text;
  size_t length;
} GvField;

/* A walk over rows. Quoted fields are unquoted where they lie, so a text can be
 * walked once. */
typedef struct {
  char *at;
  const char *end;
  char delimiter;     /* ' ' = any run of spaces and tabs */
  size_t field_count; /* that every row must have; 0 = the first row says */
  gboolean quotes;    /* the text may hold quoted fields */
  gboolean nuls;      /* the text holds NUL bytes */
  gboolean records;   /* of a database: none is blank, each counts as one line */
  uint32_t line;      /* lines passed */
  uint32_t row_line;  /* where the row at hand begins */
  GvField *fields;    /* [room] */
  size_t count, room;
} GvRows;

/* TRUE where quotes mean something for this delimiter (RFC 4180). */
gboolean gv_delimiter_quotes(char delimiter);

/* The newline that ends the row at text, or end where the text ends first;
 * *open (may be NULL) is then the quote that was never closed, else NULL. */
const char *gv_row_end(const char *text, const char *end, char delimiter, const char **open);

/* The end of the last whole row in text, or text itself where there is none. */
const char *gv_rows_cut(const char *text, const char *end, char delimiter, gboolean quotes);

uint32_t gv_count_lines(const char *text, const char *end); /* newlines */

/* Steps to the next row that is not blank. FALSE at the end. Fields are valid
 * where problem->kind is NONE. fields must have room for field_count + 1. */
gboolean gv_rows_next(GvRows *rows, GvProblem *problem);

/* The text of the row that holds this line, at or behind where rows stands, without its
 * line end; rows then stands behind it. Nothing is split or unquoted. */
GvField gv_rows_find(GvRows *rows, uint32_t line);
#endif

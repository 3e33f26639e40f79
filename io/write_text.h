/* Texts as the formats write them. Each appends to a string.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_TEXT_H
#define GV_WRITE_TEXT_H

#include <glib.h>

/* RFC 4180: quoted where it holds a quote, a comma, CR or LF. */
void gv_text_append_csv(GString *to, const char *text);

/* TRUE for what a spreadsheet would compute: = + - @, or a tab or CR, in front. */
gboolean gv_text_begins_formula(const char *text);

/* Tab, newline and backslash as \t \n \\. */
void gv_text_append_tsv(GString *to, const char *text);

/* A JSON string with its quotes; bytes that are not UTF-8 become U+FFFD. */
void gv_text_append_json(GString *to, const char *text);

/* For a terminal: control and direction characters as \u202e, bytes that are
 * not UTF-8 as \xff. */
void gv_text_append_visible(GString *to, const char *text);

/* The cells that UTF-8 text takes on a terminal. */
size_t gv_text_cells(const char *text);
#endif

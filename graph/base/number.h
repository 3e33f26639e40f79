/* Numbers, booleans and times as tables and command lines write them: bounded
 * by a length, in any locale, never past the end. Times: grapevine/base.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_NUMBER_H
#define GV_BASE_NUMBER_H

#include <grapevine/base.h>

typedef enum {
  GV_NUMBER_OK,
  GV_NUMBER_EMPTY,
  GV_NUMBER_MALFORMED,  /* not a decimal number, or something follows it */
  GV_NUMBER_NOT_FINITE, /* nan, inf, or a decimal beyond the doubles */
} GvNumberStatus;

/* Decimal, with or without sign, fraction and exponent; correctly rounded. */
GvNumberStatus gv_number_parse(const char *text, size_t length, double *value);

/* 1 0 true false yes no, in any case. */
gboolean gv_boolean_parse(const char *text, size_t length, gboolean *value);

/* The shortest decimal that reads back as the same double: "0.1", "5",
 * "1e-07", "NaN", "Infinity". */
enum { GV_NUMBER_LENGTH = 32 };
const char *gv_number_format(char buffer[GV_NUMBER_LENGTH], double value);

/* Seconds since 1970 as 2026-11-21T18:00:00Z; as a number where no calendar has it. Caller frees. */
char *gv_time_text(double seconds);
#endif

/* The tokens of GML: words, numbers, texts and brackets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_GML_TOKENS_H
#define GV_READ_GML_TOKENS_H

#include "io/read_graph.h"

typedef enum {
  GV_GML_END,
  GV_GML_WORD,
  GV_GML_NUMBER,
  GV_GML_TEXT,
  GV_GML_OPEN,
  GV_GML_CLOSE
} GvGmlKind;

typedef struct {
  GvGraphFile *file;
  const char *at; /* in the line at hand; NULL = none yet */
  GString *text;  /* of the last word, number or text; of texts as they stand for */
} GvGmlTokens;

/* Errors name file and line. */
gboolean gv_gml_next(GvGmlTokens *tokens, GvGmlKind *kind, GError **error);
#endif

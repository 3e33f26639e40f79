/* Attributes of a graph file's nodes, as columns about people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_GRAPH_PEOPLE_H
#define GV_READ_GRAPH_PEOPLE_H

#include "io/read_graph.h"

typedef enum { GV_ATTRIBUTE_TEXT, GV_ATTRIBUTE_NUMBER, GV_ATTRIBUTE_FLAG } GvAttributeType;

typedef struct {
  GvCell cell; /* one of the users' table, or a tag */
  guint tag;
  const char *name; /* borrowed */
} GvGraphColumn;

/* TRUE where an attribute of that name and type is a users' column, not a tag. */
gboolean gv_graph_column_is_known(const char *name, GvAttributeType type);
/* The users' column of that name if it holds such values, else a tag. Errors,
 * with file and line: LIMIT for very many columns, NO_MEMORY. */
gboolean gv_graph_column_open(GvGraphFile *file, const char *name, GvAttributeType type,
                              GvGraphColumn *column, GError **error);
/* Checks the text as the users' table does. */
gboolean gv_graph_column_put(GvGraphFile *file, const GvGraphColumn *column, GvVertex v,
                             const char *text, GError **error);
#endif

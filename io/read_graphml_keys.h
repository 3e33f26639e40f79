/* GraphML's <key> elements: what <data> of nodes and edges means.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_GRAPHML_KEYS_H
#define GV_READ_GRAPHML_KEYS_H

#include "io/read_graph_people.h"

typedef enum { GV_KEY_NOTHING, GV_KEY_WEIGHT, GV_KEY_TIME } GvEdgeRole;

typedef struct {
  char *id, *name;
  gboolean of_node; /* it fills `column` */
  GvEdgeRole of_edge;
  GvGraphColumn column;
  char *fallback; /* <default>; NULL = none */
  uint64_t given; /* the last node or edge that says it */
} GvGraphmlKey;

typedef struct {
  GPtrArray *all;    /* of GvGraphmlKey *, as they came */
  GHashTable *by_id; /* borrows */
} GvGraphmlKeys;

void gv_graphml_keys_init(GvGraphmlKeys *keys);
void gv_graphml_keys_clear(GvGraphmlKeys *keys);

/* Adds the key that the element's attributes describe. Errors name file and line. */
GvGraphmlKey *gv_graphml_keys_add(GvGraphmlKeys *keys, GvGraphFile *file, const char **names,
                                  const char **values, GError **error);
GvGraphmlKey *gv_graphml_keys_find(const GvGraphmlKeys *keys, const char *id);

/* The attribute of an element; NULL where it has none of that name. */
const char *gv_graphml_attribute(const char **names, const char **values, const char *name);
#endif

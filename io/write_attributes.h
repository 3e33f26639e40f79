/* What is known of people, as attributes of a graph file's nodes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_ATTRIBUTES_H
#define GV_WRITE_ATTRIBUTES_H

#include <grapevine/network.h>

typedef enum { GV_VALUE_TEXT, GV_VALUE_REAL, GV_VALUE_FLAG } GvValueType;

typedef struct {
  const char *name;
  GvValueType type;
  const uint8_t *bytes; /* [n]; a stage, or flags of those who are listed */
  const double *reals;  /* [n] */
  const GvTag *tag;
  const uint8_t *listed; /* [n]; NULL = everyone */
} GvAttribute;

/* Of GvAttribute; columns that were given, tags last. Borrows from people. */
GArray *gv_attributes_of(const GvPeople *people);

/* A person's value as text: "" for nothing said, "true" and "false" for flags.
 * Borrowed, or in the buffer. */
const char *gv_attribute_text(const GvAttribute *attribute, GvVertex v, char buffer[32]);
#endif

/* What GvNames are made of: for the files that build and search them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NAMES_STRUCT_H
#define GV_NAMES_STRUCT_H

#include "graph/names.h"

typedef struct {
  uint32_t id_plus_1; /* 0 = free */
  uint32_t tag;
} GvNameSlot;

/* A name is found in one of two ways: a number below number_room in `numbers`,
 * everything else in `slots`. */
struct GvNames {
  gatomicrefcount references;
  GvVertex count, limit;
  uint64_t key[2];
  size_t slot_mask, slot_used;
  GvNameSlot *slots; /* [slot_mask + 1], at most half full */
  uint64_t number_room;
  uint32_t *numbers; /* [number_room], id + 1; 0 = no such name */
  uint64_t *start;   /* [start_room], of each name in text; start[count] is the end */
  size_t start_room;
  char *text; /* each name with a NUL behind it */
  size_t text_room;
  GBytes *memory;        /* holds start, text and order; NULL = they are owned */
  const GvVertex *order; /* [count], instead of slots where names are borrowed */
  GHmac *hmac; /* what is looked up is hashed first; NULL = names are as written */
};

/* The number's place in `numbers`, which grows where that is worth its memory;
 * *place is NULL where it is not, and the number belongs into the slots. */
gboolean gv_names_number_place(GvNames *names, uint32_t number, uint32_t **place, GError **error);

/* Adds the name behind the others. */
gboolean gv_names_append(GvNames *names, const char *text, size_t length, GError **error);

/* By the stored order, where names are borrowed. */
GvVertex gv_names_bisect(const GvNames *names, const char *text, size_t length);
#endif

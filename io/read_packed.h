/* A packed network taken apart again: where tables are read beside it, or its
 * edges another way than they were packed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_PACKED_H
#define GV_READ_PACKED_H

#include "graph/network.h"
#include "io/read_layers.h"
#include "io/read_people.h"

typedef struct {
  const char *path;
  unsigned input;    /* index of the source */
  gboolean turn;     /* every edge becomes a tie the other way */
  gboolean directed; /* a pair becomes two ties */
  GvVertex people;   /* of the file; gv_unpack_people wants it set */
  GvNames *names;    /* filled, as are the next three */
  GvTies *ties;
  GvLayerIndex *index;
  GvUsers *users;
} GvUnpackTarget;

/* TRUE where the edges came from follows and interactions. */
gboolean gv_packed_is_attention(const GvNetwork *network);
/* TRUE where some layer's weights were scaled when they were packed. */
gboolean gv_packed_is_scaled(const GvNetwork *network);

/* Names, ties and people. Errors: PARSE for a person listed twice, LIMIT, NO_MEMORY. */
gboolean gv_unpack(const GvNetwork *network, GvUnpackTarget *target, GvTask *task, GError **error);
/* People only. ids: of the file's people in the target; NULL = the same. */
gboolean gv_unpack_people(const GvPeople *people, const GvVertex *ids, GvUnpackTarget *target,
                          GError **error);
#endif

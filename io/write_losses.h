/* What a network says that a format has no room for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_LOSSES_H
#define GV_WRITE_LOSSES_H

#include <grapevine/history.h>

/* Bits, in the order in which they are told. */
typedef enum {
  GV_LOSS_NAMES = 1,      /* people become 1 .. n */
  GV_LOSS_ISOLATES = 2,   /* people without ties */
  GV_LOSS_UNDIRECTED = 4, /* that the edges are */
  GV_LOSS_ATTENTION = 8,  /* that edges came from follows or interactions */
  GV_LOSS_KINDS = 16,     /* follows become interactions of the type "follow" */
  GV_LOSS_LAYERS = 32,    /* types and channels are merged */
  GV_LOSS_TIMES = 64,
  GV_LOSS_COLUMNS = 128, /* what is known of people */
  GV_LOSS_EVENTS = 256,  /* no format has room for them */
  GV_LOSSES_END = 512,
} GvLoss;

/* Of the losses that a format could mean, those that this network suffers. O(n + parts). */
unsigned gv_losses_of(const GvNetwork *network, unsigned possible);
/* The same of a table of the rows as they were read, which names whoever they name. */
unsigned gv_losses_of_rows(const GvNetwork *network, unsigned possible);
/* A word for the summary, and what a person is told. */
const char *gv_loss_name(GvLoss loss);
const char *gv_loss_text(GvLoss loss);
#endif

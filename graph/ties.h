/* Ties as they are read, one per row, before they become a network's edges.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TIES_H
#define GV_TIES_H

#include <grapevine/network.h>

/* Columns of equal length. A column that no row needed stays NULL. */
typedef struct {
  size_t count;
  GvVertex *from, *to; /* [count], from != to */
  double *weight;      /* [count], > 0; NULL = 1 each */
  double *time;        /* [count], NaN = unknown; NULL = none known */
  uint16_t *stream;    /* [count]; NULL = all of stream 0 */
  uint64_t *line;      /* [count], of its file; NULL unless with_lines */
  uint32_t *rows;      /* [count], rows that the tie stands for; NULL = 1 each */
  size_t from_room, to_room, weight_room, time_room, stream_room, line_room, rows_room;
  gboolean with_lines; /* set before the first row: keep the column above */
} GvTies;

typedef struct {
  GvVertex from, to;
  double weight;
  double time; /* NaN = unknown */
  uint16_t stream;
  uint64_t line;
  uint32_t rows; /* that it stands for; 0 = 1 */
} GvTie;

/* Adds a row; columns come into being with the first row that needs them. */
gboolean gv_ties_add(GvTies *ties, GvTie tie, GError **error);

/* TRUE where nothing but from and to is kept so far. */
gboolean gv_ties_plain(const GvTies *ties);
/* Adds pairs[2i] -> pairs[2i + 1] (turned: the other way) to plain ties, each of
 * weight 1 and stream 0, without loops, which are counted. */
gboolean gv_ties_add_pairs(GvTies *ties, const GvVertex *pairs, size_t count, gboolean turned,
                           GvEdge *loops, GError **error);
void gv_ties_clear(GvTies *ties);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvTies, gv_ties_clear)

/* A stream is a layer as one input file fed it: so a duplicate is counted
 * against its file. */
typedef struct {
  uint16_t layer;
  unsigned input;
  gboolean scaled; /* its weights are already what the layer's scale and their age make of them */
} GvStream;

/* Ties that make no edge. */
typedef struct {
  GvEdge later; /* than as_of */
  GvEdge faded; /* half_life made their weight 0 */
} GvDropped;

typedef struct {
  gboolean directed;
  GvDuplicates duplicates[3]; /* by GvTieKind; never DEFAULT */
  double half_life;           /* seconds; 0 = no decay */
  double as_of;               /* seconds since 1970; later ties are left out; NaN = the latest time */
  const char *const *inputs;  /* names of the input files, for messages; NULL = none */
} GvMergeRules;
#endif

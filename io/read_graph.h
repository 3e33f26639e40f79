/* Graph files (GraphML, GML, Pajek, Matrix Market) as ties, and what their
 * readers share: blocks and lines of the stream, errors that name the line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_GRAPH_H
#define GV_READ_GRAPH_H

#include "io/read_edges.h"
#include "io/read_people.h"

typedef struct {
  const GvSource *source;
  GvByteStream *stream;
  GvReadLimits *limits;
  GvEdgeTarget *target;
  GvUsers *users;
  GPtrArray *warnings; /* of char * */
  GvDirection wanted;  /* what the caller asks for; DEFAULT = as the file says */
  GvTask *task;
  GvVertex before; /* people that other files named */

  GvDirection own;   /* what the file says; DEFAULT = nothing so far */
  gboolean weighted; /* an edge has a weight */
  gboolean may_lack; /* set by the reader: edges without a weight weigh 1 among others */
  uint64_t line;     /* at hand, from 1 */
  gboolean by_lines; /* set by the reader: an edge is a line */
  GString *kept;     /* the line at hand as it was read, where by_lines and somebody asks for bad
                      * ones; else NULL */
  uint64_t rows;     /* edges, without those passed over */
  uint64_t rejected; /* edges and values that were passed over */
  uint16_t layer_stream;
  char *block; /* [end + 1]; unread: block[at .. end) */
  size_t at, end;
  gboolean over; /* the stream has no more */
} GvGraphFile;

typedef struct GvGraphFormat GvGraphFormat;

/* By the path's ending, on stdin by the first bytes; NULL for a table. */
const GvGraphFormat *gv_graph_format_find(const char *path, GvByteStream *stream);

/* That the source has no options that are for tables. Errors: INVALID_ARGUMENT. */
gboolean gv_graph_source_check(const GvSource *source, GError **error);

/* How one edge begins in the text; "\n" where it is a line. */
const char *gv_graph_format_mark(const GvGraphFormat *format);

/* Reads all of it. Errors name file and line. */
gboolean gv_graph_file_read(GvGraphFile *file, const GvGraphFormat *format, GError **error);
void gv_graph_file_clear(GvGraphFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvGraphFile, gv_graph_file_clear)

/* One edge, as a file says it. */
typedef struct {
  GvVertex from, to;
  double weight; /* 1 where none is said */
  double time;   /* NaN = unknown */
  uint64_t line;
  gboolean directed;
} GvGraphEdge;

/* A PARSE error at the line at hand. Returns FALSE. */
gboolean gv_graph_file_fail(const GvGraphFile *file, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* An edge, or a value of a node, that is bad in itself, while the file goes on: passed
 * over where --max-bad allows it, else the end. Takes the failure, whose line is the
 * one at hand; only PARSE can be passed over. */
gboolean gv_graph_file_reject(GvGraphFile *file, GError *failure, GError **error);
/* That a node was declared on line `before` already. It is a person's name, which stays
 * out of the message where names are hashed. */
gboolean gv_graph_file_twice(const GvGraphFile *file, const char *node, uint64_t before,
                             GError **error);
/* Puts file and line, or the file alone, in front of another function's error. */
void gv_graph_file_prefix(const GvGraphFile *file, GError **error);

/* More bytes into the block, behind the unread ones; at the end of the stream
 * sets `over`. */
gboolean gv_graph_file_fill(GvGraphFile *file, GError **error);
/* Steps to the next line, which ends in NUL and may be changed; *text is NULL at the end. */
gboolean gv_graph_file_line(GvGraphFile *file, char **text, size_t *length, GError **error);

/* Checks an identifier as a table's is checked. */
gboolean gv_graph_file_name(const GvGraphFile *file, const char *name, size_t length,
                            GError **error);
/* The same, and finds or adds its vertex. */
gboolean gv_graph_file_vertex(GvGraphFile *file, const char *name, size_t length, GvVertex *v,
                              GError **error);
/* Checks a number >= 0, or a time. */
gboolean gv_graph_file_weight(GvGraphFile *file, const char *text, double *weight, GError **error);
gboolean gv_graph_file_time(GvGraphFile *file, const char *text, double *time, GError **error);
/* To be called for every edge as it is met: counts it, and refuses a mixture of
 * directed and undirected edges, or of edges with and without a weight. */
gboolean gv_graph_file_meet(GvGraphFile *file, gboolean directed, gboolean weighted,
                            GError **error);
/* Makes a tie of it, or two. */
gboolean gv_graph_file_edge(GvGraphFile *file, const GvGraphEdge *edge, GError **error);

/* What a cell's problem says, at the line at hand. Returns FALSE. */
gboolean gv_graph_file_problem(const GvGraphFile *file, const GvProblem *problem,
                               const char *column, GError **error);

/* The readers. */
gboolean gv_read_graphml(GvGraphFile *file, GError **error);
gboolean gv_read_gml(GvGraphFile *file, GError **error);
gboolean gv_read_pajek(GvGraphFile *file, GError **error);
gboolean gv_read_matrix_market(GvGraphFile *file, GError **error);
#endif

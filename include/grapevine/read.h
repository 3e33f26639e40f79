/* Reading networks: delimited text, graph files (GraphML, GML, Pajek, Matrix
 * Market) and packed graphs, plain, gzip or zstd, from files or stdin, and tables
 * and queries of SQLite and PostgreSQL databases.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_READ_H
#define GRAPEVINE_READ_H

#include <grapevine/history.h>
#include <grapevine/read_report.h>
#include <math.h>

G_BEGIN_DECLS

typedef enum {
  GV_TABLE_FOLLOWS,      /* follower, followee, channel, weight, time */
  GV_TABLE_INTERACTIONS, /* actor, target, type, weight, channel, time */
  GV_TABLE_EDGES,        /* source, target, weight, time */
  GV_TABLE_USERS,        /* user, stage, followers, official, cost, value, opt_in, region, tags */
  GV_TABLE_EVENTS,       /* user, event, time, value, channel, campaign, item, parent */
} GvTableKind;

typedef enum { GV_HEADER_AUTO, GV_HEADER_YES, GV_HEADER_NO } GvHeader;

/* How edges are read. DEFAULT: as the file says; a table's rows are directed. */
typedef enum { GV_DIRECTION_DEFAULT, GV_DIRECTED, GV_UNDIRECTED } GvDirection;

/* One table to read; an edge table may be a graph file, known by the ending of
 * its path (.graphml .gml .net .mtx), on stdin by its beginning, or a packed graph
 * (.vine), known by its first bytes. Texts are borrowed. */
typedef struct {
  GvTableKind kind;
  const char *path;    /* "-" = stdin; sqlite:FILE?table=NAME, postgres://…?query=SELECT … */
  const char *columns; /* "actor,target,-,time"; NULL = from the header or the positions */
  char delimiter;      /* of files: '\t' ',' ';' '|' ' ' (any white space); 0 = find it */
  GvHeader header;
} GvSource;

/* How much of a packed graph is checked before it is used. */
typedef enum {
  GV_CHECK_SHAPE,  /* header, and that every array is what a graph's must be */
  GV_CHECK_ALL,    /* checksums and texts as well */
  GV_CHECK_HEADER, /* header only: for files that nobody else can have written */
} GvCheck;

typedef struct {
  GvDirection direction; /* DIRECTED makes two arcs of a graph file's undirected edge */
  GvCheck check;
  gboolean reverse; /* --edges: a row "a, b" becomes the tie b -> a */
  GvDuplicates duplicates;
  double half_life;            /* seconds; 0 = ties do not age */
  double as_of;                /* seconds since 1970; NaN = the latest time seen */
  const char *type_weights;    /* "RT=3,RE=2"; NULL = 1 each. follows are the type "follow" */
  const char *channel_weights; /* "weibo=1,shop=0.5" */
  uint64_t max_vertices;       /* 0 = as many as 32 bits hold */
  double max_expand;           /* times its size a compressed file may grow; 0 = 1000 */
  uint64_t max_bad;            /* bad rows of all tables that are passed over */
  gboolean hash_inputs;        /* fill in sha256 */
  GvRejected rejected;         /* NULL = nobody asks */
  void *rejected_data;
  const void *id_key; /* [id_key_length]; every name becomes its HMAC-SHA-256 in hex; NULL =
                       * names stay as written */
  size_t id_key_length;
  gboolean keep_acts; /* rows stay as they were read: gv_network_acts, gv_network_past */
  const char *known_folder; /* where it is kept which packed graphs have been checked, so that
                             * an unchanged one is not checked again; made where it is
                             * missing. NULL = all are checked, nothing is kept */
} GvReadOptions;

#ifdef __cplusplus
#define GV_READ_OPTIONS_INIT                                                                       \
  [] {                                                                                             \
    GvReadOptions o{};                                                                             \
    o.as_of = GV_TIME_UNKNOWN;                                                                     \
    return o;                                                                                      \
  }()
#else
#define GV_READ_OPTIONS_INIT                                                                       \
  {                                                                                                \
    .as_of = GV_TIME_UNKNOWN                                                                       \
  }
#endif

/* Reads the sources, edge tables first, users and then events after them, into one network.
 * Vertices are in order of first appearance. report is filled in as far as
 * reading came, also on error; NULL = not wanted. Errors: PARSE ("FILE:LINE:
 * what is wrong; what to do"; of a database LINE counts its rows), IO, LIMIT, NO_MEMORY, CANCELLED,
 * INVALID_ARGUMENT for options that make no sense. */
GV_API GvNetwork *gv_network_read(const GvSource *sources, size_t count,
                                  const GvReadOptions *options, GvReadReport *report, GvTask *task,
                                  GError **error);

/* Reads names, one a line (or the first column of a table, "user" where there
 * is a header), into [0] .. [count): for --exclude, --seeds and the like. Each
 * person once, in order; white space splits no line unless source says so.
 * Names nobody in the network has are counted in *unknown. */
GV_API GvVertex *gv_people_list_read(const GvSource *source, const GvNetwork *network,
                                     size_t *count, size_t *unknown, GvTask *task, GError **error);

/* The same without the rows whose column "round" (whole numbers), where the table has one, says
 * `round` or later; an empty cell is earlier, round 0 leaves none out. */
GV_API GvVertex *gv_people_before_read(const GvSource *source, const GvNetwork *network,
                                       int64_t round, size_t *count, size_t *unknown, GvTask *task,
                                       GError **error);

/* Reads a table of people with a header, "user" and `column` in it, into labels
 * [n]: 0, 1, … in order of appearance, below *groups; GV_VERTEX_NONE for whom it does
 * not name or leaves the cell empty. Of several rows of a person the first that says
 * something counts. Rows of people who are not in the network are counted in *unknown.
 * Errors: those of tables; PARSE where there is no such column. */
GV_API gboolean gv_people_groups_read(const GvSource *source, const GvNetwork *network,
                                      const char *column, GvVertex *labels, GvVertex *groups,
                                      size_t *unknown, GvTask *task, GError **error);

typedef struct {
  size_t known, unknown; /* people listed who are, and are not, in the network */
  gboolean scored;       /* there is a column "score"; else the order of the rows tells */
} GvScoreFigures;

/* Reads a ranking, "user" and "score" in its header or one name a line, best first, into
 * scores [n], more is better; NaN for whom it does not list or leaves the cell empty.
 * Errors: those of tables; PARSE for a person listed twice. */
GV_API gboolean gv_people_scores_read(const GvSource *source, const GvNetwork *network,
                                      double *scores, GvScoreFigures *figures, GvTask *task,
                                      GError **error);

G_END_DECLS
#endif

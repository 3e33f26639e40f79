/* The network: who pays attention to whom, by which kinds of tie, and what is
 * known of each person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_NETWORK_H
#define GRAPEVINE_NETWORK_H

#include <grapevine/graph.h>

G_BEGIN_DECLS

/* Names of vertices: byte strings, kept as written, in order of first appearance. */
typedef struct GvNames GvNames;

GV_API GvVertex gv_names_count(const GvNames *names);
GV_API const char *gv_names_get(const GvNames *names, GvVertex v); /* never NULL for v < count */
/* GV_VERTEX_NONE where nobody has that name. */
GV_API GvVertex gv_names_find(const GvNames *names, const char *name);

/* One kind of tie: a table kind, a type of interaction, a channel. */
typedef enum { GV_TIE_FOLLOW, GV_TIE_INTERACTION, GV_TIE_EDGE } GvTieKind;

typedef struct {
  GvTieKind kind;
  const char *type;    /* "RT"; "" where rows carry none */
  const char *channel; /* "weibo"; "" where rows carry none */
  double scale;        /* what its rows' weights were multiplied by, >= 0 */
} GvLayer;

/* What to do with several rows that say the same pair within one table kind. */
typedef enum {
  GV_DUPLICATES_DEFAULT, /* sum for interactions and where a weight column is given, else first */
  GV_DUPLICATES_SUM,
  GV_DUPLICATES_MAX,
  GV_DUPLICATES_FIRST,
  GV_DUPLICATES_COUNT, /* each row weighs 1, whatever it says */
  GV_DUPLICATES_ERROR, /* wants ties with lines */
} GvDuplicates;

/* How much of each edge came from which layer. Edge e is made of the parts
 * offsets[e] .. offsets[e + 1); their weights add up to the edge's weight.
 * Edges are counted as in gv_network_edges(). */
typedef struct {
  const GvEdge *offsets;  /* [m + 1]; NULL = edge e has the one part e */
  const uint16_t *layers; /* [parts], index into layers; NULL = all of layer 0 */
  const double *weights;  /* [parts], > 0; NULL = 1 each */
  const uint32_t *counts; /* [parts], rows merged into it (saturating); NULL = 1 each */
  const double *last;     /* [parts], latest time, NaN = unknown; NULL = no times at all */
} GvParts;

/* The six stages of the funnel, in order; UNKNOWN where none was given. */
typedef enum {
  GV_STAGE_UNKNOWN,
  GV_STAGE_PUBLIC,
  GV_STAGE_FAN,
  GV_STAGE_PROSPECT,
  GV_STAGE_MEMBER,
  GV_STAGE_LOYALIST,
  GV_STAGE_ADVOCATE,
} GvStage;

GV_API const char *gv_stage_name(GvStage stage); /* "" for UNKNOWN */
/* Reads a name of a person, of a stage of the funnel, or the Chinese one. */
GV_API gboolean gv_stage_parse(const char *text, GvStage *stage);

/* A column of text about people; code 0 is "nothing said". */
typedef struct {
  const char *name;
  const GvNames *values; /* code c stands for value c - 1 */
  const GvVertex *codes; /* [n] */
} GvTag;

/* What the users' table said. A column that was not given is NULL. */
typedef struct {
  const uint8_t *listed;   /* [n], 1 = has a row */
  const uint8_t *stage;    /* [n], GvStage */
  const double *followers; /* [n], NaN = not said */
  const uint8_t *official; /* [n], 1 = an official or verified account */
  const double *cost;      /* [n], NaN = not said */
  const double *value;     /* [n], NaN = not said */
  const uint8_t *opt_in;   /* [n], 1 = agreed to be contacted */
  const GvTag *tags;       /* [tag_count], region among them */
  size_t tag_count;
} GvPeople;

typedef struct GvNetwork GvNetwork;

GV_API GvNetwork *gv_network_ref(GvNetwork *network); /* one more to be freed */
GV_API void gv_network_free(GvNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvNetwork, gv_network_free)

/* Attention: an edge runs from who listens to who is listened to. */
GV_API GvGraph *gv_network_graph(const GvNetwork *network); /* borrowed */
GV_API const GvNames *gv_network_names(const GvNetwork *network);
GV_API const GvLayer *gv_network_layers(const GvNetwork *network, size_t *count);
/* Every edge once: the out side, or of an undirected graph each pair at its smaller end. */
GV_API GvAdjacency gv_network_edges(const GvNetwork *network);
GV_API GvParts gv_network_parts(const GvNetwork *network);
GV_API const GvPeople *gv_network_people(const GvNetwork *network);
/* First and latest time of a tie; FALSE where no tie carries one. */
GV_API gboolean gv_network_time_span(const GvNetwork *network, double *first, double *last);

G_END_DECLS
#endif

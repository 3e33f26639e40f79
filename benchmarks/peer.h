/* The same measures by igraph: what the tests compare with and what the
 * benchmark runs beside ours. igraph 0.10 is not thread-safe: one thread only.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_PEER_H
#define GV_BENCHMARKS_PEER_H

#include <grapevine/igraph.h>

/* A graph as igraph has it. */
typedef struct {
  igraph_t given;
  igraph_vector_t weights; /* of given's edges; 1 each where the graph has none */
  gboolean weighted, directed;
  igraph_t merged;      /* directed only: undirected, mutual pairs merged */
  igraph_vector_t ties; /* of merged's edges: the weights of both ways added up */
  gboolean ties_differ; /* from 1 */
} Peer;

gboolean peer_init(Peer *peer, GvGraph *graph, GvTask *task, GError **error);
void peer_clear(Peer *peer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Peer, peer_clear)

/* What igraph's functions are given: weights are NULL where each is 1. */
const igraph_vector_t *peer_weights(const Peer *peer);
const igraph_t *peer_merged(const Peer *peer);      /* undirected, mutual pairs merged */
const igraph_vector_t *peer_ties(const Peer *peer); /* weights of peer_merged's edges */

/* What the scores may differ by a share of: of each, or of the largest. */
typedef enum { PEER_OF_EACH, PEER_OF_LARGEST } PeerTolerance;

/* A centrality that igraph has too, under options of ours. */
typedef struct {
  const char *name;
  const char *mode;   /* NULL = the measure has none */
  const char *length; /* NULL = every tie 1; others where there are weights */
  igraph_error_t (*scores)(const Peer *peer, igraph_vector_t *scores); /* scores: initialised */
  PeerTolerance tolerance;
} PeerMeasure;

extern const PeerMeasure peer_measures[]; /* ends with .name == NULL */
/* The first of that name, which has our default options; NULL where igraph has none. */
const PeerMeasure *peer_measure_find(const char *name);

/* Burt's constraint; the other three measures igraph has not. */
igraph_error_t peer_constraint(const Peer *peer, igraph_vector_t *scores);

/* A community method, on peer_merged; igraph's own generator draws. */
typedef struct {
  const char *name; /* of our method */
  igraph_error_t (*find)(const Peer *peer, igraph_vector_int_t *labels);
} PeerMethod;

extern const PeerMethod peer_methods[]; /* ends with .name == NULL */
const PeerMethod *peer_method_find(const char *name);

/* Of a partition of peer_merged, at resolution 1. labels [vertices]. */
igraph_error_t peer_modularity(const Peer *peer, const igraph_vector_int_t *labels,
                               igraph_real_t *modularity);
#endif

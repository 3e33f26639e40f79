/* Benchmark graphs: Kronecker, Erdős–Rényi, LFR. The same seed gives the same
 * graph at any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_GENERATE_H
#define GRAPEVINE_GENERATE_H

#include <grapevine/network.h>

G_BEGIN_DECLS

/* Edges as they were drawn. */
typedef struct {
  GvVertex n;
  GvEdge m;
  GvVertex (*edges)[2]; /* [m]; free with g_free */
  gboolean directed;
} GvEdgeList;

GV_API void gv_edge_list_clear(GvEdgeList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvEdgeList, gv_edge_list_clear)

/* 2^scale vertices and degree * 2^scale draws, each by halving the adjacency
 * matrix `scale` times with probabilities a, b, c, 1 - a - b - c; ids permuted.
 * Loops and duplicates are among the draws, as in GAPBS. Leskovec et al. 2010. */
typedef struct {
  int64_t scale;  /* 1 .. 31 */
  int64_t degree; /* edges per vertex, >= 1 */
  double a, b, c;
  gboolean directed;
  uint64_t seed;
} GvKroneckerOptions;

/* G(n, m): m different pairs, no loops. G(n, p) where edges < 0: every pair with
 * probability p. Erdős & Rényi 1959, Gilbert 1959. */
typedef struct {
  int64_t vertices;
  int64_t edges;
  double probability;
  gboolean directed;
  uint64_t seed;
} GvErdosRenyiOptions;

/* Undirected graph with planted communities: degrees follow k^-degree_exponent,
 * community sizes s^-community_exponent, and a vertex has a share `mixing` of its
 * edges outside its community. Lancichinetti, Fortunato & Radicchi 2008. */
typedef struct {
  int64_t vertices;
  double average_degree;
  int64_t max_degree;                   /* 0 = a tenth of the vertices */
  double degree_exponent;               /* tau1 */
  double community_exponent;            /* tau2 */
  double mixing;                        /* mu, 0 .. 1 */
  int64_t min_community, max_community; /* 0 = the smallest and largest degree */
  uint64_t seed;
} GvLfrOptions;

/* Errors: INVALID_ARGUMENT for what cannot be drawn, LIMIT, NO_MEMORY, CANCELLED. */
GV_API gboolean gv_generate_kronecker(const GvKroneckerOptions *options, GvEdgeList *list,
                                      GvTask *task, GError **error);
GV_API gboolean gv_generate_erdos_renyi(const GvErdosRenyiOptions *options, GvEdgeList *list,
                                        GvTask *task, GError **error);
/* communities [vertices]: the planted one of each, from 0; NULL = not wanted. */
GV_API gboolean gv_generate_lfr(const GvLfrOptions *options, GvEdgeList *list,
                                GvVertex *communities, GvTask *task, GError **error);

/* People called "1" .. "n", and the edges as ties: loops dropped, duplicates
 * merged. Empties the list. */
GV_API GvNetwork *gv_network_of_edges(GvEdgeList *list, GvTask *task, GError **error);

G_END_DECLS
#endif

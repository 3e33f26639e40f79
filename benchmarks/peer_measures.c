/* Centralities by igraph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "benchmarks/peer.h"

typedef igraph_error_t (*Along)(const Peer *p, igraph_vector_t *scores,
                                const igraph_vector_t *lengths);

/* Lengths are 1 / weight. */
static igraph_error_t along_inverse(const Peer *p, igraph_vector_t *scores, Along along)
{
  igraph_vector_t lengths;
  igraph_error_t code = igraph_vector_init_copy(&lengths, &p->weights);

  if (code != IGRAPH_SUCCESS)
    return code;
  for (igraph_integer_t e = 0; e < igraph_vector_size(&lengths); e++)
    VECTOR(lengths)[e] = 1 / VECTOR(lengths)[e];
  code = along(p, scores, &lengths);
  igraph_vector_destroy(&lengths);
  return code;
}

static igraph_error_t degree(const Peer *p, igraph_vector_t *scores, igraph_neimode_t mode)
{
  igraph_vector_int_t counts;
  igraph_error_t code;

  igraph_vector_int_init(&counts, 0);
  code = igraph_degree(&p->given, &counts, igraph_vss_all(), mode, IGRAPH_LOOPS);
  igraph_vector_resize(scores, igraph_vector_int_size(&counts));
  for (igraph_integer_t v = 0; v < igraph_vector_int_size(&counts); v++)
    VECTOR(*scores)[v] = (double)VECTOR(counts)[v];
  igraph_vector_int_destroy(&counts);
  return code;
}

static igraph_error_t degree_all(const Peer *p, igraph_vector_t *scores)
{
  return degree(p, scores, IGRAPH_ALL);
}

static igraph_error_t degree_in(const Peer *p, igraph_vector_t *scores)
{
  return degree(p, scores, IGRAPH_IN);
}

static igraph_error_t degree_out(const Peer *p, igraph_vector_t *scores)
{
  return degree(p, scores, IGRAPH_OUT);
}

static igraph_error_t strength_all(const Peer *p, igraph_vector_t *scores)
{
  return igraph_strength(&p->given, scores, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS,
                         peer_weights(p));
}

static igraph_error_t strength_in(const Peer *p, igraph_vector_t *scores)
{
  return igraph_strength(&p->given, scores, igraph_vss_all(), IGRAPH_IN, IGRAPH_LOOPS,
                         peer_weights(p));
}

static igraph_error_t strength_out(const Peer *p, igraph_vector_t *scores)
{
  return igraph_strength(&p->given, scores, igraph_vss_all(), IGRAPH_OUT, IGRAPH_LOOPS,
                         peer_weights(p));
}

static igraph_error_t pagerank(const Peer *p, igraph_vector_t *scores)
{
  igraph_real_t value;

  return igraph_pagerank(&p->given, IGRAPH_PAGERANK_ALGO_PRPACK, scores, &value, igraph_vss_all(),
                         IGRAPH_DIRECTED, 0.85, peer_weights(p), NULL);
}

static igraph_error_t betweenness(const Peer *p, igraph_vector_t *scores)
{
  return igraph_betweenness(&p->given, scores, igraph_vss_all(), IGRAPH_DIRECTED, NULL);
}

static igraph_error_t betweenness_along(const Peer *p, igraph_vector_t *scores,
                                        const igraph_vector_t *lengths)
{
  return igraph_betweenness(&p->given, scores, igraph_vss_all(), IGRAPH_DIRECTED, lengths);
}

static igraph_error_t betweenness_weight(const Peer *p, igraph_vector_t *scores)
{
  return betweenness_along(p, scores, &p->weights);
}

static igraph_error_t betweenness_inverse(const Peer *p, igraph_vector_t *scores)
{
  return along_inverse(p, scores, betweenness_along);
}

static igraph_error_t harmonic_in(const Peer *p, igraph_vector_t *scores)
{
  return igraph_harmonic_centrality(&p->given, scores, igraph_vss_all(), IGRAPH_IN, NULL, TRUE);
}

static igraph_error_t harmonic_out(const Peer *p, igraph_vector_t *scores)
{
  return igraph_harmonic_centrality(&p->given, scores, igraph_vss_all(), IGRAPH_OUT, NULL, TRUE);
}

static igraph_error_t harmonic_all(const Peer *p, igraph_vector_t *scores)
{
  return igraph_harmonic_centrality(&p->given, scores, igraph_vss_all(), IGRAPH_ALL, NULL, TRUE);
}

static igraph_error_t harmonic_weight(const Peer *p, igraph_vector_t *scores)
{
  return igraph_harmonic_centrality(&p->given, scores, igraph_vss_all(), IGRAPH_IN, peer_weights(p),
                                    TRUE);
}

static igraph_error_t harmonic_along(const Peer *p, igraph_vector_t *scores,
                                     const igraph_vector_t *lengths)
{
  return igraph_harmonic_centrality(&p->given, scores, igraph_vss_all(), IGRAPH_ALL, lengths, TRUE);
}

static igraph_error_t harmonic_inverse(const Peer *p, igraph_vector_t *scores)
{
  return along_inverse(p, scores, harmonic_along);
}

static igraph_error_t closeness_in(const Peer *p, igraph_vector_t *scores)
{
  return igraph_closeness(&p->given, scores, NULL, NULL, igraph_vss_all(), IGRAPH_IN, NULL, TRUE);
}

static igraph_error_t closeness_out(const Peer *p, igraph_vector_t *scores)
{
  return igraph_closeness(&p->given, scores, NULL, NULL, igraph_vss_all(), IGRAPH_OUT, NULL, TRUE);
}

static igraph_error_t closeness_all(const Peer *p, igraph_vector_t *scores)
{
  return igraph_closeness(&p->given, scores, NULL, NULL, igraph_vss_all(), IGRAPH_ALL, NULL, TRUE);
}

static igraph_error_t closeness_weight(const Peer *p, igraph_vector_t *scores)
{
  return igraph_closeness(&p->given, scores, NULL, NULL, igraph_vss_all(), IGRAPH_IN,
                          peer_weights(p), TRUE);
}

static igraph_error_t closeness_along(const Peer *p, igraph_vector_t *scores,
                                      const igraph_vector_t *lengths)
{
  return igraph_closeness(&p->given, scores, NULL, NULL, igraph_vss_all(), IGRAPH_ALL, lengths,
                          TRUE);
}

static igraph_error_t closeness_inverse(const Peer *p, igraph_vector_t *scores)
{
  return along_inverse(p, scores, closeness_along);
}

/* Where the leading eigenvalue is simple. */
static igraph_error_t eigenvector(const Peer *p, igraph_vector_t *scores)
{
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_arpack_options_init(&options);
  return igraph_eigenvector_centrality(&p->given, scores, &value, IGRAPH_DIRECTED, TRUE,
                                       peer_weights(p), &options);
}

static igraph_error_t hub(const Peer *p, igraph_vector_t *scores)
{
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_arpack_options_init(&options);
  return igraph_hub_and_authority_scores(&p->given, scores, NULL, &value, TRUE, peer_weights(p),
                                         &options);
}

static igraph_error_t authority(const Peer *p, igraph_vector_t *scores)
{
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_arpack_options_init(&options);
  return igraph_hub_and_authority_scores(&p->given, NULL, scores, &value, TRUE, peer_weights(p),
                                         &options);
}

static igraph_error_t core(const Peer *p, igraph_vector_t *scores)
{
  igraph_vector_int_t cores;
  igraph_error_t code;

  igraph_vector_int_init(&cores, 0);
  code = igraph_coreness(peer_merged(p), &cores, IGRAPH_ALL);
  igraph_vector_resize(scores, igraph_vector_int_size(&cores));
  for (igraph_integer_t v = 0; v < igraph_vector_int_size(&cores); v++)
    VECTOR(*scores)[v] = (double)VECTOR(cores)[v];
  igraph_vector_int_destroy(&cores);
  return code;
}

static igraph_error_t triangles(const Peer *p, igraph_vector_t *scores)
{
  return igraph_adjacent_triangles(peer_merged(p), scores, igraph_vss_all());
}

static igraph_error_t clustering(const Peer *p, igraph_vector_t *scores)
{
  return igraph_transitivity_local_undirected(peer_merged(p), scores, igraph_vss_all(),
                                              IGRAPH_TRANSITIVITY_NAN);
}

igraph_error_t peer_constraint(const Peer *p, igraph_vector_t *scores)
{
  return igraph_constraint(&p->given, scores, igraph_vss_all(), peer_weights(p));
}

const PeerMeasure peer_measures[] = {
  { "degree", NULL, NULL, degree_all, PEER_OF_EACH },
  { "in_degree", NULL, NULL, degree_in, PEER_OF_EACH },
  { "out_degree", NULL, NULL, degree_out, PEER_OF_EACH },
  { "strength", NULL, NULL, strength_all, PEER_OF_EACH },
  { "in_strength", NULL, NULL, strength_in, PEER_OF_EACH },
  { "out_strength", NULL, NULL, strength_out, PEER_OF_EACH },
  { "pagerank", NULL, NULL, pagerank, PEER_OF_EACH },
  { "eigenvector", NULL, NULL, eigenvector, PEER_OF_LARGEST },
  { "hub", NULL, NULL, hub, PEER_OF_LARGEST },
  { "authority", NULL, NULL, authority, PEER_OF_LARGEST },
  { "betweenness", NULL, NULL, betweenness, PEER_OF_EACH },
  { "harmonic", "in", NULL, harmonic_in, PEER_OF_EACH },
  { "harmonic", "out", NULL, harmonic_out, PEER_OF_EACH },
  { "harmonic", "all", NULL, harmonic_all, PEER_OF_EACH },
  { "closeness", "in", NULL, closeness_in, PEER_OF_EACH },
  { "closeness", "out", NULL, closeness_out, PEER_OF_EACH },
  { "closeness", "all", NULL, closeness_all, PEER_OF_EACH },
  { "betweenness", NULL, "weight", betweenness_weight, PEER_OF_EACH },
  { "betweenness", NULL, "inverse", betweenness_inverse, PEER_OF_EACH },
  { "harmonic", "in", "weight", harmonic_weight, PEER_OF_EACH },
  { "harmonic", "all", "inverse", harmonic_inverse, PEER_OF_EACH },
  { "closeness", "in", "weight", closeness_weight, PEER_OF_EACH },
  { "closeness", "all", "inverse", closeness_inverse, PEER_OF_EACH },
  { "core", NULL, NULL, core, PEER_OF_EACH },
  { "triangles", NULL, NULL, triangles, PEER_OF_EACH },
  { "clustering", NULL, NULL, clustering, PEER_OF_EACH },
  { .name = NULL },
};

const PeerMeasure *peer_measure_find(const char *name)
{
  for (const PeerMeasure *m = peer_measures; m->name; m++)
    if (strcmp(m->name, name) == 0)
      return m;
  return NULL;
}

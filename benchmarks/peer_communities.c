/* Communities by igraph, each run as its documentation has it: Leiden with the
 * default of two iterations and randomness .01.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "benchmarks/peer.h"

static igraph_error_t leiden_of(const Peer *p, const igraph_vector_t *strength,
                                igraph_vector_int_t *labels)
{
  return igraph_community_leiden(peer_merged(p), peer_ties(p), strength,
                                 1 / igraph_vector_sum(strength), .01, FALSE, 2, labels, NULL,
                                 NULL);
}

/* Of modularity: a person weighs as much as their ties. */
static igraph_error_t leiden(const Peer *p, igraph_vector_int_t *labels)
{
  igraph_vector_t strength;
  igraph_error_t code = igraph_vector_init(&strength, 0);

  if (code != IGRAPH_SUCCESS)
    return code;
  code = igraph_strength(peer_merged(p), &strength, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS,
                         peer_ties(p));
  if (code == IGRAPH_SUCCESS)
    code = leiden_of(p, &strength, labels);
  igraph_vector_destroy(&strength);
  return code;
}

static igraph_error_t louvain(const Peer *p, igraph_vector_int_t *labels)
{
  return igraph_community_multilevel(peer_merged(p), peer_ties(p), 1, labels, NULL, NULL);
}

static igraph_error_t label_propagation(const Peer *p, igraph_vector_int_t *labels)
{
  return igraph_community_label_propagation(peer_merged(p), labels, IGRAPH_ALL, peer_ties(p), NULL,
                                            NULL);
}

const PeerMethod peer_methods[] = {
  { "fast", louvain }, /* which it is a quicker kind of */
  { "label-propagation", label_propagation },
  { "leiden", leiden },
  { "louvain", louvain },
  { .name = NULL },
};

const PeerMethod *peer_method_find(const char *name)
{
  for (const PeerMethod *m = peer_methods; m->name; m++)
    if (strcmp(m->name, name) == 0)
      return m;
  return NULL;
}

igraph_error_t peer_modularity(const Peer *p, const igraph_vector_int_t *labels,
                               igraph_real_t *modularity)
{
  return igraph_modularity(peer_merged(p), labels, peer_ties(p), 1, IGRAPH_UNDIRECTED, modularity);
}

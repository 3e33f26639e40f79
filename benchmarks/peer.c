/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/peer.h"

#include <string.h>

static gboolean add_merged(Peer *peer, GvGraph *graph, GvTask *task, GError **error)
{
  g_autoptr(GvGraph) both = gv_graph_symmetrised(graph, task, error);

  if (both == NULL || !gv_graph_to_igraph(both, &peer->merged, &peer->ties, error))
    return FALSE;
  peer->ties_differ = gv_graph_is_weighted(both);
  return TRUE;
}

gboolean peer_init(Peer *peer, GvGraph *graph, GvTask *task, GError **error)
{
  memset(peer, 0, sizeof *peer);
  if (!gv_graph_to_igraph(graph, &peer->given, &peer->weights, error))
    return FALSE;
  peer->weighted = gv_graph_is_weighted(graph);
  if (!gv_graph_is_directed(graph) || add_merged(peer, graph, task, error)) {
    peer->directed = gv_graph_is_directed(graph);
    return TRUE;
  }
  peer_clear(peer);
  memset(peer, 0, sizeof *peer);
  return FALSE;
}

/* Of one that was not initialised: nothing. */
void peer_clear(Peer *peer)
{
  if (peer->weights.stor_begin == NULL)
    return;
  igraph_destroy(&peer->given);
  igraph_vector_destroy(&peer->weights);
  if (!peer->directed)
    return;
  igraph_destroy(&peer->merged);
  igraph_vector_destroy(&peer->ties);
}

const igraph_vector_t *peer_weights(const Peer *peer)
{
  return peer->weighted ? &peer->weights : NULL;
}

const igraph_t *peer_merged(const Peer *peer)
{
  return peer->directed ? &peer->merged : &peer->given;
}

const igraph_vector_t *peer_ties(const Peer *peer)
{
  if (!peer->directed)
    return peer_weights(peer);
  return peer->ties_differ ? &peer->ties : NULL;
}

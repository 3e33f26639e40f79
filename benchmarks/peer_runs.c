/* igraph's side of every kernel that it has. Memory stays until the process ends.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>

#include "benchmarks/kernel_runs.h"

/* igraph_vector_init and its like are not what is measured, but cost nothing. */
static igraph_error_t vector_new(igraph_vector_t **vector)
{
  *vector = g_new(igraph_vector_t, 1);
  return igraph_vector_init(*vector, 0);
}

igraph_error_t kernel_centrality_theirs(const Kernel *kernel, const Subject *s, Outcome *o)
{
  const igraph_error_t code = vector_new(&o->values);

  return code == IGRAPH_SUCCESS ? kernel->measure->scores(s->peer, o->values) : code;
}

igraph_error_t kernel_holes_theirs(const Kernel *kernel, const Subject *s, Outcome *o)
{
  const igraph_error_t code = vector_new(&o->values);
  (void)kernel;

  return code == IGRAPH_SUCCESS ? peer_constraint(s->peer, o->values) : code;
}

igraph_error_t kernel_communities_theirs(const Kernel *kernel, const Subject *s, Outcome *o)
{
  igraph_error_t code;

  o->ids = g_new(igraph_vector_int_t, 1);
  code = igraph_vector_int_init(o->ids, 0);
  return code == IGRAPH_SUCCESS ? kernel->peer_method->find(s->peer, o->ids) : code;
}

igraph_error_t kernel_load_theirs(const Kernel *kernel, const Subject *s, Outcome *o)
{
  FILE *file = fopen(s->text, "re");
  igraph_error_t code;
  (void)kernel;

  if (file == NULL)
    return IGRAPH_EFILE;
  o->loaded = g_new(igraph_t, 1);
  code = igraph_read_graph_edgelist(o->loaded, file, 0, gv_graph_is_directed(s->graph));
  fclose(file);
  return code;
}

/* In place: the process has the graph for itself. */
igraph_error_t kernel_symmetrise_theirs(const Kernel *kernel, const Subject *s, Outcome *o)
{
  (void)kernel;
  o->loaded = (igraph_t *)(gintptr)&s->peer->given;
  return igraph_to_undirected(o->loaded, IGRAPH_TO_UNDIRECTED_COLLAPSE, NULL);
}

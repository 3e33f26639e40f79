/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/igraph.h>

#include "graph/base/array.h"

static GMutex lock;

/* Guarded by the lock. */
static struct {
  igraph_error_handler_t *error_handler; /* the caller's, put back on leaving */
  igraph_warning_handler_t *warning_handler;
  char text[256]; /* of the last error */
} state;

static void keep_error(const char *reason, const char *file, int line, igraph_error_t code)
{
  (void)file;
  (void)line;
  g_snprintf(state.text, sizeof state.text, "%s (%s)", reason, igraph_strerror(code));
  IGRAPH_FINALLY_FREE();
}

static void ignore_warning(const char *reason, const char *file, int line)
{
  (void)reason;
  (void)file;
  (void)line;
}

void gv_igraph_enter(void)
{
  g_mutex_lock(&lock);
  state.text[0] = '\0';
  state.error_handler = igraph_set_error_handler(keep_error);
  state.warning_handler = igraph_set_warning_handler(ignore_warning);
}

void gv_igraph_leave(void)
{
  igraph_set_error_handler(state.error_handler);
  igraph_set_warning_handler(state.warning_handler);
  g_mutex_unlock(&lock);
}

gboolean gv_igraph_check(igraph_error_t code, GError **error)
{
  if (code == IGRAPH_SUCCESS)
    return TRUE;
  g_set_error(error, GV_ERROR, code == IGRAPH_ENOMEM ? GV_ERROR_NO_MEMORY : GV_ERROR_INTERNAL,
              "igraph: %s", state.text[0] ? state.text : igraph_strerror(code));
  return FALSE;
}

/* Does this arc stand for its edge? Of an undirected pair the one from the smaller end. */
static gboolean stands(const GvGraph *graph, GvVertex v, GvVertex w)
{
  return gv_graph_is_directed(graph) || w > v;
}

/* pairs [2 * edges] is filled in the order of the edges, weights [edges] too. */
static void list_edges(const GvGraph *graph, igraph_vector_int_t *pairs, igraph_vector_t *weights)
{
  const GvAdjacency out = gv_graph_out(graph);
  igraph_integer_t at = 0;

  for (GvVertex v = 0; v < out.n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      if (!stands(graph, v, out.targets[e]))
        continue;
      VECTOR(*pairs)[2 * at] = v;
      VECTOR(*pairs)[2 * at + 1] = out.targets[e];
      if (weights)
        VECTOR(*weights)[at] = gv_weight(out, e);
      at++;
    }
}

static igraph_error_t create(const GvGraph *graph, igraph_t *out, igraph_vector_t *weights)
{
  const igraph_integer_t m = (igraph_integer_t)gv_graph_edges(graph);
  igraph_vector_int_t pairs;
  igraph_error_t code = igraph_vector_int_init(&pairs, 2 * m);

  if (code != IGRAPH_SUCCESS)
    return code;
  if (weights)
    code = igraph_vector_init(weights, m);
  if (code == IGRAPH_SUCCESS) {
    list_edges(graph, &pairs, weights);
    code = igraph_create(out, &pairs, gv_graph_vertices(graph), gv_graph_is_directed(graph));
    if (code != IGRAPH_SUCCESS && weights)
      igraph_vector_destroy(weights);
  }
  igraph_vector_int_destroy(&pairs);
  return code;
}

gboolean gv_graph_to_igraph(const GvGraph *graph, igraph_t *out, igraph_vector_t *weights,
                              GError **error)
{
  gboolean done;

  gv_igraph_enter();
  done = gv_igraph_check(create(graph, out, weights), error);
  gv_igraph_leave();
  return done;
}

/* pairs [ecount] */
static igraph_error_t read_edges(const igraph_t *graph, GvVertex (*pairs)[2])
{
  igraph_error_t code = IGRAPH_SUCCESS;
  igraph_integer_t from = 0, to = 0;

  gv_igraph_enter();
  for (igraph_integer_t e = 0; code == IGRAPH_SUCCESS && e < igraph_ecount(graph); e++) {
    code = igraph_edge(graph, e, &from, &to);
    pairs[e][0] = (GvVertex)from;
    pairs[e][1] = (GvVertex)to;
  }
  gv_igraph_leave();
  return code;
}

static gboolean check_sizes(const igraph_t *graph, const igraph_vector_t *weights, GError **error)
{
  if (igraph_vcount(graph) >= (igraph_integer_t)GV_VERTEX_NONE) {
    g_set_error(error, GV_ERROR, GV_ERROR_LIMIT, "a graph holds fewer than %u vertices",
                GV_VERTEX_NONE);
    return FALSE;
  }
  if (weights && igraph_vector_size(weights) != igraph_ecount(graph)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "there must be as many weights as edges");
    return FALSE;
  }
  return TRUE;
}

GvGraph *gv_graph_from_igraph(const igraph_t *graph, const igraph_vector_t *weights, GError **error)
{
  const GvEdge m = (GvEdge)igraph_ecount(graph);
  g_autofree GvVertex(*pairs)[2] = NULL;

  if (!check_sizes(graph, weights, error) || !(pairs = gv_array_new_raw(m, sizeof *pairs, error)) ||
      !gv_igraph_check(read_edges(graph, pairs), error))
    return NULL;
  return gv_graph_new((GvVertex)igraph_vcount(graph), (const GvVertex(*)[2])pairs,
                      weights ? VECTOR(*weights) : NULL, m, igraph_is_directed(graph), error);
}

/* Edge lists under tests/data with their names, read independently of io/.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_EDGE_LISTS_H
#define GV_TEST_EDGE_LISTS_H

#include <stdlib.h>
#include <string.h>

#include "common.h"
#include "data.h"

/* An edge list with names: vertices in order of first appearance. */
typedef struct {
  GHashTable *ids; /* name -> GUINT_TO_POINTER(vertex) */
  GArray *edges;   /* of GvVertex[2] */
  GArray *weights; /* of double */
} DataEdges;

static inline GvVertex data_vertex(const DataEdges *d, const char *name)
{
  gpointer id;

  g_assert_true(g_hash_table_lookup_extended(d->ids, name, NULL, &id));
  return GPOINTER_TO_UINT(id);
}

static inline GvVertex data_intern(DataEdges *d, const char *name)
{
  if (!g_hash_table_contains(d->ids, name))
    g_hash_table_insert(d->ids, g_strdup(name), GUINT_TO_POINTER(g_hash_table_size(d->ids)));
  return data_vertex(d, name);
}

/* Rows "u v [weight]" between tabs or blanks; # begins a comment. */
static inline DataEdges data_edges(const char *path)
{
  DataEdges d = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                  g_array_new(FALSE, FALSE, sizeof(GvVertex[2])),
                  g_array_new(FALSE, FALSE, sizeof(double)) };
  g_autoptr(GString) text = test_text(path);

  g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
  for (char **line = lines; *line; line++) {
    const char *u = strtok(*line, "\t \r"), *v = strtok(NULL, "\t \r"), *w = strtok(NULL, "\t \r");
    if (u == NULL || *u == '#')
      continue;
    g_assert_nonnull(v);
    GvVertex edge[2] = { data_intern(&d, u), 0 };
    edge[1] = data_intern(&d, v);
    double weight = w ? g_ascii_strtod(w, NULL) : 1;
    g_array_append_vals(d.edges, edge, 1);
    g_array_append_vals(d.weights, &weight, 1);
  }
  return d;
}

static inline void data_edges_clear(DataEdges *d)
{
  g_hash_table_unref(d->ids);
  g_array_unref(d->edges);
  g_array_unref(d->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DataEdges, data_edges_clear)

static inline GvGraph *data_graph(const DataEdges *d, gboolean directed, gboolean weighted)
{
  void *pairs = d->edges->data, *weights = d->weights->data;
  GvGraph *graph = gv_graph_new(g_hash_table_size(d->ids), pairs, weighted ? weights : NULL,
                                d->edges->len, directed, NULL);

  g_assert_nonnull(graph);
  return graph;
}

/* A graph under tests/data/networks, unweighted. */
static inline GvGraph *data_network(const char *name, gboolean directed)
{
  g_autofree char *path = g_build_filename(GV_TEST_DATA, "networks", name, NULL);
  g_auto(DataEdges) edges = data_edges(path);

  return data_graph(&edges, directed, FALSE);
}
#endif

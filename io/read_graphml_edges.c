/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_graphml_edges.h"

#include <string.h>

typedef struct {
  char *ends[2];
  GvGraphEdge edge;
  gboolean weighted;
} Waiting;

static void waiting_clear(void *data)
{
  Waiting *waiting = data;

  g_free(waiting->ends[0]);
  g_free(waiting->ends[1]);
}

void gv_graphml_edges_init(GvGraphmlEdges *e, GvGraphFile *file)
{
  *e = (GvGraphmlEdges){ .file = file, .waiting = g_array_new(FALSE, FALSE, sizeof(Waiting)) };
  g_array_set_clear_func(e->waiting, waiting_clear);
}

static void forget_ends(GvGraphmlEdges *e)
{
  g_clear_pointer(&e->ends[0], g_free);
  g_clear_pointer(&e->ends[1], g_free);
}

void gv_graphml_edges_clear(GvGraphmlEdges *e)
{
  forget_ends(e);
  g_array_unref(e->waiting);
  gv_declared_clear(&e->declared);
}

static gboolean reject(GvGraphmlEdges *e, GError *failure, GError **error)
{
  e->bad = TRUE;
  return gv_graph_file_reject(e->file, failure, error);
}

static gboolean set_unknown(const GvGraphmlEdges *e, GError **error)
{
  return gv_graph_file_fail(e->file, error, "unknown node; every end of an edge must be declared");
}

static gboolean find_declared(const GvGraphmlEdges *e, const char *id, GvVertex *v)
{
  *v = gv_names_find(e->file->target->names, id);
  return *v != GV_VERTEX_NONE && gv_declared_has(&e->declared, *v);
}

static gboolean find_end(GvGraphmlEdges *e, const char *id, size_t end, GError **error)
{
  GvVertex *v = end == 0 ? &e->edge.from : &e->edge.to;

  if (id == NULL)
    return gv_graph_file_fail(e->file, error, "an edge without %s; give it one",
                              end == 0 ? "source" : "target");
  if (e->file->limits->max_bad == 0)
    return gv_graph_file_vertex(e->file, id, strlen(id), v, error) &&
           gv_declared_mention(&e->declared, *v, e->file->line, error);
  if (!gv_graph_file_name(e->file, id, strlen(id), error))
    return FALSE;
  if (!find_declared(e, id, v))
    e->ends[end] = g_strdup(id);
  return TRUE;
}

static gboolean find_direction(GvGraphmlEdges *e, const char *said, gboolean directed,
                               GError **error)
{
  e->edge.directed = said ? strcmp(said, "true") == 0 : directed;
  return !said || e->edge.directed || strcmp(said, "false") == 0 ||
         gv_graph_file_fail(e->file, error, "directed must be true or false");
}

static gboolean start(GvGraphmlEdges *e, const char **names, const char **values, gboolean directed,
                      GError **error)
{
  if (gv_graphml_attribute(names, values, "sourceport") ||
      gv_graphml_attribute(names, values, "targetport"))
    return gv_graph_file_fail(e->file, error, "ports are not read; edges join nodes");
  return find_direction(e, gv_graphml_attribute(names, values, "directed"), directed, error) &&
         find_end(e, gv_graphml_attribute(names, values, "source"), 0, error) &&
         find_end(e, gv_graphml_attribute(names, values, "target"), 1, error);
}

gboolean gv_graphml_edge_start(GvGraphmlEdges *e, const char **names, const char **values,
                               gboolean directed, GError **error)
{
  GError *failure = NULL;

  forget_ends(e);
  e->weighted = e->bad = FALSE;
  e->edge = (GvGraphEdge){ .weight = 1, .time = GV_TIME_UNKNOWN, .line = e->file->line };
  return start(e, names, values, directed, &failure) || reject(e, failure, error);
}

static gboolean put(GvGraphmlEdges *e, const GvGraphmlKey *key, const char *text, GError **error)
{
  if (key->of_edge == GV_KEY_TIME)
    return gv_graph_file_time(e->file, text, &e->edge.time, error);
  if (key->of_edge == GV_KEY_NOTHING)
    return TRUE;
  e->weighted = TRUE;
  return gv_graph_file_weight(e->file, text, &e->edge.weight, error);
}

gboolean gv_graphml_edge_put(GvGraphmlEdges *e, const GvGraphmlKey *key, const char *text,
                             GError **error)
{
  GError *failure = NULL;

  return e->bad || put(e, key, text, &failure) || reject(e, failure, error);
}

static gboolean take(const GvGraphmlEdges *e, GError **error)
{
  return gv_graph_file_meet(e->file, e->edge.directed, e->weighted, error) &&
         gv_graph_file_edge(e->file, &e->edge, error);
}

static char *end_of(GvGraphmlEdges *e, size_t end)
{
  const GvVertex v = end == 0 ? e->edge.from : e->edge.to;

  return e->ends[end] ? g_steal_pointer(&e->ends[end])
                      : g_strdup(gv_names_get(e->file->target->names, v));
}

static gboolean let_wait(GvGraphmlEdges *e)
{
  const Waiting waiting = { { end_of(e, 0), end_of(e, 1) }, e->edge, e->weighted };

  g_array_append_val(e->waiting, waiting);
  return TRUE;
}

gboolean gv_graphml_edge_end(GvGraphmlEdges *e, GError **error)
{
  GError *failure = NULL;

  if (e->bad)
    return TRUE;
  if (e->ends[0] || e->ends[1])
    return let_wait(e);
  return take(e, &failure) || reject(e, failure, error);
}

gboolean gv_graphml_edges_finish(GvGraphmlEdges *e, GError **error)
{
  const uint64_t missing = gv_declared_missing(&e->declared);

  if (missing) {
    e->file->line = missing;
    return set_unknown(e, error);
  }
  for (guint i = 0; i < e->waiting->len; i++) {
    const Waiting *w = &g_array_index(e->waiting, Waiting, i);
    GError *failure = NULL;
    e->edge = w->edge;
    e->weighted = w->weighted;
    e->file->line = w->edge.line;
    if (!(find_declared(e, w->ends[0], &e->edge.from) && find_declared(e, w->ends[1], &e->edge.to)
              ? take(e, &failure)
              : set_unknown(e, &failure)) &&
        !reject(e, failure, error))
      return FALSE;
  }
  return TRUE;
}

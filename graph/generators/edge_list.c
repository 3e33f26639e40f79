/* Generated edges as a network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/generate.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/network.h"

enum { NUMBER_ROOM = 16 };

void gv_edge_list_clear(GvEdgeList *list)
{
  g_clear_pointer(&list->edges, g_free);
  list->m = 0;
}

static gboolean name_people(GvNames *names, GvVertex n, GError **error)
{
  char name[NUMBER_ROOM];
  GvVertex id;

  for (GvVertex v = 0; v < n; v++) {
    const int length = g_snprintf(name, sizeof name, "%" G_GUINT64_FORMAT, (guint64)v + 1);
    if (!gv_names_intern(names, name, (size_t)length, gv_names_hash(names, name, (size_t)length),
                         &id, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean add_ties(GvTies *ties, const GvEdgeList *list, GError **error)
{
  for (GvEdge e = 0; e < list->m; e++) {
    const GvTie tie = {
      .from = list->edges[e][0], .to = list->edges[e][1], .weight = 1, .time = GV_TIME_UNKNOWN
    };
    if (tie.from != tie.to && !gv_ties_add(ties, tie, error))
      return FALSE;
  }
  return TRUE;
}

/* One layer, "" of edges, fed by one input. */
static void make_layer(GvLayers *layers)
{
  layers->strings = g_string_chunk_new(1);
  layers->layers = g_new0(GvLayer, 1);
  layers->layers[0] = (GvLayer){ GV_TIE_EDGE, "", "", 1 };
  layers->streams = g_new0(GvStream, 1);
  layers->layer_count = layers->stream_count = 1;
}

GvNetwork *gv_network_of_edges(GvEdgeList *list, GvTask *task, GError **error)
{
  const GvMergeRules rules = { .directed = list->directed,
                               .duplicates = { GV_DUPLICATES_FIRST, GV_DUPLICATES_FIRST,
                                               GV_DUPLICATES_FIRST },
                               .as_of = GV_TIME_UNKNOWN };
  g_autoptr(GvNames) names = gv_names_new(GV_VERTEX_NONE, error);
  g_auto(GvTies) ties = { 0 };
  GvPeopleColumns people = { 0 };
  GvLayers layers = { 0 };
  GvEdge duplicates = 0;
  GvDropped dropped;

  if (names == NULL || !name_people(names, list->n, error) || !add_ties(&ties, list, error) ||
      !gv_task_step(task, 0, error))
    return NULL;
  gv_edge_list_clear(list);
  make_layer(&layers);
  return gv_network_new(&ties, &names, &layers, &people, &rules, &duplicates, &dropped, task,
                        error);
}

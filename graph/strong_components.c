/* Tarjan's search with stacks of its own: the depth of a network is no reason
 * to run out of the program's stack.
 *
 * R. Tarjan. Depth-first search and linear graph algorithms. SIAM J. Computing
 * 1(2), 1972.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/strong_components.h"

#include "graph/base/array.h"

typedef struct {
  GvAdjacency side;
  GvVertex *label;  /* [n], GV_VERTEX_NONE until known */
  GvVertex *number; /* [n], in order of discovery from 1; 0 = not seen */
  GvVertex *low;    /* [n], a lower number that is known to be reached, or its own */
  GvVertex *open;   /* [n], seen and not labelled */
  GvVertex *path;   /* [n], from the first to the vertex at hand */
  GvEdge *cursor;   /* [n], next arc to look at */
  GvVertex seen, opened, depth, count;
} Search;

static void search_clear(Search *s)
{
  g_free(s->number);
  g_free(s->low);
  g_free(s->open);
  g_free(s->path);
  g_free(s->cursor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static gboolean search_init(Search *s, GError **error)
{
  const GvVertex n = s->side.n;

  return (s->number = gv_array_new(n, sizeof *s->number, error)) &&
         (s->low = gv_array_new_raw(n, sizeof *s->low, error)) &&
         (s->open = gv_array_new_raw(n, sizeof *s->open, error)) &&
         (s->path = gv_array_new_raw(n, sizeof *s->path, error)) &&
         (s->cursor = gv_array_new_raw(n, sizeof *s->cursor, error));
}

static void enter(Search *s, GvVertex v)
{
  s->number[v] = s->low[v] = ++s->seen;
  s->cursor[v] = s->side.offsets[v];
  s->open[s->opened++] = v;
  s->path[s->depth++] = v;
}

/* All that was opened since v was entered. */
static void close_component(Search *s, GvVertex v)
{
  GvVertex u;

  do {
    u = s->open[--s->opened];
    s->label[u] = s->count;
  } while (u != v);
  s->count++;
}

static void leave(Search *s, GvVertex v)
{
  s->depth--;
  if (s->low[v] == s->number[v])
    close_component(s, v);
  else
    s->low[s->path[s->depth - 1]] = MIN(s->low[s->path[s->depth - 1]], s->low[v]);
}

static void search_from(Search *s, GvVertex first)
{
  enter(s, first);
  while (s->depth > 0) {
    const GvVertex v = s->path[s->depth - 1];
    if (s->cursor[v] == s->side.offsets[v + 1]) {
      leave(s, v);
      continue;
    }
    const GvVertex u = s->side.targets[s->cursor[v]++];
    if (s->number[u] == 0)
      enter(s, u);
    else if (s->label[u] == GV_VERTEX_NONE)
      s->low[v] = MIN(s->low[v], s->low[u]);
  }
}

GvVertex gv_strong_components(GvAdjacency side, GvVertex *label, GError **error)
{
  g_auto(Search) search = { .side = side, .label = label };

  if (!search_init(&search, error))
    return GV_VERTEX_NONE;
  for (GvVertex v = 0; v < side.n; v++)
    label[v] = GV_VERTEX_NONE;
  for (GvVertex v = 0; v < side.n; v++)
    if (search.number[v] == 0)
      search_from(&search, v);
  return search.count;
}

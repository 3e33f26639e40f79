/* Articulation points by one depth-first search (Hopcroft, Tarjan 1973), with
 * the sizes of what hangs below them:
 *
 *   people(v) = |component of v| - 1 - size of the largest piece left without v
 *
 * Undirected, unweighted. O(n + m); 36 bytes x n. One thread; the stack is an
 * array, since a path may be as long as the graph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/cut_off.h"

#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  GvAdjacency g;
  GvVertex *number;  /* [n], order of discovery from 1; 0 = not yet */
  GvVertex *low;     /* [n], smallest number reached from below v by one back edge */
  GvVertex *below;   /* [n], vertices in v's subtree, v among them */
  GvVertex *pieces;  /* [n], vertices in the pieces that fall off when v goes */
  GvVertex *largest; /* [n], the largest of them */
  GvVertex *parent;  /* [n]; of a root itself */
  GvVertex *order;   /* [n], by discovery: children come after their parents */
  GvEdge *next;      /* [n], next edge to look at */
  GvVertex count;
} Search;

static void search_clear(Search *s)
{
  g_free(s->number);
  g_free(s->low);
  g_free(s->below);
  g_free(s->pieces);
  g_free(s->largest);
  g_free(s->parent);
  g_free(s->order);
  g_free(s->next);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static gboolean search_init(Search *s, GError **error)
{
  const GvVertex n = s->g.n;

  return (s->number = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->low = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->below = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->pieces = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->largest = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->parent = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->order = gv_array_new(n, sizeof(GvVertex), error)) &&
         (s->next = gv_array_new(n, sizeof(GvEdge), error));
}

static void discover(Search *s, GvVertex v, GvVertex parent)
{
  s->order[s->count] = v;
  s->number[v] = s->low[v] = ++s->count;
  s->below[v] = 1;
  s->parent[v] = parent;
  s->next[v] = s->g.offsets[v];
}

/* v is done: hands what it found to its parent. */
static void leave(Search *s, GvVertex v)
{
  GvVertex p = s->parent[v];

  s->low[p] = MIN(s->low[p], s->low[v]);
  s->below[p] += s->below[v];
  if (s->low[v] >= s->number[p]) {
    s->pieces[p] += s->below[v];
    s->largest[p] = MAX(s->largest[p], s->below[v]);
  }
}

static void explore(Search *s, GvVertex root)
{
  GvVertex v = root;

  discover(s, root, root);
  for (;;) {
    if (s->next[v] < s->g.offsets[v + 1]) {
      GvVertex w = s->g.targets[s->next[v]++];
      if (s->number[w] == 0) {
        discover(s, w, v);
        v = w;
      } else if (w != s->parent[v]) {
        s->low[v] = MIN(s->low[v], s->number[w]);
      }
    } else if (v == root) {
      return;
    } else {
      leave(s, v);
      v = s->parent[v];
    }
  }
}

/* The vertices order[first ..] are one component. */
static void score(const Search *s, GvVertex first, double *people)
{
  const GvVertex size = s->count - first;

  for (GvVertex i = first; i < s->count; i++) {
    GvVertex v = s->order[i];
    GvVertex rest = size - 1 - s->pieces[v]; /* what stays with v's parent; of a root nothing */
    people[v] = (double)(size - 1 - MAX(rest, s->largest[v]));
  }
}

gboolean gv_cut_off_run(GvGraph *undirected, double *people, GvTask *task, GError **error)
{
  g_auto(Search) s = { .g = gv_graph_out(undirected) };

  gv_task_set_label(task, "cut-off people");
  if (!gv_task_step(task, 0, error) || !search_init(&s, error))
    return FALSE;
  for (GvVertex v = 0; v < s.g.n; v++) {
    GvVertex first = s.count;
    if (s.number[v])
      continue;
    explore(&s, v);
    score(&s, first, people);
  }
  return gv_task_step(task, 1, error);
}

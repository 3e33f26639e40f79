/* Breadth-first searches from 256 sources at once, a bit each. Sources that share
 * a first tie stand together, so that their searches run over the same vertices.
 *
 * M. Then et al. The more the merrier: efficient multi-source graph traversal.
 * PVLDB 8(4), 2014.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/around.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { WORDS = 4, LANES = 64 * WORDS };

/* A set of the sources of a batch, a bit each. */
typedef struct {
  uint64_t word[WORDS];
} Set;

typedef struct {
  Set seen; /* sources that reached it */
  Set now;  /* those that did at the level at hand */
  Set next; /* those that do at the next one */
} Visit;

/* One thread's scratch. Between batches every set is empty. */
typedef struct {
  GvAdjacency out;
  const GvVertex *sources; /* [n], shared, read only */
  const GvWaves *waves;
  Visit *visits;           /* [n] */
  GvVertex *level, *below; /* [n], where now and next are not empty */
  GvVertex *reached;       /* [n], where seen is not empty */
  GvVertex reached_count;
} Scratch;

static void scratch_clear(Scratch *s)
{
  g_free(s->visits);
  g_free(s->level);
  g_free(s->below);
  g_free(s->reached);
}

static GArray *scratch_new(Scratch shared, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    s->out = shared.out;
    s->sources = shared.sources;
    s->waves = shared.waves;
    if (!(s->visits = gv_array_new(shared.out.n, sizeof *s->visits, error)) ||
        !(s->level = gv_array_new_raw(shared.out.n, sizeof *s->level, error)) ||
        !(s->below = gv_array_new_raw(shared.out.n, sizeof *s->below, error)) ||
        !(s->reached = gv_array_new_raw(shared.out.n, sizeof *s->reached, error)))
      return NULL;
  }
  return g_steal_pointer(&pool);
}

static gboolean is_empty(const Set *set)
{
  uint64_t any = 0;

  for (int i = 0; i < WORDS; i++)
    any |= set->word[i];
  return any == 0;
}

static int size_of(const Set *set)
{
  int size = 0;

  for (int i = 0; i < WORDS; i++)
    size += __builtin_popcountll(set->word[i]);
  return size;
}

/* next += now - seen. TRUE if next was empty and is not any more. */
static gboolean arrive(Visit *at, const Set *now)
{
  uint64_t before = 0, after = 0;

  for (int i = 0; i < WORDS; i++) {
    before |= at->next.word[i];
    at->next.word[i] |= now->word[i] & ~at->seen.word[i];
    after |= at->next.word[i];
  }
  return before == 0 && after != 0;
}

/* From this level to the next. Returns how many vertices that holds. */
static GvVertex expand(Scratch *s, GvVertex count)
{
  const GvAdjacency out = s->out;
  GvVertex found = 0;

  for (GvVertex i = 0; i < count; i++) {
    const GvVertex v = s->level[i];
    const Set now = s->visits[v].now;
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      if (arrive(&s->visits[out.targets[e]], &now))
        s->below[found++] = out.targets[e];
  }
  return found;
}

/* The next level becomes the one at hand; its vertices have been reached. */
static void settle(Scratch *s, GvVertex count, GvVertex found)
{
  GvVertex *old = s->level;

  for (GvVertex i = 0; i < count; i++)
    s->visits[s->level[i]].now = (Set){ 0 };
  for (GvVertex i = 0; i < found; i++) {
    Visit *at = &s->visits[s->below[i]];
    if (is_empty(&at->seen))
      s->reached[s->reached_count++] = s->below[i];
    for (int w = 0; w < WORDS; w++)
      at->seen.word[w] |= at->next.word[w];
    at->now = at->next;
    at->next = (Set){ 0 };
  }
  s->level = s->below;
  s->below = old;
}

static GvVertex start(Scratch *s, GvVertex batch)
{
  const GvEdge first = (GvEdge)batch * LANES;
  const GvEdge last = MIN(first + LANES, s->out.n);

  for (GvEdge i = first; i < last; i++) {
    GvVertex v = s->sources[i];
    s->visits[v].next.word[(i - first) / 64] = UINT64_C(1) << (i - first) % 64;
    s->below[i - first] = v;
  }
  s->reached_count = 0;
  settle(s, 0, (GvVertex)(last - first));
  return (GvVertex)(last - first);
}

static void search(void *scratch, GvVertex batch, GvBlockSum *sum)
{
  Scratch *s = scratch;
  GvVertex count = start(s, batch);

  for (double distance = 1; count > 0; distance++) {
    GvVertex found = expand(s, count);
    settle(s, count, found);
    for (GvVertex i = 0; i < found; i++)
      s->waves->reach(sum, s->level[i], size_of(&s->visits[s->level[i]].now), distance);
    count = found;
  }
  for (GvVertex i = 0; i < s->reached_count; i++)
    s->visits[s->reached[i]] = (Visit){ 0 };
}

/* Everyone: the followers of 0, those of 1 who do not follow 0, and so on; at
 * the end who follows nobody. */
static GvVertex *order_sources(GvGraph *graph, GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  GvVertex *order = gv_array_new_raw(out.n, sizeof *order, error);
  GvVertex count = 0;

  for (GvVertex v = 0; order && v < in.n; v++)
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++) {
      GvVertex u = in.targets[e];
      if (out.targets[out.offsets[u]] == v)
        order[count++] = u;
    }
  for (GvVertex v = 0; order && v < in.n; v++)
    if (gv_degree(out, v) == 0)
      order[count++] = v;
  return order;
}

/* The graph whose paths are to be measured towards a person. */
static GvGraph *towards(GvGraph *graph, GvPathMode mode, GvTask *task, GError **error)
{
  if (mode == GV_PATHS_ALL)
    return gv_graph_symmetrised(graph, task, error);
  return mode == GV_PATHS_OUT ? gv_graph_reversed(graph) : gv_graph_ref(graph);
}

gboolean gv_waves_run(const GvWaves *waves, GvGraph *given, double *sums, GvTask *task,
                      GError **error)
{
  g_autoptr(GvGraph) graph = towards(given, waves->mode, task, error);
  g_autofree GvVertex *sources = NULL;
  g_autoptr(GArray) pool = NULL;
  GvVertex n;

  if (graph == NULL || !(sources = order_sources(graph, error)))
    return FALSE;
  const Scratch shared = { .out = gv_graph_out(graph), .sources = sources, .waves = waves };
  if (!(pool = scratch_new(shared, gv_task_threads(task), error)))
    return FALSE;
  n = gv_graph_vertices(graph);
  const GvVertex batches = n / LANES + (n % LANES != 0);
  const GvBlockWork work = { n * waves->cells, batches, 1, pool->data, sizeof(Scratch), search };
  return gv_block_sums_run(&work, sums, task, error);
}

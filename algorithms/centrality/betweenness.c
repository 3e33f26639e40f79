/* Betweenness, by Brandes' accumulation.
 *
 *   betweenness(v) = sum over ordered pairs s != v != t of sigma(s,t|v) / sigma(s,t)
 *
 * where sigma(s,t) counts shortest paths and sigma(s,t|v) those through v.
 * Along the direction of the ties; undirected: each pair {s,t} once. Every edge
 * has length 1; not normalised, unless `normalized` divides by the number of
 * pairs, (n-1)(n-2), undirected half of that. With k sampled sources of n the
 * sum is scaled by n / k (Brandes & Pich 2007), so the estimate is unbiased.
 *
 * Two savings over the paper. The back pass looks at successors, so that no
 * predecessors are stored. A leaf, whose only tie out leads to u and whose only
 * tie in, if any, comes from u, sees the paths that u sees: the search from u
 * stands for all its leaves, and u gains a target's worth for each that a leaf
 * reaches through it. On networks of activity most people are leaves.
 *
 * U. Brandes. A faster algorithm for betweenness centrality. J. Mathematical
 * Sociology 25(2), 2001.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>

#include "algorithms/block_sums.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum { BLOCK = 16 }; /* searches a block */

typedef struct {
  gboolean normalized;
  int64_t sources; /* 0 = all */
  int64_t seed;
} Options;

/* A search and the sources it stands for. */
typedef struct {
  GvVertex vertex;
  GvVertex self;    /* 1 if it is a source of its own */
  GvVertex leaves;  /* how many sources are leaves of it */
  GvVertex returns; /* how many of these are tied to in turn */
} Search;

/* A vertex as a search sees it; 16 bytes, so that a visit is one cache miss. */
typedef struct {
  double paths;   /* shortest paths from the source (double: int64 overflows on grids);
                     in the back pass, once v is done: (1 + dependency) / paths */
  uint32_t level; /* 1 + distance from the source, 0 = not reached */
} Visit;

/* One thread's scratch. Between searches every level is 0. */
typedef struct {
  GvAdjacency out;
  const Search *searches; /* shared, read only */
  Visit *visits;          /* [n] */
  GvVertex *order;        /* [n], reached vertices by distance */
  gboolean overflow;      /* path counts left the doubles */
} Scratch;

static void scratch_clear(Scratch *s)
{
  g_free(s->visits);
  g_free(s->order);
}

static GArray *scratch_new(GvAdjacency out, const Search *searches, int threads, GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    s->out = out;
    s->searches = searches;
    if (!(s->visits = gv_array_new(out.n, sizeof *s->visits, error)) ||
        !(s->order = gv_array_new_raw(out.n, sizeof *s->order, error)))
      return NULL;
  }
  return g_steal_pointer(&pool);
}

/* Breadth-first search that counts shortest paths. Returns how many were reached. */
static GvVertex count_paths(Scratch *s, GvVertex source)
{
  const GvAdjacency out = s->out;
  GvVertex reached = 0;

  s->visits[source] = (Visit){ .paths = 1, .level = 1 };
  s->order[reached++] = source;
  for (GvVertex head = 0; head < reached; head++) {
    const GvVertex v = s->order[head];
    const Visit from = s->visits[v];
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      Visit *to = &s->visits[out.targets[e]];
      if (to->level == 0) {
        *to = (Visit){ .level = from.level + 1 };
        s->order[reached++] = out.targets[e];
      }
      if (to->level == from.level + 1)
        to->paths += from.paths;
    }
  }
  return reached;
}

/* The dependency of the source on v, whose successors are done. */
static double dependency_on(const Scratch *s, GvVertex v)
{
  const GvAdjacency out = s->out;
  const uint32_t next = s->visits[v].level + 1;
  double credit = 0;

  for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
    Visit to = s->visits[out.targets[e]];
    credit += to.level == next ? to.paths : 0; /* no branch: which one is a coin toss */
  }
  return credit * s->visits[v].paths;
}

/* Farthest vertices first. The deepest level has no successors to look at. */
static void accumulate(Scratch *s, GvVertex reached, double times, GvBlockSum *sum)
{
  const uint32_t deepest = s->visits[s->order[reached - 1]].level;

  for (GvVertex i = reached; i-- > 1;) {
    GvVertex v = s->order[i];
    Visit *visit = &s->visits[v];
    double dependency = visit->level == deepest ? 0 : dependency_on(s, v);
    s->overflow |= isinf(visit->paths) != 0;
    visit->paths = (1 + dependency) / visit->paths;
    gv_block_sum_add(sum, v, times * dependency);
  }
}

static void search(void *scratch, GvVertex item, GvBlockSum *sum)
{
  Scratch *s = scratch;
  const Search *of = &s->searches[item];
  const GvVertex reached = count_paths(s, of->vertex);
  const double through = (double)of->leaves * (reached - 1.0) - of->returns;

  accumulate(s, reached, (double)of->self + of->leaves, sum);
  gv_block_sum_add(sum, of->vertex, through);
  for (GvVertex i = 0; i < reached; i++)
    s->visits[s->order[i]].level = 0;
}

/* k distinct vertices: the first k of a shuffle. */
static GvVertex *pick_sources(GvVertex n, GvVertex k, uint64_t seed, GError **error)
{
  GvVertex *ids = gv_array_new_raw(n, sizeof *ids, error);
  GvRng rng = gv_rng(seed, 0);

  for (GvVertex v = 0; ids && v < n; v++)
    ids[v] = v;
  for (GvVertex i = 0; ids && i < k && k < n; i++) {
    GvVertex j = i + gv_rng_below(&rng, n - i), t = ids[i];
    ids[i] = ids[j];
    ids[j] = t;
  }
  return ids;
}

static gboolean is_leaf(GvAdjacency out, GvAdjacency in, GvVertex v)
{
  if (gv_degree(out, v) != 1 || gv_degree(in, v) > 1)
    return FALSE;
  return gv_degree(in, v) == 0 || in.targets[in.offsets[v]] == out.targets[out.offsets[v]];
}

/* The searches that stand for the k sources, by vertex; *count of them. */
static Search *plan_searches(GvGraph *graph, const GvVertex *sources, GvVertex k, GvVertex *count,
                             GError **error)
{
  const GvAdjacency out = gv_graph_out(graph), in = gv_graph_in(graph);
  Search *plan = gv_array_new(out.n, sizeof *plan, error);

  *count = 0;
  for (GvVertex i = 0; plan && i < k; i++) {
    GvVertex s = sources[i];
    if (is_leaf(out, in, s)) {
      Search *at = &plan[out.targets[out.offsets[s]]];
      at->leaves++;
      at->returns += gv_degree(in, s) == 1;
    } else {
      plan[s].self = 1;
    }
  }
  for (GvVertex v = 0; plan && v < out.n; v++)
    if (plan[v].self || plan[v].leaves) {
      plan[*count] = plan[v];
      plan[(*count)++].vertex = v;
    }
  return plan;
}

static void rescale(double *scores, GvGraph *graph, GvVertex k, gboolean normalized)
{
  const double n = gv_graph_vertices(graph), pairs = (n - 1) * (n - 2);
  double factor = n / k;

  if (normalized)
    factor = n > 2 ? factor / pairs : 0; /* undirected: both halves cancel */
  else if (!gv_graph_is_directed(graph))
    factor /= 2;
  for (GvVertex v = 0; v < gv_graph_vertices(graph); v++)
    scores[v] *= factor;
}

static gboolean no_overflow(const GArray *pool, GError **error)
{
  gboolean overflow = FALSE;

  for (guint t = 0; t < pool->len; t++)
    overflow |= g_array_index(pool, Scratch, t).overflow;
  if (overflow)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                        "betweenness: more than 1e308 shortest paths between two people");
  return !overflow;
}

static gboolean run(GvGraph *graph, const void *options, double *scores, GvTask *task,
                    GError **error)
{
  const Options *o = options;
  const GvVertex n = gv_graph_vertices(graph);
  const GvVertex k = o->sources == 0 || o->sources > n ? n : (GvVertex)o->sources;
  g_autofree GvVertex *sources = pick_sources(n, k, (uint64_t)o->seed, error);
  g_autofree Search *searches = NULL;
  g_autoptr(GArray) pool = NULL;
  GvVertex count;

  if (sources == NULL || !(searches = plan_searches(graph, sources, k, &count, error)))
    return FALSE;
  if (!(pool = scratch_new(gv_graph_out(graph), searches, gv_task_threads(task), error)))
    return FALSE;
  const GvBlockWork work = { n, count, BLOCK, pool->data, sizeof(Scratch), search };
  if (!gv_block_sums_run(&work, scores, task, error) || !no_overflow(pool, error))
    return FALSE;
  rescale(scores, graph, k, o->normalized);
  return TRUE;
}

static const GvParam params[] = {
  { .name = "normalized",
    .type = GV_PARAM_FLAG,
    .offset = offsetof(Options, normalized),
    .help = "divide by the number of pairs, (n-1)(n-2), undirected half of that" },
  { .name = "sources",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, sources),
    .max = UINT32_MAX,
    .help = "sources to sample; 0 = all, the exact score" },
  { .name = "seed",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, seed),
    .max = 9007199254740991.0,
    .initial = 1,
    .help = "seed of the sample" },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_betweenness = {
  .name = "betweenness",
  .summary = "how many shortest paths between others run through a person",
  .formula = "betweenness(v) = sum over s != v != t of sigma(s,t|v) / sigma(s,t), along the ties; "
             "undirected: each pair {s,t} once; lengths 1, not normalised",
  .reference = "Brandes 2001; sampling: Brandes & Pich 2007",
  .cost = "O(nm) time, O(km) with k sources, a search costing what it reaches; 32 bytes x n a "
          "thread",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};

/* Betweenness, by Brandes' accumulation.
 *
 *   betweenness(v) = sum over ordered pairs s != v != t of sigma(s,t|v) / sigma(s,t)
 *
 * where sigma(s,t) counts shortest paths and sigma(s,t|v) those through v.
 * Along the direction of the ties; undirected: each pair {s,t} once. A tie's
 * length is 1, its weight, or 1 / its weight. Not normalised, unless `normalized`
 * divides by the number of pairs, (n-1)(n-2), undirected half of that. With k
 * sampled sources of n the sum is scaled by n / k (Brandes & Pich 2007), so the
 * estimate is unbiased. With `epsilon` pairs are sampled until every score is known
 * to within a bound (algorithms/paths/pair_betweenness.h), unless this is dearer.
 *
 * The searches are those of algorithms/paths/dependency.h. A leaf, whose only tie
 * out leads to u and whose only tie in, if any, comes from u, sees the paths that
 * u sees: the search from u stands for all its leaves, and u gains a target's
 * worth for each that a leaf reaches through it. On networks of activity most
 * people are leaves.
 *
 * U. Brandes. A faster algorithm for betweenness centrality. J. Mathematical
 * Sociology 25(2), 2001.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>

#include "algorithms/paths/dependency.h"
#include "algorithms/paths/pair_betweenness.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum { BLOCK = 16 }; /* searches a block */

/* What a tie, or a person reached, costs a search here, in ties that
 * gv_pair_paths_find looks at (docs/betweenness.md). */
#define EXACT_TIE 1.0

typedef struct {
  gboolean normalized;
  int64_t sources; /* 0 = all */
  int64_t seed;
  int length;     /* GvLength */
  double epsilon; /* 0 = no bound asked for */
  double delta;
  int64_t epsilon_top; /* 0 = epsilon is a share of all pairs */
} Options;

/* A search and the sources it stands for. */
typedef struct {
  GvVertex vertex;
  GvVertex self;    /* 1 if it is a source of its own */
  GvVertex leaves;  /* how many sources are leaves of it */
  GvVertex returns; /* how many of these are tied to in turn */
} Search;

/* One thread's. */
typedef struct {
  GvDependency dependency;
  const Search *searches; /* shared, read only */
} Scratch;

static void scratch_clear(Scratch *s)
{
  gv_dependency_clear(&s->dependency);
}

static GArray *scratch_new(GvGraph *graph, GvLength length, const Search *searches, int threads,
                           GError **error)
{
  g_autoptr(GArray) pool = g_array_new(FALSE, TRUE, sizeof(Scratch));

  g_array_set_clear_func(pool, (GDestroyNotify)scratch_clear);
  g_array_set_size(pool, (guint)threads);
  for (guint t = 0; t < pool->len; t++) {
    Scratch *s = &g_array_index(pool, Scratch, t);
    s->searches = searches;
    if (!gv_dependency_init(&s->dependency, graph, length, error))
      return NULL;
  }
  return g_steal_pointer(&pool);
}

static void search(void *scratch, GvVertex item, GvBlockSum *sum)
{
  Scratch *s = scratch;
  const Search *of = &s->searches[item];
  const double sources = (double)of->self + of->leaves;
  const GvVertex reached = gv_dependency_add(&s->dependency, of->vertex, sources, sum);

  gv_block_sum_add(sum, of->vertex, (double)of->leaves * (reached - 1.0) - of->returns);
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
    overflow |= g_array_index(pool, Scratch, t).dependency.overflow;
  if (overflow)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                        "betweenness: more than 1e308 shortest paths between two people");
  return !overflow;
}

/* Asks for a bound. *done: the scores are there. */
static gboolean sample_pairs(GvGraph *graph, const Options *o, GvVertex searches, double *scores,
                             gboolean *done, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(graph);
  const double cost = EXACT_TIE * searches * ((double)out.offsets[out.n] + out.n);
  const GvPairBetweenness wish = { .epsilon = o->epsilon,
                                   .delta = o->delta,
                                   .top = (GvVertex)o->epsilon_top,
                                   .seed = o->seed,
                                   .length = (GvLength)o->length,
                                   .normalized = o->normalized,
                                   .exact_cost = cost };
  gboolean exact = FALSE;

  if (o->sources > 0) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--epsilon samples pairs, --sources samples sources: leave out one");
    return FALSE;
  }
  if (!gv_pair_betweenness(graph, &wish, scores, &exact, task, error))
    return FALSE;
  *done = !exact;
  return TRUE;
}

static gboolean check_top(const Options *o, GError **error)
{
  const gboolean fits = o->epsilon_top == 0 || o->epsilon > 0;

  if (!fits)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--epsilon-top says what --epsilon is a part of: give that too");
  return fits;
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
  gboolean done = FALSE;
  GvVertex count;

  if (!check_top(o, error) || sources == NULL ||
      !(searches = plan_searches(graph, sources, k, &count, error)))
    return FALSE;
  if (o->epsilon > 0 && !sample_pairs(graph, o, count, scores, &done, task, error))
    return FALSE;
  if (done)
    return TRUE;
  if (!(pool = scratch_new(graph, (GvLength)o->length, searches, gv_task_threads(task), error)))
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
  { .name = "length",
    .type = GV_PARAM_CHOICE,
    .offset = offsetof(Options, length),
    .initial = GV_LENGTH_UNIT,
    .choices = gv_length_names,
    .help = GV_LENGTH_HELP },
  { .name = "epsilon",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, epsilon),
    .max = 1,
    .help = "no score is to be wrong by more than this share of the n(n-1) pairs, undirected half "
            "of that; 0 = exact" },
  { .name = "delta",
    .type = GV_PARAM_REAL,
    .offset = offsetof(Options, delta),
    .min = 1e-12,
    .max = 0.5,
    .initial = 0.1,
    .help = "how likely that may fail" },
  { .name = "epsilon-top",
    .type = GV_PARAM_INT,
    .offset = offsetof(Options, epsilon_top),
    .max = UINT32_MAX,
    .argument = "K",
    .help = "let --epsilon be a part of the K-th highest score; 0 = of the pairs" },
  GV_PARAMS_END,
};

const GvCentrality gv_centrality_betweenness = {
  .name = "betweenness",
  .summary = "how many shortest paths between others run through a person",
  .formula = "betweenness(v) = sum over s != v != t of sigma(s,t|v) / sigma(s,t), along the ties; "
             "undirected: each pair {s,t} once; lengths 1, w or 1/w, not normalised",
  .reference = "Brandes 2001; sampling: Brandes & Pich 2007",
  .cost = "O(nm) time, O(km) with k sources, a search costing what it reaches; lengths "
          "other than 1: times log n; 32 to 56 bytes x n a thread",
  .options_size = sizeof(Options),
  .params = params,
  .run = run,
};

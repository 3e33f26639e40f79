/* Reach against its definition: every outcome of a few ties, weighed by its
 * probability; and against simulation, forwards, of many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spreads.h"

enum { MOST_VERTICES = 6, MOST_TIES = 12, GRAPHS = 240, WAYS = 5 };

typedef struct {
  GvVertex n;
  unsigned count;
  GvVertex tail[MOST_TIES], head[MOST_TIES];
  double p[MOST_TIES];
} Ties;

static Ties ties_of(GvGraph *g, GvSpread spread)
{
  const GvAdjacency out = gv_graph_out(g);
  Ties t = { .n = out.n };

  for (GvVertex v = 0; v < out.n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      g_assert_cmpuint(t.count, <, MOST_TIES);
      t.tail[t.count] = v;
      t.head[t.count] = out.targets[e];
      t.p[t.count++] = tie_probability(out, v, e, spread);
    }
  return t;
}

/* How many others u wins where the ties of `live` work. */
static unsigned others_won(const Ties *t, unsigned live, GvVertex u)
{
  unsigned won = 1u << u, before, others = 0;

  do {
    before = won;
    for (unsigned e = 0; e < t->count; e++)
      if (live >> e & 1 && won >> t->head[e] & 1)
        won |= 1u << t->tail[e];
  } while (won != before);
  for (GvVertex v = 0; v < t->n; v++)
    others += v != u && won >> v & 1;
  return others;
}

static void exact_reach(const Ties *t, double *reach)
{
  memset(reach, 0, t->n * sizeof *reach);
  for (unsigned live = 0; live < 1u << t->count; live++) {
    double probability = 1;
    for (unsigned e = 0; e < t->count; e++)
      probability *= live >> e & 1 ? t->p[e] : 1 - t->p[e];
    for (GvVertex u = 0; probability > 0 && u < t->n; u++)
      reach[u] += probability * others_won(t, live, u);
  }
}

/* Directed and not; weights 0.1, 0.2 .. 1. */
static GvGraph *tiny_graph(guint32 seed, gboolean weighted)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const gboolean directed = seed % 3 != 0;
  const GvVertex n = 1 + seed % MOST_VERTICES, most = directed ? MOST_TIES : MOST_TIES / 2;
  const GvEdge m = (GvEdge)g_rand_int_range(rand, 0, (gint32)most + 1);
  GvVertex edges[MOST_TIES][2];
  double weights[MOST_TIES];

  for (GvEdge e = 0; e < m; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    weights[e] = g_rand_int_range(rand, 1, 11) / 10.0;
  }
  g_autoptr(GvGraph) all = gv_graph_new(n, (const GvVertex(*)[2])edges, NULL, m, directed, NULL);
  return weighted ? gv_graph_new(n, (const GvVertex(*)[2])edges, weights, m, directed, NULL)
                  : g_steal_pointer(&all);
}

static double heaviest(GvGraph *g)
{
  const GvAdjacency out = gv_graph_out(g);
  double most = 0;

  for (GvEdge e = 0; e < out.offsets[out.n]; e++)
    most = MAX(most, gv_weight(out, e));
  return most;
}

/* test(graph, spread, seed) on each tiny graph in each way that applies to it. */
static void on_tiny_graphs(void (*test)(GvGraph *, GvSpread, guint32))
{
  const GvSpread ways[WAYS] = { cascade, cascade, by_weight, uniform(0.3), uniform(0.9) };

  for (guint32 seed = 0; seed < GRAPHS; seed++) {
    const guint32 way = seed / 6 % WAYS;
    g_autoptr(GvGraph) g = tiny_graph(seed, way > 0);
    if (ways[way].kind != GV_SPREAD_WEIGHT || heaviest(g) <= 1)
      test(g, ways[way], seed);
  }
}

static void estimates_exact(GvGraph *g, GvSpread spread, guint32 seed)
{
  const Ties ties = ties_of(g, spread);
  GvReachFigures figures;
  g_autofree double *reach =
      reach_of(g, spread, (GvReachOptions){ .seed = seed, .rounds = 3000 }, &figures, 1);
  double exact[MOST_VERTICES];

  exact_reach(&ties, exact);
  g_assert_cmpfloat(figures.sets_per_person, ==, 3000);
  for (GvVertex v = 0; v < ties.n; v++)
    assert_within_chance(reach[v], exact[v], 3000);
}

static void every_outcome_by_its_probability(void)
{
  on_tiny_graphs(estimates_exact);
}

/* 300 short runs: their mean is exact, and their squared errors keep to the bound. */
static void errs_as_stated(GvGraph *g, GvSpread spread, guint32 seed)
{
  enum { RUNS = 300, ROUNDS = 8 };
  const Ties ties = ties_of(g, spread);
  double exact[MOST_VERTICES], mean[MOST_VERTICES] = { 0 }, squared[MOST_VERTICES] = { 0 };

  exact_reach(&ties, exact);
  for (guint32 run = 0; run < RUNS; run++) {
    const GvReachOptions options = { .seed = seed * RUNS + run, .rounds = ROUNDS };
    GvReachFigures figures;
    g_autofree double *reach = reach_of(g, spread, options, &figures, 1);
    for (GvVertex v = 0; v < ties.n; v++) {
      mean[v] += reach[v] / RUNS;
      squared[v] += (reach[v] - exact[v]) * (reach[v] - exact[v]) / RUNS;
    }
  }
  for (GvVertex v = 0; v < ties.n; v++) {
    assert_within_chance(mean[v], exact[v], ROUNDS * RUNS);
    g_assert_cmpfloat(squared[v], <=, 1.6 * exact[v] / ROUNDS);
  }
}

static void unbiased_and_within_the_stated_error(void)
{
  on_tiny_graphs(errs_as_stated);
}

/* p [arcs of the in side], of each tie into whoever listens */
static double *winning_probabilities(GvGraph *g, GvSpread spread)
{
  const GvAdjacency out = gv_graph_out(g), in = gv_graph_in(g);
  double *p = g_new(double, in.offsets[in.n] + 1);

  for (GvVertex v = 0; v < in.n; v++)
    for (GvEdge i = in.offsets[v]; i < in.offsets[v + 1]; i++) {
      GvEdge e = out.offsets[in.targets[i]];
      while (out.targets[e] != v)
        e++;
      p[i] = tie_probability(out, in.targets[i], e, spread);
    }
  return p;
}

/* Others won in one cascade from u. queue [n] */
static GvVertex simulate(GvAdjacency in, const double *p, GvVertex u, GRand *rand, GvVertex *queue)
{
  g_autofree gboolean *won = g_new0(gboolean, in.n);
  GvVertex size = 0;

  won[queue[size++] = u] = TRUE;
  for (GvVertex head = 0; head < size; head++)
    for (GvEdge i = in.offsets[queue[head]]; i < in.offsets[queue[head] + 1]; i++)
      if (!won[in.targets[i]] && g_rand_double(rand) < p[i])
        won[queue[size++] = in.targets[i]] = TRUE;
  return size - 1;
}

static void agrees_with_simulation(GvSpread spread, gboolean weighted)
{
  enum { N = 200, RUNS = 800 };
  g_autoptr(GvGraph) g = random_graph(N, 1400, 5, TRUE, weighted);
  g_autoptr(GRand) rand = g_rand_new_with_seed(9);
  g_autofree double *p = winning_probabilities(g, spread);
  GvVertex queue[N];
  GvReachFigures figures;
  g_autofree double *reach =
      reach_of(g, spread, (GvReachOptions){ .seed = 3, .rounds = RUNS }, &figures, 2);

  for (GvVertex v = 0; v < N; v++) {
    double sum = 0, squares = 0;
    for (int run = 0; run < RUNS; run++) {
      double won = simulate(gv_graph_in(g), p, v, rand, queue);
      sum += won;
      squares += won * won;
    }
    double mean = sum / RUNS, error = (squares / RUNS - mean * mean) / RUNS;
    g_assert_cmpfloat(fabs(reach[v] - mean), <=, 5 * sqrt(error + mean / RUNS));
  }
}

static void forward_simulation_agrees(void)
{
  agrees_with_simulation(cascade, FALSE);
  agrees_with_simulation(cascade, TRUE);
  agrees_with_simulation(uniform(0.12), FALSE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reach/every-outcome-by-its-probability", every_outcome_by_its_probability);
  g_test_add_func("/reach/unbiased-and-within-the-stated-error",
                  unbiased_and_within_the_stated_error);
  g_test_add_func("/reach/forward-simulation-agrees", forward_simulation_agrees);
  return g_test_run();
}

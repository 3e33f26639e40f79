/* Simulation against its definition: every outcome of a few ties, weighed by its
 * probability, round by round; and against reach, which looks backwards, on many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/simulate.h>

#include "graph/base/cpu.h"
#include "spreads.h"

enum { MOST = 6, MOST_TIES = 10, GRAPHS = 1500, CASCADES = 2560, WAYS = 9 };

/* What is drawn: of IC each tie by itself; of LT one tie of each listener, or none. */
typedef struct {
  GvVertex n;
  unsigned count;
  GvVertex tail[MOST_TIES], head[MOST_TIES];
  double p[MOST_TIES];
  gboolean live[MOST_TIES];
  GvCascade cascade;
  unsigned active, seeds; /* sets of people */
  unsigned rounds;
} Model;

/* The exact answer, and what a run says, in the same shape. */
typedef struct {
  double size[MOST + 1]; /* P(reached == k) */
  double person[MOST], active_person[MOST];
  double round[MOST];
  double mean, active_won;
} Answer;

static unsigned size_of(unsigned set)
{
  return (unsigned)__builtin_popcount(set);
}

/* by[r] = who is won within r rounds. */
static void play(const Model *m, unsigned starters, unsigned by[MOST + 1])
{
  by[0] = starters;
  for (unsigned r = 1; r <= MOST; r++) {
    by[r] = by[r - 1];
    for (unsigned e = 0; e < m->count && (m->rounds == 0 || r <= m->rounds); e++)
      if (m->live[e] && by[r - 1] >> m->head[e] & 1)
        by[r] |= 1u << m->tail[e];
  }
}

static void add_outcome(const Model *m, double probability, Answer *a)
{
  const unsigned others = ~(m->active | m->seeds);
  unsigned all[MOST + 1], active[MOST + 1];

  play(m, m->active | m->seeds, all);
  play(m, m->active, active);
  a->size[size_of(all[MOST] & ~active[MOST] & others)] += probability;
  a->mean += probability * size_of(all[MOST] & ~active[MOST] & others);
  a->active_won += probability * size_of(active[MOST] & others);
  for (GvVertex v = 0; v < m->n; v++) {
    a->person[v] += probability * (all[MOST] >> v & 1);
    a->active_person[v] += probability * (active[MOST] >> v & 1);
  }
  for (unsigned r = 0; r < MOST; r++)
    a->round[r] += probability * (size_of(all[r + 1] & ~all[r] & others) -
                                  (double)size_of(active[r + 1] & ~active[r] & others));
}

static void each_outcome_ic(Model *m, unsigned tie, double probability, Answer *a)
{
  if (probability == 0)
    return;
  if (tie == m->count) {
    add_outcome(m, probability, a);
    return;
  }
  m->live[tie] = TRUE;
  each_outcome_ic(m, tie + 1, probability * m->p[tie], a);
  m->live[tie] = FALSE;
  each_outcome_ic(m, tie + 1, probability * (1 - m->p[tie]), a);
}

static void each_outcome_lt(Model *m, GvVertex listener, double probability, Answer *a)
{
  double none = 1;

  if (listener == m->n) {
    add_outcome(m, probability, a);
    return;
  }
  for (unsigned e = 0; e < m->count; e++)
    if (m->tail[e] == listener) {
      m->live[e] = TRUE;
      each_outcome_lt(m, listener + 1, probability * m->p[e], a);
      m->live[e] = FALSE;
      none -= m->p[e];
    }
  if (none > 1e-12)
    each_outcome_lt(m, listener + 1, probability * none, a);
}

static Model model_of(GvGraph *g, GvSpread spread)
{
  const GvAdjacency out = gv_graph_out(g);
  Model m = { .n = out.n, .cascade = spread.cascade };

  for (GvVertex v = 0; v < out.n; v++)
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      g_assert_cmpuint(m.count, <, MOST_TIES);
      m.tail[m.count] = v;
      m.head[m.count] = out.targets[e];
      m.p[m.count++] = tie_probability(out, v, e, spread);
    }
  return m;
}

/* Directed and not; weights such that a listener's add up to 1 at most. */
static GvGraph *tiny_graph(guint32 seed, gboolean weighted)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const gboolean directed = seed % 3 != 0;
  const GvVertex n = 2 + seed % (MOST - 1);
  const GvEdge m = (GvEdge)g_rand_int_range(rand, 1, (directed ? MOST_TIES : MOST_TIES / 2) + 1);
  GvVertex edges[MOST_TIES][2];
  double weights[MOST_TIES];

  for (GvEdge e = 0; e < m; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    weights[e] = g_rand_int_range(rand, 1, 11) / 10.0 / (double)m;
  }
  return gv_graph_new(n, (const GvVertex(*)[2])edges, weighted ? weights : NULL, m, directed, NULL);
}

/* A set of people as a list. */
static size_t list_of(unsigned set, GvVertex list[MOST])
{
  size_t count = 0;

  for (GvVertex v = 0; v < MOST; v++)
    if (set >> v & 1)
      list[count++] = v;
  return count;
}

static Answer simulated(GvGraph *g, GvSpread spread, const Model *m, int64_t seed)
{
  GvVertex seeds[MOST], active[MOST];
  const size_t count = list_of(m->seeds, seeds), active_count = list_of(m->active, active);
  const GvSimulateOptions options = { .seed = seed,
                                      .cascades = CASCADES,
                                      .rounds = m->rounds,
                                      .active = active,
                                      .active_count = active_count };
  g_auto(GvSimulation) s = { 0 };
  g_autoptr(GError) error = NULL;
  Answer a = { 0 };

  g_setenv(GV_CPU_VARIABLE, gv_cpu_names[seed % 3], TRUE); /* 64 at a time, or 512 */
  g_assert_true(gv_simulate_run(g, &spread, seeds, count, &options, &s, NULL, &error));
  g_unsetenv(GV_CPU_VARIABLE);
  g_assert_cmpuint(s.cascades, ==, CASCADES);
  g_assert_cmpuint(s.round_count, <=, MOST);
  for (size_t i = 0; i < s.cascades; i++)
    a.size[s.reached[i]] += 1.0 / CASCADES;
  for (GvVertex v = 0; v < m->n; v++) {
    a.person[v] = s.probability[v];
    a.active_person[v] = s.active_probability ? s.active_probability[v] : 0;
  }
  for (size_t r = 0; r < s.round_count; r++)
    a.round[r] = s.by_round[r];
  a.mean = s.mean;
  a.active_won = s.active_won;
  return a;
}

/* The squared distance of a frequency from a probability, in its variance. Exact where
 * there is no variance. */
static double distance(double found, double p, unsigned *terms)
{
  const double variance = p * (1 - p) / CASCADES;

  if (variance * CASCADES < 2e-3) { /* too rare for a normal law: at most a handful */
    g_assert_cmpfloat(fabs(found - p), <=, variance > 1e-12 ? 20.0 / CASCADES : 1e-9);
    return 0;
  }
  *terms += 1;
  g_assert_cmpfloat((found - p) * (found - p), <=, 5.5 * 5.5 * variance);
  return (found - p) * (found - p) / variance;
}

static double compare(const Answer *found, const Answer *exact, unsigned *terms)
{
  double sum = 0, round_sum = 0;

  for (unsigned k = 0; k <= MOST; k++)
    sum += distance(found->size[k], exact->size[k], terms);
  for (unsigned v = 0; v < MOST; v++) {
    sum += distance(found->person[v], exact->person[v], terms);
    sum += distance(found->active_person[v], exact->active_person[v], terms);
    g_assert_cmpfloat(fabs(found->round[v] - exact->round[v]), <=, 5.5 * MOST / 2 / sqrt(CASCADES));
    round_sum += found->round[v];
  }
  assert_close(round_sum, found->mean, 1e-12);
  return sum;
}

static void check_graph(GvGraph *g, GvSpread spread, guint32 seed, double *sum, unsigned *terms)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed + 77);
  Model m = model_of(g, spread);
  const unsigned everybody = (1u << m.n) - 1;
  Answer exact = { 0 }, found;

  m.seeds = (1u << g_rand_int_range(rand, 0, (gint32)m.n)) |
            ((unsigned)g_rand_int(rand) & (unsigned)g_rand_int(rand) & everybody);
  m.active = seed % 4 == 0 ? (unsigned)g_rand_int(rand) & ~m.seeds & everybody : 0;
  m.rounds = seed % 5 < 2 ? 0 : seed % 5 - 1;
  if (spread.cascade == GV_CASCADE_THRESHOLD)
    each_outcome_lt(&m, 0, 1, &exact);
  else
    each_outcome_ic(&m, 0, 1, &exact);
  found = simulated(g, spread, &m, seed);
  *sum += compare(&found, &exact, terms);
  g_assert_cmpfloat(fabs(found.mean - exact.mean), <=, 5.5 * MOST / 2 / sqrt(CASCADES));
  g_assert_cmpfloat(fabs(found.active_won - exact.active_won), <=, 5.5 * MOST / 2 / sqrt(CASCADES));
}

static const GvSpread *way(guint32 seed)
{
  static GvSpread ways[WAYS];
  const GvSpread few = uniform(0.03), more = uniform(0.3), most = uniform(0.9), all = uniform(1);
  const GvSpread list[WAYS] = { cascade, cascade, by_weight, few,      more,
                                most,    all,     cascade,   by_weight };

  memcpy(ways, list, sizeof ways);
  ways[WAYS - 1].cascade = ways[WAYS - 2].cascade = GV_CASCADE_THRESHOLD;
  return &ways[seed % WAYS];
}

/* Each figure near its value, and all together as far from theirs as chance has it: the
 * sum of `terms` squared distances has mean `terms` (figures of one run hang together, so
 * that its deviation is wider than that of independent ones). */
static void every_outcome_by_its_probability(void)
{
  for (guint32 w = 0; w < WAYS; w++) {
    double sum = 0;
    unsigned terms = 0;
    for (guint32 i = 0; i < GRAPHS / WAYS; i++) {
      g_autoptr(GvGraph) g =
          tiny_graph(w + WAYS * i, w == 1 || w == 2 || w == WAYS - 1 || (w == WAYS - 2 && i % 2));
      check_graph(g, *way(w), w + WAYS * i, &sum, &terms);
    }
    g_test_message("way %u: %.0f of %u", w, sum, terms);
    if (w == 6) /* p = 1: nothing is left to chance */
      g_assert_cmpuint(terms, ==, 0);
    else
      g_assert_cmpfloat(fabs(sum - terms), <=, 5 * sqrt(8.0 * terms));
  }
}

/* As reach says, person by person, of who reaches whom. */
static void agrees_with_reach(GvSpread spread, gboolean weighted)
{
  enum { N = 60, ROUNDS = 2000 };
  g_autoptr(GvGraph) g = random_graph(N, 350, 5, TRUE, weighted);
  GvReachFigures figures;
  g_autofree double *reach =
      reach_of(g, spread, (GvReachOptions){ .seed = 3, .rounds = ROUNDS }, &figures, 2);

  for (GvVertex v = 0; v < N; v++) {
    const GvSimulateOptions options = { .seed = 4, .cascades = 6400 };
    g_auto(GvSimulation) s = { 0 };
    g_assert_true(gv_simulate_run(g, &spread, &v, 1, &options, &s, NULL, NULL));
    const double error = sqrt(s.deviation * s.deviation / 6400 + reach[v] / ROUNDS);
    g_assert_cmpfloat(fabs(s.mean - reach[v]), <=, 5 * error);
  }
}

static void forwards_and_backwards_agree(void)
{
  agrees_with_reach(cascade, FALSE);
  agrees_with_reach(cascade, TRUE);
  agrees_with_reach(uniform(0.12), FALSE);
  agrees_with_reach(uniform(0.02), FALSE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/simulate/every-outcome-by-its-probability", every_outcome_by_its_probability);
  g_test_add_func("/simulate/forwards-and-backwards-agree", forwards_and_backwards_agree);
  return g_test_run();
}

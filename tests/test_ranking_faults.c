/* Memory that runs out on the way to a nomination or an evaluation, at whichever allocation, is
 * an error and leaves nothing behind (the sanitizer sees what is lost).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/seed.h>
#include <grapevine/simulate.h>
#include <grapevine/stability.h>

#include "algorithms/evaluation/baselines.h"
#include "algorithms/evaluation/bootstrap.h"
#include "algorithms/holes/cut_off.h"
#include "failing.h"
#include "graph/components.h"
#include "learned.h"
#include "made_network.h"
#include "spreads.h"

typedef gboolean (*Run)(gconstpointer data, GvTask *task, GError **error);

/* TRUE where the run succeeded: it has fewer than k allocations. */
static gboolean survives(Run run, gconstpointer data, gint k)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;

  fail_allocation(k);
  if (run(data, task, &error)) {
    g_assert_true(none_failed()); /* a failure must not pass unnoticed */
    return TRUE;
  }
  g_assert_false(none_failed());
  g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
  return FALSE;
}

static void fails_at_each_allocation(Run run, gconstpointer data, gint at_least)
{
  gint k = 1;

  while (!survives(run, data, k))
    g_assert_cmpint(k++, <, 100000);
  g_test_message("%d allocations made to fail", k - 1);
  g_assert_cmpint(k, >, at_least);
}

static gboolean run_reach(gconstpointer graph, GvTask *task, GError **error)
{
  const GvReachOptions options = { .seed = 1, .rounds = 2 };
  double reach[200];
  GvReachFigures figures;

  return gv_reach_run((GvGraph *)(gintptr)graph, &cascade, &options, reach, &figures, task, error);
}

static gboolean run_simulate(gconstpointer graph, GvTask *task, GError **error)
{
  const GvVertex seeds[] = { 3, 8 }, active[] = { 5 };
  const GvSimulateOptions options = {
    .seed = 1, .cascades = 200, .active = active, .active_count = 1
  };
  const GvSpread threshold = { .cascade = GV_CASCADE_THRESHOLD };
  g_auto(GvSimulation) one = { 0 }, two = { 0 };

  return gv_simulate_run((GvGraph *)(gintptr)graph, &cascade, seeds, 2, &options, &one, task,
                         error) &&
         gv_simulate_run((GvGraph *)(gintptr)graph, &threshold, seeds, 2, &options, &two, task,
                         error);
}

/* Some of the graph is won; the curve too. What fails once there is a set cuts the search short,
 * and the set is there. */
static gboolean run_seeds(gconstpointer graph, GvTask *task, GError **error)
{
  const GvVertex activated[] = { 5, 9 }, active[] = { 5, 7, 9 }, included[] = { 11 };
  double value[120];
  const GvSeedCampaign campaign = { .active = active, .active_count = 3, .value = value,
                                    .included = included, .included_count = 1 };
  g_autoptr(GvGraph) left = NULL;
  g_auto(GvSeedCurve) curve = { 0 };
  g_auto(GvSeeds) seeds = { 0 };
  GvSeedOptions options = { 0 };
  GvSpread spread;

  gv_options_init(&options, gv_seed_params);
  options.count = 4;
  options.settled = 0.5;
  for (GvVertex v = 0; v < 120; v++)
    value[v] = v % 3;
  if (!gv_spread_residual((GvGraph *)(gintptr)graph, &cascade, activated, 2, &left, &spread, task,
                          error) ||
      !gv_seeds_run(left, &spread, &options, &campaign, &seeds, task, error))
    return FALSE;
  g_assert_cmpuint(seeds.count, ==, 4);
  g_assert_cmpuint(seeds.seeds[0], ==, 11);
  g_assert_cmpfloat(seeds.lower[3], <=, seeds.upper[3]);
  if (seeds.end == GV_SEEDS_NO_ROOM) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "cut short");
    return FALSE;
  }
  return gv_seeds_curve(left, &spread, &options, &campaign, &seeds, &curve, task, error);
}

/* Where most people hear of it: with sentinels. */
static gboolean run_many_seeds(gconstpointer graph, GvTask *task, GError **error)
{
  const GvSpread spread = { GV_SPREAD_UNIFORM, 0.6, GV_CASCADE_INDEPENDENT };
  const GvSeedCampaign campaign = { 0 };
  g_auto(GvSeeds) seeds = { 0 };
  GvSeedOptions options = { 0 };

  gv_options_init(&options, gv_seed_params);
  options.count = 20;
  options.settled = 0.5;
  if (!gv_seeds_run((GvGraph *)(gintptr)graph, &spread, &options, &campaign, &seeds, task, error))
    return FALSE;
  g_assert_cmpuint(seeds.count, ==, 20);
  if (seeds.end == GV_SEEDS_NO_ROOM)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "cut short");
  return seeds.end != GV_SEEDS_NO_ROOM;
}

static gboolean run_cut_off(gconstpointer graph, GvTask *task, GError **error)
{
  double people[200];

  return gv_cut_off_run((GvGraph *)(gintptr)graph, people, task, error);
}

static gboolean run_components(gconstpointer graph, GvTask *task, GError **error)
{
  GvVertex label[200], largest;

  return gv_components((GvGraph *)(gintptr)graph, label, &largest, task, error) != GV_VERTEX_NONE;
}

static void reach_without_memory(void)
{
  g_autoptr(GvGraph) g = random_graph(200, 900, 3, TRUE, TRUE);

  fails_at_each_allocation(run_reach, g, 5);
}

static void simulation_without_memory(void)
{
  g_autoptr(GvGraph) g = random_graph(200, 900, 3, TRUE, TRUE);

  fails_at_each_allocation(run_simulate, g, 40);
}

static void seeds_without_memory(void)
{
  g_autoptr(GvGraph) g = random_graph(120, 500, 3, TRUE, TRUE);

  fails_at_each_allocation(run_seeds, g, 100);
  fails_at_each_allocation(run_many_seeds, g, 100);
}

static void cut_off_without_memory(void)
{
  g_autoptr(GvGraph) g = random_graph(200, 200, 3, FALSE, FALSE);

  fails_at_each_allocation(run_cut_off, g, 8);
}

static void components_without_memory(void)
{
  g_autoptr(GvGraph) g = random_graph(200, 200, 3, FALSE, FALSE);

  fails_at_each_allocation(run_components, g, 1);
}

static gboolean run_nominate(gconstpointer network, GvTask *task, GError **error)
{
  const GvNominateChoice choice = { 0 };
  GvNominateOptions options = open_gate;
  options.exclude_suspects = TRUE;
  g_autoptr(GvNomination) nom =
      gv_nominate((GvNetwork *)(gintptr)network, &options, &choice, task, error);

  return nom != NULL;
}

static void nomination_without_memory(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "a,b\nb,c\nc,a\nd,a\ne,d\n",
                           .interactions = "a,b,RT,100\nd,a,RE,200\nd,a,RT,\n",
                           .events = "user,event,time,item,parent\nb,did,90,x,\na,did,95,x,b\n",
                           .users = "user,stage,region\na,fan,north\nb,loyalist,south\n" });

  fails_at_each_allocation(run_nominate, network, 40);
}

static gboolean run_bootstrap(gconstpointer data, GvTask *task, GError **error)
{
  const GvNomination *nom = data;
  g_auto(GvStability) stability = { 0 };
  g_autofree GvVertex *list = NULL;
  size_t count;

  return gv_nomination_bootstrap(nom, &open_gate, 3, 1, 2, &stability, task, error) &&
         (list = gv_nomination_reseeded(nom, &open_gate, 9, 3, 1, &count, task, error));
}

static void bootstrap_without_memory(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "a,b\nb,c\nc,a\nd,a\ne,d\n",
                           .interactions = "a,b,RT,100\nd,a,RE,200\nd,a,RT,\n",
                           .events = "user,event,time,item,parent\nb,did,90,x,\na,did,95,x,b\n",
                           .users = "user,stage,region\na,fan,north\nb,loyalist,south\n" });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);

  fails_at_each_allocation(run_bootstrap, nom, 40);
}

/* What runs out in a round does not take the rounds before with it. */
static void bootstrap_keeps_the_rounds_before(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .interactions = "a,b,RT,100\nd,a,RE,200\nc,a,RT,250\nb,c,RT,260\n" });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  GvStability by_rounds[4] = { 0 };
  gboolean seen[4] = { FALSE }, done = FALSE;

  for (size_t r = 1; r < 4; r++)
    g_assert_true(gv_nomination_bootstrap(nom, &open_gate, 3, 0, r, &by_rounds[r], NULL, NULL));
  for (gint k = 1; !done; k++) {
    g_auto(GvStability) s = { 0 };
    g_autoptr(GError) error = NULL;
    fail_allocation(k);
    done = gv_nomination_bootstrap(nom, &open_gate, 3, 0, 3, &s, NULL, &error);
    if (done)
      g_assert_true(none_failed());
    else
      g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
    g_assert_cmpuint(s.rounds, <, 4);
    seen[s.rounds] = TRUE;
    for (size_t i = 0; s.rounds && i < s.count; i++) {
      g_assert_cmpfloat(s.low[i], ==, by_rounds[s.rounds].low[i]);
      g_assert_cmpfloat(s.high[i], ==, by_rounds[s.rounds].high[i]);
      g_assert_cmpfloat(s.share[i], ==, by_rounds[s.rounds].share[i]);
    }
  }
  g_assert_true(seen[0] && seen[1] && seen[2] && seen[3]);
  for (size_t r = 1; r < 4; r++)
    gv_stability_clear(&by_rounds[r]);
}

static gboolean run_baselines(gconstpointer network, GvTask *task, GError **error)
{
  g_auto(GvBaselineColumns) columns = { 0 };

  return gv_baselines_run((GvNetwork *)(gintptr)network, 1, &columns, task, error);
}

static void baselines_without_memory(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "a,b\nb,c\nc,a\nd,a\ne,d\n",
                           .interactions = "a,b,RT,100\nd,a,RE,200\nd,a,RT,\n" });

  fails_at_each_allocation(run_baselines, network, 20);
}

static gboolean run_comparison(gconstpointer values, GvTask *task, GError **error)
{
  const double *v = values; /* [20] */
  const GvRankingMethod methods[] = { { "a", v, FALSE }, { "b", v + 5, TRUE } };
  g_auto(GvComparison) comparison = { 0 };

  return gv_comparison_run(&comparison, v + 10, v + 5, 10, methods, 2, 20, 1, task, error);
}

static void comparison_without_memory(void)
{
  static const double values[20] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1, 0, 2, 0, 0, 1, 0, 0, 3 };

  fails_at_each_allocation(run_comparison, values, 15);
}

static gboolean run_learning(gconstpointer network, GvTask *task, GError **error)
{
  GvLearnOptions options = GV_LEARN_OPTIONS_INIT;
  GvGraph *learned = NULL;
  const gboolean done = gv_learn_influence(network, &options, &learned, NULL, task, error);

  gv_graph_unref(learned);
  return done;
}

static void learning_without_memory(void)
{
  static const char follows[] = "follower,followee\na,b\nb,c\nc,a\nd,a\n";
  g_autoptr(GvNetwork) items =
      logs(GV_TABLE_FOLLOWS, follows, GV_TABLE_EVENTS,
           "user,event,time,item\na,e,1,x\nd,e,2,x\nb,e,3,y\na,e,4,y\n", FALSE);
  g_autoptr(GvNetwork) acts = logs(GV_TABLE_FOLLOWS, follows, GV_TABLE_INTERACTIONS,
                                   "actor,target,time\na,b,1\nd,a,2\n", FALSE);

  fails_at_each_allocation(run_learning, items, 18);
  fails_at_each_allocation(run_learning, acts, 8);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/ranking-faults/reach", reach_without_memory);
  g_test_add_func("/ranking-faults/simulation", simulation_without_memory);
  g_test_add_func("/ranking-faults/seeds", seeds_without_memory);
  g_test_add_func("/ranking-faults/cut-off", cut_off_without_memory);
  g_test_add_func("/ranking-faults/components", components_without_memory);
  g_test_add_func("/ranking-faults/nomination", nomination_without_memory);
  g_test_add_func("/ranking-faults/bootstrap-without-memory", bootstrap_without_memory);
  g_test_add_func("/ranking-faults/bootstrap-keeps-the-rounds-before",
                  bootstrap_keeps_the_rounds_before);
  g_test_add_func("/ranking-faults/baselines", baselines_without_memory);
  g_test_add_func("/ranking-faults/comparison", comparison_without_memory);
  g_test_add_func("/ranking-faults/learning", learning_without_memory);
  return g_test_run();
}

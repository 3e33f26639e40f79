/* Learned influence against its definitions, computed slowly on random logs, and at
 * several numbers of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/random.h"
#include "learned.h"

enum { PEOPLE = 9, ITEMS = 12 };

typedef struct {
  GvNetwork *network;
  gboolean listens[PEOPLE][PEOPLE];
  double first[PEOPLE][ITEMS]; /* INFINITY = never */
} Log;

static void log_clear(Log *l)
{
  gv_network_free(l->network);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Log, log_clear)

static GvVertex id(const Log *l, int v)
{
  g_autofree char *name = g_strdup_printf("p%d", v);

  return gv_names_find(gv_network_names(l->network), name);
}

static void draw(Log *l, uint64_t seed)
{
  g_autoptr(GString) ties = g_string_new("follower,followee\np0,p1\n");
  g_autoptr(GString) rows = g_string_new("user,event,time,item\np1,e,0,i0\np0,e,1,i0\n");
  GvRng rng = gv_rng(seed, 1);

  memset(l->listens, 0, sizeof l->listens);
  for (int v = 0; v < PEOPLE; v++) {
    for (int i = 0; i < ITEMS; i++)
      l->first[v][i] = INFINITY;
    for (int w = 0; w < PEOPLE; w++)
      if (v != w && (l->listens[v][w] = gv_rng_below(&rng, 3) == 0))
        g_string_append_printf(ties, "p%d,p%d\n", v, w);
  }
  l->listens[0][1] = TRUE;
  l->first[1][0] = 0;
  l->first[0][0] = 1;
  for (int e = 0; e < 90; e++) {
    const uint32_t v = gv_rng_below(&rng, PEOPLE), i = gv_rng_below(&rng, ITEMS);
    const uint32_t time = gv_rng_below(&rng, 40);
    g_string_append_printf(rows, "p%u,e,%u,i%u\n", v, time, i);
    l->first[v][i] = fmin(l->first[v][i], time);
  }
  l->network = logs(GV_TABLE_FOLLOWS, ties->str, GV_TABLE_EVENTS, rows->str, FALSE);
}

static double delay_of(const Log *l, const GvLearnOptions *o, int u, int v, int i)
{
  const double delay = l->first[u][i] - l->first[v][i];
  const gboolean passed = l->listens[u][v] && isfinite(l->first[u][i]) && delay > 0 &&
                          (o->within <= 0 || delay <= o->within);

  return passed ? delay : 0;
}

static double acted(const Log *l, int v)
{
  double count = 0;

  for (int i = 0; i < ITEMS; i++)
    count += isfinite(l->first[v][i]);
  return count;
}

/* Of all ties where v < 0. */
static double mean_delay(const Log *l, const GvLearnOptions *o, int u, int v)
{
  double sum = 0, count = 0;

  for (int a = 0; a < PEOPLE; a++)
    for (int b = 0; b < PEOPLE; b++)
      for (int i = 0; i < ITEMS; i++)
        if (v < 0 || (a == u && b == v)) {
          sum += delay_of(l, o, a, b, i);
          count += delay_of(l, o, a, b, i) > 0;
        }
  return sum / count;
}

static double tau_of(const Log *l, const GvLearnOptions *o, int u, int v)
{
  return mean_delay(l, o, u, o->decay == GV_DECAY_TIE ? v : -1);
}

static double influenceability(const Log *l, const GvLearnOptions *o, int u)
{
  double soon = 0;

  for (int i = 0; i < ITEMS; i++) {
    gboolean found = FALSE;
    for (int v = 0; v < PEOPLE; v++)
      found =
          found || (delay_of(l, o, u, v, i) > 0 && delay_of(l, o, u, v, i) <= tau_of(l, o, u, v));
    soon += found;
  }
  return soon / acted(l, u);
}

static double passed_on(const Log *l, const GvLearnOptions *o, int u, int v)
{
  double sum = 0;

  for (int i = 0; i < ITEMS; i++) {
    const double delay = delay_of(l, o, u, v, i);
    double rivals = 0;
    for (int w = 0; w < PEOPLE; w++)
      rivals += delay_of(l, o, u, w, i) > 0;
    if (delay > 0)
      sum += (o->decay ? exp(-delay / tau_of(l, o, u, v)) : 1) /
             (o->model == GV_INFLUENCE_PARTIAL || o->model == GV_INFLUENCE_CREDIT ? rivals : 1);
  }
  if (o->model == GV_INFLUENCE_CREDIT && o->decay && sum > 0)
    sum *= influenceability(l, o, u);
  return sum;
}

static double tries(const Log *l, const GvLearnOptions *o, int u, int v)
{
  double either = 0;

  for (int i = 0; i < ITEMS; i++)
    either += isfinite(l->first[u][i]) || isfinite(l->first[v][i]);
  return o->model == GV_INFLUENCE_JACCARD  ? either
         : o->model == GV_INFLUENCE_CREDIT ? acted(l, u)
                                           : acted(l, v);
}

static void assert_learned(const Log *l, GvLearnOptions o)
{
  GvLearnFigures f;
  o.raw = TRUE;
  g_autoptr(GvGraph) raw = learn(l->network, o, NULL);
  o.raw = FALSE;
  g_autoptr(GvGraph) drawn = learn(l->network, o, &f);
  double sum = 0, all = 0;

  for (int u = 0; u < PEOPLE; u++)
    for (int v = 0; v < PEOPLE; v++)
      if (l->listens[u][v]) {
        const double passed = passed_on(l, &o, u, v), tried = tries(l, &o, u, v);
        sum += passed;
        all += tried;
        assert_near(weight_of(raw, id(l, u), id(l, v)), tried > 0 ? passed / tried : 0, 1e-12);
        assert_near(weight_of(drawn, id(l, u), id(l, v)),
                    (passed + f.mean * f.strength) / (tried + f.strength), 1e-9);
      }
  assert_near(f.mean, sum / all, 1e-12);
  assert_near(f.delay, mean_delay(l, &o, 0, -1), 1e-12);
}

static void definitions_give_the_same(void)
{
  for (uint64_t seed = 1; seed <= 15; seed++) {
    g_auto(Log) l = { 0 };
    draw(&l, seed);
    for (int model = 0; model < 4; model++)
      for (int decay = 0; decay < 3; decay++)
        for (int bound = 0; bound < 2; bound++)
          assert_learned(&l, (GvLearnOptions){ .model = (GvInfluenceModel)model,
                                               .decay = (GvInfluenceDecay)decay,
                                               .within = bound ? 9 : 0 });
  }
}

/* Share of later actions that somebody explains to whom `listens` leads, or from whom. */
static double share(const Log *l, gboolean turned)
{
  double explained = 0, later = 0;

  for (int u = 0; u < PEOPLE; u++)
    for (int i = 0; i < ITEMS; i++) {
      gboolean first = TRUE, found = FALSE;
      for (int v = 0; v < PEOPLE && isfinite(l->first[u][i]); v++)
        if (l->first[v][i] < l->first[u][i]) {
          first = FALSE;
          found = found || (turned ? l->listens[v][u] : l->listens[u][v]);
        }
      later += !first;
      explained += found;
    }
  return explained / later;
}

static void direction_is_as_defined(void)
{
  for (uint64_t seed = 1; seed <= 20; seed++) {
    g_auto(Log) l = { 0 };
    GvLearnFigures f, again;
    draw(&l, seed);
    gv_graph_unref(learn(l.network, (GvLearnOptions)GV_LEARN_OPTIONS_INIT, &f));
    gv_graph_unref(learn(l.network, (GvLearnOptions){ .rounds = 400, .seed = 5 }, &again));
    assert_near(f.explained, share(&l, FALSE), 1e-12);
    assert_near(f.explained_reversed, share(&l, TRUE), 1e-12);
    assert_near(again.chance_low, f.chance_low, 0.12);
    g_assert_cmpfloat(f.chance_low, <=, f.chance_high);
    g_assert_cmpint(f.backwards, ==, f.explained - f.explained_reversed < f.chance_low);
  }
}

/* An undirected network: either end listens. */
static void undirected_ties_are_learned_both_ways(void)
{
  g_auto(TestFile) ties = test_file("source,target\na,b\n");
  g_auto(TestFile) rows = test_file("user,event,time,item\na,e,1,x\nb,e,2,x\nb,e,1,y\na,e,3,y\n"
                                    "a,e,1,z\n");
  const GvSource sources[] = { { .kind = GV_TABLE_EDGES, .path = ties.path },
                               { .kind = GV_TABLE_EVENTS, .path = rows.path } };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  options.direction = GV_UNDIRECTED;
  g_autoptr(GvNetwork) network = gv_network_read(sources, 2, &options, NULL, NULL, NULL);
  g_autoptr(GvGraph) learned = learn(network, (GvLearnOptions){ .raw = TRUE }, NULL);

  g_assert_true(gv_graph_is_directed(learned));
  assert_near(chance(network, learned, "b", "a"), 1 / 3.0, 1e-15);
  assert_near(chance(network, learned, "a", "b"), 1 / 2.0, 1e-15);
}

static void threads_change_no_bit(void)
{
  g_auto(Log) l = { 0 };
  GvLearnOptions o = { .model = GV_INFLUENCE_CREDIT, .decay = GV_DECAY_GLOBAL, .rounds = 50 };

  draw(&l, 99);
  for (unsigned threads = 2; threads <= 7; threads += 5) {
    g_autoptr(GvTask) one = gv_task_new(1), many = gv_task_new(threads);
    GvGraph *a = NULL, *b = NULL;
    GvLearnFigures f, g;
    memset(&f, 0, sizeof f);
    memset(&g, 0, sizeof g);
    g_assert_true(gv_learn_influence(l.network, &o, &a, &f, one, NULL));
    g_assert_true(gv_learn_influence(l.network, &o, &b, &g, many, NULL));
    const GvAdjacency x = gv_graph_out(a), y = gv_graph_out(b);
    g_assert_cmpuint(x.offsets[x.n], ==, y.offsets[y.n]);
    for (GvEdge e = 0; e < x.offsets[x.n]; e++)
      assert_near(gv_weight(x, e), gv_weight(y, e), 0);
    assert_near(f.chance_low, g.chance_low, 0);
    assert_near(f.strength, g.strength, 0);
    gv_graph_unref(a);
    gv_graph_unref(b);
  }
}

static void a_task_can_be_cancelled(void)
{
  g_auto(Log) l = { 0 };
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;
  GvGraph *learned = NULL;

  draw(&l, 3);
  gv_task_cancel(task);
  g_assert_false(gv_learn_influence(l.network, NULL, &learned, NULL, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  g_assert_null(learned);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/influence-slow/definitions-give-the-same", definitions_give_the_same);
  g_test_add_func("/influence-slow/direction-is-as-defined", direction_is_as_defined);
  g_test_add_func("/influence-slow/undirected-ties-are-learned-both-ways",
                  undirected_ties_are_learned_both_ways);
  g_test_add_func("/influence-slow/threads-change-no-bit", threads_change_no_bit);
  g_test_add_func("/influence-slow/a-task-can-be-cancelled", a_task_can_be_cancelled);
  return g_test_run();
}

/* Harmonic and closeness with --epsilon: the counters are what a slow reading of the
 * definition says, whatever the threads; what cannot be estimated is refused. How wrong
 * the scores are is in test_balls_error. */
#include "balls.h"

#include "graph/base/cpu.h"
#include "graph/base/random.h"

/* Ertl's estimate, in long double and without tables. */
static double slow_estimate(const uint8_t *registers, size_t m)
{
  long double vacant = 0, taken = 0, x, sigma, y = 1;

  for (size_t i = 0; i < m; i++)
    if (registers[i] == 0)
      vacant++;
    else
      taken += ldexpl(1, -registers[i]);
  x = sigma = vacant / (long double)m;
  for (int k = 0; k < 40; k++, y *= 2) {
    x *= x;
    sigma += x * y;
  }
  return (double)(0.5L / logl(2) / (1 + 1.079L / (long double)m) * (long double)m * (long double)m /
                  ((long double)m * sigma + taken));
}

static void slow_add(uint8_t *registers, size_t m, uint64_t seed, size_t person)
{
  const uint64_t place = gv_mix64(gv_mix64(seed) ^ person);
  uint64_t bits = gv_mix64(place);
  uint8_t rank = 1;
  uint8_t *at = &registers[(place >> 32) * m >> 32];

  for (; (bits & 1) == 0 && rank < 46; bits >>= 1)
    rank++;
  *at = MAX(*at, rank);
}

/* The people at distance 1 are counted; of those beyond, the estimates' growth is. */
static void slow_sums(const AllPairs *p, const char *mode, size_t v, size_t m, guint seed,
                      double *harmonic, double *closeness)
{
  g_autofree uint8_t *registers = g_malloc0(m);
  double people = 0, lengths = 0, near = 0, last = 0;
  size_t left = p->n;

  for (double distance = 0; left > 0 && distance < (double)p->n; distance++) {
    size_t here = 0;
    for (size_t u = 0; u < p->n; u++)
      if (pair_length(p, mode, v, u) == distance) {
        slow_add(registers, m, seed, u);
        here++;
      }
    left -= here;
    const double within = slow_estimate(registers, m);
    const double more = distance > 1 ? within - last : distance > 0 ? (double)here : 0;
    last = within;
    people += more;
    lengths += more * distance;
    near += distance > 0 ? more / distance : 0;
  }
  *harmonic = near / ((double)p->n - 1);
  *closeness = people > 0 ? people / lengths : NAN;
}

static void assert_what_the_balls_say(GvGraph *g, const char *mode, guint seed)
{
  static const struct {
    const char *epsilon;
    size_t registers;
  } sizes[] = { { "1", 64 }, { "0.05", 448 } };
  g_auto(AllPairs) p = all_pairs(g, "unit", strcmp(mode, "all") == 0);
  g_autofree double *near = g_new(double, p.n), *close = g_new(double, p.n);

  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    estimate("harmonic", mode, sizes[i].epsilon, seed, g, near);
    estimate("closeness", mode, sizes[i].epsilon, seed, g, close);
    for (size_t v = 0; v < p.n; v++) {
      double harmonic, closeness;
      slow_sums(&p, mode, v, sizes[i].registers, seed, &harmonic, &closeness);
      assert_close(near[v], harmonic, 1e-10);
      assert_close(close[v], closeness, 1e-10);
    }
  }
}

/* Dense, sparse, in pieces, directed or not: every way a step finds whom to look at. */
static void counters_are_those_of_the_balls(void)
{
  static const GvEdge edges[] = { 1500, 320, 200, 90 };

  for (guint32 i = 0; i < 8 * G_N_ELEMENTS(path_modes); i++) {
    g_autoptr(GvGraph) g = random_graph(160, edges[i / 2 % 4], i, i & 1, FALSE);
    assert_what_the_balls_say(g, path_modes[i / 8], i);
  }
}

static GvGraph *path(GvVertex n, gboolean directed)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n(n, sizeof *edges);

  for (GvVertex v = 0; v + 1 < n; v++)
    memcpy(edges[v], (GvVertex[2]){ v, v + 1 }, sizeof *edges);
  return gv_graph_new(n, (const GvVertex(*)[2])edges, NULL, n - 1, directed, NULL);
}

static void long_ways_are_gone_to_the_end(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(path_modes); i++)
    for (int directed = 0; directed < 2; directed++) {
      g_autoptr(GvGraph) g = path(150, directed);
      assert_what_the_balls_say(g, path_modes[i], 9);
    }
}

/* A hub's followers are counted, however many. */
static void neighbours_are_counted(void)
{
  GvVertex edges[999][2];
  double s[1000];

  for (GvVertex v = 1; v < 1000; v++)
    memcpy(edges[v - 1], (GvVertex[2]){ v, 0 }, sizeof *edges);
  g_autoptr(GvGraph) g = gv_graph_new(1000, (const GvVertex(*)[2])edges, NULL, 999, TRUE, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
    estimate(measures[i], "in", "1", 1, g, s);
    g_assert_cmpfloat(s[0], ==, 1);
    g_assert_true(i == 0 ? s[1] == 0 : isnan(s[1]));
  }
}

static void same_bits_on_any_thread_count_and_cpu(void)
{
  static const unsigned threads[] = { 1, 2, 3, 8 };
  static const GvEdge edges[] = { 20000, 5200 };
  const char *const options[] = { "mode", "in", "epsilon", "0.07", NULL };
  double one[5000], many[5000];

  for (size_t i = 0; i < G_N_ELEMENTS(measures) * G_N_ELEMENTS(edges); i++) {
    g_autoptr(GvGraph) g = random_graph(5000, edges[i / 2], 3, TRUE, FALSE);
    g_assert_true(try_score(measures[i % 2], options, g, one, NULL, NULL));
    for (size_t t = 0; t < G_N_ELEMENTS(threads); t++)
      for (size_t step = 0; gv_cpu_names[step]; step++) {
        g_autoptr(GvTask) task = gv_task_new(threads[t]);
        g_setenv(GV_CPU_VARIABLE, gv_cpu_names[step], TRUE);
        g_assert_true(try_score(measures[i % 2], options, g, many, task, NULL));
        g_unsetenv(GV_CPU_VARIABLE);
        g_assert_true(memcmp(one, many, sizeof one) == 0);
      }
  }
}

static void the_seed_draws_another_estimate(void)
{
  g_autoptr(GvGraph) g = random_graph(500, 2000, 3, TRUE, FALSE);
  double first[500], second[500], again[500];

  for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
    estimate(measures[i], "in", "0.1", 1, g, first);
    estimate(measures[i], "in", "0.1", 2, g, second);
    estimate(measures[i], "in", "0.1", 1, g, again);
    g_assert_true(memcmp(first, second, sizeof first) != 0);
    g_assert_true(memcmp(first, again, sizeof first) == 0);
  }
}

static void weights_change_nothing(void)
{
  g_autoptr(GvGraph) weighted = random_graph(500, 2000, 3, TRUE, TRUE);
  g_autoptr(GvGraph) plain = gv_graph_unweighted(weighted);
  double with[500], without[500];

  for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
    estimate(measures[i], "all", "0.1", 1, weighted, with);
    estimate(measures[i], "all", "0.1", 1, plain, without);
    g_assert_true(memcmp(with, without, sizeof with) == 0);
  }
}

static void nothing_asked_is_exact(void)
{
  const char *const zero[] = { "epsilon", "0", "seed", "77", NULL };
  g_autoptr(GvGraph) g = random_graph(700, 900, 3, TRUE, FALSE);
  double by_default[700], asked[700];

  for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
    exact(measures[i], "in", g, by_default);
    g_assert_true(try_score(measures[i], zero, g, asked, NULL, NULL));
    g_assert_true(memcmp(by_default, asked, sizeof asked) == 0);
  }
}

static void nobody_and_those_alone_score_as_exactly(void)
{
  double s[3] = { 7, 7, 7 };

  for (GvVertex n = 0; n <= 3; n++) {
    g_autoptr(GvGraph) g = gv_graph_new(n, NULL, NULL, 0, TRUE, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(path_modes); i++) {
      estimate("harmonic", path_modes[i], "0.1", 1, g, s);
      for (GvVertex v = 0; v < n; v++)
        g_assert_true(s[v] == 0);
      estimate("closeness", path_modes[i], "0.1", 1, g, s);
      for (GvVertex v = 0; v < n; v++)
        g_assert_true(isnan(s[v]));
    }
  }
}

static void registers_follow_the_error(void)
{
  static const struct {
    double epsilon;
    size_t registers;
  } known[] = { { 1, 64 }, { 0.14, 64 }, { 0.13, 128 }, { 0.05, 448 }, { 0.005, 43328 } };

  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    g_assert_cmpuint(gv_ball_registers(known[i].epsilon), ==, known[i].registers);
    g_assert_cmpfloat(gv_ball_standard_error(known[i].registers), <=, known[i].epsilon);
  }
}

static void what_cannot_be_is_refused(void)
{
  static const char *const refused[][5] = {
    { "epsilon", "0.0049", NULL },
    { "epsilon", "1.01", NULL },
    { "epsilon", "-0.1", NULL },
    { "epsilon", "nan", NULL },
    { "epsilon", "0.1", "length", "weight", NULL },
    { "epsilon", "0.1", "length", "inverse", NULL },
  };
  double s[20];

  for (size_t i = 0; i < G_N_ELEMENTS(refused) * G_N_ELEMENTS(measures) * 2; i++) {
    g_autoptr(GvGraph) g = random_graph(20, 60, 3, TRUE, i >= 12); /* with weights or without */
    g_autoptr(GError) error = NULL;
    g_assert_false(try_score(measures[i / 6 % 2], refused[i % 6], g, s, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull(strstr(error->message, "--epsilon"));
  }
}

static void stop(const char *label, double done, void *task)
{
  (void)label;
  (void)done;
  gv_task_cancel(task);
}

static void ends_when_it_is_told(void)
{
  const char *const options[] = { "epsilon", "0.1", NULL };
  g_autoptr(GvGraph) g = path(1000, FALSE);
  double s[1000];

  for (size_t i = 0; i < G_N_ELEMENTS(measures); i++) {
    g_autoptr(GvTask) task = gv_task_new(2);
    g_autoptr(GError) error = NULL;
    gv_task_set_progress(task, stop, task);
    g_assert_false(try_score(measures[i], options, g, s, task, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/balls/counters-are-those-of-the-balls", counters_are_those_of_the_balls);
  g_test_add_func("/balls/long-ways-are-gone-to-the-end", long_ways_are_gone_to_the_end);
  g_test_add_func("/balls/neighbours-are-counted", neighbours_are_counted);
  g_test_add_func("/balls/same-bits-on-any-thread-count-and-cpu",
                  same_bits_on_any_thread_count_and_cpu);
  g_test_add_func("/balls/the-seed-draws-another-estimate", the_seed_draws_another_estimate);
  g_test_add_func("/balls/weights-change-nothing", weights_change_nothing);
  g_test_add_func("/balls/nothing-asked-is-exact", nothing_asked_is_exact);
  g_test_add_func("/balls/nobody-and-those-alone-score-as-exactly",
                  nobody_and_those_alone_score_as_exactly);
  g_test_add_func("/balls/registers-follow-the-error", registers_follow_the_error);
  g_test_add_func("/balls/what-cannot-be-is-refused", what_cannot_be_is_refused);
  g_test_add_func("/balls/ends-when-it-is-told", ends_when_it_is_told);
  return g_test_run();
}

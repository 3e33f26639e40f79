/* Harmonic and closeness with --epsilon are as wrong as is stated: not more, and counts
 * not less. */
#include "balls.h"

/* How many others there are a way from. */
static double slow_reach(GvAdjacency in, GvVertex target)
{
  g_autofree GvVertex *queue = g_new(GvVertex, in.n);
  g_autofree gboolean *seen = g_new0(gboolean, in.n);
  GvVertex reached = 1;

  queue[0] = target;
  seen[target] = TRUE;
  for (GvVertex head = 0; head < reached; head++)
    for (GvEdge e = in.offsets[queue[head]]; e < in.offsets[queue[head] + 1]; e++)
      if (!seen[in.targets[e]]) {
        seen[in.targets[e]] = TRUE;
        queue[reached++] = in.targets[e];
      }
  return reached - 1;
}

static void count_people(double *count, double people, double distance)
{
  (void)distance;
  *count += people;
}

/* Squares and sums of relative errors, over people and seeds. */
typedef struct {
  double squares, sum, terms;
} Errors;

static void errors_add(Errors *e, double got, double wanted)
{
  const double error = got / wanted - 1;

  e->squares += error * error;
  e->sum += error;
  e->terms++;
}

static double errors_rms(const Errors *e)
{
  return sqrt(e->squares / e->terms);
}

/* Balls of about 2000 people and 100 to 500 registers: an estimate has its full error,
 * neither more nor much less. 400 seeds tell a standard error to 4 %. */
static void counts_are_as_wrong_as_stated(gconstpointer data)
{
  enum { N = 2000, SEEDS = 400 };
  const double epsilon = g_ascii_strtod(data, NULL);
  const double stated = gv_ball_standard_error(gv_ball_registers(epsilon));
  g_autoptr(GvGraph) g = random_graph(N, 9000, 3, TRUE, FALSE);
  g_autofree double *got = g_new(double, N), *reach = g_new(double, N);
  GvBalls balls = { GV_PATHS_IN, GV_LENGTH_UNIT, epsilon, 0, 1, count_people };
  Errors e = { 0 };

  for (GvVertex v = 0; v < N; v++)
    reach[v] = slow_reach(gv_graph_in(g), v);
  for (; balls.seed < SEEDS; balls.seed++) {
    g_assert_true(gv_balls_run(&balls, g, got, NULL, NULL));
    for (GvVertex v = 0; v < N; v++)
      if (reach[v] > N / 2.0)
        errors_add(&e, got[v], reach[v]);
  }
  g_test_message("stated %.4f, of counts %.4f, bias %.4f", stated, errors_rms(&e), e.sum / e.terms);
  g_assert_cmpfloat(e.terms, >, SEEDS * N / 2.0);
  g_assert_cmpfloat(stated, <=, epsilon);
  g_assert_cmpfloat(errors_rms(&e), <, 1.1 * stated);
  g_assert_cmpfloat(errors_rms(&e), >, 0.8 * stated);
  g_assert_cmpfloat(fabs(e.sum / e.terms), <, 4 * stated / sqrt(SEEDS));
}

typedef struct {
  const char *name;
  GvVertex n;
  GvEdge m;
  gboolean directed;
} Sample;

static const Sample samples[] = {
  { "strongly-connected", 1500, 9000, TRUE },
  { "dead-ends", 1500, 2500, TRUE },
  { "in-pieces", 1500, 1200, FALSE },
  { "middle", 6000, 24000, FALSE },
};

static void add_errors(const char *measure, const char *mode, guint seed, GvGraph *g,
                       const double *wanted, Errors *e)
{
  const GvVertex n = gv_graph_vertices(g);
  g_autofree double *got = g_new(double, n);

  estimate(measure, mode, "0.1", seed, g, got);
  for (GvVertex v = 0; v < n; v++)
    if (wanted[v] > 0)
      errors_add(e, got[v], wanted[v]);
    else
      assert_close(got[v], wanted[v], 1e-300); /* nobody within reach is known: 0, NaN */
}

/* 30 seeds, everyone, every mode: harmonic errs by less than a count does, for it is one
 * exact part and a sum of many counts; closeness is a ratio of two that err together. */
static void scores_are_as_wrong_as_stated(gconstpointer data)
{
  enum { SEEDS = 30 };
  const Sample *s = data;
  const double stated = gv_ball_standard_error(gv_ball_registers(0.1));
  g_autoptr(GvGraph) g = random_graph(s->n, s->m, 5, s->directed, FALSE);
  g_autofree double *wanted = g_new(double, s->n);

  for (size_t i = 0; i < G_N_ELEMENTS(measures) * G_N_ELEMENTS(path_modes); i++) {
    const char *measure = measures[i % 2], *mode = path_modes[i / 2];
    Errors e = { 0 };
    exact(measure, mode, g, wanted);
    for (guint seed = 1; seed <= SEEDS; seed++)
      add_errors(measure, mode, seed, g, wanted, &e);
    g_test_message("%s %s %s: stated %.4f, is %.4f, bias %.4f", s->name, measure, mode, stated,
                   errors_rms(&e), e.sum / e.terms);
    g_assert_cmpfloat(errors_rms(&e), <, 1.1 * stated);
    g_assert_cmpfloat(errors_rms(&e), >, 0.1 * stated);
    g_assert_cmpfloat(fabs(e.sum / e.terms), <, 4 * errors_rms(&e) / sqrt(SEEDS));
  }
}

int main(int argc, char **argv)
{
  static const char *const epsilons[] = { "0.14", "0.1", "0.05" };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(epsilons); i++) {
    g_autofree char *name =
        g_strconcat("/balls_error/counts-are-as-wrong-as-stated/", epsilons[i], NULL);
    g_test_add_data_func(name, epsilons[i], counts_are_as_wrong_as_stated);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autofree char *name =
        g_strconcat("/balls_error/scores-are-as-wrong-as-stated/", samples[i].name, NULL);
    g_test_add_data_func(name, &samples[i], scores_are_as_wrong_as_stated);
  }
  return g_test_run();
}

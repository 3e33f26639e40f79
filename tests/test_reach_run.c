/* What a run of reach promises beside its values: threads, work, wrong data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spreads.h"

/* Everybody of a block of `width` neighbouring ids listens to its first. */
static GvGraph *blocks(GvVertex count, GvVertex width)
{
  g_autofree GvVertex(*edges)[2] = g_malloc_n((size_t)count * width, sizeof *edges);
  GvEdge m = 0;

  for (GvVertex b = 0; b < count; b++)
    for (GvVertex i = 1; i < width; i++, m++) {
      edges[m][0] = b * width + i;
      edges[m][1] = b * width;
    }
  return gv_graph_new(count * width, (const GvVertex(*)[2])edges, NULL, m, TRUE, NULL);
}

static void same_bits_with(GvGraph *g, GvSpread spread, GvReachOptions options)
{
  static const unsigned threads[] = { 2, 3, 8 };
  GvReachFigures wanted, figures;
  g_autofree double *one = reach_of(g, spread, options, &wanted, 1);

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autofree double *many = reach_of(g, spread, options, &figures, threads[i]);
    g_assert_true(memcmp(one, many, gv_graph_vertices(g) * sizeof *one) == 0);
    g_assert_true(memcmp(&wanted, &figures, sizeof figures) == 0);
  }
}

static void same_bits_on_any_thread_count(void)
{
  for (int kind = 0; kind < 4; kind++) {
    g_autoptr(GvGraph) g = random_graph(70000, 60000, 3, kind & 1, kind & 2);
    same_bits_with(g, cascade, (GvReachOptions){ .seed = 5, .rounds = 2 });
    same_bits_with(g, uniform(0.03), (GvReachOptions){ .seed = 5, .rounds = 3, .budget = 90000 });
  }
}

static void another_seed_draws_other_sets(void)
{
  g_autoptr(GvGraph) g = random_graph(500, 3000, 3, TRUE, FALSE);
  GvReachFigures figures;
  g_autofree double *one =
      reach_of(g, cascade, (GvReachOptions){ .seed = 1, .rounds = 4 }, &figures, 1);
  g_autofree double *two =
      reach_of(g, cascade, (GvReachOptions){ .seed = 2, .rounds = 4 }, &figures, 1);

  g_assert_true(memcmp(one, two, 500 * sizeof *one) != 0);
}

/* Who can be reached from u at all, by the slow way round. */
static double reachable(GvGraph *g, GvVertex u)
{
  const GvAdjacency in = gv_graph_in(g);
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof u);

  g_hash_table_add(seen, GUINT_TO_POINTER(u));
  g_array_append_val(queue, u);
  for (guint head = 0; head < queue->len; head++) {
    GvVertex v = g_array_index(queue, GvVertex, head);
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++)
      if (g_hash_table_add(seen, GUINT_TO_POINTER(in.targets[e])))
        g_array_append_val(queue, in.targets[e]);
  }
  return queue->len - 1;
}

static void certain_ties_reach_everybody_reachable(void)
{
  for (guint32 seed = 0; seed < 20; seed++) {
    g_autoptr(GvGraph) g = random_graph(150, 60 + 20 * seed, seed, seed & 1, seed & 2);
    GvReachFigures figures;
    g_autofree double *reach =
        reach_of(g, uniform(1), (GvReachOptions){ .seed = 1, .rounds = 3 }, &figures, 2);
    for (GvVertex v = 0; v < 150; v++)
      g_assert_cmpfloat(reach[v], ==, reachable(g, v));
  }
}

static void figures_say_what_was_drawn(void)
{
  g_autoptr(GvGraph) g = blocks(100, 4); /* sets of 1, 2, 2, 2 */
  GvReachFigures figures;
  g_autofree double *reach =
      reach_of(g, cascade, (GvReachOptions){ .seed = 1, .rounds = 7 }, &figures, 2);

  g_assert_cmpuint(figures.sets, ==, 2800);
  g_assert_cmpfloat(figures.sets_per_person, ==, 7);
  g_assert_cmpfloat(figures.mean_size, ==, 1.75);
  g_assert_cmpfloat(reach[0], ==, 3);
}

static GvReachFigures figures_of(GvGraph *g, GvReachOptions options)
{
  GvReachFigures figures;

  g_free(reach_of(g, cascade, options, &figures, 2));
  return figures;
}

static void bounded_work_ends_sampling(void)
{
  g_autoptr(GvGraph) g = random_graph(100000, 80000, 3, TRUE, FALSE);
  const GvReachOptions unbounded = { .seed = 1, .rounds = 8 };
  const GvReachOptions bounded = { .seed = 1, .rounds = 8, .budget = 200000 };
  const GvReachOptions least = { .seed = 1, .rounds = 8, .budget = 1 };
  const GvReachFigures all = figures_of(g, unbounded), some = figures_of(g, bounded),
                       none = figures_of(g, least);

  g_assert_cmpfloat(all.sets_per_person, ==, 8);
  g_assert_cmpfloat(some.sets_per_person, <, 6);
  g_assert_cmpfloat(some.sets_per_person, >, none.sets_per_person);
  g_assert_cmpfloat(none.sets_per_person, >, 0); /* at least a wave */
  g_assert_cmpfloat(none.sets_per_person, <, 1);
  g_assert_cmpfloat(fabs((double)none.sets / 100000 - none.sets_per_person), <, 0.01);
}

typedef struct {
  double mean, squared; /* of the error, over runs and first members of blocks */
  double sets_per_person;
} Errors;

static Errors errors_of_blocks(GvVertex count, GvVertex width, int64_t budget)
{
  enum { RUNS = 60 };
  g_autoptr(GvGraph) g = blocks(count, width);
  Errors errors = { 0 };

  for (int64_t run = 0; run < RUNS; run++) {
    const GvReachOptions options = { .seed = run, .rounds = 4, .budget = budget };
    GvReachFigures figures;
    g_autofree double *reach = reach_of(g, cascade, options, &figures, 2);
    for (GvVertex b = 0; b < count; b++) {
      double error = reach[b * width] - (width - 1);
      errors.mean += error / RUNS / count;
      errors.squared += error * error / RUNS / count;
    }
    errors.sets_per_person += figures.sets_per_person / RUNS;
  }
  return errors;
}

/* A round that is broken off must not have taken neighbours together: where
 * they all listen to the same person, that would be far from independent. */
static void a_broken_off_round_keeps_to_the_stated_error(void)
{
  static const GvVertex widths[] = { 2, 3, 8, 64, 500 };

  for (size_t i = 0; i < G_N_ELEMENTS(widths); i++)
    for (int64_t budget = 1; budget < 40000; budget += 20000) {
      const Errors e = errors_of_blocks(80000 / widths[i], widths[i], budget);
      const double bound = (widths[i] - 1) / e.sets_per_person;
      g_assert_cmpfloat(e.sets_per_person, <, 1);
      g_assert_cmpfloat(e.squared, <=, 1.1 * bound);
      g_assert_cmpfloat(fabs(e.mean), <=, 5 * sqrt(bound / (80000.0 / widths[i]) / 60));
    }
}

static void fails(GvGraph *g, GvSpread spread, GvTask *task, GvError code)
{
  const GvReachOptions options = GV_REACH_OPTIONS_INIT;
  g_autofree double *reach = g_new(double, gv_graph_vertices(g));
  g_autoptr(GError) error = NULL;
  GvReachFigures figures;

  g_assert_false(gv_reach_run(g, &spread, &options, reach, &figures, task, &error));
  g_assert_error(error, GV_ERROR, (gint)code);
}

static void a_weight_above_1_is_no_probability(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 } };
  g_autoptr(GvGraph) above = gv_graph_new(3, edges, (double[]){ 1, 1.25 }, 2, TRUE, NULL);
  g_autoptr(GvGraph) below = gv_graph_new(3, edges, (double[]){ 1, 0.5 }, 2, TRUE, NULL);
  const GvReachOptions options = GV_REACH_OPTIONS_INIT;
  GvReachFigures figures;

  fails(above, by_weight, NULL, GV_ERROR_INVALID_ARGUMENT);
  g_free(reach_of(above, cascade, options, &figures, 1));
  g_free(reach_of(below, by_weight, options, &figures, 1));
}

static void stop(const char *label, double done, void *task)
{
  (void)label;
  (void)done;
  gv_task_cancel(task);
}

static void stops_when_cancelled(void)
{
  g_autoptr(GvGraph) g = random_graph(2000, 20000, 1, TRUE, FALSE);
  g_autoptr(GvTask) before = gv_task_new(2), meanwhile = gv_task_new(2);

  gv_task_cancel(before);
  fails(g, cascade, before, GV_ERROR_CANCELLED);
  gv_task_set_progress(meanwhile, stop, meanwhile);
  fails(g, cascade, meanwhile, GV_ERROR_CANCELLED);
}

static void nobody_reaches_nobody(void)
{
  g_autoptr(GvGraph) empty = gv_graph_new(0, NULL, NULL, 0, TRUE, NULL);
  g_autoptr(GvGraph) single = gv_graph_new(1, NULL, NULL, 0, TRUE, NULL);
  const GvReachOptions options = GV_REACH_OPTIONS_INIT;
  GvReachFigures figures;

  g_assert_cmpuint(figures_of(empty, options).sets, ==, 0);
  g_autofree double *reach = reach_of(single, cascade, options, &figures, 2);

  g_assert_cmpfloat(reach[0], ==, 0);
  g_assert_cmpfloat(figures.sets_per_person, ==, 32);
  g_assert_cmpfloat(figures.mean_size, ==, 1);
}

static void probabilities_are_parsed_or_refused(void)
{
  static const char *const wrong[] = { "", "0", "-0.1", "1.01", "nan", "0.5x", "Weight" };
  GvSpread spread;

  g_assert_true(gv_spread_parse("weighted-cascade", &spread, NULL));
  g_assert_cmpint(spread.kind, ==, GV_SPREAD_WEIGHTED_CASCADE);
  g_assert_true(gv_spread_parse("weight", &spread, NULL));
  g_assert_cmpint(spread.kind, ==, GV_SPREAD_WEIGHT);
  g_assert_true(gv_spread_parse("0.25", &spread, NULL));
  g_assert_cmpint(spread.kind, ==, GV_SPREAD_UNIFORM);
  g_assert_cmpfloat(spread.probability, ==, 0.25);
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_spread_parse(wrong[i], &spread, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reach/same-bits-on-any-thread-count", same_bits_on_any_thread_count);
  g_test_add_func("/reach/another-seed-draws-other-sets", another_seed_draws_other_sets);
  g_test_add_func("/reach/certain-ties-reach-everybody-reachable",
                  certain_ties_reach_everybody_reachable);
  g_test_add_func("/reach/figures-say-what-was-drawn", figures_say_what_was_drawn);
  g_test_add_func("/reach/bounded-work-ends-sampling", bounded_work_ends_sampling);
  g_test_add_func("/reach/a-broken-off-round-keeps-to-the-stated-error",
                  a_broken_off_round_keeps_to_the_stated_error);
  g_test_add_func("/reach/a-weight-above-1-is-no-probability", a_weight_above_1_is_no_probability);
  g_test_add_func("/reach/stops-when-cancelled", stops_when_cancelled);
  g_test_add_func("/reach/nobody-reaches-nobody", nobody_reaches_nobody);
  g_test_add_func("/reach/probabilities-are-parsed-or-refused",
                  probabilities_are_parsed_or_refused);
  return g_test_run();
}

/* A nomination drawn anew: of the resamples it says, the same on any threads, and true as often as
 * docs/evaluation.md says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "algorithms/ranking/stability.h"
#include "known_rates.h"

static const GvNames *names_of(const GvNetwork *network)
{
  return gv_network_names(network);
}

static GvNomination *nomination(GvNetwork *network)
{
  return nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
}

/* Plain features, so that a nomination of the drawn log says the same without knowing of the
 * first. */
static GvWeights plain_weights(double *by_feature)
{
  for (size_t f = 0; gv_features()[f]; f++)
    by_feature[f] = g_strv_contains((const char *const[]){ "core", "audience", "response",
                                                           "activity", "constraint", NULL },
                                    gv_features()[f]->name)
                        ? 1
                        : 0;
  return (GvWeights){ .by_feature = by_feature };
}

enum { TOP = 10, ROUNDS = 40 };

static int ascending(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double between(const double *sorted, size_t count, double share)
{
  const double at = share * (double)(count - 1);

  return sorted[(int)floor(at)] * (1 - (at - floor(at))) + sorted[(int)ceil(at)] * (at - floor(at));
}

static void intervals_are_quantiles_of_nominations_of_drawn_logs(void)
{
  g_autofree double *by_feature = g_new0(double, feature_count());
  const GvWeights weights = plain_weights(by_feature);
  const GvNominateChoice choice = { .weights = &weights };
  World w;
  static double scores[TOP][ROUNDS];
  size_t in[TOP] = { 0 };
  GvVertex first[PEOPLE], list[PEOPLE];
  g_auto(GvStability) s = { 0 };

  world_init(&w, 3, 1500);
  g_autoptr(GvNetwork) network = draw_log(&w, ROWS_ALONE, 0);
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, choice, 1);
  g_assert_cmpuint(gv_nomination_shortlist(nom, TOP, 0, first), ==, TOP);
  for (uint64_t round = 0; round < ROUNDS; round++) {
    g_autoptr(GvNetwork) sample = gv_network_resample(network, 1, round, NULL, NULL);
    g_autoptr(GvNomination) again = nomination_of(sample, open_gate, choice, 1);
    const size_t count = gv_nomination_shortlist(again, TOP, 0, list);
    g_assert_cmpuint(count, ==, TOP);
    for (size_t i = 0; i < TOP; i++) {
      scores[i][round] = gv_nomination_view(again).score[first[i]];
      for (size_t r = 0; r < count; r++)
        in[i] += list[r] == first[i] ? 1 : 0;
    }
  }
  g_assert_true(gv_nomination_bootstrap(nom, &open_gate, TOP, 0, ROUNDS, &s, NULL, NULL));
  g_assert_cmpuint(s.count, ==, TOP);
  g_assert_cmpuint(s.rounds, ==, ROUNDS);
  for (size_t i = 0; i < TOP; i++) {
    qsort(scores[i], ROUNDS, sizeof(double), ascending);
    assert_close(s.low[i], between(scores[i], ROUNDS, .025), 1e-12);
    assert_close(s.high[i], between(scores[i], ROUNDS, .975), 1e-12);
    assert_close(s.share[i], (double)in[i] / ROUNDS, 1e-12);
  }
}

static void same_bits_on_any_thread_count(void)
{
  static const unsigned threads[] = { 1, 2, 3, 8 };
  World w;

  world_init(&w, 1, 3000);
  g_autoptr(GvNetwork) network = draw_log(&w, ROWS_ALONE, 0);
  g_autoptr(GvNomination) nom = nomination(network);
  g_auto(GvStability) one = { 0 };
  for (size_t t = 0; t < G_N_ELEMENTS(threads); t++) {
    g_autoptr(GvTask) task = gv_task_new(threads[t]);
    g_auto(GvStability) many = { 0 };
    g_assert_true(
        gv_nomination_bootstrap(nom, &open_gate, TOP, 2, 6, t ? &many : &one, task, NULL));
    if (t == 0)
      continue; /* it is the one */
    g_assert_true(memcmp(one.low, many.low, one.count * sizeof *one.low) == 0);
    g_assert_true(memcmp(one.high, many.high, one.count * sizeof *one.high) == 0);
    g_assert_true(memcmp(one.share, many.share, one.count * sizeof *one.share) == 0);
  }
  g_assert_cmpfloat(one.low[0], <, one.high[0]);
}

/* Stops the task at its 200th step. */
static void stop(const char *label, double done, void *data)
{
  struct {
    GvTask *task;
    int left;
  } *watch = data;

  g_assert_cmpstr(label, ==, "bootstrap");
  g_assert_true(done >= 0 && done <= 1);
  if (--watch->left == 0)
    gv_task_expire(watch->task);
}

static void whoever_is_stopped_keeps_what_the_rounds_before_say(void)
{
  World w;
  g_auto(GvStability) s = { 0 };
  g_auto(GvStability) none = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) at_once = NULL;
  g_autoptr(GvTask) task = gv_task_new(1);
  struct {
    GvTask *task;
    int left;
  } watch = { task, 200 };

  world_init(&w, 1, 3000);
  g_autoptr(GvNetwork) network = draw_log(&w, ROWS_ALONE, 0);
  g_autoptr(GvNomination) nom = nomination(network);
  gv_task_set_progress(task, stop, &watch);
  g_assert_false(gv_nomination_bootstrap(nom, &open_gate, TOP, 0, 100000, &s, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_TIMEOUT);
  g_assert_cmpuint(s.rounds, >, 0);
  g_assert_cmpuint(s.rounds, <, 200);
  g_auto(GvStability) same = { 0 };
  g_assert_true(gv_nomination_bootstrap(nom, &open_gate, TOP, 0, s.rounds, &same, NULL, NULL));
  g_assert_true(memcmp(s.low, same.low, TOP * sizeof *s.low) == 0);
  g_assert_true(memcmp(s.share, same.share, TOP * sizeof *s.share) == 0);
  g_assert_false(gv_nomination_bootstrap(nom, &open_gate, TOP, 0, 10, &none, task, &at_once));
  g_assert_error(at_once, GV_ERROR, GV_ERROR_TIMEOUT);
  g_assert_cmpuint(none.rounds, ==, 0);
  g_assert_true(isnan(none.low[0]) && isnan(none.high[0]) && isnan(none.share[0]));
}

/* Forty people answer `many` once each; one answers `one` five hundred times, and is not drawn in
 * a share of exp(-1) of the rounds. */
static void one_loud_voice_is_less_than_forty(void)
{
  g_autoptr(GString) rows = g_string_new(NULL);
  g_auto(GvStability) s = { 0 };
  g_autofree double *by_feature = weight_on("response", 1);
  const GvWeights weights = { .by_feature = by_feature };
  GvVertex list[42];

  for (int i = 0; i < 40; i++)
    g_string_append_printf(rows, "f%d,many,RT,%d\nf%d,f%d,RT,%d\n", i, i, i, (i + 1) % 40, i);
  for (int i = 0; i < 500; i++)
    g_string_append(rows, "loud,one,RT,7\n");
  g_autoptr(GvNetwork) network = made_network((Made){ .interactions = rows->str });
  g_autoptr(GvNomination) nom =
      nomination_of(network, open_gate, (GvNominateChoice){ .weights = &weights }, 1);
  g_assert_true(gv_nomination_bootstrap(nom, &open_gate, 2, 0, 200, &s, NULL, NULL));
  g_assert_cmpuint(gv_nomination_shortlist(nom, 2, 0, list), ==, 2);
  g_assert_cmpuint(gv_nomination_view(nom).candidates[list[0]], ==, person(network, "many"));
  g_assert_cmpuint(gv_nomination_view(nom).candidates[list[1]], ==, person(network, "one"));
  g_assert_cmpfloat(s.share[0], ==, 1);
  g_assert_cmpfloat(fabs(s.share[1] - (1 - exp(-1))), <, .11); /* 3 standard errors */
}

/* Without the two rows 60 days apart, which are one voice, a period would be a minute, and one who
 * was busy for an hour ahead of one who came on two days. */
static void a_day_is_a_day_in_every_round(void)
{
  g_autoptr(GString) rows = g_string_new("steady,a,RT,5000000\nsteady,a,RT,5086400\n"
                                         "far,b,RT,0\nfar,b,RT,5184000\n");
  g_autofree double *by_feature = weight_on("regularity", 1);
  const GvWeights weights = { .by_feature = by_feature };
  g_auto(GvStability) s = { 0 };

  for (int i = 0; i < 30; i++)
    g_string_append_printf(rows, "busy,c,RT,%d\n", 5090000 + 60 * i);
  g_autoptr(GvNetwork) network = made_network((Made){ .interactions = rows->str });
  g_autoptr(GvNomination) nom =
      nomination_of(network, open_gate, (GvNominateChoice){ .weights = &weights }, 1);
  const GvNominationView view = gv_nomination_view(nom);
  g_assert_cmpuint(view.candidates[view.ranked[0]], ==, person(network, "steady"));
  g_assert_true(gv_nomination_bootstrap(nom, &open_gate, 1, 0, 400, &s, NULL, NULL));
  /* steady was drawn, or nobody was; else .55 */
  g_assert_cmpfloat(fabs(s.share[0] - (1 - exp(-1) + exp(-3))), <, .07);
}

/* Who may be nominated is not asked again. */
static void a_candidate_without_a_row_is_one_all_the_same(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .interactions = "a,b,RT,1\nc,d,RT,2\ne,f,RT,3\n" });
  const GvNominateOptions options = { .max_followers = (char[]){ "100%" },
                                      .min_followers = 1,
                                      .seed = 1 };
  g_autoptr(GvNomination) nom = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);
  g_auto(GvStability) s = { 0 };

  g_assert_cmpuint(gv_nomination_view(nom).count, ==, 3);
  g_assert_true(gv_nomination_bootstrap(nom, &options, 0, 0, 60, &s, NULL, NULL));
  g_assert_cmpuint(s.count, ==, 3);
  for (size_t i = 0; i < 3; i++) {
    g_assert_cmpfloat(s.share[i], ==, 1); /* all of them are listed */
    g_assert_cmpfloat(s.low[i], <, s.high[i]);
  }
}

static void another_seed_is_the_nomination_with_that_seed(void)
{
  World w;
  GvNominateOptions options = open_gate;
  GvVertex wanted[PEOPLE];

  world_init(&w, 2, 2000);
  g_autoptr(GvNetwork) network = draw_log(&w, VOICES_VARY, 0);
  g_autoptr(GvNomination) nom = nomination(network);
  for (options.seed = 2; options.seed < 8; options.seed++) {
    size_t count;
    g_autoptr(GvNomination) other = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);
    g_autofree GvVertex *list =
        gv_nomination_reseeded(nom, &open_gate, options.seed, 30, 3, &count, NULL, NULL);
    g_assert_cmpuint(gv_nomination_shortlist(other, 30, 3, wanted), ==, count);
    g_assert_true(memcmp(list, wanted, count * sizeof *list) == 0);
  }
}

/* How often intervals hold the mean score over logs of the same rates, and the score of one more
 * log: of those shortlisted, of everybody else. */
typedef struct {
  double mean[2], fresh[2], width[2], people[2];
  double stability, repeated; /* share of rounds, of logs, whose shortlist a shortlisted is in */
} Coverage;

static size_t number_of(const GvNetwork *network, GvVertex v)
{
  return (size_t)g_ascii_strtoull(gv_names_get(names_of(network), v), NULL, 10);
}

/* mean, fresh, listed [PEOPLE] */
static void many_logs(const World *w, Habit habit, uint64_t base, uint64_t logs, double *mean,
                      double *fresh, double *listed)
{
  for (uint64_t t = 1; t <= logs; t++) {
    g_autoptr(GvNetwork) network = draw_log(w, habit, base + t);
    g_autoptr(GvNomination) nom = nomination(network);
    const GvNominationView view = gv_nomination_view(nom);
    GvVertex list[PEOPLE];
    const size_t count = gv_nomination_shortlist(nom, 20, 0, list);
    for (size_t c = 0; c < view.count; c++) {
      const size_t p = number_of(network, view.candidates[c]);
      mean[p] += view.score[c] / (double)logs;
      fresh[p] = view.score[c];
    }
    for (size_t i = 0; i < count; i++)
      listed[number_of(network, view.candidates[list[i]])] += 1 / (double)logs;
  }
}

static void add_world(Coverage *c, uint64_t number, Habit habit, double rows, size_t rounds,
                      uint64_t logs)
{
  double mean[PEOPLE] = { 0 }, fresh[PEOPLE] = { 0 }, listed[PEOPLE] = { 0 };
  g_autoptr(GvTask) task = gv_task_new(1);
  GvVertex all[PEOPLE];
  World w;

  world_init(&w, number, rows);
  many_logs(&w, habit, number << 32, logs, mean, fresh, listed);
  g_autoptr(GvNetwork) network = draw_log(&w, habit, number << 32);
  g_autoptr(GvNomination) nom = nomination(network);
  g_auto(GvScoreDraws) d = { .people = all, .top = 20, .rounds = rounds };
  d.count = gv_nomination_shortlist(nom, 0, 0, all);
  g_assert_true(gv_score_draws_run(&d, nom, &open_gate, task, NULL));
  for (size_t i = 0; i < d.count; i++) {
    const size_t p = number_of(network, gv_nomination_view(nom).candidates[all[i]]);
    const int other = i < 20 ? 0 : 1;
    double *scores = d.scores + i * rounds;
    qsort(scores, rounds, sizeof *scores, ascending);
    const double low = between(scores, rounds, .025), high = between(scores, rounds, .975);
    c->mean[other] += low <= mean[p] && mean[p] <= high ? 1 : 0;
    c->fresh[other] += low <= fresh[p] && fresh[p] <= high ? 1 : 0;
    c->width[other] += high - low;
    c->people[other]++;
    if (other == 0) {
      c->stability += (double)d.in[i] / (double)rounds;
      c->repeated += listed[p];
    }
  }
}

static Coverage measure_coverage(Habit habit, double rows, size_t rounds, uint64_t worlds,
                                 uint64_t logs)
{
  Coverage c = { .stability = 0 };

  for (uint64_t i = 0; i < worlds; i++)
    add_world(&c, i, habit, rows, rounds, logs);
  c.stability /= c.people[0];
  c.repeated /= c.people[0];
  for (int other = 0; other < 2; other++) {
    c.mean[other] /= c.people[other];
    c.fresh[other] /= c.people[other];
    c.width[other] /= c.people[other];
  }
  return c;
}

/* What docs/evaluation.md says of coverage: tests/test_stability --coverage ROWS ROUNDS WORLDS
 * LOGS.
 */
static int print_coverage(double rows, size_t rounds, uint64_t worlds, uint64_t logs)
{
  static const char *const habits[] = { "rows alone", "voices vary", "actors vary" };

  g_print("%-12s %-11s %8s %8s %8s %10s %10s\n", "habit", "people", "mean", "fresh", "width",
          "stability", "repeated");
  for (int habit = 0; habit < 3; habit++) {
    const Coverage c = measure_coverage((Habit)habit, rows, rounds, worlds, logs);
    for (int other = 0; other < 2; other++)
      g_print("%-12s %-11s %8.3f %8.3f %8.3f %10.3f %10.3f\n", habits[habit],
              other ? "others" : "shortlist", c.mean[other], c.fresh[other], c.width[other],
              other ? NAN : c.stability, other ? NAN : c.repeated);
  }
  return 0;
}

static void intervals_cover_as_often_as_they_are_said_to(void)
{
  const Coverage c = measure_coverage(VOICES_VARY, 3000, 50, 4, 30);

  g_test_message("%.3f %.3f, stability %.3f, repeated %.3f", c.mean[0], c.mean[1], c.stability,
                 c.repeated);
  g_assert_cmpfloat(c.mean[0], >, .88); /* rows drawn one by one: .69 */
  g_assert_cmpfloat(c.mean[1], >, .78); /* .62 */
  assert_close(c.stability, c.repeated, .25);
}

int main(int argc, char **argv)
{
  if (argc == 6 && strcmp(argv[1], "--coverage") == 0)
    return print_coverage(atof(argv[2]), (size_t)atoi(argv[3]), (uint64_t)atoi(argv[4]),
                          (uint64_t)atoi(argv[5]));
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stability/intervals-are-quantiles-of-nominations-of-drawn-logs",
                  intervals_are_quantiles_of_nominations_of_drawn_logs);
  g_test_add_func("/stability/same-bits-on-any-thread-count", same_bits_on_any_thread_count);
  g_test_add_func("/stability/whoever-is-stopped-keeps-what-the-rounds-before-say",
                  whoever_is_stopped_keeps_what_the_rounds_before_say);
  g_test_add_func("/stability/one-loud-voice-is-less-than-forty",
                  one_loud_voice_is_less_than_forty);
  g_test_add_func("/stability/a-day-is-a-day-in-every-round", a_day_is_a_day_in_every_round);
  g_test_add_func("/stability/a-candidate-without-a-row-is-one-all-the-same",
                  a_candidate_without_a_row_is_one_all_the_same);
  g_test_add_func("/stability/another-seed-is-the-nomination-with-that-seed",
                  another_seed_is_the_nomination_with_that_seed);
  g_test_add_func("/stability/intervals-cover-as-often-as-they-are-said-to",
                  intervals_cover_as_often_as_they_are_said_to);
  return g_test_run();
}

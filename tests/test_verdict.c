/* What a comparison says in sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/verdict.h"
#include "common.h"

enum { PEOPLE = 2000, METHODS = 3 };

typedef struct {
  double gain[PEOPLE], audience[PEOPLE], own[PEOPLE], bar[PEOPLE], chance[PEOPLE];
  GvRankingMethod methods[METHODS];
  GvComparison comparison;
} Contest;

/* How much a ranking and a baseline know, 0 .. 1; both see through noise of their own. */
static void contest(Contest *c, double own, double bar, size_t rounds)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(5);

  for (int i = 0; i < PEOPLE; i++) {
    const double z = g_rand_double(rand);
    c->gain[i] = z > .95;
    c->audience[i] = floor(20 * g_rand_double(rand));
    c->own[i] = own * z + (1 - own) * g_rand_double(rand);
    c->bar[i] = bar * z + (1 - bar) * g_rand_double(rand);
    c->chance[i] = 0;
  }
  c->methods[0] = (GvRankingMethod){ "mine", c->own, FALSE };
  c->methods[1] = (GvRankingMethod){ "bar", c->bar, TRUE };
  c->methods[2] = (GvRankingMethod){ "random", c->chance, TRUE };
  g_assert_true(gv_comparison_run(&c->comparison, c->gain, c->audience, PEOPLE, c->methods, METHODS,
                                  rounds, 1, NULL, NULL));
}

static void says(double own, double bar, size_t rounds, const char *const *parts)
{
  Contest c = { 0 };
  g_autoptr(GPtrArray) verdict = NULL;
  g_autoptr(GString) all = g_string_new(NULL);

  contest(&c, own, bar, rounds);
  verdict = gv_comparison_verdict(&c.comparison, c.methods);
  for (guint i = 0; i < verdict->len; i++)
    g_string_append_printf(all, "%s\n", (const char *)verdict->pdata[i]);
  for (; *parts; parts++)
    if ((**parts == '!') == (strstr(all->str, *parts + (**parts == '!')) != NULL))
      g_error("\"%s\" in: %s", *parts, all->str);
  gv_comparison_clear(&c.comparison);
}

static void who_wins(void)
{
  says(.8, .2, 100,
       (const char *const[]){
           "times as many as the best baseline, bar (", " of the first 1 %; 95 % ",
           "mine orders people better than the best baseline, bar (AUC .",
           "of like audience better than", "differences lie in +.", "!nothing predicts", NULL });
  says(.2, .8, 100,
       (const char *const[]){ "mine finds only .", "mine orders people worse than",
                              "of like audience worse than", "differences lie in -.", NULL });
  says(.5, .5, 100,
       (const char *const[]){ "finds no more and no fewer, beyond chance, than",
                              "mine orders people no better than", "!nothing predicts", NULL });
}

static void nothing_predicts_it(void)
{
  says(0, 0, 100,
       (const char *const[]){ "nothing predicts this: the AUC interval of every ranking holds .5",
                              NULL });
}

static void without_intervals_nobody_wins(void)
{
  says(.8, .2, 0,
       (const char *const[]){ "no more and no fewer", "no better than", "no interval without",
                              "!orders people better", "!nothing predicts", NULL });
}

static void shares_are_short(void)
{
  static const struct {
    double value;
    int digits;
    gboolean sign;
    const char *text;
  } cases[] = {
    { .333, 2, FALSE, ".33" }, { 1, 2, FALSE, "1.00" },      { -.05, 2, TRUE, "-.05" },
    { .05, 2, TRUE, "+.05" },  { 0, 2, TRUE, "+.00" },       { 13.46, 1, FALSE, "13.5" },
    { NAN, 2, FALSE, "-" },    { .9996, 3, FALSE, "1.000" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = gv_share_text(cases[i].value, cases[i].digits, cases[i].sign);
    g_assert_cmpstr(text, ==, cases[i].text);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/verdict/who-wins", who_wins);
  g_test_add_func("/verdict/nothing-predicts-it", nothing_predicts_it);
  g_test_add_func("/verdict/without-intervals-nobody-wins", without_intervals_nobody_wins);
  g_test_add_func("/verdict/shares-are-short", shares_are_short);
  return g_test_run();
}

/* Learned influence by hand, and what it finds again that was planted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/random.h"
#include "learned.h"

/* u and w follow v, u follows w. Late, repeated and itemless events change nothing. */
static const char follows[] = "follower,followee\nu,v\nw,v\nu,w\n";
static const char events[] = "user,event,time,item\n"
                             "u,like,103,one\nv,like,101,one\nv,like,101,two\nw,like,102,one\n"
                             "u,like,105,two\nw,like,104,three\nv,buy,109,one\nu,like,100,\n"
                             "x,like,104,three\n";

static GvNetwork *by_hand(void)
{
  return logs(GV_TABLE_FOLLOWS, follows, GV_TABLE_EVENTS, events, FALSE);
}

static void assert_chances(GvLearnOptions options, double uv, double wv, double uw)
{
  g_autoptr(GvNetwork) network = by_hand();
  g_autoptr(GvGraph) learned = learn(network, options, NULL);

  assert_near(chance(network, learned, "u", "v"), uv, 1e-15);
  assert_near(chance(network, learned, "w", "v"), wv, 1e-15);
  assert_near(chance(network, learned, "u", "w"), uw, 1e-15);
}

static void every_model_by_hand(void)
{
  GvLearnOptions o = GV_LEARN_OPTIONS_INIT;

  o.raw = TRUE;
  assert_chances(o, 2 / 2.0, 1 / 2.0, 1 / 2.0);
  o.model = GV_INFLUENCE_JACCARD;
  assert_chances(o, 2 / 2.0, 1 / 3.0, 1 / 3.0);
  o.model = GV_INFLUENCE_PARTIAL;
  assert_chances(o, 1.5 / 2, 1 / 2.0, 0.5 / 2);
  o.model = GV_INFLUENCE_CREDIT;
  assert_chances(o, 1.5 / 2, 1 / 2.0, 0.5 / 2);
  o.model = GV_INFLUENCE_BERNOULLI;
  o.within = 2; /* the delays are 2 and 4, 1, 1 */
  assert_chances(o, 1 / 2.0, 1 / 2.0, 1 / 2.0);
  o.within = 1;
  assert_chances(o, 0, 1 / 2.0, 1 / 2.0);
}

static void decay_by_hand(void)
{
  GvLearnOptions o = { .raw = TRUE, .decay = GV_DECAY_TIE };

  assert_chances(o, (exp(-2 / 3.0) + exp(-4 / 3.0)) / 2, exp(-1) / 2, exp(-1) / 2);
  o.decay = GV_DECAY_GLOBAL; /* tau = (2 + 4 + 1 + 1) / 4 = 2 */
  assert_chances(o, (exp(-1) + exp(-2)) / 2, exp(-0.5) / 2, exp(-0.5) / 2);
  /* Within tau of somebody: of u's items the one (by both), of w's the one. */
  o.model = GV_INFLUENCE_CREDIT;
  assert_chances(o, 0.5 * (exp(-1) / 2 + exp(-2)) / 2, 0.5 * exp(-0.5) / 2,
                 0.5 * (exp(-0.5) / 2) / 2);
}

static void figures_and_the_prior_by_hand(void)
{
  g_autoptr(GvNetwork) network = by_hand();
  GvLearnFigures f;
  g_autoptr(GvGraph) learned = learn(network, (GvLearnOptions)GV_LEARN_OPTIONS_INIT, &f);
  /* 4 of 6: S = 2 (1/3)^2 + 2 * 2 (1/6)^2 = 1/3; S / (2/9) = 1.5 < 3 - 1, so no tie
   * differs from the others by more than chance: all are the mean. */
  g_assert_true(f.from_items && !f.backwards);
  g_assert_cmpuint(f.ties, ==, 3);
  g_assert_cmpuint(f.tried, ==, 3);
  g_assert_cmpuint(f.passed, ==, 3);
  assert_near(f.mean, 2 / 3.0, 1e-15);
  assert_near(f.strength, 1e9, 0);
  assert_near(f.delay, 2, 1e-15);
  assert_near(chance(network, learned, "u", "v"), 2 / 3.0, 1e-8);
  /* Later: u and w on one, u on two (x and w came to three together). All listen to v;
   * the other way round only w would have u's ... nobody. */
  assert_near(f.explained, 1, 1e-15);
  assert_near(f.explained_reversed, 0, 1e-15);
}

/* Four ties of 10 trials with 0, 0, 5 and 9 successes. */
static void ties_that_differ_are_drawn_less(void)
{
  static const int passed[] = { 0, 0, 5, 9 };
  g_autoptr(GString) ties = g_string_new("follower,followee\n");
  g_autoptr(GString) rows = g_string_new("user,event,time,item\n");
  GvLearnFigures f;

  for (int t = 0; t < 4; t++) {
    g_string_append_printf(ties, "u%d,v%d\n", t, t);
    for (int i = 0; i < 10; i++) {
      g_string_append_printf(rows, "v%d,like,1,%d_%d\n", t, t, i);
      if (i < passed[t])
        g_string_append_printf(rows, "u%d,like,2,%d_%d\n", t, t, i);
    }
  }
  g_string_append(ties, "u0,new\n");
  g_autoptr(GvNetwork) network =
      logs(GV_TABLE_FOLLOWS, ties->str, GV_TABLE_EVENTS, rows->str, FALSE);
  g_autoptr(GvGraph) learned = learn(network, (GvLearnOptions){ .seed = 1 }, &f);
  /* mean 14/40; S = 10 (2 * .35^2 + .15^2 + .55^2) = 5.7; sum (1 - 1/4) 9 * 4 = 27 */
  const double rho = (5.7 / (0.35 * 0.65) - 3) / 27, strength = 1 / rho - 1;
  assert_near(f.mean, 0.35, 1e-15);
  assert_near(f.strength, strength, 1e-12);
  assert_near(chance(network, learned, "u3", "v3"), (9 + 0.35 * strength) / (10 + strength), 1e-12);
  assert_near(chance(network, learned, "u0", "v0"), 0.35 * strength / (10 + strength), 1e-12);
  assert_near(chance(network, learned, "u0", "new"), 0.35, 1e-15); /* nothing is known of it */
  g_assert_cmpuint(f.tried, ==, 4);
  g_assert_cmpuint(f.passed, ==, 2);
  g_assert_true(isnan(f.explained)); /* rounds 0: not asked for */
}

static void interactions_by_hand(void)
{
  /* v acts at 10, 20, 20, 30 (once on itself); u answers at 15, 16 (the same act), 20 (the act of
   * 10, again), 31, and w at 45; w never acts before. A follow is no act. */
  static const char rows[] = "actor,target,time\nv,v,10\nv,x,20\nv,y,20\nv,x,30\n"
                             "u,v,15\nu,v,16\nu,v,20\nu,v,31\nw,v,45\nv,w,50\nx,v,5\nu,v,\n";
  g_autoptr(GvNetwork) network = logs(GV_TABLE_FOLLOWS, "follower,followee,time\nv,u,40\nw,u,50\n",
                                      GV_TABLE_INTERACTIONS, rows, FALSE);
  GvLearnFigures f;
  g_autoptr(GvGraph) learned = learn(network, (GvLearnOptions){ .raw = TRUE }, &f);
  g_autoptr(GvGraph) soon = learn(network, (GvLearnOptions){ .raw = TRUE, .within = 3 }, NULL);
  g_autoptr(GvGraph) decayed =
      learn(network, (GvLearnOptions){ .raw = TRUE, .decay = GV_DECAY_TIE }, NULL);

  g_assert_false(f.from_items);
  assert_near(chance(network, learned, "u", "v"), 2 / 5.0, 1e-15);
  assert_near(chance(network, learned, "w", "v"), 1 / 5.0, 1e-15);
  assert_near(chance(network, learned, "x", "v"), 0, 0); /* answered before any act */
  assert_near(chance(network, learned, "v", "w"), 1, 0); /* at 50, the act of 45 */
  assert_near(chance(network, learned, "v", "x"), 1, 0); /* at 20, the act of 5 */
  assert_near(f.delay, (5 + 1 + 15 + 5 + 15) / 5.0, 1e-14);
  assert_near(chance(network, soon, "u", "v"), 1 / 5.0, 1e-15);
  assert_near(chance(network, soon, "w", "v"), 0, 0);
  assert_near(chance(network, decayed, "u", "v"), (exp(-5 / 3.0) + exp(-1 / 3.0)) / 5, 1e-15);
}

/* A forest whose ties pass items on by 0.1 or 0.4, after a delay each. */
static GvNetwork *planted(gboolean turned)
{
  enum { PEOPLE = 40, ITEMS = 3000 };
  g_autoptr(GString) ties = g_string_new("source,target\n");
  g_autoptr(GString) rows = g_string_new("user,event,time,item\n");
  GvRng rng = gv_rng(7, 0);

  for (int u = 1; u < PEOPLE; u++)
    g_string_append_printf(ties, "p%d,p%d\n", u, (u - 1) / 3);
  for (int i = 0; i < ITEMS; i++) {
    double time[PEOPLE];
    for (int u = 0; u < PEOPLE; u++) {
      const int above = (u - 1) / 3;
      const gboolean begins = u == 0 || gv_rng_real(&rng) < 0.02;
      const double now = begins ? 1000 : INFINITY;
      time[u] = now;
      if (u > 0 && isfinite(time[above]) && gv_rng_real(&rng) < (u % 2 ? 0.1 : 0.4))
        time[u] = time[above] + 1 + (double)(i % 50);
      if (isfinite(time[u]))
        g_string_append_printf(rows, "p%d,like,%.0f,%d\n", u, time[u], i);
    }
  }
  return logs(GV_TABLE_EDGES, ties->str, GV_TABLE_EVENTS, rows->str, turned);
}

static void what_was_planted_is_found(void)
{
  g_autoptr(GvNetwork) network = planted(FALSE);
  GvLearnFigures f;
  g_autoptr(GvGraph) learned = learn(network, (GvLearnOptions)GV_LEARN_OPTIONS_INIT, &f);

  for (int u = 1; u < 13; u++) { /* parents 0 to 3 act often enough */
    g_autofree char *listener = g_strdup_printf("p%d", u);
    g_autofree char *speaker = g_strdup_printf("p%d", (u - 1) / 3);
    const double p = u % 2 ? 0.1 : 0.4, trials = u < 4 ? 3000 : 330;
    assert_near(chance(network, learned, listener, speaker), p, 4 * sqrt(p * (1 - p) / trials));
  }
  g_assert_false(f.backwards);
  g_assert_cmpfloat(f.explained, >, 0.8);
  g_assert_cmpfloat(f.explained - f.explained_reversed, >, f.chance_high);
}

static void attention_turned_round_is_seen(void)
{
  g_autoptr(GvNetwork) network = planted(TRUE);
  GvLearnFigures f;

  gv_graph_unref(learn(network, (GvLearnOptions)GV_LEARN_OPTIONS_INIT, &f));
  g_assert_true(f.backwards);
  g_assert_cmpfloat(f.explained, <, f.explained_reversed);
  g_assert_cmpfloat(f.chance_low, <=, f.chance_high);
}

static void texts_are_options(void)
{
  GvLearnOptions o = GV_LEARN_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  g_assert_true(gv_learn_parse("learned", &o, &error));
  g_assert_cmpint(o.model, ==, GV_INFLUENCE_BERNOULLI);
  g_assert_true(gv_learn_parse("learned:2d, credit,tie,raw", &o, &error));
  g_assert_cmpint(o.model, ==, GV_INFLUENCE_CREDIT);
  g_assert_cmpint(o.decay, ==, GV_DECAY_TIE);
  g_assert_true(o.raw);
  assert_near(o.within, 2 * 86400, 0);
  g_assert_false(gv_learn_parse("weight", &o, &error));
  g_assert_false(gv_learn_parse("learnedly", &o, &error));
  g_assert_no_error(error);
  g_assert_false(gv_learn_parse("learned:soon", &o, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void assert_refused(GvTableKind kind, const char *rows, GvInfluenceModel model,
                           const char *said)
{
  g_autoptr(GvNetwork) network =
      logs(GV_TABLE_FOLLOWS, "follower,followee,time\na,b,1\n", kind, rows, FALSE);
  g_autoptr(GError) error = NULL;
  GvGraph *learned = NULL;

  g_assert_false(gv_learn_influence(network, &(GvLearnOptions){ .model = model }, &learned, NULL,
                                    NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull(strstr(error->message, said));
  g_assert_null(learned);
}

static void what_cannot_be_learned_is_refused(void)
{
  assert_refused(GV_TABLE_USERS, "user\na\n", GV_INFLUENCE_BERNOULLI, "the data has neither");
  assert_refused(GV_TABLE_INTERACTIONS, "actor,target,time\na,b,3\nb,a,2\n", GV_INFLUENCE_PARTIAL,
                 "only the model bernoulli");
  assert_refused(GV_TABLE_EVENTS, "user,event,time,item\na,e,1,x\nb,e,2,x\n",
                 GV_INFLUENCE_BERNOULLI, "nothing was passed on");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/influence/every-model-by-hand", every_model_by_hand);
  g_test_add_func("/influence/decay-by-hand", decay_by_hand);
  g_test_add_func("/influence/figures-and-the-prior-by-hand", figures_and_the_prior_by_hand);
  g_test_add_func("/influence/ties-that-differ-are-drawn-less", ties_that_differ_are_drawn_less);
  g_test_add_func("/influence/interactions-by-hand", interactions_by_hand);
  g_test_add_func("/influence/what-was-planted-is-found", what_was_planted_is_found);
  g_test_add_func("/influence/attention-turned-round-is-seen", attention_turned_round_is_seen);
  g_test_add_func("/influence/texts-are-options", texts_are_options);
  g_test_add_func("/influence/what-cannot-be-learned-is-refused",
                  what_cannot_be_learned_is_refused);
  return g_test_run();
}

/* Why somebody is nominated: what is said, of whom, in which order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "small_world.h"

/* h is listened to by a, b, c and d, and listens to a and to s, an advocate. */
static GvNetwork *hub(void)
{
  return made_network(
      (Made){ .follows = "a,h\nb,h\nc,h\nd,h\nh,a\nh,s\n",
              .interactions = "a,h,RT,0\nb,h,RE,86400\nb,h,RE,172800\nh,s,RT,172700\n",
              .users = "user,stage\nh,member\ns,advocate\na,loyalist\n" });
}

/* Of one feature; NULL where there is none. Caller frees. */
static char *reason_of(const GvNomination *nom, const char *feature, GvVertex v)
{
  const GvNominationView view = gv_nomination_view(nom);
  const GvFeatureColumn *column = column_of(&view, feature);
  size_t c;

  g_assert_nonnull(column);
  g_assert_true(gv_nomination_find(nom, v, &c));
  return gv_nomination_reason(nom, c, (size_t)(column - view.columns));
}

static void assert_reason(const GvNomination *nom, const char *feature, GvVertex v,
                          const char *wanted)
{
  g_autofree char *reason = reason_of(nom, feature, v);

  g_assert_cmpstr(reason, ==, wanted);
}

static void figures_are_those_of_the_network(void)
{
  g_autoptr(GvNetwork) network = hub();
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  const GvVertex h = person(network, "h"), b = person(network, "b"), a = person(network, "a");

  assert_reason(nom, "audience", h, "4 people pay attention (no. 1 of 5)");
  assert_reason(nom, "response", h, "was answered 3 times (no. 1 of 5)");
  assert_reason(nom, "response_recency", h,
                "last answered moments before the end of the data (no. 1 of 5)");
  assert_reason(nom, "response_rate", h, NULL); /* less than one each */
  assert_reason(nom, "effective_size", h,
                "links 5 separate circles (no. 1 of 5 among those with 0–4 followers)");
  assert_reason(nom, "cut_off", h, "the only link to 4 people (no. 1 of 5)");
  assert_reason(nom, "reciprocity", h,
                "50 % of their ties are mutual (no. 2 of 5 among those with 0–4 followers)");
  assert_reason(nom, "reciprocity", person(network, "c"), NULL);
  assert_reason(nom, "reciprocity", a,
                "100 % of their ties are mutual (no. 1 of 5 among those with 0–4 followers)");
  assert_reason(nom, "exposure", h,
                "advocates or loyalists among those they listen to: 2 of 2 "
                "(no. 1 of 5)");
  assert_reason(nom, "stage", h, "is a member already (no. 2 of 5)");
  assert_reason(nom, "activity", b,
                "took part 2 times (no. 1 of 5 among those with 0–4 followers)");
  assert_reason(nom, "activity_recency", h,
                "last took part 1 minute before the end of the data (no. 2 of 5 among those with "
                "0–4 followers)");
}

/* A hundred days; b and c took x up after a, c also after b; what is late is of the last 10. */
static void what_was_done_of_late_is_counted(void)
{
  g_autoptr(GvNetwork) network = made_network(
      (Made){ .follows = "b,a\nc,a\nc,b\nd,a\n",
              .interactions = "b,a,RT,0\nb,a,RT,8200000\nc,a,RT,8300000\nc,b,RT,8640000\n",
              .events = "user,event,time,item\na,did,8600000,x\nb,did,8610000,x\n"
                        "c,did,8620000,x\na,did,100,y\na,did,200,z\nb,did,300,y\n" });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  const GvVertex a = person(network, "a"), b = person(network, "b"), c = person(network, "c");

  assert_reason(nom, "recent_response", a, "was answered twice in the last 10 days (no. 1 of 4)");
  assert_reason(nom, "recent_response", b, "was answered once in the last 10 days (no. 2 of 4)");
  assert_reason(nom, "recent_response", c, NULL);
  assert_reason(nom, "response_regularity", a, "was answered in 3 different days (no. 1 of 4)");
  assert_reason(nom, "recent_activity", c, "took part 3 times in the last 10 days (no. 1 of 4)");
  assert_reason(nom, "regularity", b, "took part in 3 different days (no. 2 of 4)");
  assert_reason(nom, "lively_audience", a,
                "2 of the audience took part in the last 10 days (no. 1 of 4)");
  assert_reason(nom, "credit", a,
                "others followed this lead 2.5 times, shared with whom else they listen to "
                "(no. 1 of 4)");
  assert_reason(nom, "recent_credit", a,
                "others followed this lead 1.5 times in the last 10 days (no. 1 of 4)");
  assert_reason(nom, "recent_credit", b, NULL);
  assert_reason(nom, "starts", a,
                "took up 3 things before anybody else (no. 1 of 4 among those with 0–3 followers)");
  assert_reason(nom, "tenure", a, "has been around for 100 days (no. 2 of 4)");
  assert_reason(nom, "audience_quality", b,
                "100 % of the audience took part at least once (no. 2 of 4)");
  assert_reason(nom, "outreach", c, "listens to 2 people (no. 1 of 4)");
  assert_reason(nom, "company", person(network, "d"),
                "those they listen to took part some 3.0 times each (no. 3 of 4)");
}

static void nothing_is_said_where_there_is_nothing_to_tell(void)
{
  g_autoptr(GvNetwork) network = hub();
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  const GvVertex c = person(network, "c");
  static const char *const features[] = {
    "audience", "response",      "response_recency", "cut_off",
    "core",     "clustering",    "constraint",       "stage",
    "activity", "participation", "activity_recency", "exposure"
  };

  for (size_t i = 0; i < G_N_ELEMENTS(features); i++)
    assert_reason(nom, features[i], c, NULL);
}

static void only_strangers_have_somebody_between_them(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "a,b\nb,c\nc,a\nb,a\nc,b\na,c\nx,y\ny,z\n" });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  g_autofree char *between = reason_of(nom, "constraint", person(network, "y"));
  g_autofree char *core = reason_of(nom, "core", person(network, "a"));
  g_autofree char *friends = reason_of(nom, "clustering", person(network, "a"));

  g_assert_true(g_str_has_prefix(between, "constraint of 0.50: stands between"));
  assert_reason(nom, "constraint", person(network, "a"), NULL); /* a's contacts are friends */
  assert_reason(nom, "constraint", person(network, "x"), NULL); /* has one */
  g_assert_true(g_str_has_prefix(core, "in a core where everybody has at least 2 ties"));
  g_assert_true(g_str_has_prefix(friends, "100 % of their contacts know each other"));
}

static void an_advocate_asked_for_is_an_advocate(void)
{
  g_autoptr(GvNetwork) network = hub();
  const GvVertex s = person(network, "s");
  const GvNominateChoice admits = { .admits = TRUE, .admitted = s };
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, admits, 1);

  assert_reason(nom, "stage", s, "is an advocate already (no. 1 of 6)");
}

/* p0 has 119 followers, p1 has 118, …: 119.5 of 120 do worse than p0. */
static void a_place_among_many_is_told_in_per_cent(void)
{
  g_autoptr(GString) follows = g_string_new(NULL);

  for (int i = 0; i < 120; i++)
    for (int j = 0; j < i; j++)
      g_string_append_printf(follows, "p%d,p%d\n", i, j);
  g_autoptr(GvNetwork) network = made_network((Made){ .follows = follows->str });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);

  assert_reason(nom, "audience", person(network, "p0"), "119 people pay attention (top 0.4 %)");
  assert_reason(nom, "audience", person(network, "p11"), "108 people pay attention (top 10 %)");
}

/* What speaks for c, the largest contribution not yet told first. */
static char *slow_reasons(const GvNomination *nom, size_t c, unsigned at_most)
{
  const GvNominationView view = gv_nomination_view(nom);
  g_autofree gboolean *done = g_new0(gboolean, view.column_count);
  g_autoptr(GString) text = g_string_new(NULL);

  for (unsigned told = 0; told < at_most;) {
    size_t best = view.column_count;
    for (size_t f = 0; f < view.column_count; f++) {
      const GvFeatureColumn *col = &view.columns[f];
      const gboolean speaks =
          !gv_nomination_suspects(col, c) && ((col->weight > 0 && col->standing[c] >= 0.5) ||
                                              (col->weight < 0 && col->standing[c] <= 0.5));
      if (speaks && !done[f] &&
          (best == view.column_count ||
           gv_nomination_contribution(col, c) > gv_nomination_contribution(&view.columns[best], c)))
        best = f;
    }
    if (best == view.column_count)
      break;
    done[best] = TRUE;
    g_autofree char *reason = gv_nomination_reason(nom, c, best);
    if (reason)
      g_string_append_printf(text, "%s%s", told++ ? "; " : "", reason);
  }
  const uint64_t rows = gv_nomination_evidence(nom, c);
  if (rows < 5) {
    const gboolean acts = column_of(&view, "activity") != NULL; /* there are interactions */
    g_string_append(text, text->len ? "; rests on " : "rests on ");
    if (acts && rows == 0)
      g_string_append(text, "ties without an interaction only");
    else
      g_string_append_printf(text, "%d %s%s only", (int)rows, acts ? "interaction" : "contact",
                             rows == 1 ? "" : "s");
  }
  for (size_t f = 0; f < view.column_count; f++) /* small worlds hold hardly any */
    if (gv_nomination_suspects(&view.columns[f], c)) {
      g_autofree char *reason = gv_nomination_reason(nom, c, f);
      g_assert_true(g_str_has_prefix(reason, "suspect: "));
      g_string_append_printf(text, "%s%s", text->len ? "; " : "", reason);
    }
  return g_strdup(text->str);
}

static void what_speaks_most_for_somebody_comes_first(void)
{
  for (guint32 seed = 0; seed < 60; seed++) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_auto(World) w = random_world(seed);
    g_autoptr(GvNetwork) network = world_network(&w);
    g_autofree double *weights = g_new(double, feature_count());
    for (size_t f = 0; f < feature_count(); f++)
      weights[f] = g_rand_int_range(rand, -1, 4);
    const GvNominateChoice choice = { .weights =
                                          seed % 2 ? &(GvWeights){ .by_feature = weights } : NULL };
    g_autoptr(GvNomination) nom = nomination_of(network, open_gate, choice, 1);
    for (size_t c = 0; c < gv_nomination_view(nom).count; c++)
      for (unsigned at_most = 0; at_most < 20; at_most += 3) {
        g_autofree char *reasons = gv_nomination_reasons(nom, c, at_most);
        g_autofree char *wanted = slow_reasons(nom, c, at_most);
        g_assert_cmpstr(reasons, ==, wanted);
      }
  }
}

static void assert_text(char *text, const char *wanted)
{
  g_assert_cmpstr(text, ==, wanted);
  g_free(text);
}

static void figures_read_as_people_write_them(void)
{
  assert_text(gv_figure_count(0), "0");
  assert_text(gv_figure_count(1.25), "1.2");
  assert_text(gv_figure_count(9.96), "10");
  assert_text(gv_figure_count(999.4), "999");
  assert_text(gv_figure_count(1240), "1 240");
  assert_text(gv_figure_count(1234567), "1 234 567");
  assert_text(gv_figure_people(1), "1 person");
  assert_text(gv_figure_people(1240), "1 240 people");
  assert_text(gv_figure_times(1), "once");
  assert_text(gv_figure_times(2), "twice");
  assert_text(gv_figure_times(1.5), "1.5 times");
  assert_text(gv_figure_times(1240), "1 240 times");
  assert_text(gv_figure_last(86400), "the last day");
  assert_text(gv_figure_last(12 * 3600), "the last 12 hours");
  g_assert_cmpfloat(gv_figure_whole(2.9 * 86400), ==, 2 * 86400);
  g_assert_cmpfloat(gv_figure_whole(0.5), ==, 0.5);
  assert_text(gv_figure_age(0), "moments");
  assert_text(gv_figure_age(59), "59 seconds");
  assert_text(gv_figure_age(3600), "1 hour");
  assert_text(gv_figure_age(86399), "23 hours");
  assert_text(gv_figure_age(2 * 86400), "2 days");
}

/* a acted twice and was answered once; c is known by two ties of another network only. */
static void a_shortlist_says_how_much_it_rests_on(void)
{
  g_autoptr(GvNetwork) acts =
      made_network((Made){ .interactions = "a,b,RT,1\na,c,RT,2\nb,a,RE,3\n" });
  g_autoptr(GvNetwork) ties = made_network((Made){ .follows = "a,c\nc,b\na,b\n" });
  g_autoptr(GvNomination) of_acts = nomination_of(acts, open_gate, (GvNominateChoice){ 0 }, 1);
  g_autoptr(GvNomination) of_ties = nomination_of(ties, open_gate, (GvNominateChoice){ 0 }, 1);
  size_t a, c;

  g_assert_true(gv_nomination_find(of_acts, person(acts, "a"), &a));
  g_assert_true(gv_nomination_find(of_ties, person(ties, "c"), &c));
  g_assert_cmpuint(gv_nomination_evidence(of_acts, a), ==, 3);
  g_assert_cmpuint(gv_nomination_evidence(of_ties, c), ==, 2);
  g_assert_cmpstr(gv_nomination_confidence(4), ==, "low");
  g_assert_cmpstr(gv_nomination_confidence(5), ==, "medium");
  g_assert_cmpstr(gv_nomination_confidence(30), ==, "high");
}

static void every_stage_has_a_next_step_of_its_own(void)
{
  for (int s = GV_STAGE_UNKNOWN; s <= GV_STAGE_ADVOCATE; s++)
    for (int t = GV_STAGE_UNKNOWN; t <= s; t++) {
      const gboolean same =
          strcmp(gv_stage_next_action((GvStage)s), gv_stage_next_action((GvStage)t)) == 0;
      g_assert_true(same == (s == t));
    }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reasons/figures-are-those-of-the-network", figures_are_those_of_the_network);
  g_test_add_func("/reasons/what-was-done-of-late-is-counted", what_was_done_of_late_is_counted);
  g_test_add_func("/reasons/nothing-is-said-where-there-is-nothing-to-tell",
                  nothing_is_said_where_there_is_nothing_to_tell);
  g_test_add_func("/reasons/only-strangers-have-somebody-between-them",
                  only_strangers_have_somebody_between_them);
  g_test_add_func("/reasons/an-advocate-asked-for-is-an-advocate",
                  an_advocate_asked_for_is_an_advocate);
  g_test_add_func("/reasons/a-place-among-many-is-told-in-per-cent",
                  a_place_among_many_is_told_in_per_cent);
  g_test_add_func("/reasons/what-speaks-most-for-somebody-comes-first",
                  what_speaks_most_for_somebody_comes_first);
  g_test_add_func("/reasons/figures-read-as-people-write-them", figures_read_as_people_write_them);
  g_test_add_func("/reasons/a-shortlist-says-how-much-it-rests-on",
                  a_shortlist_says_how_much_it_rests_on);
  g_test_add_func("/reasons/every-stage-has-a-next-step-of-its-own",
                  every_stage_has_a_next_step_of_its_own);
  return g_test_run();
}

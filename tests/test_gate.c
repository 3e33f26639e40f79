/* The grassroots gate: who may be nominated, and why somebody may not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "made_network.h"

/* a .. f have 5, 4, 3, 2, 1 and 0 followers; all but e are said something of. */
static GvNetwork *six(void)
{
  return made_network((Made){
      .follows = "a,f\nb,a\nc,a\nd,a\ne,a\nf,a\na,b\nc,b\nd,b\nf,b\na,c\nb,c\nd,c\na,d\nb,d\na,e\n"
                 "f,f\n",
      .users = "user,stage,followers,official,opt_in,region\n"
               "a,fan,,no,yes,north\nb,loyalist,,yes,yes,south\nc,advocate,,no,yes,north\n"
               "d,member,,no,no,\nf,public,0,no,yes,north\n" });
}

static GvGate gate_of(const GvNomination *nom, const GvNetwork *network, const char *name)
{
  return gv_nomination_gate(nom, person(network, name));
}

static void assert_counts(const GvNomination *nom, const GvNetwork *network)
{
  const GvNominationView view = gv_nomination_view(nom);
  const GvVertex n = gv_names_count(gv_network_names(network));
  GvVertex counted[GV_GATES] = { 0 };

  for (GvVertex v = 0; v < n; v++)
    counted[gv_nomination_gate(nom, v)]++;
  g_assert_true(memcmp(counted, view.gated, sizeof counted) == 0);
  g_assert_cmpuint(view.count, ==, counted[GV_GATE_OPEN]);
  for (size_t c = 0; c < view.count; c++)
    g_assert_cmpint(gv_nomination_gate(nom, view.candidates[c]), ==, GV_GATE_OPEN);
}

static void official_accounts_and_advocates_are_left_out(void)
{
  g_autoptr(GvNetwork) network = six();
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);

  g_assert_cmpint(gate_of(nom, network, "a"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(nom, network, "b"), ==, GV_GATE_OFFICIAL);
  g_assert_cmpint(gate_of(nom, network, "c"), ==, GV_GATE_ADVOCATE);
  assert_counts(nom, network);
}

static void followers_are_bounded_both_ways(void)
{
  g_autoptr(GvNetwork) network = six();
  const GvNominateOptions options = { .max_followers = (char[]){ "2" }, .min_followers = 2 };
  g_autoptr(GvNomination) nom = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);

  g_assert_cmpint(gate_of(nom, network, "a"), ==, GV_GATE_TOO_MANY_FOLLOWERS);
  g_assert_cmpint(gate_of(nom, network, "d"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(nom, network, "e"), ==, GV_GATE_TOO_FEW_FOLLOWERS);
  g_assert_cmpfloat(gv_nomination_view(nom).max_followers, ==, 2);
  g_assert_cmpfloat(gv_nomination_view(nom).min_followers, ==, 2);
  assert_counts(nom, network);
}

static void the_larger_count_of_followers_is_believed(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "a,b\nc,b\n", .users = "user,followers\na,900\nb,1\n" });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  const GvNominationView view = gv_nomination_view(nom);

  g_assert_cmpfloat(view.followers[person(network, "a")], ==, 900);
  g_assert_cmpfloat(view.followers[person(network, "b")], ==, 2);
  g_assert_cmpfloat(view.followers[person(network, "c")], ==, 0);
}

static void excluded_people_are_left_out_whatever_else_holds(void)
{
  g_autoptr(GvNetwork) network = six();
  const GvVertex excluded[] = { person(network, "a"), person(network, "b"), person(network, "a") };
  const GvNominateChoice choice = { .excluded = excluded, .excluded_count = 3 };
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, choice, 1);

  g_assert_cmpint(gate_of(nom, network, "a"), ==, GV_GATE_EXCLUDED);
  g_assert_cmpint(gate_of(nom, network, "b"), ==, GV_GATE_EXCLUDED);
  g_assert_cmpuint(gv_nomination_view(nom).gated[GV_GATE_EXCLUDED], ==, 2);
  assert_counts(nom, network);
}

static void all_conditions_must_hold(void)
{
  static const char *const region[] = { "region=north", NULL };
  static const char *const both[] = { "region=north", "stage=fan", NULL };
  static const char *const nothing[] = { "region=", NULL };
  static const char *const nowhere[] = { "region=east", NULL };
  g_autoptr(GvNetwork) network = six();
  g_autoptr(GvNomination) north =
      nomination_of(network, open_gate, (GvNominateChoice){ .where = region }, 1);
  g_autoptr(GvNomination) fans =
      nomination_of(network, open_gate, (GvNominateChoice){ .where = both }, 1);
  g_autoptr(GvNomination) unsaid =
      nomination_of(network, open_gate, (GvNominateChoice){ .where = nothing }, 1);
  g_autoptr(GvNomination) nobody =
      nomination_of(network, open_gate, (GvNominateChoice){ .where = nowhere }, 1);

  g_assert_cmpint(gate_of(north, network, "a"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(north, network, "f"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(north, network, "d"), ==, GV_GATE_WHERE);
  g_assert_cmpint(gate_of(fans, network, "a"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(fans, network, "f"), ==, GV_GATE_WHERE);
  g_assert_cmpint(gate_of(unsaid, network, "d"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(unsaid, network, "a"), ==, GV_GATE_WHERE);
  g_assert_cmpuint(gv_nomination_view(nobody).count, ==, 0);
  assert_counts(fans, network);
}

static void only_who_agreed_where_asked_for(void)
{
  g_autoptr(GvNetwork) network = six();
  GvNominateOptions options = open_gate;
  options.opt_in = TRUE;
  g_autoptr(GvNomination) nom = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);

  g_assert_cmpint(gate_of(nom, network, "a"), ==, GV_GATE_OPEN);
  g_assert_cmpint(gate_of(nom, network, "d"), ==, GV_GATE_NOT_OPTED_IN);
  g_assert_cmpint(gate_of(nom, network, "e"), ==, GV_GATE_NOT_OPTED_IN); /* never asked */
  assert_counts(nom, network);
}

/* n people of whom person k has floor(k / 3) followers by the users' table. */
static GvNetwork *in_threes(unsigned n)
{
  g_autoptr(GString) users = g_string_new("user,followers\n");

  for (unsigned k = 0; k < n; k++)
    g_string_append_printf(users, "u%u,%u\n", k * 7919 % n, k / 3); /* in no order; 7919 is prime */
  return made_network((Made){ .follows = "u0,u0\n", .users = users->str });
}

/* The rank-th smallest, where rank / n is the least that is `percent` or more. */
static double nearest_rank(unsigned n, unsigned tenths)
{
  unsigned rank = 1;

  while (rank * 1000 < tenths * n)
    rank++;
  return (rank - 1) / 3;
}

static void a_percentile_is_the_nearest_rank(void)
{
  static const unsigned people[] = { 1, 2, 7, 99, 100, 101, 200, 300, 1000 };
  static const unsigned tenths[] = { 0, 1, 10, 70, 140, 500, 550, 900, 990, 999, 1000 };

  for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
    g_autoptr(GvNetwork) network = in_threes(people[i]);
    for (size_t k = 0; k < G_N_ELEMENTS(tenths); k++) {
      g_autofree char *percent = g_strdup_printf("%u.%u%%", tenths[k] / 10, tenths[k] % 10);
      const GvNominateOptions options = { .max_followers = percent, .seed = 1 };
      g_autoptr(GvNomination) nom = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);
      g_assert_cmpfloat(gv_nomination_view(nom).max_followers, ==,
                        nearest_rank(people[i], tenths[k]));
      assert_counts(nom, network);
    }
  }
}

/* An official account counts for the percentile although it is no candidate. */
static void a_percentile_is_over_everybody(void)
{
  g_autoptr(GvNetwork) network = made_network(
      (Made){ .follows = "a,a\n",
              .users = "user,followers,official\na,1,no\nb,2,no\nc,900,yes\nd,800,yes\n" });
  const GvNominateOptions options = { .max_followers = (char[]){ "75%" }, .seed = 1 };
  g_autoptr(GvNomination) nom = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);

  g_assert_cmpfloat(gv_nomination_view(nom).max_followers, ==, 800);
}

static void what_makes_no_sense_is_refused(void)
{
  static const char *const most[] = { "", "%", "many", "-1", "101%", "-1%", "nan" };
  static const char *const wheres[] = { "region", "=north", "place=north", "stage=elsewhere" };
  g_autoptr(GvNetwork) network = six(), bare = made_network((Made){ .follows = "a,b\n" });

  for (size_t i = 0; i < G_N_ELEMENTS(most); i++) {
    g_autofree char *text = g_strdup(most[i]);
    g_autofree char *message = nomination_refused(
        network, (GvNominateOptions){ .max_followers = text }, (GvNominateChoice){ 0 });
    g_assert_nonnull(strstr(message, "--max-followers"));
  }
  for (size_t i = 0; i < G_N_ELEMENTS(wheres); i++) {
    const char *const where[] = { wheres[i], NULL };
    g_autofree char *message =
        nomination_refused(network, open_gate, (GvNominateChoice){ .where = where });
    g_assert_nonnull(strstr(message, wheres[i]));
  }
  GvNominateOptions options = open_gate;
  options.opt_in = TRUE;
  g_autofree char *message = nomination_refused(bare, options, (GvNominateChoice){ 0 });
  g_assert_nonnull(strstr(message, "--opt-in"));
}

static void every_gate_has_its_sentence(void)
{
  for (int gate = 0; gate < GV_GATES; gate++)
    for (int other = 0; other < gate; other++)
      g_assert_cmpstr(gv_gate_sentence((GvGate)gate), !=, gv_gate_sentence((GvGate)other));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/gate/official-accounts-and-advocates-are-left-out",
                  official_accounts_and_advocates_are_left_out);
  g_test_add_func("/gate/followers-are-bounded-both-ways", followers_are_bounded_both_ways);
  g_test_add_func("/gate/the-larger-count-of-followers-is-believed",
                  the_larger_count_of_followers_is_believed);
  g_test_add_func("/gate/excluded-people-are-left-out-whatever-else-holds",
                  excluded_people_are_left_out_whatever_else_holds);
  g_test_add_func("/gate/all-conditions-must-hold", all_conditions_must_hold);
  g_test_add_func("/gate/only-who-agreed-where-asked-for", only_who_agreed_where_asked_for);
  g_test_add_func("/gate/a-percentile-is-the-nearest-rank", a_percentile_is_the_nearest_rank);
  g_test_add_func("/gate/a-percentile-is-over-everybody", a_percentile_is_over_everybody);
  g_test_add_func("/gate/what-makes-no-sense-is-refused", what_makes_no_sense_is_refused);
  g_test_add_func("/gate/every-gate-has-its-sentence", every_gate_has_its_sentence);
  return g_test_run();
}

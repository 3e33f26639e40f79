/* Whom the features warn of: planted accounts of one hand, and nobody else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "made_network.h"

enum { PEOPLE = 200, BOTS = 6, DAYS = 120, JOBS = 12, BOUGHT = 20 };

static int some(GRand *rand, int below)
{
  return g_rand_int_range(rand, 0, below);
}

/* p0 … live for DAYS days; bot0 … follow the same four and do the same jobs on the same days;
 * the answers to `bought` come within a day, those to `liked` over months. */
static GvNetwork *planted(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(GString) follows = g_string_new(NULL), acts = g_string_new(NULL);

  for (int i = 0; i < 5 * PEOPLE; i++) {
    g_string_append_printf(follows, "p%d,p%d\n", some(rand, PEOPLE), some(rand, PEOPLE));
    g_string_append_printf(acts, "p%d,p%d,RT,%d\n", some(rand, PEOPLE), some(rand, PEOPLE),
                           some(rand, DAYS * 86400));
  }
  for (int b = 0; b < BOTS; b++) {
    for (int i = 0; i < 4; i++)
      g_string_append_printf(follows, "bot%d,p%d\n", b, 7 * i);
    for (int job = 0; job < JOBS; job++)
      g_string_append_printf(acts, "bot%d,p%d,RT,%d\n", b, 7 * (job % 4),
                             86400 * 9 * job + some(rand, 86400));
  }
  for (int i = 0; i < BOUGHT; i++) {
    g_string_append_printf(acts, "p%d,bought,RT,%d\n", 3 * i, 86400 * 50 + some(rand, 86400));
    g_string_append_printf(acts, "p%d,liked,RT,%d\n", 3 * i, 86400 * 4 * i + some(rand, 86400));
  }
  return made_network((Made){ .follows = follows->str, .interactions = acts->str });
}

static gboolean warns(const GvNomination *nom, const char *feature, GvVertex v)
{
  const GvNominationView view = gv_nomination_view(nom);
  const GvFeatureColumn *column = column_of(&view, feature);
  size_t c;

  g_assert_nonnull(column);
  g_assert_true(gv_nomination_find(nom, v, &c));
  return gv_nomination_suspects(column, c);
}

static void planted_accounts_are_found_and_others_are_not(void)
{
  for (guint32 seed = 0; seed < 10; seed++) {
    g_autoptr(GvNetwork) network = planted(seed);
    g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 2);
    const GvNames *names = gv_network_names(network);
    for (GvVertex v = 0; v < gv_names_count(names); v++) {
      const char *name = gv_names_get(names, v);
      const gboolean bot = g_str_has_prefix(name, "bot");
      g_assert_cmpint(warns(nom, "twins", v), ==, bot);
      g_assert_cmpint(warns(nom, "lockstep", v), ==, bot);
      g_assert_cmpint(warns(nom, "bursts", v), ==, strcmp(name, "bought") == 0);
    }
  }
}

static void assert_reasons(const GvNomination *nom, GvVertex v, const char *wanted)
{
  size_t c;

  g_assert_true(gv_nomination_find(nom, v, &c));
  g_autofree char *all = gv_nomination_reasons(nom, c, 2), *none = gv_nomination_reasons(nom, c, 0);
  g_assert_cmpstr(none, ==, wanted);
  g_assert_true(g_str_has_suffix(all, wanted));
  g_assert_cmpuint(strlen(all), >, strlen(wanted));
}

static void warnings_come_behind_the_reasons(void)
{
  g_autoptr(GvNetwork) network = planted(1);
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);

  assert_reasons(nom, person(network, "bot0"),
                 "suspect: 5 others listen to exactly the same 4 people; suspect: 12 times did the "
                 "same within one day as the same group of accounts");
  assert_reasons(nom, person(network, "bought"), "suspect: 20 of 20 answers came within one day");
  assert_reasons(nom, person(network, "liked"), "");
}

static void suspects_are_excluded_on_request_only(void)
{
  GvNominateOptions options = open_gate;
  g_autoptr(GvNetwork) network = planted(2);
  g_autoptr(GvNomination) with = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);
  options.exclude_suspects = TRUE;
  g_autoptr(GvNomination) without = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);

  g_assert_cmpuint(gv_nomination_view(with).gated[GV_GATE_SUSPECT], ==, 0);
  g_assert_cmpuint(gv_nomination_view(without).gated[GV_GATE_SUSPECT], ==, BOTS + 1);
  g_assert_cmpuint(gv_nomination_view(without).count + BOTS + 1, ==,
                   gv_nomination_view(with).count);
  g_assert_cmpint(gv_nomination_gate(without, person(network, "bot3")), ==, GV_GATE_SUSPECT);
  g_assert_cmpint(gv_nomination_gate(without, person(network, "bought")), ==, GV_GATE_SUSPECT);
  g_assert_cmpint(gv_nomination_gate(without, person(network, "liked")), ==, GV_GATE_OPEN);
}

static void who_cannot_be_told_cannot_be_excluded(void)
{
  GvNominateOptions options = open_gate;
  g_autoptr(GvNetwork) network = made_network((Made){ .follows = "a,b\n", .undirected = TRUE });
  options.exclude_suspects = TRUE;
  g_autofree char *message = nomination_refused(network, options, (GvNominateChoice){ 0 });

  g_assert_nonnull(strstr(message, "--exclude-suspects: these data cannot tell"));
}

/* More than 64 at once are a crowd, in which everybody meets everybody by chance. */
static void crowds_are_no_companies(void)
{
  for (int size = 64; size <= 65; size++) {
    g_autoptr(GString) acts = g_string_new("a,b,RT,0\na,b,RT,8640000\n"); /* a hundred days */
    for (int day = 1; day <= 8; day++)
      for (int i = 0; i < size; i++)
        g_string_append_printf(acts, "p%d,star,RT,%d\n", i, 86400 * day + i);
    g_autoptr(GvNetwork) network = made_network((Made){ .interactions = acts->str });
    g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
    g_assert_cmpint(warns(nom, "lockstep", person(network, "p0")), ==, size == 64);
  }
}

/* A group of that size meets so many times in a hundred days. */
static double lockstep_of(int size, int times)
{
  g_autoptr(GString) acts = g_string_new("a,b,RT,0\na,b,RT,8640000\n");

  for (int day = 1; day <= times; day++)
    for (int i = 0; i < size; i++)
      g_string_append_printf(acts, "p%d,star%d,RT,%d\n", i, day % 2, 86400 * day + i);
  g_autoptr(GvNetwork) network = made_network((Made){ .interactions = acts->str });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  const GvNominationView view = gv_nomination_view(nom);
  size_t c;

  g_assert_true(gv_nomination_find(nom, person(network, "p0"), &c));
  return column_of(&view, "lockstep")->values[c];
}

static void companions_are_three_who_meet_three_times(void)
{
  g_assert_cmpfloat(lockstep_of(4, 2), ==, 0);
  g_assert_cmpfloat(lockstep_of(4, 3), ==, 3);
  g_assert_cmpfloat(lockstep_of(3, 7), ==, 0);
  g_assert_cmpfloat(lockstep_of(9, 7), ==, 7);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/suspects/planted-accounts-are-found-and-others-are-not",
                  planted_accounts_are_found_and_others_are_not);
  g_test_add_func("/suspects/warnings-come-behind-the-reasons", warnings_come_behind_the_reasons);
  g_test_add_func("/suspects/suspects-are-excluded-on-request-only",
                  suspects_are_excluded_on_request_only);
  g_test_add_func("/suspects/who-cannot-be-told-cannot-be-excluded",
                  who_cannot_be_told_cannot_be_excluded);
  g_test_add_func("/suspects/crowds-are-no-companies", crowds_are_no_companies);
  g_test_add_func("/suspects/companions-are-three-who-meet-three-times",
                  companions_are_three_who_meet_three_times);
  return g_test_run();
}

/* The nomination as a whole: scores, families, shortlists.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "small_world.h"

enum { WORLDS = 60 };

/* test(world, nomination) on random worlds with defaults and random weights. */
static void on_worlds(void (*test)(const World *w, const GvNomination *nom))
{
  for (guint32 seed = 0; seed < WORLDS; seed++) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_auto(World) w = random_world(seed);
    g_autoptr(GvNetwork) network = world_network(&w);
    g_autofree double *weights = g_new(double, feature_count());
    for (size_t f = 0; f < feature_count(); f++)
      weights[f] = g_rand_int_range(rand, -2, 4);
    const GvNominateChoice choice = { .weights = seed % 2 ? &(GvWeights){ .by_feature = weights } : NULL };
    g_autoptr(GvNomination) nom = nomination_of(network, open_gate, choice, 1);
    test(&w, nom);
  }
}

/* By the definition, from the standings. */
static double contribution(const GvFeatureColumn *f, size_t c, size_t count)
{
  const double standing = f->weight < 0 ? 1 - f->standing[c] : f->standing[c];

  return fabs(f->weight) * -log(1 - standing) / log(2.0 * (double)count);
}

static void assert_score(const World *w, const GvNomination *nom)
{
  const GvNominationView view = gv_nomination_view(nom);

  (void)w;
  for (size_t c = 0; c < view.count; c++) {
    double sum = 0, added = 0;
    for (size_t f = 0; f < view.column_count; f++) {
      sum += contribution(&view.columns[f], c, view.count);
      added += gv_nomination_contribution(&view.columns[f], c);
    }
    assert_close(view.score[c], sum, 1e-9);
    assert_close(view.score[c], added, 1e-12);
    g_assert_true(view.score[c] >= 0 && view.score[c] <= 1 + 1e-12);
  }
}

static void scores_are_sums_of_contributions(void)
{
  on_worlds(assert_score);
}

static void assert_families(const World *w, const GvNomination *nom)
{
  const GvNominationView view = gv_nomination_view(nom);

  (void)w;
  for (int k = 0; k < GV_FAMILIES; k++)
    for (size_t c = 0; view.family[k] && c < view.count; c++) {
      double sum = 0, plain = 0, total = 0, members = 0;
      for (size_t f = 0; f < view.column_count; f++) {
        const GvFeatureColumn *col = &view.columns[f];
        if (col->feature->family != (GvFamily)k)
          continue;
        sum += col->weight * col->standing[c] + (col->weight < 0 ? -col->weight : 0);
        plain += col->standing[c];
        total += fabs(col->weight);
        members++;
      }
      assert_close(view.family[k][c], total > 0 ? sum / total : plain / members, 1e-12);
    }
}

static void families_are_weighted_means_of_standings(void)
{
  on_worlds(assert_families);
}

/* Ranked: every candidate once, by score, of equals the one that appeared first. */
static void assert_order(const World *w, const GvNomination *nom)
{
  const GvNominationView view = gv_nomination_view(nom);
  gboolean seen[MOST_PEOPLE] = { FALSE };

  (void)w;
  for (size_t r = 0; r < view.count; r++) {
    const GvVertex c = view.ranked[r], before = r ? view.ranked[r - 1] : c;
    g_assert_false(seen[c]);
    seen[c] = TRUE;
    g_assert_true(r == 0 || view.score[before] > view.score[c] ||
                  (view.score[before] == view.score[c] && before < c));
    g_assert_true(c == 0 || view.candidates[c - 1] < view.candidates[c]);
  }
}

static void ranked_by_score_then_by_first_appearance(void)
{
  on_worlds(assert_order);
}

static void equals_keep_the_order_of_appearance(void)
{
  g_autoptr(GvNetwork) ring = made_network((Made){ .follows = "d,a\na,c\nc,b\nb,d\n" });
  g_autofree double *weights = weight_on("audience", 1);
  g_autoptr(GvNomination) nom =
      nomination_of(ring, open_gate, (GvNominateChoice){ .weights = &(GvWeights){ .by_feature = weights } },
                    1);
  const GvNominationView view = gv_nomination_view(nom);
  static const char *const order[] = { "d", "a", "c", "b" };

  for (size_t r = 0; r < 4; r++)
    g_assert_cmpuint(view.candidates[view.ranked[r]], ==, person(ring, order[r]));
}

/* Walks down the ranking and counts communities the long way. */
static void assert_shortlist(const GvNomination *nom, size_t top, size_t quota)
{
  const GvNominationView view = gv_nomination_view(nom);
  GvVertex list[MOST_PEOPLE], wanted[MOST_PEOPLE];
  const size_t count = gv_nomination_shortlist(nom, top, quota, list);
  size_t expected = 0;

  for (size_t r = 0; r < view.count && (top == 0 || expected < top); r++) {
    size_t same = 0;
    for (size_t i = 0; i < expected; i++)
      same += view.community[wanted[i]] == view.community[view.ranked[r]];
    if (quota == 0 || same < quota)
      wanted[expected++] = view.ranked[r];
  }
  g_assert_cmpuint(count, ==, expected);
  g_assert_true(memcmp(list, wanted, count * sizeof *list) == 0);
}

static void assert_shortlists(const World *w, const GvNomination *nom)
{
  (void)w;
  for (size_t top = 0; top < 6; top++)
    for (size_t quota = 0; quota < 4; quota++)
      assert_shortlist(nom, top, quota);
}

static void shortlists_keep_to_the_quota_of_communities(void)
{
  on_worlds(assert_shortlists);
}

static void assert_found(const World *w, const GvNomination *nom)
{
  const GvNominationView view = gv_nomination_view(nom);

  for (GvVertex v = 0; v < w->n; v++) {
    size_t c = view.count;
    const gboolean found = gv_nomination_find(nom, v, &c);
    g_assert_cmpint(found, ==, gv_nomination_gate(nom, v) == GV_GATE_OPEN);
    g_assert_true(!found || view.candidates[c] == v);
  }
}

static void candidates_are_found_by_person(void)
{
  on_worlds(assert_found);
}

static void whoever_is_asked_for_is_scored_all_the_same(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "b,a\nc,a\nd,a\na,b\n", .users = "user,official\na,yes\n" });
  const GvVertex a = person(network, "a");
  const GvNominateChoice admits = { .admits = TRUE, .admitted = a };
  g_autoptr(GvNomination) without = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  g_autoptr(GvNomination) with = nomination_of(network, open_gate, admits, 1);
  const GvNominationView view = gv_nomination_view(with);
  size_t c;

  g_assert_false(gv_nomination_find(without, a, &c));
  g_assert_true(gv_nomination_find(with, a, &c));
  g_assert_cmpuint(view.count, ==, gv_nomination_view(without).count + 1);
  g_assert_cmpuint(view.ranked[0], ==, c);
  g_assert_cmpint(gv_nomination_gate(with, a), ==, GV_GATE_OFFICIAL);
}

static void admitting_a_candidate_changes_nothing(void)
{
  g_autoptr(GvNetwork) network = made_network((Made){ .follows = "b,a\nc,a\nd,a\na,b\n" });
  const GvNominateChoice admits = { .admits = TRUE, .admitted = person(network, "a") };
  g_autoptr(GvNomination) without = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  g_autoptr(GvNomination) with = nomination_of(network, open_gate, admits, 1);
  const GvNominationView one = gv_nomination_view(without), two = gv_nomination_view(with);

  g_assert_cmpuint(one.count, ==, two.count);
  g_assert_true(memcmp(one.score, two.score, one.count * sizeof *one.score) == 0);
}

static void assert_left_out(Made made, const char *names)
{
  g_autoptr(GvNetwork) network = made_network(made);
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 1);
  const GvNominationView view = gv_nomination_view(nom);
  g_autoptr(GString) told = g_string_new(NULL);
  size_t left_out = 0;

  for (; view.left_out[left_out]; left_out++) {
    g_string_append_printf(told, "%s ", view.left_out[left_out]->name);
    g_assert_null(column_of(&view, view.left_out[left_out]->name));
  }
  g_assert_cmpstr(told->str, ==, names);
  g_assert_cmpuint(view.column_count + left_out, ==, feature_count());
}

static void nobody_is_nominated_of_nobody(void)
{
  g_autoptr(GvNetwork) nobody = network_of_nobody(TRUE);
  g_autoptr(GvNomination) nom = nomination_of(nobody, open_gate, (GvNominateChoice){ 0 }, 2);
  GvVertex list[1];
  size_t c;

  g_assert_cmpuint(gv_nomination_view(nom).count, ==, 0);
  g_assert_cmpuint(gv_nomination_shortlist(nom, 5, 1, list), ==, 0);
  g_assert_false(gv_nomination_find(nom, 0, &c));
}

static void the_only_candidate_has_it_all(void)
{
  g_autoptr(GvNetwork) network = made_network((Made){ .follows = "a,a\n" });
  g_autoptr(GvNomination) nom = nomination_of(network, open_gate, (GvNominateChoice){ 0 }, 2);

  g_assert_cmpuint(gv_nomination_view(nom).count, ==, 1);
  assert_close(gv_nomination_view(nom).score[0], 1, 1e-12);
}

static void what_the_data_cannot_tell_is_left_out_and_listed(void)
{
  static const char stages[] = "user,stage\na,fan\n";

  assert_left_out((Made){ .follows = "a,b\n" }, "response response_rate response_recency exposure "
                                                "stage activity activity_recency ");
  assert_left_out((Made){ .follows = "a,b\n", .users = stages },
                  "response response_rate response_recency activity activity_recency ");
  assert_left_out((Made){ .interactions = "a,b,RT,\n", .users = stages },
                  "response_recency activity_recency ");
  assert_left_out((Made){ .interactions = "a,b,RT,5\n", .users = stages }, "");
  assert_left_out((Made){ .interactions = "a,b,RT,5\n", .users = stages, .undirected = TRUE },
                  "reciprocity ");
  assert_left_out((Made){ .edges = "source,target,weight\na,b,2\n" },
                  "response_recency exposure stage activity_recency ");
  assert_left_out((Made){ .edges = "source,target\na,b\n" },
                  "response response_rate response_recency exposure stage activity "
                  "activity_recency ");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/nominate/scores-are-sums-of-contributions", scores_are_sums_of_contributions);
  g_test_add_func("/nominate/families-are-weighted-means-of-standings",
                  families_are_weighted_means_of_standings);
  g_test_add_func("/nominate/ranked-by-score-then-by-first-appearance",
                  ranked_by_score_then_by_first_appearance);
  g_test_add_func("/nominate/equals-keep-the-order-of-appearance",
                  equals_keep_the_order_of_appearance);
  g_test_add_func("/nominate/shortlists-keep-to-the-quota-of-communities",
                  shortlists_keep_to_the_quota_of_communities);
  g_test_add_func("/nominate/candidates-are-found-by-person", candidates_are_found_by_person);
  g_test_add_func("/nominate/whoever-is-asked-for-is-scored-all-the-same",
                  whoever_is_asked_for_is_scored_all_the_same);
  g_test_add_func("/nominate/admitting-a-candidate-changes-nothing",
                  admitting_a_candidate_changes_nothing);
  g_test_add_func("/nominate/nobody-is-nominated-of-nobody", nobody_is_nominated_of_nobody);
  g_test_add_func("/nominate/the-only-candidate-has-it-all", the_only_candidate_has_it_all);
  g_test_add_func("/nominate/what-the-data-cannot-tell-is-left-out-and-listed",
                  what_the_data_cannot_tell_is_left_out_and_listed);
  return g_test_run();
}

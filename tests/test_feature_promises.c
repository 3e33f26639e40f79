/* Promises every registered feature keeps; its registry line is enough to be
 * held to them. What it computes is in test_features.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/evidence.h"
#include "made_network.h"

/* Rows "u1,u2" and what follows: time or weight, behind `before` (NULL = nothing). */
static char *random_rows(guint32 seed, gint32 n, int rows, const char *before)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  GString *text = g_string_new(NULL);

  for (int i = 0; i < rows; i++) {
    g_string_append_printf(text, "u%d,u%d", g_rand_int_range(rand, 0, n),
                           g_rand_int_range(rand, 0, n));
    if (before)
      g_string_append_printf(text, "%s%d", before, g_rand_int_range(rand, 1, 5000000));
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

static char *star_rows(void)
{
  GString *text = g_string_new(NULL);

  for (int v = 1; v < 200; v++)
    g_string_append_printf(text, "u%d,u0\nu0,u%d\n", v, v % 3 ? 0 : v);
  return g_string_free(text, FALSE);
}

static void on_made(void (*test)(const GvFeature *, GvNetwork *), const GvFeature *f, Made made)
{
  g_autoptr(GvNetwork) directed = made_network(made);
  made.undirected = TRUE;
  g_autoptr(GvNetwork) undirected = made_network(made);

  test(f, directed);
  test(f, undirected);
}

/* test(feature, network) on networks of every kind. */
static void on_every_network(const GvFeature *f, void (*test)(const GvFeature *, GvNetwork *))
{
  static const char users[] = "user,stage,followers,official\nu0,fan,9,no\nu1,loyalist,,yes\n"
                              "u2,advocate,5,no\nu3,public,2,no\n";
  g_autofree char *follows = random_rows(1, 400, 2500, NULL), *star = star_rows();
  g_autofree char *timed = random_rows(2, 400, 2500, ",RT,");
  g_autofree char *untimed = g_strdup("u0,u1,RT,\nu2,u1,RT,\n");
  g_autofree char *rows = random_rows(4, 400, 2500, ","), *plain = random_rows(5, 300, 250, NULL);
  g_autofree char *weighted = g_strconcat("source,target,weight\n", rows, NULL);
  g_autofree char *unweighted = g_strconcat("source,target\n", plain, NULL);
  g_autoptr(GvNetwork) nobody = network_of_nobody(TRUE), nobodies = network_of_nobody(FALSE);

  test(f, nobody);
  test(f, nobodies);
  on_made(test, f, (Made){ .follows = "u0,u0\n" });
  on_made(test, f, (Made){ .interactions = "u0,u1,RT,7\n", .users = users });
  on_made(test, f, (Made){ .follows = star, .users = users });
  on_made(test, f, (Made){ .follows = follows, .interactions = timed, .users = users });
  on_made(test, f, (Made){ .interactions = untimed, .users = users });
  on_made(test, f, (Made){ .edges = weighted });
  on_made(test, f, (Made){ .edges = unweighted });
}

static const GvSpread cascade = { .kind = GV_SPREAD_WEIGHTED_CASCADE };

/* Values of everybody, one more; NULL where the feature does not apply. */
static double *values_of(const GvFeature *f, GvNetwork *network, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  g_auto(GvEvidence) e = { 0 };
  g_autofree double *values = NULL;

  g_assert_true(gv_evidence_init(&e, network, &cascade, 1, task, &error));
  if (f->applies && !f->applies(&e))
    return NULL;
  values = g_new0(double, (size_t)e.n + 1);
  g_assert_true(f->compute(&e, values, task, &error));
  g_assert_no_error(error);
  return g_steal_pointer(&values);
}

static void is_same_on_threads(const GvFeature *f, GvNetwork *network)
{
  static const unsigned threads[] = { 2, 3, 8 };
  const GvVertex n = gv_names_count(gv_network_names(network));
  g_autofree double *one = values_of(f, network, 1);

  for (size_t i = 0; one && i < G_N_ELEMENTS(threads); i++) {
    g_autofree double *many = values_of(f, network, threads[i]);
    g_assert_true(memcmp(one, many, n * sizeof *one) == 0);
  }
}

static void same_bits_on_any_thread_count(gconstpointer f)
{
  on_every_network(f, is_same_on_threads);
}

static gboolean is_listed(const char *name, const char *const *list)
{
  while (*list && strcmp(*list, name) != 0)
    list++;
  return *list != NULL;
}

static void is_finite_or_known_not_to_be(const GvFeature *f, GvNetwork *network)
{
  static const char *const undefined[] = { "constraint", "effective_size", "participation",
                                           "clustering", "response_rate",  "reciprocity",
                                           "audience_quality", NULL };
  static const char *const never[] = { "response_recency", "activity_recency", NULL };
  const GvVertex n = gv_names_count(gv_network_names(network));
  g_autofree double *values = values_of(f, network, 2);

  for (GvVertex v = 0; values && v < n; v++)
    g_assert_true(isfinite(values[v]) || (isnan(values[v]) && is_listed(f->name, undefined)) ||
                  (values[v] == -INFINITY && is_listed(f->name, never)));
}

static void finite_unless_known(gconstpointer f)
{
  on_every_network(f, is_finite_or_known_not_to_be);
}

/* Whatever is said says something, and in whole. */
static void says_something_or_nothing(const GvFeature *f, GvNetwork *network)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  g_auto(GvEvidence) e = { 0 };

  g_assert_true(gv_evidence_init(&e, network, &cascade, 1, task, NULL));
  g_autofree double *values = g_new0(double, (size_t)e.n + 1);
  if ((f->applies && !f->applies(&e)) || !f->compute(&e, values, task, NULL))
    return;
  for (GvVertex v = 0; v < e.n; v++) {
    g_autofree char *reason = isnan(values[v]) ? NULL : f->reason(&e, v, values[v]);
    g_assert_true(reason == NULL || (*reason != '\0' && g_utf8_validate(reason, -1, NULL)));
    g_assert_true(reason == NULL || (!strstr(reason, "nan") && !strstr(reason, "inf")));
  }
}

static void reasons_are_readable(gconstpointer f)
{
  on_every_network(f, says_something_or_nothing);
}

static void stops(const GvFeature *f, GvNetwork *network)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;
  g_auto(GvEvidence) e = { 0 };

  g_assert_true(gv_evidence_init(&e, network, &cascade, 1, NULL, NULL));
  if (e.n < 2 || (f->applies && !f->applies(&e)))
    return;
  g_autofree double *values = g_new0(double, e.n);
  gv_task_cancel(task);
  g_assert_false(f->compute(&e, values, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

static void stops_when_cancelled(gconstpointer f)
{
  on_every_network(f, stops);
}

static void features_describe_themselves_family_by_family(void)
{
  GvFamily family = (GvFamily)0;

  for (const GvFeature *const *f = gv_features(); *f; f++) {
    g_assert_true((*f)->name && (*f)->sentence && *(*f)->sentence);
    g_assert_true((*f)->compute && (*f)->reason);
    g_assert_true((*f)->direction == 1 || (*f)->direction == -1);
    g_assert_true((*f)->weight >= 0 && isfinite((*f)->weight));
    g_assert_true((*f)->family >= family && (*f)->family < GV_FAMILIES);
    g_assert_true(gv_feature_find((*f)->name) == *f);
    g_assert_cmpstr(gv_family_name((*f)->family), !=, "");
    family = (*f)->family;
  }
  g_assert_null(gv_feature_find("no such feature"));
}

static void add(const GvFeature *f, const char *promise, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf("/feature/%s/%s", f->name, promise);

  g_test_add_data_func(path, f, test);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/features/describe-themselves-family-by-family",
                  features_describe_themselves_family_by_family);
  for (const GvFeature *const *f = gv_features(); *f; f++) {
    add(*f, "same-bits-on-any-thread-count", same_bits_on_any_thread_count);
    add(*f, "finite-unless-known", finite_unless_known);
    add(*f, "reasons-are-readable", reasons_are_readable);
    add(*f, "stops-when-cancelled", stops_when_cancelled);
  }
  return g_test_run();
}

/* Baselines by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/baselines.h"

#include <grapevine/history.h>

#include "made_network.h"

/* a, b, c answer x; x answers y twice and himself; nobody has dated the row of c. */
static const char interactions[] =
    "a,x,RT,100\nb,x,RT,300\nc,x,RE,\nx,y,RT,200\nx,y,RT,250\nx,x,RT,900\n";

static GvNetwork *with_rows(const char *text, GvTableKind kind, const char *columns)
{
  g_autofree char *path = made_file(text);
  const GvSource source = {
    .kind = kind, .path = path, .columns = columns, .delimiter = ',', .header = GV_HEADER_NO
  };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;
  GvNetwork *network;

  options.keep_acts = TRUE;
  network = gv_network_read(&source, 1, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  g_unlink(path);
  return network;
}

static const double *column(const GvBaselineColumns *columns, const char *name)
{
  for (size_t b = 0; b < columns->count; b++)
    if (strcmp(columns->columns[b].baseline->name, name) == 0)
      return columns->columns[b].score;
  g_error("no %s", name);
}

/* values: of the people named in `people`, one letter each. */
static void says(const GvNetwork *network, const GvBaselineColumns *columns, const char *name,
                 const char *people, const double *values)
{
  for (size_t i = 0; people[i]; i++) {
    const double value = column(columns, name)[person(network, (const char[]){ people[i], 0 })];
    if (!(fabs(value - values[i]) < 1e-12) && !(isnan(value) && isnan(values[i])))
      g_error("%s of %c is %g, not %g", name, people[i], value, values[i]);
  }
}

static void by_hand(void)
{
  g_autoptr(GvNetwork) network =
      with_rows(interactions, GV_TABLE_INTERACTIONS, "actor,target,type,time");
  g_auto(GvBaselineColumns) c = { 0 };

  g_assert_true(gv_baselines_run(network, 1, &c, NULL, NULL));
  says(network, &c, "random", "axy", (double[]){ 0, 0, 0 });
  says(network, &c, "audience", "axy", (double[]){ 0, 3, 1 });
  says(network, &c, "degree", "axy", (double[]){ 1, 4, 1 });
  says(network, &c, "activity", "abcxy", (double[]){ 1, 1, 1, 3, 0 });
  says(network, &c, "recency", "abcxy", (double[]){ 100, 300, NAN, 900, NAN });
  says(network, &c, "response", "axy", (double[]){ 0, 3, 2 });
  says(network, &c, "core", "axy", (double[]){ 1, 1, 1 });
  says(network, &c, "neighbours_degree", "axy", (double[]){ 4, 4, 4 });
  says(network, &c, "betweenness", "axy", (double[]){ 0, 3, 0 });
  says(network, &c, "random_neighbour", "axy", (double[]){ 0, 3, 1 });
  g_assert_cmpfloat(column(&c, "pagerank")[person(network, "y")], >,
                    column(&c, "pagerank")[person(network, "a")]);
  g_assert_cmpfloat(column(&c, "pagerank_reversed")[person(network, "y")], <,
                    column(&c, "pagerank_reversed")[person(network, "x")]);
  g_assert_cmpfloat(column(&c, "constraint")[person(network, "x")], >,
                    column(&c, "constraint")[person(network, "a")]);
}

/* Only what was known at 250 counts: two of the six rows are later. */
static void of_the_past_only(void)
{
  g_autoptr(GvNetwork) network =
      with_rows(interactions, GV_TABLE_INTERACTIONS, "actor,target,type,time");
  g_autoptr(GvNetwork) past = gv_network_past(network, 250, NULL, NULL, NULL);
  g_auto(GvBaselineColumns) c = { 0 };

  g_assert_nonnull(past);
  g_assert_true(gv_baselines_run(past, 1, &c, NULL, NULL));
  g_assert_cmpuint(gv_names_find(gv_network_names(past), "b"), ==, GV_VERTEX_NONE);
  says(past, &c, "audience", "axy", (double[]){ 0, 2, 1 });
  says(past, &c, "activity", "acxy", (double[]){ 1, 1, 2, 0 });
  says(past, &c, "recency", "acxy", (double[]){ 100, NAN, 250, NAN });
  says(past, &c, "response", "axy", (double[]){ 0, 2, 2 });
}

static void following_is_an_act_where_there_is_no_other(void)
{
  g_autoptr(GvNetwork) network =
      with_rows("a,b,5\na,c,7\nb,c,6\n", GV_TABLE_FOLLOWS, "follower,followee,time");
  g_auto(GvBaselineColumns) c = { 0 };

  g_assert_true(gv_baselines_run(network, 1, &c, NULL, NULL));
  says(network, &c, "activity", "abc", (double[]){ 2, 1, 0 });
  says(network, &c, "recency", "abc", (double[]){ 7, 6, NAN });
  says(network, &c, "response", "abc", (double[]){ 0, 1, 2 });
}

/* b and c listen to a. On item 1 a was first, b and c came later; on item 2 c was first. b's later
 * event on item 1 is not the first. */
static void past_credit_by_hand(void)
{
  g_autofree char *follows = made_file("b,a,1\nc,a,1\nc,b,1\n");
  g_autofree char *events = made_file("a,see,10,1\nb,see,20,1\nc,see,30,1\nb,see,40,1\n"
                                      "c,see,10,2\na,see,20,2\n");
  const GvSource sources[] = {
    { GV_TABLE_FOLLOWS, follows, "follower,followee,time", ',', GV_HEADER_NO },
    { GV_TABLE_EVENTS, events, "user,event,time,item", ',', GV_HEADER_NO },
  };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;
  g_auto(GvBaselineColumns) c = { 0 };

  options.keep_acts = TRUE;
  g_autoptr(GvNetwork) network = gv_network_read(sources, 2, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  g_unlink(follows);
  g_unlink(events);
  g_assert_true(gv_baselines_run(network, 1, &c, NULL, NULL));
  says(network, &c, "past_credit", "abc", (double[]){ 1.5, .5, 0 });
  says(network, &c, "activity", "abc", (double[]){ 2, 2, 2 });
  says(network, &c, "recency", "abc", (double[]){ 20, 40, 30 });
}

static void same_bits_on_any_thread_count(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed(3);

  for (int row = 0; row < 3000; row++)
    g_string_append_printf(text, "%d,%d,RT,%d\n", g_rand_int_range(rand, 0, 400),
                           g_rand_int_range(rand, 0, 400), row);
  g_autoptr(GvNetwork) network =
      with_rows(text->str, GV_TABLE_INTERACTIONS, "actor,target,type,time");
  g_auto(GvBaselineColumns) one = { 0 };
  g_autoptr(GvTask) alone = gv_task_new(1);
  g_assert_true(gv_baselines_run(network, 1, &one, alone, NULL));
  for (unsigned threads = 2; threads <= 8; threads += threads == 3 ? 5 : 1) {
    g_auto(GvBaselineColumns) many = { 0 };
    g_autoptr(GvTask) task = gv_task_new(threads);
    g_assert_true(gv_baselines_run(network, 1, &many, task, NULL));
    g_assert_cmpuint(many.count, ==, one.count);
    for (size_t b = 0; b < one.count; b++)
      g_assert_true(memcmp(one.columns[b].score, many.columns[b].score, 400 * sizeof(double)) == 0);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/baselines/by-hand", by_hand);
  g_test_add_func("/baselines/of-the-past-only", of_the_past_only);
  g_test_add_func("/baselines/following-is-an-act-where-there-is-no-other",
                  following_is_an_act_where_there_is_no_other);
  g_test_add_func("/baselines/past-credit-by-hand", past_credit_by_hand);
  g_test_add_func("/baselines/same-bits-on-any-thread-count", same_bits_on_any_thread_count);
  return g_test_run();
}

/* Rows as they were read, and the network as it was known at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows_cut.h"

static void the_past_is_what_shorter_files_say(void)
{
  const GvReadOptions variants[] = {
    { .as_of = GV_TIME_UNKNOWN },
    { .as_of = GV_TIME_UNKNOWN, .half_life = 5, .type_weights = "RT=3,MT=0" },
    { .as_of = 17, .half_life = 3 },
    { .as_of = GV_TIME_UNKNOWN, .direction = GV_UNDIRECTED },
    { .as_of = GV_TIME_UNKNOWN, .duplicates = GV_DUPLICATES_FIRST },
    { .as_of = GV_TIME_UNKNOWN, .duplicates = GV_DUPLICATES_MAX, .channel_weights = "shop=0.5" },
    { .as_of = GV_TIME_UNKNOWN, .duplicates = GV_DUPLICATES_COUNT },
    { .as_of = GV_TIME_UNKNOWN, .id_key = "key", .id_key_length = 3 },
  };

  for (guint32 seed = 0; seed < 40; seed++) {
    const double split = seed % TIMES;
    CutTable tables[4];
    make_tables(seed, split, tables);
    for (size_t i = 0; i < G_N_ELEMENTS(variants); i++)
      assert_past_is_cut(tables, 4, split, variants[i]);
    for (size_t i = 0; i < 4; i++)
      cut_table_clear(&tables[i]);
  }
}

static void edges_are_turned_alike(void)
{
  for (guint32 seed = 0; seed < 40; seed++) {
    const double split = seed % TIMES;
    GRand *random = g_rand_new_with_seed(seed);
    CutTable table = cut_table(GV_TABLE_EDGES, 2, "source,target,time\nq,r,\n");
    fill_ties(random, &table, split, 30);
    assert_past_is_cut(&table, 1, split, (GvReadOptions){ .as_of = GV_TIME_UNKNOWN });
    assert_past_is_cut(&table, 1, split,
                       (GvReadOptions){ .as_of = GV_TIME_UNKNOWN, .reverse = TRUE });
    cut_table_clear(&table);
    g_rand_free(random);
  }
}

static GvNetwork *network_with_acts(GvTableKind kind, const char *text)
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  options.keep_acts = TRUE;
  return read_text(kind, text, options, NULL);
}

static void a_past_has_a_past(void)
{
  g_autoptr(GvNetwork) whole =
      network_with_acts(GV_TABLE_EDGES, "source,target,time\nd,e,9\nc,b,5\nb,a,3\na,c,1\n");
  g_autoptr(GvNetwork) near = past_of(whole, 6), far = past_of(near, 3), direct = past_of(whole, 3);

  g_assert_cmpuint(gv_graph_edges(gv_network_graph(near)), ==, 3);
  assert_same_network(far, direct);
  assert_same_acts(far, direct);
}

static void rows_are_kept_as_they_were_read(void)
{
  g_autoptr(GvNetwork) network =
      network_with_acts(GV_TABLE_INTERACTIONS, "actor,target,type,weight,time\n"
                                               "a,b,RT,2,30\nc,c,RE,1,10\nb,a,RT,0,\na,b,RE,1,10\n");
  const GvActs acts = gv_network_acts(network);
  static const GvVertex from[] = { 0, 2, 1, 0 }, to[] = { 1, 2, 0, 1 };
  static const double weight[] = { 2, 1, 0, 1 }, time[] = { 30, 10, NAN, 10 };
  static const uint16_t layer[] = { 0, 1, 0, 1 };
  static const size_t by_time[] = { 1, 3, 0 };

  g_assert_cmpuint(acts.count, ==, 4);
  g_assert_cmpuint(acts.dated, ==, 3);
  assert_bytes(acts.from, from, sizeof from);
  assert_bytes(acts.to, to, sizeof to);
  assert_bytes(acts.weight, weight, sizeof weight);
  assert_same_reals(acts.time, time, 4);
  assert_bytes(acts.layer, layer, sizeof layer);
  assert_bytes(acts.by_time, by_time, sizeof by_time);
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 1);
}

/* Blocks of plain pairs are read another way. */
static void pairs_of_numbers_are_kept_too(void)
{
  g_autoptr(GvNetwork) network = network_with_acts(GV_TABLE_EDGES, "1 2\n2 1\n3 3\n1 2\n");
  const GvActs acts = gv_network_acts(network);
  static const GvVertex from[] = { 0, 1, 2, 0 }, to[] = { 1, 0, 2, 1 };

  g_assert_cmpuint(acts.count, ==, 4);
  assert_bytes(acts.from, from, sizeof from);
  assert_bytes(acts.to, to, sizeof to);
  g_assert_null(acts.weight);
  g_assert_null(acts.time);
  g_assert_null(acts.layer);
  g_autoptr(GvNetwork) past = past_of(network, 0);
  assert_same_network(network, past);
}

static void nothing_is_kept_unasked(void)
{
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, "source,target,time\na,b,1\n", NULL);
  g_autoptr(GError) error = NULL;
  double time;

  g_assert_cmpuint(gv_network_acts(network).count, ==, 0);
  g_assert_null(gv_network_acts(network).from);
  g_assert_false(gv_network_time_at(network, 0.5, &time));
  g_assert_null(gv_network_past(network, 1, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull(strstr(error->message, "keep_acts"));
}

static void no_number_is_no_time(void)
{
  g_autoptr(GvNetwork) network = network_with_acts(GV_TABLE_EDGES, "source,target,time\na,b,1\n");
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_network_past(network, NAN, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void nodes_of_a_graph_file_were_there_all_along(void)
{
  g_autofree char *folder = g_dir_make_tmp("grapevine-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "g.gml", NULL);
  static const char text[] =
      "graph [ directed 1\nnode [ id 5 label \"x\" ]\nnode [ id 6 label \"y\" ]\n"
      "node [ id 7 label \"z\" ]\nedge [ source 7 target 6 time 3 ]\n"
      "edge [ source 6 target 5 time 1 ]\n]\n";
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  options.keep_acts = TRUE;
  g_autoptr(GvNetwork) network =
      read_good((GvSource){ .kind = GV_TABLE_EDGES, .path = path }, options, NULL);
  g_autoptr(GvNetwork) past = past_of(network, 2);
  g_assert_cmpuint(gv_names_count(gv_network_names(past)), ==, 3);
  g_assert_cmpstr(name_of(past, 2), ==, "z");
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(past)), ==, 1);
  g_unlink(path);
  g_rmdir(folder);
}

static void the_span_is_that_of_rows_and_events(void)
{
  const GvTableKind kinds[] = { GV_TABLE_EDGES, GV_TABLE_EVENTS };
  const char *const texts[] = { "source,target,time\na,b,30\nb,c,\nb,b,10\n",
                                "user,event,time\na,buy,50\na,buy,20\n" };
  g_autoptr(GError) error = NULL;
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  double time;

  options.keep_acts = TRUE;
  g_autoptr(GvNetwork) network = read_texts(kinds, texts, 2, options, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(gv_network_time_at(network, 0.25, &time));
  g_assert_cmpfloat(time, ==, 20);
  g_autoptr(GvNetwork) undated = network_with_acts(GV_TABLE_EDGES, "source,target\na,b\n");
  g_assert_false(gv_network_time_at(undated, 0.25, &time));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/history/the-past-is-what-shorter-files-say",
                  the_past_is_what_shorter_files_say);
  g_test_add_func("/history/edges-are-turned-alike", edges_are_turned_alike);
  g_test_add_func("/history/a-past-has-a-past", a_past_has_a_past);
  g_test_add_func("/history/rows-are-kept-as-they-were-read", rows_are_kept_as_they_were_read);
  g_test_add_func("/history/pairs-of-numbers-are-kept-too", pairs_of_numbers_are_kept_too);
  g_test_add_func("/history/nothing-is-kept-unasked", nothing_is_kept_unasked);
  g_test_add_func("/history/no-number-is-no-time", no_number_is_no_time);
  g_test_add_func("/history/nodes-of-a-graph-file-were-there-all-along",
                  nodes_of_a_graph_file_were_there_all_along);
  g_test_add_func("/history/the-span-is-that-of-rows-and-events",
                  the_span_is_that_of_rows_and_events);
  return g_test_run();
}

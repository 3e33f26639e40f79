/* The events' table: every column, and every bad row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/write.h>

#include "read_common.h"
#include "same_network.h"

static const GvTableKind both[] = { GV_TABLE_EDGES, GV_TABLE_EVENTS };

/* Events beside the one edge a -> b. */
static GvNetwork *with_events(const char *text, GvReadOptions options, GvReadReport *report)
{
  const char *const texts[] = { "source,target\na,b\n", text };
  g_autoptr(GError) error = NULL;
  GvNetwork *network = read_texts(both, texts, 2, options, report, &error);

  g_assert_no_error(error);
  return network;
}

static const char *word(const GvNames *names, uint32_t code)
{
  return code == GV_VERTEX_NONE ? "" : gv_names_get(names, code);
}

static void every_column_is_read(void)
{
  g_autoptr(GvNetwork) network = with_events(
      "user,event,time,value,channel,campaign,item,parent\n"
      "b,buy,1970-01-01T00:01:40Z,12.5,weibo,spring,shoe,a\n"
      "c,share,50,,,,,\n"
      "c,buy,75.5,0,shop,spring,hat,d\n",
      defaults, NULL);
  const GvEvents e = gv_network_events(network);
  static const char *const rows[][7] = { { "b", "buy", "weibo", "spring", "shoe", "a" },
                                         { "c", "share", "", "", "", "" },
                                         { "c", "buy", "shop", "spring", "hat", "d" } };
  static const double times[] = { 100, 50, 75.5 }, values[] = { 12.5, NAN, 0 };
  static const size_t by_time[] = { 1, 2, 0 };

  g_assert_cmpuint(e.count, ==, 3);
  assert_same_reals(e.time, times, 3);
  assert_same_reals(e.value, values, 3);
  assert_bytes(e.by_time, by_time, sizeof by_time);
  for (size_t i = 0; i < 3; i++) {
    g_assert_cmpstr(name_of(network, e.user[i]), ==, rows[i][0]);
    g_assert_cmpstr(word(e.events, e.event[i]), ==, rows[i][1]);
    g_assert_cmpstr(word(e.channels, e.channel[i]), ==, rows[i][2]);
    g_assert_cmpstr(word(e.campaigns, e.campaign[i]), ==, rows[i][3]);
    g_assert_cmpstr(word(e.items, e.item[i]), ==, rows[i][4]);
    g_assert_cmpstr(e.parent[i] == GV_VERTEX_NONE ? "" : name_of(network, e.parent[i]), ==,
                    rows[i][5]);
  }
}

static void columns_that_are_not_there_are_null(void)
{
  g_autoptr(GvNetwork) network = with_events("timestamp,user_id,event\n7,b,buy\n", defaults, NULL);
  const GvEvents e = gv_network_events(network);

  g_assert_cmpuint(e.count, ==, 1);
  g_assert_cmpfloat(e.time[0], ==, 7);
  g_assert_null(e.value);
  g_assert_null(e.parent);
  g_assert_null(e.item);
  g_assert_null(e.items);
  g_assert_null(e.channel);
  g_assert_null(e.campaigns);
  g_autoptr(GvNetwork) none = network_of(GV_TABLE_EDGES, "a,b\n", NULL);
  g_assert_cmpuint(gv_network_events(none).count, ==, 0);
  g_assert_null(gv_network_events(none).user);
}

static void several_tables_become_one(void)
{
  const GvTableKind kinds[] = { GV_TABLE_EVENTS, GV_TABLE_EDGES, GV_TABLE_EVENTS, GV_TABLE_USERS };
  const char *const texts[] = { "user,event,time\nx,buy,2\n", "source,target\na,b\n",
                                "user,event,time,item,parent,value\ny,sell,1,shoe,z,4\n",
                                "user\nu\n" };
  g_autoptr(GError) error = NULL;
  g_autoptr(GvNetwork) network = read_texts(kinds, texts, 4, defaults, NULL, &error);
  static const char *const names[] = { "a", "b", "u", "x", "y", "z" };

  g_assert_no_error(error);
  const GvEvents e = gv_network_events(network);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, G_N_ELEMENTS(names));
  for (GvVertex v = 0; v < G_N_ELEMENTS(names); v++)
    g_assert_cmpstr(name_of(network, v), ==, names[v]);
  g_assert_cmpuint(e.count, ==, 2);
  g_assert_cmpuint(e.item[0], ==, GV_VERTEX_NONE);
  g_assert_cmpuint(e.parent[0], ==, GV_VERTEX_NONE);
  g_assert_true(isnan(e.value[0]));
  g_assert_cmpstr(name_of(network, e.parent[1]), ==, "z");
  g_assert_cmpuint(gv_network_people(network)->listed[5], ==, 0);
}

static void positions_and_columns_name_the_rest(void)
{
  g_autoptr(GvNetwork) bare = with_events("b\tbuy\t2020-01-02\t3\n", defaults, NULL);
  g_autoptr(GvNetwork) named =
      network_of(GV_TABLE_EVENTS, "5;buy;skipped;b\n", "time,event,-,user");

  g_assert_cmpfloat(gv_network_events(bare).time[0], ==, 1577923200);
  g_assert_cmpfloat(gv_network_events(bare).value[0], ==, 3);
  g_assert_cmpfloat(gv_network_events(named).time[0], ==, 5);
  g_assert_cmpstr(name_of(named, gv_network_events(named).user[0]), ==, "b");
}

static void what_is_not_known_is_told(void)
{
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network =
      with_events("user,event,time,mood\nx,buy,1,\ny,buy,1,\nb,buy,1,\n", defaults, &report);

  g_assert_cmpuint(report.warnings->len, ==, 2);
  g_assert_nonnull(strstr(report.warnings->pdata[0], "columns 4"));
  g_assert_nonnull(strstr(report.warnings->pdata[1], "only 1 of 3 events"));
  g_assert_cmpuint(report.inputs[1].rows, ==, 3);
  g_assert_cmpuint(gv_network_events(network).count, ==, 3);
}

static void bad_rows_are_named(void)
{
  static const struct {
    const char *text, *message;
  } bad[] = {
    { "user,event,time\na,buy,1\n,buy,2\n", ":3: user is empty; every row must name a person" },
    { "user,event,time\na, ,1\n", ":2: event is blank; every row must say what was done" },
    { "user,event,time\na,,1\n", ":2: event is empty; every row must say what was done" },
    { "user,event,time\na,buy,\n", ":2: time is empty; every event has one" },
    { "user,event,time\na,buy,noon\n", ":2: time is not a time" },
    { "user,event,time,value\na,buy,1,much\n", ":2: value is not a number" },
    { "user,event,time,value\na,buy,1,-1\n", ":2: value must be >= 0" },
    { "user,event,time,value\na,buy,1,inf\n", ":2: value is not finite" },
    { "user,event,time,parent\na,buy,1,\xc3\n", ":2: invalid UTF-8 in parent" },
    { "user,event,time,parent\na,buy,1,  \n", ":2: parent is blank; every row must say something" },
    { "user,event,time,item\na,buy,1,\t\n", ":2: item is blank" },
    { "user,event,time\na,buy\n", ":2: expected 3 fields, got 2" },
    { "user,time\na,1\n", ":1: no event column" },
    { "event,time\na,1\n", ":1: no user column" },
    { "user,event\na,buy\n", ":1: no time column" },
    { "user,event,time,time\na,buy,1,1\n", ":1: repeated column time" },
    { "a,buy\n", ":1: expected at least 3 fields, got 2; every row must say who did what and when" },
    { "user,event,time\n", ": file is empty" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *message = error_of((GvSource){ .kind = GV_TABLE_EVENTS }, bad[i].text,
                                        strlen(bad[i].text), GV_ERROR_PARSE);
    if (!g_str_has_prefix(message, bad[i].message))
      g_error("\"%s\" does not begin with \"%s\"", message, bad[i].message);
  }
}

static void hear(const GvBadRow *row, void *data)
{
  g_string_append_printf(data, "%" G_GUINT64_FORMAT " %s\n", row->line, row->reason);
}

static void some_bad_rows_may_be_passed_over(void)
{
  g_autoptr(GString) heard = g_string_new(NULL);
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_auto(GvReadReport) report = { 0 };

  options.max_bad = 2;
  options.rejected = hear;
  options.rejected_data = heard;
  g_autoptr(GvNetwork) network = with_events(
      "user,event,time,parent\nb,buy,,x\nb,buy,1,\nb,,2,y\nb,sell,2,\n", options, &report);
  g_assert_cmpuint(gv_network_events(network).count, ==, 2);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, 2);
  g_assert_cmpuint(report.inputs[1].rejected, ==, 2);
  g_assert_true(g_str_has_prefix(heard->str, "2 time is empty"));
  g_assert_nonnull(strstr(heard->str, "\n4 event is empty"));
}

static void too_many_people_are_a_limit(void)
{
  const char *const texts[] = { "source,target\na,b\n", "user,event,time,parent\na,buy,1,c\n" };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  options.max_vertices = 2;
  g_assert_null(read_texts(both, texts, 2, options, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
  g_assert_nonnull(strstr(error->message, ":2: more than 2 people"));
}

/* Hashes are of people only, and in their order. */
static void people_are_hashed(void)
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  options.id_key = "key";
  options.id_key_length = 3;
  g_autoptr(GvNetwork) network =
      with_events("user,event,time,item,parent\nb,buy,1,shoe,c\n", options, NULL);
  const GvEvents e = gv_network_events(network);
  g_assert_cmpuint(e.parent[0], ==, gv_names_find(gv_network_names(network), "c"));
  g_assert_cmpuint(strlen(name_of(network, e.parent[0])), ==, 64);
  g_assert_cmpstr(gv_names_get(e.items, e.item[0]), ==, "shoe");
}

/* A packed graph of the table of edges "a,b". */
static char *packed_graph(const char *folder)
{
  char *path = g_build_filename(folder, "g.vine", NULL);
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, "source,target,time\na,b,5\n", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = gv_output_open(path, &error);

  g_assert_true(gv_network_write(network, path, output, NULL, &error));
  g_assert_true(gv_output_commit(output, &error));
  return path;
}

static void packed_graphs_have_people_from_events_but_no_past(void)
{
  g_autofree char *folder = g_dir_make_tmp("grapevine-XXXXXX", NULL);
  g_autofree char *path = packed_graph(folder);
  g_auto(TestFile) events = test_file("user,event,time\nc,buy,1\n");
  g_auto(TestFile) edges = test_file("source,target\nd,e\n");
  const GvSource sources[] = { { .kind = GV_TABLE_EDGES, .path = path },
                               { .kind = GV_TABLE_EVENTS, .path = events.path },
                               { .kind = GV_TABLE_EDGES, .path = edges.path },
                               { .kind = GV_TABLE_EVENTS, .path = path } };
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  options.keep_acts = TRUE;
  for (size_t count = 2; count < 4; count++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GvNetwork) network = gv_network_read(sources, count, &options, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(name_of(network, count == 2 ? 2 : 4), ==, "c");
    g_assert_cmpuint(gv_network_events(network).count, ==, 1);
    g_assert_cmpuint(gv_network_acts(network).count, ==, 0);
    g_assert_null(gv_network_past(network, 3, NULL, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull(strstr(error->message, "give the tables"));
  }
  g_autoptr(GError) error = NULL;
  g_assert_null(gv_network_read(&sources[3], 1, &options, NULL, NULL, &error));
  g_assert_nonnull(strstr(error->message, "name it with --edges"));
  g_unlink(path);
  g_rmdir(folder);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/events/every-column-is-read", every_column_is_read);
  g_test_add_func("/events/columns-that-are-not-there-are-null",
                  columns_that_are_not_there_are_null);
  g_test_add_func("/events/several-tables-become-one", several_tables_become_one);
  g_test_add_func("/events/positions-and-columns-name-the-rest",
                  positions_and_columns_name_the_rest);
  g_test_add_func("/events/what-is-not-known-is-told", what_is_not_known_is_told);
  g_test_add_func("/events/bad-rows-are-named", bad_rows_are_named);
  g_test_add_func("/events/some-bad-rows-may-be-passed-over", some_bad_rows_may_be_passed_over);
  g_test_add_func("/events/too-many-people-are-a-limit", too_many_people_are_a_limit);
  g_test_add_func("/events/people-are-hashed", people_are_hashed);
  g_test_add_func("/events/packed-graphs-have-people-from-events-but-no-past",
                  packed_graphs_have_people_from_events_but_no_past);
  return g_test_run();
}

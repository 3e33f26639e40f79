/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <math.h>

#include "write_common.h"

/* Writes and reads back; *text is the file. */
static json_t *written(GvSummary *summary, char **text)
{
  g_autofree char *folder = new_folder();
  g_autofree char *path = g_build_filename(folder, "summary.json", NULL);
  g_autoptr(GError) error = NULL;
  json_t *root;

  g_assert_true(gv_summary_write(summary, path, &error));
  g_assert_no_error(error);
  *text = content_of(path);
  root = json_loads(*text, JSON_REJECT_DUPLICATES, NULL);
  g_assert_nonnull(root);
  remove_folder(folder);
  return root;
}

static const char *text_at(json_t *object, const char *key)
{
  return json_string_value(json_object_get(object, key));
}

static json_int_t int_at(json_t *object, const char *key)
{
  g_assert_true(json_is_integer(json_object_get(object, key)));
  return json_integer_value(json_object_get(object, key));
}

static void keys_are_all_there_in_order(void)
{
  static const char *const keys[] = { "program", "version", "command",       "arguments",
                                      "seed",    "threads", "inputs",        "graph",
                                      "results", "phases",  "peak_rss_bytes" };
  g_autoptr(GvSummary) summary = gv_summary_new("nominate", NULL);
  g_autofree char *text = NULL;
  size_t k = 0;

  gv_summary_set_run(summary, 7, 4); /* setting a key later must not move it */
  json_t *root = written(summary, &text);
  for (void *at = json_object_iter(root); at; at = json_object_iter_next(root, at), k++)
    g_assert_cmpstr(json_object_iter_key(at), ==, keys[k]);
  g_assert_cmpuint(k, ==, G_N_ELEMENTS(keys));
  g_assert_cmpstr(text_at(root, "program"), ==, "grapevine");
  g_assert_cmpstr(text_at(root, "command"), ==, "nominate");
  g_assert_cmpint(int_at(root, "seed"), ==, 7);
  g_assert_cmpint(int_at(root, "threads"), ==, 4);
  g_assert_cmpint(int_at(root, "peak_rss_bytes"), >, 1000000);
  g_assert_true(g_str_has_prefix(text, "{\n  \"program\": \"grapevine\",\n  \"version\": \""));
  g_assert_true(g_str_has_suffix(text, "\n}\n"));
  json_decref(root);
}

static void inputs_and_graph_are_described(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 } };
  g_autoptr(GvGraph) graph = gv_graph_new(5, edges, NULL, 2, TRUE, NULL);
  g_autoptr(GvSummary) summary = gv_summary_new("info", NULL);
  g_autofree char *text = NULL;

  gv_summary_add_input(summary, "a\"b\\\n张.csv", G_MAXINT64, "00ff", 4, 3, 2, 1);
  gv_summary_add_input(summary, "b.csv", 1, "", 0, 0, 0, 0);
  gv_summary_set_graph(summary, graph);
  json_t *root = written(summary, &text);
  json_t *inputs = json_object_get(root, "inputs"), *about = json_object_get(root, "graph");
  json_t *first = json_array_get(inputs, 0);
  g_assert_cmpuint(json_array_size(inputs), ==, 2);
  g_assert_cmpstr(text_at(first, "path"), ==, "a\"b\\\n张.csv");
  g_assert_cmpint(int_at(first, "bytes"), ==, G_MAXINT64);
  g_assert_cmpstr(text_at(first, "sha256"), ==, "00ff");
  g_assert_cmpint(int_at(first, "rows"), ==, 4);
  g_assert_cmpint(int_at(first, "rejected"), ==, 3);
  g_assert_cmpint(int_at(first, "self_loops"), ==, 2);
  g_assert_cmpint(int_at(first, "duplicates"), ==, 1);
  g_assert_cmpint(int_at(about, "vertices"), ==, 5);
  g_assert_cmpint(int_at(about, "edges"), ==, 2);
  g_assert_true(json_is_true(json_object_get(about, "directed")));
  g_assert_true(json_is_false(json_object_get(about, "weighted")));
  json_decref(root);
}

static void results_keep_their_types(void)
{
  static const char *const arguments[] = { "--seed", "7", "\xff\xfe.csv", NULL };
  g_autoptr(GvSummary) summary = gv_summary_new("x", arguments);
  g_autofree char *text = NULL;

  gv_summary_result_real(summary, "tenth", 0.1);
  gv_summary_result_real(summary, "undefined", NAN);
  gv_summary_result_int(summary, "count", G_MININT64);
  gv_summary_result_text(summary, "length", "weight");
  gv_summary_result_flag(summary, "unweighted", TRUE);
  gv_summary_result_append(summary, "notes", "one");
  gv_summary_result_append(summary, "notes", "two");
  json_t *root = written(summary, &text), *results = json_object_get(root, "results");
  g_assert_nonnull(strstr(text, "\"tenth\": 0.1,"));
  g_assert_true(json_is_null(json_object_get(results, "undefined")));
  g_assert_cmpint(int_at(results, "count"), ==, G_MININT64);
  g_assert_cmpstr(text_at(results, "length"), ==, "weight");
  g_assert_true(json_is_true(json_object_get(results, "unweighted")));
  g_assert_cmpuint(json_array_size(json_object_get(results, "notes")), ==, 2);
  g_assert_cmpuint(json_array_size(json_object_get(root, "arguments")), ==, 3);
  json_decref(root);
}

static void phases_are_timed_in_order(void)
{
  g_autoptr(GvSummary) summary = gv_summary_new("x", NULL);
  g_autofree char *text = NULL;

  gv_summary_phase(summary, "load");
  g_usleep(20000);
  gv_summary_phase(summary, "write");
  json_t *root = written(summary, &text), *phases = json_object_get(root, "phases");
  g_assert_cmpuint(json_array_size(phases), ==, 2);
  json_t *load = json_array_get(phases, 0), *write = json_array_get(phases, 1);
  double seconds = json_number_value(json_object_get(load, "seconds"));
  g_assert_cmpstr(text_at(load, "name"), ==, "load");
  g_assert_cmpstr(text_at(write, "name"), ==, "write");
  g_assert_cmpfloat(seconds, >=, 0.02);
  g_assert_cmpfloat(seconds, <, 60);
  g_assert_cmpfloat(json_number_value(json_object_get(write, "seconds")), >=, 0);
  json_decref(root);
}

static void cannot_write_is_an_error(void)
{
  g_autoptr(GvSummary) summary = gv_summary_new("x", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false(gv_summary_write(summary, "/dev/full", &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/write_summary/keys-are-all-there-in-order", keys_are_all_there_in_order);
  g_test_add_func("/write_summary/inputs-and-graph-are-described", inputs_and_graph_are_described);
  g_test_add_func("/write_summary/results-keep-their-types", results_keep_their_types);
  g_test_add_func("/write_summary/phases-are-timed-in-order", phases_are_timed_in_order);
  g_test_add_func("/write_summary/cannot-write-is-an-error", cannot_write_is_an_error);
  return g_test_run();
}

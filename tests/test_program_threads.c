/* The same bytes at any number of threads, and what the summary says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>

#include "program.h"

#define WIKI "--edges $DATA/networks/wiki_vote.txt.zst "
#define TABLES "--follows follows.csv --interactions interactions.csv --users users.csv "
#define HIGGS "--interactions $DATA/higgs/*.gz --columns actor,target,time,type "

static const char *const commands[] = {
  "$G nominate --features --top 0 " WIKI,
  "$G nominate --features --half-life 1h " TABLES,
  "$G explain 28 " WIKI,
  "$G holes " WIKI,
  "$G centrality --measure harmonic,closeness --epsilon 0.1 --seed 5 " WIKI,
  "$G centrality --measure harmonic,closeness,pagerank --top 50 " WIKI,
  "$G communities " WIKI,
  "$G communities --method fast --undirected " WIKI,
  "$G info " WIKI,
  "$G info --format csv " TABLES,
  "$G centrality --measure "
  "degree,in_strength,pagerank,core,triangles,clustering,reciprocity,betweenness " WIKI,
  "$G centrality --epsilon 0.005 --measure betweenness " WIKI,
  "$G centrality --undirected --measure pagerank,clustering,core " HIGGS,
};

static void set(json_t *object, const char *key)
{
  g_assert_nonnull(json_object_get(object, key));
  json_object_set_new(object, key, json_null());
}

/* The summary without what may differ between thread counts. */
static char *summary_of(const Shell *s)
{
  g_autofree char *text = read_file(s, "s.json");
  json_t *summary = json_loads(text, 0, NULL);
  char *dumped, *copy;

  g_assert_nonnull(summary);
  set(summary, "threads");
  set(summary, "phases");
  set(summary, "peak_rss_bytes");
  json_object_del(summary, "arguments");
  dumped = json_dumps(summary, JSON_COMPACT);
  copy = g_strdup(dumped);
  free(dumped);
  json_decref(summary);
  return copy;
}

static char *with_threads(Shell *s, const char *command, const char *threads, char **summary)
{
  g_autofree char *line = g_strdup_printf("%s --summary s.json --threads %s", command, threads);
  char *out = output_of(s, line);

  *summary = summary_of(s);
  return out;
}

static void same_bytes_at_any_thread_count(Shell *s, gconstpointer data)
{
  (void)data;
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *one_summary = NULL;
    g_autofree char *one = with_threads(s, commands[i], "1", &one_summary);
    g_assert_cmpuint(strlen(one), >, 100);
    for (int threads = 2; threads <= 8; threads *= 4) {
      g_autofree char *count = g_strdup_printf("%d", threads), *summary = NULL;
      g_autofree char *out = with_threads(s, commands[i], count, &summary);
      if (strcmp(one, out) != 0)
        g_error("%s differs at %d threads", commands[i], threads);
      g_assert_cmpstr(summary, ==, one_summary);
    }
  }
}

static void the_seed_is_all_that_draws(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(
      same_output(s, "$G nominate --top 0 --seed 7 " WIKI, "$G nominate --top 0 --seed 7 " WIKI));
  g_assert_false(
      same_output(s, "$G nominate --top 0 --seed 7 " WIKI, "$G nominate --top 0 --seed 8 " WIKI));
}

/* The rows of --top are the first of all rows, though not everybody is scored. */
static void the_first_rows_are_those_of_all(Shell *s, gconstpointer data)
{
  (void)data;
  for (int i = 0; i < 3; i++) {
    const char *first = (const char *[]){ "harmonic", "closeness", "pagerank" }[i];
    g_autofree char *all = g_strdup_printf(
        "$G centrality --measure %s,harmonic,closeness,in_degree " WIKI
        "| { read head; echo \"$head\"; LC_ALL=C sort -t, -s -k2,2gr | head -60; }", first);
    g_autofree char *top = g_strdup_printf(
        "$G centrality --top 60 --measure %s,harmonic,closeness,in_degree " WIKI, first);
    g_assert_true(same_output(s, all, top));
  }
}

static json_t *load_summary(Shell *s, const char *command)
{
  run(s, command);
  assert_status(s, 0, command);
  g_autofree char *text = read_file(s, "s.json");
  json_t *summary = json_loads(text, 0, NULL);

  g_assert_nonnull(summary);
  return summary;
}

static void assert_keys(json_t *object, const char *const *keys)
{
  for (; *keys; keys++)
    if (json_object_get(object, *keys) == NULL)
      g_error("the summary has no %s", *keys);
}

/* That scores are estimates, and how wrong, where they are. */
static void the_summary_says_what_is_estimated(Shell *s, gconstpointer data)
{
  json_t *exact = load_summary(s, "$G centrality --measure harmonic --summary s.json " WIKI);
  json_t *about =
      load_summary(s, "$G centrality --measure harmonic --epsilon .05 --summary s.json " WIKI);
  const json_t *results = json_object_get(about, "results");
  (void)data;

  g_assert_null(json_object_get(json_object_get(exact, "results"), "estimated"));
  g_assert_true(json_is_true(json_object_get(results, "estimated")));
  g_assert_cmpint(json_integer_value(json_object_get(results, "registers")), ==, 448);
  g_assert_cmpfloat(json_real_value(json_object_get(results, "count_standard_error")), <=, .05);
  g_assert_cmpfloat(json_real_value(json_object_get(results, "count_standard_error")), >, .04);
  g_assert_cmpint(json_integer_value(json_object_get(results, "distances")), >, 3);
  json_decref(exact);
  json_decref(about);
}

static void assert_phases(json_t *summary)
{
  json_t *phases = json_object_get(summary, "phases");
  const size_t count = json_array_size(phases);

  g_assert_cmpuint(count, >=, 2);
  for (size_t i = 0; i < count; i++) {
    json_t *phase = json_array_get(phases, i);
    const char *name = json_string_value(json_object_get(phase, "name"));
    g_assert_cmpint(strcmp(name, "load") == 0, ==, i == 0);
    g_assert_cmpint(strcmp(name, "write") == 0, ==, i == count - 1);
    g_assert_cmpfloat(json_number_value(json_object_get(phase, "seconds")), >=, 0);
  }
}

static void the_summary_has_every_key(Shell *s, gconstpointer data)
{
  static const char *const keys[] = { "program", "version", "command",        "arguments",
                                      "seed",    "threads", "inputs",         "graph",
                                      "results", "phases",  "peak_rss_bytes", NULL };
  static const char *const input_keys[] = { "path",     "bytes",      "sha256",     "rows",
                                            "rejected", "self_loops", "duplicates", NULL };
  static const char *const graph_keys[] = { "vertices", "edges", "directed", "weighted", NULL };
  static const char *const lines[] = {
    "$G nominate --summary s.json " TABLES, "$G explain a --summary s.json " TABLES,
    "$G holes --summary s.json " TABLES,    "$G communities --summary s.json " TABLES,
    "$G info --summary s.json " TABLES,     "$G centrality --measure core --summary s.json " TABLES,
  };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    json_t *summary = load_summary(s, lines[i]), *inputs = json_object_get(summary, "inputs");
    assert_keys(summary, keys);
    assert_keys(json_object_get(summary, "graph"), graph_keys);
    g_assert_cmpuint(json_array_size(inputs), ==, 3);
    for (size_t j = 0; j < 3; j++)
      assert_keys(json_array_get(inputs, j), input_keys);
    assert_phases(summary);
    json_decref(summary);
  }
}

static void the_summary_counts_what_was_cleaned_up(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "dirty.csv", "source,target,weight\na,b,1\na,b,2\na,a,1\nb,c,x\nc,d,0\nb,c,1\n");
  json_t *summary = load_summary(
      s, "$G info --edges dirty.csv --max-bad 1 --summary s.json --seed 5 --threads 3");
  json_t *input = json_array_get(json_object_get(summary, "inputs"), 0);
  g_autofree char *sum = output_of(s, "sha256sum dirty.csv | cut -c 1-64");

  g_assert_cmpint(json_integer_value(json_object_get(input, "rows")), ==, 6);
  g_assert_cmpint(json_integer_value(json_object_get(input, "rejected")), ==, 1);
  g_assert_cmpint(json_integer_value(json_object_get(input, "self_loops")), ==, 1);
  g_assert_cmpint(json_integer_value(json_object_get(input, "duplicates")), ==, 1);
  g_assert_cmpstr(json_string_value(json_object_get(input, "sha256")), ==, g_strchomp(sum));
  g_assert_cmpint(json_integer_value(json_object_get(summary, "seed")), ==, 5);
  g_assert_cmpint(json_integer_value(json_object_get(summary, "threads")), ==, 3);
  json_decref(summary);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/threads/same bytes at any thread count", same_bytes_at_any_thread_count);
  program_test("/program/threads/the seed is all that draws", the_seed_is_all_that_draws);
  program_test("/program/threads/the first rows are those of all", the_first_rows_are_those_of_all);
  program_test("/program/threads/the summary has every key", the_summary_has_every_key);
  program_test("/program/threads/the summary says what is estimated",
               the_summary_says_what_is_estimated);
  program_test("/program/threads/the summary counts what was cleaned up",
               the_summary_counts_what_was_cleaned_up);
  return g_test_run();
}

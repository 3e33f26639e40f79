/* bench: a row for every kernel, figures that agree, and what goes wrong is said.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <jansson.h>
#include <stdlib.h>

#include "program.h"

#define FIRST "graph,kernel,threads,vertices,edges,repeats,ours_cpu,"
#define KARATE "--edges $DATA/networks/karate.tsv --undirected "
#define UCSOCIAL "--edges $DATA/networks/ucsocial.tsv.zst "

/* The rows of a table that the command writes, header first; caller frees. */
static GPtrArray *rows_of(Shell *s, const char *command)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

  run(s, command);
  assert_status(s, 0, command);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(s->out), "\n", -1);
  for (char **line = lines; *line; line++)
    g_ptr_array_add(rows, g_strsplit(*line, ",", -1));
  return rows;
}

static const char *cell(const GPtrArray *rows, guint row, const char *column)
{
  const char *const *header = rows->pdata[0];

  for (guint c = 0; header[c]; c++)
    if (strcmp(header[c], column) == 0)
      return ((char **)rows->pdata[row])[c];
  g_error("no column %s", column);
}

static double figure(const GPtrArray *rows, guint row, const char *column)
{
  return g_ascii_strtod(cell(rows, row, column), NULL);
}

/* Every name there is to run, in the order of the rows. */
static GPtrArray *names(void)
{
  static const char *const ways[] = { "load", "open", "open-known", "open-trusted", "symmetrise" };
  GPtrArray *all = g_ptr_array_new();

  for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
    g_ptr_array_add(all, (gpointer)(gintptr)ways[i]);
  for (const GvCentrality *const *c = gv_centralities(); *c; c++)
    g_ptr_array_add(all, (gpointer)(gintptr)(*c)->name);
  g_ptr_array_add(all, (gpointer)(gintptr) "holes");
  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++)
    g_ptr_array_add(all, (gpointer)(gintptr)(*m)->name);
  g_ptr_array_add(all, (gpointer)(gintptr) "reach");
  g_ptr_array_add(all, (gpointer)(gintptr) "nominate");
  return all;
}

static void every_registered_kernel_has_its_rows(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) all = names(), rows = NULL;
  (void)data;

  rows = rows_of(s, "$G bench --graph kron6,lfr200 --repeat 1 --threads-list 1,2");
  g_assert_true(g_str_has_prefix(s->out, FIRST));
  g_assert_cmpuint(rows->len, ==, 1 + 2 * 2 * all->len);
  for (guint i = 1; i < rows->len; i++) {
    const guint at = i - 1;
    g_assert_cmpstr(cell(rows, i, "graph"), ==, at < 2 * all->len ? "kron6" : "lfr200");
    g_assert_cmpstr(cell(rows, i, "kernel"), ==, all->pdata[at / 2 % all->len]);
    g_assert_cmpstr(cell(rows, i, "threads"), ==, at % 2 ? "2" : "1");
    g_assert_cmpstr(cell(rows, i, "note"), ==, "");
    g_assert_cmpstr(cell(rows, i, "repeats"), ==, "1");
    g_assert_cmpfloat(figure(rows, i, "ours_cpu"), >, 0);
    g_assert_cmpstr(cell(rows, i, "ours_cpu_spread"), ==, "NaN"); /* of one run */
  }
}

/* Scores are igraph's, partitions as good; of what igraph lacks nothing is told. */
static void assert_agreement(const GPtrArray *rows, double least_modularity)
{
  guint compared = 0;

  for (guint i = 1; i < rows->len; i++) {
    const double difference = figure(rows, i, "max_difference"),
                 top = figure(rows, i, "top100_overlap");
    const double modularity = figure(rows, i, "modularity");
    g_assert_cmpint(isnan(figure(rows, i, "igraph_cpu")), ==, isnan(figure(rows, i, "ratio_cpu")));
    if (isnan(figure(rows, i, "igraph_cpu")))
      g_assert_true(isnan(difference) && isnan(modularity));
    if (!isnan(difference))
      g_assert_cmpfloat(difference, <=, 1e-9);
    if (!isnan(top))
      g_assert_cmpfloat(top, ==, 1);
    if (!isnan(modularity) && strcmp(cell(rows, i, "kernel"), "label-propagation") != 0)
      g_assert_cmpfloat(modularity, >=, least_modularity);
    compared += !isnan(difference) || !isnan(modularity);
  }
  g_assert_cmpuint(compared, >=, 23);
}

static void results_agree_with_igraph(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) karate = rows_of(s, "$G bench --repeat 1 " KARATE);
  g_autoptr(GPtrArray) social = rows_of(s, "$G bench --repeat 1 " UCSOCIAL);
  (void)data;

  assert_agreement(karate, .41);
  assert_agreement(social, .25);
  g_assert_cmpstr(cell(karate, 1, "graph"), ==, "karate");
  g_assert_cmpstr(cell(karate, 1, "vertices"), ==, "34");
  g_assert_cmpstr(cell(karate, 1, "edges"), ==, "78");
  g_assert_cmpstr(cell(social, 1, "edges"), ==, "20296");
}

/* Who has no ties stands in no file of edges; a graph may have none at all. */
static void graphs_without_ties_have_rows_too(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) all = names(), rows = NULL;
  (void)data;

  rows = rows_of(s, "printf 'a a\\nb b\\n' >loops.txt; "
                    "$G bench --repeat 1 --edges loops.txt --kernel pagerank,core,leiden,holes");
  g_assert_cmpuint(rows->len, ==, 5);
  rows = rows_of(s, "printf 'a b\\nc c\\n' >few.txt; $G bench --repeat 1 --graph few.txt");
  g_assert_cmpuint(rows->len, ==, 1 + all->len);
}

static void a_run_that_takes_for_ever_is_ended_and_said(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) rows =
      rows_of(s, "$G bench --graph kron16 --kernel betweenness,degree --limit 0.05");
  (void)data;

  g_assert_cmpuint(rows->len, ==, 3);
  g_assert_cmpstr(cell(rows, 1, "note"), ==, "ours: over 0.05 s; igraph: over 0.05 s");
  g_assert_cmpstr(cell(rows, 1, "repeats"), ==, "0");
  g_assert_cmpstr(cell(rows, 1, "ours_cpu"), ==, "NaN");
  g_assert_cmpstr(cell(rows, 1, "igraph_cpu"), ==, "NaN");
  g_assert_cmpstr(cell(rows, 2, "note"), ==, "");
  g_assert_cmpstr(cell(rows, 2, "repeats"), ==, "3");
}

/* On a weighted graph; all leaves them out. */
static void paths_along_weights_run_where_they_are_named(Shell *s, gconstpointer data)
{
  static const char *const named[] = { "betweenness-weight", "harmonic-inverse", "closeness-weight" };
  g_autoptr(GPtrArray) rows =
      rows_of(s, "$G bench --repeat 1 --edges " GV_TEST_DATA "/networks/ucsocial.tsv.zst "
                 "--kernel betweenness-weight,harmonic-inverse,closeness-weight");
  (void)data;

  g_assert_cmpuint(rows->len, ==, 1 + G_N_ELEMENTS(named));
  for (guint i = 1; i < rows->len; i++) {
    g_assert_cmpstr(cell(rows, i, "kernel"), ==, named[i - 1]);
    g_assert_cmpfloat(figure(rows, i, "igraph_cpu"), >, 0);
    g_assert_cmpfloat(figure(rows, i, "max_difference"), <, 1e-9);
  }
}

static void kernels_can_be_left_out(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) all = names();
  g_autoptr(GPtrArray) rows =
      rows_of(s, "$G bench --graph kron4 --repeat 1 --kernel -load,-nominate");
  g_autoptr(GPtrArray) few =
      rows_of(s, "$G bench --graph kron4 --repeat 1 --kernel degree,core,degree,-core");
  (void)data;

  g_assert_cmpuint(rows->len, ==, 1 + all->len - 2);
  g_assert_cmpstr(cell(rows, 1, "kernel"), ==, "open");
  g_assert_cmpstr(cell(rows, rows->len - 1, "kernel"), ==, "reach");
  g_assert_cmpuint(few->len, ==, 2);
  g_assert_cmpstr(cell(few, 1, "kernel"), ==, "degree");
  fails(s, 2, "--kernel leaves none to run", "$G bench --kernel core,-core");
}

static void igraph_can_be_left_out(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) rows =
      rows_of(s, "$G bench --graph urand6 --kernel pagerank,leiden --ours-only --repeat 2");
  (void)data;

  for (guint i = 1; i < 3; i++) {
    g_assert_cmpstr(cell(rows, i, "repeats"), ==, "2");
    g_assert_cmpfloat(figure(rows, i, "ours_cpu_spread"), >, 0);
    g_assert_cmpstr(cell(rows, i, "igraph_cpu"), ==, "NaN");
  }
}

static void unknown_names_are_status_2(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "--kernel: there is no \"pagerang\"; did you mean pagerank?",
        "$G bench --kernel pagerang");
  fails(s, 2, "there are load, open,", "$G bench --kernel unheard_of_by_anybody");
  fails(s, 2, "no graph and no file \"korn16\"; did you mean kron16?", "$G bench --graph korn16");
  fails(s, 2, "there are kron1 to kron26", "$G bench --graph kron40");
  fails(s, 2, "there are kron1 to kron26", "$G bench --graph ''");
  fails(s, 2, "--kernel: there is no \"\"", "$G bench --kernel ''");
  fails(s, 2, "--threads-list must be numbers", "$G bench --threads-list ''");
  fails(s, 4, "missing.csv", "$G bench --graph missing.csv");
  fails(s, 2, "--threads-list must be numbers", "$G bench --threads-list 1,x");
  fails(s, 2, "--threads-list must be numbers", "$G bench --threads-list 0");
  fails(s, 2, "exclude each other", "$G bench --threads 2 --threads-list 1,2");
  fails(s, 2, "did you mean --kernel?", "$G bench --kernels pagerank");
}

static void files_and_tables_come_as_graphs(Shell *s, gconstpointer data)
{
  g_autoptr(GPtrArray) rows = NULL;
  (void)data;

  prints(s, "", "$G convert " KARATE "-o club.vine");
  rows = rows_of(s, "$G bench --graph club.vine,kron5 --graph $DATA/networks/karate.tsv "
                    "--follows follows.csv --kernel degree --repeat 1 --threads 2");
  g_assert_cmpuint(rows->len, ==, 5);
  g_assert_cmpstr(cell(rows, 1, "graph"), ==, "club");
  g_assert_cmpstr(cell(rows, 2, "graph"), ==, "kron5");
  g_assert_cmpstr(cell(rows, 3, "graph"), ==, "karate");
  g_assert_cmpstr(cell(rows, 4, "graph"), ==, "follows");
  g_assert_cmpstr(cell(rows, 4, "threads"), ==, "2");
}

static void rows_are_json_and_the_summary_says_what_was_run(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "$G bench --graph kron5 --kernel pagerank,katz --format jsonl --summary s.json");
  g_assert_cmpint(s->status, ==, 0);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(s->out), "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 2);
  for (char **line = lines; *line; line++) {
    json_t *row = json_loads(*line, 0, NULL);
    g_assert_true(json_is_string(json_object_get(row, "graph")));
    g_assert_true(json_is_real(json_object_get(row, "ours_cpu")));
    g_assert_true(json_is_null(json_object_get(row, "modularity")));
    json_decref(row);
  }
  tells(s, "\"kron5: 32 vertices, ", "cat s.json");
  tells(s, "\"repeat\": 3", "cat s.json");
  tells(s, "\"igraph\": \"0.", "cat s.json");
}

/* A heading a graph, a row a kernel, a column for each further number of threads. */
static void rows_become_markdown(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "",
         "$G bench --graph kron5,kron4 --kernel degree,katz,leiden --threads-list 1,2 "
         "--repeat 1 -o rows.csv");
  run(s, "awk -f '" GV_SOURCE_DIR "/benchmarks/tabulate.awk' rows.csv");
  g_assert_cmpint(s->status, ==, 0);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(s->out), "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 2 * 7 + 1);
  assert_holds(lines[0], "### kron5: 32 vertices, ", "the heading");
  assert_holds(lines[2], "| igraph / ours | 1 | 2 | bytes an edge |", "the columns");
  assert_holds(lines[4], "| degree | ", "the first row");
  assert_holds(lines[5], " | – | – | ", "what igraph lacks");
  assert_holds(lines[6], " | Q 0.", "the modularity");
  assert_holds(lines[8], "### kron4: 16 vertices, ", "the second graph");
}

/* --memory starts all threads before anything else. */
static void limits_of_the_program_hold(Shell *s, gconstpointer data)
{
  (void)data;
  tells(s, "kron8,pagerank,2,256,",
        "$G bench --graph kron8 --kernel pagerank --threads 2 --memory 4G --repeat 1");
  fails(s, 5, "--time-limit", "$G bench --graph kron14 --kernel betweenness --time-limit 0.5s");
  tells(s, "at most 18: 1 graphs, 2 kernels, 3 times",
        "$G bench --graph kron14 --kernel core,load --threads-list 1,2 --dry-run");
  fails(s, 4, "missing.csv: cannot open", "$G bench --graph missing.csv --dry-run");
}

/* Neither files nor processes, though only the program itself hears the signal; and
 * at once, whatever its kernel does. */
static void an_interrupted_run_leaves_nothing(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "mkdir tmp; TMPDIR=$PWD/tmp $G bench --graph kron16 --kernel open,betweenness "
         "--ours-only -o \"$PWD/rows.csv\" & "
         "until ls tmp/*/graph.vine; do sleep .1; done >seen 2>&1; sleep .5; kill -TERM $!; "
         "for i in $(seq 100); do kill -0 $! 2>/dev/null || break; sleep .1; done; "
         "kill -KILL $! 2>/dev/null && echo still there; wait $!; echo $?; ls -A tmp; "
         "test -e rows.csv || echo none; "
         "cat /proc/*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -c \"^$PWD/rows.csv\\$\"");
  g_assert_cmpstr(s->out, ==, "130\nnone\n0\n");
  g_assert_cmpstr(s->err, ==, "grapevine: interrupted\n");
}

static void a_campaign_can_have_a_bench(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "c.ini",
             "[load]\nfollows=follows.csv\n[bench]\nkernel=degree\nrepeat=1\n"
             "output=rows.csv\n");
  prints(s, "", "$G run c.ini --quiet");
  tells(s, "campaign,degree,1,", "cat rows.csv");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/bench/" #promise, promise)
  ADD(every_registered_kernel_has_its_rows);
  ADD(results_agree_with_igraph);
  ADD(graphs_without_ties_have_rows_too);
  ADD(a_run_that_takes_for_ever_is_ended_and_said);
  ADD(paths_along_weights_run_where_they_are_named);
  ADD(kernels_can_be_left_out);
  ADD(igraph_can_be_left_out);
  ADD(unknown_names_are_status_2);
  ADD(files_and_tables_come_as_graphs);
  ADD(rows_are_json_and_the_summary_says_what_was_run);
  ADD(rows_become_markdown);
  ADD(limits_of_the_program_hold);
  ADD(an_interrupted_run_leaves_nothing);
  ADD(a_campaign_can_have_a_bench);
#undef ADD
  return g_test_run();
}

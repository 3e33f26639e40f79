/* --dry-run: what would certainly fail fails, nothing is written, and the
 * estimates are near what a run then meets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "program.h"

#define HIGGS "--columns actor,target,time,type "

/* The number behind `before` in what was printed. */
static double number_behind(const Shell *s, const char *before)
{
  const char *at = strstr(s->out, before);

  if (at == NULL)
    g_error("no \"%s\" in \"%s\"", before, s->out);
  return g_ascii_strtod(at + strlen(before), NULL);
}

static void assert_near(const Shell *s, const char *before, double truth, double share)
{
  const double said = number_behind(s, before);

  if (!(said >= truth * (1 - share) && said <= truth * (1 + share)))
    g_error("%s%g, but it is %g", before, said, truth);
}

static void tables_are_estimated(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "x.csv", "old\n");
  prints(s, "", "zcat $DATA/higgs/*.gz >log.txt");
  tells(s, "tables  1, 14.7 MB, about ",
        "$G nominate --interactions log.txt " HIGGS "-o x.csv --dry-run");
  assert_near(s, "about ", 563069, 0.02);
  assert_near(s, "memory  about ", 129, 0.02);
  assert_holds(s->out, "estimates", "--dry-run");
  prints(s, "old\n", "cat x.csv");
  prints(s, "", "$G nominate --print-weights --dry-run");
  tells(s, "pipes were not looked into", "$G info --follows - --dry-run </dev/null");
}

/* 40,000 edges behind 20,000 nodes; short lines before long ones. */
static void graph_files_are_estimated(Shell *s, gconstpointer data)
{
  static const char *const endings[] = { "graphml", "gml", "net", "mtx" };
  (void)data;

  prints(s, "", "$G generate erdos-renyi --vertices 20000 --edges 40000 --quiet -o n.vine");
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    const gboolean lines = i >= 2; /* all of them, nodes' too, count */
    g_autofree char *command = g_strdup_printf("$G convert --edges n.vine -o n.%s --quiet && "
                                               "$G info --edges n.%s -o x.json --dry-run",
                                               endings[i], endings[i]);
    tells(s, "graphs  1, ", command);
    assert_near(s, "MB, about ", 40000, lines ? 0.6 : 0.15);
    assert_near(s, "memory  about ", 16 + number_behind(s, "MB, about ") * 210 / 1048576, 0.1);
  }
  tells(s, "graphs  1, ",
        "$G convert --edges n.vine -o n.mtx.gz && $G info --edges n.mtx.gz "
        "-o x.json --dry-run");
  assert_near(s, "MB, about ", 40000, 0.6);
  run(s, "test -e x.json");
  g_assert_cmpint(s->status, ==, 1);
}

static void packed_graphs_tell_by_their_header(Shell *s, gconstpointer data)
{
  static const char *const files[] = { "n.vine", "n.vine.gz", "n.vine.zst" };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *command = g_strdup_printf(
        "$G generate erdos-renyi --vertices 20000 --edges 40000 -o %s && $G info --edges %s "
        "--dry-run",
        files[i], files[i]);
    tells(s, " MB, 20000 people, 40000 edges\n", command);
  }
  tells(s, "memory  about 17 MiB", "$G info --edges n.vine --dry-run");
  /* Taken apart, it is rows like any others. */
  tells(s, "memory  about 25 MiB", "$G info --edges n.vine --directed --dry-run");
}

static void databases_are_asked(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G centrality --measure degree --follows follows.csv -o 'sqlite:n.db?table=t'");
  tells(s, "queries 1, about 14 rows\n",
        "$G info --follows follows.csv --users 'sqlite:n.db?table=t' --dry-run");
  assert_holds(s->out, "tables  1, ", "--dry-run");
  tells(s, "queries 1, about 3 rows\n",
        "$G info --follows follows.csv --users 'sqlite:n.db?query=SELECT user FROM t LIMIT 3;' "
        "--dry-run");
  fails(s, 3, "no such table", "$G info --follows 'sqlite:n.db?table=none' --dry-run");
  fails(s, 3, "no follower column", "$G info --follows 'sqlite:n.db?table=t' --dry-run");
  fails(s, 4, "none.db", "$G info --follows 'sqlite:none.db?table=t' --dry-run");
  fails(s, 4, "PostgreSQL: ", "$G info --follows 'postgres://x@127.0.0.1:1/x?table=t' --dry-run");
}

/* What is to be written need not be there. */
static void outputs_are_no_inputs(Shell *s, gconstpointer data)
{
  (void)data;
  tells(s, "good: ", "$G seed --follows follows.csv --count 1 --curve new.csv --dry-run");
  tells(s, "good: ",
        "echo a >a; $G simulate --follows follows.csv --seeds a --people new.csv --dry-run");
  fails(s, 4, "none: cannot open", "$G simulate --follows follows.csv --seeds none --dry-run");
  tells(s, "", "! test -e new.csv");
}

static void drawings_are_estimated(Shell *s, gconstpointer data)
{
  static const struct {
    const char *model;
    double people, edges;
  } models[] = {
    { "kronecker --scale 12 --degree 8", 4096, 32768 },
    { "erdos-renyi --vertices 3000 --edges 7000", 3000, 7000 },
    { "erdos-renyi --vertices 3000 --probability 0.01 --directed", 3000, 89970 },
    { "lfr --vertices 5000 --average-degree 12 --communities c.csv", 5000, 30000 },
  };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(models); i++) {
    g_autofree char *command =
        g_strdup_printf("$G generate %s -o out.mtx --dry-run", models[i].model);
    tells(s, "graph   ", command);
    g_assert_cmpfloat(number_behind(s, "graph   "), ==, models[i].people);
    assert_near(s, "people, about ", models[i].edges, 0.05);
    assert_near(s, "memory  about ", 16 + (models[i].edges * 28 + models[i].people * 48) / 1048576,
                0.1);
  }
  tells(s, "", "! test -e out.mtx && ! test -e c.csv");
}

static void what_would_fail_fails(Shell *s, gconstpointer data)
{
  static const struct {
    int status;
    const char *message, *command;
  } cases[] = {
    { 4, "none.csv: cannot open", "info --follows none.csv" },
    { 4, "none.mtx: cannot open", "info --edges none.mtx" },
    { 4, "none.vine: cannot open", "info --edges none.vine" },
    { 3, "bad.csv:1: no followee column", "info --follows bad.csv" },
    { 3, "cut.vine: damaged packed graph: the file is cut short", "info --edges cut.vine" },
    { 3, "not.vine: ", "info --edges not.vine" },
    { 4, "make the folder first", "info --follows follows.csv -o none/x.json" },
    { 4, "none.txt: cannot open", "nominate --follows follows.csv --exclude none.txt" },
    { 2, "did you mean pagerank", "centrality --follows follows.csv --measure pagernk" },
    { 2, "--half-life must be", "nominate --follows follows.csv --half-life soon" },
    { 2, "--type-weights", "nominate --follows follows.csv --type-weights RT=x" },
    { 2, "cannot be used together", "info --follows follows.csv --edges follows.csv" },
    { 2, "--half-life needs the rows", "info --edges f.vine --half-life 3d" },
    { 2, "--reverse turns plain edges round", "nominate --edges f.vine --reverse" },
    { 2, "is a packed graph, not a table", "info --follows follows.csv --users f.vine" },
    { 5, "raise --max-vertices", "info --edges f.vine --max-vertices 3" },
    { 2, "describes a table", "info --edges n.mtx --header no" },
    { 2, "name one model", "generate small-world" },
    { 2, "--edges is not an option of lfr", "generate lfr --edges 3" },
    { 2, "not so many pairs", "generate erdos-renyi --vertices 10 --edges 100" },
    { 2, "--average-degree must be", "generate lfr --vertices 100 --average-degree 60" },
    { 2, "exclude each other", "generate erdos-renyi --edges 3 --probability 0.5" },
    { 4, "make the folder first", "generate lfr --communities none/c.csv" },
    { 2, "has an ending that is not known", "generate lfr -o out.xls" },
  };
  (void)data;

  write_file(s, "bad.csv", "follower,channel\na,b\n");
  write_file(s, "n.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2\n");
  write_file(s, "not.vine", "follower,followee\na,b\n");
  prints(s, "", "$G convert --follows follows.csv -o f.vine && head -c 500 f.vine >cut.vine");
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *command = g_strdup_printf("$G %s --dry-run", cases[i].command);
    fails(s, cases[i].status, cases[i].message, command);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/dry_run/" #promise, promise)
  ADD(tables_are_estimated);
  ADD(graph_files_are_estimated);
  ADD(packed_graphs_tell_by_their_header);
  ADD(databases_are_asked);
  ADD(drawings_are_estimated);
  ADD(outputs_are_no_inputs);
  ADD(what_would_fail_fails);
#undef ADD
  return g_test_run();
}

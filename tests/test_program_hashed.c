/* --hash-ids: no plain name leaves, whatever the input was and whatever is written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define KEY "0123456789abcdef0123456789abcdef"
#define HASHED "--hash-ids key --quiet "

/* Everybody's name holds "plain". */
static void write_network(Shell *s)
{
  write_file(s, "key", KEY);
  write_file(s, "e.csv",
             "source,target,weight\nplain-a,plain-b,2\nplain-b,plain-c,1\nplain-c,plain-a,1\n"
             "plain-d,plain-a,3\n");
  write_file(s, "u.csv", "user,stage\nplain-a,fan\nplain-b,member\n");
}

static const char *const inputs[] = {
  "--edges n.graphml",
  "--edges n.gml",
  "--edges n.net",
  "--edges n.vine",
  "--edges n.vine --trust",
  "--edges n.vine --verify",
  "--edges n.vine.gz",
  "--edges - <n.graphml",
  "--edges - <n.vine",
  "--edges \"sqlite:n.db?query=SELECT column1 AS source, column2 AS target, column3 AS weight FROM "
  "(VALUES ('plain-a','plain-b',2), ('plain-b','plain-c',1), ('plain-c','plain-a',1), "
  "('plain-d','plain-a',3))\"",
};

/* The same network in every form that names people. */
static void write_inputs(Shell *s)
{
  write_network(s);
  prints(s, "",
         "for f in n.graphml n.gml n.net n.vine n.vine.gz; do"
         " $G convert --edges e.csv -o $f || exit 9; done");
  prints(s, "", "$G centrality --measure degree --edges e.csv -o 'sqlite:n.db?table=t'");
}

static void assert_same_as(Shell *s, const char *expected, const char *command)
{
  run(s, command);
  assert_status(s, 0, command);
  if (strcmp(s->out, expected) != 0 || *s->err)
    g_error("%s: \"%s\" and \"%s\", not \"%s\"", command, s->out, s->err, expected);
}

static void every_input_gives_the_same_hashes(Shell *s, gconstpointer data)
{
  static const char *const commands[] = { "convert", "nominate --top 0 --features",
                                          "explain plain-a --format jsonl",
                                          "communities --users u.csv" };
  (void)data;

  write_inputs(s);
  for (size_t c = 0; c < G_N_ELEMENTS(commands); c++) {
    g_autofree char *table = g_strdup_printf("$G %s " HASHED "--edges e.csv", commands[c]);
    g_autofree char *expected = output_of(s, table);
    g_assert_null(strstr(expected, "plain"));
    for (size_t i = 0; i < G_N_ELEMENTS(inputs); i++) {
      g_autofree char *command = g_strdup_printf("$G %s " HASHED "%s", commands[c], inputs[i]);
      assert_same_as(s, expected, command);
    }
  }
}

/* A matrix calls its people 1, 2, …, which are names as good as any. */
static void numbers_of_a_matrix_are_hashed(Shell *s, gconstpointer data)
{
  g_autofree char *one =
      g_compute_hmac_for_string(G_CHECKSUM_SHA256, (const guchar *)KEY, strlen(KEY), "1", -1);
  (void)data;

  write_network(s);
  prints(s, "", "$G convert --edges e.csv --quiet -o n.mtx");
  tells(s, one, "$G convert --edges n.mtx " HASHED);
}

static void no_format_keeps_a_plain_name(Shell *s, gconstpointer data)
{
  static const char *const endings[] = { "vine", "csv", "tsv", "jsonl", "graphml",
                                         "gexf", "gml", "net", "mtx" };
  (void)data;

  write_inputs(s);
  prints(s, "", "$G convert --edges e.csv --users u.csv -o n.vine");
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *command =
        g_strdup_printf("for f in n.vine e.csv n.gml; do $G convert " HASHED
                        "--edges $f --summary s.json -o out.%s && test -s out.%s && test -s s.json "
                        "&& ! grep -a plain out.%s s.json || exit 9; done",
                        endings[i], endings[i], endings[i]);
    prints(s, "", command);
  }
  prints(s, "",
         "$G nominate --edges n.vine " HASHED "-o 'sqlite:o.db?table=t' && "
         "! grep -a plain o.db");
}

/* People and all that is known of them go into the hashed pack, ids stay. */
static void a_hashed_pack_says_what_the_tables_say(Shell *s, gconstpointer data)
{
  static const char *const ties = "--follows follows.csv --interactions interactions.csv ";
  g_autofree char *tables = NULL, *packed = NULL;
  (void)data;

  write_file(s, "key", KEY);
  write_ties_weights(s);
  tables = g_strdup_printf("$G nominate --top 0 --weights ties.ini %s--users users.csv " HASHED,
                           ties);
  packed = g_strdup_printf("$G convert %s--users users.csv -o n.vine && $G convert --edges n.vine "
                           "-o h.vine " HASHED "&& $G nominate --top 0 --weights ties.ini --edges h.vine",
                           ties);
  g_assert_true(same_output(s, tables, packed));
  tells(s, "", "$G nominate --top 0 --features --edges h.vine --verify");
  g_assert_true(same_output(s, "$G nominate --top 0 --features --edges h.vine",
                            "$G nominate --top 0 --features --edges n.vine " HASHED));
}

static void messages_name_nobody(Shell *s, gconstpointer data)
{
  static const char *const files[][3] = {
    { "d.graphml",
      "<graphml><graph edgedefault=\"directed\">\n<node id=\"plain\"/>\n"
      "<node id=\"plain\"/></graph></graphml>",
      "d.graphml:3: duplicate node, first on line 2" },
    { "d.gml", "graph [ node [ id 4711 ]\nnode [ id 4711 ] ]",
      "d.gml:2: duplicate node, first on line 1" },
    { "d.net", "*Vertices 4711\n4711 \"plain\"\n4711 \"plain\"\n", "d.net:3: duplicate vertex;" },
  };
  (void)data;

  write_network(s);
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *command = g_strdup_printf("$G info --edges %s " HASHED, files[i][0]);
    write_file(s, files[i][0], files[i][1]);
    fails(s, 3, files[i][2], command);
    g_assert_null(strstr(s->err, "plain"));
    g_assert_null(strstr(s->err, "4711"));
  }
  prints(s, "", "$G convert --edges e.csv --users u.csv -o n.vine && cp n.vine m.vine");
  fails(s, 3, "m.vine: somebody is a listed person here and in another packed graph",
        "$G info --edges n.vine --edges m.vine " HASHED);
  fails(s, 3, "u.csv:2: ", "$G info --edges n.vine --users u.csv " HASHED);
  g_assert_null(strstr(s->err, "plain"));
}

/* One that nobody verified may name two people alike. */
static void a_name_twice_is_refused(Shell *s, gconstpointer data)
{
  (void)data;
  write_network(s);
  prints(s, "", "$G convert --edges e.csv -o n.vine && sed 's/plain-b/plain-a/' n.vine >b.vine");
  fails(s, 3, "b.vine: damaged packed graph: a name twice",
        "$G info --edges b.vine --trust " HASHED);
}

/* Hashing is for identifiers; other columns are the user's to leave out. */
static void columns_that_stay_as_written_are_told_of(Shell *s, gconstpointer data)
{
  (void)data;
  write_network(s);
  write_file(s, "t.csv", "user,nickname,region\nplain-a,Al,north\n");
  prints(s, "", "$G convert --edges e.csv --users t.csv --hash-ids key -o n.graphml");
  assert_holds(s->err, "--hash-ids hashes identifiers; written as they are: nickname, region",
               "convert");
  prints(s, "",
         "$G convert --edges e.csv --users t.csv --columns user,-,- --hash-ids key "
         "-o n.graphml");
  g_assert_cmpstr(s->err, ==, "");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/hashed/" #promise, promise)
  ADD(every_input_gives_the_same_hashes);
  ADD(numbers_of_a_matrix_are_hashed);
  ADD(no_format_keeps_a_plain_name);
  ADD(a_hashed_pack_says_what_the_tables_say);
  ADD(messages_name_nobody);
  ADD(a_name_twice_is_refused);
  ADD(columns_that_stay_as_written_are_told_of);
#undef ADD
  return g_test_run();
}

/* convert, and packed graphs wherever the program reads a network.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define FOLLOWS "--follows follows.csv "
#define INTERACTIONS "--interactions interactions.csv "
#define USERS "--users users.csv "
#define EDGES "--edges $DATA/networks/karate.tsv "

static void assert_same(Shell *s, const char *one, const char *other)
{
  if (!same_output(s, one, other))
    g_error("not the same: %s | %s", one, other);
}

static void every_command_says_the_same_of_both(Shell *s, gconstpointer data)
{
  static const char *const commands[] = {
    "nominate --top 0 --weights ties.ini",
    "centrality --measure all",
    "holes",
    "communities",
  };
  (void)data;

  write_ties_weights(s);
  prints(s, "", "$G convert " FOLLOWS INTERACTIONS USERS "-o all.vine");
  prints(s, "", "$G convert " FOLLOWS INTERACTIONS "-o ties.vine");
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *tables =
        g_strdup_printf("$G %s " FOLLOWS INTERACTIONS USERS "--quiet", commands[i]);
    g_autofree char *packed = g_strdup_printf("$G %s --edges all.vine --quiet", commands[i]);
    g_autofree char *with_users =
        g_strdup_printf("$G %s --edges ties.vine " USERS "--quiet", commands[i]);
    g_autofree char *verified =
        g_strdup_printf("$G %s --follows all.vine --verify --quiet", commands[i]);
    g_autofree char *trusted =
        g_strdup_printf("$G %s --edges all.vine --trust --quiet", commands[i]);
    assert_same(s, tables, packed);
    assert_same(s, tables, with_users);
    assert_same(s, tables, verified);
    assert_same(s, tables, trusted);
  }
  assert_same(s, "$G explain a --edges all.vine", "$G explain a --edges ties.vine " USERS);
}

/* What needs rows is left out, and said to be. */
static void a_packed_graph_says_what_it_cannot_tell(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G convert " FOLLOWS INTERACTIONS USERS "-o all.vine");
  tells(s, "\"recent_response\"",
        "$G nominate --edges all.vine -o x.csv --summary - | sed -n '/features_left_out/,/]/p'");
  tells(s, "left out: the data cannot tell",
        "$G explain a --edges all.vine | grep ' response_regularity '");
  prints(s, "0\n",
         "$G nominate " FOLLOWS INTERACTIONS USERS "-o x.csv --summary - | "
         "sed -n '/features_left_out/,/]/p' | grep -c 'recent_response\\|\\<tenure' || true");
}

/* Plain edges run with influence, whoever stores them. */
static void plain_edges_say_the_same_of_both(Shell *s, gconstpointer data)
{
  static const char *const commands[] = { "nominate --top 0", "nominate --top 0 --reverse",
                                          "centrality --measure in_degree",
                                          "centrality --measure in_degree --undirected",
                                          "communities" };
  (void)data;

  prints(s, "", "$G convert " EDGES "-o edges.vine");
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *table = g_strdup_printf("$G %s " EDGES "--quiet", commands[i]);
    g_autofree char *packed = g_strdup_printf("$G %s --edges edges.vine --quiet", commands[i]);
    assert_same(s, table, packed);
  }
}

static void tables_come_back(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G convert " FOLLOWS "-o f.vine");
  assert_same(s, "$G convert --ties " FOLLOWS, "$G convert --edges f.vine");
  tells(s, "follower,followee,channel,time\na,b,weibo,1000\n", "$G convert --edges f.vine");
  /* Rows come by who listens, so people may appear in another order. */
  prints(s, "", "$G convert --edges f.vine -o f.csv && $G convert --follows f.csv -o again.vine");
  assert_same(s, "sort follows.csv", "$G convert --edges again.vine | sort");
  prints(s, "", "$G convert --edges f.vine -o f.tsv.gz");
  assert_same(s, "sort follows.csv", "$G convert --follows f.tsv.gz | sort");
  tells(s, "{\"follower\":\"a\",\"followee\":\"b\",\"channel\":\"weibo\",\"time\":\"1000\"}\n",
        "$G convert --edges f.vine --format jsonl");
  prints(s, "", "$G convert " INTERACTIONS "-o i.vine");
  tells(s, "actor,target,type,weight,channel,time\nb,a,RT,2,weibo,7500\n",
        "$G convert --edges i.vine");
  prints(s, "source,target\n1,2\n", "printf '1 2\\n' > e.txt; $G convert --edges e.txt");
}

#define LOG                                                                                        \
  "actor,target,type,weight,channel,time\nb,a,RT,1,weibo,7000\nz,z,RT,1,weibo,\n"                  \
  "a,c,RE,0.5,shop,9000.5\nb,a,RT,2,weibo,7500\nb,a,RT,2,weibo,7500\nd,c,RE,0,shop,1\n"

/* A table becomes a table: no row is merged, dropped or moved. */
static void rows_stay_as_they_were_read(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "log.csv", LOG);
  prints(s, LOG, "$G convert --interactions log.csv -o out.csv && cat out.csv");
  prints(s, LOG,
         "$G convert --interactions log.csv -o o.tsv.zst && $G convert --interactions o.tsv.zst");
  assert_same(s, "cat follows.csv", "$G convert " FOLLOWS);
  prints(s, "source,target\n2,1\n1,2\n1,2\n",
         "printf '2 1\n1 2\n1 2\n' > e.txt; $G convert --edges e.txt");
  /* Weights of 1 are weights: duplicates of these are summed, of the others not. */
  prints(s, "source,target,weight\n1,2,1\n1,2,1\n",
         "printf 'source,target,weight\n1,2,1\n1,2,1\n' > e.csv; $G convert --edges e.csv");
  tells(s, "a,c,RE,0.5,shop,9000.5\n", "$G convert --interactions log.csv --as-of 9001");
  prints(s, "actor,target,type,weight,channel,time\nz,z,RT,1,weibo,\nd,c,RE,0,shop,1\n",
         "$G convert --interactions log.csv --as-of 2");
}

/* What weighs or merges has ties in mind. */
static void ties_are_written_where_they_are_meant(Shell *s, gconstpointer data)
{
  static const char *const options[] = { "--ties",
                                         "--duplicates sum",
                                         "--undirected",
                                         "--type-weights RT=2",
                                         "--channel-weights shop=2",
                                         "--half-life 1d" };
  (void)data;

  write_file(s, "log.csv", LOG);
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
    g_autofree char *count =
        g_strdup_printf("$G convert --quiet --interactions log.csv %s | wc -l", options[i]);
    prints(s, "3\n", count);
  }
  tells(s, "b,a,RT,5,weibo,7500\n", "$G convert --ties --interactions log.csv --quiet");
  /* Of both tables: those of follows are `first`, those of interactions sums. */
  prints(s, "actor,target,type,weight\na,b,follow,1\na,b,RT,2\n",
         "printf 'follower,followee\na,b\na,b\n' > f.csv;"
         "printf 'actor,target,type\na,b,RT\na,b,RT\n' > i.csv;"
         "$G convert --follows f.csv --interactions i.csv --quiet");
}

#define TABLE "'sqlite:x.db?table=log' "

static void a_database_holds_what_the_file_held(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G convert " INTERACTIONS "-o " TABLE);
  tells(s, "\"columns\"", "$G convert " INTERACTIONS USERS "-o " TABLE "--quiet --summary -");
  prints(s, "real real\n",
         "$G convert --edges 'sqlite:x.db?query=SELECT DISTINCT typeof(weight) AS source, "
         "typeof(time) AS target FROM log' | tail -1 | tr , ' '");
  assert_same(s, "$G nominate --top 0 --features " INTERACTIONS USERS "--quiet",
              "$G nominate --top 0 --features --interactions " TABLE USERS "--quiet");
  assert_same(s, "$G convert " INTERACTIONS, "$G convert --interactions " TABLE);
  /* An undated row is NULL, and comes back undated. */
  write_file(s, "log.csv", LOG);
  prints(s, "", "$G convert --interactions log.csv -o 'sqlite:x.db?table=odd%22; DROP TABLE log'");
  prints(s, LOG, "$G convert --interactions 'sqlite:x.db?table=odd%22; DROP TABLE log'");
  assert_same(s, "$G convert " INTERACTIONS, "$G convert --interactions " TABLE);
  fails(s, 2, "--format is for files", "$G convert " FOLLOWS "--format csv -o " TABLE);
  fails(s, 2, "no table is named", "$G convert " FOLLOWS "-o sqlite:x.db");
  fails(s, 4, "cannot write", "$G convert " FOLLOWS "-o 'sqlite:no/x.db?table=a'");
  prints(s, "",
         "$G convert " FOLLOWS
         "-o 'sqlite:y.db?table=a' --dry-run >/dev/null 2>&1; test ! -e y.db");
}

/* Whatever writes or reads a network knows every format. */
static void formats_go_together(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G generate erdos-renyi --vertices 40 --edges 90 --quiet -o g.vine");
  assert_same(s, "$G generate erdos-renyi --vertices 40 --edges 90 --quiet",
              "$G convert --edges g.vine");
  prints(s, "",
         "$G generate erdos-renyi --vertices 40 --edges 90 --quiet -o 'sqlite:g.db?table=g'");
  assert_same(s, "$G convert --edges g.vine", "$G convert --edges 'sqlite:g.db?table=g'");
  prints(s, "", "$G convert --edges g.vine -o g.gml && $G convert --edges g.gml -o again.vine");
  assert_same(s, "$G convert --edges g.vine", "$G convert --edges again.vine");
  fails(s, 3, "choose --directed or --undirected", "$G convert --edges g.vine " EDGES);
  prints(s, "", "$G convert --edges g.vine " EDGES "--undirected -o both.mtx");
  fails(s, 2, "say different things", "$G convert --edges g.vine --format csv -o h.vine");
}

static void endings_say_what_to_write(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "--output: out.xls has an ending that is not known; there are .vine .csv",
        "$G convert " FOLLOWS "-o out.xls");
  fails(s, 2, "no network; name at least one of", "$G convert -o out.vine");
  run(s, "test -e out.vine");
  g_assert_cmpint(s->status, ==, 1);
}

static void what_a_pack_cannot_answer_is_status_2(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G convert " FOLLOWS "-o f.vine && $G convert " EDGES "-o e.vine");
  fails(s, 2, "--half-life needs the rows", "$G nominate --edges f.vine --half-life 3d");
  fails(s, 2, "--reverse turns plain edges round", "$G nominate --edges f.vine --reverse");
  fails(s, 2, "name it with --edges", "$G nominate --follows e.vine");
  fails(s, 2, "is a packed graph, not a table", "$G nominate " FOLLOWS "--users f.vine");
  fails(s, 2, "--columns, --delimiter and --header are for tables",
        "$G nominate --edges f.vine --columns a,b");
  fails(s, 2, "--verify and --trust exclude each other", "$G info --edges f.vine --verify --trust");
}

static void damage_is_status_3(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G convert " FOLLOWS "-o f.vine");
  prints(s, "",
         "head -c 500 f.vine > cut.vine; cp f.vine long; echo >> long; "
         "cp f.vine flip; printf x | dd of=flip bs=1 seek=1800 conv=notrunc 2>/dev/null");
  fails(s, 3, "cut.vine: damaged packed graph: the file is cut short", "$G info --edges cut.vine");
  fails(s, 3, "long: damaged packed graph: something follows its end", "$G info --edges long");
  fails(s, 3, "flip: damaged packed graph", "$G info --edges flip --verify");
  fails(s, 3, "empty.vine: not a packed graph", ": > empty.vine; $G info --edges empty.vine");
  fails(s, 4, "missing.vine", "$G info --edges missing.vine");
  fails(s, 3, "cannot come from a pipe", "cat f.vine | $G info --edges -");
  assert_same(s, "$G convert --edges f.vine", "$G convert --edges - < f.vine");
}

static void summary_tells_of_the_file(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "",
         "$G convert " FOLLOWS "-o f.vine && $G holes --edges f.vine --summary s.json "
         "-o h.csv && grep -q $(sha256sum < f.vine | cut -c1-64) s.json");
  tells(s, "\"rows\": 29", "cat s.json");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/convert/" #promise, promise)
  ADD(every_command_says_the_same_of_both);
  ADD(a_packed_graph_says_what_it_cannot_tell);
  ADD(plain_edges_say_the_same_of_both);
  ADD(tables_come_back);
  ADD(rows_stay_as_they_were_read);
  ADD(ties_are_written_where_they_are_meant);
  ADD(a_database_holds_what_the_file_held);
  ADD(formats_go_together);
  ADD(endings_say_what_to_write);
  ADD(what_a_pack_cannot_answer_is_status_2);
  ADD(damage_is_status_3);
  ADD(summary_tells_of_the_file);
#undef ADD
  return g_test_run();
}

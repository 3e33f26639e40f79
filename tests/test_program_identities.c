/* --identities from outside: the same bytes as tables in which awk has put the people, in
 * every form of table and at any number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

/* Rows of a log on four channels, whose accounts are numbers and texts; the last has no row
 * among the identities. Of these each account has one with probability 2/3, and 40 people
 * share them. */
static void make_tables(Shell *s)
{
  prints(s, "",
         "awk 'BEGIN { srand(7); OFS = \",\"; split(\"wechat weibo shop other\", c, \" \");"
         " print \"actor,target,type,channel,time\" >\"log.csv\";"
         " print \"user,event,time,channel,item,parent\" >\"events.csv\";"
         " for (i = 0; i < 3000; i++) { k = c[1 + int(rand() * 4)];"
         "  a = int(60 * rand() * rand()); b = int(60 * rand() * rand());"
         "  if (a % 3 == 0) a = \"u\" a; if (b % 3 == 0) b = \"u\" b;"
         "  print a, b, (i % 2 ? \"RT\" : \"RE\"), (i % 11 ? k : \"\"), 1000 * i >\"log.csv\";"
         "  if (i % 5 == 0) print b, \"buy\", 1000 * i, k, \"i\" i % 9, a >\"events.csv\" } }' && "
         "awk -F, 'BEGIN { srand(8); print \"channel,account,user\" } FNR == 1 { next }"
         " { for (e = 1; e < 3; e++) if ($4 != \"\" && $4 != \"other\" && !(($4, $e) in seen)) {"
         "  seen[$4, $e] = 1; if (rand() < 2/3) print $4 \",\" $e \",p\" int(rand() * 40) } }'"
         " log.csv >ids.csv && test $(wc -l <ids.csv) -gt 80 && "
         "awk -F, 'BEGIN { OFS = \",\" } FNR == NR { user[$1, $2] = $3; next }"
         " function person(channel, name)"
         " { return (channel, name) in user ? user[channel, name] : name }"
         " FNR > 1 && FILENAME ~ /log/ { $1 = person($4, $1); $2 = person($4, $2) }"
         " FNR > 1 && FILENAME ~ /events/ { $1 = person($4, $1); $6 = person($4, $6) }"
         " { print >(\"mapped_\" FILENAME) }' ids.csv log.csv events.csv && "
         "printf 'user,stage,region\\np1,fan,north\\np2,member,south\\n4,fan,north\\n' >people.csv");
}

#define ACCOUNTS "--interactions log.csv --events events.csv --users people.csv "
#define MAPPED "--interactions mapped_log.csv --events mapped_events.csv --users people.csv "
#define IDS "--identities ids.csv "

static const char *const commands[] = {
  "convert -o -",
  "convert --format jsonl --undirected",
  "nominate --top 0 --features --max-followers 100%",
  "nominate --top 5 --half-life 1h --channel-weights weibo=2,shop=.5",
  "communities",
  "centrality --measure pagerank,betweenness,core",
  "explain p1",
  "evaluate --split .6",
  "seed --count 5 --exclude people.csv",
  "nominate --top 0 --hash-ids key",
};

static void assert_same(Shell *s, const char *expected, const char *command)
{
  run(s, command);
  assert_status(s, 0, command);
  if (strcmp(s->out, expected) != 0)
    g_error("%s: \"%s\", not \"%s\"", command, s->out, expected);
}

static void bytes_are_those_of_mapped_tables(Shell *s, gconstpointer data)
{
  static const char *const threads[] = { "1", "2", "3", "8" };
  (void)data;

  make_tables(s);
  write_file(s, "key", "0123456789abcdef0123456789abcdef");
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *mapped = g_strdup_printf("$G %s " MAPPED, commands[i]);
    g_autofree char *expected = output_of(s, mapped);
    g_assert_cmpuint(strlen(expected), >, 50);
    for (size_t t = 0; t < G_N_ELEMENTS(threads); t++) {
      g_autofree char *command =
          g_strdup_printf("$G %s --threads %s " IDS ACCOUNTS, commands[i], threads[t]);
      assert_same(s, expected, command);
    }
    g_autofree char *unmapped = g_strdup_printf("$G %s " ACCOUNTS " || true", commands[i]);
    run(s, unmapped);
    g_assert_cmpstr(s->out, !=, expected);
  }
}

/* Plain, compressed, piped, in two parts, with other names of the columns, from a database. */
static void any_form_of_table_will_do(Shell *s, gconstpointer data)
{
  static const char *const forms[] = {
    "--identities ids.csv.gz",
    "--identities ids.csv.zst",
    "--identities - <ids.csv",
    "--identities half1.tsv --identities half2.csv",
    "--identities bare.csv --columns user,-,account,channel",
    "--identities \"sqlite:i.db?query=$(cat q.sql)\"",
  };
  (void)data;

  make_tables(s);
  prints(s, "",
         "gzip -k ids.csv && zstd -q ids.csv && head -40 ids.csv | tr ',' '\\t' >half1.tsv && "
         "tail -n +41 ids.csv >half2.csv && "
         "awk -F, 'NR > 1 { print $3 \",x,\" $2 \",\" $1 }' ids.csv >bare.csv && "
         "$G convert --interactions mapped_log.csv -o 'sqlite:i.db?table=ties' && "
         "awk -F, 'BEGIN { printf \"SELECT column1 AS account, column2 AS user, column3 AS channel \""
         " \"FROM (VALUES \" } NR > 1 { printf \"%s(\\047%s\\047,\\047%s\\047,\\047%s\\047)\","
         " (NR > 2 ? \",\" : \"\"), $2, $3, $1 } END { print \")\" }' ids.csv >q.sql");
  g_autofree char *expected = output_of(s, "$G convert -o - " MAPPED);
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_autofree char *command = g_strdup_printf("$G convert -o - " ACCOUNTS "%s", forms[i]);
    assert_same(s, expected, command);
  }
}

static void a_campaign_takes_them(Shell *s, gconstpointer data)
{
  (void)data;
  make_tables(s);
  write_file(s, "c.ini",
             "[load]\ninteractions=log.csv\nevents=events.csv\nusers=people.csv\n"
             "identities=ids.csv\n\n[nominate]\noutput=list.csv\nsummary=s.json\n");
  tells(s, "tables  4", "$G run c.ini --dry-run");
  tells(s, "tables  4", "$G nominate --dry-run " IDS ACCOUNTS);
  prints(s, "", "$G run c.ini --quiet && $G nominate " MAPPED "--quiet | cmp - list.csv");
  tells(s, "\"identities_people_joined\": 3", "cat s.json");
  fails(s, 2, "unknown", "printf '[load]\\nidentity=ids.csv\\n[info]\\n' >d.ini && $G run d.ini");
}

static void what_was_joined_is_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "f.csv", "follower,followee,channel\nwx1,b,wechat\nwb1,c,weibo\nwx1,wx2,wechat\n");
  write_file(s, "i.csv",
             "wechat,wx1,anna\nweibo,wb1,anna\nwechat,wx2,anna\nshop,9,carl\nshop,8,anna\n");
  tells(s,
        "\"identities\": {\n    \"accounts\": 5,\n    \"people\": 2,\n    \"accounts_met\": 3,\n"
        "    \"people_met\": 1,\n    \"people_joined\": 1,\n    \"most_accounts_of_one\": 3,\n"
        "    \"several_on_one_channel\": 1,\n    \"namesakes\": 0\n  }",
        "$G info --follows f.csv --identities i.csv --summary s.json");
  assert_holds(s->err, "no account on \"shop\" occurs in the tables", "info");
  assert_holds(s->err, "several accounts on one channel are one person, of 1 people", "info");
  tells(s, "\"identities_accounts_met\": 3", "cat s.json");
  tells(s, "\"self_loops\": 1", "cat s.json");
  run(s, "$G info --follows f.csv --summary s.json; cat s.json");
  g_assert_null(strstr(s->out, "identities"));
}

static void bad_rows_are_as_of_any_table(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "f.csv", "follower,followee,channel\na,b,x\n");
  write_file(s, "i.csv", "channel,account,user\nx,a,anna\nx,a,bob\nx,,carl\nx,a,anna\n");
  fails(s, 3, "i.csv:3: this account on this channel is another person's already, on line 2; keep",
        "$G info --follows f.csv --identities i.csv");
  fails(s, 3, "i.csv:4: account is empty",
        "$G info --follows f.csv --identities i.csv --max-bad 1");
  prints(s, "anna,b,x\n",
         "$G convert --follows f.csv --identities i.csv --max-bad 2 --rejects r.csv -o - --quiet "
         "| tail -1");
  tells(s, "i.csv,3,", "cat r.csv");
  fails(s, 2, "no network", "$G info --identities i.csv");
  fails(s, 2, "g.vine: is a packed graph, not a table; name it with --edges",
        "$G convert --follows f.csv -o g.vine --quiet; $G info --follows f.csv --identities g.vine");
}

/* A pack's people are told already; the tables beside it are not. */
static void packs_hold_people(Shell *s, gconstpointer data)
{
  (void)data;
  make_tables(s);
  fails(s, 2, "log.vine: --identities needs the rows",
        "$G convert --interactions log.csv " IDS "--quiet -o log.vine && "
        "$G info --edges log.vine " IDS);
  fails(s, 2, "log.vine: --identities needs the rows", "$G info --dry-run --edges log.vine " IDS);
  g_autofree char *expected = output_of(s, "$G info " MAPPED "--format csv | grep ^events");
  g_assert_cmpuint(strlen(expected), >, 20);
  assert_same(s, expected,
              "$G info --edges log.vine --events events.csv " IDS "--format csv | grep ^events");
  assert_holds(s->err, "log.vine: --identities is for the tables beside this packed graph", "info");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/identities/" #promise, promise)
  ADD(bytes_are_those_of_mapped_tables);
  ADD(any_form_of_table_will_do);
  ADD(a_campaign_takes_them);
  ADD(what_was_joined_is_told);
  ADD(bad_rows_are_as_of_any_table);
  ADD(packs_hold_people);
#undef ADD
  return g_test_run();
}

/* Events and the past, as the program sees them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/write.h>

#include "program.h"
#include "rows_cut.h"

/* The first rows of Higgs as a table with a header; returns the time of the 2400th. */
static double write_higgs(Shell *s)
{
  prints(s, "", "(echo actor target time type; zcat $DATA/higgs/*.gz | head -n 4000) >whole.txt");
  run(s, "sed -n '2401p' whole.txt | cut -d ' ' -f 3");
  return g_ascii_strtod(s->out, NULL);
}

/* Reads the table in the folder, and writes its past as a packed graph. */
static void write_past(const Shell *s, const char *name, double time, const char *packed)
{
  g_autofree char *path = g_build_filename(s->folder, name, NULL);
  g_autofree char *to = g_build_filename(s->folder, packed, NULL);
  const GvSource source = { .kind = GV_TABLE_INTERACTIONS, .path = path };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  options.keep_acts = TRUE;
  g_autoptr(GvNetwork) network = read_good(source, options, NULL);
  g_autoptr(GvNetwork) past = past_of(network, time);
  g_autoptr(GvOutput) output = gv_output_open(to, &error);
  g_assert_true(gv_network_write(past, to, output, NULL, &error));
  g_assert_true(gv_output_commit(output, &error));
}

/* What is nominated at a time hangs on nothing that came later. */
static void a_shortlist_knows_nothing_of_what_came_later(Shell *s, gconstpointer data)
{
  const double time = write_higgs(s);
  g_autofree char *cut =
      g_strdup_printf("awk 'NR == 1 || $3 <= %.0f' whole.txt >cut.txt", time);
  (void)data;

  prints(s, "", cut);
  write_past(s, "whole.txt", time, "past.vine");
  prints(s, "", "$G nominate --edges past.vine --top 0 --features -o past.csv --quiet");
  prints(s, "",
         "$G nominate --interactions cut.txt --top 0 --features -o cut.csv --quiet && "
         "cmp past.csv cut.csv");
  run(s, "$G nominate --interactions whole.txt --top 0 --features -o whole.csv --quiet && "
         "cmp -s whole.csv cut.csv");
  g_assert_cmpint(s->status, ==, 1);
}

static void write_events(const Shell *s)
{
  write_file(s, "events.csv",
             "user,event,time,item,parent\na,buy,2026-01-02,shoe,p\nnew,visit,5,,\nb,buy,,hat,\n");
}

static void events_are_read_wherever_tables_are(Shell *s, gconstpointer data)
{
  (void)data;
  write_events(s);
  fails(s, 3, "events.csv:4: time is empty; every event has one",
        "$G info --follows follows.csv --events events.csv");
  fails(s, 2, "no network", "$G info --events events.csv");
  prints(s, "new\n",
         "$G centrality --measure degree --follows follows.csv --events events.csv --max-bad 1 "
         "--rejects bad.csv --quiet --format csv | grep -o ^new");
  tells(s, "events.csv,4,\"time is empty", "cat bad.csv");
  prints(s, "", "gzip events.csv && $G nominate --follows follows.csv --events events.csv.gz "
                "--max-bad 1 -o list.csv --quiet");
}

static void dry_runs_look_at_events(Shell *s, gconstpointer data)
{
  (void)data;
  write_events(s);
  tells(s, "tables  2", "$G info --follows follows.csv --events events.csv --dry-run");
  write_file(s, "events.csv", "user,time\na,1\n");
  fails(s, 3, "events.csv:1: no event column",
        "$G info --follows follows.csv --events events.csv --dry-run");
}

static void hashed_names_cover_events(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "events.csv", "user,event,time,parent\na,buy,1,secret\n");
  write_file(s, "key", "0123456789abcdef0123456789abcdef");
  prints(s, "",
         "chmod 600 key && $G centrality --measure degree --follows follows.csv --events "
         "events.csv --hash-ids key --quiet -o x.csv && ! grep secret x.csv");
  prints(s, "16\n", "wc -l <x.csv");
}

/* What a graph's file has no room for is told. */
static void converting_tells_what_is_left_out(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "events.csv", "user,event,time\na,buy,1\n");
  prints(s, "", "$G convert --follows follows.csv --events events.csv -o x.vine 2>err");
  tells(s, "no room for events\n", "cat err");
  prints(s, "", "$G convert --follows follows.csv -o x.vine 2>err && cat err");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/history/a-shortlist-knows-nothing-of-what-came-later",
               a_shortlist_knows_nothing_of_what_came_later);
  program_test("/program/history/events-are-read-wherever-tables-are",
               events_are_read_wherever_tables_are);
  program_test("/program/history/dry-runs-look-at-events", dry_runs_look_at_events);
  program_test("/program/history/hashed-names-cover-events", hashed_names_cover_events);
  program_test("/program/history/converting-tells-what-is-left-out",
               converting_tells_what_is_left_out);
  return g_test_run();
}

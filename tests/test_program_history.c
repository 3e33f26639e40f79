/* Events and the past, as the program sees them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/nominate.h>
#include <grapevine/write.h>

#include "program.h"
#include "rows_cut.h"

/* The first rows of Higgs as a table, and as events (who was answered is the parent, and a
 * class of them the item), whole and cut; returns the time of the cut. */
static double write_higgs(Shell *s)
{
  prints(s, "",
         "(echo actor target time type; zcat $DATA/higgs/*.gz | head -n 4000) >whole.txt && "
         "awk 'NR == 1 { print \"user\", \"event\", \"time\", \"item\", \"parent\"; next } "
         "{ print $1, $4, $3, $2 % 40, $2 }' whole.txt >whole-events.txt");
  run(s, "sed -n '2401p' whole.txt | cut -d ' ' -f 3");
  const double time = g_ascii_strtod(s->out, NULL);
  g_autofree char *cut = g_strdup_printf("for f in '' -events; do awk 'NR == 1 || $3 <= %.0f' "
                                         "whole$f.txt >cut$f.txt; done",
                                         time);
  prints(s, "", cut);
  return time;
}

static GvNetwork *read_higgs(const Shell *s, const char *interactions, const char *events,
                             double as_of)
{
  g_autofree char *log = g_build_filename(s->folder, interactions, NULL);
  g_autofree char *did = g_build_filename(s->folder, events, NULL);
  const GvSource sources[] = { { .kind = GV_TABLE_INTERACTIONS, .path = log },
                               { .kind = GV_TABLE_EVENTS, .path = did } };
  const GvReadOptions options = { .as_of = as_of, .keep_acts = TRUE, .half_life = 86400 };
  g_autoptr(GError) error = NULL;
  GvNetwork *network = gv_network_read(sources, 2, &options, NULL, NULL, &error);

  g_assert_no_error(error);
  return network;
}

static GvNomination *nominate_all(const GvNetwork *network)
{
  const GvNominateOptions options = { .max_followers = (char[]){ "100%" }, .seed = 1 };
  const GvNominateChoice choice = { 0 };
  g_autoptr(GError) error = NULL;
  GvNomination *nomination =
      gv_nominate((GvNetwork *)(gintptr)network, &options, &choice, NULL, &error);

  g_assert_no_error(error);
  return nomination;
}

/* Everybody's place, score, and value of every feature: the same bits. */
static gboolean same_nomination(const GvNetwork *x, const GvNetwork *y)
{
  g_autoptr(GvNomination) one = nominate_all(x), other = nominate_all(y);
  const GvNominationView a = gv_nomination_view(one), b = gv_nomination_view(other);
  gboolean same = a.count == b.count && a.column_count == b.column_count &&
                  memcmp(a.ranked, b.ranked, a.count * sizeof *a.ranked) == 0 &&
                  memcmp(a.score, b.score, a.count * sizeof *a.score) == 0;

  for (size_t c = 0; same && c < a.column_count; c++)
    same = memcmp(a.columns[c].values, b.columns[c].values,
                  a.count * sizeof *a.columns[c].values) == 0;
  return same;
}

/* What is nominated at a time hangs on nothing that came later. */
static void a_shortlist_knows_nothing_of_what_came_later(Shell *s, gconstpointer data)
{
  const double time = write_higgs(s);
  g_autoptr(GvNetwork) whole =
      read_higgs(s, "whole.txt", "whole-events.txt", GV_TIME_UNKNOWN);
  g_autoptr(GvNetwork) cut = read_higgs(s, "cut.txt", "cut-events.txt", time);
  g_autoptr(GvNetwork) past = past_of(whole, time);
  g_autoptr(GvNetwork) later = past_of(whole, time + 60);
  (void)data;

  assert_same_network(past, cut);
  assert_same_acts(past, cut);
  assert_same_events(past, cut);
  g_assert_true(same_nomination(past, cut));
  g_assert_false(same_nomination(later, cut));
}

static const GvFeatureColumn *column_called(const GvNominationView *view, const char *name)
{
  for (size_t f = 0; f < view->column_count; f++)
    if (strcmp(view->columns[f].feature->name, name) == 0)
      return &view->columns[f];
  g_assert_not_reached();
}

/* Who is only named later is known here, so shares of all people differ; what people did does not. */
static void events_later_than_as_of_do_not_count(Shell *s, gconstpointer data)
{
  static const char *const features[] = { "activity", "recent_activity", "regularity", "tenure",
                                          "response", "recent_response", "credit", "starts",
                                          "activity_recency" };
  const double time = write_higgs(s);
  g_autoptr(GvNetwork) all = read_higgs(s, "cut.txt", "whole-events.txt", time);
  g_autoptr(GvNetwork) cut = read_higgs(s, "cut.txt", "cut-events.txt", time);
  g_autoptr(GvNomination) one = nominate_all(all), other = nominate_all(cut);
  const GvNominationView a = gv_nomination_view(one), b = gv_nomination_view(other);
  (void)data;

  g_assert_cmpuint(a.count, >, b.count);
  for (size_t i = 0; i < G_N_ELEMENTS(features); i++)
    g_assert_true(memcmp(column_called(&a, features[i])->values,
                         column_called(&b, features[i])->values, b.count * sizeof(double)) == 0);
}

/* The same through the program and its files, of what a packed graph can say. */
static void a_packed_past_is_that_of_cut_tables(Shell *s, gconstpointer data)
{
  const double time = write_higgs(s);
  g_autoptr(GvNetwork) whole =
      read_higgs(s, "whole.txt", "whole-events.txt", GV_TIME_UNKNOWN);
  g_autoptr(GvNetwork) past = past_of(whole, time);
  g_autofree char *to = g_build_filename(s->folder, "past.vine", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = gv_output_open(to, &error);
  (void)data;

  g_assert_true(gv_network_write(past, to, output, NULL, &error));
  g_assert_true(gv_output_commit(output, &error));
  g_autofree char *pack = g_strdup_printf(
      "$G convert --interactions cut.txt --events cut-events.txt --as-of %.0f --half-life 1d "
      "-o cut.vine --quiet && cmp past.vine cut.vine && $G nominate --edges past.vine --top 0 "
      "--features --quiet -o past.csv && $G nominate --edges cut.vine --top 0 --features --quiet "
      "-o cut.csv && cmp past.csv cut.csv",
      time);
  prints(s, "", pack);
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

static void info_counts_events(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "follows.csv", "follower,followee\na,b\nb,c\n");
  write_file(s, "events.csv", "user,event,time\na,buy,86400\nb,sign up,0\na,buy,10\nz,buy,20\n");
  run(s, "$G info --follows follows.csv --events events.csv --summary s.json");
  assert_status(s, 0, "info");
  assert_holds(s->out,
               "\"event\": \"buy\",\n      \"rows\": 3,\n      \"people\": 2,\n      \"first\": "
               "\"1970-01-01T00:00:10Z\",\n      \"last\": \"1970-01-02T00:00:00Z\"",
               "info");
  tells(s, "\"components\": 2,", "sed -n '/\"results\"/,/}/p' s.json");
  run(s, "$G info --follows follows.csv --events events.csv");
  assert_holds(s->out, "\"event\": \"sign up\",\n      \"rows\": 1", "info");
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
  program_test("/program/history/events-later-than-as-of-do-not-count",
               events_later_than_as_of_do_not_count);
  program_test("/program/history/a-packed-past-is-that-of-cut-tables",
               a_packed_past_is_that_of_cut_tables);
  program_test("/program/history/events-are-read-wherever-tables-are",
               events_are_read_wherever_tables_are);
  program_test("/program/history/info-counts-events", info_counts_events);
  program_test("/program/history/dry-runs-look-at-events", dry_runs_look_at_events);
  program_test("/program/history/hashed-names-cover-events", hashed_names_cover_events);
  program_test("/program/history/converting-tells-what-is-left-out",
               converting_tells_what_is_left_out);
  return g_test_run();
}

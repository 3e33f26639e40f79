/* grapevine communities, as a user of the program sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define FIND "$G communities --quiet "
#define VOTES FIND "--edges $DATA/networks/wiki_vote.txt.zst "
#define SIZES " | tail -n +2 | cut -d , -f 2 | sort | uniq -c | awk '{ print $1 }' | sort -n"

/* Four cliques of four in a ring of one tie each, called a0 .. d3. */
static void write_ring(Shell *s)
{
  g_autoptr(GString) text = g_string_new("source,target\n");

  for (int c = 0; c < 4; c++) {
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < i; j++)
        g_string_append_printf(text, "%c%d,%c%d\n", 'a' + c, j, 'a' + c, i);
    g_string_append_printf(text, "%c0,%c1\n", 'a' + c, 'a' + (c + 1) % 4);
  }
  write_file(s, "ring.csv", text->str);
}

static void every_method_runs(Shell *s, gconstpointer data)
{
  (void)data;
  write_ring(s);
  prints(s, "16\n",
         "for m in leiden fast louvain label-propagation; do " FIND
         "--method $m --edges ring.csv" SIZES "; done | grep -c 4");
  prints(s, "4\n", FIND "--quality cpm --resolution 0.5 --edges ring.csv" SIZES " | grep -c 4");
  fails(s, 2, "--method must be one of", FIND "--method magic --edges ring.csv");
}

static void several_resolutions_are_columns(Shell *s, gconstpointer data)
{
  (void)data;
  write_ring(s);
  prints(s, "user,community_0.01,community_1,community_9\n",
         FIND "--edges ring.csv --resolution .01,1,9 | head -1");
  prints(s, "1\n4\n16\n",
         "for f in 2 3 4; do " FIND "--edges ring.csv --resolution .01,1,9 | tail -n +2 | "
         "cut -d , -f $f | sort -u | wc -l; done");
  run(s, VOTES "--resolution .5,2 | cut -d , -f 3 | tail -n +2 > both.txt");
  run(s, VOTES "--resolution 2 | cut -d , -f 2 | tail -n +2 > one.txt");
  prints(s, "", "cmp both.txt one.txt");
  fails(s, 2, "--resolution must be a number", FIND "--edges ring.csv --resolution 1,x");
  fails(s, 2, "--resolution must be a number", FIND "--edges ring.csv --resolution 1,");
}

static void levels_are_nested(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, VOTES "--levels 3 -o levels.csv --summary levels.json");
  prints(s, "user,community,community_2,community_3\n", "head -1 levels.csv");
  /* each of a finer level lies in one of the coarser */
  prints(s, "0\n",
         "tail -n +2 levels.csv | cut -d , -f 2,3 | sort -u | cut -d , -f 2 | sort | uniq -d | "
         "wc -l");
  prints(s, "0\n",
         "tail -n +2 levels.csv | cut -d , -f 3,4 | sort -u | cut -d , -f 2 | sort | uniq -d | "
         "wc -l");
  prints(s, "finer\n",
         "n() { tail -n +2 levels.csv | cut -d , -f $1 | sort -u | wc -l; }; "
         "test $(n 2) -lt $(n 3) && test $(n 3) -lt $(n 4) && echo finer");
  g_autofree char *summary = read_file(s, "levels.json");
  assert_holds(summary, "\"communities_3\":", "levels");
  assert_holds(summary, "\"resolution_3\": 4", "levels");
  fails(s, 2, "one --resolution", VOTES "--levels 2 --resolution 1,2");
  fails(s, 2, "--levels and --initial", VOTES "--levels 2 --method label-propagation");
}

static void sizes_are_bounded(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "bounded\n",
         "test $(" VOTES "--max-size 300" SIZES " | tail -1) -le 300 && echo bounded");
  prints(s, "bounded\n",
         "test $(" VOTES "--resolution 3" SIZES " | wc -l) -gt $(" VOTES
         "--resolution 3 --min-size 40" SIZES " | wc -l) && echo bounded");
  fails(s, 2, "--min-size is above --max-size", VOTES "--min-size 9 --max-size 8");
  fails(s, 2, "not to label-propagation", VOTES "--method label-propagation --max-size 8");
}

static void runs_begin_from_a_file(Shell *s, gconstpointer data)
{
  (void)data;
  write_ring(s);
  run(s, VOTES "--iterations 20 -o first.csv");
  run(s, VOTES "--seed 5 -o cold.csv");
  run(s, VOTES "--seed 5 --initial first.csv -o warm.csv");
  prints(s, "nearer\n",
         "d() { paste -d , first.csv $1 | awk -F , '$2 != $4' | wc -l; }; "
         "test $(d warm.csv) -lt $(d cold.csv) && echo nearer");
  write_file(s, "some.csv", "user,community\na0,x\nnobody,x\n");
  run(s, "$G communities --edges ring.csv --initial some.csv");
  assert_holds(s->err, "some.csv: 1 of the people listed are not in the network", "--initial");
  write_file(s, "bad.csv", "user,group\na0,x\n");
  fails(s, 3, "bad.csv: no column \"community\"", FIND "--edges ring.csv --initial bad.csv");
  fails(s, 4, "none.csv: cannot open", FIND "--edges ring.csv --initial none.csv");
  fails(s, 4, "none.csv: cannot open", FIND "--edges ring.csv --initial none.csv --dry-run");
}

static void the_summary_tells_the_quality(Shell *s, gconstpointer data)
{
  static const char *const keys[] = { "communities\": 4",  "modularity\": 0.607",
                                      "modularity_at_1\"", "coverage\": 0.857",
                                      "cpm\": 0",          "conductance_median\": 0.142",
                                      "largest\": 4",      "median_size\": 4",
                                      "smallest\": 4",     "singletons\": 0",
                                      "disconnected\": 0", "resolution\": 1" };
  (void)data;
  write_ring(s);
  run(s, FIND "--edges ring.csv --summary ring.json");
  g_autofree char *summary = read_file(s, "ring.json");
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    assert_holds(summary, keys[i], "summary");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/communities/every method runs", every_method_runs);
  program_test("/program/communities/several resolutions are columns",
               several_resolutions_are_columns);
  program_test("/program/communities/levels are nested", levels_are_nested);
  program_test("/program/communities/sizes are bounded", sizes_are_bounded);
  program_test("/program/communities/runs begin from a file", runs_begin_from_a_file);
  program_test("/program/communities/the summary tells the quality", the_summary_tells_the_quality);
  return g_test_run();
}

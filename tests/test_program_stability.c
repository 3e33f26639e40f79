/* How far a shortlist would have been another, as the program says it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define LOG "nominate --interactions log.txt "

/* The first rows of Higgs, over some three hours. */
static void open_log(Shell *s, gconstpointer data)
{
  shell_open(s, data);
  prints(s, "", "(echo actor target time type; zcat $DATA/higgs/*.gz | head -n 1500) >log.txt");
}

/* A figure of the summary. */
static double figure(Shell *s, const char *summary, const char *key)
{
  g_autofree char *command =
      g_strdup_printf("sed -n 's/^ *\"%s\": \\(.*[0-9]\\),*$/\\1/p' %s", key, summary);

  run(s, command);
  if (*s->out == '\0')
    g_error("no %s in %s", key, summary);
  return g_ascii_strtod(s->out, NULL);
}

static void without_it_nothing_changes(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(same_output(s, "$G " LOG, "$G " LOG "--bootstrap 0 --other-seeds 0"));
  g_assert_true(same_output(s, "$G " LOG "--features",
                            "$G " LOG "--features --earlier 30m --other-seeds 2 2>/dev/null"));
  tells(s, "confidence,score_low,score_high,stability\n",
        "$G " LOG "--max-followers 0 --bootstrap 9 --earlier 1h --other-seeds 2");
  g_assert_true(same_output(s, "$G " LOG "--features >a.csv; cut -d, -f1-3 a.csv",
                            "$G " LOG "--features --bootstrap 3 | cut -d, -f1-3"));
}

static void the_columns_stand_at_the_end(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "confidence,score_low,score_high,stability\n",
         "$G " LOG "--bootstrap 2 | head -n 1 | cut -d, -f13-");
  tells(s, "value.company_audience,score_low,score_high,stability\n",
        "$G " LOG "--bootstrap 2 --features | head -n 1");
  tells(s, "people are in the shortlist in at least half of 50 logs drawn anew",
        "$G " LOG "--bootstrap 50 -o b.csv --summary b.json 2>&1");
  g_assert_cmpfloat(figure(s, "b.json", "bootstrap_rounds"), ==, 50);
  g_autofree char *wanted = g_strdup_printf("%.9f %.0f", figure(s, "b.json", "bootstrap_overlap"),
                                            figure(s, "b.json", "bootstrap_in_half"));
  prints(s, wanted,
         "awk -F, 'NR > 1 { sum += $NF; half += $NF >= .5; if (!($(NF-2) < $(NF-1))) "
         "exit 1 } END { printf \"%.9f %d\", sum / (NR - 1), half }' b.csv");
  tells(s, "too few for the 2.5 %", "$G " LOG "--bootstrap 3 -o c.csv 2>&1");
}

static void threads_and_campaigns_say_the_same(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(same_output(s, "$G " LOG "--bootstrap 5 --per-community 2 --threads 1",
                            "$G " LOG "--bootstrap 5 --per-community 2 --threads 3"));
  g_assert_false(same_output(s, "$G " LOG "--bootstrap 5 | cut -d, -f14-",
                             "$G " LOG "--bootstrap 5 --seed 2 | cut -d, -f14-"));
  write_file(s, "c.ini", "[load]\ninteractions=log.txt\n[nominate]\nbootstrap=5\noutput=c.csv\n");
  g_assert_true(same_output(s, "$G " LOG "--bootstrap 5", "$G run c.ini >/dev/null && cat c.csv"));
}

/* What compare says of the shortlist of rows that were cut. */
static void earlier_is_the_shortlist_of_the_earlier_rows(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "",
         "awk 'NR == 1 { next } $3 > last { last = $3 } END { print last - 3600 }' log.txt "
         ">t; awk -v t=$(cat t) 'NR == 1 || $3 <= t' log.txt >cut.txt; tail -n 3 cut.txt | "
         "cut -d ' ' -f 1 >out.txt");
  tells(s, "1h earlier",
        "$G " LOG "--exclude out.txt --earlier 1h,30m -o now.csv --summary n.json 2>&1");
  prints(s, "",
         "$G nominate --interactions cut.txt --exclude out.txt -o then.csv 2>/dev/null && "
         "$G compare now.csv then.csv -o /dev/null --summary c.json 2>/dev/null");
  g_assert_cmpfloat(figure(s, "c.json", "common"), <, 20);
  g_assert_cmpfloat(figure(s, "c.json", "common"), >, 0);
  g_assert_cmpfloat(figure(s, "n.json", "earlier_1h_common"), ==, figure(s, "c.json", "common"));
  g_assert_cmpfloat(figure(s, "n.json", "earlier_1h_overlap"), ==, figure(s, "c.json", "overlap"));
  g_assert_cmpfloat(figure(s, "n.json", "earlier_1h_rank_biased_overlap"), ==,
                    figure(s, "c.json", "rank_biased_overlap"));
  g_assert_cmpfloat(figure(s, "n.json", "earlier_1h_kendall_tau"), ==,
                    figure(s, "c.json", "kendall_tau"));
  g_assert_cmpfloat(figure(s, "n.json", "earlier_30m_common"), >,
                    figure(s, "n.json", "earlier_1h_common"));
}

static void other_seeds_are_those_behind_the_seed(Shell *s, gconstpointer data)
{
  double overlap = 0, rbo = 0;
  (void)data;

  tells(s, "with other seeds",
        "$G " LOG "--top 30 --seed 5 --other-seeds 3 -o now.csv --summary n.json 2>&1");
  for (int i = 6; i <= 8; i++) {
    g_autofree char *command = g_strdup_printf(
        "$G " LOG "--top 30 --seed %d -o other.csv 2>/dev/null && $G compare now.csv "
        "other.csv -o /dev/null --summary c.json 2>/dev/null",
        i);
    prints(s, "", command);
    overlap += figure(s, "c.json", "overlap") / 3;
    rbo += figure(s, "c.json", "rank_biased_overlap") / 3;
  }
  g_assert_cmpfloat(ABS(overlap - figure(s, "n.json", "other_seeds_overlap")), <, 1e-12);
  g_assert_cmpfloat(ABS(rbo - figure(s, "n.json", "other_seeds_rank_biased_overlap")), <, 1e-12);
  g_assert_cmpfloat(rbo, <, 1);
}

static void what_cannot_be_said_is_refused(Shell *s, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "$G nominate --follows follows.csv --bootstrap 5", "follows only" },
    { "$G convert --interactions interactions.csv -o p.vine && $G nominate --edges p.vine "
      "--bootstrap 5",
      "packed graph has no rows" },
    { "$G convert --interactions interactions.csv -o p.vine && $G nominate --edges p.vine "
      "--earlier 1d",
      "packed graphs have no rows" },
    { "$G nominate --interactions interactions.csv --earlier soon", "--earlier must be durations" },
    { "$G nominate --interactions interactions.csv --earlier 1h,", "--earlier must be durations" },
    { "$G nominate --interactions interactions.csv --earlier ''", "--earlier must be durations" },
    { "$G nominate --interactions interactions.csv --earlier 30d", "do not go back so far" },
    { "$G nominate --interactions interactions.csv --bootstrap -1", "--bootstrap must be" },
  };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    fails(s, 2, cases[i][1], cases[i][0]);
}

/* The shortlist is not lost with the rounds that there was no time for. */
static void a_run_that_ends_early_writes_what_it_has(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G " LOG "-o whole.csv 2>/dev/null");
  fails(s, 5, "the time limit was reached",
        "$G " LOG "--bootstrap 1000000 --time-limit 8s -o cut.csv --summary cut.json");
  g_assert_true(same_output(s, "cut -d, -f1-9 whole.csv", "cut -d, -f1-9 cut.csv"));
  g_assert_cmpfloat(figure(s, "cut.json", "bootstrap_rounds"), <, 1000000);
  fails(s, 130, "interrupted",
        "env --default-signal=INT $G " LOG
        "--bootstrap 1000000 --progress json -o int.csv 2>said & "
        "program=$!; until grep -q bootstrap said || ! kill -0 $program; do sleep .1; done; "
        "kill -s INT $program; wait $program; status=$?; cat said >&2; exit $status");
  g_assert_true(same_output(s, "cut -d, -f1-9 whole.csv", "cut -d, -f1-9 int.csv"));
}

/* 20 people's scores of a million rounds take 160 MB, before the first round. */
static void nor_where_memory_runs_out(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "$G " LOG "-o whole.csv 2>/dev/null");
  fails(s, 5, "the shortlist was written, its stability only as far as it was known",
        "$G " LOG "--bootstrap 1000000 --memory 120M -o cut.csv --summary cut.json");
  assert_holds(s->err, "--memory 120M: ", "--memory");
  g_assert_true(same_output(s, "cut -d, -f1-9 whole.csv", "cut -d, -f1-9 cut.csv"));
  tells(s, ",NaN,NaN,NaN\n", "cat cut.csv");
  g_assert_cmpfloat(figure(s, "cut.json", "bootstrap_rounds"), ==, 0);
}

#define ADD(name, test)                                                                            \
  g_test_add("/program-stability/" name, Shell, NULL, open_log, test, shell_close)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("without-it-nothing-changes", without_it_nothing_changes);
  ADD("the-columns-stand-at-the-end", the_columns_stand_at_the_end);
  ADD("threads-and-campaigns-say-the-same", threads_and_campaigns_say_the_same);
  ADD("earlier-is-the-shortlist-of-the-earlier-rows", earlier_is_the_shortlist_of_the_earlier_rows);
  ADD("other-seeds-are-those-behind-the-seed", other_seeds_are_those_behind_the_seed);
  ADD("what-cannot-be-said-is-refused", what_cannot_be_said_is_refused);
  ADD("a-run-that-ends-early-writes-what-it-has", a_run_that_ends_early_writes_what_it_has);
  ADD("nor-where-memory-runs-out", nor_where_memory_runs_out);
  return g_test_run();
}

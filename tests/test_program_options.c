/* Options: what --help lists is accepted, and what is accepted does something.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

static const char *const commands[] = { "nominate", "explain",     "centrality",
                                        "holes",    "communities", "info" };

static void help_starts_with_three_examples(Shell *s, gconstpointer data)
{
  (void)data;
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *line = g_strdup_printf("$G %s --help", commands[i]);
    g_autofree char *start = g_strdup_printf("grapevine %s ", commands[i]);
    g_autofree char *text = output_of(s, line);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_assert_cmpstr(lines[0], ==, "Examples:");
    for (int example = 1; example <= 3; example++)
      assert_holds(lines[example], example < 3 ? start : "grapevine", line);
    g_assert_cmpstr(lines[4], ==, "");
    g_autofree char *other = g_strdup_printf("$G help %s", commands[i]);
    g_assert_true(same_output(s, line, other));
  }
}

/* A value that an option of this name takes. */
static const char *value_of(const char *name, const char *argument)
{
  static const char *const values[][2] = {
    { "follows", "follows.csv" },
    { "interactions", "interactions.csv" },
    { "edges", "edges.csv" },
    { "users", "users.csv" },
    { "columns", "-" },
    { "delimiter", "," },
    { "header", "yes" },
    { "type-weights", "RT=2" },
    { "channel-weights", "weibo=2" },
    { "half-life", "30d" },
    { "as-of", "2026-11-21" },
    { "output", "x.csv" },
    { "summary", "x.json" },
    { "max-followers", "50%" },
    { "probability", "0.1" },
    { "exclude", "users.csv" },
    { "where", "region=north" },
    { "weights", "w.ini" },
    { "measure", "degree" },
    { "method", "leiden" },
    { "max-vertices", "1000" },
    { "max-expand", "10" },
    { "hash-ids", "key" },
    { "time-limit", "1h" },
    { "memory", "1G" },
    { "config", "c.ini" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
    if (strcmp(values[i][0], name) == 0)
      return values[i][1];
  if (strchr(argument, '|')) {
    static char first[32];
    g_strlcpy(first, argument, MIN(sizeof first, strcspn(argument, "|") + 1));
    return first;
  }
  return "1";
}

/* Whatever else is wrong, the option and its value must not be. */
static void try_option(Shell *s, const char *command, const char *name, const char *argument)
{
  const gboolean flag = *argument == '\0';
  g_autofree char *line = g_strdup_printf("$G %s %s --%s %s -o /dev/null", command,
                                          strcmp(command, "explain") == 0 ? "a" : "", name,
                                          flag ? "" : value_of(name, argument));

  run(s, line);
  if (strstr(s->err, "nknown option") || strstr(s->err, "must be") || strstr(s->err, "no value"))
    g_error("%s: %s", line, s->err);
}

static void every_option_of_help_is_accepted(Shell *s, gconstpointer data)
{
  g_autoptr(GRegex) option =
      g_regex_new("^ +(?:-., )?--([a-z-]+) ?(\\S*)", G_REGEX_MULTILINE, 0, NULL);
  (void)data;

  write_file(s, "w.ini", "[weights]\nreach=1\n");
  write_file(s, "c.ini", "[common]\nquiet=true\n");
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *line = g_strdup_printf("$G %s --help", commands[i]);
    g_autofree char *text = output_of(s, line);
    g_autoptr(GMatchInfo) match = NULL;
    unsigned seen = 0;
    for (g_regex_match(option, text, 0, &match); g_match_info_matches(match); seen++) {
      g_autofree char *name = g_match_info_fetch(match, 1),
                      *argument = g_match_info_fetch(match, 2);
      if (strcmp(name, "help") != 0)
        try_option(s, commands[i], name, argument);
      g_match_info_next(match, NULL);
    }
    g_assert_cmpuint(seen, >, 20);
  }
}

static void help_names_the_options_of_the_ranker(Shell *s, gconstpointer data)
{
  static const char *const names[] = { "--max-followers", "--min-followers", "--opt-in",
                                       "--exclude",       "--where",         "--weights",
                                       "--probability" };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    tells(s, names[i], "$G nominate --help");
    tells(s, names[i], "$G explain --help");
    tells(s, names[i], "$G --reference");
  }
  tells(s, "20", "$G nominate --help | grep -e --top");
}

static void the_reference_names_everything_registered(Shell *s, gconstpointer data)
{
  g_autofree char *page = output_of(s, "$G --reference");
  g_autofree char *help = output_of(s, "$G centrality --help");
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *heading = g_strdup_printf("\n### %s\n", commands[i]);
    assert_holds(page, heading, "--reference");
    tells(s, commands[i], "$G --help");
  }
  run(s, "$G centrality --measure all --edges interactions.csv --columns source,target,-,-,-,- | "
         "head -1");
  g_auto(GStrv) measures = g_strsplit(g_strstrip(s->out), ",", -1);
  g_assert_cmpuint(g_strv_length(measures), >, 10);
  for (size_t i = 1; measures[i]; i++) {
    g_autofree char *heading = g_strdup_printf("\n### %s\n", measures[i]);
    g_autofree char *listed = g_strdup_printf("\n  %s ", measures[i]);
    assert_holds(page, heading, "--reference");
    assert_holds(help, listed, "centrality --help");
  }
}

typedef struct {
  const char *base, *option;
} Effect;

#define FOLLOWS "--follows follows.csv "
#define BOTH FOLLOWS "--interactions interactions.csv --users users.csv "
#define STRENGTH "$G centrality --measure in_strength,pagerank,core "

/* No option is taken and then forgotten: each changes what comes out. */
static void every_option_has_an_effect(Shell *s, gconstpointer data)
{
  static const Effect effects[] = {
    { STRENGTH BOTH, "--undirected" },
    { STRENGTH "--edges e.csv", "--reverse" },
    { STRENGTH BOTH, "--duplicates max" },
    { STRENGTH BOTH, "--type-weights RT=3" },
    { STRENGTH BOTH, "--type-weights follow=3" },
    { STRENGTH BOTH, "--channel-weights shop=3" },
    { STRENGTH BOTH, "--half-life 1h" },
    { STRENGTH BOTH, "--as-of 3000" },
    { STRENGTH BOTH, "--as-of 3000 --half-life 1h" },
    { STRENGTH BOTH, "--unweighted" },
    { STRENGTH BOTH, "--top 2" },
    { STRENGTH BOTH, "--damping .5" },
    { STRENGTH BOTH, "--format tsv" },
    { "$G holes " BOTH, "--unweighted" },
    { "$G holes " BOTH, "--top 3" },
    { "$G communities " BOTH, "--top 3" },
    { "$G communities " BOTH, "--resolution 5" },
    { "$G nominate " BOTH, "--top 1" },
    { "$G nominate " BOTH, "--per-community 1" },
    { "$G nominate " BOTH, "--features" },
    { "$G nominate " BOTH, "--print-weights" },
    { "$G nominate " BOTH, "--max-followers 2" },
    { "$G nominate " BOTH, "--max-followers 50%" },
    { "$G nominate " BOTH, "--min-followers 3" },
    { "$G nominate " BOTH, "--probability 0.1" },
    { "$G nominate " BOTH, "--opt-in" },
    { "$G nominate " BOTH, "--exclude few.txt" },
    { "$G nominate " BOTH, "--where region=north" },
    { "$G nominate " BOTH, "--weights w.ini" },
    { "$G explain a " BOTH, "--weights w.ini" },
    { "$G explain a " BOTH, "--max-followers 2" },
    { "$G explain a " BOTH, "--exclude few.txt" },
  };
  (void)data;

  write_file(s, "w.ini", "[weights]\nreach=1\naudience=-1\n");
  write_file(s, "few.txt", "a\n");
  write_file(s, "e.csv", "source,target\na,b\nb,c\na,d\n");
  for (size_t i = 0; i < G_N_ELEMENTS(effects); i++) {
    g_autofree char *with = g_strdup_printf("%s %s", effects[i].base, effects[i].option);
    if (same_output(s, effects[i].base, with))
      g_error("%s changes nothing", with);
  }
}

static void options_without_effect_are_refused(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "--damping belongs to the measure pagerank",
        "$G centrality --measure degree --damping .5 " FOLLOWS);
  fails(s, 2, "unknown option --top", "$G info --top 3 " FOLLOWS);
  fails(s, 2, "unknown option --top", "$G explain a --top 3 " FOLLOWS);
  fails(s, 2, "unknown option --measure", "$G holes --measure degree " FOLLOWS);
  fails(s, 2, "--opt-in needs a column opt_in", "$G nominate --opt-in " FOLLOWS);
  fails(s, 2, "--where", "$G nominate --where region=north " FOLLOWS);
  fails(s, 2, "--print-weights", "$G nominate --print-weights --format jsonl " FOLLOWS);
  run(s, "$G nominate --as-of 0 " FOLLOWS);
  assert_holds(s->err, "later than --as-of", "--as-of before everything");
  run(s, "$G nominate --half-life 30d --edges follows.csv --columns source,target,-,-");
  assert_holds(s->err, "no row has a time", "--half-life without times");
}

/* Else a program that goes by the ending would be given CSV under another name. */
static void endings_of_other_formats_are_refused(Shell *s, gconstpointer data)
{
  static const char *const endings[] = { "parquet",    "XLSX", "feather", "vine",
                                         "graphml.gz", "html", "db",      "csv.bz2" };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *command =
        g_strdup_printf("$G centrality --measure degree -o x.%s " FOLLOWS, endings[i]);
    g_autofree char *asked =
        g_strdup_printf("%s --format csv && (gzip -dcf <x.%s | head -1)", command, endings[i]);
    fails(s, 2, "there are .csv .tsv .jsonl, each with .gz or .zst", command);
    prints(s, "user,degree\n", asked);
  }
  fails(s, 2, "there are .json .csv", "$G info -o x.xml " FOLLOWS);
  fails(s, 2, "--curve: c.parquet", "$G seed --count 1 --curve c.parquet " FOLLOWS);
  fails(s, 2, "fit writes a key file",
        "$G fit --interactions interactions.csv --label received -o w.csv");
  fails(s, 2, "--format table is for results", "$G convert --format table " FOLLOWS);
  fails(s, 2, "--format table is for results", "$G generate lfr --format table");
  for (size_t i = 0; i < 4; i++) {
    static const char *const free_names[] = { "x.dat", "x.out", "x.txt", "x" };
    g_autofree char *command =
        g_strdup_printf("$G centrality --measure degree -o %s " FOLLOWS " && head -1 %s",
                        free_names[i], free_names[i]);
    prints(s, "user,degree\n", command);
  }
}

static void endings_count_in_any_case(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "user\tdegree\n",
         "$G centrality --measure degree -o x.TSV.GZ " FOLLOWS " && gzip -dc <x.TSV.GZ | head -1");
  prints(s, "{\n", "$G info -o x.JSON " FOLLOWS " && head -1 x.JSON");
}

/* A bare number is seconds: on daily data nothing would be left, without a word. */
static void ties_that_fade_to_nothing_are_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "d.csv", "source,target,time\na,b,2026-01-01\na,c,2026-01-02\na,d,2026-01-03\n");
  run(s, "$G info --edges d.csv --half-life 30 --summary s.json -o i.json");
  g_assert_cmpstr(s->err, ==,
                  "grapevine: 2 ties have faded to nothing and are left out; --half-life 30 has no "
                  "unit, so it is 30 seconds: write 30d for days\n");
  tells(s, "\"ties_faded\": 2", "cat s.json");
  run(s, "$G info --edges d.csv --half-life 1m -o i.json");
  g_assert_cmpstr(s->err, ==,
                  "grapevine: 2 ties have faded to nothing and are left out; is --half-life 1m (60 "
                  "seconds) long enough?\n");
  run(s, "$G info --edges d.csv --half-life 30d --summary s.json -o i.json");
  g_assert_cmpstr(s->err, ==, "");
  tells(s, "", "! grep faded s.json");
}

static void the_last_of_several_counts(Shell *s, gconstpointer data)
{
  (void)data;
  g_assert_true(
      same_output(s, "$G nominate --top 5 --top 2 " FOLLOWS, "$G nominate --top 2 " FOLLOWS));
  g_assert_true(same_output(s, "$G nominate --top=2 " FOLLOWS, "$G nominate --top 2 " FOLLOWS));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/options/help starts with three examples", help_starts_with_three_examples);
  program_test("/program/options/every option of help is accepted",
               every_option_of_help_is_accepted);
  program_test("/program/options/help names the options of the ranker",
               help_names_the_options_of_the_ranker);
  program_test("/program/options/the reference names everything registered",
               the_reference_names_everything_registered);
  program_test("/program/options/every option has an effect", every_option_has_an_effect);
  program_test("/program/options/options without effect are refused",
               options_without_effect_are_refused);
  program_test("/program/options/endings of other formats are refused",
               endings_of_other_formats_are_refused);
  program_test("/program/options/endings count in any case", endings_count_in_any_case);
  program_test("/program/options/ties that fade to nothing are told",
               ties_that_fade_to_nothing_are_told);
  program_test("/program/options/the last of several counts", the_last_of_several_counts);
  return g_test_run();
}

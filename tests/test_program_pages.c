/* Manual pages and completions say what the option tables say; progress as JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

static const char *const commands[] = { "nominate",    "explain", "centrality", "holes",
                                        "communities", "info",    "run",        "bench",
                                        "evaluate" };

static gboolean have(Shell *s, const char *program)
{
  g_autofree char *line = g_strdup_printf("command -v %s", program);

  run(s, line);
  if (s->status != 0)
    g_test_skip(program);
  return s->status == 0;
}

static void manual_pages_have_no_warnings(Shell *s, gconstpointer data)
{
  (void)data;
  if (!have(s, "groff"))
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *line = g_strdup_printf("$G --man %s | groff -man -z -ww -Tutf8", commands[i]);
    prints(s, "", line);
    g_assert_cmpstr(s->err, ==, "");
  }
  prints(s, "", "$G --man | groff -man -z -ww -Tutf8");
  g_assert_cmpstr(s->err, ==, "");
}

/* Every option of --help stands in the page, as a reader of man sees it. */
static void manual_pages_name_every_option(Shell *s, gconstpointer data)
{
  (void)data;
  if (!have(s, "groff"))
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *line = g_strdup_printf(
        "$G --man %s | groff -man -Tascii -P-c | sed 's/.\\x08//g' >page; "
        "$G %s --help | grep -o -e '^ *--[a-z-]*' -e '-o, --[a-z-]*' | "
        "while read -r option; do grep -q -e \"$option\" page || echo \"$option\"; done",
        commands[i], commands[i]);
    prints(s, "", line);
  }
  fails(s, 2, "did you mean nominate?", "$G --man nominat");
}

/* What bash offers for the words so far; the last is the one at hand. */
static void offers(Shell *s, const char *words, const char *expected)
{
  g_autofree char *line = g_strdup_printf("bash -c '. ./done; COMP_WORDS=(grapevine %s); "
                                          "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _grapevine; "
                                          "printf \"%%s\\n\" \"${COMPREPLY[@]}\"'",
                                          words);

  prints(s, expected, line);
  g_assert_cmpstr(s->err, ==, "");
}

static void bash_completes_commands_options_and_values(Shell *s, gconstpointer data)
{
  (void)data;
  if (!have(s, "bash"))
    return;
  prints(s, "complete -F _grapevine grapevine\n",
         "$G --completion bash >done && bash -c '. ./done; complete -p grapevine'");
  offers(s, "nom", "nominate\n");
  offers(s, "centrality --meas", "--measure\n");
  offers(s, "nominate --hal", "--half-life\n");
  offers(s, "run --outp", "\n");
  offers(s, "nominate --measure", "\n");
  offers(s, "nominate --format j", "jsonl\n");
  offers(s, "nominate --format = j", "jsonl\n");
  offers(s, "nominate --format =", "csv\ntsv\njsonl\ntable\nauto\n");
  offers(s, "centrality --measure page", "pagerank\n");
  offers(s, "centrality --measure degree,page", "degree,pagerank\n");
  offers(s, "communities --method lei", "leiden\n");
  offers(s, "bench --kernel load,page", "load,pagerank\n");
  offers(s, "nominate --follows fol", "follows.csv\n");
  offers(s, "nominate -o use", "users.csv\n");
  offers(s, "nominate --weights use", "users.csv\n");
  offers(s, "nominate --top 1", "\n");
  offers(s, "run use", "users.csv\n");
  offers(s, "generate k", "kronecker\n");
  offers(s, "generate --seed 3 l", "lfr\n");
  offers(s, "generate --communities use", "users.csv\n");
  offers(s, "help hol", "holes\n");
}

static void bash_completes_every_option(Shell *s, gconstpointer data)
{
  (void)data;
  if (!have(s, "bash"))
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    g_autofree char *line = g_strdup_printf(
        "$G --completion bash >done; bash -c '. ./done; _grapevine_options %s' | tr ' ' '\\n' "
        ">offered; $G %s --help | grep -o -e '^ *--[a-z-]*' -e '-o, --[a-z-]*' | "
        "sed 's/.*--/--/' | while read -r o; do grep -qx -e \"$o\" offered || echo \"$o\"; done",
        commands[i], commands[i]);
    prints(s, "", line);
  }
}

/* Without a terminal: what is offered goes through functions of our own. */
static void zsh_completes_too(Shell *s, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "nom", "nominate" },
    { "nominate --hal", "--half-life" },
    { "nominate --format j", "jsonl" },
    { "nominate --format=j", "jsonl" },
    { "centrality --measure degree,p", "pagerank" },
    { "nominate --follows f", "FILES" },
    { "run c", "FILES" },
    { "generate k", "kronecker" },
  };
  (void)data;

  if (!have(s, "zsh"))
    return;
  prints(s, "", "$G --completion zsh >_grapevine && zsh -fn _grapevine");
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *line = g_strdup_printf(
        "zsh -fc 'compdef() { :; }; compadd() { print -r -- \"$@\"; }; compset() { :; }; "
        "_files() { print FILES; }; . ./_grapevine; words=(grapevine %s); "
        "CURRENT=${#words}; _grapevine' | tr ' ' '\\n' | grep -x -e %s",
        cases[i][0], cases[i][1]);
    g_autofree char *expected = g_strconcat(cases[i][1], "\n", NULL);
    prints(s, expected, line);
  }
}

static void other_shells_are_refused(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "--completion takes bash or zsh", "$G --completion fish");
  fails(s, 2, "--completion takes bash or zsh", "$G --completion");
}

/* Lines of JSON, each an object of three figures. Two may round to the same tenth
 * of a second, three may not. The work lasts long enough for several on any machine and
 * steps more often. */
static void progress_as_json_comes_at_most_ten_times_a_second(Shell *s, gconstpointer data)
{
  g_autoptr(GRegex) line = g_regex_new(
      "^\\{\"phase\":\"[a-z_ ]+\",\"done\":[01]\\.\\d{3},\"seconds\":\\d+\\.\\d\\}$", 0, 0, NULL);
  (void)data;

  run(s, "$G centrality --measure betweenness --sources 40000 --interactions $DATA/higgs/*.gz "
         "--columns actor,target,time,type --progress json -o /dev/null");
  g_assert_cmpint(s->status, ==, 0);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(s->err), "\n", -1);
  const guint count = g_strv_length(lines);
  g_assert_cmpuint(count, >=, 3);
  for (guint i = 0; i < count; i++) {
    if (!g_regex_match(line, lines[i], 0, NULL))
      g_error("no line of progress: %s", lines[i]);
    if (i >= 2)
      g_assert_cmpstr(strstr(lines[i], "\"seconds\""), !=, strstr(lines[i - 2], "\"seconds\""));
  }
  run(s, "$G info --follows follows.csv --progress json --quiet");
  g_assert_cmpstr(s->err, ==, "");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/pages/manual pages have no warnings", manual_pages_have_no_warnings);
  program_test("/program/pages/manual pages name every option", manual_pages_name_every_option);
  program_test("/program/pages/bash completes commands, options and values",
               bash_completes_commands_options_and_values);
  program_test("/program/pages/bash completes every option", bash_completes_every_option);
  program_test("/program/pages/zsh completes too", zsh_completes_too);
  program_test("/program/pages/other shells are refused", other_shells_are_refused);
  program_test("/program/pages/progress as JSON comes at most ten times a second",
               progress_as_json_comes_at_most_ten_times_a_second);
  return g_test_run();
}

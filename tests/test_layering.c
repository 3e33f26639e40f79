/* The house rules that a program can check, over every source of the project.
 *
 * A file may include only what stands to its left in
 *   graph/base | graph | io/read_* and algorithms | algorithms/ranking |
 *   algorithms/evaluation | io/write_* | the rest
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

typedef struct {
  const char *prefix; /* of a path from the root */
  int layer;          /* equal layers with different folders may not include one another */
} Place;

enum { BASE, GRAPH, MIDDLE, RANKING, EVALUATION, WRITE, OUTSIDE };

/* The first prefix that fits counts. A public header belongs to the layer that
 * implements it; one that is not named here belongs to the ranking. */
static const Place places[] = {
  { "graph/base/", BASE },
  { "graph/", GRAPH },
  { "io/read", MIDDLE },
  { "algorithms/ranking/", RANKING },
  { "algorithms/evaluation/", EVALUATION },
  { "algorithms/", MIDDLE },
  { "io/write", WRITE },
  { "cli/", OUTSIDE },
  { "benchmarks/", OUTSIDE },
  { "tests/", OUTSIDE },
  { "include/grapevine/base.h", BASE },
  { "include/grapevine/graph.h", GRAPH },
  { "include/grapevine/network.h", GRAPH },
  { "include/grapevine/history.h", GRAPH },
  { "include/grapevine/generate.h", GRAPH },
  { "include/grapevine/igraph.h", GRAPH },
  { "include/grapevine/read", MIDDLE },
  { "include/grapevine/algorithm.h", MIDDLE },
  { "include/grapevine/holes.h", MIDDLE },
  { "include/grapevine/communities.h", MIDDLE },
  { "include/grapevine/influence.h", MIDDLE },
  { "include/grapevine/seed.h", MIDDLE },
  { "include/grapevine/learn.h", MIDDLE },
  { "include/grapevine/simulate.h", MIDDLE },
  { "include/grapevine/evaluate.h", EVALUATION },
  { "include/grapevine/write", WRITE },
  { "include/grapevine/grapevine.h", OUTSIDE },
  { "include/grapevine/", RANKING },
};

enum { LONGEST_HEADER = 150 };

static const Place *place_of(const char *path)
{
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
    if (g_str_has_prefix(path, places[i].prefix))
      return &places[i];
  return NULL;
}

static gboolean is_reading(const char *path)
{
  return g_str_has_prefix(path, "io/") || g_str_has_prefix(path, "include/grapevine/read");
}

static gboolean may_include(const char *path, const char *included)
{
  const Place *from = place_of(path), *to = place_of(included);

  if (from == NULL || to == NULL || to->layer > from->layer)
    return FALSE;
  return from->layer != MIDDLE || to->layer != MIDDLE || is_reading(path) == is_reading(included);
}

static void complain(GString *faults, const char *path, const char *what, const char *text)
{
  g_string_append_printf(faults, "%s: %s %s\n", path, what, text);
}

/* What an include names, from the root: a public header, a path, or a neighbour. */
static char *target_of(const char *path, const char *quoted, const char *angled)
{
  g_autofree char *folder = g_path_get_dirname(path);

  if (*angled)
    return g_strconcat("include/", angled, NULL);
  return strchr(quoted, '/') ? g_strdup(quoted) : g_build_filename(folder, quoted, NULL);
}

static void check_includes(const char *path, const char *text, GString *faults)
{
  g_autoptr(GRegex) regex =
      g_regex_new("^[ \t]*#[ \t]*include[ \t]*(?:\"([^\"\n]+)\"|<(grapevine/[^>\n]+)>)",
                  G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
       g_match_info_next(match, NULL)) {
    g_autofree char *quoted = g_match_info_fetch(match, 1), *angled = g_match_info_fetch(match, 2);
    g_autofree char *target = target_of(path, quoted, angled ? angled : "");
    if (!may_include(path, target))
      complain(faults, path, "may not include", target);
  }
}

/* Text without comments and the insides of strings. */
static char *code_of(const char *text)
{
  g_autoptr(GRegex) regex =
      g_regex_new("/\\*.*?\\*/|//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"|'\"'", G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_literal(regex, text, -1, 0, "\"\"", 0, NULL);
}

/* The library tells its caller; only the program prints, ends or handles signals. */
static void check_calls(const char *path, const char *text, GString *faults)
{
  g_autoptr(GRegex) regex = g_regex_new(
      "(?<![A-Za-z0-9_.>])(?:v?f?printf|fputs|fputc|puts|putchar|perror|g_print|g_printerr|g_"
      "message|g_error"
      "|exit|_exit|_Exit|quick_exit|abort|g_abort|signal|sigaction|raise|setlocale|srand)\\s*\\(",
      0, 0, NULL);
  g_autofree char *code = code_of(text);
  g_autoptr(GMatchInfo) match = NULL;

  if (place_of(path) && place_of(path)->layer == OUTSIDE)
    return;
  for (g_regex_match(regex, code, 0, &match); g_match_info_matches(match);
       g_match_info_next(match, NULL)) {
    g_autofree char *call = g_match_info_fetch(match, 0);
    complain(faults, path, "may not call", call);
  }
}

static void check_length(const char *path, const char *text, GString *faults)
{
  int lines = 0;

  for (; *text; text++)
    lines += *text == '\n';
  if (g_str_has_prefix(path, "include/") && lines >= LONGEST_HEADER)
    complain(faults, path, "is a public header of 150 lines or more;", "split it");
}

/* Says what is wrong with a file, a line each; "" where all is well. */
static char *faults_of(const char *path, const char *text)
{
  GString *faults = g_string_new(NULL);

  if (place_of(path) == NULL)
    complain(faults, path, "stands in no known layer;", "see tests/test_layering.c");
  check_includes(path, text, faults);
  check_calls(path, text, faults);
  check_length(path, text, faults);
  if (!g_str_has_prefix(path, "tests/") &&
      strstr(text, "SPDX-License-Identifier: GPL-3.0-or-later") == NULL)
    complain(faults, path, "lacks its", "SPDX line");
  return g_string_free(faults, FALSE);
}

/* Appends the faults of all sources under a folder; returns how many there are. */
static unsigned check_folder(const char *folder, GString *faults)
{
  g_autofree char *whole = g_build_filename(GV_SOURCE_DIR, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open(whole, 0, NULL);
  const char *name;
  unsigned count = 0;

  while (dir && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *file = g_build_filename(GV_SOURCE_DIR, path, NULL);
    g_autofree char *text = NULL, *found = NULL;
    if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
      count += check_folder(path, faults);
    } else if (g_str_has_suffix(name, ".c") || g_str_has_suffix(name, ".h")) {
      g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
      found = faults_of(path, text);
      g_string_append(faults, found);
      count++;
    }
  }
  return count;
}

static void every_file_keeps_the_rules(void)
{
  static const char *const folders[] = { "include", "graph",      "io",   "algorithms",
                                         "cli",     "benchmarks", "tests" };
  g_autoptr(GString) faults = g_string_new(NULL);
  unsigned count = 0;

  for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
    count += check_folder(folders[i], faults);
  g_assert_cmpuint(count, >, 40); /* the walk found the sources */
  g_assert_cmpstr(faults->str, ==, "");
}

typedef struct {
  const char *path, *line;
} Planted;

static char *faults_of_planted(Planted planted)
{
  g_autofree char *text =
      g_strconcat("/* SPDX-License-Identifier: GPL-3.0-or-later */\n", planted.line, "\n", NULL);

  return faults_of(planted.path, text);
}

static void planted_faults_are_caught(void)
{
  static const Planted planted[] = {
    { "graph/base/array.c", "#include \"graph/edges.h\"" },
    { "graph/base/array.c", "#include <grapevine/graph.h>" },
    { "graph/graph.c", "  #  include \"io/read_table.h\"" },
    { "graph/graph.c", "#include <grapevine/algorithm.h>" },
    { "graph/graph.c", "#include \"nowhere/else.h\"" },
    { "io/read_table.c", "#include \"algorithms/options.h\"" },
    { "io/read_table.c", "#include <grapevine/holes.h>" },
    { "io/read_table.c", "#include \"io/write_text.h\"" },
    { "algorithms/holes/burt.c", "#include \"io/read_table.h\"" },
    { "algorithms/holes/burt.c", "#include <grapevine/read.h>" },
    { "algorithms/holes/burt.c", "#include \"algorithms/ranking/features.h\"" },
    { "algorithms/holes/burt.c", "#include <grapevine/nominate.h>" },
    { "algorithms/ranking/nominate.c", "#include <grapevine/write.h>" },
    { "algorithms/ranking/nominate.c", "#include \"io/write_table.h\"" },
    { "algorithms/ranking/nominate.c", "#include \"algorithms/evaluation/labelling.h\"" },
    { "algorithms/evaluation/labels.c", "#include <grapevine/write.h>" },
    { "io/write_table.c", "#include \"cli/command.h\"" },
    { "io/write_table.c", "#include <grapevine/grapevine.h>" },
    { "include/grapevine/base.h", "#include <grapevine/graph.h>" },
    { "io/stray.c", "" },
    { "graph/graph.c", "void f(void) { printf(\"x\"); }" },
    { "graph/graph.c", "void f(void) { fprintf (stderr, \"x\"); }" },
    { "algorithms/registry.c", "void f(void) { exit(1); }" },
    { "io/write_table.c", "void f(void) { abort(); }" },
    { "io/write_table.c", "void f(void) { signal(SIGPIPE, SIG_IGN); }" },
    { "io/read_table.c", "void f(void) { g_printerr(\"x\"); }" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(planted); i++) {
    g_autofree char *found = faults_of_planted(planted[i]);
    g_assert_true(g_str_has_prefix(found, planted[i].path));
  }
}

static void what_is_allowed_is_not_reported(void)
{
  static const Planted planted[] = {
    { "graph/base/array.c", "#include \"graph/base/array.h\"" },
    { "graph/graph.c", "#include \"graph/base/task.h\"\n#include <grapevine/network.h>" },
    { "io/read_table.c", "#include \"io/read_lines.h\"\n#include <grapevine/read.h>" },
    { "algorithms/holes/burt.c", "#include \"algorithms/paths/search.h\"" },
    { "algorithms/ranking/nominate.c", "#include <grapevine/read.h>" },
    { "algorithms/evaluation/metrics.c", "#include <grapevine/nominate.h>" },
    { "io/write_report.c", "#include \"algorithms/ranking/features.h\"" },
    { "cli/main.c", "#include <grapevine/grapevine.h>\nint main(void) { exit(printf(\"\")); }" },
    { "tests/test_x.c", "#include \"common.h\"\n#include \"io/write_text.h\"" },
    { "graph/graph.c", "/* exit(1) is not for us, nor is printf(). */" },
    { "graph/graph.c", "const char *s = \"exit(1)\"; // abort()" },
    { "graph/graph.c", "void f(void) { g_string_append_printf(s, \"x\"); on_exit_(1); }" },
    { "graph/graph.c", "#include <stdlib.h>" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(planted); i++) {
    g_autofree char *found = faults_of_planted(planted[i]);
    g_assert_cmpstr(found, ==, "");
  }
}

static void long_headers_and_missing_licences_are_caught(void)
{
  g_autofree char *lines = g_strnfill(LONGEST_HEADER, '\n');
  g_autofree char *long_header = faults_of_planted((Planted){ "include/grapevine/read.h", lines });
  g_autofree char *long_inside = faults_of_planted((Planted){ "graph/names.h", lines });
  g_autofree char *bare = faults_of("graph/names.h", "int x;\n");

  g_assert_nonnull(strstr(long_header, "150 lines"));
  g_assert_cmpstr(long_inside, ==, "");
  g_assert_nonnull(strstr(bare, "SPDX"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/layering/every-file-keeps-the-rules", every_file_keeps_the_rules);
  g_test_add_func("/layering/planted-faults-are-caught", planted_faults_are_caught);
  g_test_add_func("/layering/what-is-allowed-is-not-reported", what_is_allowed_is_not_reported);
  g_test_add_func("/layering/long-headers-and-missing-licences-are-caught",
                  long_headers_and_missing_licences_are_caught);
  return g_test_run();
}

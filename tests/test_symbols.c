/* What the shared library exports is what its headers declare, no more and no less. */
#include <glib.h>
#include <string.h>

typedef GHashTable Names; /* a set of owned texts */

static Names *names_new(void)
{
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* Group 1 of every match. */
static void add_matches(Names *names, const char *pattern, GRegexCompileFlags flags,
                        const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new(pattern, flags, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
       g_match_info_next(match, NULL))
    g_hash_table_add(names, g_match_info_fetch(match, 1));
}

/* GV_API type name(…), name[…] or name; comments are no declarations. */
static void add_declared(Names *names, const char *header)
{
  g_autoptr(GRegex) comments = g_regex_new("/\\*.*?\\*/", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *code = g_regex_replace_literal(comments, header, -1, 0, "", 0, NULL);

  add_matches(names, "^GV_API\\s[^;(\\[]*?(\\w+)\\s*[;(\\[]", G_REGEX_MULTILINE, code);
}

static Names *declared(void)
{
  g_autofree char *folder = g_build_filename(GV_SOURCE_DIR, "include/grapevine", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  Names *names = names_new();
  const char *name;

  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    add_declared(names, text);
  }
  return names;
}

/* The dynamic symbols of the shared library; which: an option of nm. */
static Names *symbols(const char *which)
{
  const char *argv[] = { "nm", "-D", which, GV_SHARED_LIBRARY, NULL };
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  Names *names = names_new();
  int status;

  g_spawn_sync(NULL, (char **)(gintptr)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
               &status, &error);
  g_assert_no_error(error);
  g_assert_cmpint(status, ==, 0);
  add_matches(names, "\\s[A-Za-z]\\s+([^\\s@]+)", 0, text);
  return names;
}

static void assert_subset(Names *part, Names *whole)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init(&iter, part);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    if (!g_hash_table_contains(whole, name))
      g_error("%s is in one list only", (const char *)name);
}

static void every_declaration_is_exported(void)
{
  g_autoptr(GHashTable) in_headers = declared(), exported = symbols("--defined-only");

  g_assert_true(g_hash_table_contains(in_headers, "gv_nominate_params"));
  g_assert_cmpuint(g_hash_table_size(in_headers), >, 80);
  assert_subset(in_headers, exported);
}

static void every_export_is_declared(void)
{
  g_autoptr(GHashTable) in_headers = declared(), exported = symbols("--defined-only");
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init(&iter, exported);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_assert_true(g_str_has_prefix(name, "gv_"));
  assert_subset(exported, in_headers);
}

/* Neither the program's functions nor anything of ours that is not inside. */
static void nothing_of_ours_is_missing(void)
{
  g_autoptr(GHashTable) wanted = symbols("--undefined-only"), program = names_new();
  g_autofree char *path = g_build_filename(GV_SOURCE_DIR, "cli/run.h", NULL), *text = NULL;
  GHashTableIter iter;
  gpointer name;

  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  add_matches(program, "\\b(run_\\w+|say)\\(", 0, text);
  g_assert_true(g_hash_table_contains(program, "run_command"));
  g_assert_cmpuint(g_hash_table_size(wanted), >, 20);
  g_hash_table_iter_init(&iter, wanted);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    g_assert_false(g_str_has_prefix(name, "gv_"));
    g_assert_false(g_hash_table_contains(program, name));
  }
}

static void declarations_are_found(void)
{
  g_autoptr(GHashTable) names = names_new();

  add_declared(names,
               "GV_API int gv_a(void);\n/* GV_API int gv_b(void); */\n"
               "GV_API const X *const *gv_c(int (*f)(void));\nGV_API extern const X gv_d[];\n"
               "GV_API extern const size_t gv_e;\n#define GV_API x\nstatic int gv_f(void);\n"
               "GV_API gboolean\ngv_g(int a,\n       int b);\n");
  g_assert_cmpuint(g_hash_table_size(names), ==, 5);
  for (const char *const *name =
           (const char *const[]){ "gv_a", "gv_c", "gv_d", "gv_e", "gv_g", NULL };
       *name; name++)
    g_assert_true(g_hash_table_contains(names, *name));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/symbols/declarations-are-found", declarations_are_found);
  g_test_add_func("/symbols/every-declaration-is-exported", every_declaration_is_exported);
  g_test_add_func("/symbols/every-export-is-declared", every_export_is_declared);
  g_test_add_func("/symbols/nothing-of-ours-is-missing", nothing_of_ours_is_missing);
  return g_test_run();
}

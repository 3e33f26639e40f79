#define _DEFAULT_SOURCE /* wait4 */
/* Every odd and broken table of the manifest does what the manifest says. */
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "read_common.h"

#if defined __SANITIZE_ADDRESS__
#define SANITIZED
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

typedef struct {
  char *file, *expected;
  GvTableKind kind;
} Case;

/* The number behind key in text, or -1. */
static long figure(const char *text, const char *key)
{
  const char *at = strstr(text, key);

  return at ? strtol(at + strlen(key), NULL, 10) : -1;
}

static long out_degree(const GvNetwork *network, const char *name)
{
  GvVertex v = gv_names_find(gv_network_names(network), name);

  g_assert_cmpuint(v, !=, GV_VERTEX_NONE);
  return (long)gv_degree(gv_network_edges(network), v);
}

static void check_good(const Case *c, const char *path)
{
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_good((GvSource){ .kind = c->kind, .path = path },
                                           (GvReadOptions)GV_READ_OPTIONS_INIT, &report);
  const struct {
    const char *key;
    guint64 is;
  } figures[] = {
    { "rows=", report.inputs[0].rows },
    { "V=", gv_names_count(gv_network_names(network)) },
    { "loops=", report.inputs[0].self_loops },
    { "dups=", report.inputs[0].duplicates },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
    g_assert_cmpint(figure(c->expected, figures[i].key), ==, (long)figures[i].is);
  for (const char *p = c->expected; (p = strstr(p, "outdeg(")); p++) {
    g_autofree char *name = g_strndup(p + 7, (gsize)(strchr(p, ')') - p - 7));
    g_assert_cmpint(out_degree(network, name), ==, figure(p, ")="));
  }
}

/* The manifest's words stand in the message, in their order. Its last clause,
 * and what it says in brackets, is for people. */
static void assert_words(const char *message, const char *said)
{
  g_autofree char *copy = g_strdup(said);

  copy[strcspn(copy, ";/(")] = '\0';
  g_auto(GStrv) words = g_strsplit_set(copy, " ,", -1);
  for (size_t i = 0; words[i]; i++)
    if (!strstr(message, words[i]))
      g_error("\"%s\" lacks the manifest's \"%s\"", message, words[i]);
}

static void check_bad(const Case *c, const char *path)
{
  const GvSource source = { .kind = c->kind, .path = path };
  g_autoptr(GError) error = NULL;
  const long line = figure(c->expected, "line="), or = figure(c->expected, "or");
  const int code = strstr(c->expected, "status 5") ? GV_ERROR_LIMIT : GV_ERROR_PARSE;
  const char *said = c->expected + strlen("ERROR ");

  g_assert_null(gv_network_read(&source, 1, NULL, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, code);
  g_autofree char *start = line > 0 ? g_strdup_printf("%s:%ld: ", path, line)
                                    : g_strdup_printf(line == 0 ? "%s: " : "%s:", path);
  g_autofree char *other = g_strdup_printf("%s:%ld: ", path, or);
  g_assert_true(g_str_has_prefix(error->message, start) ||
                (line > 0 && or > 0 && g_str_has_prefix(error->message, other)));
  if (line >= 0)
    said = strchr(said, ' ') + 1;
  else if (*said == '(')
    said = strstr(said, ") ") + 2;
  assert_words(error->message, said);
}

static void does_what_the_manifest_says(gconstpointer data)
{
  const Case *c = data;
  g_autofree char *path = g_build_filename(GV_TEST_DATA, "badinputs", c->file, NULL);

  if (g_str_has_prefix(c->expected, "OK"))
    check_good(c, path);
  else
    check_bad(c, path);
}

/* The read alone, in a child of its own: ru_maxrss never falls. Memory of the
 * sanitizers' own is no fault of the reader's. */
static void stays_small(gconstpointer data)
{
  const Case *c = data;
  g_autofree char *path = g_build_filename(GV_TEST_DATA, "badinputs", c->file, NULL);
  struct rusage usage;
  int status;
  pid_t child = fork();

  g_assert_cmpint(child, >=, 0);
  if (child == 0) {
    const GvSource source = { .kind = c->kind, .path = path };
    g_autoptr(GvTask) task = gv_task_new(1); /* libgomp's threads do not outlive a fork */
    gv_network_free(gv_network_read(&source, 1, NULL, NULL, task, NULL));
    _exit(0);
  }
  g_assert_cmpint(wait4(child, &status, 0, &usage), ==, child);
  g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
#ifndef SANITIZED
  g_assert_cmpint(usage.ru_maxrss / 1024, <, figure(c->expected, "rss<"));
#endif
}

static void case_free(gpointer data)
{
  Case *c = data;

  g_free(c->file);
  g_free(c->expected);
  g_free(c);
}

static GPtrArray *read_manifest(void)
{
  static const char *const edges[] = { "edges", "graphml", "mtx", NULL };
  g_autofree char *path = g_build_filename(GV_TEST_DATA, "badinputs", "MANIFEST.tsv", NULL);
  GPtrArray *cases = g_ptr_array_new_with_free_func(case_free);
  g_autofree char *text = NULL;

  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (size_t i = 1; lines[i] && *lines[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
    gboolean nodes = strcmp(cells[1], "nodes") == 0;
    g_assert_true(nodes || g_strv_contains(edges, cells[1]));
    Case *c = g_new0(Case, 1);
    *c = (Case){ g_strdup(cells[0]), g_strdup(cells[3]), nodes ? GV_TABLE_USERS : GV_TABLE_EDGES };
    g_ptr_array_add(cases, c);
  }
  return cases;
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autoptr(GPtrArray) cases = read_manifest();

  g_assert_cmpuint(cases->len, >=, 43);
  for (guint i = 0; i < cases->len; i++) { /* first: memory before any other reading */
    const Case *c = g_ptr_array_index(cases, i);
    g_autofree char *path = g_strdup_printf("/badinputs/%s/stays-small", c->file);
    if (strstr(c->expected, "rss<"))
      g_test_add_data_func(path, c, stays_small);
  }
  for (guint i = 0; i < cases->len; i++) {
    const Case *c = g_ptr_array_index(cases, i);
    g_autofree char *path = g_strdup_printf("/badinputs/%s/does-what-the-manifest-says", c->file);
    g_test_add_data_func(path, c, does_what_the_manifest_says);
  }
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/benching.h"

#include <string.h>
#include <unistd.h>

static void named_graph_clear(gpointer data)
{
  NamedGraph *graph = data;

  g_free(graph->name);
  g_free(graph->path);
}

void benching_init(Benching *b)
{
  b->all = kernels_all();
  b->kernels = g_ptr_array_new();
  b->threads = g_array_new(FALSE, FALSE, sizeof(unsigned));
  b->graphs = g_array_new(FALSE, FALSE, sizeof(NamedGraph));
  g_array_set_clear_func(b->graphs, named_graph_clear);
  b->rows = bench_rows_new();
}

void benching_clear(Benching *b)
{
  g_array_unref(b->all);
  g_ptr_array_unref(b->kernels);
  g_array_unref(b->threads);
  g_array_unref(b->graphs);
  g_array_unref(b->rows);
}

static gboolean set_unknown_kernel(const Benching *b, const char *name, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();

  for (guint i = 0; i < b->all->len; i++)
    g_ptr_array_add(names, (gpointer)(gintptr)g_array_index(b->all, Kernel, i).name);
  g_ptr_array_add(names, NULL);
  const char *close = closest_word(name, (const char *const *)names->pdata);
  g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
  if (close)
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--kernel: there is no \"%s\"; did you mean %s?", name, close);
  else
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--kernel: there is no \"%s\"; there are %s, and all", name, all);
  return FALSE;
}

static void add_kernel(Benching *b, const Kernel *kernel)
{
  if (!g_ptr_array_find(b->kernels, kernel, NULL))
    g_ptr_array_add(b->kernels, (gpointer)(gintptr)kernel);
}

char **benching_split(const char *list)
{
  char **texts = g_strsplit(*list ? list : " ", ",", -1);

  for (char **text = texts; *text; text++)
    g_strstrip(*text);
  return texts;
}

/* "all", a kernel, or -KERNEL: one less. */
static gboolean take_kernel(Benching *b, const char *name, GError **error)
{
  const Kernel *kernel = kernel_find(b->all, name + (*name == '-'));

  if (kernel && *name == '-')
    g_ptr_array_remove(b->kernels, (gpointer)(gintptr)kernel);
  else if (kernel)
    add_kernel(b, kernel);
  else if (strcmp(name, "all") != 0)
    return set_unknown_kernel(b, name, error);
  for (guint i = 0; i < b->all->len && !kernel; i++)
    if (!g_array_index(b->all, Kernel, i).wants_weights)
      add_kernel(b, &g_array_index(b->all, Kernel, i));
  return TRUE;
}

static gboolean take_kernels(Benching *b, char **names, GError **error)
{
  for (char **name = names; *name; name++)
    if (!take_kernel(b, *name, error))
      return FALSE;
  if (b->kernels->len > 0)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--kernel leaves none to run");
  return FALSE;
}

gboolean benching_choose_kernels(Benching *b, const char *list, GError **error)
{
  g_auto(GStrv) names = benching_split(list ? list : "all");

  if (**names == '-')
    return take_kernel(b, "all", error) && take_kernels(b, names, error);
  return take_kernels(b, names, error);
}

/* The file's name without folders, packing and format. */
static char *name_of_path(const char *path)
{
  char *name = g_path_get_basename(path);
  char *dot;

  if (g_str_has_suffix(name, ".gz") || g_str_has_suffix(name, ".zst"))
    *strrchr(name, '.') = '\0';
  if ((dot = strrchr(name, '.')) != NULL && dot > name)
    *dot = '\0';
  return name;
}

/* A misspelt family with its number, or no family at all. */
static gboolean set_unknown_graph(const char *text, GError **error)
{
  const char *words[8] = { NULL };
  g_autofree char *word = g_strndup(text, strcspn(text, "0123456789"));
  const char *close;

  for (size_t i = 0; graph_families[i].name; i++)
    words[i] = graph_families[i].name;
  close = closest_word(word, words);
  if (close && strcmp(close, word) != 0)
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--graph: there is no graph and no file \"%s\"; did you mean %s%s?", text, close,
                text + strlen(word));
  else
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--graph: there is no graph and no file \"%s\"; there are kron1 to kron26, urand1 "
                "to urand26, lfr200 and larger, and files",
                text);
  return FALSE;
}

static gboolean add_graph(Benching *b, const char *text, GError **error)
{
  NamedGraph graph = { .family = graph_family_find(text, &graph.number) };
  const gboolean is_path = strpbrk(text, "./") != NULL;

  if (!graph.family && !is_path && access(text, F_OK) != 0)
    return set_unknown_graph(text, error);
  graph.name = graph.family ? g_strdup(text) : name_of_path(text);
  graph.path = graph.family ? NULL : g_strdup(text);
  g_array_append_val(b->graphs, graph);
  return TRUE;
}

static gboolean add_graphs(Benching *b, const char *list, GError **error)
{
  g_auto(GStrv) texts = benching_split(list);

  if (access(list, F_OK) == 0) /* a comma in the name of a file */
    return add_graph(b, list, error);
  for (char **text = texts; *text; text++)
    if (!add_graph(b, *text, error))
      return FALSE;
  return TRUE;
}

gboolean benching_choose_graphs(Benching *b, const Run *run, GError **error)
{
  const GArray *sources = run->arguments->sources;
  const char *const *lists = arguments_texts(run->arguments, "graph");

  for (; lists && *lists; lists++)
    if (!add_graphs(b, *lists, error))
      return FALSE;
  if (sources->len > 0 || run->campaign) {
    NamedGraph tables = { .name = sources->len
                                      ? name_of_path(g_array_index(sources, GvSource, 0).path)
                                      : g_strdup("campaign") };
    g_array_append_val(b->graphs, tables);
  }
  return b->graphs->len > 0 || add_graphs(b, "kron12,lfr5000", error);
}

/* As run_read_network, of one file under the options for --edges. */
static GvNetwork *read_file(const char *path, Run *run, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = path };
  g_autoptr(GArray) sources = g_array_new(FALSE, TRUE, sizeof source);
  Arguments arguments = *run->arguments;
  Run one = *run;
  GvNetwork *network;

  g_array_append_val(sources, source);
  arguments.sources = sources;
  one.arguments = &arguments;
  one.campaign = NULL;
  one.report = (GvReadReport){ 0 };
  network = run_read_network(&one, error);
  gv_read_report_clear(&one.report);
  return network;
}

GvNetwork *benching_network(const NamedGraph *graph, Run *run, GError **error)
{
  if (graph->family)
    return graph_draw(graph->family, graph->number, (uint64_t)run->common.seed, run->task, error);
  return graph->path ? read_file(graph->path, run, error) : run_read_network(run, error);
}

char *benching_help(void)
{
  GString *text = g_string_new("Kernels, in the order of their rows:\n ");
  g_autoptr(GArray) kernels = kernels_all();
  gsize line = 1;

  for (guint i = 0; i < kernels->len; i++) {
    const char *name = g_array_index(kernels, Kernel, i).name;
    if (line + strlen(name) + 1 > 90) {
      g_string_append(text, "\n ");
      line = 1;
    }
    g_string_append_printf(text, " %s", name);
    line += strlen(name) + 1;
  }
  g_string_append(text, "\n\nGraphs, beside files of any format that --edges reads:\n");
  for (const GraphFamily *f = graph_families; f->name; f++)
    g_string_append_printf(text, "  %s%-*s%s\n", f->name, (int)(26 - strlen(f->name)), f->number,
                           f->help);
  return g_string_free(text, FALSE);
}

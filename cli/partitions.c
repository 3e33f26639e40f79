/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/partitions.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"

gboolean is_multilevel(const GvCommunityMethod *method)
{
  return gv_params_find(method->params, "resolution") != NULL;
}

static gboolean check_together(const GvCommunityMethod *method, const CommunitiesOptions *o,
                               gboolean several, GError **error)
{
  const char *fault = NULL;

  if (!is_multilevel(method) && (o->levels > 1 || o->initial))
    fault = "--levels and --initial belong to methods with a --resolution";
  else if (several && o->levels > 1)
    fault = "--levels goes with one --resolution: each level doubles it";
  if (fault)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, fault);
  return fault == NULL;
}

static void partition_free(gpointer data)
{
  Partition *p = data;

  gv_options_clear(p->options, p->method->params);
  g_free(p->options);
  g_free(p->labels);
  g_free(p->suffix);
  g_free(p);
}

/* resolution: its text, NULL = not given. */
static gboolean fill_options(Partition *p, const Run *run, const char *resolution, GError **error)
{
  gv_options_init(p->options, p->method->params);
  for (const GvParam *q = p->method->params; q->name; q++) {
    const char *const *texts = arguments_texts(run->arguments, q->name);
    const char *const only[] = { resolution, NULL };
    for (texts = strcmp(q->name, "resolution") == 0 ? only : texts; texts && *texts; texts++)
      if (!gv_options_set(p->options, q, *texts, error))
        return FALSE;
  }
  return TRUE;
}

static Partition *add_partition(GPtrArray *partitions, const GvCommunityMethod *method,
                                char *suffix)
{
  Partition *p = g_new0(Partition, 1);

  p->method = method;
  p->suffix = suffix;
  p->options = g_malloc0(method->options_size + 1);
  g_ptr_array_add(partitions, p);
  return p;
}

/* Level 1 has no suffix. */
static gboolean add_levels(GPtrArray *partitions, const GvCommunityMethod *method, const Run *run,
                           int64_t levels, const char *resolution, GError **error)
{
  for (int64_t level = 1; level <= levels; level++) {
    Partition *p =
        add_partition(partitions, method,
                      level == 1 ? g_strdup("") : g_strdup_printf("_%" G_GINT64_FORMAT, level));
    if (!fill_options(p, run, resolution, error))
      return FALSE;
    if (level > 1)
      ((GvMultilevelOptions *)p->options)->resolution *= (double)((int64_t)1 << (level - 1));
  }
  return TRUE;
}

GPtrArray *partitions_plan(const GvCommunityMethod *method, const Run *run,
                           const CommunitiesOptions *o, GError **error)
{
  g_autoptr(GPtrArray) partitions = g_ptr_array_new_with_free_func(partition_free);
  const char *const *texts = arguments_texts(run->arguments, "resolution");
  const char *text = texts ? texts[g_strv_length((char **)(gintptr)texts) - 1] : NULL;
  g_auto(GStrv) resolutions = g_strsplit(text ? text : "", ",", -1);
  const gboolean several = g_strv_length(resolutions) > 1;

  if (!check_together(method, o, several, error))
    return NULL;
  if (!several)
    return add_levels(partitions, method, run, o->levels, text, error)
               ? g_steal_pointer(&partitions)
               : NULL;
  for (char **r = resolutions; *r; r++) {
    char number[GV_NUMBER_LENGTH];
    Partition *p = add_partition(partitions, method, NULL);
    if (!fill_options(p, run, g_strstrip(*r), error))
      return NULL;
    p->suffix = g_strconcat(
        "_", gv_number_format(number, ((GvMultilevelOptions *)p->options)->resolution), NULL);
  }
  return g_steal_pointer(&partitions);
}

static int64_t *as_integers(const GvVertex *labels, GvVertex n, GError **error)
{
  int64_t *ids = gv_array_new(n, sizeof *ids, error);

  for (GvVertex v = 0; ids && v < n; v++)
    ids[v] = labels[v];
  return ids;
}

/* Rows community by community of the first column where --top bounds them. */
static GvVertex *choose_rows(const Run *run, const GvVertex *labels, GvVertex n, size_t *rows,
                             GError **error)
{
  g_autofree double *keys = gv_array_new(n, sizeof *keys, error);

  for (GvVertex v = 0; keys && v < n; v++)
    keys[v] = labels[v];
  return keys ? run_top_rows(run, keys, TRUE, n, rows, error) : NULL;
}

static void free_column(gpointer data)
{
  GvColumn *column = data;

  if (column->type == GV_COLUMN_INT) {
    g_free((gpointer)(gintptr)column->values);
    g_free((gpointer)(gintptr)column->name);
  }
}

gboolean partitions_write(Run *run, const GvNetwork *network, const GPtrArray *partitions,
                          GError **error)
{
  const GvNames *names = gv_network_names(network);
  const GvVertex n = gv_names_count(names);
  const GvColumn user = { "user", GV_COLUMN_NAME, NULL, names };
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(GvColumn));
  GvTable table = { .columns = NULL };

  g_array_set_clear_func(columns, free_column);
  g_array_append_val(columns, user);
  for (guint i = 0; i < partitions->len; i++) {
    const Partition *p = partitions->pdata[i];
    GvColumn column = { NULL, GV_COLUMN_INT, as_integers(p->labels, n, error), NULL };
    if (column.values == NULL)
      return FALSE;
    column.name = g_strconcat("community", p->suffix, NULL);
    g_array_append_val(columns, column);
  }
  table.columns = (const GvColumn *)(void *)columns->data;
  table.column_count = columns->len;
  g_autofree GvVertex *order =
      choose_rows(run, ((Partition *)partitions->pdata[0])->labels, n, &table.rows, error);
  table.order = order;
  return order && run_write_table(run, &table, error);
}

/* Attributes of a graph file's nodes, as columns about people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_graph_people.h"

#include <string.h>

enum { MOST_TAGS = 256 };

static const struct {
  const char *name;
  GvCell cell;
  GvAttributeType type;
} known[] = {
  { "stage", GV_CELL_STAGE, GV_ATTRIBUTE_TEXT },
  { "followers", GV_CELL_FOLLOWERS, GV_ATTRIBUTE_NUMBER },
  { "official", GV_CELL_OFFICIAL, GV_ATTRIBUTE_FLAG },
  { "verified", GV_CELL_OFFICIAL, GV_ATTRIBUTE_FLAG },
  { "cost", GV_CELL_COST, GV_ATTRIBUTE_NUMBER },
  { "value", GV_CELL_VALUE, GV_ATTRIBUTE_NUMBER },
  { "opt_in", GV_CELL_OPT_IN, GV_ATTRIBUTE_FLAG },
};

static GvCell cell_of(const char *name, GvAttributeType type)
{
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    if (g_ascii_strcasecmp(known[i].name, name) == 0 &&
        (known[i].type == type ||
         (known[i].type == GV_ATTRIBUTE_FLAG && type == GV_ATTRIBUTE_NUMBER)))
      return known[i].cell;
  return GV_CELL_TAG;
}

gboolean gv_graph_column_is_known(const char *name, GvAttributeType type)
{
  return cell_of(name, type) != GV_CELL_TAG;
}

static gboolean find_tag(GvGraphFile *file, const char *name, guint *tag, GError **error)
{
  g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
  const GArray *tags = file->users->columns.tags;

  for (guint t = 0; t < tags->len; t++)
    g_hash_table_insert(by_name, (gpointer)(gintptr)g_array_index(tags, GvTag, t).name,
                        GUINT_TO_POINTER(t + 1));
  if (tags->len >= MOST_TAGS && !g_hash_table_contains(by_name, name)) {
    g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
                "more than %d different attributes of nodes; leave some out", MOST_TAGS);
    return FALSE;
  }
  return gv_users_tag(file->users, by_name, name, tag, error);
}

gboolean gv_graph_column_open(GvGraphFile *file, const char *name, GvAttributeType type,
                              GvGraphColumn *column, GError **error)
{
  int place[GV_CELLS];

  *column = (GvGraphColumn){ cell_of(name, type), 0, name };
  for (size_t c = 0; c < GV_CELLS; c++)
    place[c] = c == column->cell ? 0 : GV_NO_COLUMN;
  if (gv_users_start(file->users, place, error) &&
      (column->cell != GV_CELL_TAG || find_tag(file, name, &column->tag, error)))
    return TRUE;
  gv_graph_file_prefix(file, error);
  return FALSE;
}

static gboolean put_tag(GvUsers *users, guint tag, GvVertex v, GvField text, GError **error)
{
  const GvTag *to = &g_array_index(users->columns.tags, GvTag, tag);
  GvNames *values = (GvNames *)(gintptr)to->values;
  const uint64_t hash = gv_names_hash(values, text.text, text.length);
  GvVertex code;

  if (text.length == 0)
    return TRUE;
  if (!gv_names_intern(values, text.text, text.length, hash, &code, error))
    return FALSE;
  gv_users_codes(users, tag)[v] = code + 1;
  return TRUE;
}

/* FALSE with the problem set. */
static gboolean put_cell(GvPeopleColumns *c, GvCell cell, GvVertex v, const GvRow *row,
                         GvProblem *problem)
{
  switch (cell) {
  case GV_CELL_STAGE:
    return gv_cell_stage(row, 0, &c->stage[v], problem);
  case GV_CELL_FOLLOWERS:
    return gv_cell_count(row, 0, &c->followers[v], problem);
  case GV_CELL_OFFICIAL:
    return gv_cell_flag(row, 0, &c->official[v], problem);
  case GV_CELL_COST:
    return gv_cell_amount(row, 0, &c->cost[v], problem);
  case GV_CELL_VALUE:
    return gv_cell_amount(row, 0, &c->value[v], problem);
  case GV_CELL_OPT_IN:
    return gv_cell_flag(row, 0, &c->opt_in[v], problem);
  default:
    return gv_cell_text(row, 0, 0, problem);
  }
}

gboolean gv_graph_column_put(GvGraphFile *file, const GvGraphColumn *column, GvVertex v,
                             const char *text, GError **error)
{
  GvUsers *users = file->users;
  const GvField field = { (char *)(gintptr)text, strlen(text) };
  const GvRow row = { &field, FALSE };
  GvProblem problem = { .kind = GV_PROBLEM_NONE };

  if (!gv_users_fit(users, gv_names_count(users->names), error))
    return FALSE;
  if (!put_cell(&users->columns, column->cell, v, &row, &problem))
    return gv_graph_file_problem(file, &problem, column->name, error);
  users->columns.listed[v] = 1;
  if (column->cell != GV_CELL_TAG || put_tag(users, column->tag, v, field, error))
    return TRUE;
  gv_graph_file_prefix(file, error);
  return FALSE;
}

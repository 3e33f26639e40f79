/* Which column of a table says what: the names of docs/interface.md, section 2.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_columns.h"

#include <string.h>

#include "io/read_problem.h"

enum { POSITIONS = 8, ALIASES = 9 };

/* A cell and its names, the canonical one first. */
typedef struct {
  GvCell cell;
  const char *names[ALIASES];
} Known;

#define FIRST_ALIASES "source", "src", "from", "u", "node_1", "id_1", "user_1"
#define SECOND_ALIASES "target", "dst", "to", "v", "node_2", "id_2", "user_2"

/* In the order in which they stand where there is no header. */
static const Known known[][POSITIONS + 1] = {
  [GV_TABLE_FOLLOWS] = { { GV_CELL_FIRST, { "follower", FIRST_ALIASES } },
                         { GV_CELL_SECOND, { "followee", SECOND_ALIASES } },
                         { GV_CELL_CHANNEL, { "channel" } },
                         { GV_CELL_WEIGHT, { "weight" } },
                         { GV_CELL_TIME, { "time", "ts", "timestamp" } } },
  [GV_TABLE_INTERACTIONS] = { { GV_CELL_FIRST, { "actor", FIRST_ALIASES } },
                              { GV_CELL_SECOND, { SECOND_ALIASES } },
                              { GV_CELL_TYPE, { "type", "kind", "event" } },
                              { GV_CELL_WEIGHT, { "weight" } },
                              { GV_CELL_CHANNEL, { "channel" } },
                              { GV_CELL_TIME, { "time", "ts", "timestamp" } } },
  [GV_TABLE_EDGES] = { { GV_CELL_FIRST, { FIRST_ALIASES } },
                       { GV_CELL_SECOND, { SECOND_ALIASES } },
                       { GV_CELL_WEIGHT, { "weight" } },
                       { GV_CELL_TIME, { "time", "ts", "timestamp" } } },
  [GV_TABLE_USERS] = { { GV_CELL_FIRST, { "user", "id", "user_id" } },
                       { GV_CELL_STAGE, { "stage" } },
                       { GV_CELL_FOLLOWERS, { "followers" } },
                       { GV_CELL_OFFICIAL, { "official", "verified" } },
                       { GV_CELL_COST, { "cost" } },
                       { GV_CELL_VALUE, { "value" } },
                       { GV_CELL_OPT_IN, { "opt_in" } },
                       { GV_CELL_TAG, { "region" } } },
  [GV_TABLE_EVENTS] = { { GV_CELL_FIRST, { "user", "user_id" } },
                        { GV_CELL_EVENT, { "event" } },
                        { GV_CELL_TIME, { "time", "ts", "timestamp" } },
                        { GV_CELL_VALUE, { "value" } },
                        { GV_CELL_CHANNEL, { "channel" } },
                        { GV_CELL_CAMPAIGN, { "campaign" } },
                        { GV_CELL_ITEM, { "item" } },
                        { GV_CELL_PARENT, { "parent" } } },
  [GV_TABLE_IDENTITIES] = { { GV_CELL_CHANNEL, { "channel" } },
                            { GV_CELL_ACCOUNT, { "account" } },
                            { GV_CELL_FIRST, { "user", "user_id" } } },
};

/* So many of these a table must have. */
static const size_t required[] = { [GV_TABLE_FOLLOWS] = 2,
                                   [GV_TABLE_INTERACTIONS] = 2,
                                   [GV_TABLE_EDGES] = 2,
                                   [GV_TABLE_USERS] = 1,
                                   [GV_TABLE_EVENTS] = 3,
                                   [GV_TABLE_IDENTITIES] = 3 };

/* What a row without some field fails to do. */
static const char *const duties[] = {
  [GV_TABLE_FOLLOWS] = "name two people",
  [GV_TABLE_INTERACTIONS] = "name two people",
  [GV_TABLE_EDGES] = "name two people",
  [GV_TABLE_USERS] = "name two people",
  [GV_TABLE_EVENTS] = "say who did what and when",
  [GV_TABLE_IDENTITIES] = "name a channel, an account and its user",
};

gboolean gv_table_has_ties(GvTableKind kind)
{
  return kind == GV_TABLE_FOLLOWS || kind == GV_TABLE_INTERACTIONS || kind == GV_TABLE_EDGES;
}

void gv_columns_clear(GvColumns *columns)
{
  g_free(columns->cells);
  g_strfreev(columns->names);
  columns->cells = NULL;
  columns->names = NULL;
}

/* Header names are trimmed and compared without regard to case. */
static gboolean names_match(const char *known_name, const char *text)
{
  return g_ascii_strcasecmp(known_name, text) == 0;
}

/* The cell that a name means, with its canonical name; SKIP and NULL where unknown. */
static GvCell find_cell(const GvColumns *columns, const char *text, const char **canonical)
{
  *canonical = NULL;
  for (const Known *k = known[columns->kind]; k->cell != GV_CELL_SKIP; k++)
    for (size_t a = 0; a < ALIASES && k->names[a]; a++)
      if (names_match(k->names[a], text) && (!columns->list || k->cell == GV_CELL_FIRST)) {
        *canonical = k->names[0];
        return k->cell;
      }
  return GV_CELL_SKIP;
}

static char *field_name(GvField field)
{
  g_autofree char *name = g_strndup(field.text, field.length);

  return g_utf8_make_valid(g_strstrip(name), -1);
}

gboolean gv_columns_is_header(const GvColumns *columns, const GvField *fields, size_t count)
{
  const char *canonical;

  for (size_t i = 0; i < count; i++) {
    g_autofree char *name = field_name(fields[i]);
    if (find_cell(columns, name, &canonical) != GV_CELL_SKIP)
      return TRUE;
  }
  return FALSE;
}

static void start(GvColumns *columns, size_t count)
{
  gv_columns_clear(columns);
  columns->count = count;
  columns->cells = g_new0(GvCell, count);
  columns->names = g_new0(char *, count + 1);
  for (size_t c = 0; c < GV_CELLS; c++)
    columns->place[c] = GV_NO_COLUMN;
}

static void put(GvColumns *columns, size_t i, GvCell cell, const char *name)
{
  columns->cells[i] = cell;
  columns->names[i] = g_strdup(name);
  if (columns->place[cell] == GV_NO_COLUMN)
    columns->place[cell] = (int)i;
}

static gboolean put_named(GvColumns *columns, size_t i, const char *text, GHashTable *seen,
                          GError **error)
{
  const char *canonical;
  GvCell cell = find_cell(columns, text, &canonical);

  if (cell == GV_CELL_SKIP && columns->kind == GV_TABLE_USERS && !columns->list && *text)
    cell = GV_CELL_TAG;
  put(columns, i, cell, canonical ? canonical : text);
  if (*text == '\0' || g_hash_table_add(seen, g_strdup(columns->names[i])))
    return TRUE;
  g_autofree char *shown = gv_text_shown(columns->names[i]);
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "repeated column %s (column %" G_GSIZE_FORMAT
              "); name the columns with --columns and - for those to skip",
              shown, i + 1);
  return FALSE;
}

static gboolean check_required(const GvColumns *columns, GError **error)
{
  const Known *k = known[columns->kind];
  const char *wanted = NULL;

  for (size_t i = required[columns->kind]; i-- > 0;)
    if (columns->place[k[i].cell] == GV_NO_COLUMN)
      wanted = columns->kind == GV_TABLE_USERS ? "id" : k[i].names[0];
  if (wanted == NULL)
    return TRUE;
  g_set_error(
      error, GV_ERROR, GV_ERROR_PARSE,
      "no %s column; name it in the header or with --columns (without a header, --header no)",
      wanted);
  return FALSE;
}

/* Of a list the first column will do. */
static void list_default(GvColumns *columns)
{
  if (columns->list && columns->place[GV_CELL_FIRST] == GV_NO_COLUMN && columns->count > 0) {
    columns->cells[0] = GV_CELL_FIRST;
    columns->place[GV_CELL_FIRST] = 0;
  }
}

gboolean gv_columns_from_header(GvColumns *columns, const GvField *fields, size_t count,
                                GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

  start(columns, count);
  for (size_t i = 0; i < count; i++) {
    g_autofree char *name = field_name(fields[i]);
    if (!put_named(columns, i, name, seen, error))
      return FALSE;
  }
  list_default(columns);
  return check_required(columns, error);
}

static gboolean put_given(GvColumns *columns, size_t i, const char *text, GHashTable *seen,
                          GError **error)
{
  if (strcmp(text, "-") == 0) {
    put(columns, i, GV_CELL_SKIP, "-");
    return TRUE;
  }
  if (!put_named(columns, i, text, seen, error))
    return FALSE;
  if (columns->cells[i] != GV_CELL_SKIP || columns->list)
    return TRUE;
  g_autofree char *shown = gv_text_shown(text);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--columns: \"%s\" is no column of this kind of table; use - for one to skip", shown);
  return FALSE;
}

gboolean gv_columns_from_text(GvColumns *columns, const char *text, size_t count, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

  if (g_strv_length(parts) != count) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "%" G_GSIZE_FORMAT
                " fields, but --columns names %u; name each, with - for one to skip",
                count, g_strv_length(parts));
    return FALSE;
  }
  start(columns, count);
  for (size_t i = 0; i < count; i++)
    if (!put_given(columns, i, g_strstrip(parts[i]), seen, error))
      return FALSE;
  list_default(columns);
  return check_required(columns, error);
}

gboolean gv_columns_from_positions(GvColumns *columns, size_t count, GError **error)
{
  const Known *k = known[columns->kind];
  const size_t least = required[columns->kind];
  size_t most = 0;

  while (k[most].cell != GV_CELL_SKIP)
    most++;
  start(columns, count);
  for (size_t i = 0; i < count && i < most; i++)
    put(columns, i, columns->list && i > 0 ? GV_CELL_SKIP : k[i].cell, k[i].names[0]);
  if (count >= least && (count <= most || columns->list))
    return TRUE;
  if (count < least)
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "expected at least %" G_GSIZE_FORMAT " fields, got %" G_GSIZE_FORMAT
                "; every row must %s (or set --delimiter)",
                least, count, duties[columns->kind]);
  else
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "%" G_GSIZE_FORMAT " fields and no header; name them with --columns", count);
  return FALSE;
}

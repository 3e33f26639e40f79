/* Columns about people that grow as people are met.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_people.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"

void gv_users_clear(GvUsers *users)
{
  gv_people_columns_clear(&users->columns);
  g_free(users->first);
  if (users->code_rooms)
    g_array_unref(users->code_rooms);
  *users = (GvUsers){ 0 };
}

/* Makes a column that exists [n] long; new elements are `initial`. */
static gboolean fit_bytes(uint8_t **column, size_t *room, size_t from, size_t n, GError **error)
{
  if (*column == NULL)
    return TRUE;
  if (!gv_array_reserve(column, room, n, 1, error))
    return FALSE;
  memset(*column + from, 0, n - from);
  return TRUE;
}

static gboolean fit_reals(double **column, size_t *room, size_t from, size_t n, GError **error)
{
  if (*column == NULL)
    return TRUE;
  if (!gv_array_reserve(column, room, n, sizeof **column, error))
    return FALSE;
  for (size_t i = from; i < n; i++)
    (*column)[i] = NAN;
  return TRUE;
}

GvVertex *gv_users_codes(const GvUsers *users, guint t)
{
  return (GvVertex *)(gintptr)g_array_index(users->columns.tags, GvTag, t).codes;
}

static gboolean fit_codes(GvUsers *users, guint t, size_t from, size_t n, GError **error)
{
  GvVertex *codes = gv_users_codes(users, t);
  size_t *room = &g_array_index(users->code_rooms, size_t, t);
  gboolean done = gv_array_reserve(&codes, room, MAX(n, 1), sizeof *codes, error);

  g_array_index(users->columns.tags, GvTag, t).codes = codes;
  if (done)
    memset(codes + from, 0, (n - from) * sizeof *codes);
  return done;
}

gboolean gv_users_fit(GvUsers *users, size_t n, GError **error)
{
  GvPeopleColumns *c = &users->columns;
  const size_t from = users->filled;

  if (n <= from)
    return TRUE;
  if (!gv_array_reserve(&users->first, &users->first_room, n, sizeof *users->first, error) ||
      !fit_bytes(&c->listed, &users->listed_room, from, n, error) ||
      !fit_bytes(&c->stage, &users->stage_room, from, n, error) ||
      !fit_bytes(&c->official, &users->official_room, from, n, error) ||
      !fit_bytes(&c->opt_in, &users->opt_in_room, from, n, error) ||
      !fit_reals(&c->followers, &users->followers_room, from, n, error) ||
      !fit_reals(&c->cost, &users->cost_room, from, n, error) ||
      !fit_reals(&c->value, &users->value_room, from, n, error))
    return FALSE;
  for (guint t = 0; t < c->tags->len; t++)
    if (!fit_codes(users, t, from, n, error))
      return FALSE;
  memset(users->first + from, 0, (n - from) * sizeof *users->first);
  users->filled = n;
  return TRUE;
}

gboolean gv_users_finish(GvUsers *users, GError **error)
{
  uint8_t *opt_in = users->columns.opt_in;

  if (users->columns.listed && !gv_users_fit(users, gv_names_count(users->names), error))
    return FALSE;
  for (size_t v = 0; users->identities && opt_in && v < users->filled; v++)
    opt_in[v] = opt_in[v] == 1;
  return TRUE;
}

static gboolean start_bytes(uint8_t **column, size_t *room, gboolean wanted, size_t n,
                            GError **error)
{
  if (!wanted || *column)
    return TRUE;
  return gv_array_reserve(column, room, MAX(n, 1), 1, error) &&
         fit_bytes(column, room, 0, n, error);
}

static gboolean start_reals(double **column, size_t *room, gboolean wanted, size_t n,
                            GError **error)
{
  if (!wanted || *column)
    return TRUE;
  return gv_array_reserve(column, room, MAX(n, 1), sizeof **column, error) &&
         fit_reals(column, room, 0, n, error);
}

gboolean gv_users_start(GvUsers *u, const int *place, GError **error)
{
  GvPeopleColumns *c = &u->columns;

  if (c->tags == NULL) {
    c->tags = g_array_new(FALSE, FALSE, sizeof(GvTag));
    u->code_rooms = g_array_new(FALSE, FALSE, sizeof(size_t));
  }
  if (!gv_users_fit(u, gv_names_count(u->names), error))
    return FALSE;
  const size_t n = u->filled;
  return start_bytes(&c->listed, &u->listed_room, TRUE, n, error) &&
         start_bytes(&c->stage, &u->stage_room, place[GV_CELL_STAGE] >= 0, n, error) &&
         start_bytes(&c->official, &u->official_room, place[GV_CELL_OFFICIAL] >= 0, n, error) &&
         start_bytes(&c->opt_in, &u->opt_in_room, place[GV_CELL_OPT_IN] >= 0, n, error) &&
         start_reals(&c->followers, &u->followers_room, place[GV_CELL_FOLLOWERS] >= 0, n, error) &&
         start_reals(&c->cost, &u->cost_room, place[GV_CELL_COST] >= 0, n, error) &&
         start_reals(&c->value, &u->value_room, place[GV_CELL_VALUE] >= 0, n, error);
}

gboolean gv_users_tag(GvUsers *users, GHashTable *by_name, const char *name, guint *tag,
                      GError **error)
{
  GArray *tags = users->columns.tags;
  gpointer known = g_hash_table_lookup(by_name, name);
  const size_t no_room = 0;

  *tag = known ? GPOINTER_TO_UINT(known) - 1 : tags->len;
  if (known)
    return TRUE;
  GvTag new_tag = { .values = gv_names_new(GV_VERTEX_NONE - 1, error) };
  if (new_tag.values == NULL)
    return FALSE;
  new_tag.name = g_strdup(name);
  g_array_append_val(tags, new_tag);
  g_array_append_val(users->code_rooms, no_room);
  return fit_codes(users, *tag, 0, users->filled, error);
}

void gv_users_put(GvUsers *users, const int *place, const GvUserCells *cells, GvVertex v)
{
  GvPeopleColumns *c = &users->columns;

  c->listed[v] = 1;
  if (place[GV_CELL_STAGE] >= 0)
    c->stage[v] = cells->stage;
  if (place[GV_CELL_FOLLOWERS] >= 0)
    c->followers[v] = cells->followers;
  if (place[GV_CELL_OFFICIAL] >= 0)
    c->official[v] = cells->official;
  if (place[GV_CELL_COST] >= 0)
    c->cost[v] = cells->cost;
  if (place[GV_CELL_VALUE] >= 0)
    c->value[v] = cells->value;
  if (place[GV_CELL_OPT_IN] >= 0)
    c->opt_in[v] = cells->opt_in;
}

static void merge_amount(GvUsers *users, double said, double *to)
{
  if (isnan(*to))
    *to = said;
  else
    users->conflicts += said < *to || said > *to;
}

void gv_users_merge(GvUsers *users, const int *place, const GvUserCells *cells, GvVertex v)
{
  GvPeopleColumns *c = &users->columns;

  if (place[GV_CELL_STAGE] >= 0)
    c->stage[v] = MAX(c->stage[v], cells->stage);
  if (place[GV_CELL_FOLLOWERS] >= 0)
    c->followers[v] = fmax(c->followers[v], cells->followers);
  if (place[GV_CELL_OFFICIAL] >= 0)
    c->official[v] = MAX(c->official[v], cells->official);
  if (place[GV_CELL_COST] >= 0)
    merge_amount(users, cells->cost, &c->cost[v]);
  if (place[GV_CELL_VALUE] >= 0)
    merge_amount(users, cells->value, &c->value[v]);
  if (place[GV_CELL_OPT_IN] >= 0)
    c->opt_in[v] = MAX(c->opt_in[v], cells->opt_in);
}

/* Rows of --users, as columns about people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_users.h"

#include "graph/base/array.h"
#include "io/read_edges.h"
#include "io/read_identities.h"
#include "io/read_problem.h"

enum { AHEAD = 8, INPUT_BITS = 16 };

typedef struct {
  GvField name;
  uint64_t hash;
  GvVertex account; /* of identities, whose person the name is; GV_VERTEX_NONE = as written */
  GvUserCells cells;
} UserRow;

typedef struct {
  GvField text;
  uint64_t hash; /* by the tag's own names */
} TagCell;

typedef struct {
  UserRow *rows; /* [count] */
  size_t count, room;
  TagCell *tags; /* [count * tag_count] */
  size_t tag_room;
  GvAccountCells cells;
} UserBatch;

/* A column of the table, and which of the people's tags it is. */
typedef struct {
  int column;
  guint tag;
} TagPlace;

typedef struct {
  const GvReadTable *table;
  GvUsers *users;
  unsigned input;
  GArray *tags; /* of TagPlace */
  int channel;  /* column of it where there are identities, else GV_NO_COLUMN; a tag as well */
  guint channel_tag; /* its place among the tags of a row */
} UserReader;

static gboolean start_tags(UserReader *r, GError **error)
{
  g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const GvColumns *columns = &r->table->columns;
  GArray *tags = r->users->columns.tags;

  for (guint t = 0; t < tags->len; t++)
    g_hash_table_insert(by_name, g_strdup(g_array_index(tags, GvTag, t).name),
                        GUINT_TO_POINTER(t + 1));
  for (size_t i = 0; i < columns->count; i++) {
    TagPlace place = { .column = (int)i };
    if (columns->cells[i] != GV_CELL_TAG)
      continue;
    if (!gv_users_tag(r->users, by_name, columns->names[i], &place.tag, error))
      return FALSE;
    if (r->users->identities && g_ascii_strcasecmp(columns->names[i], "channel") == 0) {
      r->channel = place.column;
      r->channel_tag = r->tags->len;
    }
    g_array_append_val(r->tags, place);
  }
  return TRUE;
}

static gboolean parse_tags(const UserReader *r, UserBatch *batch, const GvRow *row,
                           GvProblem *problem, GError **error)
{
  const size_t count = r->tags->len, at = batch->count * count;

  if (!gv_array_reserve(&batch->tags, &batch->tag_room, at + count, sizeof *batch->tags, error))
    return FALSE;
  for (guint t = 0; t < count; t++) {
    const TagPlace place = g_array_index(r->tags, TagPlace, t);
    const GvField text = row->fields[place.column];
    const GvNames *values = g_array_index(r->users->columns.tags, GvTag, place.tag).values;
    if (!gv_cell_text(row, place.column, 0, problem))
      return FALSE;
    batch->tags[at + t] = (TagCell){ text, gv_names_hash(values, text.text, text.length) };
  }
  return TRUE;
}

/* Where rows of one person are merged, a no is more than nothing said. */
static void tell_no(const GvRow *row, int column, GvUserCells *cells)
{
  if (column != GV_NO_COLUMN && !cells->opt_in && gv_cell_is_said(row, column))
    cells->opt_in = GV_OPT_IN_NO;
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const UserReader *r = reader;
  const int *place = r->table->columns.place;
  const int first = place[GV_CELL_FIRST];
  UserBatch *batch = data;
  UserRow user = { 0 };

  if (!gv_cell_name(row, first, problem) ||
      !gv_cell_stage(row, place[GV_CELL_STAGE], &user.cells.stage, problem) ||
      !gv_cell_count(row, place[GV_CELL_FOLLOWERS], &user.cells.followers, problem) ||
      !gv_cell_flag(row, place[GV_CELL_OFFICIAL], &user.cells.official, problem) ||
      !gv_cell_amount(row, place[GV_CELL_COST], &user.cells.cost, problem) ||
      !gv_cell_amount(row, place[GV_CELL_VALUE], &user.cells.value, problem) ||
      !gv_cell_flag(row, place[GV_CELL_OPT_IN], &user.cells.opt_in, problem) ||
      !parse_tags(r, batch, row, problem, error) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof user, error))
    return FALSE;
  user.name = row->fields[first];
  user.account = GV_VERTEX_NONE;
  if (r->users->identities)
    tell_no(row, place[GV_CELL_OPT_IN], &user.cells);
  user.hash = gv_names_hash(r->users->names, user.name.text, user.name.length);
  batch->rows[batch->count++] = user;
  return TRUE;
}

/* Rows about accounts become rows about people. */
static gboolean finish(const void *reader, void *data, GError **error)
{
  const UserReader *r = reader;
  UserBatch *batch = data;

  for (size_t i = 0; r->channel != GV_NO_COLUMN && i < batch->count; i++) {
    UserRow *user = &batch->rows[i];
    const TagCell *channel = &batch->tags[i * r->tags->len + r->channel_tag];
    const GvAccountCell cell = { &user->name, &user->hash, &user->account,
                                 gv_read_channel(r->users->identities, channel->text) };
    if (cell.channel != GV_VERTEX_NONE && !gv_account_cells_add(&batch->cells, cell, error))
      return FALSE;
  }
  gv_account_cells_find(&batch->cells, r->users->identities, r->users->names);
  return TRUE;
}

static gboolean set_twice(const UserReader *r, const UserRow *user, uint64_t first, GError **error)
{
  g_autofree char *name = g_strndup(user->name.text, user->name.length);
  g_autofree char *shown = gv_text_shown(name);
  const unsigned input = (unsigned)(first & (((uint64_t)1 << INPUT_BITS) - 1));
  const gboolean here = input == r->input, secret = r->users->secret;

  if (first & GV_USERS_PACKED) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "duplicate id%s%s, a listed person of %s already; keep one of the two",
                secret ? "" : " ", secret ? "" : shown, r->users->paths[input]);
    return FALSE;
  }
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "duplicate id%s%s, first on line %" G_GUINT64_FORMAT "%s%s; keep one of the rows",
              secret ? "" : " ", secret ? "" : shown, first >> INPUT_BITS, here ? "" : " of ",
              here ? "" : r->users->paths[input]);
  return FALSE;
}

/* That each account's row has another channel is no contradiction. */
static void put_code(const UserReader *r, TagPlace place, GvVertex code, GvVertex *to)
{
  if (*to && *to != code)
    r->users->conflicts += place.column != r->channel;
  else
    *to = code;
}

static gboolean put_tags(const UserReader *r, const UserBatch *batch, size_t i, GvVertex v,
                         gboolean again, GError **error)
{
  const size_t count = r->tags->len;

  for (guint t = 0; t < count; t++) {
    const TagPlace place = g_array_index(r->tags, TagPlace, t);
    const GvTag *to = &g_array_index(r->users->columns.tags, GvTag, place.tag);
    const TagCell *cell = &batch->tags[i * count + t];
    GvVertex code = 0;
    if (cell->text.length == 0)
      continue;
    if (!gv_names_intern((GvNames *)(gintptr)to->values, cell->text.text, cell->text.length,
                         cell->hash, &code, error))
      return FALSE;
    if (again)
      put_code(r, place, code + 1, &gv_users_codes(r->users, place.tag)[v]);
    else
      gv_users_codes(r->users, place.tag)[v] = code + 1;
  }
  return TRUE;
}

/* Where the row's person is listed already: by this very account, by a row of the person's
 * own where this is one too, by a packed graph; 0 = nowhere. */
static uint64_t listed_at(const GvAccount *account, uint64_t first)
{
  if (account && !(first & GV_USERS_PACKED))
    return account->listed;
  return first & GV_USERS_ACCOUNT ? 0 : first;
}

static void note_place(GvAccount *account, uint64_t here, uint64_t *first)
{
  if (account == NULL)
    *first = here;
  else if (*first == 0)
    *first = here | GV_USERS_ACCOUNT;
  if (account)
    account->listed = here;
}

static GvAccount *account_of(const UserReader *r, const UserRow *user)
{
  GvVertex count;

  return user->account == GV_VERTEX_NONE
             ? NULL
             : &gv_identities_accounts(r->users->identities, &count)[user->account];
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  UserReader *r = reader;
  const UserBatch *batch = data;
  const UserRow *user = &batch->rows[i];
  GvUsers *u = r->users;
  GvVertex v;

  if (i + AHEAD < batch->count)
    gv_names_prefetch(u->names, user[AHEAD].hash, GV_NAMES_SLOT);
  if (!gv_read_intern(u->names, &user->name, user->hash, &v, error) ||
      !gv_users_fit(u, gv_names_count(u->names), error))
    return FALSE;
  GvAccount *account = account_of(r, user);
  const uint64_t listed = listed_at(account, u->first[v]);
  const gboolean again = u->first[v] != 0;
  if (listed)
    return set_twice(r, user, listed, error);
  note_place(account, line << INPUT_BITS | r->input, &u->first[v]);
  if (!again && u->mentions && !gv_mentions_add(u->mentions, v, GV_MENTION_LAST, error))
    return FALSE;
  u->rows++;
  u->matched += v < u->before;
  (again ? gv_users_merge : gv_users_put)(u, r->table->columns.place, &user->cells, v);
  return put_tags(r, batch, i, v, again, error);
}

static void batch_reset(void *data)
{
  ((UserBatch *)data)->count = 0;
}

static void batch_clear(void *data)
{
  UserBatch *batch = data;

  g_free(batch->rows);
  g_free(batch->tags);
  g_free(batch->cells.cells);
}

gboolean gv_read_users(GvReadTable *table, unsigned input, GvUsers *users, GvTask *task,
                       GError **error)
{
  static const GvRowHandler handler = { .batch_size = sizeof(UserBatch),
                                        .parse = parse,
                                        .take = take,
                                        .reset = batch_reset,
                                        .clear = batch_clear,
                                        .finish = finish };
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(TagPlace));
  UserReader reader = { table, users, input, places, GV_NO_COLUMN, 0 };

  return gv_users_start(users, table->columns.place, error) && start_tags(&reader, error) &&
         gv_read_table_run(table, &handler, &reader, task, error);
}

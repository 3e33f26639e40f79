/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_identities.h"

#include "graph/base/array.h"

_Static_assert((int)GV_NAME_MAX == (int)GV_ACCOUNT_TEXT_MAX, "what a table may name, is found");

enum { INPUT_BITS = 16 };

typedef struct {
  GvIdentity *rows; /* [count] */
  size_t count, room;
} IdentityBatch;

typedef struct {
  const GvReadTable *table;
  GvIdentities *identities;
  const char *const *paths;
  GvEdge *repeated;
  unsigned input;
} IdentityReader;

static GvAccountName account_name(GvField channel, GvField name)
{
  return (GvAccountName){ channel.text, name.text, channel.length, name.length };
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const IdentityReader *r = reader;
  const int *place = r->table->columns.place;
  const int channel = place[GV_CELL_CHANNEL], account = place[GV_CELL_ACCOUNT],
            person = place[GV_CELL_FIRST];
  IdentityBatch *batch = data;

  if (!gv_cell_name(row, channel, problem) || !gv_cell_name(row, account, problem) ||
      !gv_cell_name(row, person, problem) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof *batch->rows, error))
    return FALSE;
  GvIdentity identity = { .account = account_name(row->fields[channel], row->fields[account]),
                          .person = row->fields[person].text,
                          .person_length = row->fields[person].length };
  identity.hash = gv_identities_hash(r->identities, &identity.account);
  identity.person_hash =
      gv_identities_hash_person(r->identities, identity.person, identity.person_length);
  batch->rows[batch->count++] = identity;
  return TRUE;
}

/* Which of the two it is, nobody but the user knows. Names stay out of it. */
static gboolean set_other(const IdentityReader *r, uint64_t first, GError **error)
{
  const unsigned input = (unsigned)(first & (((uint64_t)1 << INPUT_BITS) - 1));
  const gboolean here = input == r->input;

  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "this account on this channel is another person's already, on line %" G_GUINT64_FORMAT
              "%s%s; keep one of the rows",
              first >> INPUT_BITS, here ? "" : " of ", here ? "" : r->paths[input]);
  return FALSE;
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  const IdentityReader *r = reader;
  GvIdentity *row = &((IdentityBatch *)data)->rows[i];
  GvIdentityNews news;
  GvVertex at, count;

  row->place = line << INPUT_BITS | r->input;
  if (!gv_identities_add(r->identities, row, &news, &at, error))
    return FALSE;
  if (news == GV_IDENTITY_OTHER)
    return set_other(r, gv_identities_accounts(r->identities, &count)[at].place, error);
  *r->repeated += news == GV_IDENTITY_KNOWN;
  return TRUE;
}

static void batch_reset(void *data)
{
  ((IdentityBatch *)data)->count = 0;
}

static void batch_clear(void *data)
{
  g_free(((IdentityBatch *)data)->rows);
}

gboolean gv_read_identities(GvReadTable *table, unsigned input, GvIdentities *identities,
                            const char *const *paths, GvEdge *repeated, GvTask *task,
                            GError **error)
{
  static const GvRowHandler handler = { sizeof(IdentityBatch), parse, take, batch_reset,
                                        batch_clear,           NULL,  NULL };
  IdentityReader reader = { table, identities, paths, repeated, input };

  return gv_read_table_run(table, &handler, &reader, task, error);
}

/* A tag of users may be of any length; no channel is longer than GV_NAME_MAX. */
GvVertex gv_read_person(const GvIdentities *identities, const GvRow *row, int column, GvField *name)
{
  const GvField channel = column == GV_NO_COLUMN ? (GvField){ NULL, 0 } : row->fields[column];
  size_t length;

  if (channel.length == 0 || channel.length > GV_NAME_MAX)
    return GV_VERTEX_NONE;
  const GvAccountName account = account_name(channel, *name);
  const GvVertex at = gv_identities_meet(identities, &account);
  if (at == GV_VERTEX_NONE)
    return at;
  /* nobody writes into a field */
  const char *person = gv_identities_person(identities, at, &length);
  *name = (GvField){ (char *)(gintptr)person, length };
  return at;
}

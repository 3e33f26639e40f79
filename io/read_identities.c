/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_identities.h"

#include "graph/base/array.h"

_Static_assert((int)GV_NAME_MAX == (int)GV_ACCOUNT_TEXT_MAX, "what a table may name, is found");

enum { AHEAD = 8, INPUT_BITS = 16 };

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

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const IdentityReader *r = reader;
  const int *place = r->table->columns.place;
  const int channel = place[GV_CELL_CHANNEL], account = place[GV_CELL_ACCOUNT],
            person = place[GV_CELL_FIRST];
  const GvNames *people = gv_identities_people(r->identities);
  IdentityBatch *batch = data;

  if (!gv_cell_name(row, channel, problem) || !gv_cell_name(row, account, problem) ||
      !gv_cell_name(row, person, problem) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof *batch->rows, error))
    return FALSE;
  GvIdentity identity = { .channel = row->fields[channel].text,
                          .account = row->fields[account].text,
                          .person = row->fields[person].text,
                          .channel_length = row->fields[channel].length,
                          .account_length = row->fields[account].length,
                          .person_length = row->fields[person].length };
  identity.person_hash = gv_names_hash(people, identity.person, identity.person_length);
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
  const IdentityBatch *batch = data;
  GvIdentity *row = &batch->rows[i];
  GvIdentityNews news;
  GvVertex at, count;

  for (unsigned step = 0; step < GV_IDENTITIES_STEPS; step++) {
    const size_t ahead = (GV_IDENTITIES_STEPS - step) * AHEAD;
    if (i + ahead < batch->count)
      gv_identities_expect(r->identities, &row[ahead], step);
  }
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
  static const GvRowHandler handler = { .batch_size = sizeof(IdentityBatch),
                                        .parse = parse,
                                        .take = take,
                                        .reset = batch_reset,
                                        .clear = batch_clear };
  IdentityReader reader = { table, identities, paths, repeated, input };

  return gv_read_table_run(table, &handler, &reader, task, error);
}

/* A tag of users may be of any length; no channel that was read is longer than GV_NAME_MAX. */
uint32_t gv_read_channel(const GvIdentities *identities, GvField text)
{
  return text.length ? gv_names_find_span(gv_identities_channels(identities), text.text,
                                          text.length)
                     : GV_VERTEX_NONE;
}

gboolean gv_account_cells_add(GvAccountCells *cells, GvAccountCell cell, GError **error)
{
  if (!gv_array_reserve(&cells->cells, &cells->room, cells->count + 1, sizeof cell, error))
    return FALSE;
  cells->cells[cells->count++] = cell;
  return TRUE;
}

/* For the cells behind cell i, the nearest of them last. */
static void prefetch(const GvAccountCells *cells, const GvIdentities *identities, size_t i)
{
  for (unsigned step = 0; step < GV_IDENTITIES_STEPS; step++) {
    const size_t at = i + (GV_IDENTITIES_STEPS - step) * AHEAD;
    if (at < cells->count)
      gv_identities_prefetch(identities, *cells->cells[at].hash, step);
  }
}

static void find_person(const GvAccountCell *cell, const GvIdentities *identities,
                        const GvNames *names)
{
  GvField *name = cell->name;
  const GvVertex account =
      gv_identities_meet(identities, cell->channel, name->text, name->length, *cell->hash);

  if (account != GV_VERTEX_NONE) /* nobody writes into a field */
    name->text = (char *)(gintptr)gv_identities_person(identities, account, &name->length);
  *cell->hash = gv_names_hash(names, name->text, name->length);
  if (cell->account)
    *cell->account = account;
}

void gv_account_cells_find(GvAccountCells *cells, const GvIdentities *identities,
                           const GvNames *names)
{
  for (size_t i = 0; i < cells->count; i++) {
    const GvAccountCell *cell = &cells->cells[i];
    *cell->hash =
        gv_identities_hash(identities, cell->channel, cell->name->text, cell->name->length);
  }
  for (size_t i = 0; i < cells->count; i++) {
    prefetch(cells, identities, i);
    find_person(&cells->cells[i], identities, names);
  }
  cells->count = 0;
}

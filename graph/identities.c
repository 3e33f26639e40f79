/* An account is found by one text: the length of the channel's name in two bytes,
 * the channel's name, the account's. What there is to know of it lies in one line
 * of the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/identities.h"

#include <string.h>

#include "graph/base/array.h"

enum { LENGTH_BYTES = 2, KEY_MAX = LENGTH_BYTES + 2 * GV_ACCOUNT_TEXT_MAX };

struct GvIdentities {
  GvNames *keys, *people, *channels;
  GvAccount *accounts; /* [names of keys] */
  uint8_t *namesakes;  /* [names of people], 1 = an account that is not listed is called so */
  size_t account_room, namesake_room;
};

GvIdentities *gv_identities_new(GError **error)
{
  g_autoptr(GvIdentities) i = g_new0(GvIdentities, 1);

  if (!(i->keys = gv_names_new(GV_VERTEX_NONE, error)) ||
      !(i->people = gv_names_new(GV_VERTEX_NONE, error)) ||
      !(i->channels = gv_names_new(GV_VERTEX_NONE, error)))
    return NULL;
  return g_steal_pointer(&i);
}

void gv_identities_free(GvIdentities *i)
{
  if (i == NULL)
    return;
  gv_names_free(i->keys);
  gv_names_free(i->people);
  gv_names_free(i->channels);
  g_free(i->accounts);
  g_free(i->namesakes);
  g_free(i);
}

/* Two bytes hold lengths up to GV_ACCOUNT_TEXT_MAX, neither of them NUL. */
static size_t make_key(const GvAccountName *account, char key[KEY_MAX])
{
  const size_t channel = account->channel_length, name = account->name_length;

  key[0] = (char)(1 + (channel & 63));
  key[1] = (char)(1 + (channel >> 6));
  memcpy(key + LENGTH_BYTES, account->channel, channel);
  memcpy(key + LENGTH_BYTES + channel, account->name, name);
  return LENGTH_BYTES + channel + name;
}

uint64_t gv_identities_hash(const GvIdentities *i, const GvAccountName *account)
{
  char key[KEY_MAX];

  return gv_names_hash(i->keys, key, make_key(account, key));
}

uint64_t gv_identities_hash_person(const GvIdentities *i, const char *name, size_t length)
{
  return gv_names_hash(i->people, name, length);
}

static gboolean intern_person(GvIdentities *i, const GvIdentity *row, GvVertex *person,
                              GError **error)
{
  const GvVertex before = gv_names_count(i->people);

  if (!gv_array_reserve(&i->namesakes, &i->namesake_room, (size_t)before + 1, 1, error) ||
      !gv_names_intern(i->people, row->person, row->person_length, row->person_hash, person, error))
    return FALSE;
  if (*person == before)
    i->namesakes[before] = 0;
  return TRUE;
}

static gboolean intern_channel(GvIdentities *i, const GvAccountName *a, GvVertex *channel,
                               GError **error)
{
  const uint64_t hash = gv_names_hash(i->channels, a->channel, a->channel_length);

  return gv_names_intern(i->channels, a->channel, a->channel_length, hash, channel, error);
}

static GvIdentityNews compare(const GvIdentities *i, GvVertex at, const GvIdentity *row)
{
  size_t length;
  const char *person = gv_identities_person(i, at, &length);

  return length == row->person_length && memcmp(person, row->person, length) == 0
             ? GV_IDENTITY_KNOWN
             : GV_IDENTITY_OTHER;
}

gboolean gv_identities_add(GvIdentities *i, const GvIdentity *row, GvIdentityNews *news,
                           GvVertex *at, GError **error)
{
  const GvVertex before = gv_names_count(i->keys);
  char key[KEY_MAX];
  const size_t length = make_key(&row->account, key);
  GvAccount account = { .place = row->place, .length = (uint32_t)row->person_length };

  if (!gv_array_reserve(&i->accounts, &i->account_room, (size_t)before + 1, sizeof account,
                        error) ||
      !gv_names_intern(i->keys, key, length, row->hash, at, error))
    return FALSE;
  *news = *at < before ? compare(i, *at, row) : GV_IDENTITY_NEW;
  if (*news != GV_IDENTITY_NEW)
    return TRUE;
  if (!intern_person(i, row, &account.person, error) ||
      !intern_channel(i, &row->account, &account.channel, error))
    return FALSE;
  account.start = gv_names_arena(i->people).start[account.person];
  i->accounts[*at] = account;
  return TRUE;
}

GvVertex gv_identities_find(const GvIdentities *i, const GvAccountName *account)
{
  char key[KEY_MAX];

  return gv_names_find_span(i->keys, key, make_key(account, key));
}

/* Marks are set by many at once, all to the same value; looking first keeps the
 * line where it is. */
static void mark(uint8_t *flag)
{
  if (!__atomic_load_n(flag, __ATOMIC_RELAXED))
    __atomic_store_n(flag, 1, __ATOMIC_RELAXED);
}

static void meet_stranger(const GvIdentities *i, const GvAccountName *a)
{
  const GvVertex person = gv_names_find_span(i->people, a->name, a->name_length);

  if (person != GV_VERTEX_NONE &&
      gv_names_find_span(i->channels, a->channel, a->channel_length) != GV_VERTEX_NONE)
    mark(&i->namesakes[person]);
}

GvVertex gv_identities_meet(const GvIdentities *i, const GvAccountName *account)
{
  const GvVertex at = gv_identities_find(i, account);

  if (at == GV_VERTEX_NONE)
    meet_stranger(i, account);
  else
    mark(&i->accounts[at].met);
  return at;
}

const char *gv_identities_person(const GvIdentities *i, GvVertex account, size_t *length)
{
  *length = i->accounts[account].length;
  return gv_names_arena(i->people).text + i->accounts[account].start;
}

GvAccount *gv_identities_accounts(const GvIdentities *i, GvVertex *count)
{
  *count = gv_names_count(i->keys);
  return i->accounts;
}

const GvNames *gv_identities_people(const GvIdentities *i)
{
  return i->people;
}

const GvNames *gv_identities_channels(const GvIdentities *i)
{
  return i->channels;
}

GvVertex gv_identities_namesakes(const GvIdentities *i)
{
  GvVertex count = 0;

  for (GvVertex p = 0; p < gv_names_count(i->people); p++)
    count += i->namesakes[p];
  return count;
}

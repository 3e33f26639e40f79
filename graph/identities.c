/* An account is found by one text, the channel's number and the account's name. What
 * there is to know of it lies in one line of the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/identities.h"

#include <string.h>

#include "graph/base/array.h"

enum { DIGITS = 5, DIGIT_BITS = 7, KEY_MAX = DIGITS + GV_ACCOUNT_TEXT_MAX };

static const GvNamesStep steps[GV_IDENTITIES_STEPS] = { GV_NAMES_SLOT, GV_NAMES_START,
                                                        GV_NAMES_TEXT };

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

/* No byte of the channel's number is NUL, as none of a name is. */
static size_t make_key(uint32_t channel, const char *name, size_t length, char key[KEY_MAX])
{
  for (unsigned d = 0; d < DIGITS; d++)
    key[d] = (char)(0x80 | (channel >> d * DIGIT_BITS & 0x7f));
  memcpy(key + DIGITS, name, length);
  return DIGITS + length;
}

uint64_t gv_identities_hash(const GvIdentities *i, uint32_t channel, const char *name,
                            size_t length)
{
  char key[KEY_MAX];

  return gv_names_hash(i->keys, key, make_key(channel, name, length, key));
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

static gboolean intern_channel(GvIdentities *i, const GvIdentity *row, GvVertex *channel,
                               GError **error)
{
  const uint64_t hash = gv_names_hash(i->channels, row->channel, row->channel_length);

  return gv_names_intern(i->channels, row->channel, row->channel_length, hash, channel, error);
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
  GvAccount account = { .place = row->place, .length = (uint32_t)row->person_length };

  if (!intern_channel(i, row, &account.channel, error))
    return FALSE;
  const size_t length = make_key(account.channel, row->account, row->account_length, key);
  if (!gv_array_reserve(&i->accounts, &i->account_room, (size_t)before + 1, sizeof account,
                        error) ||
      !gv_names_intern(i->keys, key, length, gv_names_hash(i->keys, key, length), at, error))
    return FALSE;
  *news = *at < before ? compare(i, *at, row) : GV_IDENTITY_NEW;
  if (*news != GV_IDENTITY_NEW)
    return TRUE;
  if (!intern_person(i, row, &account.person, error))
    return FALSE;
  account.start = gv_names_arena(i->people).start[account.person];
  i->accounts[*at] = account;
  return TRUE;
}

void gv_identities_expect(const GvIdentities *i, const GvIdentity *row, unsigned step)
{
  const GvVertex channel =
      step == 0 ? gv_names_find_span(i->channels, row->channel, row->channel_length)
                : GV_VERTEX_NONE;

  gv_names_prefetch(i->people, row->person_hash, steps[step]);
  if (channel != GV_VERTEX_NONE)
    gv_names_prefetch(i->keys,
                      gv_identities_hash(i, channel, row->account, row->account_length),
                      GV_NAMES_SLOT);
}

/* Marks are set by many at once, all to the same value; looking first keeps the
 * line where it is. */
static void mark(uint8_t *flag)
{
  if (!__atomic_load_n(flag, __ATOMIC_RELAXED))
    __atomic_store_n(flag, 1, __ATOMIC_RELAXED);
}

static void meet_stranger(const GvIdentities *i, const char *name, size_t length)
{
  const GvVertex person = gv_names_find_span(i->people, name, length);

  if (person != GV_VERTEX_NONE)
    mark(&i->namesakes[person]);
}

GvVertex gv_identities_meet(const GvIdentities *i, uint32_t channel, const char *name,
                            size_t length, uint64_t hash)
{
  char key[KEY_MAX];
  const GvVertex at =
      gv_names_find_hashed(i->keys, key, make_key(channel, name, length, key), hash);

  if (at == GV_VERTEX_NONE)
    meet_stranger(i, name, length);
  else
    mark(&i->accounts[at].met);
  return at;
}

void gv_identities_prefetch(const GvIdentities *i, uint64_t hash, unsigned step)
{
  const GvVertex at = step > 0 ? gv_names_guess(i->keys, hash) : GV_VERTEX_NONE;

  gv_names_prefetch(i->keys, hash, steps[step]);
  if (at != GV_VERTEX_NONE)
    __builtin_prefetch(step == 1
                           ? (const void *)&i->accounts[at]
                           : gv_names_arena(i->people).text + i->accounts[at].start);
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

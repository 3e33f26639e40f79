/* Names in one arena, found by open addressing.
 *
 * A slot holds an id + 1 and the upper half of the hash, so that a probe that
 * misses seldom touches the arena. The hash multiplies and folds 8 bytes at a
 * time (after wyhash, Wang Yi) under a random key. The "hash" of a decimal number
 * below 2^32 is the number itself, so that it need not be parsed again: see
 * names_numbers.c; in the slots, numbers are hashed as well.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/random.h>

#include "graph/base/array.h"
#include "graph/hashed_names.h"
#include "graph/names_struct.h"

GvNames *gv_names_new(GvVertex limit, GError **error)
{
  g_autoptr(GvNames) names = g_new0(GvNames, 1);

  g_atomic_ref_count_init(&names->references);
  names->limit = limit;
  if (getrandom(names->key, sizeof names->key, GRND_NONBLOCK) != (ssize_t)sizeof names->key)
    names->key[0] = (uint64_t)g_get_monotonic_time(); /* weaker, never fatal */
  names->slot_mask = 1023;
  names->slots = gv_array_new(names->slot_mask + 1, sizeof *names->slots, error);
  if (names->slots == NULL ||
      !gv_array_reserve(&names->start, &names->start_room, 512, sizeof *names->start, error))
    return NULL;
  names->start[0] = 0;
  return g_steal_pointer(&names);
}

GvNames *gv_names_ref(GvNames *names)
{
  g_atomic_ref_count_inc(&names->references);
  return names;
}

void gv_names_free(GvNames *names)
{
  if (names == NULL || !g_atomic_ref_count_dec(&names->references))
    return;
  g_free(names->slots);
  g_free(names->numbers);
  if (names->memory) {
    g_bytes_unref(names->memory);
  } else {
    g_free(names->start);
    g_free(names->text);
  }
  g_clear_pointer(&names->hmac, g_hmac_unref);
  g_free(names);
}

GvVertex gv_names_count(const GvNames *names)
{
  return names->count;
}

const char *gv_names_get(const GvNames *names, GvVertex v)
{
  g_return_val_if_fail(v < names->count, "");
  return names->text + names->start[v];
}

static uint64_t fold(uint64_t a, uint64_t b)
{
  __extension__ unsigned __int128 product = (__extension__(unsigned __int128) a) * b;

  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t gv_names_hash(const GvNames *names, const char *text, size_t length)
{
  uint64_t h = names->key[0] ^ length, word;
  uint32_t number;

  if (gv_decimal_parse(text, length, &number))
    return number;
  for (; length >= 8; text += 8, length -= 8) {
    memcpy(&word, text, 8);
    h = fold(h ^ word ^ UINT64_C(0xa0761d6478bd642f), names->key[1] ^ UINT64_C(0xe7037ed1a0b428db));
  }
  word = 0;
  memcpy(&word, text, length);
  h = fold(h ^ word ^ UINT64_C(0x8ebc6af09c88c6e3), names->key[1] ^ UINT64_C(0x589965cc75374cc3));
  return fold(h ^ names->key[0], UINT64_C(0x1d8e4e27c47d124f)) | GV_NAMES_HASHED;
}

/* Under the key too: numbers may be made to collide like anything else. */
static uint64_t slot_hash(const GvNames *names, uint64_t hash)
{
  if (hash & GV_NAMES_HASHED)
    return hash;
  return fold(hash ^ names->key[0], names->key[1] ^ UINT64_C(0xe7037ed1a0b428db)) | GV_NAMES_HASHED;
}

static gboolean same_name(const GvNames *names, GvVertex id, const char *text, size_t length)
{
  return names->start[id + 1] - names->start[id] == length + 1 &&
         memcmp(names->text + names->start[id], text, length) == 0;
}

/* The slot that holds the name, or the free one where it belongs. */
static GvNameSlot *probe(const GvNames *names, const char *text, size_t length, uint64_t hash)
{
  const uint32_t tag = (uint32_t)(hash >> 32);

  for (size_t i = (size_t)hash & names->slot_mask;; i = (i + 1) & names->slot_mask) {
    GvNameSlot *slot = &names->slots[i];
    if (slot->id_plus_1 == 0 ||
        (slot->tag == tag && same_name(names, slot->id_plus_1 - 1, text, length)))
      return slot;
  }
}

static gboolean grow_slots(GvNames *names, GError **error)
{
  const size_t mask = names->slot_mask * 2 + 1;
  GvNameSlot *slots = gv_array_new(mask + 1, sizeof *slots, error);

  if (slots == NULL)
    return FALSE;
  names->slot_used = 0;
  for (GvVertex id = 0; id < names->count; id++) {
    size_t length = names->start[id + 1] - names->start[id] - 1;
    uint64_t hash = gv_names_hash(names, names->text + names->start[id], length);
    if (hash < names->number_room)
      continue;
    hash = slot_hash(names, hash);
    size_t i = (size_t)hash & mask;
    while (slots[i].id_plus_1)
      i = (i + 1) & mask;
    slots[i] = (GvNameSlot){ id + 1, (uint32_t)(hash >> 32) };
    names->slot_used++;
  }
  g_free(names->slots);
  names->slots = slots;
  names->slot_mask = mask;
  return TRUE;
}

gboolean gv_names_append(GvNames *names, const char *text, size_t length, GError **error)
{
  const uint64_t at = names->start[names->count], end = at + length + 1;

  if (names->count == names->limit) {
    g_set_error(error, GV_ERROR, GV_ERROR_LIMIT, "more than %u different names", names->limit);
    return FALSE;
  }
  if (!gv_array_reserve(&names->text, &names->text_room, end, 1, error) ||
      !gv_array_reserve(&names->start, &names->start_room, (size_t)names->count + 2,
                        sizeof *names->start, error))
    return FALSE;
  memcpy(names->text + at, text, length);
  names->text[at + length] = '\0';
  names->start[++names->count] = end;
  return TRUE;
}

/* By the slots; hash = slot_hash(). */
static gboolean intern_hashed(GvNames *names, const char *text, size_t length, uint64_t hash,
                              GvVertex *id, GError **error)
{
  GvNameSlot *slot = probe(names, text, length, hash);

  if (slot->id_plus_1) {
    *id = slot->id_plus_1 - 1;
    return TRUE;
  }
  if (names->slot_used * 2 > names->slot_mask) {
    if (!grow_slots(names, error))
      return FALSE;
    slot = probe(names, text, length, hash);
  }
  if (!gv_names_append(names, text, length, error))
    return FALSE;
  *slot = (GvNameSlot){ names->count, (uint32_t)(hash >> 32) };
  names->slot_used++;
  *id = names->count - 1;
  return TRUE;
}

static gboolean intern_number(GvNames *names, uint32_t number, GvVertex *id, GError **error)
{
  char text[GV_DECIMAL_LENGTH];
  const size_t length = gv_decimal_format(text, number);
  uint32_t *place;

  if (!gv_names_number_place(names, number, &place, error))
    return FALSE;
  if (place == NULL)
    return intern_hashed(names, text, length, slot_hash(names, number), id, error);
  if (*place == 0) {
    if (!gv_names_append(names, text, length, error))
      return FALSE;
    *place = names->count;
  }
  *id = *place - 1;
  return TRUE;
}

gboolean gv_names_intern(GvNames *names, const char *text, size_t length, uint64_t hash,
                         GvVertex *id, GError **error)
{
  g_return_val_if_fail(names->memory == NULL, FALSE);
  if (hash & GV_NAMES_HASHED)
    return intern_hashed(names, text, length, hash, id, error);
  if (hash < names->number_room && names->numbers[hash]) {
    *id = names->numbers[hash] - 1;
    return TRUE;
  }
  return intern_number(names, (uint32_t)hash, id, error);
}

/* As far as the first slot tells. */
GvVertex gv_names_guess(const GvNames *names, uint64_t hash)
{
  const GvNameSlot *slot = &names->slots[(size_t)hash & names->slot_mask];

  return slot->id_plus_1 && slot->tag == (uint32_t)(hash >> 32) ? slot->id_plus_1 - 1
                                                                : GV_VERTEX_NONE;
}

void gv_names_prefetch(const GvNames *names, uint64_t hash, GvNamesStep step)
{
  const uint64_t slot = slot_hash(names, hash);
  GvVertex id;

  if (hash < names->number_room) {
    __builtin_prefetch(&names->numbers[hash]);
    return;
  }
  if (step == GV_NAMES_SLOT)
    __builtin_prefetch(&names->slots[(size_t)slot & names->slot_mask]);
  else if ((id = gv_names_guess(names, slot)) != GV_VERTEX_NONE)
    __builtin_prefetch(step == GV_NAMES_START ? (const void *)&names->start[id]
                                              : (const void *)&names->text[names->start[id]]);
}

void gv_names_hash_lookups(GvNames *names, GHmac *hmac)
{
  g_clear_pointer(&names->hmac, g_hmac_unref);
  names->hmac = hmac;
}

void gv_names_hash_lookups_like(GvNames *names, const GvNames *other)
{
  gv_names_hash_lookups(names, other->hmac ? g_hmac_copy(other->hmac) : NULL);
}

static GvVertex find_written(const GvNames *names, const char *text, size_t length)
{
  if (names->memory)
    return gv_names_bisect(names, text, length);
  const uint64_t hash = gv_names_hash(names, text, length);
  const uint32_t id_plus_1 = hash < names->number_room
                                 ? names->numbers[hash]
                                 : probe(names, text, length, slot_hash(names, hash))->id_plus_1;

  return id_plus_1 ? id_plus_1 - 1 : GV_VERTEX_NONE;
}

GvVertex gv_names_find_hashed(const GvNames *names, const char *text, size_t length, uint64_t hash)
{
  return probe(names, text, length, hash)->id_plus_1 - 1; /* of 0 it is GV_VERTEX_NONE */
}

GvVertex gv_names_find_span(const GvNames *names, const char *text, size_t length)
{
  char hash[GV_ID_HASH_LENGTH + 1];
  GvVertex found;

  if (names->hmac == NULL)
    return find_written(names, text, length);
  gv_id_hash(names->hmac, text, length, hash);
  found = find_written(names, hash, GV_ID_HASH_LENGTH);
  return found != GV_VERTEX_NONE ? found : find_written(names, text, length);
}

GvVertex gv_names_find(const GvNames *names, const char *name)
{
  return gv_names_find_span(names, name, strlen(name));
}

GvArena gv_names_arena(const GvNames *names)
{
  return (GvArena){ names->count, names->start, names->text ? names->text : "" };
}

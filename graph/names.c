/* Names in one arena, found by open addressing.
 *
 * A slot holds an id + 1 and the upper half of the hash, so that a probe that
 * misses seldom touches the arena. The hash multiplies and folds 8 bytes at a
 * time (after wyhash, Wang Yi) under a random key.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/names.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "graph/base/array.h"
#include "graph/hashed_names.h"

typedef struct {
  uint32_t id_plus_1; /* 0 = free */
  uint32_t tag;
} Slot;

struct GvNames {
  GvVertex count, limit;
  uint64_t key[2];
  size_t slot_mask;
  Slot *slots;     /* [slot_mask + 1], at most half full */
  uint64_t *start; /* [start_room], of each name in text; start[count] is the end */
  size_t start_room;
  char *text; /* each name with a NUL behind it */
  size_t text_room;
  GBytes *memory;        /* holds start, text and order; NULL = they are owned */
  const GvVertex *order; /* [count], instead of slots where names are borrowed */
  GHmac *hmac; /* what is looked up is hashed first; NULL = names are as written */
};

GvNames *gv_names_new(GvVertex limit, GError **error)
{
  g_autoptr(GvNames) names = g_new0(GvNames, 1);

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

void gv_names_free(GvNames *names)
{
  if (names == NULL)
    return;
  g_free(names->slots);
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

  for (; length >= 8; text += 8, length -= 8) {
    memcpy(&word, text, 8);
    h = fold(h ^ word ^ UINT64_C(0xa0761d6478bd642f), names->key[1] ^ UINT64_C(0xe7037ed1a0b428db));
  }
  word = 0;
  memcpy(&word, text, length);
  h = fold(h ^ word ^ UINT64_C(0x8ebc6af09c88c6e3), names->key[1] ^ UINT64_C(0x589965cc75374cc3));
  return fold(h ^ names->key[0], UINT64_C(0x1d8e4e27c47d124f));
}

static gboolean same_name(const GvNames *names, GvVertex id, const char *text, size_t length)
{
  return names->start[id + 1] - names->start[id] == length + 1 &&
         memcmp(names->text + names->start[id], text, length) == 0;
}

/* The slot that holds the name, or the free one where it belongs. */
static Slot *probe(const GvNames *names, const char *text, size_t length, uint64_t hash)
{
  const uint32_t tag = (uint32_t)(hash >> 32);

  for (size_t i = (size_t)hash & names->slot_mask;; i = (i + 1) & names->slot_mask) {
    Slot *slot = &names->slots[i];
    if (slot->id_plus_1 == 0 ||
        (slot->tag == tag && same_name(names, slot->id_plus_1 - 1, text, length)))
      return slot;
  }
}

static gboolean grow_slots(GvNames *names, GError **error)
{
  const size_t mask = names->slot_mask * 2 + 1;
  Slot *slots = gv_array_new(mask + 1, sizeof *slots, error);

  if (slots == NULL)
    return FALSE;
  for (GvVertex id = 0; id < names->count; id++) {
    size_t length = names->start[id + 1] - names->start[id] - 1;
    uint64_t hash = gv_names_hash(names, names->text + names->start[id], length);
    size_t i = (size_t)hash & mask;
    while (slots[i].id_plus_1)
      i = (i + 1) & mask;
    slots[i] = (Slot){ id + 1, (uint32_t)(hash >> 32) };
  }
  g_free(names->slots);
  names->slots = slots;
  names->slot_mask = mask;
  return TRUE;
}

static gboolean append(GvNames *names, const char *text, size_t length, GError **error)
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

gboolean gv_names_intern(GvNames *names, const char *text, size_t length, uint64_t hash,
                         GvVertex *id, GError **error)
{
  g_return_val_if_fail(names->memory == NULL, FALSE);
  Slot *slot = probe(names, text, length, hash);

  if (slot->id_plus_1) {
    *id = slot->id_plus_1 - 1;
    return TRUE;
  }
  if ((size_t)names->count * 2 > names->slot_mask) {
    if (!grow_slots(names, error))
      return FALSE;
    slot = probe(names, text, length, hash);
  }
  if (!append(names, text, length, error))
    return FALSE;
  *slot = (Slot){ names->count, (uint32_t)(hash >> 32) };
  *id = names->count - 1;
  return TRUE;
}

void gv_names_prefetch(const GvNames *names, uint64_t hash)
{
  __builtin_prefetch(&names->slots[(size_t)hash & names->slot_mask]);
}

/* Byte order; text need not end with a NUL and holds none. */
static int compare(const GvNames *names, GvVertex id, const char *text, size_t length)
{
  const char *name = names->text + names->start[id];
  const int order = strncmp(name, text, length);

  return order ? order : (unsigned char)name[length];
}

static GvVertex bisect(const GvNames *names, const char *text, size_t length)
{
  GvVertex low = 0, high = names->count;

  while (low < high) {
    const GvVertex middle = low + (high - low) / 2, id = names->order[middle];
    const int order = compare(names, id, text, length);
    if (order == 0)
      return id;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return GV_VERTEX_NONE;
}

void gv_names_hash_lookups(GvNames *names, GHmac *hmac)
{
  g_clear_pointer(&names->hmac, g_hmac_unref);
  names->hmac = hmac;
}

static GvVertex find_written(const GvNames *names, const char *text, size_t length)
{
  if (names->memory)
    return bisect(names, text, length);
  const Slot *slot = probe(names, text, length, gv_names_hash(names, text, length));

  return slot->id_plus_1 ? slot->id_plus_1 - 1 : GV_VERTEX_NONE;
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

/* The first 8 bytes as a number decide nearly always. */
typedef struct {
  uint64_t head;
  const char *name;
  GvVertex id;
} Key;

static Key key_of(const GvNames *names, GvVertex id)
{
  Key key = { 0, names->text + names->start[id], id };
  char first[8] = "";

  memcpy(first, key.name, MIN(sizeof first, names->start[id + 1] - names->start[id]));
  memcpy(&key.head, first, sizeof first);
  key.head = GUINT64_FROM_BE(key.head);
  return key;
}

static int by_name(const void *a, const void *b)
{
  const Key *x = a, *y = b;

  return x->head != y->head ? (x->head > y->head) - (x->head < y->head) : strcmp(x->name, y->name);
}

GvVertex *gv_names_order(const GvNames *names, GError **error)
{
  g_autofree Key *keys = gv_array_new_raw(names->count, sizeof *keys, error);
  g_autofree GvVertex *order = gv_array_new_raw(names->count, sizeof *order, error);

  if (keys == NULL || order == NULL)
    return NULL;
  for (GvVertex id = 0; id < names->count; id++)
    keys[id] = key_of(names, id);
  qsort(keys, names->count, sizeof *keys, by_name);
  for (GvVertex i = 0; i < names->count; i++)
    order[i] = keys[i].id;
  return g_steal_pointer(&order);
}

GvNames *gv_names_borrow(GBytes *memory, GvArena arena, const GvVertex *order)
{
  GvNames *names = g_new0(GvNames, 1);

  names->memory = g_bytes_ref(memory);
  names->count = names->limit = arena.count;
  names->start = (uint64_t *)(gintptr)arena.start;
  names->text = (char *)(gintptr)arena.text;
  names->order = order;
  return names;
}

GvNames *gv_names_copy(const GvNames *names, GvVertex limit, GError **error)
{
  g_autoptr(GvNames) copy = gv_names_new(limit, error);
  GvVertex same;

  for (GvVertex id = 0; copy && id < names->count; id++) {
    const char *text = names->text + names->start[id];
    const size_t length = strlen(text);
    if (!gv_names_intern(copy, text, length, gv_names_hash(copy, text, length), &same, error))
      return NULL;
    if (same != id) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE, "damaged packed graph: a name twice");
      return NULL;
    }
  }
  return g_steal_pointer(&copy);
}

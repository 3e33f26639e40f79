/* Names in byte order, and those that are found by it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/names_struct.h"

/* Byte order; text need not end with a NUL and holds none. */
static int compare(const GvNames *names, GvVertex id, const char *text, size_t length)
{
  const char *name = names->text + names->start[id];
  const int order = strncmp(name, text, length);

  return order ? order : (unsigned char)name[length];
}

GvVertex gv_names_bisect(const GvNames *names, const char *text, size_t length)
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

  g_atomic_ref_count_init(&names->references);
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

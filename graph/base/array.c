/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/array.h"

#include <string.h>

static void set_no_memory(size_t count, size_t size, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_NO_MEMORY,
              "out of memory: cannot allocate %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT
              " bytes; use a machine with more memory or a smaller input",
              count, size);
}

void *gv_array_new(size_t count, size_t size, GError **error)
{
  void *array = g_try_malloc0_n(count ? count : 1, size);

  if (array == NULL)
    set_no_memory(count, size, error);
  return array;
}

void *gv_array_new_raw(size_t count, size_t size, GError **error)
{
  void *array = g_try_malloc_n(count ? count : 1, size);

  if (array == NULL)
    set_no_memory(count, size, error);
  return array;
}

gboolean gv_array_reserve(void *array, size_t *capacity, size_t need, size_t size, GError **error)
{
  size_t room = *capacity;
  void *old, *grown;

  if (need <= room)
    return TRUE;
  room = room > SIZE_MAX / 2 ? need : MAX(need, MAX(room * 2, 16));
  memcpy(&old, array, sizeof old); /* array is a T **: its pointer, without aliasing */
  grown = g_try_realloc_n(old, room, size);
  if (grown == NULL) {
    set_no_memory(room, size, error);
    return FALSE;
  }
  memcpy(array, &grown, sizeof grown);
  *capacity = room;
  return TRUE;
}

void gv_array_shrink(void *array, size_t count, size_t size)
{
  void *old, *shrunk;

  memcpy(&old, array, sizeof old);
  shrunk = g_try_realloc(old, MAX(count, 1) * size);
  if (shrunk)
    memcpy(array, &shrunk, sizeof shrunk);
}

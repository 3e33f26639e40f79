/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/array.h"

#include <string.h>

#include "graph/base/memory.h"

enum { MIB = 1 << 20 };

static void set_no_memory(size_t count, size_t size, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_NO_MEMORY,
              "out of memory: cannot allocate %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT
              " bytes; use a machine with more memory or a smaller input",
              count, size);
}

/* FALSE where more bytes would go beyond the limit of the process. */
static gboolean within_limit(size_t count, size_t size, size_t had, GError **error)
{
  const size_t bytes = size && count > SIZE_MAX / size ? SIZE_MAX / 2 : count * size;
  const uint64_t excess = gv_memory_excess(bytes - MIN(bytes, had));

  if (excess == 0)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_NO_MEMORY,
              "memory limit reached: an array of %.1f MiB would go beyond it by %.1f MiB; raise "
              "the limit or give a smaller input",
              (double)bytes / MIB, (double)excess / MIB);
  return FALSE;
}

void *gv_array_new(size_t count, size_t size, GError **error)
{
  void *array;

  if (!within_limit(count, size, 0, error))
    return NULL;
  array = g_try_malloc0_n(count ? count : 1, size);
  if (array == NULL)
    set_no_memory(count, size, error);
  return array;
}

void *gv_array_new_raw(size_t count, size_t size, GError **error)
{
  void *array;

  if (!within_limit(count, size, 0, error))
    return NULL;
  array = g_try_malloc_n(count ? count : 1, size);
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
  if (!within_limit(room, size, *capacity * size, error))
    return FALSE;
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

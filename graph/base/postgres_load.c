/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/postgres_load.h"

#include <dlfcn.h>
#include <string.h>

#include "graph/base/postgres.h"

#define LIBRARY "libpq.so.5"

const GvPostgres *gv_pq;

/* A function's address is that of an object only by POSIX, not by ISO C. */
static gboolean find(void *library, const char *name, void *call, size_t size)
{
  void *const found = dlsym(library, name);

  memcpy(call, &found, size);
  return found != NULL;
}

static const GvPostgres *load(void)
{
  static GvPostgres calls;
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  gboolean whole = library != NULL;

#define FIND(name) whole = whole && find(library, #name, &calls.name, sizeof calls.name);
  GV_POSTGRES_CALLS(FIND)
  return whole ? &calls : NULL;
}

gboolean gv_postgres_load(GError **error)
{
  static GMutex mutex;
  const char *why = NULL;

  g_mutex_lock(&mutex);
  if (gv_pq == NULL)
    gv_pq = load();
  if (gv_pq == NULL)
    why = dlerror();
  g_mutex_unlock(&mutex);
  if (gv_pq == NULL)
    g_set_error(error, GV_ERROR, GV_ERROR_IO,
                "PostgreSQL: its client library cannot be loaded (Debian's package libpq5): %s",
                why ? why : LIBRARY);
  return gv_pq != NULL;
}

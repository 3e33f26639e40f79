/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/hashed_names.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BATCH = 65536 };

typedef char Hash[GV_ID_HASH_LENGTH + 1];

void gv_id_hash(const GHmac *hmac, const char *text, size_t length,
                char hash[GV_ID_HASH_LENGTH + 1])
{
  GHmac *own = g_hmac_copy(hmac);

  g_hmac_update(own, (const guchar *)text, (gssize)length);
  memcpy(hash, g_hmac_get_string(own), GV_ID_HASH_LENGTH + 1);
  g_hmac_unref(own);
}

static gboolean add_batch(GvNames *names, Hash *hashes, size_t count, GError **error)
{
  GvVertex id;

  for (size_t i = 0; i < count; i++)
    if (!gv_names_intern(names, hashes[i], GV_ID_HASH_LENGTH,
                         gv_names_hash(names, hashes[i], GV_ID_HASH_LENGTH), &id, error))
      return FALSE;
  return TRUE;
}

static gboolean add_all(GvNames *names, const GvNames *plain, const GHmac *hmac, GvTask *task,
                        GError **error)
{
  const GvVertex n = gv_names_count(plain);
  const int threads = gv_task_threads(task);
  g_autofree Hash *hashes = gv_array_new_raw(BATCH, sizeof *hashes, error);

  if (hashes == NULL)
    return FALSE;
  for (GvVertex first = 0; first < n;) {
    const GvVertex count = MIN(n - first, (GvVertex)BATCH);
#pragma omp parallel for num_threads(threads) schedule(static)
    for (GvVertex i = 0; i < count; i++) {
      const char *name = gv_names_get(plain, first + i);
      gv_id_hash(hmac, name, strlen(name), hashes[i]);
    }
    if (!add_batch(names, hashes, count, error) ||
        !gv_task_step(task, (double)first / (double)n, error))
      return FALSE;
    first += count;
  }
  return TRUE;
}

GvNames *gv_names_hashed(const GvNames *plain, const void *key, size_t key_length, GvTask *task,
                         GError **error)
{
  g_autoptr(GvNames) names = gv_names_new(GV_VERTEX_NONE, error);
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key, key_length);

  if (names == NULL || !add_all(names, plain, hmac, task, error)) {
    g_hmac_unref(hmac);
    return NULL;
  }
  gv_names_hash_lookups(names, hmac);
  g_return_val_if_fail(gv_names_count(names) == gv_names_count(plain), NULL);
  return g_steal_pointer(&names);
}

/* Names that tell nobody who is meant: HMAC-SHA-256 of each, in hex.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_HASHED_NAMES_H
#define GV_HASHED_NAMES_H

#include "graph/names.h"

enum { GV_ID_HASH_LENGTH = 64 }; /* hex digits */

/* hmac: under the key, nothing hashed yet; it stays so. Any thread may use it. */
void gv_id_hash(const GHmac *hmac, const char *text, size_t length,
                char hash[GV_ID_HASH_LENGTH + 1]);

/* The same vertices under hashed names. What is looked up may be written plain or
 * hashed. Errors: NO_MEMORY, CANCELLED, TIMEOUT. */
GvNames *gv_names_hashed(const GvNames *plain, const void *key, size_t key_length, GvTask *task,
                         GError **error);
#endif

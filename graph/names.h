/* Building and searching GvNames.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NAMES_H
#define GV_NAMES_H

#include <grapevine/network.h>

/* Holds at most `limit` names; more are GV_ERROR_LIMIT. */
GvNames *gv_names_new(GvVertex limit, GError **error);
void gv_names_free(GvNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvNames, gv_names_free)

/* Depends on the table's secret key, so that no input can make all names
 * collide; ids never depend on it. */
uint64_t gv_names_hash(const GvNames *names, const char *text, size_t length);

/* The id of the name, new or known. hash = gv_names_hash() of it, which may be
 * computed elsewhere, in parallel. text needs no NUL at its end and holds none. */
gboolean gv_names_intern(GvNames *names, const char *text, size_t length, uint64_t hash,
                         GvVertex *id, GError **error);
GvVertex gv_names_find_span(const GvNames *names, const char *text, size_t length);

/* From now on what is looked up is hashed first (hashed_names.h); a hash itself
 * is found too. Takes the hmac. */
void gv_names_hash_lookups(GvNames *names, GHmac *hmac);

/* Hints the cache that this hash is about to be interned. */
void gv_names_prefetch(const GvNames *names, uint64_t hash);
#endif

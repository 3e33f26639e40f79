/* Building and searching GvNames.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_NAMES_H
#define GV_NAMES_H

#include <grapevine/network.h>

/* Holds at most `limit` names; more are GV_ERROR_LIMIT. */
GvNames *gv_names_new(GvVertex limit, GError **error);
GvNames *gv_names_ref(GvNames *names); /* one more to be freed; for those who only read them */
void gv_names_free(GvNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvNames, gv_names_free)

/* What gv_names_hash says of a decimal number below 2^32 without leading zeros is
 * the number itself; of everything else a hash with this bit. */
#define GV_NAMES_HASHED (UINT64_C(1) << 63)
enum { GV_DECIMAL_LENGTH = 10 }; /* digits of such a number at most */

/* Depends on the table's secret key, so that no input can make all names
 * collide; ids never depend on it. */
uint64_t gv_names_hash(const GvNames *names, const char *text, size_t length);

/* The id of the name, new or known. hash = gv_names_hash() of it, which may be
 * computed elsewhere, in parallel. text needs no NUL at its end and holds none. */
gboolean gv_names_intern(GvNames *names, const char *text, size_t length, uint64_t hash,
                         GvVertex *id, GError **error);

/* Numbers as names, each replaced by its id; returns how many, all unless error is set. */
size_t gv_names_intern_numbers(GvNames *names, uint32_t *numbers, size_t count, GError **error);
/* FALSE unless the text is such a number. */
gboolean gv_decimal_parse(const char *text, size_t length, uint32_t *number);
/* As it is written, without a NUL; returns its length. */
size_t gv_decimal_format(char text[GV_DECIMAL_LENGTH], uint32_t number);

GvVertex gv_names_find_span(const GvNames *names, const char *text, size_t length);
/* The same of a text that is no number, in names that were interned, with its gv_names_hash. */
GvVertex gv_names_find_hashed(const GvNames *names, const char *text, size_t length, uint64_t hash);
/* The id that is likely to be that of the hash; GV_VERTEX_NONE = there is none, or no telling. */
GvVertex gv_names_guess(const GvNames *names, uint64_t hash);

/* A name's arena: name v is text[start[v]] .. with its NUL at text[start[v + 1] - 1]. */
typedef struct {
  GvVertex count;
  const uint64_t *start; /* [count + 1] */
  const char *text;      /* [start[count]] */
} GvArena;

GvArena gv_names_arena(const GvNames *names);
/* The ids in the byte order of their names; caller's, [count]. */
GvVertex *gv_names_order(const GvNames *names, GError **error);
/* Names that lie in `memory`, which is kept alive: found by bisection of `order`
 * (gv_names_order), and nothing can be interned. */
GvNames *gv_names_borrow(GBytes *memory, GvArena arena, const GvVertex *order);
/* The same names with the same ids, to which more can be added. Errors: PARSE
 * for a name that is there twice, NO_MEMORY, LIMIT. */
GvNames *gv_names_copy(const GvNames *names, GvVertex limit, GError **error);
/* From now on what is looked up is hashed first (hashed_names.h); a hash itself
 * is found too. Takes the hmac. */
void gv_names_hash_lookups(GvNames *names, GHmac *hmac);
/* From now on what is looked up in names is treated as in `other`. */
void gv_names_hash_lookups_like(GvNames *names, const GvNames *other);

/* What interning looks at, one found by the other. */
typedef enum { GV_NAMES_SLOT, GV_NAMES_START, GV_NAMES_TEXT } GvNamesStep;

/* Hints the cache that this hash is about to be interned: one step at a time,
 * each when the one before it has arrived. */
void gv_names_prefetch(const GvNames *names, uint64_t hash, GvNamesStep step);
#endif

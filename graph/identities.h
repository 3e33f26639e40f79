/* One person, many accounts: whose account is whose.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_IDENTITIES_H
#define GV_IDENTITIES_H

#include "graph/names.h"

enum { GV_ACCOUNT_TEXT_MAX = 1024 }; /* bytes of an account's name */

typedef struct {
  uint64_t place;    /* where it was said first, as the caller has it */
  uint64_t listed;   /* where a table of people lists it, as the caller has it; 0 = nowhere */
  uint64_t start;    /* of the person's name among the people's names */
  uint32_t length;   /* of that name, bytes */
  GvVertex person;   /* of gv_identities_people */
  uint32_t channel;  /* of gv_identities_channels */
  uint8_t met;       /* 1 = some row named it; set by gv_identities_meet */
} GvAccount;

typedef struct GvIdentities GvIdentities;

GvIdentities *gv_identities_new(GError **error);
void gv_identities_free(GvIdentities *identities);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvIdentities, gv_identities_free)

/* What a row is beside those before it. */
typedef enum {
  GV_IDENTITY_NEW,
  GV_IDENTITY_KNOWN, /* the account is that person's already */
  GV_IDENTITY_OTHER, /* it is somebody else's: nothing was added */
} GvIdentityNews;

typedef struct {
  const char *channel, *account, *person; /* without a NUL at their end, none in them */
  size_t channel_length, account_length, person_length;
  uint64_t person_hash; /* by gv_names_hash of gv_identities_people */
  uint64_t place;
} GvIdentity;

/* Adds the row. *at: the account, in order of first appearance. Errors: NO_MEMORY, LIMIT. */
gboolean gv_identities_add(GvIdentities *identities, const GvIdentity *row, GvIdentityNews *news,
                           GvVertex *at, GError **error);
/* Hints the cache that an account is about to be met, or its row to be added: steps 0, 1, 2,
 * each when the one before it has arrived. */
enum { GV_IDENTITIES_STEPS = 3 };
void gv_identities_expect(const GvIdentities *identities, const GvIdentity *row, unsigned step);

uint64_t gv_identities_hash(const GvIdentities *identities, uint32_t channel, const char *name,
                            size_t length);
void gv_identities_prefetch(const GvIdentities *identities, uint64_t hash, unsigned step);
/* The account, or GV_VERTEX_NONE; notes that a row named it, or that an account without a row
 * bears a person's name. Only reads but for these marks, which many threads may set at once. */
GvVertex gv_identities_meet(const GvIdentities *identities, uint32_t channel, const char *name,
                            size_t length, uint64_t hash);
/* The name of its person, [length]; valid until more is added. */
const char *gv_identities_person(const GvIdentities *identities, GvVertex account, size_t *length);

/* [count], in order of first appearance. */
GvAccount *gv_identities_accounts(const GvIdentities *identities, GvVertex *count);
const GvNames *gv_identities_people(const GvIdentities *identities);
const GvNames *gv_identities_channels(const GvIdentities *identities);
/* How many people there are whose name an account that is not listed bears too. */
GvVertex gv_identities_namesakes(const GvIdentities *identities);
#endif

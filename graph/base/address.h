/* Addresses of tables that lie in databases.
 *
 *   sqlite:FILE?table=NAME            postgres://USER@HOST:PORT/DATABASE?table=NAME
 *   sqlite:FILE?query=SELECT …        postgres://…?sslmode=require&query=SELECT …
 *
 * NAME is NAME or SCHEMA.NAME; a part that holds a dot stands in double quotes.
 * % and two hex digits stand for a byte, as in every URL.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_ADDRESS_H
#define GV_BASE_ADDRESS_H

#include <grapevine/base.h>

typedef enum { GV_ADDRESS_FILE, GV_ADDRESS_SQLITE, GV_ADDRESS_POSTGRES } GvAddressKind;

/* By how it begins; whatever is no database's address is a file's name. */
GvAddressKind gv_address_kind(const char *text);

typedef struct {
  GvAddressKind kind; /* SQLITE or POSTGRES */
  char *place;        /* the file, or the URL as libpq wants it; it may hold a password */
  char *table;        /* quoted: "people", "sales"."people"; NULL = query */
  char *query;        /* as written; NULL = table */
} GvAddress;

/* Errors: INVALID_ARGUMENT, without any password. */
gboolean gv_address_parse(GvAddress *address, const char *text, GError **error);
void gv_address_clear(GvAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvAddress, gv_address_clear)

/* A path or an address as messages and summaries may show it: *** for what is,
 * or may be, a password. */
char *gv_address_shown(const char *text);

/* The same for a text in which addresses occur as words. */
char *gv_text_without_passwords(const char *text);

/* An SQL identifier in its quotes. */
void gv_sql_append_name(GString *to, const char *name);
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/address.h"

#include <string.h>

/* PostgreSQL cuts longer names without a word; SQLite takes any. */
enum { LONGEST_POSTGRES = 63, LONGEST_SQLITE = 1024 };

static const char sqlite_scheme[] = "sqlite:";

void gv_address_clear(GvAddress *address)
{
  g_free(address->place);
  g_free(address->table);
  g_free(address->query);
  *address = (GvAddress){ 0 };
}

static gboolean refuse(GError **error, const char *what)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, what);
  return FALSE;
}

/* Without the escapes; NULL where one is none, or stands for NUL. */
static char *decoded(const char *text, GError **error)
{
  g_autoptr(GString) plain = g_string_new(NULL);

  for (; *text; text++) {
    int high = *text == '%' ? g_ascii_xdigit_value(text[1]) : 0;
    int low = *text == '%' && high >= 0 ? g_ascii_xdigit_value(text[2]) : 0;
    if (high < 0 || low < 0 || (*text == '%' && high + low == 0)) {
      refuse(error, "a % must be followed by two hex digits (not 00); write % itself as %25");
      return NULL;
    }
    g_string_append_c(plain, *text == '%' ? (char)(high * 16 + low) : *text);
    text += *text == '%' ? 2 : 0;
  }
  return g_string_free(g_steal_pointer(&plain), FALSE);
}

void gv_sql_append_name(GString *to, const char *name)
{
  g_string_append_c(to, '"');
  for (; *name; name++) {
    if (*name == '"')
      g_string_append_c(to, '"');
    g_string_append_c(to, *name);
  }
  g_string_append_c(to, '"');
}

/* Takes one part of a name, quoted or not; NULL where a quote is not closed. */
static const char *take_part(const char *text, GString *part)
{
  g_string_truncate(part, 0);
  if (*text != '"') {
    const size_t length = strcspn(text, ".");
    g_string_append_len(part, text, (gssize)length);
    return text + length;
  }
  for (text++; *text; text++) {
    if (*text == '"' && *++text != '"')
      return text;
    g_string_append_c(part, *text);
  }
  return NULL;
}

static gboolean check_part(const GString *part, size_t longest, GError **error)
{
  if (part->len == 0)
    return refuse(error, "the table's name is empty; write ?table=NAME or ?table=SCHEMA.NAME");
  if (!g_utf8_validate(part->str, (gssize)part->len, NULL))
    return refuse(error, "the table's name is no UTF-8");
  if (part->len <= longest)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "the table's name is longer than %" G_GSIZE_FORMAT " bytes; choose a shorter one",
              longest);
  return FALSE;
}

/* "a.b" becomes "\"a\".\"b\"". */
static char *quoted_table(const char *text, size_t longest, GError **error)
{
  g_autoptr(GString) quoted = g_string_new(NULL), part = g_string_new(NULL);

  for (int parts = 0; parts < 2; parts++) {
    if ((text = take_part(text, part)) == NULL || (*text && *text != '.')) {
      refuse(error, "the table's name begins with a double quote that ends nowhere, or before the "
                    "name does; double the quotes inside of it");
      return NULL;
    }
    if (!check_part(part, longest, error))
      return NULL;
    gv_sql_append_name(quoted, part->str);
    if (*text == '\0')
      return g_string_free(g_steal_pointer(&quoted), FALSE);
    g_string_append_c(quoted, *text++);
  }
  refuse(error, "the table's name has more than two parts; one that holds dots stands in double "
                "quotes");
  return NULL;
}

/* TRUE also where the parameter is another one; *mine tells. */
static gboolean take_parameter(GvAddress *a, const char *text, gboolean *mine, GError **error)
{
  const gboolean table = g_str_has_prefix(text, "table=");

  *mine = table || g_str_has_prefix(text, "query=");
  if (!*mine)
    return TRUE;
  if (a->table || a->query)
    return refuse(error, "more than one table or query; name one");
  g_autofree char *value = decoded(text + strlen("table="), error);
  if (value == NULL)
    return FALSE;
  if (table)
    a->table = quoted_table(value, a->kind == GV_ADDRESS_SQLITE ? LONGEST_SQLITE : LONGEST_POSTGRES,
                            error);
  else if (g_utf8_validate(value, -1, NULL))
    a->query = g_steal_pointer(&value);
  else
    refuse(error, "the query is no UTF-8");
  return a->table || a->query;
}

/* Splits the parameters into ours and (PostgreSQL) those of the connection. */
static gboolean take_parameters(GvAddress *a, const char *text, GString *others, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(text, "&", -1);

  for (char **part = parts; *part; part++) {
    gboolean mine;
    if (!take_parameter(a, *part, &mine, error))
      return FALSE;
    if (mine)
      continue;
    if (a->kind == GV_ADDRESS_SQLITE)
      return refuse(error, "behind the ? stands table=NAME or query=SELECT …; write & as %26");
    g_string_append_printf(others, "%s%s", others->len ? "&" : "?", *part);
  }
  return TRUE;
}

/* What libpq would understand in another way than the user, or complain of by
 * showing the password. */
static gboolean check_url(const char *url, GError **error)
{
  const char *host = strstr(url, "://") + 3, *slash = strchr(host, '/');
  g_autofree char *plain = decoded(url, error);

  if (plain == NULL)
    return FALSE;
  for (const char *p = url; *p; p++)
    if ((unsigned char)*p <= ' ' || *p == 0x7f)
      return refuse(error, "white space in the address; write a space as %20");
  if (slash && strchr(slash, '@'))
    return refuse(error, "an @ behind a /; in a user or password write / as %2F and @ as %40");
  return TRUE;
}

static gboolean parse(GvAddress *a, const char *text, GError **error)
{
  const char *mark = strchr(text, '?');
  g_autofree char *head = mark ? g_strndup(text, (gsize)(mark - text)) : g_strdup(text);
  g_autoptr(GString) others = g_string_new(NULL);

  if (mark && !take_parameters(a, mark + 1, others, error))
    return FALSE;
  if (!a->table && !a->query)
    return refuse(error, "no table is named; end the address with ?table=NAME or ?query=SELECT …");
  if (a->kind == GV_ADDRESS_SQLITE) {
    a->place = decoded(head + strlen(sqlite_scheme), error);
    if (a->place && *a->place == '\0')
      return refuse(error, "no file is named; write sqlite:FILE?table=NAME");
  } else {
    a->place = g_strconcat(head, others->str, NULL);
    return check_url(a->place, error);
  }
  return a->place != NULL;
}

gboolean gv_address_parse(GvAddress *address, const char *text, GError **error)
{
  g_autofree char *shown = NULL;

  *address = (GvAddress){ .kind = gv_address_kind(text) };
  g_return_val_if_fail(address->kind != GV_ADDRESS_FILE, FALSE);
  if (parse(address, text, error))
    return TRUE;
  shown = gv_address_shown(text);
  g_prefix_error(error, "%s: ", shown);
  gv_address_clear(address);
  return FALSE;
}

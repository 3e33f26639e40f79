/* Addresses by what they look like, and without their passwords. Where it is not clear what is one,
 * more is hidden rather than less. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/address.h"

GvAddressKind gv_address_kind(const char *text)
{
  if (g_str_has_prefix(text, "sqlite:"))
    return GV_ADDRESS_SQLITE;
  if (g_str_has_prefix(text, "postgres://") || g_str_has_prefix(text, "postgresql://"))
    return GV_ADDRESS_POSTGRES;
  return GV_ADDRESS_FILE;
}

static const char hidden[] = "***";

/* Parameters that hold no secret. */
static const char *const open_parameters[] = { "table",
                                               "query",
                                               "host",
                                               "hostaddr",
                                               "port",
                                               "user",
                                               "dbname",
                                               "options",
                                               "sslmode",
                                               "service",
                                               "connect_timeout",
                                               "application_name",
                                               "sslcert",
                                               "gssencmode",
                                               "target_session_attrs",
                                               NULL };

static const char *find(const char *begin, const char *end, char c)
{
  return memchr(begin, c, (size_t)(end - begin));
}

static const char *find_last(const char *begin, const char *end, char c)
{
  while (end > begin)
    if (*--end == c)
      return end;
  return NULL;
}

static void append_parameter(GString *to, const char *begin, const char *end)
{
  const char *equals = find(begin, end, '=');
  g_autofree char *key = g_strndup(begin, (gsize)((equals ? equals : begin) - begin));

  if (equals && g_strv_contains(open_parameters, key))
    g_string_append_len(to, begin, end - begin);
  else if (begin < end)
    g_string_append(to, hidden);
}

static void append_parameters(GString *to, const char *begin, const char *end)
{
  for (const char *stop; begin < end; begin = stop) {
    g_string_append_c(to, *begin++); /* ? or & */
    stop = find(begin, end, '&');
    stop = stop ? stop : end;
    append_parameter(to, begin, stop);
  }
}

static gboolean is_port(const char *text, const char *end)
{
  while (text < end && g_ascii_isdigit(*text))
    text++;
  return text == end || *text == '/' || *text == ',';
}

/* Where what stands behind the colon ends, if it may be a password: at the last @
 * in front of the parameters, else at the last one of all, else at the parameters. */
static const char *secret_end(const char *host, const char *colon, const char *mark,
                              const char *end)
{
  const char *at = find_last(host, mark, '@');

  if (at == NULL)
    at = find_last(mark, end, '@');
  if (at)
    return at > colon ? at : NULL;
  return is_port(colon + 1, mark) ? NULL : mark;
}

static void append_url(GString *to, const char *url, const char *end)
{
  const char *host = strstr(url, "://") + 3, *from = url;
  const char *mark = find(host, end, '?');
  const char *colon = find(host, mark ? mark : end, ':');
  const char *stop = colon ? secret_end(host, colon, mark ? mark : end, end) : NULL;

  if (stop) {
    g_string_append_len(to, url, colon + 1 - url);
    g_string_append(to, hidden);
    from = stop;
    mark = find(stop, end, '?');
  }
  g_string_append_len(to, from, (mark ? mark : end) - from);
  if (mark)
    append_parameters(to, mark, end);
}

char *gv_address_shown(const char *text)
{
  GString *shown = g_string_new(NULL);

  if (gv_address_kind(text) == GV_ADDRESS_POSTGRES)
    append_url(shown, text, text + strlen(text));
  else
    g_string_append(shown, text);
  return g_string_free(shown, FALSE);
}

char *gv_text_without_passwords(const char *text)
{
  GString *shown = g_string_new(NULL);

  while (*text) {
    if (gv_address_kind(text) != GV_ADDRESS_POSTGRES) {
      g_string_append_c(shown, *text++);
      continue;
    }
    const size_t length = strcspn(text, " \t\n\"");
    append_url(shown, text, text + length);
    text += length;
  }
  return g_string_free(shown, FALSE);
}

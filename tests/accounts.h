/* What the tests of --identities share: tables of several kinds, read at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_ACCOUNTS_H
#define GV_TEST_ACCOUNTS_H

#include "read_common.h"

enum { MOST_TABLES = 6 };

typedef struct {
  GvTableKind kind;
  const char *text;
} Text;

/* Reads up to MOST_TABLES texts, the last of them with .text == NULL. */
static inline GvNetwork *try_read(const Text *texts, GvReadOptions options, GvReadReport *report,
                           GError **error)
{
  GvTableKind kinds[MOST_TABLES];
  const char *strings[MOST_TABLES];
  size_t count = 0;

  for (; texts[count].text; count++) {
    kinds[count] = texts[count].kind;
    strings[count] = texts[count].text;
  }
  return read_texts(kinds, strings, count, options, report, error);
}

static inline GvNetwork *read_all(const Text *texts, GvReadReport *report)
{
  g_autoptr(GError) error = NULL;
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  options.keep_acts = TRUE;
  GvNetwork *network = try_read(texts, options, report, &error);
  g_assert_no_error(error);
  return network;
}

static inline void assert_names(const GvNetwork *network, const char *expected)
{
  g_auto(GStrv) names = g_strsplit(expected, " ", -1);

  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, g_strv_length(names));
  for (guint v = 0; names[v]; v++)
    g_assert_cmpstr(name_of(network, v), ==, names[v]);
}

static inline gboolean warned(const GvReadReport *report, const char *part)
{
  for (guint i = 0; i < report->warnings->len; i++)
    if (strstr(report->warnings->pdata[i], part))
      return TRUE;
  return FALSE;
}

#define IDS                                                                                        \
  "channel,account,user\nwechat,wx1,anna\nweibo,wb1,anna\nshop,1001,anna\nwechat,wx2,bob\n"        \
  "weibo,wb2,carl\nshop,1002,bob\n"
#endif

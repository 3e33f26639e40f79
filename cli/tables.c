/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/tables.h"

#include <string.h>

const TableOption table_options[] = {
  { "follows", GV_TABLE_FOLLOWS, "who follows whom: follower, followee, channel, weight, time" },
  { "interactions", GV_TABLE_INTERACTIONS,
    "who answered whom: actor, target, type, weight, channel, time" },
  { "edges", GV_TABLE_EDGES, "a plain graph: source, target, weight, time" },
  { "users", GV_TABLE_USERS, "people: user, stage, followers, official, cost, value, opt_in, tags" },
  { "identities", GV_TABLE_IDENTITIES, "whose account on a channel it is: channel, account, user" },
  { "events", GV_TABLE_EVENTS,
    "what people did: user, event, time, value, channel, campaign, item, parent" },
  { .name = NULL },
};

const DetailOption detail_options[] = {
  { "columns", TABLE_COLUMNS, "A,B,…", "names of the columns of the table before it; - skips one" },
  { "delimiter", TABLE_DELIMITER, "C", "of the table before it: tab , ; | or space" },
  { "header", TABLE_HEADER, "yes|no|auto", "whether the table before it has one" },
  { .name = NULL },
};

static gboolean set_bad(const char *name, const char *allowed, const char *text, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--%s must be %s, not \"%s\"", name,
              allowed, text);
  return FALSE;
}

static gboolean set_delimiter(GvSource *source, const char *text, GError **error)
{
  if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
    text = "\t";
  else if (strcmp(text, "space") == 0)
    text = " ";
  if (strlen(text) != 1 || !strchr("\t,;| ", *text))
    return set_bad("delimiter", "tab, space or one of , ; |", text, error);
  source->delimiter = *text;
  return TRUE;
}

static gboolean set_header(GvSource *source, const char *text, GError **error)
{
  static const struct { const char *word; GvHeader header; } words[] = {
    { "auto", GV_HEADER_AUTO }, { "yes", GV_HEADER_YES }, { "no", GV_HEADER_NO },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].word, text) == 0) {
      source->header = words[i].header;
      return TRUE;
    }
  return set_bad("header", "yes, no or auto", text, error);
}

static gboolean describe(GArray *sources, const DetailOption *option, const char *text,
                         GError **error)
{
  if (sources->len == 0) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--%s belongs to the table named before it; name one first", option->name);
    return FALSE;
  }
  GvSource *source = &g_array_index(sources, GvSource, sources->len - 1);
  switch (option->detail) {
  case TABLE_COLUMNS:
    g_free((char *)(gintptr)source->columns);
    source->columns = g_strdup(text);
    return TRUE;
  case TABLE_DELIMITER:
    return set_delimiter(source, text, error);
  case TABLE_HEADER:
    return set_header(source, text, error);
  }
  g_return_val_if_reached(FALSE);
}

gboolean tables_take(GArray *sources, const char *name, const char *text, gboolean *known,
                     GError **error)
{
  *known = TRUE;
  for (const TableOption *t = table_options; t->name; t++)
    if (strcmp(t->name, name) == 0) {
      GvSource source = { .kind = t->kind, .path = g_strdup(text) };
      g_array_append_val(sources, source);
      return TRUE;
    }
  for (const DetailOption *d = detail_options; d->name; d++)
    if (strcmp(d->name, name) == 0)
      return describe(sources, d, text, error);
  *known = FALSE;
  return TRUE;
}

void tables_clear(GArray *sources)
{
  for (guint i = 0; i < sources->len; i++) {
    GvSource *source = &g_array_index(sources, GvSource, i);
    g_free((char *)(gintptr)source->path);
    g_free((char *)(gintptr)source->columns);
  }
  g_array_unref(sources);
}

/* A column of the users' table that says who it was.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/evaluation/labelling.h"
#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/base/refuse.h"

/* Columns that are read as yes or no. NULL for any other name, or where it is not given. */
static const uint8_t *flags_of(const GvPeople *people, const char *name)
{
  if (strcmp(name, "official") == 0)
    return people->official;
  return strcmp(name, "opt_in") == 0 ? people->opt_in : NULL;
}

static const GvTag *tag_of(const GvPeople *people, const char *name)
{
  for (size_t t = 0; t < people->tag_count; t++)
    if (strcmp(people->tags[t].name, name) == 0)
      return &people->tags[t];
  return NULL;
}

static gboolean refuse_column(const GvPeople *people, const char *name, GError **error)
{
  g_autoptr(GString) list = g_string_new(NULL);

  if (people->official)
    g_string_append(list, "official, ");
  if (people->opt_in)
    g_string_append(list, "opt_in, ");
  for (size_t t = 0; t < people->tag_count; t++)
    g_string_append_printf(list, "%s, ", people->tags[t].name);
  if (list->len)
    g_string_truncate(list, list->len - 2);
  return gv_refuse(error, "--label column: the users' table has no column \"%s\"; there %s%s", name,
                   list->len ? "are " : "are none", list->str);
}

/* What each value of the tag says; code 0 says nothing, which is no. */
static uint8_t *meanings_of(const GvTag *tag, GError **error)
{
  const GvVertex count = gv_names_count(tag->values);
  g_autofree uint8_t *says = gv_array_new((size_t)count + 1, 1, error);

  for (GvVertex c = 0; says && c < count; c++) {
    const char *text = gv_names_get(tag->values, c);
    gboolean yes;
    if (!gv_boolean_parse(text, strlen(text), &yes)) {
      gv_refuse(error,
                "--label column: \"%s\" says \"%.60s\", but a label is 1 or 0 (true, false, "
                "yes, no; empty is 0)",
                tag->name, text);
      return NULL;
    }
    says[c + 1] = yes ? 1 : 0;
  }
  return g_steal_pointer(&says);
}

gboolean gv_label_column(GvLabelling *l, GError **error)
{
  const GvPeople *people = gv_network_people(l->input->network);
  const char *name = l->input->label->names[0];
  const uint8_t *flags = flags_of(people, name);
  const GvTag *tag = tag_of(people, name);
  g_autofree uint8_t *says = NULL;

  if (flags == NULL && tag == NULL)
    return refuse_column(people, name, error);
  if (flags == NULL && !(says = meanings_of(tag, error)))
    return FALSE;
  for (GvVertex v = 0; v < gv_names_count(gv_network_names(l->input->network)); v++) {
    l->figures->rows += people->listed[v];
    if (flags ? flags[v] : says[tag->codes[v]])
      gv_label_add(l, v, 1);
  }
  return TRUE;
}

/* What later happened: names of labels, and what their kinds share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/labelling.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/refuse.h"
#include "graph/base/task.h"

enum { MOST_LISTED = 20 }; /* names in a message */

static const struct {
  const char *name;
  gboolean may_name, must_name; /* names behind a colon */
  unsigned most;                /* names; 0 = any number */
} kinds[] = {
  [GV_LABEL_RECEIVED] = { "received", TRUE, FALSE, 0 },
  [GV_LABEL_NEWCOMERS] = { "newcomers", TRUE, FALSE, 0 },
  [GV_LABEL_FOLLOWERS] = { "followers", FALSE, FALSE, 0 },
  [GV_LABEL_CONVERSION] = { "conversion", TRUE, TRUE, 0 },
  [GV_LABEL_CREDIT] = { "credit", FALSE, FALSE, 0 },
  [GV_LABEL_COLUMN] = { "column", TRUE, TRUE, 1 },
};

const char *gv_label_kind_name(GvLabelKind kind)
{
  g_return_val_if_fail((size_t)kind < G_N_ELEMENTS(kinds), "");
  return kinds[kind].name;
}

void gv_label_clear(GvLabel *label)
{
  g_clear_pointer(&label->names, g_strfreev);
}

static gboolean check_names(const GvLabel *label, const char *text, GError **error)
{
  const char *name = kinds[label->kind].name;
  const guint count = label->names ? g_strv_length(label->names) : 0;

  for (guint i = 0; i < count; i++)
    if (*label->names[i] == '\0')
      return gv_refuse(error, "--label: an empty name in \"%s\"", text);
  if (label->names && !kinds[label->kind].may_name)
    return gv_refuse(error, "--label: %s takes no names", name);
  if (kinds[label->kind].must_name && count == 0)
    return gv_refuse(error, "--label: %s wants a name, as in %s:NAME", name, name);
  if (kinds[label->kind].most && count > kinds[label->kind].most)
    return gv_refuse(error, "--label: %s takes one name", name);
  return TRUE;
}

static gboolean find_kind(const char *text, size_t length, GvLabelKind *kind, GError **error)
{
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
    if (strlen(kinds[k].name) == length && strncmp(kinds[k].name, text, length) == 0) {
      *kind = (GvLabelKind)k;
      return TRUE;
    }
  return gv_refuse(error,
                   "--label must be received, newcomers, followers, conversion:EVENT, credit "
                   "or column:NAME, not \"%s\"",
                   text);
}

gboolean gv_label_parse(const char *text, GvLabel *label, GError **error)
{
  const size_t length = strcspn(text, ":");

  *label = (GvLabel){ 0 };
  if (!find_kind(text, length, &label->kind, error))
    return FALSE;
  if (text[length] == ':' && text[length + 1] == '\0')
    return gv_refuse(error, "--label: no name behind the colon in \"%s\"", text);
  if (text[length] == ':')
    label->names = g_strsplit(text + length + 1, ",", -1);
  if (check_names(label, text, error))
    return TRUE;
  gv_label_clear(label);
  return FALSE;
}

static void labelling_clear(GvLabelling *l)
{
  g_free(l->then_of);
  g_free(l->layer_counts);
  g_free(l->event_counts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLabelling, labelling_clear)

static gboolean find_past(GvLabelling *l, GError **error)
{
  const GvLabelInput *in = l->input;
  const GvVertex all = gv_names_count(gv_network_names(in->network));

  if (!(l->then_of = gv_array_new_raw(all, sizeof *l->then_of, error)))
    return FALSE;
  memset(l->then_of, 0xff, all * sizeof *l->then_of);
  for (GvVertex v = 0; v < l->n; v++)
    l->then_of[in->now_of ? in->now_of[v] : v] = v;
  return TRUE;
}

static gboolean is_named(const GvLabel *label, const char *name)
{
  return label->names == NULL || g_strv_contains((const char *const *)label->names, name);
}

/* Interactions and plain edges have types. */
static gboolean has_type(const GvLayer *layer)
{
  return layer->kind != GV_TIE_FOLLOW;
}

static gboolean find_counting(GvLabelling *l, GError **error)
{
  const GvNames *events = l->events.events;
  const GvVertex names = events ? gv_names_count(events) : 0;

  if (!(l->layer_counts = gv_array_new(l->layer_count, 1, error)) ||
      !(l->event_counts = gv_array_new(names, 1, error)))
    return FALSE;
  for (size_t i = 0; i < l->layer_count; i++)
    l->layer_counts[i] =
        has_type(&l->layers[i]) && is_named(l->input->label, l->layers[i].type) ? 1 : 0;
  for (GvVertex i = 0; i < names; i++)
    l->event_counts[i] = is_named(l->input->label, gv_names_get(events, i)) ? 1 : 0;
  return TRUE;
}

/* The names that rows have, once each; types too where the kind counts acts. */
static GPtrArray *names_there(const GvLabelling *l)
{
  GPtrArray *there = g_ptr_array_new();
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  const GvVertex events = l->events.events ? gv_names_count(l->events.events) : 0;

  for (size_t i = 0; l->input->label->kind != GV_LABEL_CONVERSION && i < l->layer_count; i++)
    if (has_type(&l->layers[i]) && *l->layers[i].type &&
        g_hash_table_add(seen, (gpointer)(gintptr)l->layers[i].type))
      g_ptr_array_add(there, (gpointer)(gintptr)l->layers[i].type);
  for (GvVertex i = 0; i < events; i++)
    if (g_hash_table_add(seen, (gpointer)(gintptr)gv_names_get(l->events.events, i)))
      g_ptr_array_add(there, (gpointer)(gintptr)gv_names_get(l->events.events, i));
  return there;
}

/* Every name of the label must occur: a slip of the pen would be a label of zeros. */
static gboolean check_there(const GvLabelling *l, GError **error)
{
  const GvLabel *label = l->input->label;
  g_autoptr(GPtrArray) there = names_there(l);

  for (size_t i = 0; label->names && label->kind != GV_LABEL_COLUMN && label->names[i]; i++) {
    if (g_ptr_array_find_with_equal_func(there, label->names[i], g_str_equal, NULL))
      continue;
    g_autoptr(GString) list = g_string_new(there->len ? "there are " : "there are none");
    for (guint k = 0; k < MIN(there->len, MOST_LISTED); k++)
      g_string_append_printf(list, "%s%s", k ? ", " : "", (const char *)there->pdata[k]);
    return gv_refuse(error, "--label %s: nothing in the data is called \"%s\"; %s%s",
                     kinds[label->kind].name, label->names[i], list->str,
                     there->len > MOST_LISTED ? ", …" : "");
  }
  return TRUE;
}

static gboolean compute(GvLabelling *l, GvTask *task, GError **error)
{
  switch (l->input->label->kind) {
  case GV_LABEL_RECEIVED:
    return gv_label_received(l, error);
  case GV_LABEL_NEWCOMERS:
    return gv_label_newcomers(l, error);
  case GV_LABEL_FOLLOWERS:
    return gv_label_followers(l, error);
  case GV_LABEL_CONVERSION:
    return gv_label_conversion(l, error);
  case GV_LABEL_CREDIT:
    return gv_label_credit(l, task, error);
  case GV_LABEL_COLUMN:
    return gv_label_column(l, error);
  }
  g_return_val_if_reached(FALSE);
}

static gboolean check_input(const GvLabelInput *in, GError **error)
{
  if (in->label->kind == GV_LABEL_COLUMN || in->past)
    return TRUE;
  return gv_refuse(error, "--label %s needs a split: what is later than it is the answer",
                   kinds[in->label->kind].name);
}

gboolean gv_label_compute(const GvLabelInput *in, double *gain, GvLabelFigures *figures,
                          GvTask *task, GError **error)
{
  const GvNetwork *past = in->past ? in->past : in->network;
  GvLabelFigures own;
  g_auto(GvLabelling) l = { .input = in,
                            .acts = gv_network_acts(in->network),
                            .events = gv_network_events(in->network),
                            .split = in->split,
                            .until = isnan(in->until) ? INFINITY : in->until,
                            .n = gv_names_count(gv_network_names(past)),
                            .gain = gain,
                            .figures = figures ? figures : &own };

  l.layers = gv_network_layers(in->network, &l.layer_count);
  *l.figures = (GvLabelFigures){ 0 };
  for (GvVertex v = 0; v < l.n; v++)
    gain[v] = 0;
  if (!check_input(in, error) || !find_past(&l, error) || !find_counting(&l, error) ||
      !check_there(&l, error) || !compute(&l, task, error) || !gv_task_step(task, 1, error))
    return FALSE;
  for (GvVertex v = 0; v < l.n; v++) {
    l.figures->people += gain[v] > 0 ? 1 : 0;
    l.figures->gain += gain[v];
  }
  return TRUE;
}

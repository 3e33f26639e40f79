/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/comparing.h"

#include <math.h>
#include <string.h>

enum { TOLD = 3 }; /* features at most */

/* One feature, and where its columns are in the lists a and b; -1 = nowhere. */
typedef struct {
  char *name;
  int why[2], value[2];
} Feature;

struct Comparison {
  const GvShortlist *lists[2];
  GArray *features; /* of Feature */
};

/* What a feature says of a person, NaN where the list does not say. */
typedef struct {
  const char *name;
  double why[2], value[2];
  double matter; /* what it is told by: the larger, the sooner */
} Told;

static void feature_clear(void *data)
{
  g_free(((Feature *)data)->name);
}

static gboolean has_feature(const GArray *features, const char *name)
{
  for (guint f = 0; f < features->len; f++)
    if (strcmp(g_array_index(features, Feature, f).name, name) == 0)
      return TRUE;
  return FALSE;
}

static void add_features(Comparison *c, const GvShortlist *list)
{
  for (guint f = 0; f < list->features->len; f++) {
    const char *column = list->features->pdata[f], *name = strchr(column, '.') + 1;
    g_autofree char *why = g_strconcat("why.", name, NULL);
    g_autofree char *value = g_strconcat("value.", name, NULL);
    Feature feature;
    if (has_feature(c->features, name))
      continue;
    feature.name = g_strdup(name);
    for (int i = 0; i < 2; i++) {
      feature.why[i] = gv_shortlist_feature(c->lists[i], why);
      feature.value[i] = gv_shortlist_feature(c->lists[i], value);
    }
    g_array_append_val(c->features, feature);
  }
}

Comparison *comparison_new(const GvShortlist *a, const GvShortlist *b)
{
  Comparison *c = g_new0(Comparison, 1);

  c->lists[0] = a;
  c->lists[1] = b;
  c->features = g_array_new(FALSE, FALSE, sizeof(Feature));
  g_array_set_clear_func(c->features, feature_clear);
  add_features(c, a);
  add_features(c, b);
  return c;
}

void comparison_free(Comparison *comparison)
{
  g_array_unref(comparison->features);
  g_free(comparison);
}

/* By how much a figure has changed, as a share of the larger. */
static double share_of_change(const double value[2])
{
  const double larger = fmax(fabs(value[0]), fabs(value[1]));

  return larger > 0 ? fabs(value[1] - value[0]) / larger : 0;
}

/* Of someone who is in both lists: the change of what the feature adds to the score,
 * or, where the lists do not say that, of its value. */
static double matter_of_change(const Told *t)
{
  const double change = fabs(t->why[1] - t->why[0]);

  return isnan(change) ? share_of_change(t->value) : change;
}

static int by_matter(const void *a, const void *b)
{
  const double x = ((const Told *)a)->matter, y = ((const Told *)b)->matter;

  return x > y ? -1 : x < y;
}

/* The features worth telling, most first; equal ones in the order of columns. */
static GArray *tell(const Comparison *c, const int64_t rows[2])
{
  GArray *all = g_array_new(FALSE, FALSE, sizeof(Told));
  const gboolean both = rows[0] >= 0 && rows[1] >= 0;
  const int only = rows[1] >= 0;

  for (guint f = 0; f < c->features->len; f++) {
    const Feature *feature = &g_array_index(c->features, Feature, f);
    Told t = { .name = feature->name };
    for (int i = 0; i < 2; i++) {
      t.why[i] =
          rows[i] < 0 ? NAN : gv_shortlist_cell(c->lists[i], (size_t)rows[i], feature->why[i]);
      t.value[i] =
          rows[i] < 0 ? NAN : gv_shortlist_cell(c->lists[i], (size_t)rows[i], feature->value[i]);
    }
    t.matter = both ? matter_of_change(&t) : fabs(t.why[only]);
    if (t.matter > 1e-9)
      g_array_append_val(all, t);
  }
  g_array_sort(all, by_matter); /* stable */
  return all;
}

/* "response 3 -> 12 (+0.041)" */
static void append_change(GString *to, const Told *t)
{
  g_string_append(to, t->name);
  if (!isnan(t->value[0])) {
    g_string_append_printf(to, " %.4g", t->value[0]);
    if (!isnan(t->value[1]) && (t->value[0] < t->value[1] || t->value[0] > t->value[1]))
      g_string_append_printf(to, " -> %.4g", t->value[1]);
  }
  if (!isnan(t->why[1] - t->why[0]))
    g_string_append_printf(to, " (%+.3f)", t->why[1] - t->why[0]);
}

/* "response 12 (+0.081)" */
static void append_figure(GString *to, const Told *t, int list)
{
  g_string_append(to, t->name);
  if (!isnan(t->value[list]))
    g_string_append_printf(to, " %.4g", t->value[list]);
  g_string_append_printf(to, " (%+.3f)", t->why[list]);
}

static void append_features(GString *to, const GArray *told, gboolean both, int list)
{
  for (guint f = 0; f < MIN(told->len, TOLD); f++) {
    const Told *t = &g_array_index(told, Told, f);
    g_string_append(to, f > 0 ? "; " : "");
    if (both)
      append_change(to, t);
    else
      append_figure(to, t, list);
  }
}

/* Where the lists have no features: the score, or the reasons as they were written. */
static void append_less(GString *to, const GvShortlistRow *a, const GvShortlistRow *b)
{
  if (a == NULL || b == NULL) {
    const char *reasons = a ? a->reasons : b->reasons;
    g_string_append(to, reasons ? reasons : "");
    return;
  }
  if (a->score < b->score || a->score > b->score) {
    g_string_append_printf(to, "score %.4g", a->score);
    g_string_append_printf(to, " -> %.4g", b->score);
  } else if (!isnan(a->score - b->score) && (a->rank < b->rank || a->rank > b->rank)) {
    g_string_append(to, "own score as before; others moved");
  }
}

char *comparison_why(const Comparison *c, int64_t a, int64_t b)
{
  const int64_t rows[] = { a, b };
  g_autoptr(GArray) told = tell(c, rows);
  GString *why = g_string_new(b == NOT_LISTED ? "had " : NULL);
  const size_t before = why->len;

  append_features(why, told, a >= 0 && b >= 0, b >= 0);
  if (told->len == 0)
    append_less(why, a >= 0 ? &c->lists[0]->rows[a] : NULL, b >= 0 ? &c->lists[1]->rows[b] : NULL);
  if (why->len == before)
    g_string_truncate(why, 0);
  return g_string_free(why, FALSE);
}

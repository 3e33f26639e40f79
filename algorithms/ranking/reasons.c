/* Why somebody is nominated, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "algorithms/ranking/nomination.h"

enum { MANY = 100 }; /* compared, from which on a place is told in per cent */

typedef struct {
  double contribution;
  size_t column;
} Reason;

char *gv_nomination_audience_class(const GvNomination *nom, size_t candidate)
{
  const GvVertex k = nom->classes.of[candidate];
  g_autofree char *least = gv_figure_count(nom->classes.least[k]);
  g_autofree char *most = gv_figure_count(nom->classes.most[k]);

  if (nom->classes.least[k] == nom->classes.most[k])
    return g_strdup_printf("%s follower%s", least, nom->classes.least[k] == 1 ? "" : "s");
  return g_strdup_printf("%s–%s followers", least, most);
}

/* How many candidates the feature compares c with, c among them. */
static GvVertex compared_with(const GvNomination *nom, const GvFeatureColumn *column, size_t c)
{
  const GvVertex k = nom->classes.of[c];

  return column->feature->among == GV_AMONG_ALL ? (GvVertex)nom->count
                                                : nom->classes.begin[k + 1] - nom->classes.begin[k];
}

/* "top 2 %", or "no. 3 of 40" where a per cent is less than one of them. */
static char *place_text(double standing, GvVertex compared)
{
  const double top = 100 * (1 - standing);

  if (compared < MANY)
    return g_strdup_printf("no. %.0f of %u", floor((1 - standing) * compared) + 1, compared);
  return g_strdup_printf("top %.*f %%", top < 1 ? 1 : 0, MAX(top, 0.1));
}

/* "top 2 % among those with 8–15 followers"; NULL in the lower half. */
static char *standing_text(const GvNomination *nom, const GvFeatureColumn *column, size_t c)
{
  const double standing = column->standing[c];
  g_autofree char *place = NULL;

  if (standing < 0.5)
    return NULL;
  place = place_text(standing, compared_with(nom, column, c));
  if (column->feature->among == GV_AMONG_ALL)
    return g_steal_pointer(&place);
  g_autofree char *class = gv_nomination_audience_class(nom, c);
  return g_strdup_printf("%s among those with %s", place, class);
}

char *gv_nomination_reason(const GvNomination *nom, size_t candidate, size_t column)
{
  const GvFeatureColumn *col = &nom->columns[column];
  const double value = col->values[candidate];
  g_autofree char *text = NULL, *standing = NULL;

  if (isnan(value))
    return NULL;
  text = col->feature->reason(&nom->evidence, nom->candidates[candidate], value);
  if (text && gv_nomination_suspects(col, candidate))
    return g_strdup_printf("suspect: %s", text);
  standing = standing_text(nom, col, candidate);
  if (text == NULL || standing == NULL)
    return g_steal_pointer(&text);
  return g_strdup_printf("%s (%s)", text, standing);
}

static int by_contribution(const void *a, const void *b)
{
  const Reason *x = a, *y = b;

  if (x->contribution != y->contribution)
    return x->contribution > y->contribution ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

static void append_warnings(const GvNomination *nom, size_t candidate, GString *text)
{
  for (size_t f = 0; f < nom->column_count; f++) {
    g_autofree char *reason = gv_nomination_suspects(&nom->columns[f], candidate)
                                  ? gv_nomination_reason(nom, candidate, f)
                                  : NULL;
    if (reason)
      g_string_append_printf(text, "%s%s", text->len ? "; " : "", reason);
  }
}

/* That it is little is said where the reasons are read, not only in a column beside them. */
static void append_basis(const GvNomination *nom, size_t candidate, GString *text)
{
  g_autofree char *basis = gv_nomination_basis(nom, candidate);

  if (strcmp(gv_nomination_confidence(gv_nomination_evidence(nom, candidate)), "low") == 0)
    g_string_append_printf(text, "%srests on %s only", text->len ? "; " : "", basis);
}

char *gv_nomination_reasons(const GvNomination *nom, size_t candidate, unsigned at_most)
{
  g_autofree Reason *reasons = g_new(Reason, nom->column_count + 1);
  GString *text = g_string_new(NULL);
  unsigned told = 0;

  for (size_t f = 0; f < nom->column_count; f++)
    reasons[f] = (Reason){ gv_nomination_contribution(&nom->columns[f], candidate), f };
  qsort(reasons, nom->column_count, sizeof *reasons, by_contribution);
  for (size_t i = 0; i < nom->column_count && told < at_most; i++) {
    const GvFeatureColumn *column = &nom->columns[reasons[i].column];
    const double standing = column->standing[candidate];
    if (gv_nomination_suspects(column, candidate) || reasons[i].contribution <= 0 ||
        (column->weight > 0 ? standing : 1 - standing) < 0.5)
      continue; /* in the lower half it speaks against */
    g_autofree char *reason = gv_nomination_reason(nom, candidate, reasons[i].column);
    if (reason == NULL)
      continue;
    g_string_append_printf(text, "%s%s", told++ ? "; " : "", reason);
  }
  append_basis(nom, candidate, text);
  append_warnings(nom, candidate, text);
  return g_string_free(text, FALSE);
}

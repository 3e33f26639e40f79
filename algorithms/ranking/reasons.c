/* Why somebody is nominated, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "algorithms/ranking/nomination.h"

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

/* "top 2 % among those with 8–15 followers"; NULL in the lower half. */
static char *standing_text(const GvNomination *nom, const GvFeatureColumn *column, size_t c)
{
  const double top = 100 * (1 - column->standing[c]);
  const int digits = top < 1 ? 1 : 0;

  if (column->standing[c] < 0.5)
    return NULL;
  if (column->feature->among == GV_AMONG_ALL)
    return g_strdup_printf("top %.*f %%", digits, MAX(top, 0.1));
  g_autofree char *class = gv_nomination_audience_class(nom, c);
  return g_strdup_printf("top %.*f %% among those with %s", digits, MAX(top, 0.1), class);
}

char *gv_nomination_reason(const GvNomination *nom, size_t candidate, size_t column)
{
  const GvFeatureColumn *col = &nom->columns[column];
  const double value = col->values[candidate];
  g_autofree char *text = NULL, *standing = NULL;

  if (isnan(value))
    return NULL;
  text = col->feature->reason(&nom->evidence, nom->candidates[candidate], value);
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
    if (reasons[i].contribution <= 0 || (column->weight > 0 ? standing : 1 - standing) < 0.5)
      continue; /* in the lower half it speaks against */
    g_autofree char *reason = gv_nomination_reason(nom, candidate, reasons[i].column);
    if (reason == NULL)
      continue;
    g_string_append_printf(text, "%s%s", told++ ? "; " : "", reason);
  }
  return g_string_free(text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/standing.h"

#include <math.h>
#include <stdlib.h>

#include "graph/base/array.h"

enum {
  CLASSES = 65,    /* 0, 1, 2–3, 4–7, …: by the binary logarithm */
  FEW_MEMBERS = 50 /* a class of fewer says little about where its members stand */
};

static GvVertex class_of(double followers)
{
  return followers < 1 ? 0 : (GvVertex)MIN(ilogb(followers) + 1, CLASSES - 1);
}

/* Joins classes from below until each has enough members; what is left at the
 * top joins the last. joined [CLASSES] tells the new class of an old one. */
static size_t join_classes(const GvVertex *sizes, GvVertex *joined)
{
  size_t count = 0;
  GvVertex members = 0;

  for (size_t k = 0; k < CLASSES; k++) {
    joined[k] = (GvVertex)count;
    members += sizes[k];
    if (members >= FEW_MEMBERS) {
      count++;
      members = 0;
    }
  }
  if (count == 0)
    return 1;
  for (size_t k = 0; k < CLASSES; k++)
    joined[k] = MIN(joined[k], (GvVertex)count - 1);
  return count;
}

void gv_audience_classes_clear(GvAudienceClasses *classes)
{
  g_free(classes->of);
  g_free(classes->least);
  g_free(classes->most);
  g_free(classes->members);
  g_free(classes->begin);
}

static gboolean classes_alloc(GvAudienceClasses *k, GvVertex candidates, GError **error)
{
  if (!(k->of = gv_array_new(candidates, sizeof *k->of, error)) ||
      !(k->members = gv_array_new(candidates, sizeof *k->members, error)) ||
      !(k->least = gv_array_new(k->count, sizeof *k->least, error)) ||
      !(k->most = gv_array_new(k->count, sizeof *k->most, error)) ||
      !(k->begin = gv_array_new(k->count + 2, sizeof *k->begin, error)))
    return FALSE;
  for (size_t i = 0; i < k->count; i++)
    k->least[i] = INFINITY;
  return TRUE;
}

gboolean gv_audience_classes_init(GvAudienceClasses *classes, const double *followers,
                                  GvVertex candidates, GError **error)
{
  GvVertex sizes[CLASSES] = { 0 }, joined[CLASSES], *next;

  for (GvVertex c = 0; c < candidates; c++)
    sizes[class_of(followers[c])]++;
  classes->count = join_classes(sizes, joined);
  if (!classes_alloc(classes, candidates, error))
    return FALSE;
  next = classes->begin + 1; /* one ahead: becomes begin by filling */
  for (GvVertex c = 0; c < candidates; c++) {
    GvVertex k = classes->of[c] = joined[class_of(followers[c])];
    classes->least[k] = MIN(classes->least[k], followers[c]);
    classes->most[k] = MAX(classes->most[k], followers[c]);
    next[k + 1]++;
  }
  for (size_t k = 0; k < classes->count; k++)
    next[k + 1] += next[k];
  for (GvVertex c = 0; c < candidates; c++)
    classes->members[next[classes->of[c]]++] = c;
  return TRUE;
}

static int by_value(const void *a, const void *b)
{
  const GvRanked *x = a, *y = b;

  if (x->value != y->value)
    return x->value < y->value ? -1 : 1;
  return (x->candidate > y->candidate) - (x->candidate < y->candidate);
}

/* Ranks ranked[0 .. count), of which none has a NaN. */
static void rank(GvRanked *ranked, GvVertex count, int direction, double *standing)
{
  qsort(ranked, count, sizeof *ranked, by_value);
  for (GvVertex begin = 0, end; begin < count; begin = end) {
    for (end = begin + 1; end < count && ranked[end].value == ranked[begin].value;)
      end++;
    double worse = ((double)begin + (double)end) / 2 / count;
    for (GvVertex i = begin; i < end; i++)
      standing[ranked[i].candidate] = direction > 0 ? worse : 1 - worse;
  }
}

/* Ranks the listed candidates (NULL = 0 .. count-1). */
static void rank_listed(const double *values, const GvVertex *list, GvVertex count, int direction,
                        double *standing, GvRanked *scratch)
{
  GvVertex compared = 0;

  for (GvVertex i = 0; i < count; i++) {
    GvVertex c = list ? list[i] : i;
    if (isnan(values[c]))
      standing[c] = 0.5;
    else
      scratch[compared++] = (GvRanked){ values[c], c };
  }
  rank(scratch, compared, direction, standing);
}

void gv_standing_among_all(const double *values, GvVertex candidates, int direction,
                           double *standing, GvRanked *scratch)
{
  rank_listed(values, NULL, candidates, direction, standing, scratch);
}

void gv_standing_among_like(const double *values, const GvAudienceClasses *classes, int direction,
                            double *standing, GvRanked *scratch)
{
  for (size_t k = 0; k < classes->count; k++)
    rank_listed(values, classes->members + classes->begin[k],
                classes->begin[k + 1] - classes->begin[k], direction, standing, scratch);
}

void gv_strength_of_standing(const double *standing, GvVertex candidates, gboolean turned,
                             double *strength)
{
  const double unit = log(2.0 * candidates), least = 1 / (2.0 * candidates);

  for (GvVertex c = 0; c < candidates; c++) {
    double better = turned ? standing[c] : 1 - standing[c];
    strength[c] = CLAMP(-log(MAX(better, least)) / unit, 0, 1);
  }
}

enum { NEVER = 10 }; /* spans: how long ago it is what never happened */

static double scaled(double value, GvScale scale, const GvEvidence *e)
{
  switch (scale) {
  case GV_SCALE_COUNT:
    return log1p(MAX(value, 0));
  case GV_SCALE_SHARE:
    return log1p(MAX(value, 0) * e->n);
  case GV_SCALE_TIME:
    return -log1p(MIN(MAX(e->now - value, 0), NEVER * e->span) / e->period);
  case GV_SCALE_PLAIN:
    break;
  }
  return value;
}

void gv_level_of_values(const double *values, const uint8_t *compared, const GvVertex *candidates,
                        size_t count, GvScale scale, const GvEvidence *e, double *level)
{
  double mean = 0, square = 0;
  GvVertex known = 0;

  for (GvVertex v = 0; v < e->n; v++)
    if (compared[v] && !isnan(values[v])) {
      mean += scaled(values[v], scale, e);
      known++;
    }
  mean /= MAX(known, 1);
  for (GvVertex v = 0; v < e->n; v++)
    if (compared[v] && !isnan(values[v])) {
      const double off = scaled(values[v], scale, e) - mean;
      square += off * off;
    }
  const double deviation = sqrt(square / MAX(known, 1));
  for (size_t c = 0; c < count; c++) {
    const double value = values[candidates[c]];
    level[c] = isnan(value) || !(deviation > 0) ? 0 : (scaled(value, scale, e) - mean) / deviation;
  }
}

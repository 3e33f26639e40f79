/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/verdict.h"

#include <math.h>
#include <string.h>

char *gv_share_text(double value, int digits, gboolean sign)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE], format[] = "%.0f";
  char *zero;

  format[2] = (char)('0' + CLAMP(digits, 0, 9));
  if (isnan(value))
    return g_strdup("-");
  g_ascii_formatd(number, sizeof number, format, fabs(value));
  zero = g_str_has_prefix(number, "0.") ? number + 1 : number;
  return g_strconcat(value < 0 ? "-" : sign ? "+" : "", zero, NULL);
}

gboolean gv_comparison_predicts(const GvComparison *c)
{
  for (size_t m = 0; m < c->methods; m++) {
    const GvEstimate *auc = gv_estimate(c, m, GV_AUC);
    if (auc->low > .5 || auc->high < .5)
      return TRUE;
  }
  return FALSE;
}

int gv_comparison_side(const GvComparison *c, size_t method, GvMetric metric)
{
  const GvEstimate *difference = gv_difference(c, method, metric);

  return (difference->low > 0) - (difference->high < 0);
}

/* "; 95 % of the bootstrap differences lie in +.05 … +.12" */
static char *interval_text(const GvComparison *c, const GvEstimate *difference, int digits)
{
  g_autofree char *low = gv_share_text(difference->low, digits, TRUE);
  g_autofree char *high = gv_share_text(difference->high, digits, TRUE);

  if (c->rounds == 0)
    return g_strdup("; no interval without resamples");
  return g_strdup_printf("; 95 %% of the bootstrap differences lie in %s … %s", low, high);
}

/* "finds 1.4 times as many as", "finds none and so fewer than", … */
static char *finds_text(double value, double bar, int side)
{
  if (side == 0)
    return g_strdup("finds no more and no fewer, beyond chance, than");
  g_autofree char *times = gv_share_text(value / bar, side > 0 ? 1 : 2, FALSE);
  if (side > 0 && bar > 0)
    return g_strdup_printf("finds %s times as many as", times);
  if (side < 0 && value > 0)
    return g_strdup_printf("finds only %s times as many as", times);
  return g_strdup(side > 0 ? "finds more than" : "finds fewer than");
}

static void say_precision(GPtrArray *to, const GvComparison *c, const GvRankingMethod *methods,
                          size_t m)
{
  const size_t best = c->best[GV_PRECISION_AT_1PCT];
  const double value = gv_estimate(c, m, GV_PRECISION_AT_1PCT)->value;

  if (best == SIZE_MAX || isnan(value))
    return;
  const double bar = gv_estimate(c, best, GV_PRECISION_AT_1PCT)->value;
  g_autofree char *finds = finds_text(value, bar, gv_comparison_side(c, m, GV_PRECISION_AT_1PCT));
  g_autofree char *own = gv_share_text(value, 2, FALSE), *other = gv_share_text(bar, 2, FALSE);
  g_autofree char *interval = interval_text(c, gv_difference(c, m, GV_PRECISION_AT_1PCT), 2);
  g_ptr_array_add(to, g_strdup_printf("%s %s the best baseline, %s (%s against %s of the first "
                                      "1 %%%s)",
                                      methods[m].name, finds, methods[best].name, own, other,
                                      interval));
}

static void say_auc(GPtrArray *to, const GvComparison *c, const GvRankingMethod *methods, size_t m,
                    GvMetric metric)
{
  static const char *const words[] = { "no better than", "better than", "worse than" };
  const size_t best = c->best[metric];
  const double value = gv_estimate(c, m, metric)->value;
  const int side = gv_comparison_side(c, m, metric);

  if (best == SIZE_MAX || isnan(value))
    return;
  g_autofree char *own = gv_share_text(value, 3, FALSE);
  g_autofree char *other = gv_share_text(gv_estimate(c, best, metric)->value, 3, FALSE);
  g_autofree char *interval = interval_text(c, gv_difference(c, m, metric), 3);
  g_ptr_array_add(to, g_strdup_printf("%s orders people%s %s the best baseline, %s (AUC %s against "
                                      "%s%s)",
                                      methods[m].name, metric == GV_AUC ? "" : " of like audience",
                                      words[side < 0 ? 2 : side], methods[best].name, own, other,
                                      interval));
}

GPtrArray *gv_comparison_verdict(const GvComparison *c, const GvRankingMethod *methods)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);

  if (c->rounds > 0 && !gv_comparison_predicts(c))
    g_ptr_array_add(sentences,
                    g_strdup("nothing predicts this: the AUC interval of every ranking holds .5"));
  for (size_t m = 0; m < c->methods; m++) {
    if (methods[m].baseline)
      continue;
    say_precision(sentences, c, methods, m);
    say_auc(sentences, c, methods, m, GV_AUC);
    say_auc(sentences, c, methods, m, GV_AUC_LIKE_AUDIENCE);
  }
  return sentences;
}

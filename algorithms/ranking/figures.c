/* Figures as people read them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "algorithms/ranking/evidence.h"

char *gv_figure_count(double value)
{
  g_autofree char *digits = g_strdup_printf("%.0f", value);
  GString *text = g_string_new(NULL);
  const size_t length = strlen(digits);

  if (fabs(value) < 9.95 && value != round(value)) {
    g_string_printf(text, "%.1f", value);
    return g_string_free(text, FALSE);
  }
  for (size_t i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
      g_string_append_c(text, ' ');
    g_string_append_c(text, digits[i]);
  }
  return g_string_free(text, FALSE);
}

char *gv_figure_people(double value)
{
  g_autofree char *count = gv_figure_count(value);

  return g_strdup_printf("%s %s", count, value == 1 ? "person" : "people");
}

char *gv_figure_times(double value)
{
  g_autofree char *count = gv_figure_count(value);

  if (value == 1 || value == 2)
    return g_strdup(value == 1 ? "once" : "twice");
  return g_strdup_printf("%s times", count);
}

static const struct {
  double seconds;
  const char *unit;
} units[] = {
  { 86400, "day" },
  { 3600, "hour" },
  { 60, "minute" },
  { 1, "second" },
};

/* The largest unit that fits; G_N_ELEMENTS(units) = none. */
static size_t unit_of(double seconds)
{
  size_t i = 0;

  while (i < G_N_ELEMENTS(units) && seconds < units[i].seconds)
    i++;
  return i;
}

double gv_figure_whole(double seconds)
{
  const size_t i = unit_of(seconds);

  return i < G_N_ELEMENTS(units) ? floor(seconds / units[i].seconds) * units[i].seconds : seconds;
}

char *gv_figure_age(double seconds)
{
  const size_t i = unit_of(seconds);

  if (i == G_N_ELEMENTS(units))
    return g_strdup("moments");
  const double amount = floor(seconds / units[i].seconds);
  return g_strdup_printf("%.0f %s%s", amount, units[i].unit, amount == 1 ? "" : "s");
}

char *gv_figure_last(double seconds)
{
  g_autofree char *age = gv_figure_age(seconds);

  return g_strdup_printf("the last %s", g_str_has_prefix(age, "1 ") ? age + 2 : age);
}

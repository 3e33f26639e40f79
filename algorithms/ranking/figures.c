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

char *gv_figure_age(double seconds)
{
  static const struct {
    double seconds;
    const char *unit;
  } units[] = {
    { 86400, "day" },
    { 3600, "hour" },
    { 60, "minute" },
    { 1, "second" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    double amount = floor(seconds / units[i].seconds);
    if (amount >= 1)
      return g_strdup_printf("%.0f %s%s", amount, units[i].unit, amount == 1 ? "" : "s");
  }
  return g_strdup("moments");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/number.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/random.h"

/* printf and strtod: the definition. */
static void expect(char *to, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_ascii_formatd(to, GV_NUMBER_LENGTH, formats[i], value);
    if (g_ascii_strtod(to, NULL) == value)
      return;
  }
  g_assert_not_reached();
}

static void assert_formatted(double value)
{
  char expected[GV_NUMBER_LENGTH], buffer[GV_NUMBER_LENGTH];

  expect(expected, value);
  g_assert_cmpstr(gv_number_format(buffer, value), ==, expected);
}

static void plain_numbers_are_plain(void)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 5, "5" },
    { -5, "-5" },
    { 0.1, "0.1" },
    { -0.25, "-0.25" },
    { 1e-07, "1e-07" },
    { 1.5e-07, "1.5e-07" },
    { 1e300, "1e+300" },
    { 0.0001, "0.0001" },
    { 1.0 / 3, "0.3333333333333333" },
    { 12.5, "12.5" },
    { NAN, "NaN" },
    { INFINITY, "Infinity" },
    { -INFINITY, "-Infinity" },
  };
  char buffer[GV_NUMBER_LENGTH];

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(gv_number_format(buffer, cases[i].value), ==, cases[i].text);
}

/* Any bits; sizes that scores have; decimals; ratios. */
static void equals_printf_on_random_doubles(void)
{
  GvRng rng = gv_rng(21, 0);

  for (int i = 0; i < 200000; i++) {
    uint64_t bits = gv_rng_next(&rng);
    double any;
    memcpy(&any, &bits, sizeof any);
    if (isfinite(any) && (any != trunc(any) || fabs(any) >= 1e15))
      assert_formatted(any);
    assert_formatted(ldexp(gv_rng_real(&rng) + 0x1p-60, (int)gv_rng_below(&rng, 110) - 60) +
                     0x1p-58);
    assert_formatted((gv_rng_below(&rng, 1000000) + 0.5) / pow(10, gv_rng_below(&rng, 20)));
    assert_formatted(-(1.0 + gv_rng_below(&rng, 5000)) / (1.0 + gv_rng_below(&rng, 5000)) - 1e-3);
  }
}

static void equals_printf_next_to_powers(void)
{
  for (int e = -1070; e < 1000; e++)
    for (int step = -3; step <= 3; step++) {
      double two = ldexp(1, e), ten = pow(10, e / 4);
      for (int i = 0; i < abs(step); i++) {
        two = nextafter(two, step > 0 ? INFINITY : 0);
        ten = nextafter(ten, step > 0 ? INFINITY : 0);
      }
      if (two != trunc(two) || two >= 1e15)
        assert_formatted(two);
      if (ten != trunc(ten) || ten >= 1e15)
        assert_formatted(ten);
    }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/number_format/plain-numbers-are-plain", plain_numbers_are_plain);
  g_test_add_func("/number_format/equals-printf-on-random-doubles",
                  equals_printf_on_random_doubles);
  g_test_add_func("/number_format/equals-printf-next-to-powers", equals_printf_next_to_powers);
  return g_test_run();
}

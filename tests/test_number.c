/* Numbers, times and durations as text. */
#include <math.h>
#include <stdlib.h>

#include "common.h"
#include "graph/base/number.h"

static GvNumberStatus parse(const char *text, double *value)
{
  return gv_number_parse(text, strlen(text), value);
}

/* Decimals of every shape; strtod of the C locale is the judge. */
static char *random_decimal(GRand *rand)
{
  GString *text = g_string_new(g_rand_boolean(rand) ? "-" : "");
  const int digits = g_rand_int_range(rand, 1, 25), point = g_rand_int_range(rand, -3, 25);

  for (int i = 0; i < digits; i++) {
    if (i == point)
      g_string_append_c(text, '.');
    g_string_append_c(text, (char)('0' + g_rand_int_range(rand, 0, 10)));
  }
  if (g_rand_boolean(rand))
    g_string_append_printf(text, "%s%d", g_rand_boolean(rand) ? "e" : "E+",
                           g_rand_int_range(rand, 0, 320));
  if (g_str_has_suffix(text->str, "+")) /* never: digits follow the sign */
    g_string_append_c(text, '0');
  return g_string_free(text, FALSE);
}

static void reads_what_strtod_reads(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(3);

  for (int i = 0; i < 100000; i++) {
    g_autofree char *text = random_decimal(rand);
    const double expected = g_ascii_strtod(text, NULL);
    double value = 0;
    GvNumberStatus status = parse(text, &value);

    g_assert_cmpint(status, ==, isinf(expected) ? GV_NUMBER_NOT_FINITE : GV_NUMBER_OK);
    if (status == GV_NUMBER_OK)
      g_assert_true(memcmp(&value, &expected, sizeof value) == 0);
  }
}

static void small_exponents_round_as_strtod(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(4);
  char text[64];

  for (int i = 0; i < 20000; i++) {
    double value = 0;
    g_snprintf(text, sizeof text, "%d.%de%d", g_rand_int_range(rand, 0, 100000),
               g_rand_int_range(rand, 0, 1 << 30), g_rand_int_range(rand, -340, 20));
    g_assert_cmpint(parse(text, &value), ==, GV_NUMBER_OK);
    g_assert_cmpfloat(value, ==, g_ascii_strtod(text, NULL));
  }
}

static void anything_else_is_told_apart(void)
{
  const struct {
    const char *text;
    GvNumberStatus status;
  } cases[] = {
    { "", GV_NUMBER_EMPTY },
    { " 1", GV_NUMBER_MALFORMED },
    { "1 ", GV_NUMBER_MALFORMED },
    { "12abc", GV_NUMBER_MALFORMED },
    { ".", GV_NUMBER_MALFORMED },
    { "-", GV_NUMBER_MALFORMED },
    { "1e", GV_NUMBER_MALFORMED },
    { "1e+", GV_NUMBER_MALFORMED },
    { "0x10", GV_NUMBER_MALFORMED },
    { "1,5", GV_NUMBER_MALFORMED },
    { "1.2.3", GV_NUMBER_MALFORMED },
    { "--1", GV_NUMBER_MALFORMED },
    { "nan", GV_NUMBER_NOT_FINITE },
    { "-Inf", GV_NUMBER_NOT_FINITE },
    { "1e400", GV_NUMBER_NOT_FINITE },
    { "+.5", GV_NUMBER_OK },
    { "5.", GV_NUMBER_OK },
    { "1e-400", GV_NUMBER_OK },
  };
  double value;

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(parse(cases[i].text, &value), ==, cases[i].status);
}

static void stays_within_its_length(void)
{
  double value = 0;

  g_assert_cmpint(gv_number_parse("1234", 2, &value), ==, GV_NUMBER_OK);
  g_assert_cmpfloat(value, ==, 12);
  g_assert_cmpint(gv_number_parse("1e5", 2, &value), ==, GV_NUMBER_MALFORMED);
}

static void times_are_seconds_or_iso_8601(void)
{
  const struct {
    const char *text;
    double seconds;
  } cases[] = {
    { "0", 0 },
    { "-1.5", -1.5 },
    { "1970-01-02", 86400 },
    { "2012-07-04T06:00:00Z", 1341381600 },
    { "2012-07-04 06:00:00", 1341381600 },
    { "2012-07-04T08:00:00+02:00", 1341381600 },
    { "2012-07-04T06:00:00.25Z", 1341381600.25 },
    { "2012-07-04T06:00", 1341381600 },
    { "2012-07-04 06:00", 1341381600 },
    { "2012-07-04T06:00Z", 1341381600 },
    { "2012-07-04T08:00+02:00", 1341381600 },
  };
  const char *bad[] = { "",
                        "yesterday",
                        "2012-13-01",
                        "2012-07-04T25:00:00",
                        "2012-07-04T25:00",
                        "2012-07-04T06:60Z",
                        "2012-07-04T06:0",
                        "nan",
                        "04.07.2012" };
  double seconds;

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_true(gv_time_parse(cases[i].text, strlen(cases[i].text), &seconds));
    g_assert_cmpfloat(seconds, ==, cases[i].seconds);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(gv_time_parse(bad[i], strlen(bad[i]), &seconds));
}

static void durations_have_a_unit(void)
{
  const struct {
    const char *text;
    double seconds;
  } cases[] = {
    { "30d", 30 * 86400 }, { "12h", 43200 }, { "90m", 5400 }, { "45s", 45 },
    { "2w", 1209600 },     { "1.5h", 5400 }, { "7", 7 },
  };
  const char *bad[] = { "", "d", "0", "-1d", "5y", "1d2h", "inf" };
  double seconds;

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_true(gv_duration_parse(cases[i].text, strlen(cases[i].text), &seconds));
    g_assert_cmpfloat(seconds, ==, cases[i].seconds);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(gv_duration_parse(bad[i], strlen(bad[i]), &seconds));
}

static void booleans_are_the_six_words(void)
{
  const char *yes[] = { "1", "true", "YES" }, *no[] = { "0", "False", "no" };
  const char *bad[] = { "", "2", "y", "truee", "on" };
  gboolean value;

  for (size_t i = 0; i < 3; i++) {
    g_assert_true(gv_boolean_parse(yes[i], strlen(yes[i]), &value) && value);
    g_assert_true(gv_boolean_parse(no[i], strlen(no[i]), &value) && !value);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(gv_boolean_parse(bad[i], strlen(bad[i]), &value));
}

static void what_is_written_reads_back(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(9);
  char buffer[GV_NUMBER_LENGTH];

  for (int i = 0; i < 100000; i++) {
    guint64 bits = (guint64)g_rand_int(rand) << 32 | g_rand_int(rand);
    double value, back = 0;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value))
      continue;
    const char *text = gv_number_format(buffer, value);
    g_assert_cmpint(parse(text, &back), ==, GV_NUMBER_OK);
    g_assert_cmpfloat(back, ==, value);
  }
}

static void the_shortest_decimal_is_written(void)
{
  const struct {
    double value;
    const char *text;
  } cases[] = {
    { 0.1, "0.1" },           { 5, "5" },
    { 1e-7, "1e-07" },        { NAN, "NaN" },
    { INFINITY, "Infinity" }, { 1.0 / 3, "0.3333333333333333" },
  };
  char buffer[GV_NUMBER_LENGTH];

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(gv_number_format(buffer, cases[i].value), ==, cases[i].text);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/number/" #f, f)
  PROMISE(reads_what_strtod_reads);
  PROMISE(small_exponents_round_as_strtod);
  PROMISE(anything_else_is_told_apart);
  PROMISE(stays_within_its_length);
  PROMISE(times_are_seconds_or_iso_8601);
  PROMISE(durations_have_a_unit);
  PROMISE(booleans_are_the_six_words);
  PROMISE(what_is_written_reads_back);
  PROMISE(the_shortest_decimal_is_written);
  return g_test_run();
}

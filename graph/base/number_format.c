/* Doubles as the shortest of their 15, 16 and 17 significant digits that read
 * back, as %.15g, %.16g and %.17g write them.
 *
 * A double is m * 2^-s with m < 2^53. Its p digits are q = m * 10^k / 2^s,
 * rounded, with k such that q has p digits; they read back if q is nearer to
 * the double than half the way to the next. While 5^k < 2^75 all of this fits
 * 128 bits and is exact; what lies outside goes through printf and strtod,
 * several times slower.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/number.h"

__extension__ typedef unsigned __int128 Wide;

enum { FEWEST = 15, MOST = 17, LARGEST_POWER = 32 };

static const uint64_t tens[] = { UINT64_C(100000000000000), UINT64_C(1000000000000000),
                                 UINT64_C(10000000000000000), UINT64_C(100000000000000000) };

/* 5^32 < 2^75. */
static Wide power_of_five(int k)
{
  static const uint64_t powers[] = { 1,
                                     5,
                                     25,
                                     125,
                                     625,
                                     3125,
                                     15625,
                                     78125,
                                     390625,
                                     1953125,
                                     9765625,
                                     48828125,
                                     244140625,
                                     1220703125,
                                     UINT64_C(6103515625),
                                     UINT64_C(30517578125),
                                     UINT64_C(152587890625) };

  return k <= 16 ? powers[k] : (Wide)powers[16] * powers[k - 16];
}

/* The p digits of a normal value > 0 whose first has the power of ten `exponent`.
 * FALSE where they do not read back, or it takes more than 128 bits to know. */
static gboolean digits_of(double value, int p, int exponent, uint64_t *digits)
{
  uint64_t bits;

  memcpy(&bits, &value, sizeof bits);
  const uint64_t m = (bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52;
  const int k = p - 1 - exponent, shift = 1075 - (int)(bits >> 52) - k;

  if (k < 0 || k > LARGEST_POWER || shift < 1 || shift > 126 || m == UINT64_C(1) << 52)
    return FALSE; /* below a power of two the next double is nearer than above it */
  const Wide five = power_of_five(k), product = m * five, half = (Wide)1 << (shift - 1);
  const Wide rest = product & (2 * half - 1);
  uint64_t q = (uint64_t)(product >> shift);
  const gboolean up = rest > half || (rest == half && q % 2);

  q += up ? 1 : 0;
  if (q < tens[p - FEWEST] || q >= tens[p - FEWEST + 1])
    return FALSE; /* the guess of the exponent was wrong, or rounding carried */
  *digits = q;
  return 2 * (up ? 2 * half - rest : rest) < five;
}

/* As %g does: an exponent where the value is below 1e-4; no zeros at the end. */
static void layout(char *to, uint64_t digits, int count, int exponent)
{
  char text[MOST] = { 0 };

  while (digits % 10 == 0) {
    digits /= 10;
    count--;
  }
  for (int i = count; i-- > 0; digits /= 10)
    text[i] = (char)('0' + digits % 10);
  if (exponent < -4) {
    *to++ = text[0];
    if (count > 1)
      *to++ = '.';
    memcpy(to, text + 1, (size_t)count - 1);
    g_snprintf(to + count - 1, 8, "e-%02d", -exponent);
    return;
  }
  if (exponent < 0) {
    memcpy(to, "0.000", 5);
    to += 1 - exponent;
  }
  for (int i = 0; i < count; i++) {
    *to++ = text[i];
    if (i == exponent && i + 1 < count)
      *to++ = '.';
  }
  *to = '\0';
}

/* 1e-15 <= value < 1e15, not an integer. */
static gboolean fast(char *buffer, double value)
{
  const int exponent = (int)floor(log10(value));
  uint64_t digits;

  for (int p = FEWEST; p <= MOST; p++)
    if (digits_of(value, p, exponent, &digits)) {
      layout(buffer, digits, p, exponent);
      return TRUE;
    }
  return FALSE;
}

static void slow(char *buffer, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_ascii_formatd(buffer, GV_NUMBER_LENGTH, formats[i], value);
    if (g_ascii_strtod(buffer, NULL) == value)
      break;
  }
}

const char *gv_number_format(char buffer[GV_NUMBER_LENGTH], double value)
{
  const double size = fabs(value);

  if (isnan(value))
    return "NaN";
  if (isinf(value))
    return value > 0 ? "Infinity" : "-Infinity";
  if (size < 1e15 && value == trunc(value)) {
    g_snprintf(buffer, GV_NUMBER_LENGTH, "%" G_GINT64_FORMAT, (gint64)value);
    return buffer;
  }
  buffer[0] = '-';
  if (size < 1e-15 || size >= 1e15 || !fast(buffer + (value < 0), size))
    slow(buffer, value);
  return buffer;
}

char *gv_time_text(double seconds)
{
  char number[GV_NUMBER_LENGTH];
  g_autoptr(GDateTime) date = fabs(seconds) < 1e17 /* years are bounded */
                                  ? g_date_time_new_from_unix_utc((gint64)floor(seconds))
                                  : NULL;

  return date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ")
              : g_strdup(gv_number_format(number, seconds));
}

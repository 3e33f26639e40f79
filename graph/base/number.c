/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/number.h"

#include <math.h>
#include <string.h>

enum { LONGEST = 400 }; /* characters of a number; the smallest double needs 330 written out */
enum { SHORT = 15 };    /* digits that are always an exact mantissa */

/* An integer mantissa below 2^53 and a power of ten up to 22 are exact doubles,
 * so one operation rounds correctly (Clinger 1990). */
static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

typedef struct {
  uint64_t mantissa;
  int digits; /* significant digits in mantissa */
  int scale;  /* value = mantissa * 10^scale */
  gboolean exact;
} Decimal;

static gboolean is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static void decimal_push(Decimal *d, char c, gboolean fraction)
{
  if (d->digits < 18) {
    d->mantissa = d->mantissa * 10 + (uint64_t)(c - '0');
    d->digits += d->mantissa != 0;
    d->scale -= fraction;
  } else {
    d->exact = d->exact && c == '0';
    d->scale += !fraction;
  }
}

/* Returns where the digits end, or NULL where there are none. */
static const char *scan_digits(const char *p, const char *end, Decimal *d)
{
  const char *first = p;
  gboolean any;

  for (; p < end && is_digit(*p); p++)
    decimal_push(d, *p, FALSE);
  any = p > first;
  if (p < end && *p == '.')
    for (p++; p < end && is_digit(*p); p++) {
      decimal_push(d, *p, TRUE);
      any = TRUE;
    }
  return any ? p : NULL;
}

static const char *scan_exponent(const char *p, const char *end, Decimal *d)
{
  gboolean negative;
  int exponent = 0;

  if (p == end || (*p != 'e' && *p != 'E'))
    return p;
  p++;
  negative = p < end && *p == '-';
  p += p < end && (*p == '-' || *p == '+');
  if (p == end || !is_digit(*p))
    return NULL;
  for (; p < end && is_digit(*p); p++)
    exponent = MIN(exponent * 10 + (*p - '0'), 100000);
  d->scale += negative ? -exponent : exponent;
  return p;
}

static gboolean names_no_number(const char *p, const char *end)
{
  static const char *const words[] = { "nan", "inf", "infinity" };
  size_t length = (size_t)(end - p);

  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strlen(words[i]) == length && g_ascii_strncasecmp(p, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

static GvNumberStatus slow_value(const char *text, size_t length, double *value)
{
  char copy[LONGEST + 1];

  memcpy(copy, text, length);
  copy[length] = '\0';
  *value = g_ascii_strtod(copy, NULL);
  return isfinite(*value) ? GV_NUMBER_OK : GV_NUMBER_NOT_FINITE;
}

/* Nearly all numbers are a few digits, perhaps with a point among them: those of
 * a mantissa that is exact (see powers). FALSE says nothing. */
static gboolean plain_value(const char *text, size_t length, double *value)
{
  uint64_t mantissa = 0;
  size_t fraction = 0, point = 0;

  for (size_t i = 0; i < length; i++) {
    const unsigned digit = (unsigned char)text[i] - (unsigned)'0';
    if (digit <= 9) {
      mantissa = mantissa * 10 + digit;
      fraction += point;
    } else if (text[i] == '.' && point == 0) {
      point = 1;
    } else {
      return FALSE;
    }
  }
  *value = (double)mantissa / powers[fraction];
  return length > point;
}

GvNumberStatus gv_number_parse(const char *text, size_t length, double *value)
{
  const char *p = text, *end = text + length;
  Decimal d = { .exact = TRUE };
  gboolean negative;

  if (length == 0)
    return GV_NUMBER_EMPTY;
  if (length > LONGEST)
    return GV_NUMBER_MALFORMED;
  if (length <= SHORT && plain_value(text, length, value))
    return GV_NUMBER_OK;
  negative = *p == '-';
  p += *p == '-' || *p == '+';
  if (p < end && g_ascii_isalpha(*p) && names_no_number(p, end))
    return GV_NUMBER_NOT_FINITE;
  if ((p = scan_digits(p, end, &d)) == NULL || (p = scan_exponent(p, end, &d)) != end)
    return GV_NUMBER_MALFORMED;
  if (!d.exact || d.mantissa > (UINT64_C(1) << 53) || d.scale < -22 || d.scale > 22)
    return slow_value(text, length, value);
  *value =
      d.scale < 0 ? (double)d.mantissa / powers[-d.scale] : (double)d.mantissa * powers[d.scale];
  *value = negative ? -*value : *value;
  return GV_NUMBER_OK;
}

gboolean gv_boolean_parse(const char *text, size_t length, gboolean *value)
{
  static const char *const words[] = { "0", "1", "false", "true", "no", "yes" };

  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strlen(words[i]) == length && g_ascii_strncasecmp(text, words[i], length) == 0) {
      *value = i % 2;
      return TRUE;
    }
  return FALSE;
}

/* GLib wants seconds; ISO 8601 does not: 2012-07-04T06:00Z. copy has room for 3 more. */
static void add_seconds(char *copy, size_t length)
{
  const char after = length >= 16 ? copy[16] : '0';

  if (length >= 16 && copy[13] == ':' && (after == '\0' || strchr("Z+-", after))) {
    memmove(copy + 19, copy + 16, length - 16 + 1);
    memcpy(copy + 16, ":00", 3);
  }
}

gboolean gv_time_parse(const char *text, size_t length, double *seconds)
{
  char copy[64];

  if (gv_number_parse(text, length, seconds) == GV_NUMBER_OK)
    return TRUE;
  if (length < 10 || length > 40)
    return FALSE;
  memcpy(copy, text, length);
  copy[length] = '\0';
  if (length == 10) /* GLib wants a time of day as well */
    memcpy(copy + 10, "T00:00:00", sizeof "T00:00:00");
  else if (copy[10] == ' ')
    copy[10] = 'T';
  add_seconds(copy, strlen(copy));

  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(copy, utc);
  if (time == NULL)
    return FALSE;
  *seconds = (double)g_date_time_to_unix(time) + g_date_time_get_microsecond(time) / 1e6;
  return TRUE;
}

gboolean gv_duration_parse(const char *text, size_t length, double *seconds)
{
  static const struct {
    char unit;
    double seconds;
  } units[] = {
    { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 7 * 86400 },
  };
  double scale = 1;

  for (size_t i = 0; length > 0 && i < G_N_ELEMENTS(units); i++)
    if (text[length - 1] == units[i].unit) {
      scale = units[i].seconds;
      length--;
      break;
    }
  if (gv_number_parse(text, length, seconds) != GV_NUMBER_OK || !(*seconds > 0))
    return FALSE;
  *seconds *= scale;
  return isfinite(*seconds);
}

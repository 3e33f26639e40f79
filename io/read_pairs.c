/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_pairs.h"

#include "graph/names.h"

enum { SHORTEST = 4 }; /* bytes of "1 2" and its newline */

size_t gv_pairs_most(size_t length)
{
  return length / SHORTEST + 1;
}

static unsigned digit_at(const char *p)
{
  return (unsigned char)*p - (unsigned)'0';
}

/* Behind the number at p, or NULL where none is. Ends at the latest at the
 * newline behind the block. */
static const char *parse_number(const char *p, uint32_t *number)
{
  const char *const first = p;
  uint64_t value = digit_at(p);

  if (value > 9)
    return NULL;
  for (unsigned digit; (digit = digit_at(++p)) <= 9;)
    value = value * 10 + digit;
  *number = (uint32_t)value;
  return p - first <= GV_DECIMAL_LENGTH && value <= UINT32_MAX && (*first != '0' || p == first + 1)
             ? p
             : NULL;
}

/* A delimiter of white space may be any run of it. */
static const char *skip_delimiter(const char *p, char delimiter)
{
  if (delimiter != ' ')
    return *p == delimiter ? p + 1 : NULL;
  if (*p != ' ' && *p != '\t')
    return NULL;
  while (*p == ' ' || *p == '\t')
    p++;
  return p;
}

static const char *parse_pair(const char *p, char delimiter, uint32_t pair[2])
{
  if (!(p = parse_number(p, &pair[0])) || !(p = skip_delimiter(p, delimiter)) ||
      !(p = parse_number(p, &pair[1])))
    return NULL;
  p += *p == '\r';
  return *p == '\n' ? p + 1 : NULL;
}

size_t gv_pairs_parse(const GvTextBlock *block, char delimiter, uint32_t *numbers)
{
  const char *p = block->text, *const end = block->text + block->length;
  size_t count = 0;

  for (; p < end; count++)
    if (!(p = parse_pair(p, delimiter, numbers + 2 * count)))
      return 0;
  return count;
}

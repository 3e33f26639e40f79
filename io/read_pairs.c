/* Where digits end is found for 64 bytes at a time, and a number's digits are put
 * together 8 at a time: a branch for each digit would be foretold wrongly at the
 * end of nearly every number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_pairs.h"

#include <string.h>

#include "graph/names.h"

enum { SHORTEST = 4 }; /* bytes of "1 2" and its newline */
enum { WORD = 8, STRIDE = 64 };
_Static_assert((int)STRIDE <= (int)GV_BLOCK_SLACK, "bytes are read behind the block");

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

size_t gv_pairs_most(size_t length)
{
  return length / SHORTEST + 1;
}

/* Eight bytes, the first one lowest. */
static uint64_t word_at(const char *p)
{
  uint64_t word;

  memcpy(&word, p, sizeof word);
  return GUINT64_FROM_LE(word);
}

/* Bit i says that byte i of the word is no digit. */
static uint64_t others_of_word(uint64_t word)
{
  const uint64_t digit = word ^ EACH('0'); /* of a digit 0 .. 9 */
  const uint64_t high = (((digit & EACH(0x7f)) + EACH(0x76)) | digit) & EACH(0x80);

  return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* Bit i says that byte i of 64 is no digit. */
static uint64_t others_at(const char *p)
{
  uint64_t others = 0;

  for (unsigned i = 0; i < STRIDE / WORD; i++)
    others |= others_of_word(word_at(p + i * WORD)) << i * WORD;
  return others;
}

/* The number of up to eight digits at p: neighbours are added up by two, by four
 * and by eight. */
static uint32_t short_number(const char *p, size_t length)
{
  uint64_t word = (word_at(p) << (WORD - length) * 8) & EACH(0x0f);

  word = (word * (10 * 256 + 1) >> 8) & UINT64_C(0x00ff00ff00ff00ff);
  word = (word * (100 * 65536 + 1) >> 16) & UINT64_C(0x0000ffff0000ffff);
  return (uint32_t)(word * (UINT64_C(10000) * 4294967296 + 1) >> 32);
}

/* FALSE where the digits are no number as gv_decimal_parse knows them. */
static gboolean parse_number(const char *digits, size_t length, uint32_t *number)
{
  if (length == 0 || length > WORD)
    return gv_decimal_parse(digits, length, number);
  *number = short_number(digits, length);
  return *digits != '0' || length == 1;
}

/* White space as a delimiter may be a blank or a tab, a line may end in CRLF: its
 * LF is then passed over. */
static gboolean ends_number(const char *p, gboolean second, char delimiter)
{
  if (second)
    return *p == '\n' || (*p == '\r' && p[1] == '\n');
  return *p == delimiter || (delimiter == ' ' && *p == '\t');
}

size_t gv_pairs_parse(const GvTextBlock *block, char delimiter, uint32_t *numbers)
{
  const char *const text = block->text;
  const size_t end = block->length + (block->length && text[block->length - 1] != '\n');
  size_t count = 0, first = 0; /* numbers, and where the digits at hand begin */

  for (size_t base = 0; base < end; base += STRIDE)
    for (uint64_t others = others_at(text + base); others; others &= others - 1) {
      const size_t at = base + (size_t)__builtin_ctzll(others);
      if (at >= end)
        break;
      if (at == first && at > 0 && text[at] == '\n' && text[at - 1] == '\r') {
        first = at + 1;
        continue;
      }
      if (!ends_number(text + at, count % 2, delimiter) ||
          !parse_number(text + first, at - first, &numbers[count]))
        return 0;
      count++;
      first = at + 1;
    }
  return count % 2 ? 0 : count / 2;
}

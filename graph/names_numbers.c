/* Names that are numbers, found without hashing.
 *
 * Most files name people 0 .. n in some order, so a number is looked up where it
 * says. The table may have so many places more than there are names, no more:
 * sparse numbers are hashed like any text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/array.h"
#include "graph/names_struct.h"

enum { SMALLEST = 1024, FEW = 16384, PLACES_OF_FEW = 64, PLACES = 4 };

/* Few names may have a table that is mostly empty: it is small all the same. */
static uint64_t most_places(const GvNames *names)
{
  return SMALLEST + (uint64_t)MIN(names->count, FEW) * PLACES_OF_FEW +
         (uint64_t)names->count * PLACES;
}

/* Names so far that the larger table answers for. They stay in the slots too,
 * where nobody looks for them any more. */
static void move_in(GvNames *names, uint64_t from)
{
  for (GvVertex id = 0; id < names->count; id++) {
    const uint64_t begin = names->start[id];
    const uint64_t hash =
        gv_names_hash(names, names->text + begin, names->start[id + 1] - begin - 1);
    if (!(hash & GV_NAMES_HASHED) && hash >= from && hash < names->number_room)
      names->numbers[hash] = id + 1;
  }
}

gboolean gv_names_number_place(GvNames *names, uint32_t number, uint32_t **place, GError **error)
{
  uint64_t room = MAX(names->number_room, SMALLEST);
  const uint64_t had = names->number_room;
  uint32_t *grown;

  *place = NULL;
  if (number >= had && number < most_places(names)) {
    while (room <= number)
      room *= 2;
    if (!(grown = gv_array_new(room, sizeof *grown, error)))
      return FALSE;
    if (had)
      memcpy(grown, names->numbers, had * sizeof *grown);
    g_free(names->numbers);
    names->numbers = grown;
    names->number_room = room;
    move_in(names, had);
  }
  if (number < names->number_room)
    *place = &names->numbers[number];
  return TRUE;
}

gboolean gv_decimal_parse(const char *text, size_t length, uint32_t *number)
{
  uint64_t value = 0;

  if (length == 0 || length > GV_DECIMAL_LENGTH || (*text == '0' && length > 1))
    return FALSE;
  for (size_t i = 0; i < length; i++) {
    const unsigned digit = (unsigned char)text[i] - (unsigned)'0';
    if (digit > 9)
      return FALSE;
    value = value * 10 + digit;
  }
  *number = (uint32_t)value;
  return value <= UINT32_MAX;
}

size_t gv_decimal_format(char text[GV_DECIMAL_LENGTH], uint32_t number)
{
  char digits[GV_DECIMAL_LENGTH];
  size_t first = sizeof digits;

  do {
    digits[--first] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  memcpy(text, digits + first, sizeof digits - first);
  return sizeof digits - first;
}

size_t gv_names_intern_numbers(GvNames *names, uint32_t *numbers, size_t count, GError **error)
{
  for (size_t i = 0; i < count; i++) {
    const uint32_t *const table = names->numbers; /* until a new name moves it */
    const uint64_t room = names->number_room;
    while (i < count && numbers[i] < room && table[numbers[i]]) {
      numbers[i] = table[numbers[i]] - 1;
      i++;
    }
    if (i < count && !gv_names_intern(names, NULL, 0, numbers[i], &numbers[i], error))
      return i;
  }
  return count;
}

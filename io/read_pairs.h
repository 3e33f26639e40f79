/* Blocks of text that hold nothing but pairs of numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_PAIRS_H
#define GV_READ_PAIRS_H

#include "io/read_text.h"

/* Pairs that a text of so many bytes holds at most. */
size_t gv_pairs_most(size_t length);

/* numbers: [2 * gv_pairs_most()]. Returns the number of rows, 0 unless each is
 * two decimal numbers as gv_decimal_parse knows them, the delimiter between
 * them and nothing else, on a line of its own. */
size_t gv_pairs_parse(const GvTextBlock *block, char delimiter, uint32_t *numbers);
#endif

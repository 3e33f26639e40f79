/* Types and channels of ties as small numbers, 0, 1, … in order of appearance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_TIE_CODES_H
#define GV_READ_TIE_CODES_H

#include "graph/names.h"
#include "io/read_cells.h"

/* Finds or adds the pair; either may be empty, none is longer than GV_NAME_MAX. *codes is made
 * where it is NULL; caller's. */
gboolean gv_tie_code_find(GvNames **codes, GvField type, GvField channel, uint32_t *code,
                          GError **error);
/* The pair again; the texts lie in codes. */
void gv_tie_code_parts(const GvNames *codes, uint32_t code, GvField *type, GvField *channel);
#endif

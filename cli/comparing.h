/* Why a person's place in one shortlist is another in the next.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMPARING_H
#define GV_COMPARING_H

#include "io/read_shortlist.h"

enum { NOT_LISTED = -1 };

typedef struct Comparison Comparison;

/* Borrows both lists, which must stay. */
Comparison *comparison_new(const GvShortlist *a, const GvShortlist *b);
void comparison_free(Comparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)

/* What speaks for the change of a person in row a of the one list and b of the other,
 * either may be NOT_LISTED. Caller frees. */
char *comparison_why(const Comparison *comparison, int64_t a, int64_t b);
#endif

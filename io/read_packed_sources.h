/* Which of the sources are packed graphs, and how they are to be used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_PACKED_SOURCES_H
#define GV_READ_PACKED_SOURCES_H

#include "io/read_packed.h"
#include "io/read_vine.h"

typedef struct {
  GvNetwork **networks; /* [count], NULL for tables */
  size_t count;
  gboolean in_place;                   /* there is one, used as it lies */
  GvDuplicates rules[GV_TIE_EDGE + 1]; /* that the files were packed by; DEFAULT = none says */
} GvPackedSources;

/* Opens the packed graphs among the sources. Errors: INVALID_ARGUMENT for
 * options that need rows and for graphs that do not go together, PARSE, IO,
 * LIMIT, NO_MEMORY. */
gboolean gv_packed_sources_open(GvPackedSources *packed, const GvSource *sources, size_t count,
                                const GvReadOptions *options, GvReadReport *report, GvTask *task,
                                GError **error);
void gv_packed_sources_clear(GvPackedSources *packed);
/* NULL where the source is a table. */
GvNetwork *gv_packed_at(const GvPackedSources *packed, size_t i);
/* The one that is used in place. */
GvNetwork *gv_packed_only(const GvPackedSources *packed);
/* The same, the caller's from now on. */
GvNetwork *gv_packed_take(GvPackedSources *packed);
#endif

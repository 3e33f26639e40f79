/* Rows of --identities, and the names in other tables by them: definitions.md,
 * "People and accounts".
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_IDENTITIES_H
#define GV_READ_IDENTITIES_H

#include "graph/identities.h"
#include "io/read_table.h"

/* repeated: rows that say what an earlier one said. paths: of the inputs, for messages. */
gboolean gv_read_identities(GvReadTable *table, unsigned input, GvIdentities *identities,
                            const char *const *paths, GvEdge *repeated, GvTask *task,
                            GError **error);

/* Whose account the name is on the channel that the row has in `column` (GV_NO_COLUMN: none):
 * the person's name takes its place. Returns the account; GV_VERTEX_NONE: the name stays. */
GvVertex gv_read_person(const GvIdentities *identities, const GvRow *row, int column,
                        GvField *name);

/* What became of the accounts, once all tables are read; and warnings of what is
 * suspicious. Errors: NO_MEMORY. */
gboolean gv_identities_report(const GvIdentities *identities, GvIdentityReport *report,
                              GPtrArray *warnings, GError **error);
#endif

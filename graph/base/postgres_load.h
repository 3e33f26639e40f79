/* PostgreSQL's client library, when it is wanted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_POSTGRES_LOAD_H
#define GV_BASE_POSTGRES_LOAD_H

#include <grapevine/base.h>

/* Makes gv_pq ready (postgres.h). Errors: IO where the library is not there. From any thread. */
gboolean gv_postgres_load(GError **error);
#endif

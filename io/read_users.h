/* Rows of --users, as columns about people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_USERS_H
#define GV_READ_USERS_H

#include "io/read_people.h"
#include "io/read_table.h"

gboolean gv_read_users(GvReadTable *table, unsigned input, GvUsers *users, GvTask *task,
                       GError **error);
#endif

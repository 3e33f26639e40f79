/* What can be said against sources and options before anything is read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_OPTIONS_H
#define GV_READ_OPTIONS_H

#include <grapevine/read.h>

/* Errors: INVALID_ARGUMENT. */
gboolean gv_read_check(const GvSource *sources, size_t count, const GvReadOptions *options,
                       GError **error);
#endif

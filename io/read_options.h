/* Sources and options that make no sense, before anything is read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_OPTIONS_H
#define GV_READ_OPTIONS_H

#include <grapevine/read.h>

/* Errors: INVALID_ARGUMENT naming the option. */
gboolean gv_read_check_sources(const GvSource *sources, size_t count, GError **error);
gboolean gv_read_check_options(const GvReadOptions *options, GError **error);
#endif

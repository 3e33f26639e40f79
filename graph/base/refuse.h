/* Turning down what makes no sense.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_REFUSE_H
#define GV_REFUSE_H

#include <grapevine/base.h>

/* Sets INVALID_ARGUMENT with that message. FALSE, so that it can be returned. */
gboolean gv_refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
#endif

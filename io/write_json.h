/* JSON trees as text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_JSON_H
#define GV_WRITE_JSON_H

#include <glib.h>
#include <jansson.h>

enum { GV_JSON_ONE_LINE = -1000000 }; /* as a depth */

/* Two spaces a level, keys in the order in which they were set. Numbers are the
 * shortest decimals that read back (jansson itself writes 0.1 in 17 digits). */
void gv_json_append(GString *to, const json_t *value, int depth);

json_t *gv_json_text(const char *text); /* bytes that are not UTF-8 become U+FFFD */
json_t *gv_json_real(double value);     /* null where it is not finite */
#endif

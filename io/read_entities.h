/* Characters that a text spells out, as HTML does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_ENTITIES_H
#define GV_READ_ENTITIES_H

#include <glib.h>

/* Replaces &#65; and &#x41;, and with `named` &amp; and the names of ISO 8859-1
 * too, in place. What is none of these stays as it is. */
void gv_entities_decode(char *text, gboolean named);
#endif

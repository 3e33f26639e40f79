/* Text as XML 1.0 holds it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_MARKUP_H
#define GV_WRITE_MARKUP_H

#include <grapevine/base.h>

/* Appends UTF-8 escaped for content and attributes; tab, LF and CR as
 * references. FALSE where it holds a character that XML cannot hold, which is
 * then in *character. */
gboolean gv_text_append_xml(GString *to, const char *text, gunichar *character);

/* The same; an error says of what: "the name", and of which person, from 1.
 * Errors: PARSE. */
gboolean gv_text_append_xml_of(GString *to, const char *text, const char *what, uint64_t person,
                               GError **error);
#endif

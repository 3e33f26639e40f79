/* XML as it streams past, by GLib's GMarkup: no document type, no entity but
 * XML's own five, nothing external, bounded depth and length.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_MARKUP_H
#define GV_READ_MARKUP_H

#include "io/read_graph.h"

/* Each is called with file->line where the element or text ends; errors name
 * file and line. */
typedef struct {
  gboolean (*start)(void *data, const char *element, const char **names, const char **values,
                    GError **error);
  gboolean (*end)(void *data, GError **error);
  gboolean (*text)(void *data, const char *text, size_t length, GError **error);
} GvMarkupHandler;

/* Reads all of the file; its line is then the last one. */
gboolean gv_markup_read(GvGraphFile *file, const GvMarkupHandler *handler, void *data,
                        GError **error);
#endif

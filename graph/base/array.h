/* Arrays that grow with vertices or edges: overflow-checked, and a GError
 * where GLib's own g_malloc would end the process. They keep to the memory limit
 * of the process (memory.h); what is beyond it is NO_MEMORY too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_ARRAY_H
#define GV_BASE_ARRAY_H

#include <grapevine/base.h>

/* Zeroed. Never NULL on success, even for 0 elements. Free with g_free. */
void *gv_array_new(size_t count, size_t size, GError **error);

/* Not zeroed: pages are first touched by whoever fills them. */
void *gv_array_new_raw(size_t count, size_t size, GError **error);

/* Makes room for at least `need` elements, doubling; new ones are not zeroed.
 * On error the array is as it was. */
gboolean gv_array_reserve(void *array /* T ** */, size_t *capacity, size_t need, size_t size,
                          GError **error);

/* Gives back what lies beyond `count` elements; at least one is kept. Where that
 * fails the array stays as large as it was, which harms nobody. */
void gv_array_shrink(void *array /* T ** */, size_t count, size_t size);
#endif

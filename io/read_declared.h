/* Which nodes a file has declared, and which it has only mentioned.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_DECLARED_H
#define GV_READ_DECLARED_H

#include <grapevine/base.h>

typedef struct {
  uint64_t *lines; /* [count]: 2 * line, + 1 once declared; 0 = not met */
  size_t count, room;
} GvDeclared;

void gv_declared_clear(GvDeclared *declared);

gboolean gv_declared_mention(GvDeclared *declared, size_t node, uint64_t line, GError **error);
gboolean gv_declared_has(const GvDeclared *declared, size_t node);
/* *before is the line that declared it already, or 0. */
gboolean gv_declared_add(GvDeclared *declared, size_t node, uint64_t line, uint64_t *before,
                         GError **error);
/* The first line that mentions a node which none declares; 0 = there is none. */
uint64_t gv_declared_missing(const GvDeclared *declared);
#endif

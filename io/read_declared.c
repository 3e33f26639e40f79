/* Which nodes a file has declared, and which it has only mentioned.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_declared.h"

#include <string.h>

#include "graph/base/array.h"

void gv_declared_clear(GvDeclared *declared)
{
  g_free(declared->lines);
  *declared = (GvDeclared){ 0 };
}

static gboolean fit(GvDeclared *d, size_t node, GError **error)
{
  if (node < d->count)
    return TRUE;
  if (!gv_array_reserve(&d->lines, &d->room, node + 1, sizeof *d->lines, error))
    return FALSE;
  memset(d->lines + d->count, 0, (node + 1 - d->count) * sizeof *d->lines);
  d->count = node + 1;
  return TRUE;
}

gboolean gv_declared_has(const GvDeclared *declared, size_t node)
{
  return node < declared->count && (declared->lines[node] & 1);
}

gboolean gv_declared_mention(GvDeclared *declared, size_t node, uint64_t line, GError **error)
{
  if (!fit(declared, node, error))
    return FALSE;
  if (declared->lines[node] == 0)
    declared->lines[node] = 2 * line;
  return TRUE;
}

gboolean gv_declared_add(GvDeclared *declared, size_t node, uint64_t line, uint64_t *before,
                         GError **error)
{
  if (!fit(declared, node, error))
    return FALSE;
  *before = declared->lines[node] & 1 ? declared->lines[node] / 2 : 0;
  declared->lines[node] = 2 * line + 1;
  return TRUE;
}

uint64_t gv_declared_missing(const GvDeclared *declared)
{
  uint64_t first = 0;

  for (size_t i = 0; i < declared->count; i++) {
    const uint64_t line = declared->lines[i] / 2;
    if (line > 0 && !(declared->lines[i] & 1) && (first == 0 || line < first))
      first = line;
  }
  return first;
}

/* The alias method (Walker 1977, Vose 1991): each of n equal shares is split
 * between two people at most, so that a draw is two numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/roots.h"

#include "graph/base/array.h"

void gv_roots_clear(GvRoots *roots)
{
  g_free(roots->keep);
  g_free(roots->other);
  *roots = (GvRoots){ 0 };
}

/* left: [n], what of everybody's value, in shares, is not yet placed. small and large: [n]. */
static void split(GvRoots *roots, double *left, GvVertex *small, GvVertex *large)
{
  GvVertex smalls = 0, larges = 0;

  for (GvVertex v = 0; v < roots->n; v++)
    if (left[v] < 1)
      small[smalls++] = v;
    else
      large[larges++] = v;
  while (smalls > 0 && larges > 0) {
    const GvVertex s = small[--smalls], l = large[larges - 1];
    roots->keep[s] = (uint32_t)(left[s] * 0x1p32);
    roots->other[s] = l;
    left[l] -= 1 - left[s];
    if (left[l] < 1) {
      larges--;
      small[smalls++] = l;
    }
  }
}

/* Whoever was left over by rounding keeps the share; but never somebody worth nothing. */
static void place_rest(GvRoots *roots, const double *value, GvVertex *small, GvVertex smalls)
{
  GvVertex anybody = 0;

  while (!(value[anybody] > 0))
    anybody++;
  for (GvVertex i = 0; i < smalls; i++)
    roots->other[small[i]] = value[small[i]] > 0 ? small[i] : anybody;
}

gboolean gv_roots_init(GvRoots *roots, GvVertex n, const double *value, GError **error)
{
  g_autofree double *left = NULL;
  g_autofree GvVertex *small = NULL, *large = NULL;

  *roots = (GvRoots){ .n = n, .total = n };
  if (value == NULL)
    return TRUE;
  if (!(roots->keep = gv_array_new(n, sizeof *roots->keep, error)) ||
      !(roots->other = gv_array_new(n, sizeof *roots->other, error)) ||
      !(left = gv_array_new(n, sizeof *left, error)) ||
      !(small = gv_array_new(n, sizeof *small, error)) ||
      !(large = gv_array_new(n, sizeof *large, error)))
    return FALSE;
  roots->total = 0;
  for (GvVertex v = 0; v < n; v++)
    roots->total += value[v];
  for (GvVertex v = 0; v < n; v++) {
    left[v] = value[v] / roots->total * n;
    roots->other[v] = GV_VERTEX_NONE;
  }
  split(roots, left, small, large);
  GvVertex rest = 0;
  for (GvVertex v = 0; v < n; v++)
    if (roots->other[v] == GV_VERTEX_NONE)
      small[rest++] = v;
  place_rest(roots, value, small, rest);
  return TRUE;
}

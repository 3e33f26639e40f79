/* One scatter groups the ties by tail and keeps their order; a row's ties are
 * then sorted by (head, order), so that equal pairs stand side by side in the
 * order in which they were read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/tie_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"

enum { FEW = 24 }; /* keys that are sorted faster by insertion */

/* Leaves out ties later than as_of and puts undirected pairs the same way round. */
static GvEdge filter(GvTies *t, const GvMergeRules *rules)
{
  const gboolean all = t->time == NULL || isnan(rules->as_of);
  size_t kept = 0;

  if (all && rules->directed)
    return 0;
  for (size_t i = 0; i < t->count; i++) {
    if (!all && t->time[i] > rules->as_of)
      continue;
    GvVertex from = t->from[i], to = t->to[i];
    gboolean swap = !rules->directed && from > to;
    t->from[kept] = swap ? to : from;
    t->to[kept] = swap ? from : to;
    if (t->weight)
      t->weight[kept] = t->weight[i];
    if (t->time)
      t->time[kept] = t->time[i];
    if (t->stream)
      t->stream[kept] = t->stream[i];
    if (t->line)
      t->line[kept] = t->line[i];
    if (t->rows)
      t->rows[kept] = t->rows[i];
    kept++;
  }
  GvEdge later = t->count - kept;
  t->count = kept;
  return later;
}

double gv_ties_latest(const GvTies *t)
{
  double latest = -INFINITY;

  for (size_t i = 0; t->time && i < t->count; i++)
    if (t->time[i] > latest)
      latest = t->time[i];
  return latest;
}

/* Moves one column into the order of `place`, through a second array. */
static gboolean regroup(void *column, size_t count, size_t size, const GvEdge *place,
                        GError **error)
{
  char *old, *grouped;

  memcpy(&old, column, sizeof old);
  if (old == NULL)
    return TRUE;
  if (!(grouped = gv_array_new_raw(count, size, error)))
    return FALSE;
  for (size_t i = 0; i < count; i++)
    memcpy(grouped + place[i] * size, old + i * size, size);
  g_free(old);
  memcpy(column, &grouped, sizeof grouped);
  return TRUE;
}

/* Groups the ties by tail, in the order in which they came. */
static gboolean group(GvTieRows *r, GvVertex n, GError **error)
{
  GvTies *t = &r->ties;
  g_autofree GvEdge *place = NULL;
  GvEdge *next;

  if (!(r->offsets = gv_array_new((size_t)n + 2, sizeof *r->offsets, error)) ||
      !(r->keys = gv_array_new_raw(t->count, sizeof *r->keys, error)) ||
      !(place = gv_array_new_raw(t->count, sizeof *place, error)))
    return FALSE;
  for (size_t i = 0; i < t->count; i++)
    r->offsets[t->from[i] + 2]++;
  next = r->offsets + 1;
  for (GvVertex v = 0; v < n; v++)
    next[v + 1] += next[v];
  for (size_t i = 0; i < t->count; i++) {
    GvEdge at = place[i] = next[t->from[i]]++;
    r->keys[at] = (uint64_t)t->to[i] << 32;
  }
  g_clear_pointer(&t->from, g_free);
  g_clear_pointer(&t->to, g_free);
  return regroup(&t->weight, t->count, sizeof *t->weight, place, error) &&
         regroup(&t->time, t->count, sizeof *t->time, place, error) &&
         regroup(&t->stream, t->count, sizeof *t->stream, place, error) &&
         regroup(&t->line, t->count, sizeof *t->line, place, error) &&
         regroup(&t->rows, t->count, sizeof *t->rows, place, error);
}

static int by_key(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

  return (x > y) - (x < y);
}

static void insert_key(uint64_t *keys, GvEdge i)
{
  const uint64_t key = keys[i];

  for (; i > 0 && keys[i - 1] > key; i--)
    keys[i] = keys[i - 1];
  keys[i] = key;
}

void gv_tie_rows_sort(GvTieRows *rows, GvVertex v)
{
  uint64_t *keys = rows->keys + rows->offsets[v];
  const GvEdge count = rows->offsets[v + 1] - rows->offsets[v];
  gboolean sorted = TRUE;

  for (GvEdge i = 0; i < count; i++) {
    keys[i] |= i;
    sorted = sorted && (i == 0 || keys[i - 1] < keys[i]);
  }
  if (!sorted && count > FEW)
    qsort(keys, count, sizeof *keys, by_key);
  for (GvEdge i = 1; !sorted && count <= FEW && i < count; i++)
    insert_key(keys, i);
}

gboolean gv_tie_rows_init(GvTieRows *rows, GvTies *ties, GvVertex n, const GvMergeRules *rules,
                          GvEdge *later, GError **error)
{
  *rows = (GvTieRows){ .ties = *ties };
  *ties = (GvTies){ 0 };
  *later = filter(&rows->ties, rules);
  return group(rows, n, error);
}

void gv_tie_rows_clear(GvTieRows *rows)
{
  gv_ties_clear(&rows->ties);
  g_free(rows->offsets);
  g_free(rows->keys);
}

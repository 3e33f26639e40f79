/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/ties.h"

#include <math.h>

#include "graph/base/array.h"

static gboolean start_rows(GvTies *t, GError **error)
{
  if (!gv_array_reserve(&t->rows, &t->rows_room, t->count + 1, sizeof *t->rows, error))
    return FALSE;
  for (size_t i = 0; i < t->count; i++)
    t->rows[i] = 1;
  return TRUE;
}

static gboolean reserve(GvTies *t, size_t need, GError **error)
{
  return gv_array_reserve(&t->from, &t->from_room, need, sizeof *t->from, error) &&
         gv_array_reserve(&t->to, &t->to_room, need, sizeof *t->to, error) &&
         (!t->weight ||
          gv_array_reserve(&t->weight, &t->weight_room, need, sizeof *t->weight, error)) &&
         (!t->time || gv_array_reserve(&t->time, &t->time_room, need, sizeof *t->time, error)) &&
         (!t->stream ||
          gv_array_reserve(&t->stream, &t->stream_room, need, sizeof *t->stream, error)) &&
         (!t->rows || gv_array_reserve(&t->rows, &t->rows_room, need, sizeof *t->rows, error)) &&
         (!t->with_lines ||
          gv_array_reserve(&t->line, &t->line_room, need, sizeof *t->line, error));
}

/* Gives a real column of the earlier rows' value, `initial`. */
static gboolean start_reals(double **column, size_t *room, size_t count, double initial,
                            GError **error)
{
  if (!gv_array_reserve(column, room, count + 1, sizeof **column, error))
    return FALSE;
  for (size_t i = 0; i < count; i++)
    (*column)[i] = initial;
  return TRUE;
}

static gboolean start_streams(GvTies *t, GError **error)
{
  if (!gv_array_reserve(&t->stream, &t->stream_room, t->count + 1, sizeof *t->stream, error))
    return FALSE;
  for (size_t i = 0; i < t->count; i++)
    t->stream[i] = 0;
  return TRUE;
}

gboolean gv_ties_add(GvTies *ties, GvTie tie, GError **error)
{
  const size_t i = ties->count;

  if (tie.weight != 1 && !ties->weight &&
      !start_reals(&ties->weight, &ties->weight_room, i, 1, error))
    return FALSE;
  if (!isnan(tie.time) && !ties->time &&
      !start_reals(&ties->time, &ties->time_room, i, GV_TIME_UNKNOWN, error))
    return FALSE;
  if (tie.stream != 0 && !ties->stream && !start_streams(ties, error))
    return FALSE;
  if (tie.rows > 1 && !ties->rows && !start_rows(ties, error))
    return FALSE;
  if (!reserve(ties, i + 1, error))
    return FALSE;
  ties->from[i] = tie.from;
  ties->to[i] = tie.to;
  if (ties->weight)
    ties->weight[i] = tie.weight;
  if (ties->time)
    ties->time[i] = tie.time;
  if (ties->stream)
    ties->stream[i] = tie.stream;
  if (ties->line)
    ties->line[i] = tie.line;
  if (ties->rows)
    ties->rows[i] = MAX(tie.rows, 1);
  ties->count++;
  return TRUE;
}

gboolean gv_ties_plain(const GvTies *ties)
{
  return !ties->weight && !ties->time && !ties->stream && !ties->rows && !ties->with_lines;
}

gboolean gv_ties_add_pairs(GvTies *ties, const GvVertex *pairs, size_t count, gboolean turned,
                           GvEdge *loops, GError **error)
{
  const size_t tail = turned ? 1 : 0;

  if (!reserve(ties, ties->count + count, error))
    return FALSE;
  GvVertex *const from = ties->from + ties->count, *const to = ties->to + ties->count;
  size_t added = 0; /* a loop is written over by the next pair */
  for (size_t i = 0; i < count; i++) {
    const GvVertex a = pairs[2 * i + tail], b = pairs[2 * i + !tail];
    from[added] = a;
    to[added] = b;
    added += a != b;
  }
  ties->count += added;
  *loops += count - added;
  return TRUE;
}

void gv_ties_clear(GvTies *ties)
{
  g_free(ties->from);
  g_free(ties->to);
  g_free(ties->weight);
  g_free(ties->time);
  g_free(ties->stream);
  g_free(ties->line);
  g_free(ties->rows);
  *ties = (GvTies){ 0 };
}

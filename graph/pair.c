/* Within a pair, rows of one table kind are merged by the kind's rule; kinds
 * and layers then add up, layers in ascending order:
 *
 *   weight(pair) = sum over layers of scale(layer) * sum of weight * 2^(-age / half_life)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/pair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"

gboolean gv_pair_init(GvPair *pair, size_t layer_count, GError **error)
{
  const size_t room = MAX(layer_count, 1);

  return (pair->portions = gv_array_new(room, sizeof *pair->portions, error)) &&
         (pair->touched = gv_array_new(room, sizeof *pair->touched, error));
}

void gv_pair_clear(GvPair *pair)
{
  g_free(pair->portions);
  g_free(pair->touched);
}

GvStream gv_pair_stream(const GvPairSource *source, GvEdge tie)
{
  const uint16_t *streams = source->rows.ties.stream;

  return source->input->streams[streams ? streams[tie] : 0];
}

/* Rows i and first say the same; of all such, the first row in the first input is reported. */
static void clash_note(GvPairSource *m, GvEdge i, GvEdge first)
{
  const uint64_t *lines = m->rows.ties.line;
  const GvClash clash = { TRUE, gv_pair_stream(m, i).input, gv_pair_stream(m, first).input,
                        lines ? lines[i] : 0, lines ? lines[first] : 0 };

#pragma omp critical(gv_merge_clash)
  if (!m->clash.found || clash.input < m->clash.input ||
      (clash.input == m->clash.input && clash.line < m->clash.line))
    m->clash = clash;
}

/* Counting replaces what the row says; its layer's scale and its age still hold.
 * A tie of a packed graph has been through all that. */
static double row_weight(const GvPairSource *m, GvPair *s, const GvLayer *layer, GvEdge i)
{
  const GvTies *t = &m->rows.ties;
  const GvMergeRules *rules = m->input->rules;
  const gboolean count = rules->duplicates[layer->kind] == GV_DUPLICATES_COUNT;
  double weight = layer->scale * (t->weight && !count ? t->weight[i] : 1);

  if (gv_pair_stream(m, i).scaled)
    return t->weight ? t->weight[i] : 1;
  if (!(rules->half_life > 0) || !t->time || isnan(t->time[i]))
    return weight;
  const double aged = weight * exp2(-(m->now - t->time[i]) / rules->half_life);
  s->faded += weight > 0 && !(aged > 0);
  return aged;
}

static GvPortion *portion_touch(GvPair *s, size_t layer)
{
  GvPortion *p = &s->portions[layer];

  if (!p->touched) {
    s->touched[s->touched_count++] = (uint16_t)layer;
    *p = (GvPortion){ .last = GV_TIME_UNKNOWN, .touched = TRUE };
  }
  return p;
}

/* Where one row of a kind wins, all rows of the kind are merged into its layer.
 * Returns the portion they are in; a row that does not win weighs 0. */
static GvPortion *portion_of_winner(GvPair *s, GvTieKind kind, size_t layer, gboolean max,
                                  double *weight)
{
  GvPortion *old = &s->portions[s->winner[kind]], moved = *old;

  if (s->seen[kind] && (!max || *weight <= old->weight)) {
    *weight = 0;
    return old;
  }
  if (!s->seen[kind])
    moved = (GvPortion){ .last = GV_TIME_UNKNOWN };
  else
    *old = (GvPortion){ .last = GV_TIME_UNKNOWN, .touched = TRUE };
  s->winner[kind] = layer;
  GvPortion *p = portion_touch(s, layer);
  *p = (GvPortion){ .last = moved.last, .count = moved.count, .touched = TRUE };
  return p;
}

/* Adds tie i of the pair at hand to the scratch. */
static void portion_add(GvPairSource *m, GvPair *s, GvEdge i)
{
  const size_t home = gv_pair_stream(m, i).layer;
  const GvLayer *layer = &m->input->layers[home];
  const GvDuplicates rule = m->input->rules->duplicates[layer->kind];
  const gboolean one_wins = rule == GV_DUPLICATES_FIRST || rule == GV_DUPLICATES_MAX;
  const double time = m->rows.ties.time ? m->rows.ties.time[i] : GV_TIME_UNKNOWN;
  const uint32_t rows = m->rows.ties.rows ? m->rows.ties.rows[i] : 1;
  double weight = row_weight(m, s, layer, i);
  GvPortion *p;

  if (one_wins)
    p = portion_of_winner(s, layer->kind, home, rule == GV_DUPLICATES_MAX, &weight);
  else
    p = portion_touch(s, home);
  if (rule == GV_DUPLICATES_ERROR && s->seen[layer->kind])
    clash_note(m, i, s->first[layer->kind]);
  if (!s->seen[layer->kind])
    s->first[layer->kind] = i;
  s->seen[layer->kind] = TRUE;
  p->weight += weight;
  p->count = rows < UINT32_MAX - p->count ? p->count + rows : UINT32_MAX;
  if (time > p->last || isnan(p->last))
    p->last = time;
}

static int by_layer(const void *a, const void *b)
{
  return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* The pair's weight; leaves only layers that gave something in touched. */
static double pair_weight(GvPair *s)
{
  size_t kept = 0;
  double total = 0;

  for (size_t i = 0; i < s->touched_count; i++) {
    GvPortion *p = &s->portions[s->touched[i]];
    if (p->weight > 0) {
      total += p->weight;
      s->touched[kept++] = s->touched[i];
    } else {
      *p = (GvPortion){ 0 };
    }
  }
  s->touched_count = kept;
  return total;
}

GvEdge gv_pair_gather(GvPair *pair, GvPairSource *source, GvVertex v, GvEdge k, double *weight)
{
  const uint64_t *keys = source->rows.keys, head = keys[k] >> 32;
  const GvEdge row = source->rows.offsets[v], end = source->rows.offsets[v + 1];

  pair->touched_count = 0;
  memset(pair->seen, 0, sizeof pair->seen);
  for (; k < end && keys[k] >> 32 == head; k++)
    portion_add(source, pair, row + (uint32_t)keys[k]);
  if (pair->touched_count > 1)
    qsort(pair->touched, pair->touched_count, sizeof *pair->touched, by_layer);
  *weight = pair_weight(pair);
  return k;
}

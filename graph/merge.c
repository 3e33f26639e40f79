/* Ties into edges.
 *
 * Ties are grouped by tail in one scatter that keeps their order; a row's ties
 * are then sorted by (head, order), so that equal pairs stand side by side in
 * the order in which they were read. Rows are independent: each is merged by
 * one thread, twice, first to count and then to fill.
 *
 * Within a pair, rows of one table kind are merged by the kind's rule; kinds
 * and layers then add up, layers in ascending order:
 *
 *   weight(pair) = sum over layers of scale(layer) * sum of weight * 2^(-age / half_life)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/merge.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { KINDS = 3, ROWS_PER_CHUNK = 256 };

/* What is found while edges are counted. */
enum { WEIGHTED = 1, COUNTED = 2, TOO_LARGE = 4 };

/* What one layer gives to the pair at hand. */
typedef struct {
  double weight, last;
  uint32_t count;
  gboolean touched;
} Portion;

/* One thread's scratch. Between pairs all portions are zero. */
typedef struct {
  Portion *portions; /* [layer_count] */
  uint16_t *touched; /* [layer_count], layers with a portion */
  size_t touched_count;
  gboolean seen[KINDS];
  GvEdge first[KINDS];  /* the kind's first row */
  size_t winner[KINDS]; /* layer of the kind's first or largest row */
} Scratch;

typedef struct {
  gboolean found;
  unsigned input, first_input;
  uint64_t line, first_line;
} Clash;

typedef struct {
  const GvMergeInput *input;
  GvTies ties;       /* grouped by tail */
  GvEdge *offsets;   /* [n + 1], rows of ties */
  uint64_t *keys;    /* [count], head << 32 | order within the row */
  GvEdge *row_edges; /* [n + 1], merged edges per row, then where they begin */
  GvEdge *row_parts; /* [n + 1] */
  double now;        /* what ages are measured from */
  Scratch *scratch;  /* [threads] */
  int threads;
  int found; /* WEIGHTED, COUNTED, TOO_LARGE */
  Clash clash;
} Merge;

void gv_part_arrays_clear(GvPartArrays *parts)
{
  g_free(parts->offsets);
  g_free(parts->layers);
  g_free(parts->weights);
  g_free(parts->counts);
  g_free(parts->last);
  *parts = (GvPartArrays){ 0 };
}

void gv_merged_clear(GvMerged *merged)
{
  gv_side_clear(&merged->edges);
  gv_part_arrays_clear(&merged->parts);
}

static void merge_clear(Merge *m)
{
  gv_ties_clear(&m->ties);
  g_free(m->offsets);
  g_free(m->keys);
  g_free(m->row_edges);
  g_free(m->row_parts);
  for (int t = 0; m->scratch && t < m->threads; t++) {
    g_free(m->scratch[t].portions);
    g_free(m->scratch[t].touched);
  }
  g_free(m->scratch);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Merge, merge_clear)

/* Leaves out ties later than as_of and puts undirected pairs the same way round. */
static GvEdge filter(GvTies *t, const GvMergeRules *rules)
{
  size_t kept = 0;

  for (size_t i = 0; i < t->count; i++) {
    if (t->time && t->time[i] > rules->as_of)
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

static double latest_time(const GvTies *t)
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
static gboolean group(Merge *m, GError **error)
{
  GvTies *t = &m->ties;
  const GvVertex n = m->input->n;
  g_autofree GvEdge *place = NULL;
  GvEdge *next;

  if (!(m->offsets = gv_array_new((size_t)n + 2, sizeof *m->offsets, error)) ||
      !(m->keys = gv_array_new_raw(t->count, sizeof *m->keys, error)) ||
      !(place = gv_array_new_raw(t->count, sizeof *place, error)))
    return FALSE;
  for (size_t i = 0; i < t->count; i++)
    m->offsets[t->from[i] + 2]++;
  next = m->offsets + 1;
  for (GvVertex v = 0; v < n; v++)
    next[v + 1] += next[v];
  for (size_t i = 0; i < t->count; i++) {
    GvEdge at = place[i] = next[t->from[i]]++;
    m->keys[at] = (uint64_t)t->to[i] << 32;
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

static void sort_row(uint64_t *keys, GvEdge count)
{
  gboolean sorted = TRUE;

  for (GvEdge i = 0; i < count; i++) {
    keys[i] |= i;
    sorted = sorted && (i == 0 || keys[i - 1] < keys[i]);
  }
  if (!sorted)
    qsort(keys, count, sizeof *keys, by_key);
}

static GvStream stream_of(const Merge *m, GvEdge i)
{
  return m->input->streams[m->ties.stream ? m->ties.stream[i] : 0];
}

/* Rows i and first say the same; of all such, the first row in the first input is reported. */
static void clash_note(Merge *m, GvEdge i, GvEdge first)
{
  const uint64_t *lines = m->ties.line;
  const Clash clash = { TRUE, stream_of(m, i).input, stream_of(m, first).input,
                        lines ? lines[i] : 0, lines ? lines[first] : 0 };

#pragma omp critical(gv_merge_clash)
  if (!m->clash.found || clash.input < m->clash.input ||
      (clash.input == m->clash.input && clash.line < m->clash.line))
    m->clash = clash;
}

/* Counting replaces what the row says; its layer's scale and its age still hold.
 * A tie of a packed graph has been through all that. */
static double row_weight(const Merge *m, const GvLayer *layer, GvEdge i)
{
  const GvTies *t = &m->ties;
  const GvMergeRules *rules = m->input->rules;
  const gboolean count = rules->duplicates[layer->kind] == GV_DUPLICATES_COUNT;
  double weight = layer->scale * (t->weight && !count ? t->weight[i] : 1);

  if (stream_of(m, i).scaled)
    return t->weight ? t->weight[i] : 1;
  if (rules->half_life > 0 && t->time && !isnan(t->time[i]))
    weight *= exp2(-(m->now - t->time[i]) / rules->half_life);
  return weight;
}

static Portion *portion_touch(Scratch *s, size_t layer)
{
  Portion *p = &s->portions[layer];

  if (!p->touched) {
    s->touched[s->touched_count++] = (uint16_t)layer;
    *p = (Portion){ .last = GV_TIME_UNKNOWN, .touched = TRUE };
  }
  return p;
}

/* Where one row of a kind wins, all rows of the kind are merged into its layer.
 * Returns the portion they are in; a row that does not win weighs 0. */
static Portion *portion_of_winner(Scratch *s, GvTieKind kind, size_t layer, gboolean max,
                                  double *weight)
{
  Portion *old = &s->portions[s->winner[kind]], moved = *old;

  if (s->seen[kind] && (!max || *weight <= old->weight)) {
    *weight = 0;
    return old;
  }
  if (!s->seen[kind])
    moved = (Portion){ .last = GV_TIME_UNKNOWN };
  else
    *old = (Portion){ .last = GV_TIME_UNKNOWN, .touched = TRUE };
  s->winner[kind] = layer;
  Portion *p = portion_touch(s, layer);
  *p = (Portion){ .last = moved.last, .count = moved.count, .touched = TRUE };
  return p;
}

/* Adds tie i of the pair at hand to the scratch. */
static void portion_add(Merge *m, Scratch *s, GvEdge i)
{
  const size_t home = stream_of(m, i).layer;
  const GvLayer *layer = &m->input->layers[home];
  const GvDuplicates rule = m->input->rules->duplicates[layer->kind];
  const gboolean one_wins = rule == GV_DUPLICATES_FIRST || rule == GV_DUPLICATES_MAX;
  const double time = m->ties.time ? m->ties.time[i] : GV_TIME_UNKNOWN;
  double weight = row_weight(m, layer, i);
  Portion *p;

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
  const uint32_t rows = m->ties.rows ? m->ties.rows[i] : 1;
  p->count = rows < UINT32_MAX - p->count ? p->count + rows : UINT32_MAX;
  if (time > p->last || isnan(p->last))
    p->last = time;
}

static int by_layer(const void *a, const void *b)
{
  return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* Puts the ties at keys[k ..] that share a head into the scratch; returns the end. */
static GvEdge pair_gather(Merge *m, Scratch *s, GvEdge row, GvEdge k, GvEdge end)
{
  const GvEdge begin = k;
  const uint64_t head = m->keys[k] >> 32;

  s->touched_count = 0;
  memset(s->seen, 0, sizeof s->seen);
  for (; k < end && m->keys[k] >> 32 == head; k++)
    portion_add(m, s, row + (uint32_t)m->keys[k]);
  if (k - begin > 1 && s->touched_count > 1)
    qsort(s->touched, s->touched_count, sizeof *s->touched, by_layer);
  return k;
}

/* The pair's weight; leaves only layers that gave something in touched. */
static double pair_weight(Scratch *s)
{
  size_t kept = 0;
  double total = 0;

  for (size_t i = 0; i < s->touched_count; i++) {
    Portion *p = &s->portions[s->touched[i]];
    if (p->weight > 0) {
      total += p->weight;
      s->touched[kept++] = s->touched[i];
    } else {
      *p = (Portion){ 0 };
    }
  }
  s->touched_count = kept;
  return total;
}

/* row_edges[v + 1], row_parts[v + 1]; returns what was found. */
static int count_row(Merge *m, Scratch *s, GvVertex v)
{
  const GvEdge row = m->offsets[v], end = m->offsets[v + 1];
  int found = 0;

  sort_row(m->keys + row, end - row);
  for (GvEdge k = row; k < end;) {
    k = pair_gather(m, s, row, k, end);
    double weight = pair_weight(s);
    m->row_edges[v + 1] += s->touched_count > 0;
    m->row_parts[v + 1] += s->touched_count;
    found |= s->touched_count > 0 && weight != 1 ? WEIGHTED : 0;
    found |= isinf(weight) ? TOO_LARGE : 0;
    for (size_t i = 0; i < s->touched_count; i++) {
      found |= s->portions[s->touched[i]].count != 1 ? COUNTED : 0;
      s->portions[s->touched[i]] = (Portion){ 0 };
    }
  }
  return found;
}

static gboolean count(Merge *m, GError **error)
{
  const GvVertex n = m->input->n;
  int found = 0;

  if (!(m->row_edges = gv_array_new((size_t)n + 1, sizeof *m->row_edges, error)) ||
      !(m->row_parts = gv_array_new((size_t)n + 1, sizeof *m->row_parts, error)))
    return FALSE;
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, ROWS_PER_CHUNK) \
  reduction(| : found)
  for (GvVertex v = 0; v < n; v++)
    found |= count_row(m, &m->scratch[omp_get_thread_num()], v);
  for (GvVertex v = 0; v < n; v++) {
    m->row_edges[v + 1] += m->row_edges[v];
    m->row_parts[v + 1] += m->row_parts[v];
  }
  m->found = found;
  return TRUE;
}

static void fill_row(Merge *m, Scratch *s, GvMerged *out, GvVertex v)
{
  const GvEdge row = m->offsets[v], end = m->offsets[v + 1];
  GvEdge e = m->row_edges[v], p = m->row_parts[v];

  for (GvEdge k = row; k < end;) {
    const GvVertex head = (GvVertex)(m->keys[k] >> 32);
    k = pair_gather(m, s, row, k, end);
    double weight = pair_weight(s);
    if (s->touched_count == 0)
      continue;
    out->edges.targets[e] = head;
    if (out->edges.weights)
      out->edges.weights[e] = weight;
    if (out->parts.offsets)
      out->parts.offsets[e] = p;
    e++;
    for (size_t i = 0; i < s->touched_count; i++, p++) {
      Portion *portion = &s->portions[s->touched[i]];
      if (out->parts.layers)
        out->parts.layers[p] = s->touched[i];
      if (out->parts.weights)
        out->parts.weights[p] = portion->weight;
      if (out->parts.counts)
        out->parts.counts[p] = portion->count;
      if (out->parts.last)
        out->parts.last[p] = portion->last;
      *portion = (Portion){ 0 };
    }
  }
}

static gboolean merged_alloc(const Merge *m, GvMerged *out, GError **error)
{
  const GvVertex n = m->input->n;
  const GvEdge edges = m->row_edges[n], parts = m->row_parts[n];
  GvPartArrays *p = &out->parts;
  gboolean several = parts != edges;

  return (out->edges.targets = gv_array_new_raw(edges, sizeof(GvVertex), error)) &&
         (!(m->found & WEIGHTED) ||
          (out->edges.weights = gv_array_new_raw(edges, sizeof(double), error))) &&
         (!several || (p->offsets = gv_array_new_raw(edges + 1, sizeof(GvEdge), error))) &&
         (!several || (p->weights = gv_array_new_raw(parts, sizeof(double), error))) &&
         (m->input->layer_count < 2 ||
          (p->layers = gv_array_new_raw(parts, sizeof(uint16_t), error))) &&
         (!(m->found & COUNTED) || (p->counts = gv_array_new_raw(parts, sizeof(uint32_t), error))) &&
         (!m->ties.time || (p->last = gv_array_new_raw(parts, sizeof(double), error)));
}

static gboolean fill(Merge *m, GvMerged *out, GError **error)
{
  const GvVertex n = m->input->n;

  if (!merged_alloc(m, out, error))
    return FALSE;
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, ROWS_PER_CHUNK)
  for (GvVertex v = 0; v < n; v++)
    fill_row(m, &m->scratch[omp_get_thread_num()], out, v);
  if (out->parts.offsets)
    out->parts.offsets[m->row_edges[n]] = m->row_parts[n];
  out->edges.offsets = g_steal_pointer(&m->row_edges);
  return TRUE;
}

/* A row is a duplicate where an earlier one of its kind says the same pair. */
static void count_duplicates(const Merge *m, GvEdge *duplicates)
{
  const GvTies *t = &m->ties;

  for (GvVertex v = 0; v < m->input->n; v++) {
    const GvEdge row = m->offsets[v];
    gboolean seen[KINDS] = { FALSE };
    for (GvEdge k = row; k < m->offsets[v + 1]; k++) {
      if (k == row || m->keys[k] >> 32 != m->keys[k - 1] >> 32)
        memset(seen, 0, sizeof seen);
      GvEdge i = row + (uint32_t)m->keys[k];
      GvStream stream = m->input->streams[t->stream ? t->stream[i] : 0];
      GvTieKind kind = m->input->layers[stream.layer].kind;
      duplicates[stream.input] += seen[kind] ? 1 : 0;
      seen[kind] = TRUE;
    }
  }
}

static gboolean scratch_alloc(Merge *m, GError **error)
{
  const size_t layers = MAX(m->input->layer_count, 1);

  if (!(m->scratch = gv_array_new((size_t)m->threads, sizeof *m->scratch, error)))
    return FALSE;
  for (int t = 0; t < m->threads; t++)
    if (!(m->scratch[t].portions = gv_array_new(layers, sizeof(Portion), error)) ||
        !(m->scratch[t].touched = gv_array_new(layers, sizeof(uint16_t), error)))
      return FALSE;
  return TRUE;
}

static void set_clash(const Merge *m, GError **error)
{
  const char *const *inputs = m->input->rules->inputs;
  const gboolean elsewhere = inputs && m->clash.first_input != m->clash.input;

  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s:%" G_GUINT64_FORMAT ": the same pair stands on line %" G_GUINT64_FORMAT
              "%s%s already; remove one, or merge them with --duplicates sum",
              inputs ? inputs[m->clash.input] : "input", m->clash.line, m->clash.first_line,
              elsewhere ? " of " : "", elsewhere ? inputs[m->clash.first_input] : "");
}

/* Counts the edges, and refuses what cannot be merged. */
static gboolean count_checked(Merge *m, GError **error)
{
  if (!count(m, error))
    return FALSE;
  if (m->clash.found)
    set_clash(m, error);
  else if (m->found & TOO_LARGE)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "the weights of a pair add up to more than a number can hold; "
                        "scale the weights down");
  return !m->clash.found && !(m->found & TOO_LARGE);
}

gboolean gv_ties_merge(GvTies *ties, const GvMergeInput *input, GvMerged *merged, GvTask *task,
                       GError **error)
{
  g_auto(Merge) m = { .input = input, .ties = *ties, .threads = gv_task_threads(task) };

  *ties = (GvTies){ 0 };
  merged->later = filter(&m.ties, input->rules);
  m.now = isnan(input->rules->as_of) ? latest_time(&m.ties) : input->rules->as_of;
  if (!scratch_alloc(&m, error) || !group(&m, error) || !gv_task_step(task, 0.3, error) ||
      !count_checked(&m, error))
    return FALSE;
  if (!gv_task_step(task, 0.6, error) || !fill(&m, merged, error))
    return FALSE;
  if (merged->duplicates)
    count_duplicates(&m, merged->duplicates);
  return TRUE;
}

/* Ties into edges. Rows are independent: each is merged by one thread, twice,
 * first to count and then to fill.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/merge.h"

#include <math.h>
#include <omp.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/merge_plain.h"
#include "graph/pair.h"

enum { ROWS_PER_CHUNK = 256 };

/* What is found while edges are counted. */
enum { WEIGHTED = 1, COUNTED = 2, TOO_LARGE = 4 };

typedef struct {
  GvPairSource source;
  GvVertex n;
  GvEdge *row_edges; /* [n + 1], merged edges per row, then where they begin */
  GvEdge *row_parts; /* [n + 1] */
  GvPair *pairs;     /* [threads] */
  int threads;
  int found; /* WEIGHTED, COUNTED, TOO_LARGE */
  GvEdge faded;
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
  gv_side_clear(&merged->turned);
  gv_part_arrays_clear(&merged->parts);
}

static void merge_clear(Merge *m)
{
  gv_tie_rows_clear(&m->source.rows);
  g_free(m->row_edges);
  g_free(m->row_parts);
  for (int t = 0; m->pairs && t < m->threads; t++)
    gv_pair_clear(&m->pairs[t]);
  g_free(m->pairs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Merge, merge_clear)

/* row_edges[v + 1], row_parts[v + 1]; returns what was found. */
static int count_row(Merge *m, GvPair *s, GvVertex v)
{
  const GvEdge *offsets = m->source.rows.offsets;
  int found = 0;

  gv_tie_rows_sort(&m->source.rows, v);
  for (GvEdge k = offsets[v]; k < offsets[v + 1];) {
    double weight;
    k = gv_pair_gather(s, &m->source, v, k, &weight);
    m->row_edges[v + 1] += s->touched_count > 0;
    m->row_parts[v + 1] += s->touched_count;
    found |= s->touched_count > 0 && weight != 1 ? WEIGHTED : 0;
    found |= isinf(weight) ? TOO_LARGE : 0;
    for (size_t i = 0; i < s->touched_count; i++) {
      found |= s->portions[s->touched[i]].count != 1 ? COUNTED : 0;
      s->portions[s->touched[i]] = (GvPortion){ 0 };
    }
  }
  return found;
}

static gboolean count(Merge *m, GError **error)
{
  const GvVertex n = m->n;
  int found = 0;

  if (!(m->row_edges = gv_array_new((size_t)n + 1, sizeof *m->row_edges, error)) ||
      !(m->row_parts = gv_array_new((size_t)n + 1, sizeof *m->row_parts, error)))
    return FALSE;
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, ROWS_PER_CHUNK) \
  reduction(| : found)
  for (GvVertex v = 0; v < n; v++)
    found |= count_row(m, &m->pairs[omp_get_thread_num()], v);
  for (GvVertex v = 0; v < n; v++) {
    m->row_edges[v + 1] += m->row_edges[v];
    m->row_parts[v + 1] += m->row_parts[v];
  }
  for (int t = 0; t < m->threads; t++)
    m->faded += m->pairs[t].faded; /* so far every tie was looked at once */
  m->found = found;
  return TRUE;
}

/* Writes the pair's portions as the parts p .. and leaves them zero. */
static GvEdge fill_parts(GvPair *s, GvPartArrays *parts, GvEdge p)
{
  for (size_t i = 0; i < s->touched_count; i++, p++) {
    GvPortion *portion = &s->portions[s->touched[i]];
    if (parts->layers)
      parts->layers[p] = s->touched[i];
    if (parts->weights)
      parts->weights[p] = portion->weight;
    if (parts->counts)
      parts->counts[p] = portion->count;
    if (parts->last)
      parts->last[p] = portion->last;
    *portion = (GvPortion){ 0 };
  }
  return p;
}

static void fill_row(Merge *m, GvPair *s, GvMerged *out, GvVertex v)
{
  const GvEdge *offsets = m->source.rows.offsets;
  GvEdge e = m->row_edges[v], p = m->row_parts[v];

  for (GvEdge k = offsets[v]; k < offsets[v + 1];) {
    const GvVertex head = (GvVertex)(m->source.rows.keys[k] >> 32);
    double weight;
    k = gv_pair_gather(s, &m->source, v, k, &weight);
    if (s->touched_count == 0)
      continue;
    out->edges.targets[e] = head;
    if (out->edges.weights)
      out->edges.weights[e] = weight;
    if (out->parts.offsets)
      out->parts.offsets[e] = p;
    e++;
    p = fill_parts(s, &out->parts, p);
  }
}

static gboolean merged_alloc(const Merge *m, GvMerged *out, GError **error)
{
  const GvVertex n = m->n;
  const GvEdge edges = m->row_edges[n], parts = m->row_parts[n];
  GvPartArrays *p = &out->parts;
  gboolean several = parts != edges;

  return (out->edges.targets = gv_array_new_raw(edges, sizeof(GvVertex), error)) &&
         (!(m->found & WEIGHTED) ||
          (out->edges.weights = gv_array_new_raw(edges, sizeof(double), error))) &&
         (!several || (p->offsets = gv_array_new_raw(edges + 1, sizeof(GvEdge), error))) &&
         (!several || (p->weights = gv_array_new_raw(parts, sizeof(double), error))) &&
         (m->source.input->layer_count < 2 ||
          (p->layers = gv_array_new_raw(parts, sizeof(uint16_t), error))) &&
         (!(m->found & COUNTED) || (p->counts = gv_array_new_raw(parts, sizeof(uint32_t), error))) &&
         (!m->source.rows.ties.time || (p->last = gv_array_new_raw(parts, sizeof(double), error)));
}

static gboolean fill(Merge *m, GvMerged *out, GError **error)
{
  const GvVertex n = m->n;

  if (!merged_alloc(m, out, error))
    return FALSE;
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, ROWS_PER_CHUNK)
  for (GvVertex v = 0; v < n; v++)
    fill_row(m, &m->pairs[omp_get_thread_num()], out, v);
  if (out->parts.offsets)
    out->parts.offsets[m->row_edges[n]] = m->row_parts[n];
  out->edges.offsets = g_steal_pointer(&m->row_edges);
  return TRUE;
}

/* A row is a duplicate where an earlier one of its kind says the same pair. */
static void count_duplicates(const Merge *m, GvEdge *duplicates)
{
  const GvTieRows *r = &m->source.rows;

  for (GvVertex v = 0; v < m->n; v++) {
    const GvEdge row = r->offsets[v];
    gboolean seen[GV_TIE_KINDS] = { FALSE };
    for (GvEdge k = row; k < r->offsets[v + 1]; k++) {
      if (k == row || r->keys[k] >> 32 != r->keys[k - 1] >> 32)
        memset(seen, 0, sizeof seen);
      GvStream stream = gv_pair_stream(&m->source, row + (uint32_t)r->keys[k]);
      GvTieKind kind = m->source.input->layers[stream.layer].kind;
      duplicates[stream.input] += seen[kind] ? 1 : 0;
      seen[kind] = TRUE;
    }
  }
}

static gboolean pairs_alloc(Merge *m, GError **error)
{
  if (!(m->pairs = gv_array_new((size_t)m->threads, sizeof *m->pairs, error)))
    return FALSE;
  for (int t = 0; t < m->threads; t++)
    if (!gv_pair_init(&m->pairs[t], m->source.input->layer_count, error))
      return FALSE;
  return TRUE;
}

static void set_clash(const GvPairSource *source, GError **error)
{
  const char *const *inputs = source->input->rules->inputs;
  const GvClash *clash = &source->clash;
  const gboolean elsewhere = inputs && clash->first_input != clash->input;

  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s:%" G_GUINT64_FORMAT ": the same pair stands on line %" G_GUINT64_FORMAT
              "%s%s already; remove one, or merge them with --duplicates sum",
              inputs ? inputs[clash->input] : "input", clash->line, clash->first_line,
              elsewhere ? " of " : "", elsewhere ? inputs[clash->first_input] : "");
}

/* Counts the edges, and refuses what cannot be merged. */
static gboolean count_checked(Merge *m, GError **error)
{
  if (!count(m, error))
    return FALSE;
  if (m->source.clash.found)
    set_clash(&m->source, error);
  else if (m->found & TOO_LARGE)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "the weights of a pair add up to more than a number can hold; "
                        "scale the weights down");
  return !m->source.clash.found && !(m->found & TOO_LARGE);
}

gboolean gv_ties_merge(GvTies *ties, const GvMergeInput *input, GvMerged *merged, GvTask *task,
                       GError **error)
{
  const double as_of = input->rules->as_of;

  if (gv_ties_are_plain(ties, input))
    return gv_ties_merge_plain(ties, input, merged, task, error);
  g_auto(Merge) m = { .source.input = input, .n = input->n, .threads = gv_task_threads(task) };

  if (!gv_tie_rows_init(&m.source.rows, ties, m.n, input->rules, &merged->dropped.later, error) ||
      !pairs_alloc(&m, error))
    return FALSE;
  m.source.now = isnan(as_of) ? gv_ties_latest(&m.source.rows.ties) : as_of;
  if (!gv_task_step(task, 0.3, error) || !count_checked(&m, error) ||
      !gv_task_step(task, 0.6, error) || !fill(&m, merged, error))
    return FALSE;
  merged->dropped.faded = m.faded;
  if (merged->duplicates)
    count_duplicates(&m, merged->duplicates);
  return TRUE;
}

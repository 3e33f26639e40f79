/* Three stable counting sorts: by tail, then by head, which leaves the tails of
 * each head in order, then by tail again.
 *
 * One sort that writes each arc into its row would miss the cache nearly every
 * time. So arcs go first into buckets of neighbouring rows, from which each row
 * is then filled. Threads share the arcs of the first step and the buckets of
 * the second; the order does not depend on how many there are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/arc_sort.h"

#include <string.h>

#include "graph/base/array.h"

enum { BUCKET_BITS = 8, BUCKETS = 1 << BUCKET_BITS, MOST_THREADS = 64, WORTH_THREADS = 1 << 16 };

typedef GvEdge Starts[BUCKETS];

typedef struct {
  GvVertex n;
  GvEdge m;
  int threads;
  unsigned shift;           /* row >> shift is its bucket */
  uint64_t *arcs;           /* [m], row << 32 | what goes into it, by buckets */
  GvEdge *next;             /* [n + 1] */
  Starts *starts;           /* [threads], where a thread puts its next arc of a bucket */
  GvEdge first[BUCKETS + 1]; /* where buckets begin */
} Sort;

static void sort_clear(Sort *sort)
{
  g_free(sort->arcs);
  g_free(sort->starts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sort, sort_clear)

static gboolean sort_init(Sort *sort, GError **error)
{
  sort->threads = sort->m < WORTH_THREADS ? 1 : MIN(sort->threads, MOST_THREADS);
  while (sort->shift < 32 && (uint64_t)sort->n >> sort->shift >= BUCKETS)
    sort->shift++;
  return (sort->arcs = gv_array_new_raw(sort->m, sizeof *sort->arcs, error)) &&
         (sort->starts = gv_array_new((size_t)sort->threads, sizeof *sort->starts, error));
}

/* The arcs of thread t are [share(t), share(t + 1)). */
static GvEdge share(const Sort *sort, int t)
{
  return sort->m / (unsigned)sort->threads * (unsigned)t +
         MIN(sort->m % (unsigned)sort->threads, (unsigned)t);
}

static void count_buckets(const Sort *sort, const GvVertex *rows, int t)
{
  GvEdge *counts = sort->starts[t];

  memset(counts, 0, sizeof *sort->starts);
  for (GvEdge e = share(sort, t); e < share(sort, t + 1); e++)
    counts[rows[e] >> sort->shift]++;
}

/* Within a bucket, arcs of a lower thread come first. */
static void place_buckets(Sort *sort)
{
  GvEdge at = 0;

  for (size_t b = 0; b < BUCKETS; b++) {
    sort->first[b] = at;
    for (int t = 0; t < sort->threads; t++) {
      const GvEdge count = sort->starts[t][b];
      sort->starts[t][b] = at;
      at += count;
    }
  }
  sort->first[BUCKETS] = at;
}

static void put(const Sort *sort, GvEdge *starts, GvVertex row, GvVertex other)
{
  sort->arcs[starts[row >> sort->shift]++] = (uint64_t)row << 32 | other;
}

static void scatter_lists(const Sort *sort, const GvVertex *rows, const GvVertex *others, int t)
{
  GvEdge *starts = sort->starts[t];

  for (GvEdge e = share(sort, t); e < share(sort, t + 1); e++)
    put(sort, starts, rows[e], others[e]);
}

/* The row that holds arc e, or the first one behind it. */
static GvVertex row_of(const GvEdge *offsets, GvVertex n, GvEdge e)
{
  GvVertex low = 0, high = n;

  while (low < high) {
    const GvVertex middle = low + (high - low) / 2;
    if (offsets[middle + 1] <= e)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The arcs of a side, turned round. */
static void scatter_rows(const Sort *sort, const GvSide *side, int t)
{
  GvEdge *starts = sort->starts[t];
  const GvEdge end = share(sort, t + 1);
  GvEdge e = share(sort, t);

  for (GvVertex v = row_of(side->offsets, sort->n, e); e < end; v++)
    for (const GvEdge stop = MIN(end, side->offsets[v + 1]); e < stop; e++)
      put(sort, starts, side->targets[e], v);
}

/* The rows of one bucket, in the order of its arcs. offsets[v + 1] counts row v,
 * then says where its next arc goes, and so in the end where it ends. */
static void fill_bucket(const Sort *sort, size_t b, GvSide *side)
{
  const GvVertex low = (GvVertex)((uint64_t)b << sort->shift);
  const GvVertex high = (GvVertex)MIN((uint64_t)(b + 1) << sort->shift, sort->n);
  GvEdge *const next = side->offsets + 1, at = sort->first[b];

  if (low >= high)
    return;
  memset(next + low, 0, (size_t)(high - low) * sizeof *next);
  for (GvEdge e = sort->first[b]; e < sort->first[b + 1]; e++)
    next[sort->arcs[e] >> 32]++;
  for (GvVertex v = low; v < high; v++) {
    const GvEdge count = next[v];
    next[v] = at;
    at += count;
  }
  for (GvEdge e = sort->first[b]; e < sort->first[b + 1]; e++)
    side->targets[next[sort->arcs[e] >> 32]++] = (GvVertex)sort->arcs[e];
}

/* Where `from` is a side its arcs are turned round, else the lists are sorted by
 * rows. The targets of `to` are overwritten; they may be one of the lists. */
static void sort_once(Sort *sort, const GvSide *from, const GvVertex *rows, const GvVertex *others,
                      GvSide *to)
{
  const int threads = sort->threads;

#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int t = 0; t < threads; t++)
    count_buckets(sort, rows, t);
  place_buckets(sort);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int t = 0; t < threads; t++)
    if (from)
      scatter_rows(sort, from, t);
    else
      scatter_lists(sort, rows, others, t);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
  for (size_t b = 0; b < BUCKETS; b++)
    fill_bucket(sort, b, to);
  to->offsets[0] = 0;
}

gboolean gv_arcs_sort(GvVertex **from, GvVertex **to, GvEdge m, GvVertex n, GvSide *out, GvSide *in,
                      int threads, GError **error)
{
  g_auto(Sort) sort = { .n = n, .m = m, .threads = threads };

  *out = (GvSide){ .targets = g_steal_pointer(from) };
  *in = (GvSide){ .targets = g_steal_pointer(to) };
  gv_array_shrink(&out->targets, m, sizeof *out->targets);
  gv_array_shrink(&in->targets, m, sizeof *in->targets);
  if (!(out->offsets = gv_array_new_raw((size_t)n + 1, sizeof *out->offsets, error)) ||
      !(in->offsets = gv_array_new_raw((size_t)n + 1, sizeof *in->offsets, error)) ||
      !sort_init(&sort, error))
    return FALSE;
  sort_once(&sort, NULL, out->targets, in->targets, out);
  sort_once(&sort, out, out->targets, NULL, in);
  sort_once(&sort, in, in->targets, NULL, out);
  return TRUE;
}

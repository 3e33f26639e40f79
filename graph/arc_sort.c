/* Three stable counting sorts: by tail, then by head, which leaves the tails of
 * each head in order, then by tail again.
 *
 * The last two would miss the cache nearly every time if each arc were written
 * into its row at once. So arcs go first into buckets of neighbouring rows, from
 * which each row is then filled. The lists are the memory of the buckets, and of the
 * first side in the end: fresh pages cost as much as sorting. Threads share the arcs of the first
 * step and the buckets of the second; the order does not depend on how many there are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/arc_sort.h"

#include <omp.h>
#include <string.h>

#include "graph/base/array.h"

enum { BUCKET_BITS = 6, BUCKETS = 1 << BUCKET_BITS, MOST_THREADS = 64, WORTH_THREADS = 1 << 16 };
typedef GvEdge Starts[BUCKETS];

typedef struct {
  GvVertex n;
  GvEdge m;
  int threads;
  unsigned shift;            /* row >> shift is its bucket */
  GvVertex *rows, *others;   /* [m], the lists, then arcs by buckets: row and what goes into it */
  Starts *starts;            /* [threads], where a thread puts its next arc of a bucket */
  GvEdge first[BUCKETS + 1]; /* where buckets begin */
} Sort;

static void sort_clear(Sort *sort)
{
  g_free(sort->rows);
  g_free(sort->others);
  g_free(sort->starts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sort, sort_clear)

/* The arcs of thread t are [share(t), share(t + 1)). */
static GvEdge share(const Sort *sort, int t)
{
  return sort->m / (unsigned)sort->threads * (unsigned)t +
         MIN(sort->m % (unsigned)sort->threads, (unsigned)t);
}

/* The row that holds arc e, or n. */
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

static void count_rows(const GvVertex *rows, GvEdge m, GvEdge *offsets, GvVertex n)
{
  for (GvEdge e = 0; e < m; e++)
    offsets[rows[e] + 1]++;
  for (GvVertex v = 0; v < n; v++)
    offsets[v + 1] += offsets[v];
}

/* offsets[v + 1] becomes the beginning of row v. Whoever fills the row moves it
 * to its end, where it belongs. */
static void rewind_rows(GvEdge *offsets, GvVertex n)
{
  memmove(offsets + 1, offsets, (size_t)n * sizeof *offsets);
}

/* The arcs of the lists whose rows are [low, high). */
static void group_rows(const Sort *sort, GvVertex low, GvVertex high, GvSide *side)
{
  GvEdge *const next = side->offsets + 1;
  const GvVertex width = high - low;

  for (GvEdge e = 0; e < sort->m; e++)
    if (sort->rows[e] - low < width)
      side->targets[next[sort->rows[e]]++] = sort->others[e];
}

/* The lists by rows. Each thread goes through all arcs for its own rows. */
static void group(const Sort *sort, GvSide *side)
{
  const int threads = sort->threads;
  GvVertex bounds[MOST_THREADS + 1];

  for (int t = 0; t <= threads; t++)
    bounds[t] = t == threads ? sort->n : row_of(side->offsets, sort->n, share(sort, t));
  rewind_rows(side->offsets, sort->n);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int t = 0; t < threads; t++)
    group_rows(sort, bounds[t], bounds[t + 1], side);
}

/* Where each thread puts its arcs: within a bucket, those of a lower one first. */
static void place_buckets(Sort *sort, const GvVertex *rows, const GvEdge *offsets)
{
  const int threads = sort->threads;

  memset(sort->starts, 0, (size_t)threads * sizeof *sort->starts);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int t = 1; t < threads; t++)
    for (GvEdge e = share(sort, t - 1); e < share(sort, t); e++)
      sort->starts[t][rows[e] >> sort->shift]++;
  for (size_t b = 0; b <= BUCKETS; b++)
    sort->first[b] = offsets[MIN((uint64_t)b << sort->shift, sort->n)];
  for (size_t b = 0; b < BUCKETS; b++) {
    sort->starts[0][b] = sort->first[b];
    for (int t = 1; t < threads; t++)
      sort->starts[t][b] += sort->starts[t - 1][b];
  }
}

/* The arcs of thread t, turned round, into buckets. */
static void scatter(const Sort *sort, const GvSide *side, int t)
{
  GvVertex *const rows = sort->rows, *const others = sort->others;
  GvEdge *const starts = sort->starts[t];
  const GvEdge end = share(sort, t + 1);
  GvEdge e = share(sort, t);

  for (GvVertex v = row_of(side->offsets, sort->n, e); e < end; v++)
    for (const GvEdge stop = MIN(end, side->offsets[v + 1]); e < stop; e++) {
      const GvVertex row = side->targets[e];
      const GvEdge at = starts[row >> sort->shift]++;
      rows[at] = row;
      others[at] = v;
    }
}

/* The rows of a bucket; its arcs go to targets[0 ..). */
static void fill(const Sort *sort, size_t b, GvEdge *next, GvVertex *targets)
{
  const GvEdge first = sort->first[b], end = sort->first[b + 1];
  const GvVertex *const rows = sort->rows, *const others = sort->others;

  for (GvEdge e = first; e < end; e++)
    targets[next[rows[e]]++ - first] = others[e];
}

/* The arcs of `from` turned round into the buckets of `to`, whose offsets are known. */
static void scatter_all(Sort *sort, const GvSide *from, const GvSide *to)
{
  place_buckets(sort, from->targets, to->offsets);
  rewind_rows(to->offsets, sort->n);
#pragma omp parallel for num_threads(sort->threads) schedule(static, 1)
  for (int t = 0; t < sort->threads; t++)
    scatter(sort, from, t);
}

/* `from` turned round into `to`, which takes over its memory: meanwhile all arcs are in
 * the buckets. */
static void turn_over(Sort *sort, GvSide *from, GvSide *to)
{
  scatter_all(sort, from, to);
  to->targets = g_steal_pointer(&from->targets);
#pragma omp parallel for num_threads(sort->threads) schedule(dynamic, 1)
  for (size_t b = 0; b < BUCKETS; b++)
    fill(sort, b, to->offsets + 1, to->targets + sort->first[b]);
}

/* Room for the rows of a bucket, of each thread; 0 where that would be more than for
 * all arcs. */
static GvEdge room_of_thread(const Sort *sort)
{
  GvEdge most = 0;

  for (size_t b = 0; b < BUCKETS; b++)
    most = MAX(most, sort->first[b + 1] - sort->first[b]);
  return most <= sort->m / (unsigned)sort->threads ? most : 0;
}

/* The rows of each bucket are made in a place of the thread's own and then take the
 * place of the bucket's arcs. */
static void fill_in_place(Sort *sort, GvSide *to, GvVertex *own, GvEdge room)
{
#pragma omp parallel for num_threads(sort->threads) schedule(dynamic, 1)
  for (size_t b = 0; b < BUCKETS; b++) {
    GvVertex *const made = own + (GvEdge)omp_get_thread_num() * room;
    fill(sort, b, to->offsets + 1, made);
    memcpy(sort->rows + sort->first[b], made, (sort->first[b + 1] - sort->first[b]) * sizeof *made);
  }
  gv_array_shrink(&sort->rows, sort->m, sizeof *sort->rows);
  to->targets = g_steal_pointer(&sort->rows);
}

/* `from` turned round into `to`; both stay. */
static gboolean turn(Sort *sort, const GvSide *from, GvSide *to, GError **error)
{
  scatter_all(sort, from, to);
  const GvEdge room = room_of_thread(sort);
  g_autofree GvVertex *own =
      gv_array_new_raw(room ? room * (unsigned)sort->threads : sort->m, sizeof *own, error);
  if (own == NULL)
    return FALSE;
  if (room) {
    fill_in_place(sort, to, own, room);
    return TRUE;
  }
  to->targets = g_steal_pointer(&own);
#pragma omp parallel for num_threads(sort->threads) schedule(dynamic, 1)
  for (size_t b = 0; b < BUCKETS; b++)
    fill(sort, b, to->offsets + 1, to->targets + sort->first[b]);
  return TRUE;
}

static gboolean count_both(const Sort *sort, GvSide *out, GvSide *in, GError **error)
{
  const size_t room = (size_t)sort->n + 1;

  *out = *in = (GvSide){ 0 };
  if (!(out->offsets = gv_array_new(room, sizeof *out->offsets, error)) ||
      !(in->offsets = gv_array_new(room, sizeof *in->offsets, error)))
    return FALSE;
#pragma omp parallel sections num_threads(MIN(sort->threads, 2))
  {
#pragma omp section
    count_rows(sort->rows, sort->m, out->offsets, sort->n);
#pragma omp section
    count_rows(sort->others, sort->m, in->offsets, sort->n);
  }
  return TRUE;
}

gboolean gv_arcs_sort(GvVertex **from, GvVertex **to, GvEdge m, GvVertex n, GvSide *out, GvSide *in,
                      int threads, GError **error)
{
  g_auto(Sort) sort = { .n = n, .m = m, .rows = *from, .others = *to };

  *from = *to = NULL;
  sort.threads = m < WORTH_THREADS ? 1 : MIN(threads, MOST_THREADS);
  while ((uint64_t)n >> sort.shift >= BUCKETS)
    sort.shift++;
  if (!count_both(&sort, out, in, error) ||
      !(sort.starts = gv_array_new((size_t)sort.threads, sizeof *sort.starts, error)) ||
      !(out->targets = gv_array_new_raw(m, sizeof *out->targets, error)))
    return FALSE;
  group(&sort, out);
  turn_over(&sort, out, in);
  return turn(&sort, in, out, error);
}

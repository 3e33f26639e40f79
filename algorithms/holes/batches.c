/* Rows are listed in batches: the threads take chunks of rows in ascending
 * order and note what these give to others; when the notes are full, each thread
 * settles those on the ties it owns, chunk by chunk. So every tie has one writer
 * at a time and its addends one order, wherever a batch happens to end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/holes/batches.h"

#include <omp.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  CHUNK_WORDS = 1 << 13, /* notes of a chunk at most, unless one row alone has more */
  CHUNK_ROWS = 1024,
  CHUNKS = 1024,            /* a batch */
  WORDS_ALONE = 1 << 16,    /* notes of a thread: they should stay in its cache */
  WORDS_TOGETHER = 1 << 18, /* with others to wait for */
};

typedef struct {
  GvVertex begin, end; /* rows */
  const uint32_t *notes, *notes_end;
} Chunk;

typedef struct {
  GvListingScratch scratch;
  uint32_t *notes; /* [capacity] */
} Worker;

typedef struct {
  const GvListing *listing;
  const GvTask *task;
  int threads;
  GvEdge largest;  /* notes of any chunk at most */
  size_t capacity; /* of each worker's notes */
  Worker *workers; /* [threads] */
  Chunk chunks[CHUNKS];
  int chunk_count;
  GvVertex next; /* row that nobody has taken */
} Batches;

static void batches_free(Batches *b)
{
  for (int t = 0; b->workers && t < b->threads; t++) {
    g_free(b->workers[t].scratch.seen);
    g_free(b->workers[t].scratch.position);
    g_free(b->workers[t].scratch.own);
    g_free(b->workers[t].notes);
  }
  g_free(b->workers);
  g_free(b);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Batches, batches_free)

static gboolean worker_init(Worker *w, const Batches *b, GvVertex longest, GError **error)
{
  const GvVertex n = b->listing->rows.n;
  GvListingScratch *s = &w->scratch;

  return (s->seen = gv_array_new(n, sizeof *s->seen, error)) &&
         (s->position = gv_array_new_raw(n, sizeof *s->position, error)) &&
         (s->own = gv_array_new((size_t)longest + 1, sizeof *s->own, error)) &&
         (w->notes = gv_array_new_raw(b->capacity, sizeof *w->notes, error));
}

static gboolean batches_init(Batches *b, GError **error)
{
  const GvListing *l = b->listing;
  GvVertex longest = 0;

  b->largest = CHUNK_WORDS;
  for (GvVertex u = 0; u < l->rows.n; u++) {
    longest = (GvVertex)MAX(longest, gv_degree(l->rows, u));
    b->largest = MAX(b->largest, gv_listing_words(l, u));
  }
  b->capacity = MAX(b->threads > 1 ? WORDS_TOGETHER : WORDS_ALONE, b->largest);
  b->workers = g_new0(Worker, b->threads);
  for (int t = 0; t < b->threads; t++)
    if (!worker_init(&b->workers[t], b, longest, error))
      return FALSE;
  return TRUE;
}

static Chunk *take_chunk(Batches *b)
{
  const GvVertex n = b->listing->rows.n;
  Chunk *chunk = NULL;

#pragma omp critical(gv_holes_take_chunk)
  if (b->next < n && b->chunk_count < CHUNKS && !gv_task_is_cancelled(b->task)) {
    GvEdge words = gv_listing_words(b->listing, b->next);
    chunk = &b->chunks[b->chunk_count++];
    chunk->begin = b->next++;
    while (b->next < n && b->next - chunk->begin < CHUNK_ROWS &&
           (words += gv_listing_words(b->listing, b->next)) <= CHUNK_WORDS)
      b->next++;
    chunk->end = b->next;
  }
  return chunk;
}

static void list(Batches *b, const Worker *w)
{
  uint32_t *notes = w->notes;

  while (w->notes + b->capacity - notes >= (ptrdiff_t)b->largest) {
    Chunk *chunk = take_chunk(b);
    if (chunk == NULL)
      return;
    chunk->notes = notes;
    for (GvVertex u = chunk->begin; u < chunk->end; u++)
      notes = gv_listing_row(b->listing, u, &w->scratch, notes);
    chunk->notes_end = notes;
  }
}

static void run_batch(Batches *b)
{
  b->chunk_count = 0;
#pragma omp parallel num_threads(b->threads)
  {
    const GvListingShare share = { (GvVertex)omp_get_thread_num(),
                                   (GvVertex)omp_get_num_threads() };
    list(b, &b->workers[share.owner]);
#pragma omp barrier
    for (int c = 0; c < b->chunk_count; c++)
      gv_listing_settle(b->listing, b->chunks[c].notes, b->chunks[c].notes_end, share);
  }
}

gboolean gv_batches_run(const GvListing *listing, double to, GvTask *task, GError **error)
{
  g_autoptr(Batches) b = g_new0(Batches, 1);

  b->listing = listing;
  b->task = task;
  b->threads = gv_task_threads(task);
  if (!batches_init(b, error))
    return FALSE;
  while (b->next < listing->rows.n) {
    run_batch(b);
    if (!gv_task_step(task, to * b->next / listing->rows.n, error))
      return FALSE;
  }
  return TRUE;
}

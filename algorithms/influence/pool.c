/* Sets are drawn block by block, a block by one thread; then every thread turns
 * round what concerns its range of people. So the pool is the same on any number
 * of threads.
 *
 * Memory: 4 bytes an entry (twice that while a part is made), 4 n a part.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/pool.h"

#include <omp.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  BLOCK = GV_REVERSE_SETS, /* sets in a block */
  WAVE = 64,               /* blocks between two looks at the task */
};

/* What is kept of the sets of one block, one after the other. */
typedef struct {
  GvVertex *members;
  size_t size, capacity;
  uint32_t *ends; /* [sets], into members */
  size_t sets, ends_capacity;
  uint64_t covered;
} Block;

typedef struct {
  Block *blocks; /* [count] */
  size_t count;
} Blocks;

static void blocks_clear(Blocks *b)
{
  for (size_t i = 0; b->blocks && i < b->count; i++) {
    g_free(b->blocks[i].members);
    g_free(b->blocks[i].ends);
  }
  g_free(b->blocks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Blocks, blocks_clear)

gboolean gv_set_source_init(GvSetSource *s, const GvReverseModel *model, const double *value,
                            uint64_t seed, const GvTask *task, GError **error)
{
  const GvVertex n = model->ties.n;

  *s = (GvSetSource){ .model = model, .seed = seed };
  if (!gv_roots_init(&s->roots, n, value, error) ||
      !(s->scratch = gv_array_new((size_t)gv_task_threads(task), sizeof *s->scratch, error)))
    return FALSE;
  s->threads = gv_task_threads(task);
  for (int t = 0; t < s->threads; t++)
    if (!gv_reverse_set_init(&s->scratch[t], n, error))
      return FALSE;
  return TRUE;
}

void gv_set_source_clear(GvSetSource *s)
{
  for (int t = 0; t < s->threads; t++)
    gv_reverse_set_clear(&s->scratch[t]);
  g_free(s->scratch);
  gv_roots_clear(&s->roots);
  *s = (GvSetSource){ 0 };
}

uint64_t gv_set_source_work(const GvSetSource *s)
{
  uint64_t work = 0;

  for (int t = 0; t < s->threads; t++)
    work += s->scratch[t].looked + s->scratch[t].visited;
  return work;
}

uint64_t gv_stream_seed(const GvSetSource *s, unsigned stream)
{
  return gv_mix64(s->seed ^ gv_mix64(stream + UINT64_C(0x5eed)));
}

gboolean gv_pool_init(GvPool *p, GvVertex n, const uint8_t *people, unsigned stream, GError **error)
{
  *p = (GvPool){ .n = n, .people = people, .stream = stream };
  return (p->alone = gv_array_new(n, sizeof *p->alone, error)) != NULL;
}

void gv_pool_clear(GvPool *p)
{
  for (size_t i = 0; i < p->part_count; i++) {
    g_free(p->parts[i].offsets);
    g_free(p->parts[i].sets);
  }
  g_free(p->alone);
  *p = (GvPool){ 0 };
}

/* Candidates of the set move to its front; how many. */
static GvVertex keep_candidates(GvReverseSet *set, const uint8_t *people)
{
  GvVertex kept = 0;

  for (GvVertex i = 0; i < set->size; i++)
    if (people[set->members[i]] & GV_POOL_CANDIDATE)
      set->members[kept++] = set->members[i];
  return kept;
}

/* FALSE: no memory. */
static gboolean keep_set(Block *b, const GvReverseSet *set, GvVertex kept)
{
  if (!gv_array_reserve(&b->members, &b->capacity, b->size + kept, sizeof *b->members, NULL) ||
      !gv_array_reserve(&b->ends, &b->ends_capacity, b->sets + 1, sizeof *b->ends, NULL))
    return FALSE;
  memcpy(b->members + b->size, set->members, kept * sizeof *b->members);
  b->size += kept;
  b->ends[b->sets++] = (uint32_t)b->size;
  return b->size <= UINT32_MAX / 2;
}

/* Where the sets of a block go. */
typedef struct {
  Block *block;
  const uint8_t *people;
  gboolean failed; /* no memory */
} Keeper;

static void keep(GvReverseSet *set, void *data)
{
  Keeper *k = data;

  if (set->met & GV_POOL_ACTIVE)
    return;
  if (set->met & GV_POOL_SENTINEL)
    k->block->covered++;
  else if (set->met & GV_POOL_CANDIDATE)
    k->failed = k->failed || !keep_set(k->block, set, keep_candidates(set, k->people));
}

/* FALSE: no memory. */
static gboolean draw_block(Block *b, const GvPool *p, GvSetSource *source, uint64_t first,
                           uint64_t end)
{
  Keeper keeper = { b, p->people, FALSE };
  const GvReverseDraws draws = {
    .model = source->model,
    .roots = &source->roots,
    .watch = { p->people, source->patient ? 0 : GV_POOL_SENTINEL, p->near },
    .seed = gv_stream_seed(source, p->stream),
    .take = keep,
    .data = &keeper,
  };

  gv_reverse_sets_draw(&source->scratch[omp_get_thread_num()], &draws, first, end);
  gv_array_shrink(&b->members, b->size, sizeof *b->members);
  return !keeper.failed;
}

static gboolean draw_blocks(Blocks *blocks, const GvPool *p, GvSetSource *source, uint64_t end,
                            GvTask *task, GError **error)
{
  int failed = 0;

  for (size_t from = 0; from < blocks->count; from += WAVE) {
    const size_t to = MIN(from + WAVE, blocks->count);
    if (!gv_task_step(task, (double)from / (double)blocks->count, error))
      return FALSE;
#pragma omp parallel for num_threads(source->threads) schedule(dynamic, 1) reduction(| : failed)
    for (size_t b = from; b < to; b++) {
      const uint64_t first = p->drawn + b * BLOCK;
      if (!gv_task_is_cancelled(task))
        failed |= !draw_block(&blocks->blocks[b], p, source, first, MIN(first + BLOCK, end));
    }
    if (failed) {
      g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY,
                          "out of memory for random sets of people who reach somebody");
      return FALSE;
    }
  }
  return gv_task_step(task, 1, error);
}

/* Counts of the people from .. to - 1 into offsets[v + 1], and into alone. */
static void count_range(const Blocks *blocks, uint32_t *alone, uint32_t *offsets, GvVertex from,
                        GvVertex to)
{
  for (size_t b = 0; b < blocks->count; b++) {
    const Block *block = &blocks->blocks[b];
    for (size_t s = 0, i = 0; s < block->sets; s++) {
      const gboolean one = block->ends[s] - i == 1;
      for (; i < block->ends[s]; i++) {
        const GvVertex v = block->members[i];
        if (v < from || v >= to)
          continue;
        if (one)
          alone[v]++;
        else
          offsets[v + 1]++;
      }
    }
  }
}

/* Numbers of the stored sets, behind one another; offsets[v] moves on to its end. */
static void fill_range(const Blocks *blocks, GvPoolPart *part, GvVertex from, GvVertex to)
{
  uint32_t number = part->first;

  for (size_t b = 0; b < blocks->count; b++) {
    const Block *block = &blocks->blocks[b];
    for (size_t s = 0, i = 0; s < block->sets; s++) {
      if (block->ends[s] - i == 1) {
        i++;
        continue;
      }
      for (; i < block->ends[s]; i++) {
        const GvVertex v = block->members[i];
        if (v >= from && v < to)
          part->sets[part->offsets[v]++] = number;
      }
      number++;
    }
  }
}

static void in_ranges(const Blocks *blocks, GvPool *p, GvPoolPart *part, int threads, gboolean fill)
{
#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int t = 0; t < threads; t++) {
    const GvVertex from = (GvVertex)((uint64_t)p->n * (unsigned)t / (unsigned)threads);
    const GvVertex to = (GvVertex)((uint64_t)p->n * (unsigned)(t + 1) / (unsigned)threads);
    if (fill)
      fill_range(blocks, part, from, to);
    else
      count_range(blocks, p->alone, part->offsets, from, to);
  }
}

static void tally(const Blocks *blocks, uint64_t *stored, uint64_t *entries)
{
  *stored = *entries = 0;
  for (size_t b = 0; b < blocks->count; b++) {
    const Block *block = &blocks->blocks[b];
    for (size_t s = 0, i = 0; s < block->sets; i = block->ends[s++])
      if (block->ends[s] - i > 1) {
        ++*stored;
        *entries += block->ends[s] - i;
      }
  }
}

static gboolean turn_round(GvPool *p, const Blocks *blocks, int threads, GError **error)
{
  GvPoolPart part = { .first = p->stored };
  uint64_t stored, entries;

  tally(blocks, &stored, &entries);
  if (p->part_count == GV_POOL_MOST_PARTS || entries > UINT32_MAX ||
      p->stored + stored > UINT32_MAX) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT, "the pool of random sets is full");
    return FALSE;
  }
  part.offsets = gv_array_new((size_t)p->n + 1, sizeof *part.offsets, error);
  part.sets = part.offsets ? gv_array_new_raw(entries, sizeof *part.sets, error) : NULL;
  if (part.sets == NULL) {
    g_free(part.offsets);
    return FALSE;
  }
  in_ranges(blocks, p, &part, threads, FALSE);
  for (GvVertex v = 0; v < p->n; v++)
    part.offsets[v + 1] += part.offsets[v];
  in_ranges(blocks, p, &part, threads, TRUE);
  memmove(part.offsets + 1, part.offsets, p->n * sizeof *part.offsets);
  part.offsets[0] = 0;
  p->parts[p->part_count++] = part;
  p->stored += (uint32_t)stored;
  p->entries += entries;
  return TRUE;
}

gboolean gv_pool_grow(GvPool *p, GvSetSource *source, uint64_t more, GvTask *task, GError **error)
{
  g_auto(Blocks) blocks = { .count = (size_t)((more + BLOCK - 1) / BLOCK) };

  if (!(blocks.blocks = gv_array_new(blocks.count, sizeof *blocks.blocks, error)) ||
      !draw_blocks(&blocks, p, source, p->drawn + more, task, error) ||
      !turn_round(p, &blocks, source->threads, error))
    return FALSE;
  for (size_t b = 0; b < blocks.count; b++)
    p->covered += blocks.blocks[b].covered;
  p->drawn += more;
  return TRUE;
}

gboolean gv_pool_covered_since(const GvPool *p, size_t first_part, uint64_t covered_then,
                               const GvVertex *seeds, const uint32_t *alone_then, size_t count,
                               uint64_t *covered, GError **error)
{
  const uint32_t first = first_part < p->part_count ? p->parts[first_part].first : p->stored;
  g_autofree uint8_t *met = gv_array_new(p->stored - first, sizeof *met, error);

  if (met == NULL)
    return FALSE;
  *covered = p->covered - covered_then;
  for (size_t i = 0; i < count; i++) {
    const GvVertex v = seeds[i];
    *covered += p->alone[v] - alone_then[i];
    for (size_t g = first_part; g < p->part_count; g++)
      for (uint32_t e = p->parts[g].offsets[v]; e < p->parts[g].offsets[v + 1]; e++) {
        *covered += !met[p->parts[g].sets[e] - first];
        met[p->parts[g].sets[e] - first] = 1;
      }
  }
  return TRUE;
}

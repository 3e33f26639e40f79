/* Rows are built by blocks of parts, each into the room its members' arcs took,
 * and then moved together. Room that is not filled is never touched, so it
 * costs addresses and not memory; and no row is computed twice to learn its
 * length first.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/aggregate.h"

#include <omp.h>
#include <string.h>

#include "algorithms/communities/groups.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BLOCK_ARCS = 1 << 15 }; /* of the fine level; one part may have more */

typedef struct {
  GvVertex begin, end; /* parts */
  GvEdge room;         /* first arc of the block's room */
  GvEdge arcs;         /* filled */
} Block;

typedef struct {
  const GvLevel *fine;
  const GvVertex *parts; /* [fine->n] */
  GvGroups groups;       /* members of each part */
  Block *blocks;
  size_t count;
} Aggregation;

static void aggregation_clear(Aggregation *a)
{
  gv_groups_clear(&a->groups);
  g_free(a->blocks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Aggregation, aggregation_clear)

static GvEdge part_arcs(const Aggregation *a, GvVertex part)
{
  GvEdge arcs = 0;

  for (GvVertex i = a->groups.starts[part]; i < a->groups.starts[part + 1]; i++)
    arcs += gv_level_degree(a->fine, a->groups.members[i]);
  return arcs;
}

/* Cuts parts into blocks; *largest: the arcs of the largest part. */
static gboolean cut_blocks(Aggregation *a, GvEdge *largest, GError **error)
{
  size_t capacity = 0;
  Block block = { 0 };
  GvEdge room = 0;

  *largest = 0;
  for (GvVertex c = 0; c < a->groups.count; c++) {
    const GvEdge arcs = part_arcs(a, c);
    *largest = MAX(*largest, arcs);
    room += arcs;
    block.end = c + 1;
    if (room - block.room < BLOCK_ARCS && block.end < a->groups.count)
      continue;
    if (!gv_array_reserve(&a->blocks, &capacity, a->count + 1, sizeof *a->blocks, error))
      return FALSE;
    a->blocks[a->count++] = block;
    block = (Block){ .begin = block.end, .room = room };
  }
  return TRUE;
}

/* Writes a row at `at`; its length. */
static GvVertex write_row(GvLevel *coarse, const GvNearby *near, GvVertex part, GvEdge at)
{
  GvVertex length = 0;

  for (GvVertex i = 0; i < near->count; i++)
    if (near->communities[i] != part) {
      coarse->own_targets[at + length] = near->communities[i];
      if (coarse->own_light)
        coarse->own_light[at + length++] = (uint32_t)near->weights[near->communities[i]];
      else
        coarse->own_weights[at + length++] = near->weights[near->communities[i]];
    }
  return length;
}

static void build_block(const Aggregation *a, GvLevel *coarse, Block *block, GvNearby *near)
{
  const GvGroups *groups = &a->groups;

  for (GvVertex c = block->begin; c < block->end; c++) {
    GvMass mass = { 0, 0 };
    GvVertex length;
    gv_nearby_begin(near);
    for (GvVertex i = groups->starts[c]; i < groups->starts[c + 1]; i++) {
      gv_nearby_add_row(near, a->fine, a->parts, groups->members[i]);
      mass = gv_mass_plus(mass, a->fine->mass[groups->members[i]]);
    }
    coarse->own_mass[c] = mass;
    length = write_row(coarse, near, c, block->room + block->arcs);
    block->arcs += length;
    coarse->own_offsets[c + 1] = length;
  }
}

/* Moves the blocks together and turns lengths into offsets. */
static void close_gaps(GvLevel *coarse, const Aggregation *a)
{
  GvEdge at = 0;

  for (size_t b = 0; b < a->count; b++) {
    const Block block = a->blocks[b];
    memmove(coarse->own_targets + at, coarse->own_targets + block.room,
            block.arcs * sizeof *coarse->own_targets);
    if (coarse->own_light)
      memmove(coarse->own_light + at, coarse->own_light + block.room,
              block.arcs * sizeof *coarse->own_light);
    else
      memmove(coarse->own_weights + at, coarse->own_weights + block.room,
              block.arcs * sizeof *coarse->own_weights);
    at += block.arcs;
  }
  for (GvVertex c = 0; c < coarse->n; c++)
    coarse->own_offsets[c + 1] += coarse->own_offsets[c];
}

/* Gives back the room beyond the last arc. */
static void shrink(GvLevel *coarse)
{
  const GvEdge m = coarse->own_offsets[coarse->n];

  gv_array_shrink(&coarse->own_targets, m, sizeof *coarse->own_targets);
  if (coarse->own_light)
    gv_array_shrink(&coarse->own_light, m, sizeof *coarse->own_light);
  else
    gv_array_shrink(&coarse->own_weights, m, sizeof *coarse->own_weights);
  coarse->mass = coarse->own_mass;
  coarse->offsets = coarse->own_offsets;
  coarse->targets = coarse->own_targets;
  coarse->weights = coarse->own_weights;
  coarse->light = coarse->own_light;
}

/* No weight is above `total`. */
static gboolean allocate(GvLevel *coarse, GvVertex n, GvEdge arcs, int64_t total, GError **error)
{
  *coarse = (GvLevel){ .n = n };
  if (total <= UINT32_MAX) {
    if (!(coarse->own_light = gv_array_new_raw(arcs, sizeof *coarse->light, error)))
      return FALSE;
  } else if (!(coarse->own_weights = gv_array_new_raw(arcs, sizeof *coarse->weights, error)))
    return FALSE;
  return (coarse->own_mass = gv_array_new_raw(n, sizeof *coarse->mass, error)) &&
         (coarse->own_offsets = gv_array_new((size_t)n + 1, sizeof *coarse->offsets, error)) &&
         (coarse->own_targets = gv_array_new_raw(arcs, sizeof *coarse->targets, error));
}

gboolean gv_level_aggregate(GvLevel *coarse, const GvLevel *fine, const GvVertex *parts,
                            GvVertex count, GvMover *m, GError **error)
{
  g_auto(Aggregation) a = { .fine = fine, .parts = parts };
  GvEdge largest;

  if (!gv_groups_init(&a.groups, parts, fine->n, count, NULL, error) ||
      !cut_blocks(&a, &largest, error) ||
      !gv_nearby_reserve(m->nearby, m->threads, MIN(largest, count), error) ||
      !allocate(coarse, count, fine->offsets[fine->n], m->total, error))
    return FALSE;
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, 1)
  for (size_t b = 0; b < a.count; b++)
    if (!gv_task_is_cancelled(m->task))
      build_block(&a, coarse, &a.blocks[b], &m->nearby[omp_get_thread_num()]);
  if (!gv_task_step(m->task, 0.5, error))
    return FALSE;
  close_gaps(coarse, &a);
  shrink(coarse);
  return TRUE;
}

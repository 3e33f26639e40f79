/* Local moving in batches: the same result on any number of threads.
 *
 * Every phase below reads what the phases before it wrote, and each cell it
 * writes has one writer, or is an integer sum, or is set to 1 by whoever.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <omp.h>

#include "algorithms/communities/batches.h"
#include "algorithms/communities/queue.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum {
  BATCHES = 32,         /* a sweep, at most; fewer = staler choices */
  BATCH_ARCS = 50000,   /* at least; fewer = more barriers than work */
  QUEUE_BELOW = 100000, /* active arcs: the rest of a sweep that is not worth threads */
  GAIN_UNITS = 16,      /* gains are summed as integers, in 1/16 of a weight */
};

/* Vertices of one batch. */
typedef struct {
  const GvVertex *vertices; /* [count] */
  GvVertex count;
  gboolean from_singletons; /* first sweep: nearly everybody wants to move */
} Batch;

/* Of two single neighbours that want each other one must wait, or they swap. */
static gboolean would_swap(const GvAssignment *a, GvVertex own, GvVertex target)
{
  return a->members[own] == 1 && a->members[target] == 1 && target > own;
}

static int64_t propose(GvMover *m, const GvLevel *level, Batch batch)
{
  int64_t gained = 0;

#pragma omp parallel for num_threads(m->threads) schedule(dynamic, 64) reduction(+ : gained)
  for (GvVertex i = 0; i < batch.count; i++) {
    const GvVertex v = batch.vertices[i];
    const GvProposal p = gv_mover_propose(m, level, v, &m->nearby[omp_get_thread_num()]);
    m->active[v] = 0;
    if (p.improvement <= 0)
      continue;
    if (batch.from_singletons &&
        would_swap(&m->assignment, m->assignment.community[v], p.community)) {
      m->active[v] = 1;
      continue;
    }
    m->target[v] = p.community;
    gained += llrint(p.improvement * GAIN_UNITS);
  }
  return gained;
}

static gboolean goes_before(GvVertex a, GvVertex b)
{
  const uint64_t x = gv_mix64(a), y = gv_mix64(b);

  return x < y || (x == y && a < b);
}

/* A neighbour that wants to where v is, or is where v wants to. */
static gboolean has_rival(const GvMover *m, const GvLevel *level, GvVertex v)
{
  const GvVertex *community = m->assignment.community;
  const GvVertex from = community[v], to = m->target[v];

  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
    const GvVertex u = level->targets[e];
    if (m->target[u] != GV_VERTEX_NONE && (m->target[u] == from || community[u] == to) &&
        goes_before(u, v))
      return TRUE;
  }
  return FALSE;
}

/* Without this neighbours chase each other for ever. Those who leave the same
 * community, or join the same one, gain by moving together: they need not wait. */
static void defer_rivals(GvMover *m, const GvLevel *level, Batch batch)
{
#pragma omp parallel for num_threads(m->threads) schedule(dynamic, 256)
  for (GvVertex i = 0; i < batch.count; i++) {
    const GvVertex v = batch.vertices[i];
    if (m->target[v] != GV_VERTEX_NONE && has_rival(m, level, v))
      m->active[v] = 1;
  }
}

static void move_shared(GvAssignment *a, GvMass mass, GvVertex v, GvVertex target)
{
  const GvVertex from = a->community[v];

#pragma omp atomic
  a->mass[from].out -= mass.out;
#pragma omp atomic
  a->mass[from].in -= mass.in;
#pragma omp atomic
  a->members[from]--;
#pragma omp atomic
  a->mass[target].out += mass.out;
#pragma omp atomic
  a->mass[target].in += mass.in;
#pragma omp atomic
  a->members[target]++;
  a->community[v] = target;
}

/* Leaves a target with those who moved only. */
static void commit(GvMover *m, const GvLevel *level, Batch batch)
{
#pragma omp parallel for num_threads(m->threads) schedule(static)
  for (GvVertex i = 0; i < batch.count; i++) {
    const GvVertex v = batch.vertices[i];
    if (m->target[v] == GV_VERTEX_NONE)
      continue;
    if (m->active[v])
      m->target[v] = GV_VERTEX_NONE;
    else
      move_shared(&m->assignment, level->mass[v], v, m->target[v]);
  }
}

static void wake_neighbours(GvMover *m, const GvLevel *level, Batch batch)
{
  const GvVertex *community = m->assignment.community;

#pragma omp parallel for num_threads(m->threads) schedule(dynamic, 256)
  for (GvVertex i = 0; i < batch.count; i++) {
    const GvVertex v = batch.vertices[i];
    if (m->target[v] == GV_VERTEX_NONE)
      continue;
    for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
      const GvVertex u = level->targets[e];
      if (community[u] != community[v])
        __atomic_store_n(&m->active[u], 1, __ATOMIC_RELAXED);
    }
    m->target[v] = GV_VERTEX_NONE;
  }
}

static int64_t run_batch(GvMover *m, const GvLevel *level, Batch batch)
{
  const int64_t gained = propose(m, level, batch);

  if (!batch.from_singletons)
    defer_rivals(m, level, batch);
  commit(m, level, batch);
  wake_neighbours(m, level, batch);
  return gained;
}

/* How many of m->list from `begin` on make up about `arcs`: hubs are no reason
 * for one batch to last longer. */
static GvVertex cut_batch(const GvMover *m, const GvLevel *level, GvVertex begin, GvVertex end,
                          GvEdge arcs)
{
  GvEdge sum = 0;
  GvVertex i = begin;

  while (i < end && sum < arcs)
    sum += gv_level_degree(level, m->list[i++]);
  return i - begin;
}

typedef struct {
  GvVertex count;
  GvEdge arcs;
  gboolean from_singletons;
} Sweep;

static gboolean run_sweep(GvMover *m, const GvLevel *level, Sweep sweep, int64_t *gained,
                          GError **error)
{
  const GvEdge share = MAX(sweep.arcs / BATCHES + 1, BATCH_ARCS);
  GvVertex count;

  *gained = 0;
  for (GvVertex begin = 0; begin < sweep.count; begin += count) {
    count = cut_batch(m, level, begin, sweep.count, share);
    *gained += run_batch(m, level, (Batch){ m->list + begin, count, sweep.from_singletons });
    if (!gv_task_step(m->task, 0.5, error))
      return FALSE;
  }
  return TRUE;
}

gboolean gv_move_in_batches(GvMover *m, const GvLevel *level, GvPatience patience, GError **error)
{
  const double least = patience.tolerance * (double)m->total * GAIN_UNITS;
  const gboolean singletons = gv_assignment_communities(&m->assignment, level->n) == level->n;

  for (unsigned i = 0; i < patience.sweeps; i++) {
    Sweep sweep = { .from_singletons = singletons && i == 0 };
    int64_t gained;
    sweep.count = gv_mover_list_active(m, level, &sweep.arcs);
    if (sweep.arcs < QUEUE_BELOW)
      return gv_move_by_queue(m, level, error);
    if (!run_sweep(m, level, sweep, &gained, error))
      return FALSE;
    if ((double)gained < least)
      break;
  }
  return TRUE;
}

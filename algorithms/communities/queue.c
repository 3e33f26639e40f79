/* Local moving on one thread: who moves wakes its neighbours (Traag et al. 2019,
 * "fast local move").
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/communities/queue.h"
#include "graph/base/task.h"

enum { VISITS_PER_STEP = 1 << 14 };

/* A ring; a vertex is in it at most once, so n places are enough. */
typedef struct {
  GvVertex *ring;
  GvVertex size, head, length;
} Queue;

static GvVertex queue_pop(Queue *q)
{
  const GvVertex v = q->ring[q->head];

  q->head = q->head + 1 == q->size ? 0 : q->head + 1;
  q->length--;
  return v;
}

static void queue_push(Queue *q, GvVertex v)
{
  const uint64_t tail = (uint64_t)q->head + q->length++;

  q->ring[tail < q->size ? tail : tail - q->size] = v;
}

static void wake_neighbours(GvMover *m, const GvLevel *level, GvVertex v, Queue *q)
{
  const GvVertex c = m->assignment.community[v];

  for (GvEdge e = level->offsets[v]; e < level->offsets[v + 1]; e++) {
    const GvVertex u = level->targets[e];
    if (!m->active[u] && m->assignment.community[u] != c) {
      m->active[u] = 1;
      queue_push(q, u);
    }
  }
}

gboolean gv_move_by_queue(GvMover *m, const GvLevel *level, GError **error)
{
  GvEdge arcs;
  Queue q = { .ring = m->list, .size = level->n };

  q.length = gv_mover_list_active(m, level, &arcs);
  for (uint64_t visits = 0; q.length > 0; visits++) {
    const GvVertex v = queue_pop(&q);
    const GvProposal p = gv_mover_propose(m, level, v, &m->nearby[0]);
    m->active[v] = 0;
    if (p.improvement > 0) {
      gv_assignment_move(&m->assignment, level, v, p.community);
      wake_neighbours(m, level, v, &q);
    }
    if (visits % VISITS_PER_STEP == 0 && !gv_task_step(m->task, 0.5, error))
      return FALSE;
  }
  return TRUE;
}

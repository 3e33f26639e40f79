/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/nearest.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

#include "algorithms/paths/nearest_batch.h"
#include "algorithms/paths/source_order.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum {
  BATCHES_MOST = 8,          /* a round, in which the threshold is the same */
  SMALL = 4 * GV_WAVE_LANES, /* people: no more are searched from all at once */
  FEW = 8,                   /* times as many as asked for are there at least */
};

/* Scores that differ by less may be the same but for rounding. */
#define ROUNDING 1e-9

const GvNearestEffort gv_nearest_effort = { GV_WAVE_LANES, 16, 1 / 3.0 };

typedef struct {
  double score;
  uint64_t lot; /* between equal scores */
  GvVertex vertex;
} Ranked;

typedef struct {
  const GvNearest *nearest;
  const GvNearestEffort *effort;
  GvGraph *graph; /* along whose rows is searched */
  GvVertex n, top;
  GvWithinReach reach;
  Ranked *waiting; /* [waiting_count], by bound; those from `next` on are not yet searched from */
  GvVertex waiting_count, next;
  GvVertex *place; /* [n], in the order in which searches run well together */
  GvRuledOut ruled_out;
  GvNearestBatch *batches; /* [BATCHES_MOST] */
  GvVertex *sources;       /* [BATCHES_MOST * lanes], of the round at hand */
  GvVertex source_count;
  GArray *found; /* of Ranked: who may be among the first, the best first */
  GArray *pool;  /* of GvWaveScratch, one a thread */
  GvNearestRound round;
  double work, work_of_all;
  GvVertex searched;
} State;

static void state_clear(State *s)
{
  g_clear_pointer(&s->graph, gv_graph_unref);
  gv_within_reach_clear(&s->reach);
  g_free(s->waiting);
  g_free(s->place);
  g_free(s->ruled_out.steps);
  g_free(s->ruled_out.queue);
  g_free(s->batches);
  g_free(s->sources);
  g_clear_pointer(&s->found, g_array_unref);
  g_clear_pointer(&s->pool, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(State, state_clear)

static int best_first(const void *a, const void *b)
{
  const Ranked *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->lot > y->lot) - (x->lot < y->lot);
}

/* Everybody who reaches somebody, by what the score is at most. Equals wait in an order
 * of chance, so that those who stand together do not run together. */
static gboolean line_up(State *s, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(s->graph);
  g_autofree double *bounds = gv_array_new_raw(s->n, sizeof *bounds, error);

  if (bounds == NULL || !(s->waiting = gv_array_new_raw(s->n, sizeof *s->waiting, error)) ||
      !gv_nearest_bounds(s->nearest, s->graph, &s->reach, bounds, task, error))
    return FALSE;
  for (GvVertex v = 0; v < s->n; v++)
    if (gv_degree(out, v) > 0)
      s->waiting[s->waiting_count++] = (Ranked){ bounds[v], gv_mix64(v), v };
  qsort(s->waiting, s->waiting_count, sizeof *s->waiting, best_first);
  return TRUE;
}

static gboolean find_places(State *s, GError **error)
{
  g_autofree GvVertex *order = gv_source_order(gv_graph_in(s->graph), error);

  if (order == NULL || !(s->place = gv_array_new_raw(s->n, sizeof *s->place, error)))
    return FALSE;
  for (GvVertex i = 0; i < s->n; i++)
    s->place[order[i]] = i;
  return TRUE;
}

static gboolean make_pool(State *s, int threads, GError **error)
{
  s->pool = g_array_new(FALSE, TRUE, sizeof(GvWaveScratch));
  g_array_set_clear_func(s->pool, (GDestroyNotify)gv_wave_scratch_clear);
  g_array_set_size(s->pool, (guint)MIN(threads, BATCHES_MOST));
  for (guint t = 0; t < s->pool->len; t++)
    if (!gv_wave_scratch_init(&g_array_index(s->pool, GvWaveScratch, t), s->graph, error))
      return FALSE;
  return TRUE;
}

static gboolean state_fill(State *s, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(s->graph);

  s->found = g_array_new(FALSE, FALSE, sizeof(Ranked));
  if (!gv_within_reach_init(&s->reach, out, error) || !line_up(s, task, error) ||
      !find_places(s, error))
    return FALSE;
  s->round = (GvNearestRound){ s->nearest, &s->reach,      task,
                               -INFINITY,  s->effort->far, gv_graph_is_directed(s->graph) };
  s->ruled_out.out = out;
  s->ruled_out.component = s->nearest->more_is_better ? NULL : s->reach.component;
  return (s->ruled_out.steps = gv_array_new(s->n, sizeof(GvVertex), error)) &&
         (s->ruled_out.queue = gv_array_new_raw(s->n, sizeof(GvVertex), error)) &&
         (s->batches = gv_array_new_raw(BATCHES_MOST, sizeof *s->batches, error)) &&
         (s->sources = gv_array_new_raw((size_t)BATCHES_MOST * s->effort->lanes, sizeof *s->sources,
                                        error)) &&
         make_pool(s, gv_task_threads(task), error);
}

static int by_place(const void *a, const void *b, void *place)
{
  const GvVertex *x = a, *y = b, *at = place;

  return (at[*x] > at[*y]) - (at[*x] < at[*y]);
}

/* The most promising who are left, at most so many. */
static void choose(State *s, GvVertex most)
{
  s->source_count = 0;
  for (; s->next < s->waiting_count && s->source_count < most; s->next++) {
    const Ranked *r = &s->waiting[s->next];
    if (r->score < s->round.threshold) {
      s->next = s->waiting_count;
      break;
    }
    if (s->ruled_out.steps[r->vertex] == 0)
      s->sources[s->source_count++] = r->vertex;
  }
  g_qsort_with_data(s->sources, (gint)s->source_count, sizeof *s->sources, by_place, s->place);
}

static GvVertex run_batches(State *s, GvTask *task)
{
  const GvVertex lanes = s->effort->lanes;
  const GvVertex count = s->source_count / lanes + (s->source_count % lanes != 0);

#pragma omp parallel for num_threads((int)s->pool->len) schedule(dynamic, 1)
  for (GvVertex i = 0; i < count; i++) {
    s->batches[i] = (GvNearestBatch){ .round = &s->round, .sources = s->sources + i * lanes };
    s->batches[i].count = MIN(lanes, s->source_count - i * lanes);
    if (!gv_task_is_cancelled(task))
      gv_nearest_batch_run(&s->batches[i],
                           &g_array_index(s->pool, GvWaveScratch, omp_get_thread_num()));
  }
  return count;
}

static void take(State *s, const GvNearestBatch *b)
{
  for (GvVertex l = 0; l < b->count; l++) {
    const Ranked r = { b->near[l].people > 0 ? s->nearest->score(&b->near[l]) : 0, 0,
                       b->sources[l] };
    if (!b->given_up[l] && b->near[l].people > 0)
      g_array_append_val(s->found, r);
  }
  s->searched += b->count;
  s->work += b->work;
}

/* Forgets who was found and is not among the first, and raises the threshold. */
static void keep_the_first(State *s)
{
  Ranked *found = (Ranked *)(void *)s->found->data;
  guint count = s->found->len;

  if (count < s->top)
    return;
  qsort(found, count, sizeof *found, best_first);
  s->round.threshold = found[s->top - 1].score * (1 - ROUNDING);
  while (count > s->top && found[count - 1].score < s->round.threshold)
    count--;
  g_array_set_size(s->found, count);
}

/* What the batches of a round found, which are cleared. */
static gboolean take_all(State *s, GvVertex count, GError **error)
{
  GvRuling rulings[GV_WAVE_LANES];
  gboolean no_memory = FALSE;

  for (GvVertex i = 0; i < count; i++) {
    no_memory |= s->batches[i].no_memory;
    take(s, &s->batches[i]);
  }
  keep_the_first(s);
  for (GvVertex i = 0; i < count; i++) {
    gv_ruled_out_add(&s->ruled_out, rulings,
                     gv_nearest_batch_rule(&s->batches[i], s->round.threshold, rulings));
    gv_nearest_batch_clear(&s->batches[i]);
  }
  if (no_memory)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY,
                        "out of memory for how many are at each distance");
  return !no_memory;
}

/* FALSE with no error set: it is given up. */
static gboolean run_rounds(State *s, GvTask *task, GError **error)
{
  const GvVertex lanes = s->effort->lanes;
  GvVertex most = 1;

  for (choose(s, lanes); s->source_count > 0; choose(s, most * lanes)) {
    if (!take_all(s, run_batches(s, task), error) ||
        !gv_task_step(task, s->work / (s->work + s->work_of_all), error))
      return FALSE;
    if (s->work_of_all == 0)
      s->work_of_all = s->work / s->searched * s->n;
    if (s->work > s->effort->share * s->work_of_all && s->next < s->waiting_count)
      return FALSE;
    most = MIN(2 * most, BATCHES_MOST);
  }
  return TRUE;
}

static int by_vertex(const void *a, const void *b)
{
  const GvVertex *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Where fewer than asked for reach anybody, others come after them as they appear. */
static GvVertex list(const State *s, GvVertex *people)
{
  const GvAdjacency out = gv_graph_out(s->graph);
  GvVertex count = 0;

  for (guint i = 0; i < s->found->len; i++)
    people[count++] = g_array_index(s->found, Ranked, i).vertex;
  for (GvVertex v = 0; v < s->n && count < s->top; v++)
    if (gv_degree(out, v) == 0)
      people[count++] = v;
  qsort(people, count, sizeof *people, by_vertex);
  return count;
}

gboolean gv_nearest_run(const GvNearest *nearest, const GvNearestEffort *effort, GvGraph *given,
                        GvVertex top, GvVertex *people, GvVertex *count, GvTask *task,
                        GError **error)
{
  g_autoptr(GvGraph) towards = gv_paths_towards(given, nearest->mode, task, error);
  g_autoptr(GError) failed = NULL;
  g_auto(State) s = { .nearest = nearest, .effort = effort, .top = top };

  if (towards == NULL)
    return FALSE;
  s.graph = gv_graph_reversed(towards);
  s.n = gv_graph_vertices(towards);
  if (!state_fill(&s, task, error))
    return FALSE;
  const gboolean done = run_rounds(&s, task, &failed);
  if (failed) {
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
  }
  *count = done ? list(&s, people) : GV_VERTEX_NONE;
  gv_task_figure(task, "people_searched", GV_FIGURE_INTEGER, s.searched);
  return TRUE;
}

gboolean gv_nearest_find(const GvNearest *nearest, const GvDistanceOptions *o, GvGraph *graph,
                         GvVertex top, GvVertex *people, GvVertex *count, GvTask *task,
                         GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  const gboolean unit = o->length == GV_LENGTH_UNIT || !gv_graph_is_weighted(graph);

  *count = GV_VERTEX_NONE;
  if (o->epsilon > 0 || !unit || n <= SMALL || top > n / FEW)
    return TRUE;
  return gv_nearest_run(nearest, &gv_nearest_effort, graph, top, people, count, task, error);
}

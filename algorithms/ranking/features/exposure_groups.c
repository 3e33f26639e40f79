/* In how many circles of the person's contacts somebody speaks for us already: the
 * connected components among the advocates and loyalists they have ties with (structural
 * diversity: Ugander, Backstrom, Marlow, Kleinberg 2012).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <omp.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* The ties among those who speak for us. */
typedef struct {
  GvEdge *offsets; /* [n + 1] */
  GvVertex *targets;
} Speakers;

/* Of one thread. */
typedef struct {
  const Speakers *speakers;
  GvVertex *owner; /* [n], 1 + whose contact it is and not yet in a circle */
  GvVertex *stack; /* [n] */
} Scratch;

static gboolean speaks(const uint8_t *stage, GvVertex v)
{
  return stage[v] >= GV_STAGE_LOYALIST;
}

static void speakers_clear(Speakers *s)
{
  g_free(s->offsets);
  g_free(s->targets);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Speakers, speakers_clear)

/* A speaker may have millions of contacts, and is looked at from each of them. */
static gboolean speakers_init(Speakers *s, const GvEvidence *e, GError **error)
{
  const GvAdjacency ties = gv_graph_out(e->undirected);
  const uint8_t *stage = gv_network_people(e->network)->stage;
  GvEdge all = 0, count = 0;

  for (GvVertex v = 0; v < e->n; v++)
    all += speaks(stage, v) ? gv_degree(ties, v) : 0;
  if (!(s->offsets = gv_array_new((size_t)e->n + 1, sizeof *s->offsets, error)) ||
      !(s->targets = gv_array_new_raw(all, sizeof *s->targets, error)))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++) {
    for (GvEdge i = ties.offsets[v]; speaks(stage, v) && i < ties.offsets[v + 1]; i++)
      if (speaks(stage, ties.targets[i]))
        s->targets[count++] = ties.targets[i];
    s->offsets[v + 1] = count;
  }
  return TRUE;
}

/* Takes the circle of `first` out of the contacts left. */
static void take_circle(const Scratch *s, GvVertex v, GvVertex first)
{
  const Speakers *ties = s->speakers;
  size_t depth = 0;

  s->owner[first] = 0;
  s->stack[depth++] = first;
  while (depth > 0) {
    const GvVertex x = s->stack[--depth];
    for (GvEdge i = ties->offsets[x]; i < ties->offsets[x + 1]; i++) {
      const GvVertex y = ties->targets[i];
      if (s->owner[y] != v + 1)
        continue;
      s->owner[y] = 0;
      s->stack[depth++] = y;
    }
  }
}

static GvVertex circles(const GvEvidence *e, const Scratch *s, GvVertex v)
{
  const GvAdjacency ties = gv_graph_out(e->undirected);
  const uint8_t *stage = gv_network_people(e->network)->stage;
  GvVertex count = 0;

  for (GvEdge i = ties.offsets[v]; i < ties.offsets[v + 1]; i++)
    if (speaks(stage, ties.targets[i]))
      s->owner[ties.targets[i]] = v + 1;
  for (GvEdge i = ties.offsets[v]; i < ties.offsets[v + 1]; i++)
    if (s->owner[ties.targets[i]] == v + 1) {
      take_circle(s, v, ties.targets[i]);
      count++;
    }
  return count;
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  g_auto(Speakers) speakers = { 0 };
  const size_t threads = (size_t)gv_task_threads(task);
  g_autofree GvVertex *owner = gv_array_new(threads * e->n, sizeof *owner, error);
  g_autofree GvVertex *stack = owner ? gv_array_new_raw(threads * e->n, sizeof *stack, error) : NULL;

  if (stack == NULL || !speakers_init(&speakers, e, error))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 256)
  for (GvVertex v = 0; v < e->n; v++) {
    const size_t mine = (size_t)omp_get_thread_num() * e->n;
    if (!gv_task_is_cancelled(task))
      values[v] = circles(e, &(Scratch){ &speakers, owner + mine, stack + mine }, v);
  }
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  (void)e;
  (void)v;
  return value >= 2
             ? g_strdup_printf("advocates or loyalists in %.0f separate circles around them", value)
             : NULL;
}

const GvFeature gv_feature_exposure_groups = {
  .name = "exposure_groups",
  .family = GV_FAMILY_CONVERTIBILITY,
  .sentence = "in how many separate circles of their contacts there is an advocate or loyalist",
  .direction = +1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .applies = gv_evidence_has_stages,
  .compute = compute,
  .reason = reason,
};

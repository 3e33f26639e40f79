/* Influence from events with items: what each tie passed on. A person's arcs and
 * adoptions are one thread's, so sums have one order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/learning/influence_tally.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { CHUNK = 64 };

typedef struct {
  const GvAdoptions *adoptions;
  const GvMeetings *meetings;
  GvAdjacency out;
  const GvLearnOptions *options;
  double *delays;   /* [m], sum along the tie */
  uint32_t *passes; /* [m] */
  uint32_t *rivals; /* [adoptions], people listened to who acted before */
  uint8_t *soon;    /* [adoptions], one of them less than tau before */
  double tau;       /* of all ties */
} Work;

static void work_clear(Work *w)
{
  g_free(w->delays);
  g_free(w->passes);
  g_free(w->rivals);
  g_free(w->soon);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static void count_passes(Work *w, GvVertex u)
{
  const GvMeetings *m = w->meetings;

  for (GvEdge e = w->out.offsets[u]; e < w->out.offsets[u + 1]; e++)
    for (size_t k = m->begin[e]; k < m->begin[e + 1]; k++) {
      const double delay = gv_meeting_delay(w->adoptions, m, k, w->options->within);
      if (delay > 0) {
        w->delays[e] += delay;
        w->passes[e]++;
        w->rivals[m->listener[k]]++;
      }
    }
}

static double tau_of(const Work *w, GvEdge e)
{
  return w->options->decay == GV_DECAY_TIE ? w->delays[e] / w->passes[e] : w->tau;
}

/* The share of u's items that came within tau of somebody. */
static double influenceability(const Work *w, GvVertex u)
{
  const GvMeetings *m = w->meetings;
  const size_t begin = w->adoptions->begin[u], end = w->adoptions->begin[u + 1];
  size_t soon = 0;

  for (GvEdge e = w->out.offsets[u]; e < w->out.offsets[u + 1]; e++)
    for (size_t k = m->begin[e]; k < m->begin[e + 1]; k++) {
      const double delay = gv_meeting_delay(w->adoptions, m, k, w->options->within);
      if (delay > 0 && delay <= tau_of(w, e))
        w->soon[m->listener[k]] = 1;
    }
  for (size_t i = begin; i < end; i++)
    soon += w->soon[i];
  return end > begin ? (double)soon / (double)(end - begin) : 0;
}

static double tries_of(const Work *w, GvVertex u, GvEdge e)
{
  const double of_u = (double)gv_adoptions_of(w->adoptions, u);
  const double of_v = (double)gv_adoptions_of(w->adoptions, w->out.targets[e]);

  switch (w->options->model) {
  case GV_INFLUENCE_JACCARD:
    return of_u + of_v - (double)(w->meetings->begin[e + 1] - w->meetings->begin[e]);
  case GV_INFLUENCE_CREDIT:
    return of_u;
  default:
    return of_v;
  }
}

static void sum_passes(const Work *w, GvInfluenceTally *tally, GvVertex u)
{
  const GvLearnOptions *o = w->options;
  const GvMeetings *m = w->meetings;
  const gboolean shares = o->model == GV_INFLUENCE_PARTIAL || o->model == GV_INFLUENCE_CREDIT;
  const double scale =
      o->model == GV_INFLUENCE_CREDIT && o->decay != GV_DECAY_NONE ? influenceability(w, u) : 1;

  for (GvEdge e = w->out.offsets[u]; e < w->out.offsets[u + 1]; e++) {
    double sum = 0;
    for (size_t k = m->begin[e]; k < m->begin[e + 1]; k++) {
      const double delay = gv_meeting_delay(w->adoptions, m, k, o->within);
      if (delay > 0)
        sum += (o->decay == GV_DECAY_NONE ? 1 : exp(-delay / tau_of(w, e))) /
               (shares ? w->rivals[m->listener[k]] : 1);
    }
    tally->passed[e] = sum * scale;
    tally->tried[e] = tries_of(w, u, e);
  }
}

static double mean_delay(const Work *w, GvEdge arcs)
{
  double sum = 0, passes = 0;

  for (GvEdge e = 0; e < arcs; e++) {
    sum += w->delays[e];
    passes += w->passes[e];
  }
  return passes > 0 ? sum / passes : NAN;
}

gboolean gv_tally_items(GvInfluenceTally *tally, const GvAdoptions *adoptions,
                        const GvMeetings *meetings, GvAdjacency out, const GvLearnOptions *options,
                        GvTask *task, GError **error)
{
  g_auto(Work) w = { .adoptions = adoptions, .meetings = meetings, .out = out, .options = options };
  const size_t arcs = MAX(out.offsets[out.n], 1), actions = MAX(adoptions->count, 1);

  if (!(w.delays = gv_array_new(arcs, sizeof *w.delays, error)) ||
      !(w.passes = gv_array_new(arcs, sizeof *w.passes, error)) ||
      !(w.rivals = gv_array_new(actions, sizeof *w.rivals, error)) ||
      !(w.soon = gv_array_new(actions, 1, error)))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, CHUNK)
  for (GvVertex u = 0; u < out.n; u++)
    if (!gv_task_is_cancelled(task))
      count_passes(&w, u);
  tally->delay = w.tau = mean_delay(&w, out.offsets[out.n]);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, CHUNK)
  for (GvVertex u = 0; u < out.n; u++)
    if (!gv_task_is_cancelled(task))
      sum_passes(&w, tally, u);
  return gv_task_check(task, error);
}

/* Influence from dated interactions: an act of v is answered by u where u acts towards v
 * after it and not after v's next act. One walk through the rows in order of time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/learning/influence_tally.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { STEP = 1 << 20 };

typedef struct {
  GvActs acts;
  const GvLayer *layers;
  GvAdjacency out;
  const GvLearnOptions *options;
  double *latest;     /* [n], time of a person's latest act */
  uint32_t *number;   /* [n], acts of a person so far */
  uint32_t *answered; /* [m], the number of the act answered last */
  double *delays;     /* [m], sum */
  uint32_t *passes;   /* [m] */
  double tau;         /* of all ties; what decay goes by in the second walk */
  gboolean again;     /* the second walk */
  double *passed;     /* [m] */
} Walk;

static void walk_clear(Walk *w)
{
  g_free(w->latest);
  g_free(w->number);
  g_free(w->answered);
  g_free(w->delays);
  g_free(w->passes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Walk, walk_clear)

static gboolean is_act(const Walk *w, size_t row)
{
  return w->layers[w->acts.layer ? w->acts.layer[row] : 0].kind != GV_TIE_FOLLOW;
}

/* The arc of a row, or the number of arcs where it makes no tie. */
static GvEdge find_arc(const Walk *w, GvVertex from, GvVertex to)
{
  GvEdge low = w->out.offsets[from], high = w->out.offsets[from + 1];

  while (low < high) {
    const GvEdge middle = low + (high - low) / 2;
    if (w->out.targets[middle] < to)
      low = middle + 1;
    else
      high = middle;
  }
  return low < w->out.offsets[from + 1] && w->out.targets[low] == to ? low
                                                                     : w->out.offsets[w->out.n];
}

static void answer(Walk *w, size_t row)
{
  const GvVertex u = w->acts.from[row], v = w->acts.to[row];
  const double delay = w->number[v] ? w->acts.time[row] - w->latest[v] : 0;

  if (u == v || delay <= 0 || (w->options->within > 0 && delay > w->options->within))
    return;
  const GvEdge e = find_arc(w, u, v);
  if (e == w->out.offsets[w->out.n] || w->answered[e] == w->number[v])
    return;
  w->answered[e] = w->number[v];
  if (w->again) {
    const double tau = w->options->decay == GV_DECAY_TIE ? w->delays[e] / w->passes[e] : w->tau;
    w->passed[e] += exp(-delay / tau);
    return;
  }
  w->delays[e] += delay;
  w->passes[e]++;
}

static void act(Walk *w, size_t row)
{
  w->latest[w->acts.from[row]] = w->acts.time[row];
  w->number[w->acts.from[row]]++;
}

/* What happens at one time answers what was before. */
static gboolean walk(Walk *w, uint64_t *acts, GvTask *task, GError **error)
{
  const GvActs *a = &w->acts;

  *acts = 0;
  for (size_t i = 0, j; i < a->dated; i = j) {
    const double time = a->time[a->by_time[i]];
    if (i % STEP == 0 && !gv_task_check(task, error))
      return FALSE;
    for (j = i; j < a->dated && !(a->time[a->by_time[j]] > time); j++)
      if (is_act(w, a->by_time[j])) {
        answer(w, a->by_time[j]);
        (*acts)++;
      }
    for (size_t k = i; k < j; k++)
      if (is_act(w, a->by_time[k]))
        act(w, a->by_time[k]);
  }
  return TRUE;
}

static double mean_delay(const Walk *w, GvEdge arcs)
{
  double sum = 0, passes = 0;

  for (GvEdge e = 0; e < arcs; e++) {
    sum += w->delays[e];
    passes += w->passes[e];
  }
  return passes > 0 ? sum / passes : NAN;
}

static gboolean walk_init(Walk *w, size_t arcs, GError **error)
{
  const size_t people = MAX(w->out.n, 1);

  return (w->latest = gv_array_new(people, sizeof *w->latest, error)) &&
         (w->number = gv_array_new(people, sizeof *w->number, error)) &&
         (w->answered = gv_array_new(arcs, sizeof *w->answered, error)) &&
         (w->delays = gv_array_new(arcs, sizeof *w->delays, error)) &&
         (w->passes = gv_array_new(arcs, sizeof *w->passes, error));
}

/* Nothing is answered yet. */
static void forget(Walk *w, GvEdge arcs)
{
  for (GvVertex v = 0; v < w->out.n; v++)
    w->number[v] = 0;
  for (GvEdge e = 0; e < arcs; e++)
    w->answered[e] = 0;
}

gboolean gv_tally_acts(GvInfluenceTally *tally, const GvNetwork *network, GvAdjacency out,
                       const GvLearnOptions *options, uint64_t *acts, GvTask *task, GError **error)
{
  const GvEdge arcs = out.offsets[out.n];
  size_t layers;
  g_auto(Walk) w = { .acts = gv_network_acts(network),
                     .layers = gv_network_layers(network, &layers),
                     .out = out,
                     .options = options,
                     .passed = tally->passed };

  if (!walk_init(&w, MAX(arcs, 1), error) || !walk(&w, acts, task, error))
    return FALSE;
  tally->delay = w.tau = mean_delay(&w, arcs);
  for (GvVertex u = 0; u < out.n; u++)
    for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++) {
      tally->tried[e] = w.number[out.targets[e]];
      tally->passed[e] = options->decay == GV_DECAY_NONE ? w.passes[e] : 0;
    }
  forget(&w, arcs);
  w.again = TRUE;
  return options->decay == GV_DECAY_NONE || walk(&w, acts, task, error);
}

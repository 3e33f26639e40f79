/* Spread models made ready for random reverse reachable sets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "algorithms/influence/reverse_sets.h"
#include "algorithms/influence/spread_check.h"
#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/base/task.h"

enum { FEW_TIES = 8 }; /* below, a draw for each tie is cheaper than two logarithms */

gboolean gv_spread_parse(const char *text, GvSpread *spread, GError **error)
{
  double p;

  *spread = (GvSpread){ .kind = GV_SPREAD_WEIGHTED_CASCADE };
  if (strcmp(text, "weighted-cascade") == 0)
    return TRUE;
  if (strcmp(text, "weight") == 0) {
    spread->kind = GV_SPREAD_WEIGHT;
    return TRUE;
  }
  if (gv_number_parse(text, strlen(text), &p) == GV_NUMBER_OK && p > 0 && p <= 1) {
    *spread = (GvSpread){ .kind = GV_SPREAD_UNIFORM, .probability = p };
    return TRUE;
  }
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--probability must be weighted-cascade, weight or a number in (0, 1], not \"%s\"",
              text);
  return FALSE;
}

void gv_reverse_model_clear(GvReverseModel *model)
{
  g_free(model->listeners);
  *model = (GvReverseModel){ 0 };
}

/* How live ties are found fastest; the largest probability and the weights are known. */
static void choose_way(GvListener *l)
{
  if (l->largest > 0.5 || l->degree == 0)
    l->way = GV_LISTENER_EACH;
  else if (l->other == 0)
    l->way = GV_LISTENER_NUMBER;
  else
    l->way = l->degree <= FEW_TIES ? GV_LISTENER_EACH : GV_LISTENER_JUMPS;
  if (l->way == GV_LISTENER_NUMBER)
    l->other = exp(gv_counted_at_once(l) * log1p(-l->largest));
}

static GvListener listener(GvAdjacency ties, const GvSpread *spread, GvVertex v)
{
  const GvEdge begin = ties.offsets[v], end = ties.offsets[v + 1];
  const gboolean threshold = spread->cascade == GV_CASCADE_THRESHOLD;
  GvListener l = { begin, (uint32_t)(end - begin), 0, spread->probability, 0 };
  double total = 0, heaviest = 0, lightest = INFINITY;

  for (GvEdge e = begin; e < end; e++) {
    double weight = gv_weight(ties, e);
    total += weight;
    heaviest = MAX(heaviest, weight);
    lightest = MIN(lightest, weight);
  }
  if (spread->kind != GV_SPREAD_UNIFORM && begin != end) {
    l.largest = spread->kind == GV_SPREAD_WEIGHT ? heaviest : heaviest / total;
    l.other = heaviest == lightest ? 0 : heaviest;
  }
  if (!threshold) {
    choose_way(&l);
    return l;
  }
  l.way = l.other == 0 ? GV_LISTENER_ONE : GV_LISTENER_WEIGHTED;
  l.largest = spread->kind == GV_SPREAD_UNIFORM  ? l.degree * spread->probability
              : spread->kind == GV_SPREAD_WEIGHT ? total
                                                 : 1;
  return l;
}

gboolean gv_reverse_model_init(GvReverseModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_out(attention);

  model->ties = ties;
  if (!gv_spread_check(ties, spread, error) ||
      !(model->listeners = gv_array_new(ties.n, sizeof *model->listeners, error)))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < ties.n; v++)
    model->listeners[v] = listener(ties, spread, v);
  return TRUE;
}

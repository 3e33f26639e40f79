/* Reverse reachable sets (Borgs et al. 2014), with subset sampling: of a
 * vertex with many ties, the live ones are found by jumps of geometric length
 * at the largest probability, thinned to each tie's own (SUBSIM, Guo et al.
 * 2020), so that a draw costs what it finds and not the degree.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/reverse_sets.h"

#include <math.h>
#include <string.h>

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

static gboolean check_weights(GvAdjacency ties, GError **error)
{
  for (GvEdge e = 0; e < ties.offsets[ties.n]; e++)
    if (gv_weight(ties, e) > 1) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--probability weight needs weights of at most 1, but one is %g; divide them, or "
                  "use --probability weighted-cascade",
                  gv_weight(ties, e));
      return FALSE;
    }
  return TRUE;
}

static GvListener listener(GvAdjacency ties, const GvSpread *spread, GvVertex v)
{
  const GvEdge begin = ties.offsets[v], end = ties.offsets[v + 1];
  GvListener l = { begin, (uint32_t)(end - begin), spread->probability, 0 };
  double total = 0, heaviest = 0, lightest = INFINITY;

  for (GvEdge e = begin; e < end; e++) {
    double weight = gv_weight(ties, e);
    total += weight;
    heaviest = MAX(heaviest, weight);
    lightest = MIN(lightest, weight);
  }
  if (spread->kind == GV_SPREAD_UNIFORM || begin == end)
    return l;
  l.largest = spread->kind == GV_SPREAD_WEIGHT ? heaviest : heaviest / total;
  l.heaviest = heaviest == lightest ? 0 : heaviest;
  return l;
}

gboolean gv_reverse_model_init(GvReverseModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_out(attention);

  model->ties = ties;
  if ((spread->kind == GV_SPREAD_WEIGHT && !check_weights(ties, error)) ||
      !(model->listeners = gv_array_new(ties.n, sizeof *model->listeners, error)))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < ties.n; v++)
    model->listeners[v] = listener(ties, spread, v);
  return TRUE;
}

gboolean gv_reverse_set_init(GvReverseSet *set, GvVertex n, GError **error)
{
  *set = (GvReverseSet){ 0 };
  return (set->stamp = gv_array_new(n, sizeof *set->stamp, error)) &&
         (set->members = gv_array_new(n, sizeof *set->members, error));
}

void gv_reverse_set_clear(GvReverseSet *set)
{
  g_free(set->stamp);
  g_free(set->members);
  *set = (GvReverseSet){ 0 };
}

static void set_add(GvReverseSet *set, GvVertex v)
{
  if (set->stamp[v] == set->epoch)
    return;
  set->stamp[v] = set->epoch;
  set->members[set->size++] = v;
}

/* Probability of a tie, given that 1 is the largest of its listener's. */
static double share(const GvReverseModel *m, const GvListener *l, GvEdge e)
{
  return l->heaviest == 0 ? 1 : m->ties.weights[e] / l->heaviest; /* 1 / heaviest may be infinite */
}

static void visit_each_tie(GvReverseSet *set, const GvReverseModel *m, const GvListener *l,
                           GvRng *rng)
{
  for (GvEdge e = l->begin; e < l->begin + l->degree; e++) {
    const double p = l->largest * share(m, l, e);
    if (p >= 1 || gv_rng_real(rng) < p) /* what is certain needs no draw */
      set_add(set, m->ties.targets[e]);
  }
}

static void visit_by_jumps(GvReverseSet *set, const GvReverseModel *m, const GvListener *l,
                           GvRng *rng)
{
  const double log_dead = log1p(-l->largest);
  double at = floor(log1p(-gv_rng_real(rng)) / log_dead);

  while (at < l->degree) { /* as a double: a jump may be longer than any row */
    GvEdge e = l->begin + (GvEdge)at;
    if (l->heaviest == 0 || gv_rng_real(rng) < share(m, l, e))
      set_add(set, m->ties.targets[e]);
    set->looked++;
    at += 1 + floor(log1p(-gv_rng_real(rng)) / log_dead);
  }
}

static void visit(GvReverseSet *set, const GvReverseModel *m, GvVertex v, GvRng *rng)
{
  const GvListener *l = &m->listeners[v];

  if (l->degree <= FEW_TIES || l->largest > 0.5) {
    set->looked += l->degree;
    visit_each_tie(set, m, l, rng);
  } else {
    visit_by_jumps(set, m, l, rng);
  }
}

void gv_reverse_set_draw(GvReverseSet *set, const GvReverseModel *model, GvVertex root,
                         uint64_t seed, uint64_t index)
{
  GvRng rng = gv_rng(seed, index);

  if (++set->epoch == 0) { /* stamps of 2^32 sets ago must not count */
    memset(set->stamp, 0, model->ties.n * sizeof *set->stamp);
    set->epoch = 1;
  }
  set->size = 0;
  set_add(set, root);
  for (GvVertex head = 0; head < set->size; head++)
    visit(set, model, set->members[head], &rng);
}

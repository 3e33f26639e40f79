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
    *spread = (GvSpread){ GV_SPREAD_UNIFORM, p };
    return TRUE;
  }
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--probability must be weighted-cascade, weight or a number in (0, 1], not \"%s\"",
              text);
  return FALSE;
}

void gv_reverse_model_clear(GvReverseModel *model)
{
  g_free(model->total);
  g_free(model->largest);
  *model = (GvReverseModel){ 0 };
}

static gboolean check_weights(GvAdjacency ties, GError **error)
{
  for (GvEdge e = 0; e < ties.offsets[ties.n]; e++)
    if (ties.weights[e] > 1) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--probability weight needs weights of at most 1, but one is %g; divide them, or "
                  "use --probability weighted-cascade",
                  ties.weights[e]);
      return FALSE;
    }
  return TRUE;
}

static void fill_largest(GvReverseModel *m, GvTask *task)
{
  const GvAdjacency ties = m->ties;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < ties.n; v++) {
    double total = 0, largest = 0;
    for (GvEdge e = ties.offsets[v]; e < ties.offsets[v + 1]; e++) {
      total += ties.weights[e];
      largest = MAX(largest, ties.weights[e]);
    }
    if (m->total)
      m->total[v] = total;
    m->largest[v] = m->total && total > 0 ? largest / total : largest;
  }
}

gboolean gv_reverse_model_init(GvReverseModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_out(attention);

  *model = (GvReverseModel){ ties, spread->kind, spread->probability, NULL, NULL };
  if (spread->kind == GV_SPREAD_UNIFORM || ties.weights == NULL)
    return TRUE;
  if (spread->kind == GV_SPREAD_WEIGHT && !check_weights(ties, error))
    return FALSE;
  if (!(model->largest = gv_array_new(ties.n, sizeof *model->largest, error)))
    return FALSE;
  if (spread->kind == GV_SPREAD_WEIGHTED_CASCADE &&
      !(model->total = gv_array_new(ties.n, sizeof *model->total, error)))
    return FALSE;
  fill_largest(model, task);
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

/* Probability of tie e of v, given that 1 is the largest of v's. */
static double relative_probability(const GvReverseModel *m, GvVertex v, GvEdge e)
{
  if (m->largest == NULL)
    return 1;
  double p = m->ties.weights[e];
  return (m->total ? p / m->total[v] : p) / m->largest[v];
}

static double largest_probability(const GvReverseModel *m, GvVertex v)
{
  if (m->largest)
    return m->largest[v];
  switch (m->kind) {
  case GV_SPREAD_UNIFORM:
    return m->probability;
  case GV_SPREAD_WEIGHTED_CASCADE:
    return 1.0 / (double)gv_degree(m->ties, v);
  case GV_SPREAD_WEIGHT:
    return 1;
  }
  g_return_val_if_reached(0);
}

static void set_add(GvReverseSet *set, GvVertex v)
{
  if (set->stamp[v] == set->epoch)
    return;
  set->stamp[v] = set->epoch;
  set->members[set->size++] = v;
}

static void visit_each_tie(GvReverseSet *set, const GvReverseModel *m, GvVertex v, GvRng *rng)
{
  const double largest = largest_probability(m, v);

  for (GvEdge e = m->ties.offsets[v]; e < m->ties.offsets[v + 1]; e++)
    if (gv_rng_real(rng) < largest * relative_probability(m, v, e))
      set_add(set, m->ties.targets[e]);
}

static void visit_by_jumps(GvReverseSet *set, const GvReverseModel *m, GvVertex v, GvRng *rng)
{
  const double log_dead = log1p(-largest_probability(m, v));
  const double end = (double)gv_degree(m->ties, v);
  double at = floor(log1p(-gv_rng_real(rng)) / log_dead);

  while (at < end) { /* as a double: a jump may be longer than any row */
    GvEdge e = m->ties.offsets[v] + (GvEdge)at;
    if (m->largest == NULL || gv_rng_real(rng) < relative_probability(m, v, e))
      set_add(set, m->ties.targets[e]);
    set->looked++;
    at += 1 + floor(log1p(-gv_rng_real(rng)) / log_dead);
  }
}

static void visit(GvReverseSet *set, const GvReverseModel *m, GvVertex v, GvRng *rng)
{
  const GvEdge degree = gv_degree(m->ties, v);

  if (degree <= FEW_TIES || largest_probability(m, v) > 0.5) {
    set->looked += degree;
    visit_each_tie(set, m, v, rng);
  } else {
    visit_by_jumps(set, m, v, rng);
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

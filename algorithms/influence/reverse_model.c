/* Spread models made ready for random reverse reachable sets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "algorithms/influence/reverse_sets.h"
#include "algorithms/influence/spread_check.h"
#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/base/task.h"

enum {
  FEW_TIES = 8,   /* below, a draw for each tie is cheaper than two logarithms */
  MOST_LIVE = 96, /* live ties counted at once: more than come once in 10^60 */
};

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
  g_set_error(
      error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
      "--probability must be weighted-cascade, weight, a number in (0, 1] or learned[:MODEL,…], "
      "not \"%s\"",
      text);
  return FALSE;
}

void gv_reverse_model_clear(GvReverseModel *model)
{
  g_free(model->listeners);
  g_free(model->chances);
  g_free(model->tables);
  *model = (GvReverseModel){ 0 };
}

/* The largest probability and the weights are known: how live ties are found fastest. */
static GvListenerWay way_of(uint32_t degree, const GvListenerChances *c)
{
  if (degree == 0 || (c->largest >= 1 && c->other == 0))
    return GV_LISTENER_ALL;
  if (c->largest > 0.5)
    return GV_LISTENER_EACH;
  if (c->other == 0)
    return GV_LISTENER_NUMBER;
  return degree <= FEW_TIES ? GV_LISTENER_EACH : GV_LISTENER_JUMPS;
}

static void find_chances(GvReverseModel *m, const GvSpread *spread, GvVertex v)
{
  GvListener *l = &m->listeners[v];
  GvListenerChances *c = &m->chances[v];
  double total = 0, heaviest = 0, lightest = INFINITY;

  for (GvEdge e = l->begin; e < l->begin + l->degree; e++) {
    const double weight = gv_weight(m->ties, e);
    total += weight;
    heaviest = MAX(heaviest, weight);
    lightest = MIN(lightest, weight);
  }
  *c = (GvListenerChances){ spread->probability, 0 };
  if (spread->kind != GV_SPREAD_UNIFORM && l->degree > 0) {
    c->largest = spread->kind == GV_SPREAD_WEIGHT ? heaviest : heaviest / total;
    c->other = heaviest == lightest ? 0 : heaviest;
  }
  if (spread->cascade == GV_CASCADE_THRESHOLD) {
    l->how = c->other == 0 ? GV_LISTENER_ONE : GV_LISTENER_WEIGHTED;
    c->largest = spread->kind == GV_SPREAD_UNIFORM  ? l->degree * spread->probability
                 : spread->kind == GV_SPREAD_WEIGHT ? total
                                                    : 1;
    return;
  }
  l->how = way_of(l->degree, c);
  if (l->how == GV_LISTENER_NUMBER)
    c->other = exp(gv_counted_at_once(l->degree, c->largest) * log1p(-c->largest));
}

/* Puts the table of `ties` ties of probability p behind the others. */
static gboolean add_table(GvReverseModel *m, uint32_t ties, double p, GError **error)
{
  const double odds = p / (1 - p);
  double term = exp(ties * log1p(-p)), sum = term;
  uint64_t *table;
  size_t live = 0;

  if (!gv_array_reserve(&m->tables, &m->table_capacity, m->table_size + MOST_LIVE + 2,
                        sizeof *m->tables, error))
    return FALSE;
  table = m->tables + m->table_size;
  *table++ = ties;
  for (; live < MIN(ties, MOST_LIVE) && sum < 1 - 0x1p-53; sum += term) {
    table[live] = (uint64_t)(sum * 0x1p63);
    term *= (ties - (double)live) * odds / ((double)live + 1);
    live++;
  }
  table[live] = UINT64_MAX;
  m->table_size += live + 2;
  return TRUE;
}

/* All ties of a listener have one probability, which depends on how many there are alone. */
static gboolean count_all(GvReverseModel *m, const GvSpread *spread, GError **error)
{
  const gboolean cascade = spread->kind == GV_SPREAD_WEIGHTED_CASCADE;
  g_autofree uint32_t *places = NULL; /* [most + 1], by how many ties are counted at once */
  uint32_t most = 0;

  for (GvVertex v = 0; v < m->ties.n; v++)
    most = MAX(most, m->listeners[v].degree);
  if (!(places = gv_array_new((size_t)most + 1, sizeof *places, error)))
    return FALSE;
  m->table_size = 1; /* place 0 stands for none yet */
  for (GvVertex v = 0; v < m->ties.n; v++) {
    GvListener *l = &m->listeners[v];
    const double p = cascade ? 1.0 / l->degree : spread->probability;
    const uint32_t at_once = l->degree ? gv_counted_at_once(l->degree, p) : 0;
    if (l->degree == 0 || p >= 1)
      continue; /* all, which is 0 */
    if (places[at_once] == 0) {
      places[at_once] = (uint32_t)m->table_size;
      if (!add_table(m, at_once, p, error))
        return FALSE;
    }
    l->how = places[at_once] * GV_LISTENER_WAYS + GV_LISTENER_COUNTED;
  }
  gv_array_shrink(&m->tables, m->table_size, sizeof *m->tables);
  return TRUE;
}

static gboolean may_count(GvAdjacency ties, const GvSpread *spread)
{
  return spread->cascade != GV_CASCADE_THRESHOLD &&
         ((spread->kind == GV_SPREAD_UNIFORM && spread->probability <= 0.5) ||
          (spread->kind == GV_SPREAD_WEIGHTED_CASCADE && ties.weights == NULL));
}

gboolean gv_reverse_model_init(GvReverseModel *model, GvGraph *attention, const GvSpread *spread,
                               GvTask *task, GError **error)
{
  const GvAdjacency ties = gv_graph_out(attention);

  model->ties = ties;
  model->heard = gv_graph_in(attention);
  model->probability = spread->kind == GV_SPREAD_UNIFORM ? spread->probability : 0;
  if (!gv_spread_check(ties, spread, error) ||
      !(model->listeners = gv_array_new(ties.n, sizeof *model->listeners, error)))
    return FALSE;
  for (GvVertex v = 0; v < ties.n; v++)
    model->listeners[v] = (GvListener){ ties.offsets[v], (uint32_t)gv_degree(ties, v), 0 };
  if (may_count(ties, spread))
    return count_all(model, spread, error);
  if (!(model->chances = gv_array_new(ties.n, sizeof *model->chances, error)))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 4096)
  for (GvVertex v = 0; v < ties.n; v++)
    find_chances(model, spread, v);
  return TRUE;
}

/* Probability of a tie of that weight. */
static double probability(const GvReverseModel *m, GvVertex listener, double weight)
{
  const GvListener *l = &m->listeners[listener];
  const GvListenerChances *c = m->chances ? &m->chances[listener] : NULL;

  if (c == NULL)
    return m->probability > 0 ? m->probability : 1.0 / l->degree;
  return l->how == GV_LISTENER_NUMBER || c->other == 0 ? c->largest
                                                       : c->largest * (weight / c->other);
}

void gv_reverse_watch_near(const GvReverseModel *m, GvVertex v, uint8_t *bits, float *near)
{
  for (GvEdge e = m->heard.offsets[v]; e < m->heard.offsets[v + 1]; e++) {
    const GvVertex u = m->heard.targets[e];
    const uint32_t how = m->listeners[u].how;
    if (how == GV_LISTENER_ONE || how == GV_LISTENER_WEIGHTED)
      return;
    bits[u] |= GV_WATCH_NEAR;
    near[u] += (float)probability(m, u, gv_weight(m->heard, e)) * (1 - near[u]);
  }
}

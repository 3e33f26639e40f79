/* Seeds on tiny graphs by brute force: what every set of people reaches, over every outcome
 * of all ties.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_EXACT_SEEDS_H
#define GV_TEST_EXACT_SEEDS_H

#include <grapevine/seed.h>

#include "spreads.h"

enum { TINY = 6, TINY_SETS = 1 << TINY };

/* A campaign on a graph of at most TINY people. */
typedef struct {
  GvGraph *graph;
  GvSpread spread;
  GvSeedOptions options;
  GvSeedCampaign campaign;
  uint8_t barred[TINY];
  double cost[TINY], value[TINY];
  GvVertex group[TINY], included[TINY], active[TINY];
  const unsigned *observed; /* count those outcomes only in which the active win just these … */
  double *chance;           /* … and add up how probable they are; both NULL: all count */
} Tiny;

static inline void random_ties(Tiny *t, GRand *rand, GvVertex n)
{
  GvVertex edges[2 * TINY][2];
  double weights[2 * TINY];
  const GvEdge m = (GvEdge)g_rand_int_range(rand, 1, 2 * TINY);

  for (GvEdge e = 0; e < m; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
    weights[e] = g_rand_int_range(rand, 1, 4) / 20.0; /* 12 of them: shares of 1.8 at most */
  }
  t->graph = gv_graph_new(n, (const GvVertex(*)[2])edges, g_rand_boolean(rand) ? weights : NULL, m,
                          g_rand_boolean(rand), NULL);
}

static inline void random_spread(Tiny *t, GRand *rand, guint32 seed)
{
  const GvSpread ways[] = { cascade, cascade, uniform(0.3), uniform(0.8), by_weight };

  t->spread = ways[seed % G_N_ELEMENTS(ways)];
  if (seed % G_N_ELEMENTS(ways) == 0)
    t->spread.cascade = GV_CASCADE_THRESHOLD;
  if (seed % G_N_ELEMENTS(ways) == 2 && g_rand_boolean(rand)) {
    t->spread.probability = 0.15; /* six listened to: 0.75 at most */
    t->spread.cascade = GV_CASCADE_THRESHOLD;
  }
}

/* Whom each one wins within the rounds where these ties work; in and out as bits. */
static inline void won_by_each(const unsigned *heard_by /* [n] */, GvVertex n, int64_t rounds,
                               unsigned *won /* [n] */)
{
  for (GvVertex u = 0; u < n; u++) {
    won[u] = 1u << u;
    for (int64_t r = 0; r < (rounds ? rounds : TINY); r++) {
      unsigned next = won[u];
      for (GvVertex x = 0; x < n; x++)
        if (won[u] >> x & 1)
          next |= heard_by[x];
      won[u] = next;
    }
  }
}

/* Adds an outcome of the ties: reach[S] of every set S, counted for those the active leave. */
static inline void add_outcome(const Tiny *t, const unsigned *heard_by, double probability,
                               double *reach)
{
  const GvVertex n = gv_graph_vertices(t->graph);
  unsigned won[TINY], taken = 0;

  won_by_each(heard_by, n, t->options.rounds, won);
  for (size_t i = 0; i < t->campaign.active_count; i++)
    taken |= won[t->active[i]];
  if (t->observed && taken != *t->observed)
    return;
  if (t->chance)
    *t->chance += probability;
  for (unsigned set = 0; set < 1u << n; set++) {
    unsigned all = 0;
    for (GvVertex u = 0; u < n; u++)
      all |= set >> u & 1 ? won[u] : 0;
    for (GvVertex v = 0; v < n; v++)
      reach[set] += (all & ~taken) >> v & 1 ? probability * t->value[v] : 0;
  }
}

/* Every outcome of the ties of the listeners from v on. */
static inline void each_outcome(const Tiny *t, GvVertex v, unsigned *heard_by, double probability,
                                double *reach)
{
  const GvAdjacency out = gv_graph_out(t->graph);
  const GvEdge begin = v < out.n ? out.offsets[v] : 0, end = v < out.n ? out.offsets[v + 1] : 0;
  const gboolean one = t->spread.cascade == GV_CASCADE_THRESHOLD;
  double none = 1;

  if (v == out.n) {
    add_outcome(t, heard_by, probability, reach);
    return;
  }
  for (unsigned live = 0; live < 1u << (end - begin); live++) {
    double p = 1, first = 0;
    if (one && live & (live - 1))
      continue;
    for (GvEdge e = begin; e < end; e++) {
      const double q = tie_probability(out, v, e, t->spread);
      const gboolean works = live >> (e - begin) & 1;
      p *= works ? q : 1 - q;
      first += works ? q : 0;
      heard_by[out.targets[e]] |= works ? 1u << v : 0;
    }
    if (one && live)
      none -= first;
    if (!one || live)
      each_outcome(t, v + 1, heard_by, probability * (one ? first : p), reach);
    for (GvEdge e = begin; e < end; e++)
      heard_by[out.targets[e]] &= ~(1u << v);
  }
  if (one)
    each_outcome(t, v + 1, heard_by, probability * MAX(none, 0), reach);
}

static inline void exact_reaches(const Tiny *t, double *reach /* [TINY_SETS] */)
{
  unsigned heard_by[TINY] = { 0 };

  memset(reach, 0, TINY_SETS * sizeof *reach);
  each_outcome(t, 0, heard_by, 1, reach);
}

/* Whether the rules of the campaign allow the set. */
static inline gboolean is_allowed(const Tiny *t, unsigned set)
{
  unsigned included = 0, in_group[TINY] = { 0 };
  double cost = 0;
  int64_t count = 0;

  for (size_t i = 0; i < t->campaign.included_count; i++)
    included |= 1u << t->included[i];
  for (size_t i = 0; i < t->campaign.active_count; i++)
    if (set >> t->active[i] & 1)
      return FALSE;
  for (GvVertex v = 0; v < gv_graph_vertices(t->graph); v++)
    if (set >> v & 1) {
      if (t->barred[v] && !(included >> v & 1))
        return FALSE;
      count++;
      cost += t->campaign.cost ? t->cost[v] : 1;
      if (t->campaign.group && ++in_group[t->group[v]] > t->campaign.per_group)
        return FALSE;
    }
  return (set & included) == included && (t->options.count == 0 || count <= t->options.count) &&
         (t->options.budget == 0 || cost <= t->options.budget + 1e-9);
}

/* FALSE: a threshold that the weights do not fit is refused, and tested elsewhere. */
static inline gboolean fits(const Tiny *t)
{
  const GvAdjacency out = gv_graph_out(t->graph);

  for (GvVertex v = 0; v < out.n; v++) {
    double all = 0;
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++) {
      if (t->spread.kind == GV_SPREAD_WEIGHT && gv_weight(out, e) > 1)
        return FALSE;
      all += tie_probability(out, v, e, t->spread);
    }
    if (t->spread.cascade == GV_CASCADE_THRESHOLD && all > 1 + 1e-9)
      return FALSE;
  }
  return TRUE;
}

static inline double best_allowed(const Tiny *t, const double *reach)
{
  double best = 0;

  for (unsigned set = 0; set < 1u << gv_graph_vertices(t->graph); set++)
    if (is_allowed(t, set))
      best = MAX(best, reach[set]);
  return best;
}
#endif

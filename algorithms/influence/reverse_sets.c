/* Reverse reachable sets (Borgs et al. 2014), with subset sampling: of a
 * vertex with many ties, the live ones are found by jumps of geometric length
 * at the largest probability, thinned to each tie's own (SUBSIM, Guo et al.
 * 2020), so that a draw costs what it finds and not the degree. Where all its
 * ties are equal, how many are live is drawn first, then which: no logarithm.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/reverse_sets.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/base/task.h"

enum { MOST_LIVE = 96 }; /* live ties counted at once: more than come once in 10^60 */

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

static void set_add(GvReverseSet *set, const GvReverseWatch *watch, GvVertex v)
{
  if (set->stamp[v] == set->epoch)
    return;
  set->stamp[v] = set->epoch;
  set->members[set->size++] = v;
  if (watch)
    set->met |= watch->bits[v];
}

/* A draw in progress. */
typedef struct {
  GvReverseSet *set;
  const GvReverseModel *model;
  const GvReverseWatch *watch; /* NULL = none */
  GvRng rng;
} Draw;

static void add_tie(Draw *d, GvEdge e)
{
  set_add(d->set, d->watch, d->model->ties.targets[e]);
}

/* Probability of a tie, given that 1 is the largest of its listener's. */
static double share(const GvReverseModel *m, const GvListener *l, GvEdge e)
{
  return l->other == 0 ? 1 : m->ties.weights[e] / l->other; /* 1 / heaviest may be infinite */
}

static void visit_each_tie(Draw *d, const GvListener *l)
{
  for (GvEdge e = l->begin; e < l->begin + l->degree; e++) {
    const double p = l->largest * share(d->model, l, e);
    if (p >= 1 || gv_rng_real(&d->rng) < p) /* what is certain needs no draw */
      add_tie(d, e);
  }
  d->set->looked += l->degree;
}

static void visit_by_jumps(Draw *d, const GvListener *l)
{
  const double log_dead = log1p(-l->largest);
  double at = floor(log1p(-gv_rng_real(&d->rng)) / log_dead);

  while (at < l->degree) { /* as a double: a jump may be longer than any row */
    GvEdge e = l->begin + (GvEdge)at;
    if (l->other == 0 || gv_rng_real(&d->rng) < share(d->model, l, e))
      add_tie(d, e);
    d->set->looked++;
    at += 1 + floor(log1p(-gv_rng_real(&d->rng)) / log_dead);
  }
}

/* How many of `ties` are live: the binomial distribution turned round. */
static uint32_t live_ties(const GvListener *l, uint32_t ties, double u)
{
  const double odds = l->largest / (1 - l->largest);
  double term = l->other, sum = term;
  uint32_t live = 0;

  /* u may lie above the sum of all terms, as rounded */
  while (u >= sum && live < ties && live < MOST_LIVE && term > 0) {
    term *= (ties - live) * odds / (live + 1);
    sum += term;
    live++;
  }
  return live;
}

/* Uniform in [0, bound) from 32 random bits, or from more where those are of the few that
 * would favour some (Lemire 2019). */
static uint32_t below(GvRng *rng, uint32_t bits, uint32_t bound)
{
  const uint64_t m = (uint64_t)bits * bound;

  return (uint32_t)m < bound && (uint32_t)m < (0u - bound) % bound ? gv_rng_below(rng, bound)
                                                                     : (uint32_t)(m >> 32);
}

/* Which: `live` different ones of `ties`, any as likely as any other (Floyd). */
static void add_live(Draw *d, const GvListener *l, uint32_t from, uint32_t ties, uint32_t live)
{
  uint32_t taken[MOST_LIVE];
  uint64_t bits = 0;

  for (uint32_t i = 0; i < live; i++) {
    const uint32_t last = ties - live + i;
    bits = i % 2 ? bits >> 32 : gv_rng_next(&d->rng);
    uint32_t at = below(&d->rng, (uint32_t)bits, last + 1);
    for (uint32_t j = 0; j < i; j++)
      if (taken[j] == at) {
        at = last;
        break;
      }
    taken[i] = at;
    if (from + at < l->degree) /* the last ones are counted as if there were more */
      add_tie(d, l->begin + from + at);
  }
  d->set->looked += live;
}

static void visit_by_number(Draw *d, const GvListener *l)
{
  const uint32_t ties = gv_counted_at_once(l);

  for (uint64_t from = 0; from < l->degree; from += ties) {
    const double u = gv_rng_real(&d->rng);
    if (u >= l->other)
      add_live(d, l, (uint32_t)from, ties, live_ties(l, ties, u));
  }
}

/* Linear threshold: the one tie, if any, that tips the scales. */
static void visit_one(Draw *d, const GvListener *l)
{
  GvEdge e;

  if (l->degree == 0 || (l->largest < 1 && gv_rng_real(&d->rng) >= l->largest))
    return;
  do { /* by weight: any one, kept by its share of the heaviest */
    e = l->begin + gv_rng_below(&d->rng, l->degree);
    d->set->looked++;
  } while (l->way == GV_LISTENER_WEIGHTED && gv_rng_real(&d->rng) >= share(d->model, l, e));
  add_tie(d, e);
}

static void visit(Draw *d, GvVertex v)
{
  const GvListener *l = &d->model->listeners[v];

  switch ((GvListenerWay)l->way) {
  case GV_LISTENER_NUMBER:
    visit_by_number(d, l);
    break;
  case GV_LISTENER_EACH:
    visit_each_tie(d, l);
    break;
  case GV_LISTENER_JUMPS:
    visit_by_jumps(d, l);
    break;
  case GV_LISTENER_ONE:
  case GV_LISTENER_WEIGHTED:
    visit_one(d, l);
    break;
  }
}

static gboolean met_enough(const Draw *d)
{
  return d->watch && (d->set->met & GV_WATCH_ENDS ||
                      (d->watch->enough && (d->set->met & d->watch->enough) == d->watch->enough));
}

static void draw_from(Draw *d, GvVertex root)
{
  GvReverseSet *set = d->set;
  GvVertex round_end = 1, round = 0;

  if (++set->epoch == 0) { /* stamps of 2^32 sets ago must not count */
    memset(set->stamp, 0, d->model->ties.n * sizeof *set->stamp);
    set->epoch = 1;
  }
  set->size = 0;
  set->met = 0;
  set_add(set, d->watch, root);
  for (GvVertex head = 0; head < set->size && !met_enough(d); head++) {
    if (head == round_end) {
      if (++round == d->model->rounds)
        return;
      round_end = set->size;
    }
    visit(d, set->members[head]);
    set->visited++;
  }
}

void gv_reverse_set_draw(GvReverseSet *set, const GvReverseModel *model, GvVertex root,
                         uint64_t seed, uint64_t index)
{
  Draw d = { set, model, NULL, gv_rng(seed, index) };

  draw_from(&d, root);
}

void gv_reverse_set_draw_watched(GvReverseSet *set, const GvReverseModel *model,
                                 const GvRoots *roots, const GvReverseWatch *watch, uint64_t seed,
                                 uint64_t index)
{
  Draw d = { set, model, watch, gv_rng(seed, index) };

  draw_from(&d, gv_roots_draw(roots, &d.rng));
}

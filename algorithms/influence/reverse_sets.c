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

enum {
  FEW_TIES = 8,     /* below, a draw for each tie is cheaper than two logarithms */
  MOST_COUNTED = 6, /* live ties, expected, whose number is drawn at once at most */
  MOST_LIVE = 96,   /* more of them never come: less than 1 in 10^60 */
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

/* That the shares of a listener add up to at most 1, but for rounding. */
static gboolean check_shares(GvAdjacency ties, const GvSpread *spread, GError **error)
{
  for (GvVertex v = 0; v < ties.n; v++) {
    double total = 0;
    for (GvEdge e = ties.offsets[v]; e < ties.offsets[v + 1]; e++)
      total += spread->kind == GV_SPREAD_UNIFORM ? spread->probability : gv_weight(ties, e);
    if (total > 1 + 1e-9) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--model lt needs the probabilities of those that one person listens to to add "
                  "up to at most 1, but somebody's make %g; use --probability weighted-cascade",
                  total);
      return FALSE;
    }
  }
  return TRUE;
}

/* Equal ties of which so many are counted at once, with few live ones among them. */
static uint32_t counted_at_once(const GvListener *l)
{
  const double live = l->largest * l->degree;

  return live <= MOST_COUNTED ? l->degree : (uint32_t)ceil(MOST_COUNTED / l->largest);
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
    l->other = exp(counted_at_once(l) * log1p(-l->largest));
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

  const gboolean shares =
    spread->cascade == GV_CASCADE_THRESHOLD && spread->kind != GV_SPREAD_WEIGHTED_CASCADE;

  model->ties = ties;
  if ((spread->kind == GV_SPREAD_WEIGHT && !check_weights(ties, error)) ||
      (shares && !check_shares(ties, spread, error)) ||
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
  const uint32_t ties = counted_at_once(l);

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

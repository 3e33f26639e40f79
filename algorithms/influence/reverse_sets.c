/* Reverse reachable sets (Borgs et al. 2014), with subset sampling: of a
 * vertex with many ties, the live ones are found by jumps of geometric length
 * at the largest probability, thinned to each tie's own (SUBSIM, Guo et al.
 * 2020), so that a draw costs what it finds and not the degree. Where all its
 * ties are equal, how many are live is drawn first, then which: no logarithm.
 * Of sets drawn in a row the roots are drawn first, and what each will need is
 * fetched while those before it are drawn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/reverse_sets.h"

#include <math.h>

#include "graph/base/array.h"
#include "graph/base/registers.h"

enum {
  MOST_LIVE = 96, /* live ties counted at once: more than come once in 10^60 */
  NEAR = 4,       /* roots ahead whose ties are fetched, … */
  FAR = 8,        /* … and where those lie */
};

gboolean gv_reverse_set_init(GvReverseSet *set, GvVertex n, GError **error)
{
  *set = (GvReverseSet){ 0 };
  return (set->marks = gv_array_new((size_t)n / 64 + 1, sizeof *set->marks, error)) &&
         (set->members = gv_array_new_raw(n, sizeof *set->members, error));
}

void gv_reverse_set_clear(GvReverseSet *set)
{
  g_free(set->marks);
  g_free(set->members);
  *set = (GvReverseSet){ 0 };
}

/* A draw in progress. What it needs lies beside one another, so that it may stay in registers. */
typedef struct {
  const GvReverseModel *model;
  const uint8_t *bits; /* [n], as watched; NULL = none */
  uint64_t *marks;
  GvVertex *members;
  const float *wins;   /* [n], as watched: of those near */
  GvVertex size, next; /* members before `next` are visited, or come first */
  uint8_t met, enough, near;
  gboolean tested; /* whoever is visited has had the ties drawn that come first */
  uint64_t looked;
  GvShortRng rng;
} Draw;

/* Draws the ties of the member added last that come first. Who listens to the same people often
 * listens to one another too: v is visited before those who do not. */
INLINE void draw_first(Draw *d, GvVertex v)
{
  if (gv_short_rng_real(&d->rng) < (double)d->wins[v])
    d->met |= d->enough;
  d->members[d->size - 1] = d->members[d->next];
  d->members[d->next++] = v;
}

INLINE void add(Draw *d, GvVertex v)
{
  const uint64_t mark = UINT64_C(1) << (v & 63);

  if (d->marks[v >> 6] & mark)
    return;
  d->marks[v >> 6] |= mark;
  d->members[d->size++] = v;
  __builtin_prefetch(&d->model->listeners[v]);
  if (d->bits) {
    d->met |= d->bits[v];
    if (d->bits[v] & d->near)
      draw_first(d, v);
  }
}

INLINE void add_tie(Draw *d, GvEdge e)
{
  const GvVertex v = d->model->ties.targets[e];

  if (!d->tested || (d->bits[v] & d->enough) != d->enough)
    add(d, v);
}

INLINE void visit_all(Draw *d, const GvListener *l)
{
  for (GvEdge e = l->begin; e < l->begin + l->degree; e++)
    add_tie(d, e);
  d->looked += l->degree;
}

/* Probability of a tie, given that 1 is the largest of its listener's. */
static double share(const GvReverseModel *m, const GvListenerChances *c, GvEdge e)
{
  return c->other == 0 ? 1 : m->ties.weights[e] / c->other; /* 1 / heaviest may be infinite */
}

static void visit_each(Draw *d, const GvListener *l, const GvListenerChances *c)
{
  for (GvEdge e = l->begin; e < l->begin + l->degree; e++) {
    const double p = c->largest * share(d->model, c, e);
    if (p >= 1 || gv_short_rng_real(&d->rng) < p) /* what is certain needs no draw */
      add_tie(d, e);
  }
  d->looked += l->degree;
}

static void visit_by_jumps(Draw *d, const GvListener *l, const GvListenerChances *c)
{
  const double log_dead = log1p(-c->largest);
  double at = floor(log1p(-gv_short_rng_real(&d->rng)) / log_dead);

  while (at < l->degree) { /* as a double: a jump may be longer than any row */
    GvEdge e = l->begin + (GvEdge)at;
    if (c->other == 0 || gv_short_rng_real(&d->rng) < share(d->model, c, e))
      add_tie(d, e);
    d->looked++;
    at += 1 + floor(log1p(-gv_short_rng_real(&d->rng)) / log_dead);
  }
}

/* Which: `live` different ones of `ties`, any as likely as any other (Floyd). */
INLINE void add_live(Draw *d, const GvListener *l, uint32_t from, uint32_t ties, uint32_t live)
{
  uint32_t taken[MOST_LIVE];
  uint64_t bits = 0;

  for (uint32_t i = 0; i < live; i++) {
    const uint32_t last = ties - live + i;
    bits = i % 2 ? bits >> 32 : gv_short_rng_next(&d->rng);
    uint32_t at = gv_short_rng_below(&d->rng, (uint32_t)bits, last + 1);
    for (uint32_t j = 0; j < i; j++)
      if (taken[j] == at) {
        at = last;
        break;
      }
    taken[i] = at;
    if (from + at < l->degree) /* the last ones are counted as if there were more */
      add_tie(d, l->begin + from + at);
  }
  d->looked += live;
}

/* How many are live: the binomial distribution turned round, by its table. */
INLINE void visit_counted(Draw *d, const GvListener *l)
{
  const uint64_t *table = d->model->tables + l->how / GV_LISTENER_WAYS;
  const uint32_t ties = (uint32_t)*table++;

  for (uint64_t from = 0; from < l->degree; from += ties) {
    const uint64_t u = gv_short_rng_next(&d->rng) >> 1;
    uint32_t live = 0;
    while (u >= table[live])
      live++;
    add_live(d, l, (uint32_t)from, ties, live);
  }
}

/* The same, term by term. */
static uint32_t live_ties(const GvListenerChances *c, uint32_t ties, double u)
{
  const double odds = c->largest / (1 - c->largest);
  double term = c->other, sum = term;
  uint32_t live = 0;

  /* u may lie above the sum of all terms, as rounded */
  while (u >= sum && live < ties && live < MOST_LIVE && term > 0) {
    term *= (ties - live) * odds / (live + 1);
    sum += term;
    live++;
  }
  return live;
}

static void visit_by_number(Draw *d, const GvListener *l, const GvListenerChances *c)
{
  const uint32_t ties = gv_counted_at_once(l->degree, c->largest);

  for (uint64_t from = 0; from < l->degree; from += ties) {
    const double u = gv_short_rng_real(&d->rng);
    if (u >= c->other)
      add_live(d, l, (uint32_t)from, ties, live_ties(c, ties, u));
  }
}

/* Linear threshold: the one tie, if any, that tips the scales. */
static void visit_one(Draw *d, const GvListener *l, const GvListenerChances *c)
{
  GvEdge e;

  if (l->degree == 0 || (c->largest < 1 && gv_short_rng_real(&d->rng) >= c->largest))
    return;
  do { /* by weight: any one, kept by its share of the heaviest */
    e = l->begin +
        gv_short_rng_below(&d->rng, (uint32_t)(gv_short_rng_next(&d->rng) >> 32), l->degree);
    d->looked++;
  } while (l->how == GV_LISTENER_WEIGHTED && gv_short_rng_real(&d->rng) >= share(d->model, c, e));
  add_tie(d, e);
}

static void visit_by_chances(Draw *d, const GvListener *l, const GvListenerChances *c)
{
  switch ((GvListenerWay)l->how) {
  case GV_LISTENER_NUMBER:
    visit_by_number(d, l, c);
    break;
  case GV_LISTENER_EACH:
    visit_each(d, l, c);
    break;
  case GV_LISTENER_JUMPS:
    visit_by_jumps(d, l, c);
    break;
  case GV_LISTENER_ONE:
  case GV_LISTENER_WEIGHTED:
    visit_one(d, l, c);
    break;
  default:
    g_assert_not_reached();
  }
}

INLINE void visit(Draw *d, GvVertex v, gboolean counted)
{
  const GvListener *l = &d->model->listeners[v];

  d->tested = d->near && d->bits[v] & d->near;
  if (l->how == GV_LISTENER_ALL)
    visit_all(d, l);
  else if (counted)
    visit_counted(d, l);
  else
    visit_by_chances(d, l, &d->model->chances[v]);
}

static gboolean met_enough(const Draw *d)
{
  return d->met & GV_WATCH_ENDS || (d->enough && (d->met & d->enough) == d->enough);
}

/* counted: as a constant, so that nothing of the draw need lie in memory where it is TRUE. */
INLINE void draw_from(GvReverseSet *set, Draw d, GvVertex root, gboolean counted)
{
  GvVertex round_end = 1, round = 0, head = 0;

  add(&d, root);
  for (; head < d.size && !met_enough(&d); head++) {
    if (head == round_end) {
      if (++round == d.model->rounds)
        break;
      round_end = d.size;
    }
    d.next = MAX(d.next, head + 1);
    if (head + 2 < d.size) /* where its ties lie is there by now */
      __builtin_prefetch(&d.model->ties.targets[d.model->listeners[d.members[head + 2]].begin]);
    visit(&d, d.members[head], counted);
  }
  for (GvVertex i = 0; i < d.size; i++)
    d.marks[d.members[i] >> 6] = 0;
  set->size = d.size;
  set->met = d.met;
  set->looked += d.looked;
  set->visited += head;
}

static void draw(GvReverseSet *set, const GvReverseModel *model, const GvReverseWatch *watch,
                 GvShortRng rng, GvVertex root)
{
  const Draw d = { .model = model,
                   .bits = watch->bits,
                   .enough = watch->enough,
                   .wins = watch->near,
                   .near = watch->near && watch->enough && !model->rounds ? GV_WATCH_NEAR : 0,
                   .marks = set->marks,
                   .members = set->members,
                   .rng = rng };

  if (model->chances == NULL)
    draw_from(set, d, root, TRUE);
  else
    draw_from(set, d, root, FALSE);
}

void gv_reverse_set_draw(GvReverseSet *set, const GvReverseModel *model, GvVertex root,
                         uint64_t seed, uint64_t index)
{
  const GvReverseWatch nobody = { 0 };

  draw(set, model, &nobody, gv_short_rng(seed, index), root);
}

void gv_reverse_sets_draw(GvReverseSet *set, const GvReverseDraws *draws, uint64_t first,
                          uint64_t end)
{
  const GvReverseModel *m = draws->model;
  GvShortRng rngs[GV_REVERSE_SETS];
  GvVertex roots[GV_REVERSE_SETS];
  const size_t count = (size_t)(end - first);

  g_return_if_fail(end - first <= GV_REVERSE_SETS);
  for (size_t i = 0; i < count; i++) {
    rngs[i] = gv_short_rng(draws->seed, first + i);
    roots[i] = gv_roots_draw(draws->roots, &rngs[i]);
  }
  for (size_t i = 0; i < count; i++) {
    if (i + FAR < count)
      __builtin_prefetch(&m->listeners[roots[i + FAR]]);
    if (i + NEAR < count)
      __builtin_prefetch(&m->ties.targets[m->listeners[roots[i + NEAR]].begin]);
    draw(set, m, &draws->watch, rngs[i], roots[i]);
    draws->take(set, draws->data);
  }
}

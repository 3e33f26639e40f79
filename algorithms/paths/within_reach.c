/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/within_reach.h"

#include "graph/base/array.h"
#include "graph/strong_components.h"

/* What a strong component leads to, itself included: at most `beside`, and what the
 * largest reaches too; that is all of it where this one reaches the largest, else at
 * most `under`. A person may be counted several times. */
typedef struct {
  GvVertex size;
  GvVertex first;        /* its members, in `members`, from here */
  GvVertex seen;         /* 1 + the last component whose successor it was found to be */
  GvVertex least;        /* at least so many */
  double beside, under;
  gboolean to_largest;   /* it reaches the largest, or is it */
  gboolean from_largest; /* it is within reach of that, or is it */
} Strong;

typedef struct {
  GvAdjacency out;
  const GvVertex *component; /* [n] */
  GvVertex *members;         /* [n], by component */
  Strong *strong;            /* [count] */
  GvVertex count, largest;
  double reached; /* by the largest, itself included */
} Condensed;

static void condensed_clear(Condensed *c)
{
  g_free(c->members);
  g_free(c->strong);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Condensed, condensed_clear)

static gboolean condensed_init(Condensed *c, GError **error)
{
  GvVertex end = 0;

  if (!(c->members = gv_array_new_raw(c->out.n, sizeof *c->members, error)) ||
      !(c->strong = gv_array_new(c->count, sizeof *c->strong, error)))
    return FALSE;
  for (GvVertex v = 0; v < c->out.n; v++)
    c->strong[c->component[v]].size++;
  for (GvVertex i = 0; i < c->count; i++) {
    c->strong[i].first = end += c->strong[i].size;
    if (c->strong[i].size > c->strong[c->largest].size)
      c->largest = i;
  }
  for (GvVertex v = c->out.n; v-- > 0;)
    c->members[--c->strong[c->component[v]].first] = v;
  return TRUE;
}

typedef void (*Visit)(Condensed *c, Strong *from, Strong *to);

/* Each other component that members of the i-th have arcs to, once. */
static void on_successors(Condensed *c, GvVertex i, Visit visit)
{
  Strong *from = &c->strong[i];

  for (GvVertex m = from->first; m < from->first + from->size; m++)
    for (GvEdge e = c->out.offsets[c->members[m]]; e < c->out.offsets[c->members[m] + 1]; e++) {
      Strong *to = &c->strong[c->component[c->out.targets[e]]];
      if (to == from || to->seen == i + 1)
        continue;
      to->seen = i + 1;
      visit(c, from, to);
    }
}

static void pass_on(Condensed *c, Strong *from, Strong *to)
{
  (void)c;
  (void)from;
  to->from_largest = TRUE;
}

/* Arcs run from larger numbers to smaller ones. */
static void find_what_the_largest_reaches(Condensed *c)
{
  c->strong[c->largest].from_largest = TRUE;
  for (GvVertex i = c->largest + 1; i-- > 0;)
    if (c->strong[i].from_largest) {
      c->reached += c->strong[i].size;
      on_successors(c, i, pass_on);
    }
  for (GvVertex i = 0; i < c->count; i++)
    c->strong[i].seen = 0;
}

static double at_most(const Condensed *c, const Strong *s)
{
  return s->beside + (s->to_largest ? c->reached : s->under);
}

static void gather(Condensed *c, Strong *from, Strong *to)
{
  from->least = MAX(from->least, to->least);
  from->to_largest |= to->to_largest;
  if (to->from_largest && !from->from_largest) {
    from->under += at_most(c, to);
  } else {
    from->beside += to->beside;
    from->under += to->under;
  }
}

static void bound(Condensed *c)
{
  for (GvVertex i = 0; i < c->count; i++) {
    Strong *s = &c->strong[i];
    if (i == c->largest) {
      s->to_largest = TRUE;
      s->least = (GvVertex)c->reached;
      continue;
    }
    on_successors(c, i, gather);
    s->least += s->size;
    s->beside += s->size;
  }
}

gboolean gv_within_reach_init(GvWithinReach *reach, GvAdjacency out, GError **error)
{
  g_auto(Condensed) c = { .out = out };

  *reach = (GvWithinReach){ 0 };
  if (!(reach->component = gv_array_new_raw(out.n, sizeof *reach->component, error)) ||
      !(reach->least = gv_array_new_raw(out.n, sizeof *reach->least, error)) ||
      !(reach->most = gv_array_new_raw(out.n, sizeof *reach->most, error)))
    return FALSE;
  c.component = reach->component;
  c.count = gv_strong_components(out, reach->component, error);
  if (c.count == GV_VERTEX_NONE || !condensed_init(&c, error))
    return FALSE;
  if (c.count > 0)
    find_what_the_largest_reaches(&c);
  bound(&c);
  for (GvVertex v = 0; v < out.n; v++) {
    const Strong *s = &c.strong[c.component[v]];
    reach->least[v] = s->least - 1;
    reach->most[v] = (GvVertex)MIN(at_most(&c, s), (double)out.n) - 1;
  }
  return TRUE;
}

void gv_within_reach_clear(GvWithinReach *reach)
{
  g_free(reach->component);
  g_free(reach->least);
  g_free(reach->most);
  *reach = (GvWithinReach){ 0 };
}

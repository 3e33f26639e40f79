/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/ruled_out.h"

#include <stdlib.h>

static int farthest_first(const void *a, const void *b)
{
  const GvRuling *x = a, *y = b;

  return (x->steps < y->steps) - (x->steps > y->steps);
}

static GvVertex reach(GvRuledOut *r, GvVertex v, GvVertex steps, GvVertex end)
{
  if (r->steps[v] > steps)
    return end;
  r->steps[v] = steps + 1;
  r->queue[end] = v;
  return end + 1;
}

/* One step from v, to those who are in its component. */
static GvVertex go_on(GvRuledOut *r, GvVertex v, GvVertex steps, GvVertex end)
{
  for (GvEdge e = r->out.offsets[v]; e < r->out.offsets[v + 1]; e++) {
    const GvVertex to = r->out.targets[e];
    if (r->component == NULL || r->component[to] == r->component[v])
      end = reach(r, to, steps, end);
  }
  return end;
}

void gv_ruled_out_add(GvRuledOut *r, GvRuling *rulings, size_t count)
{
  GvVertex first = 0, end = 0;
  size_t next = 0;

  if (count == 0)
    return;
  qsort(rulings, count, sizeof *rulings, farthest_first);
  for (GvVertex steps = rulings[0].steps;; steps--) {
    for (; next < count && rulings[next].steps == steps; next++)
      end = reach(r, rulings[next].vertex, steps, end);
    if (steps == 0)
      return;
    for (const GvVertex last = end; first < last; first++)
      end = go_on(r, r->queue[first], steps - 1, end);
  }
}

/* Components in order of the arcs, N = M / lambda. depth(c) = how many critical
 * components lie on a chain that ends in c, at most. With y(u) from the
 * components before, of those at the deepest depth only,
 *
 *   not critical    y = (I - N)^-1 b,           b = N y  (+ start at depth 0)
 *   critical        y = r (l b) / (l r),        b as above; one deeper
 *
 * with r and l the component's eigenvectors of M and its transpose. So y(v) is
 * the factor of k^(depth - 1) / (depth - 1)! in (N^k start)(v), and at depth 0 what
 * has passed v in all. The limit is y at the largest depth.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/spectral/limit.h"

#include "algorithms/spectral/perron.h"
#include "algorithms/spectral/settling.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BLOCK = 2048 };

typedef struct {
  GvOperator m;
  const double *start; /* [n] or NULL */
  GvPerron perron;
  GvVertex *depth; /* [components] */
  double *y;       /* [n], the result */
  double *given;   /* [n], b of the component at hand */
  double *next;    /* [n] */
  double *left;    /* [n], 0 but while a component is at hand */
  GvTask *task;
} Limit;

static void limit_clear(Limit *l)
{
  gv_perron_clear(&l->perron);
  g_free(l->depth);
  g_free(l->given);
  g_free(l->next);
  g_free(l->left);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Limit, limit_clear)

static gboolean limit_init(Limit *l, GError **error)
{
  const GvVertex n = l->m.in.n;

  return gv_perron_init(&l->perron, l->m.in, l->task, error) &&
         (l->depth = gv_array_new(l->perron.count, sizeof *l->depth, error)) &&
         (l->given = gv_array_new_raw(n, sizeof *l->given, error)) &&
         (l->next = gv_array_new_raw(n, sizeof *l->next, error)) &&
         (l->left = gv_array_new(n, sizeof *l->left, error));
}

typedef struct {
  GvVertex id, count;
  const GvVertex *members;
} Component;

static Component component_at(const Limit *l, GvVertex c)
{
  const GvGroups *g = &l->perron.groups;

  return (Component){ c, g->starts[c + 1] - g->starts[c], g->members + g->starts[c] };
}

/* The deepest of the components that lead into c. */
static GvVertex depth_before(const Limit *l, Component c)
{
  const GvAdjacency in = l->m.in;
  GvVertex depth = 0;

  for (GvVertex i = 0; i < c.count; i++)
    for (GvEdge e = in.offsets[c.members[i]]; e < in.offsets[c.members[i] + 1]; e++) {
      const GvVertex from = l->perron.component[in.targets[e]];
      if (from != c.id)
        depth = MAX(depth, l->depth[from]);
    }
  return depth;
}

/* (N y)(v) from one's own component, or from those before that are that deep. */
static double arriving(const Limit *l, GvVertex v, GvVertex depth, gboolean own)
{
  const GvAdjacency in = l->m.in;
  const GvVertex home = l->perron.component[v];
  double sum = 0;

  for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++) {
    const GvVertex from = l->perron.component[in.targets[e]];
    if (own ? from == home : from != home && l->depth[from] == depth)
      sum += l->y[in.targets[e]] * gv_weight(in, e);
  }
  return sum / l->perron.lambda;
}

static void gather(Limit *l, Component c, GvVertex depth)
{
#pragma omp parallel for num_threads(gv_task_threads(l->task))                                     \
    schedule(dynamic, BLOCK) if (c.count > BLOCK)
  for (GvVertex i = 0; i < c.count; i++) {
    const GvVertex v = c.members[i];
    const double start = l->start ? l->start[v] : 1;
    l->given[v] = (depth == 0 ? start : 0) + arriving(l, v, depth, FALSE);
  }
}

/* y = N y + b once. */
static void step(Limit *l, Component c)
{
#pragma omp parallel for num_threads(gv_task_threads(l->task))                                     \
    schedule(dynamic, BLOCK) if (c.count > BLOCK)
  for (GvVertex i = 0; i < c.count; i++) {
    const GvVertex v = c.members[i];
    l->next[v] = l->given[v] + arriving(l, v, 0, TRUE);
  }
}

/* y = (I - N)^-1 b within the component, whose radius is below lambda. */
static gboolean pass_through(Limit *l, Component c, GError **error)
{
  GvSettling settling = { 0 };
  double change = 0, largest = 0;

  for (GvVertex i = 0; i < c.count; i++)
    l->y[c.members[i]] = l->given[c.members[i]];
  if (c.count == 1)
    return TRUE;
  do {
    change = largest = 0;
    step(l, c);
    for (GvVertex i = 0; i < c.count; i++) {
      const GvVertex v = c.members[i];
      change = MAX(change, fabs(l->next[v] - l->y[v]));
      largest = MAX(largest, l->next[v]);
      l->y[v] = l->next[v];
    }
    if (!gv_task_step(l->task, 0.9, error))
      return FALSE;
  } while (!gv_settling_done(&settling, change, largest));
  return TRUE;
}

/* (l b) / (l r), for one component among several. */
static gboolean project(Limit *l, Component c, double *factor, GError **error)
{
  double flow = 0, norm = 0, radius;

  if (!gv_perron_component(l->m.out, c.members, c.count, 0, l->left, l->next, &radius, l->task,
                           error))
    return FALSE;
  for (GvVertex i = 0; i < c.count; i++) {
    const GvVertex v = c.members[i];
    flow += l->left[v] * l->given[v];
    norm += l->left[v] * l->perron.vector[v];
    l->left[v] = 0;
  }
  *factor = flow / norm;
  return TRUE;
}

static gboolean settle_critical(Limit *l, Component c, GvVertex depth, GError **error)
{
  double factor = 1;

  if (l->perron.critical > 1 && !project(l, c, &factor, error))
    return FALSE;
  for (GvVertex i = 0; i < c.count; i++)
    l->y[c.members[i]] = l->perron.vector[c.members[i]] * factor;
  l->depth[c.id] = depth + 1;
  return TRUE;
}

static gboolean settle(Limit *l, Component c, GError **error)
{
  const GvVertex depth = depth_before(l, c);
  const gboolean alone = l->perron.critical == 1; /* then what comes before it is of no account */

  l->depth[c.id] = depth;
  if (depth == 0 && alone) {
    for (GvVertex i = 0; i < c.count; i++)
      l->y[c.members[i]] = 0;
    return !gv_perron_is_critical(&l->perron, c.id) || settle_critical(l, c, 0, error);
  }
  gather(l, c, depth);
  return gv_perron_is_critical(&l->perron, c.id) ? settle_critical(l, c, depth, error)
                                                 : pass_through(l, c, error);
}

static void keep_deepest(Limit *l)
{
  GvVertex deepest = 0;

  for (GvVertex c = 0; c < l->perron.count; c++)
    deepest = MAX(deepest, l->depth[c]);
  for (GvVertex v = 0; v < l->m.in.n; v++)
    if (l->depth[l->perron.component[v]] < deepest)
      l->y[v] = 0;
}

gboolean gv_spectral_limit(GvOperator m, const double *start, double *limit, GvTask *task,
                           GError **error)
{
  g_auto(Limit) l = { .m = m, .start = start, .y = limit, .task = task };

  if (!limit_init(&l, error))
    return FALSE;
  for (GvVertex c = 0; l.perron.lambda > 0 && c < l.perron.count; c++)
    if (!settle(&l, component_at(&l, c), error))
      return FALSE;
  for (GvVertex v = 0; l.perron.lambda == 0 && v < m.in.n; v++)
    limit[v] = 0;
  keep_deepest(&l);
  return gv_task_step(task, 1, error);
}

void gv_scale_to_largest(double *values, GvVertex n)
{
  double largest = 0;

  for (GvVertex v = 0; v < n; v++)
    largest = MAX(largest, values[v]);
  for (GvVertex v = 0; largest > 0 && v < n; v++)
    values[v] /= largest;
}

/* What is left of a spread when people were seen to be won, with all they win (full adoption
 * feedback, Golovin & Krause 2011). Each of the activated has tried everybody who listens to
 * them, once; who is not activated did not follow. So the activated are taken out, and with
 * shares of the whole attention
 *
 *   independent cascade   p(u, x) as it was: what failed leaves the others' tries as they are
 *   linear threshold      p(u, x) / (1 - sum over activated y of p(u, y)): the threshold of u is
 *                         known to lie above that sum
 *
 * O(n + m); 16 bytes a tie while it is made.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/spread_check.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

/* The ties that are left, as they are found. */
typedef struct {
  GvAdjacency ties;
  GvSpread spread;
  const uint8_t *gone; /* [n], 1 = activated */
  GvVertex (*arcs)[2]; /* [m] */
  double *weights;     /* [m]; NULL = all are alike */
  GvEdge count;
} Residual;

static void residual_clear(Residual *r)
{
  g_free(r->arcs);
  g_free(r->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Residual, residual_clear)

/* Under weighted cascade a threshold's shares are those of who is left, whoever is gone. */
static GvSpread spread_of(const GvSpread *spread)
{
  const gboolean threshold = spread->cascade == GV_CASCADE_THRESHOLD;
  GvSpread left = *spread;

  if (spread->kind == (threshold ? GV_SPREAD_UNIFORM : GV_SPREAD_WEIGHTED_CASCADE))
    left.kind = GV_SPREAD_WEIGHT;
  return left;
}

static double said(const Residual *r, GvEdge e)
{
  return r->spread.kind == GV_SPREAD_UNIFORM ? r->spread.probability : gv_weight(r->ties, e);
}

/* What a listener's ties are multiplied with. */
static double scale_of(const Residual *r, GvVertex u)
{
  const gboolean threshold = r->spread.cascade == GV_CASCADE_THRESHOLD;
  const gboolean cascade = r->spread.kind == GV_SPREAD_WEIGHTED_CASCADE;
  double gone = 0, left = 0;

  if (threshold == cascade)
    return 1;
  for (GvEdge e = r->ties.offsets[u]; e < r->ties.offsets[u + 1]; e++)
    *(r->gone[r->ties.targets[e]] ? &gone : &left) += said(r, e);
  /* rounding must not make shares of more than 1 */
  return 1 / (cascade ? gone + left : MAX(1 - gone, left));
}

static void keep_ties(Residual *r, GvVertex u)
{
  const double scale = r->gone[u] ? 0 : scale_of(r, u);

  for (GvEdge e = r->ties.offsets[u]; !r->gone[u] && e < r->ties.offsets[u + 1]; e++) {
    const GvVertex x = r->ties.targets[e];
    if (r->gone[x])
      continue;
    r->arcs[r->count][0] = u;
    r->arcs[r->count][1] = x;
    if (r->weights)
      r->weights[r->count] = scale == 1 ? said(r, e) : fmin(1, said(r, e) * scale);
    r->count++;
  }
}

static uint8_t *mark(const GvVertex *activated, size_t count, GvVertex n, GError **error)
{
  g_autofree uint8_t *gone = gv_array_new(n, 1, error);

  for (size_t i = 0; gone && i < count; i++) {
    if (activated[i] >= n) {
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "activated: person %u is not among the %u of the graph", activated[i], n);
      return NULL;
    }
    gone[activated[i]] = 1;
  }
  return g_steal_pointer(&gone);
}

gboolean gv_spread_residual(GvGraph *attention, const GvSpread *spread, const GvVertex *activated,
                            size_t count, GvGraph **left, GvSpread *spread_left, GvTask *task,
                            GError **error)
{
  g_auto(Residual) r = { .ties = gv_graph_out(attention), .spread = *spread };
  const size_t m = MAX(r.ties.offsets[r.ties.n], 1);
  g_autofree uint8_t *gone = mark(activated, count, r.ties.n, error);

  if (gone == NULL || !gv_spread_check(r.ties, spread, error))
    return FALSE;
  r.gone = gone;
  *spread_left = spread_of(spread);
  if (!(r.arcs = gv_array_new_raw(m, sizeof *r.arcs, error)) ||
      (spread_left->kind != GV_SPREAD_UNIFORM &&
       !(r.weights = gv_array_new_raw(m, sizeof *r.weights, error))))
    return FALSE;
  for (GvVertex u = 0; u < r.ties.n; u++)
    keep_ties(&r, u);
  return gv_task_check(task, error) &&
         (*left = gv_graph_new(r.ties.n, (const GvVertex(*)[2])r.arcs, r.weights, r.count, TRUE,
                               error)) != NULL;
}

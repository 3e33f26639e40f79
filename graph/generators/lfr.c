/* LFR benchmark: an undirected graph with planted communities.
 *
 *   P(degree = k) ~ k^-tau1 with the given mean and maximum; P(size = s) ~ s^-tau2
 *   a vertex of degree k has (1 - mu) k edges within its community
 *
 * Within each community and between all of them, loose ends are joined at random
 * (configuration model); what would be a loop or a duplicate is exchanged, and
 * the few ends that find no partner are left out. Vertex v and community c have
 * streams of their own. O(m) expected time, about 60 m bytes.
 * Lancichinetti, Fortunato & Radicchi 2008.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/generators/expect.h"
#include "graph/generators/lfr_plan.h"
#include "graph/generators/wiring.h"

typedef struct {
  GvLfrPlan plan;
  uint64_t seed;
  GvVertex *ends;   /* loose, by community */
  GvVertex *starts; /* [communities + 1], of a community's ends */
  GvEdge *made;     /* [communities], edges made of them */
} Lfr;

static void lfr_clear(Lfr *lfr)
{
  gv_lfr_plan_clear(&lfr->plan);
  g_free(lfr->ends);
  g_free(lfr->starts);
  g_free(lfr->made);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lfr, lfr_clear)

/* An odd end inside goes outside: of the last member that has one. */
static void make_even(GvLfrPlan *plan, GvVertex *counts)
{
  for (GvVertex v = plan->n; v-- > 0;) {
    GvVertex *count = &counts[plan->community[v]];
    if (*count % 2 == 0 || plan->inside[v] == 0)
      continue;
    plan->inside[v]--;
    plan->outside[v]++;
    --*count;
  }
}

static gboolean lay_out(Lfr *lfr, GError **error)
{
  GvLfrPlan *plan = &lfr->plan;
  const size_t communities = plan->communities;
  g_autofree GvVertex *counts = gv_array_new(communities + 1, sizeof *counts, error);

  if (counts == NULL || !(lfr->starts = gv_array_new(communities + 1, sizeof *counts, error)) ||
      !(lfr->made = gv_array_new(communities, sizeof *lfr->made, error)) ||
      !(lfr->ends = gv_array_new_raw(plan->ends, sizeof *lfr->ends, error)))
    return FALSE;
  for (GvVertex v = 0; v < plan->n; v++)
    counts[plan->community[v]] += plan->inside[v];
  make_even(plan, counts);
  for (size_t c = 0; c < communities; c++) {
    lfr->starts[c + 1] = lfr->starts[c] + counts[c];
    counts[c] = lfr->starts[c];
  }
  for (GvVertex v = 0; v < plan->n; v++)
    for (GvVertex k = 0; k < plan->inside[v]; k++)
      lfr->ends[counts[plan->community[v]]++] = v;
  return TRUE;
}

/* Each community's edges, where its ends begin, halved. */
static gboolean wire_inside(Lfr *lfr, GvVertex (*edges)[2], GvTask *task, GError **error)
{
  const GvVertex communities = lfr->plan.communities;
  GError *failure = NULL;

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 16)
  for (GvVertex c = 0; c < communities; c++) {
    const GvVertex start = lfr->starts[c];
    GvRng rng = gv_rng(gv_mix64(lfr->seed), c);
    GvWiring wiring = { .ends = lfr->ends + start,
                        .count = lfr->starts[c + 1] - start,
                        .edges = edges + start / 2 };
    GError *own = NULL;
    if (!gv_wire(&wiring, &rng, &own))
#pragma omp critical(gv_lfr)
      failure = failure ? (g_error_free(own), failure) : own;
    lfr->made[c] = wiring.m;
  }
  if (failure)
    g_propagate_error(error, failure);
  return failure == NULL && gv_task_step(task, 0.5, error);
}

/* Closes the gaps that edges left out have made; returns how many there are. */
static GvEdge close_gaps(const Lfr *lfr, GvVertex (*edges)[2])
{
  GvEdge m = 0;

  for (GvVertex c = 0; c < lfr->plan.communities; c++)
    for (GvEdge e = 0; e < lfr->made[c]; e++, m++) {
      const GvEdge from = lfr->starts[c] / 2 + e;
      edges[m][0] = edges[from][0];
      edges[m][1] = edges[from][1];
    }
  return m;
}

static gboolean wire_outside(Lfr *lfr, GvEdgeList *list, GError **error)
{
  const GvLfrPlan *plan = &lfr->plan;
  GvRng rng = gv_draw(lfr->seed, GV_STREAM_OUTSIDE);
  GvWiring wiring = { .ends = lfr->ends, .apart = plan->community, .edges = list->edges + list->m };

  for (GvVertex v = 0; v < plan->n; v++)
    for (GvVertex k = 0; k < plan->outside[v]; k++)
      lfr->ends[wiring.count++] = v;
  if (!gv_wire(&wiring, &rng, error))
    return FALSE;
  list->m += wiring.m;
  return TRUE;
}

static gboolean check_plan(const GvLfrPlan *plan, GError **error)
{
  if (plan->ends <= UINT32_MAX)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_LIMIT,
                      "LFR makes at most 2147483647 edges; lower --average-degree");
  return FALSE;
}

gboolean gv_lfr_expect(const GvLfrOptions *options, double *edges, GError **error)
{
  g_auto(GvLfrPlan) plan = { 0 };

  if (!gv_lfr_plan(&plan, options, error))
    return FALSE;
  *edges = (double)plan.ends / 2;
  return check_plan(&plan, error);
}

static gboolean generate(Lfr *lfr, GvEdgeList *list, GvTask *task, GError **error)
{
  if (!check_plan(&lfr->plan, error) || !lay_out(lfr, error) ||
      !(list->edges = gv_array_new_raw(lfr->plan.ends / 2 + 1, sizeof *list->edges, error)) ||
      !wire_inside(lfr, list->edges, task, error))
    return FALSE;
  list->m = close_gaps(lfr, list->edges);
  return wire_outside(lfr, list, error) && gv_task_step(task, 1, error);
}

gboolean gv_generate_lfr(const GvLfrOptions *options, GvEdgeList *list, GvVertex *communities,
                         GvTask *task, GError **error)
{
  g_auto(Lfr) lfr = { .seed = options->seed };

  if (!gv_lfr_plan(&lfr.plan, options, error))
    return FALSE;
  *list = (GvEdgeList){ .n = lfr.plan.n };
  if (!generate(&lfr, list, task, error)) {
    gv_edge_list_clear(list);
    return FALSE;
  }
  for (GvVertex v = 0; communities && v < lfr.plan.n; v++)
    communities[v] = lfr.plan.community[v];
  return TRUE;
}

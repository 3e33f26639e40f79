/* LFR: who has how many edges, in which community.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/generators/lfr_plan.h"

#include <math.h>
#include <stdlib.h>

#include "graph/base/array.h"
#include "graph/generators/power_law.h"

typedef struct {
  GvVertex least, most;
} Range;

void gv_lfr_plan_clear(GvLfrPlan *plan)
{
  g_free(plan->inside);
  g_free(plan->outside);
  g_free(plan->sizes);
  g_free(plan->community);
  *plan = (GvLfrPlan){ 0 };
}

/* Vertex v has the stream GV_STREAMS + v. Between two whole smallest degrees
 * each is drawn as often as gives the mean that is asked for. */
static void draw_degrees(GvLfrPlan *plan, const GvLfrOptions *o, const GvPowerLaw *law,
                         GvVertex low)
{
  const gboolean between = low < law->high;
  const double mean = gv_power_law_mean(law, low);
  const double share =
      between ? (o->average_degree - mean) / (gv_power_law_mean(law, low + 1) - mean) : 0;

  for (GvVertex v = 0; v < plan->n; v++) {
    GvRng rng = gv_rng(o->seed, (uint64_t)GV_STREAMS + v);
    const GvVertex from = low + (gv_rng_real(&rng) < share);
    const GvVertex degree = gv_power_law_draw(law, from, &rng);
    plan->inside[v] = (GvVertex)((1 - o->mixing) * degree + gv_rng_real(&rng));
    plan->inside[v] = MIN(plan->inside[v], degree);
    plan->outside[v] = degree - plan->inside[v];
    plan->ends += degree;
  }
}

/* Takes the surplus off the last one; one that gets too small is shared out. */
static void fit_sizes(GvLfrPlan *plan, uint64_t surplus, Range range)
{
  GvVertex *last = &plan->sizes[plan->communities - 1];

  *last -= (GvVertex)surplus;
  if (*last >= range.least || plan->communities == 1)
    return;
  GvVertex homeless = *last;
  for (GvVertex c = 0; homeless > 0 && c + 1 < plan->communities; c++) {
    const GvVertex taken = MIN(homeless, range.most - plan->sizes[c]);
    plan->sizes[c] += taken;
    homeless -= taken;
  }
  *last = homeless;
  plan->communities -= homeless == 0;
}

static int larger_first(const void *a, const void *b)
{
  const GvVertex x = *(const GvVertex *)a, y = *(const GvVertex *)b;

  return (x < y) - (x > y);
}

static gboolean draw_sizes(GvLfrPlan *plan, const GvLfrOptions *o, Range range, GError **error)
{
  g_auto(GvPowerLaw) law = { 0 };
  GvRng rng = gv_draw(o->seed, GV_STREAM_COMMUNITIES);
  uint64_t total = 0;
  size_t room = 0;

  if (!gv_power_law_init(&law, o->community_exponent, range.most, error))
    return FALSE;
  while (total < plan->n) {
    if (!gv_array_reserve(&plan->sizes, &room, (size_t)plan->communities + 1, sizeof *plan->sizes,
                          error))
      return FALSE;
    plan->sizes[plan->communities] = gv_power_law_draw(&law, range.least, &rng);
    total += plan->sizes[plan->communities++];
  }
  fit_sizes(plan, total - plan->n, range);
  qsort(plan->sizes, plan->communities, sizeof *plan->sizes, larger_first);
  return TRUE;
}

/* Vertices with most edges inside first; of those with equally many the first. */
static GvVertex *order_by_inside(const GvLfrPlan *plan, GvVertex most, GError **error)
{
  g_autofree GvVertex *starts = gv_array_new((size_t)most + 2, sizeof *starts, error);
  GvVertex *order = starts ? gv_array_new_raw(plan->n, sizeof *order, error) : NULL;

  if (order == NULL)
    return NULL;
  for (GvVertex v = 0; v < plan->n; v++)
    starts[most - plan->inside[v] + 1]++;
  for (size_t k = 0; k <= most; k++)
    starts[k + 1] += starts[k];
  for (GvVertex v = 0; v < plan->n; v++)
    order[starts[most - plan->inside[v]]++] = v;
  return order;
}

/* A vertex goes to a random free place of the communities large enough for its
 * edges inside. Where there is none it goes to the next largest, and some of its
 * edges go outside. */
static gboolean settle(GvLfrPlan *plan, const GvVertex *order, GvRng *rng, GError **error)
{
  g_autofree GvVertex *places = gv_array_new_raw(plan->n, sizeof *places, error);
  GvVertex free_places = 0, open = 0;

  if (places == NULL || !(plan->community = gv_array_new(plan->n, sizeof *places, error)))
    return FALSE;
  for (GvVertex i = 0; i < plan->n; i++) {
    const GvVertex v = order[i];
    for (; open < plan->communities && (free_places == 0 || plan->sizes[open] > plan->inside[v]);
         open++)
      for (GvVertex k = 0; k < plan->sizes[open]; k++)
        places[free_places++] = open;
    const GvVertex at = gv_rng_below(rng, free_places), c = places[at];
    const GvVertex moved = plan->inside[v] - MIN(plan->inside[v], plan->sizes[c] - 1);
    places[at] = places[--free_places];
    plan->community[v] = c;
    plan->inside[v] -= moved;
    plan->outside[v] += moved;
  }
  return TRUE;
}

static gboolean check(const GvLfrOptions *o, GvVertex most, GError **error)
{
  if (o->vertices < 2 || o->vertices >= GV_VERTEX_NONE)
    return gv_draw_invalid(error, "--vertices must be from 2 to 4294967294");
  if (most < 1 || most >= o->vertices)
    return gv_draw_invalid(error, "--max-degree must be from 1 to one less than --vertices");
  if (!(o->average_degree >= 1 && o->average_degree <= most))
    return gv_draw_invalid(error, "--average-degree must be from 1 to --max-degree");
  if (!(o->mixing >= 0 && o->mixing <= 1))
    return gv_draw_invalid(error, "--mixing must be from 0 to 1");
  return TRUE;
}

static gboolean find_range(const GvLfrOptions *o, GvVertex low, GvVertex most, Range *range,
                           GError **error)
{
  const int64_t least = o->min_community ? o->min_community : MAX(low, 3);
  const int64_t largest = o->max_community ? o->max_community : MAX(most + 1, (GvVertex)least);

  if (least < 1 || largest < least || least > o->vertices)
    return gv_draw_invalid(error, "--min-community must be from 1 to --max-community and to "
                                  "--vertices");
  *range = (Range){ (GvVertex)least, (GvVertex)MIN(largest, o->vertices) };
  return TRUE;
}

gboolean gv_lfr_plan(GvLfrPlan *plan, const GvLfrOptions *o, GError **error)
{
  const GvVertex most = (GvVertex)(o->max_degree ? o->max_degree : MAX(1, o->vertices / 10));
  GvRng rng = gv_draw(o->seed, GV_STREAM_ORDER);
  g_auto(GvPowerLaw) law = { 0 };
  Range range = { 0, 0 };

  if (!check(o, most, error) || !gv_power_law_init(&law, o->degree_exponent, most, error))
    return FALSE;
  const GvVertex low = gv_power_law_low(&law, o->average_degree);
  if (low == 0)
    return gv_draw_invalid(error, "--average-degree is below what --tau1 and --max-degree give "
                                  "even from degree 1 on; raise it, or --tau1");
  plan->n = (GvVertex)o->vertices;
  if (!find_range(o, low, most, &range, error) ||
      !(plan->inside = gv_array_new(plan->n, sizeof *plan->inside, error)) ||
      !(plan->outside = gv_array_new(plan->n, sizeof *plan->outside, error)) ||
      !draw_sizes(plan, o, range, error))
    return FALSE;
  draw_degrees(plan, o, &law, low);
  g_autofree GvVertex *order = order_by_inside(plan, most, error);
  return order && settle(plan, order, &rng, error);
}

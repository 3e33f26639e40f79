/* Greedy maximum coverage, lazily (Minoux 1978): what somebody adds only
 * shrinks, so the first of the queue is looked at anew, and comes next where it
 * still leads. Where the bound is wanted, those who matter for it are looked at anew
 * after 0, 1, 2, 4, 8, … people; then
 *
 *   any allowed set covers <= covered so far + the most that allowed people add, each alone
 *
 * holds exactly (a coverage is submodular), and the smallest of these is the bound
 * (Tang et al. 2018, OPIM-C).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/cover.h"

#include <string.h>

#include "algorithms/influence/rated.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

gboolean gv_cover_init(GvCover *c, size_t most, GError **error)
{
  *c = (GvCover){ .bound = UINT64_MAX };
  return (c->seeds = gv_array_new(most, sizeof *c->seeds, error)) &&
         (c->covered = gv_array_new(most, sizeof *c->covered, error));
}

void gv_cover_clear(GvCover *c)
{
  g_free(c->seeds);
  g_free(c->covered);
  *c = (GvCover){ 0 };
}

typedef struct {
  const GvPool *pool;
  const GvCoverRules *rules;
  gboolean by_cost;
  GvRoom room;
  uint8_t *covered; /* [stored], 1 = covered */
  uint32_t *gains;  /* [n], sets that each adds, as last looked at */
  GvRated *queue;   /* [n], a heap; key: sets it adds, or those for its cost, never too low */
  size_t queued;
  GvVertex *alive; /* [n], who may still add a set, ascending */
  size_t alive_count;
  GvRated *sorted; /* [n], for the bound */
  int threads;
} Greedy;

static void greedy_clear(Greedy *g)
{
  gv_room_clear(&g->room);
  g_free(g->covered);
  g_free(g->gains);
  g_free(g->queue);
  g_free(g->alive);
  g_free(g->sorted);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Greedy, greedy_clear)

static gboolean greedy_init(Greedy *g, const GvPool *pool, const GvCoverRules *rules,
                            gboolean bounded, GError **error)
{
  g->pool = pool;
  g->rules = rules;
  return gv_room_init(&g->room, rules, error) &&
         (g->covered = gv_array_new(pool->stored, 1, error)) &&
         (g->gains = gv_array_new(pool->n, sizeof *g->gains, error)) &&
         (g->queue = gv_array_new_raw(pool->n, sizeof *g->queue, error)) &&
         (g->alive = gv_array_new_raw(pool->n, sizeof *g->alive, error)) &&
         (!bounded || (g->sorted = gv_array_new_raw(pool->n, sizeof *g->sorted, error)));
}

/* Sets that v would add; who is chosen already adds none. */
static uint32_t gain_of(const Greedy *g, GvVertex v)
{
  const GvPool *p = g->pool;
  uint32_t gain = p->alone[v];

  for (size_t i = 0; i < p->part_count; i++) {
    const GvPoolPart *part = &p->parts[i];
    for (uint32_t e = part->offsets[v]; e < part->offsets[v + 1]; e++)
      gain += !g->covered[part->sets[e]];
  }
  return gain;
}

static double key_of(const Greedy *g, GvVertex v)
{
  return g->by_cost ? g->gains[v] / gv_cost(g->rules, v) : g->gains[v];
}

static void queue_alive(Greedy *g)
{
  for (size_t i = 0; i < g->alive_count; i++)
    g->queue[i] = (GvRated){ key_of(g, g->alive[i]), g->alive[i] };
  g->queued = g->alive_count;
  gv_rated_heap(g->queue, g->queued);
}

/* Everybody who adds a set while none is covered: how many hold each is known. */
static void begin(Greedy *g)
{
  const GvPool *p = g->pool;

#pragma omp parallel for num_threads(g->threads) schedule(static)
  for (GvVertex v = 0; v < p->n; v++) {
    uint32_t gain = p->people[v] & GV_POOL_CANDIDATE ? p->alone[v] : 0;
    for (size_t i = 0; i < p->part_count; i++)
      gain += p->parts[i].offsets[v + 1] - p->parts[i].offsets[v];
    g->gains[v] = gain;
  }
  for (GvVertex v = 0; v < p->n; v++)
    if (g->gains[v] > 0)
      g->alive[g->alive_count++] = v;
  queue_alive(g);
}

/* Looks at everybody anew who may still add a set. chosen: [n], 1 = is in the set. */
static void refresh(Greedy *g, const uint8_t *chosen)
{
  size_t alive = 0;

#pragma omp parallel for num_threads(g->threads) schedule(dynamic, 1024)
  for (size_t i = 0; i < g->alive_count; i++)
    g->gains[g->alive[i]] = chosen[g->alive[i]] ? 0 : gain_of(g, g->alive[i]);
  for (size_t i = 0; i < g->alive_count; i++)
    if (g->gains[g->alive[i]] > 0)
      g->alive[alive++] = g->alive[i];
  g->alive_count = alive;
  queue_alive(g);
}

static int by_key(const void *a, const void *b)
{
  const GvRated *x = a, *y = b;

  return gv_rated_before(x, y) ? -1 : gv_rated_before(y, x);
}

/* Whoever is queued by what they add now, as far as it was looked at. */
static void queue_anew(Greedy *g)
{
  size_t queued = 0;

  for (size_t i = 0; i < g->queued; i++)
    if (g->gains[g->queue[i].v] > 0)
      g->queue[queued++] = (GvRated){ key_of(g, g->queue[i].v), g->queue[i].v };
  g->queued = queued;
  gv_rated_heap(g->queue, queued);
}

/* The k largest gains together, by a heap whose first is the smallest of them. Those at the
 * front of the queue come first; whoever then added no more than that smallest one when last
 * looked at need not be looked at. stale: people were chosen since. */
static uint64_t largest_together(Greedy *g, const uint8_t *chosen, size_t k, gboolean stale)
{
  size_t held = 0;
  uint64_t sum = 0;

  for (size_t i = 0; i < g->queued && k > 0; i++) {
    const GvVertex v = g->queue[i].v;
    if (held == k && -(double)g->gains[v] >= g->sorted[0].key)
      continue;
    if (stale)
      g->gains[v] = chosen[v] ? 0 : gain_of(g, v);
    const GvRated entry = { -(double)g->gains[v], v };
    if (held < k) {
      g->sorted[held++] = entry;
      if (held == k)
        gv_rated_heap(g->sorted, held);
    } else if (entry.key < g->sorted[0].key) {
      g->sorted[0] = entry;
      gv_rated_sift_down(g->sorted, held, 0);
    }
  }
  for (size_t i = 0; i < held; i++)
    sum += (uint64_t)-g->sorted[i].key;
  if (stale)
    queue_anew(g);
  return sum;
}

/* By quotas: the largest of each group, as many as it may have and all together may be;
 * by a budget: the best for their cost, the last one in part (quotas are let go). */
static double allowed_together(Greedy *g, const GvRoom *forced)
{
  const GvCoverRules *r = g->rules;
  const gboolean costs = isfinite(r->budget);
  g_autofree uint32_t *left = r->group ? g_new0(uint32_t, r->groups) : NULL;
  double sum = 0, room = costs ? r->budget - forced->spent : INFINITY;
  size_t count = 0, people = r->count - forced->count;

  for (GvVertex v = 0; v < g->pool->n; v++)
    if (g->gains[v] > 0)
      g->sorted[count++] =
          (GvRated){ costs ? g->gains[v] / gv_cost(r, v) : (double)g->gains[v], v };
  qsort(g->sorted, count, sizeof *g->sorted, by_key);
  for (size_t i = 0; i < count && (costs ? room > 0 : people > 0); i++) {
    const GvVertex v = g->sorted[i].v;
    const double cost = gv_cost(r, v);
    if (!costs && left && forced->in_group[r->group[v]] + left[r->group[v]] >= r->per_group)
      continue;
    if (!costs && left)
      left[r->group[v]]++;
    sum += cost <= room ? g->gains[v] : g->gains[v] * room / cost;
    room -= cost;
    people--;
  }
  return sum;
}

/* The least that covers so far and from here on come to; stale: people were chosen since
 * everybody was looked at. */
static void bound_here(Greedy *g, GvCover *c, const uint8_t *chosen, const GvRoom *forced,
                       gboolean stale)
{
  const size_t people = g->rules->count - forced->count;
  uint64_t more;

  if (g->rules->group == NULL && !isfinite(g->rules->budget)) {
    more = largest_together(g, chosen, people, stale);
  } else {
    if (stale)
      refresh(g, chosen);
    more = (uint64_t)ceil(allowed_together(g, forced) * (1 + 1e-12));
  }
  c->bound = MIN(c->bound, c->total + more);
}

static void choose(Greedy *g, GvCover *c, uint8_t *chosen, GvVertex v)
{
  const GvPool *p = g->pool;

  c->total += gain_of(g, v);
  for (size_t i = 0; i < p->part_count; i++)
    for (uint32_t e = p->parts[i].offsets[v]; e < p->parts[i].offsets[v + 1]; e++)
      g->covered[p->parts[i].sets[e]] = 1;
  chosen[v] = 1;
  gv_room_take(&g->room, v);
  c->covered[c->count] = c->total;
  c->seeds[c->count++] = v;
}

/* The next one to choose, or GV_VERTEX_NONE. */
static GvVertex next(Greedy *g, const uint8_t *chosen)
{
  while (g->queued > 0 && g->room.count < g->rules->count) {
    GvRated *first = &g->queue[0];
    const GvVertex v = first->v;
    const uint32_t gain = chosen[v] || !gv_room_has(&g->room, v) ? 0 : gain_of(g, v);
    if (gain > 0 && gain == g->gains[v])
      return v;
    g->gains[v] = gain;
    if (gain > 0)
      first->key = key_of(g, v);
    else
      *first = g->queue[--g->queued];
    if (g->queued > 0)
      gv_rated_sift_down(g->queue, g->queued, 0);
  }
  return GV_VERTEX_NONE;
}

static gboolean run(Greedy *g, GvCover *c, gboolean bounded, GvTask *task, GError **error)
{
  const GvCoverRules *r = g->rules;
  g_autofree uint8_t *chosen = gv_array_new(g->pool->n, 1, error);
  g_auto(GvRoom) forced = { 0 };
  size_t anew = 0;

  if (chosen == NULL || !gv_room_init(&forced, r, error))
    return FALSE;
  c->total = g->pool->covered;
  begin(g);
  for (size_t i = 0; i < r->forced_count; i++) {
    choose(g, c, chosen, r->forced[i]);
    if (i < r->included_count)
      gv_room_take(&forced, r->forced[i]);
  }
  if (r->forced_count > 0)
    refresh(g, chosen);
  for (GvVertex v; gv_task_check(task, error); choose(g, c, chosen, v)) {
    if (bounded && c->count >= anew) {
      bound_here(g, c, chosen, &forced, c->count > r->forced_count);
      anew = MAX(1, 2 * c->count);
    }
    if ((v = next(g, chosen)) == GV_VERTEX_NONE) {
      if (bounded)
        bound_here(g, c, chosen, &forced, TRUE);
      c->spent = g->room.spent;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean gv_cover_greedy(GvCover *cover, const GvPool *pool, const GvCoverRules *rules,
                         gboolean by_cost, gboolean bounded, GvTask *task, GError **error)
{
  g_auto(Greedy) g = { .by_cost = by_cost, .threads = gv_task_threads(task) };

  cover->count = 0;
  cover->total = 0;
  cover->bound = UINT64_MAX;
  return greedy_init(&g, pool, rules, bounded, error) && run(&g, cover, bounded, task, error);
}

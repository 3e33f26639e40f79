/* Random graphs in which no pair is preferred.
 *
 * G(n, m): pairs are numbered 0 .. N - 1, and edge e is the pair number P(e), P
 * being a keyed permutation (a Feistel network over the next power of 4, walked
 * until it falls below N): m different pairs without remembering any.
 * G(n, p): row v skips ahead by geometric steps with the random stream v
 * (Batagelj & Brandes 2005), once to count and once to fill.
 * O(n + m) time, 8 m bytes. Erdős & Rényi 1959; Gilbert 1959.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "graph/generators/draw.h"
#include "graph/generators/expect.h"

enum { ROUNDS = 8, BATCH = 1 << 20 };

/* Pairs there are. */
static uint64_t pairs_of(const GvErdosRenyiOptions *o)
{
  const uint64_t n = (uint64_t)o->vertices, all = n * (n - (n > 0));

  return o->directed ? all : all / 2;
}

static gboolean check(const GvErdosRenyiOptions *o, GError **error)
{
  if (o->vertices < 0 || o->vertices >= GV_VERTEX_NONE)
    return gv_draw_invalid(error, "--vertices must be from 0 to 4294967294");
  if (o->edges >= 0 && (uint64_t)o->edges > pairs_of(o))
    return gv_draw_invalid(error, "--edges: there are not so many pairs of vertices");
  if (o->edges < 0 && !(o->probability >= 0 && o->probability <= 1))
    return gv_draw_invalid(error, "--probability must be from 0 to 1");
  return TRUE;
}

/* Half the bits of a number that holds every pair. */
static unsigned half_bits(uint64_t pairs)
{
  unsigned half = 1;

  while (half < 32 && pairs > (uint64_t)1 << 2 * half)
    half++;
  return half;
}

static uint64_t permute(uint64_t x, unsigned half, uint64_t seed)
{
  const uint64_t mask = ((uint64_t)1 << half) - 1;
  uint64_t left = x >> half, right = x & mask;

  for (uint64_t round = 0; round < ROUNDS; round++) {
    const uint64_t mixed = left ^ (gv_mix64(gv_mix64(seed + round) ^ right) & mask);
    left = right;
    right = mixed;
  }
  return left << half | right;
}

/* Undirected: each vertex is joined to the (n - 1) / 2 that follow it round a
 * ring, and where n is even those opposite each other are the last n / 2 pairs. */
static void pair_at(const GvErdosRenyiOptions *o, uint64_t pair, GvVertex ends[2])
{
  const uint64_t n = (uint64_t)o->vertices, ring = (n - 1) / 2;
  uint64_t from, step;

  if (o->directed) {
    from = pair / (n - 1);
    step = 1 + pair % (n - 1);
  } else if (ring > 0 && pair < n * ring) {
    from = pair / ring;
    step = 1 + pair % ring;
  } else {
    from = pair - n * ring;
    step = n / 2;
  }
  ends[0] = (GvVertex)from;
  ends[1] = (GvVertex)((from + step) % n);
}

static gboolean draw_count(const GvErdosRenyiOptions *o, GvEdgeList *list, GvTask *task,
                           GError **error)
{
  const uint64_t pairs = pairs_of(o);
  const unsigned half = half_bits(pairs);
  const GvEdge m = (GvEdge)o->edges;

  if (!(list->edges = gv_array_new_raw(m, sizeof *list->edges, error)))
    return FALSE;
  list->m = m;
  for (GvEdge first = 0; first < m; first += BATCH) {
    const GvEdge end = MIN(m, first + BATCH);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
    for (GvEdge e = first; e < end; e++) {
      uint64_t pair = permute(e, half, o->seed);
      while (pair >= pairs)
        pair = permute(pair, half, o->seed);
      pair_at(o, pair, list->edges[e]);
    }
    if (!gv_task_step(task, (double)end / (double)m, error))
      return FALSE;
  }
  return TRUE;
}

/* The edges of row v, also put into edges unless that is NULL. Directed: to all
 * others; undirected: to those before it. */
static GvEdge draw_row(const GvErdosRenyiOptions *o, GvVertex v, GvVertex (*edges)[2])
{
  const double room = o->directed ? (double)o->vertices - 1 : v;
  const double scale = log1p(-o->probability); /* -inf for 1: every step is 1 */
  GvRng rng = gv_rng(o->seed, v);
  GvEdge count = 0;
  double at = -1;

  while (o->probability > 0 && room > 0) {
    at += 1 + floor(log1p(-gv_rng_real(&rng)) / scale);
    if (!(at < room))
      break;
    const GvVertex other = (GvVertex)at;
    if (edges) {
      edges[count][0] = v;
      edges[count][1] = o->directed && other >= v ? other + 1 : other;
    }
    count++;
  }
  return count;
}

static gboolean draw_rows(const GvErdosRenyiOptions *o, GvEdgeList *list, GvTask *task,
                          GError **error)
{
  const GvVertex n = list->n;
  g_autofree GvEdge *offsets = gv_array_new((size_t)n + 1, sizeof *offsets, error);

  if (offsets == NULL)
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < n; v++)
    offsets[v + 1] = draw_row(o, v, NULL);
  for (GvVertex v = 0; v < n; v++)
    offsets[v + 1] += offsets[v];
  if (!gv_task_step(task, 0.5, error) ||
      !(list->edges = gv_array_new_raw(offsets[n], sizeof *list->edges, error)))
    return FALSE;
  list->m = offsets[n];
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1024)
  for (GvVertex v = 0; v < n; v++)
    draw_row(o, v, list->edges + offsets[v]);
  return gv_task_step(task, 1, error);
}

gboolean gv_erdos_renyi_expect(const GvErdosRenyiOptions *o, double *edges, GError **error)
{
  if (!check(o, error))
    return FALSE;
  *edges = o->edges >= 0 ? (double)o->edges : o->probability * (double)pairs_of(o);
  return TRUE;
}

gboolean gv_generate_erdos_renyi(const GvErdosRenyiOptions *options, GvEdgeList *list, GvTask *task,
                                 GError **error)
{
  if (!check(options, error))
    return FALSE;
  *list = (GvEdgeList){ .n = (GvVertex)options->vertices, .directed = options->directed };
  if ((options->edges >= 0 ? draw_count : draw_rows)(options, list, task, error))
    return TRUE;
  gv_edge_list_clear(list);
  return FALSE;
}

/* What can be wrong inside of the blocks of a packed graph.
 *
 * Kernels index by what they find in a graph, so every value that one could
 * index or count by is checked before the graph is handed out: offsets, rows,
 * weights, parts, names, codes. That the in rows are the out rows turned round
 * (undirected: that every pair stands in both rows) is checked by comparing
 *
 *   sum over arcs (v, w) of x(v) y(w) z(weight)   mod 2^64
 *
 * of both for random x, y, z, which no file can foresee: other arcs have the
 * same sum by a chance of about 2^-60 only (after Freivalds 1977).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include <sys/random.h>

#include "graph/base/task.h"
#include "io/read_vine.h"
#include "io/read_vine_text.h"

enum { ROWS_PER_CHUNK = 1024 };

typedef struct {
  uint64_t key[3]; /* random; of x, y and z */
  int threads;
} Checker;

enum { X = 0, Y = 1, Z = 2 };

static uint64_t value_of(uint64_t key, uint64_t of)
{
  __extension__ unsigned __int128 product =
      (__extension__(unsigned __int128)(of ^ key)) * (key | 1);

  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t value_of_weight(uint64_t key, double weight)
{
  uint64_t bits;

  memcpy(&bits, &weight, sizeof bits);
  return value_of(key, bits) | 1;
}

static gboolean is_weight(double weight)
{
  return weight > 0 && weight <= G_MAXDOUBLE;
}

/* [0] is 0, ascending (by `step` at least), the last is `end`. */
static gboolean offsets_good(const uint64_t *offsets, uint64_t count, uint64_t step, uint64_t end,
                             int threads)
{
  int bad = offsets[0] != 0 || offsets[count] != end;

#pragma omp parallel for num_threads(threads) reduction(| : bad)
  for (uint64_t i = 0; i < count; i++)
    bad |= offsets[i] > end || offsets[i + 1] < offsets[i] + step;
  return !bad;
}

/* Adds y(w) z(weight) of a row, whose targets ascend from `least` on, are
 * vertices, and not v itself. */
static gboolean check_row(GvAdjacency side, GvVertex v, uint64_t least, const uint64_t keys[2],
                          uint64_t *sum)
{
  const GvEdge end = side.offsets[v + 1];
  gboolean bad = FALSE;

  for (GvEdge e = side.offsets[v]; e < end; e++) {
    const GvVertex w = side.targets[e];
    uint64_t value = value_of(keys[0], w);
    bad |= w < least || w == v;
    least = (uint64_t)w + 1;
    if (side.weights) {
      bad |= !is_weight(side.weights[e]);
      value *= value_of_weight(keys[1], side.weights[e]);
    }
    *sum += value;
  }
  return !bad && least <= side.n;
}

/* The sum with keys[row] for the rows and keys[other] for the targets. */
static gboolean check_side(const Checker *c, GvAdjacency side, gboolean upper, int row,
                           uint64_t *result)
{
  const uint64_t row_key = c->key[row], keys[] = { c->key[row == X ? Y : X], c->key[Z] };
  uint64_t total = 0;
  int bad = 0;

#pragma omp parallel for num_threads(c->threads) schedule(dynamic, ROWS_PER_CHUNK) \
    reduction(+ : total) reduction(| : bad)
  for (GvVertex v = 0; v < side.n; v++) {
    uint64_t sum = 0;
    bad |= !check_row(side, v, upper ? (uint64_t)v + 1 : 0, keys, &sum);
    total += sum * value_of(row_key, v);
  }
  *result = total;
  return !bad;
}

/* Undirected: each pair once at its smaller end, and twice in the rows. */
static gboolean edges_good(const Checker *c, const GvNetworkView *view, GvEdge m)
{
  const GvAdjacency out = view->out, other = view->directed ? view->in : view->pairs;
  uint64_t there = 0, back = 0, again = 0;

  if (!offsets_good(out.offsets, out.n, 0, view->directed ? m : 2 * m, c->threads) ||
      !offsets_good(other.offsets, other.n, 0, m, c->threads))
    return FALSE;
  return check_side(c, out, FALSE, X, &there) && check_side(c, other, !view->directed, Y, &back) &&
         (view->directed || check_side(c, other, TRUE, X, &again)) && there == back + again;
}

static gboolean part_good(const GvParts *parts, uint64_t layers, GvEdge p)
{
  return (!parts->layers || parts->layers[p] < layers) &&
         (!parts->offsets || is_weight(parts->weights[p])) &&
         (!parts->counts || parts->counts[p] > 0) && (!parts->last || !isinf(parts->last[p]));
}

static gboolean check_parts(const GvVine *vine, const Checker *c, const GvParts *parts,
                            GError **error)
{
  const GvVineHeader *h = vine->header;
  int bad = parts->offsets && !offsets_good(parts->offsets, h->edges, 1, h->parts, c->threads);

  if (!parts->offsets && !parts->layers && !parts->counts && !parts->last)
    return TRUE;
#pragma omp parallel for num_threads(c->threads) reduction(| : bad)
  for (GvEdge p = 0; p < h->parts; p++)
    bad |= !part_good(parts, h->layers, p);
  return !bad || gv_vine_damaged(vine, "parts of edges", error);
}

static gboolean names_good(const Checker *c, GvArena arena, uint64_t length, const GvVertex *order)
{
  int bad = !offsets_good(arena.start, arena.count, 1, length, c->threads);

  if (bad)
    return FALSE;
#pragma omp parallel for num_threads(c->threads) reduction(| : bad)
  for (GvVertex v = 0; v < arena.count; v++)
    bad |= arena.text[arena.start[v + 1] - 1] != '\0' || order[v] >= arena.count;
  return !bad;
}

static GvArena tag_arena(const GvVine *vine, uint32_t tag)
{
  const GvVineBlock *starts = gv_vine_block(vine, GV_VINE_TAG_STARTS, tag);

  return (GvArena){ (GvVertex)(starts->elements - 1), gv_vine_array(vine, GV_VINE_TAG_STARTS, tag),
                    gv_vine_array(vine, GV_VINE_TAG_TEXT, tag) };
}

static gboolean tag_good(const GvVine *vine, const Checker *c, uint32_t tag)
{
  const GvArena arena = tag_arena(vine, tag);
  const GvVertex *codes = gv_vine_array(vine, GV_VINE_TAG_CODES, tag);
  int bad = !names_good(c, arena, gv_vine_block(vine, GV_VINE_TAG_TEXT, tag)->length,
                        gv_vine_array(vine, GV_VINE_TAG_ORDER, tag));

#pragma omp parallel for num_threads(c->threads) reduction(| : bad)
  for (GvVertex v = 0; v < vine->header->vertices; v++)
    bad |= codes[v] > arena.count;
  return !bad;
}

static gboolean bytes_good(const uint8_t *values, GvVertex n, uint8_t most)
{
  int bad = 0;

  for (GvVertex v = 0; values && v < n; v++)
    bad |= values[v] > most;
  return !bad;
}

/* NaN, or what a table may say. */
static gboolean reals_good(const double *values, GvVertex n)
{
  int bad = 0;

  for (GvVertex v = 0; values && v < n; v++)
    bad |= values[v] < 0 || values[v] > G_MAXDOUBLE;
  return !bad;
}

static gboolean check_people(const GvVine *vine, const Checker *c, const GvPeople *p,
                             GError **error)
{
  const GvVertex n = vine->header->vertices;
  gboolean good = bytes_good(p->listed, n, 1) && bytes_good(p->stage, n, GV_STAGE_ADVOCATE) &&
                  bytes_good(p->official, n, 1) && bytes_good(p->opt_in, n, 1) &&
                  reals_good(p->followers, n) && reals_good(p->cost, n) && reals_good(p->value, n);

  for (uint32_t tag = 1; good && tag <= vine->header->tags; tag++)
    good = tag_good(vine, c, tag);
  return good || gv_vine_damaged(vine, "columns about people", error);
}

static gboolean check_names(const GvVine *vine, const Checker *c, GError **error)
{
  const GvArena arena = { vine->header->vertices, gv_vine_array(vine, GV_VINE_NAME_STARTS, 0),
                          gv_vine_array(vine, GV_VINE_NAME_TEXT, 0) };

  return names_good(c, arena, gv_vine_block(vine, GV_VINE_NAME_TEXT, 0)->length,
                    gv_vine_array(vine, GV_VINE_NAME_ORDER, 0)) ||
         gv_vine_damaged(vine, "names", error);
}

gboolean gv_vine_check(const GvVine *vine, const GvNetworkView *view, gboolean all, GvTask *task,
                       GError **error)
{
  Checker c = { { 1, 2, 3 }, gv_task_threads(task) };

  if (getrandom(c.key, sizeof c.key, GRND_NONBLOCK) != (ssize_t)sizeof c.key)
    c.key[0] = (uint64_t)g_get_monotonic_time(); /* weaker, never fatal */
  return (!all || gv_vine_check_sums(vine, task, error)) && check_names(vine, &c, error) &&
         (edges_good(&c, view, vine->header->edges) || gv_vine_damaged(vine, "edges", error)) &&
         check_parts(vine, &c, &view->parts, error) &&
         check_people(vine, &c, view->people, error) &&
         (!all || gv_vine_check_texts(vine, view, task, error));
}

/* What only --verify checks of a packed graph: checksums, texts and sums.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_vine_text.h"

#include <math.h>
#include <string.h>

#include "graph/base/task.h"
#include "io/read_cells.h"

static gboolean sum_good(const GvVine *vine, uint32_t i)
{
  const GvVineBlock *block = &vine->blocks[i];
  const uint64_t end = block->offset + block->length;
  const uint64_t next = i + 1 < vine->header->blocks ? block[1].offset : end;

  for (uint64_t at = end; at < next; at++)
    if (vine->base[at] != 0)
      return FALSE;
  return gv_vine_checksum(vine->base + block->offset, block->length) == block->checksum;
}

gboolean gv_vine_check_sums(const GvVine *vine, GvTask *task, GError **error)
{
  const uint64_t table = sizeof *vine->header + vine->header->blocks * sizeof *vine->blocks;
  int bad = 0;

  for (uint64_t at = table; at < vine->blocks[0].offset; at++)
    bad |= vine->base[at] != 0;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1) reduction(| : bad)
  for (uint32_t i = 0; i < vine->header->blocks; i++)
    if (!gv_task_is_cancelled(task))
      bad |= !sum_good(vine, i);
  return gv_task_step(task, 0.5, error) && (!bad || gv_vine_damaged(vine, "checksum", error));
}

static gboolean is_blank(const char *text)
{
  while (*text && g_unichar_isspace(g_utf8_get_char(text)))
    text += g_utf8_skip[(guchar)*text];
  return *text == '\0';
}

/* One text with the NUL behind it as its only one. */
static gboolean text_good(GvArena arena, GvVertex v, gboolean identifier)
{
  const char *text = arena.text + arena.start[v];
  const uint64_t length = arena.start[v + 1] - arena.start[v] - 1;

  return g_utf8_validate_len(text, length, NULL) &&
         (!identifier || (length <= GV_NAME_MAX && !is_blank(text)));
}

static gboolean arena_good(GvArena arena, const GvVertex *order, gboolean identifiers, int threads)
{
  int bad = 0;

#pragma omp parallel for num_threads(threads) reduction(| : bad)
  for (GvVertex v = 0; v < arena.count; v++)
    bad |= !text_good(arena, v, identifiers) ||
           (v > 0 && strcmp(arena.text + arena.start[order[v - 1]],
                            arena.text + arena.start[order[v]]) >= 0);
  return !bad;
}

static gboolean arenas_good(const GvVine *vine, int threads)
{
  const GvArena names = { vine->header->vertices, gv_vine_array(vine, GV_VINE_NAME_STARTS, 0),
                          gv_vine_array(vine, GV_VINE_NAME_TEXT, 0) };
  gboolean good = arena_good(names, gv_vine_array(vine, GV_VINE_NAME_ORDER, 0), TRUE, threads);

  for (uint32_t tag = 1; good && tag <= vine->header->tags; tag++) {
    const GvVineBlock *starts = gv_vine_block(vine, GV_VINE_TAG_STARTS, tag);
    const GvArena values = { (GvVertex)(starts->elements - 1),
                             gv_vine_array(vine, GV_VINE_TAG_STARTS, tag),
                             gv_vine_array(vine, GV_VINE_TAG_TEXT, tag) };
    good = arena_good(values, gv_vine_array(vine, GV_VINE_TAG_ORDER, tag), FALSE, threads);
  }
  return good;
}

static gboolean strings_good(const GvVine *vine)
{
  const GvVineBlock *block = gv_vine_block(vine, GV_VINE_STRINGS, 0);
  const char *at = vine->base + block->offset, *end = at + block->length;

  for (; at < end; at += strlen(at) + 1)
    if (!g_utf8_validate(at, -1, NULL))
      return FALSE;
  return TRUE;
}

static gboolean time_good(const GvVine *vine, double time)
{
  const GvVineHeader *h = vine->header;

  return isnan(time) || (h->flags & GV_VINE_TIMED && time >= h->first_time && time <= h->last_time);
}

static gboolean part_sums_good(const GvVine *vine, const GvNetworkView *view, int threads)
{
  const GvAdjacency edges = view->directed ? view->out : view->pairs;
  const GvParts *parts = &view->parts;
  int bad = 0;

#pragma omp parallel for num_threads(threads) reduction(| : bad)
  for (GvEdge e = 0; e < vine->header->edges; e++) {
    double sum = 0;
    for (GvEdge p = parts->offsets ? parts->offsets[e] : e;
         p < (parts->offsets ? parts->offsets[e + 1] : e + 1); p++) {
      sum += parts->offsets ? parts->weights[p] : gv_weight(edges, e);
      bad |= parts->last && !time_good(vine, parts->last[p]);
    }
    bad |= sum < gv_weight(edges, e) || sum > gv_weight(edges, e);
  }
  return !bad;
}

gboolean gv_vine_check_texts(const GvVine *vine, const GvNetworkView *view, GvTask *task,
                             GError **error)
{
  const int threads = gv_task_threads(task);

  if (!arenas_good(vine, threads) || !strings_good(vine))
    return gv_vine_damaged(vine, "names", error);
  return part_sums_good(vine, view, threads) || gv_vine_damaged(vine, "weights of parts", error);
}

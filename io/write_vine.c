/* Packing a network: docs/vine.md says how the file lies. Sums come first in the
 * file, so the arrays are gone through twice, and nothing is copied.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_vine.h"
#include "io/write_network.h"

/* The table under way, and what had to be made for it. */
typedef struct {
  GArray *blocks;   /* of GvVineBlock */
  GPtrArray *data;  /* what each holds, borrowed */
  GPtrArray *owned; /* arrays to free afterwards */
  GString *strings;
} Packing;

static void packing_clear(Packing *p)
{
  g_array_unref(p->blocks);
  g_ptr_array_unref(p->data);
  g_ptr_array_unref(p->owned);
  g_string_free(p->strings, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Packing, packing_clear)

/* Nothing where data is NULL. */
static void add_tagged(Packing *p, GvVineKind kind, uint32_t tag, const void *data,
                       uint64_t elements)
{
  const GvVineBlock block = {
    .kind = kind, .tag = tag, .length = elements * gv_vine_element(kind), .elements = elements
  };

  if (data == NULL)
    return;
  g_array_append_val(p->blocks, block);
  g_ptr_array_add(p->data, (gpointer)(gintptr)data);
}

static void add(Packing *p, GvVineKind kind, const void *data, uint64_t elements)
{
  add_tagged(p, kind, 0, data, elements);
}

/* Three blocks: starts, text, and the order as `order` says. */
static gboolean add_names(Packing *p, const GvNames *names, const GvVineKind kinds[3], uint32_t tag,
                          GError **error)
{
  static const uint64_t none = 0;
  const GvArena arena = gv_names_arena(names);
  const uint64_t *start = arena.count ? arena.start : &none;
  GvVertex *order = gv_names_order(names, error);

  if (order == NULL)
    return FALSE;
  g_ptr_array_add(p->owned, order);
  add_tagged(p, kinds[0], tag, start, (uint64_t)arena.count + 1);
  add_tagged(p, kinds[1], tag, arena.text, start[arena.count]);
  add_tagged(p, kinds[2], tag, order, arena.count);
  return TRUE;
}

static void add_side(Packing *p, GvVineKind first, GvAdjacency side)
{
  if (side.offsets == NULL)
    return;
  const GvEdge m = side.offsets[side.n];
  add(p, first, side.offsets, (uint64_t)side.n + 1);
  add(p, first + 1, side.targets, m);
  add(p, first + 2, side.weights, m);
}

static void add_parts(Packing *p, const GvParts *parts, GvEdge m, uint64_t count)
{
  add(p, GV_VINE_PART_OFFSETS, parts->offsets, m + 1);
  add(p, GV_VINE_PART_LAYERS, parts->layers, count);
  add(p, GV_VINE_PART_WEIGHTS, parts->offsets ? parts->weights : NULL, count);
  add(p, GV_VINE_PART_COUNTS, parts->counts, count);
  add(p, GV_VINE_PART_LAST, parts->last, count);
}

static uint32_t add_string(Packing *p, const char *text)
{
  const uint32_t at = (uint32_t)p->strings->len;

  g_string_append_len(p->strings, text, (gssize)strlen(text) + 1);
  return at;
}

static void add_layers(Packing *p, const GvNetwork *network)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);
  GvVineLayer *stored = g_new0(GvVineLayer, MAX(count, 1));

  for (size_t i = 0; i < count; i++) {
    stored[i].kind = layers[i].kind;
    stored[i].type = add_string(p, layers[i].type);
    stored[i].channel = add_string(p, layers[i].channel);
    stored[i].scale = layers[i].scale;
  }
  g_ptr_array_add(p->owned, stored);
  add(p, GV_VINE_LAYERS, stored, count);
}

static void add_tag_names(Packing *p, const GvPeople *people)
{
  uint32_t *names = g_new0(uint32_t, MAX(people->tag_count, 1));

  for (size_t t = 0; t < people->tag_count; t++)
    names[t] = add_string(p, people->tags[t].name);
  g_ptr_array_add(p->owned, names);
  add(p, GV_VINE_TAG_NAMES, names, people->tag_count);
}

static gboolean add_people(Packing *p, const GvPeople *people, GvVertex n, GError **error)
{
  static const GvVineKind kinds[] = { GV_VINE_TAG_STARTS, GV_VINE_TAG_TEXT, GV_VINE_TAG_ORDER };

  add(p, GV_VINE_LISTED, people->listed, n);
  add(p, GV_VINE_STAGE, people->stage, n);
  add(p, GV_VINE_OFFICIAL, people->official, n);
  add(p, GV_VINE_OPT_IN, people->opt_in, n);
  add(p, GV_VINE_FOLLOWERS, people->followers, n);
  add(p, GV_VINE_COST, people->cost, n);
  add(p, GV_VINE_VALUE, people->value, n);
  for (size_t t = 0; t < people->tag_count; t++) {
    add_tagged(p, GV_VINE_TAG_CODES, (uint32_t)t + 1, people->tags[t].codes, n);
    if (!add_names(p, people->tags[t].values, kinds, (uint32_t)t + 1, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean add_all(Packing *p, const GvNetwork *network, const GvNetworkView *view,
                        const GvVineHeader *h, GError **error)
{
  static const GvVineKind kinds[] = { GV_VINE_NAME_STARTS, GV_VINE_NAME_TEXT, GV_VINE_NAME_ORDER };

  if (!add_names(p, gv_network_names(network), kinds, 0, error))
    return FALSE;
  add_side(p, GV_VINE_OUT_OFFSETS, view->out);
  if (view->directed)
    add_side(p, GV_VINE_IN_OFFSETS, view->in);
  else
    add_side(p, GV_VINE_PAIR_OFFSETS, view->pairs);
  add_parts(p, &view->parts, h->edges, h->parts);
  add_layers(p, network);
  add_tag_names(p, view->people);
  add_string(p, ""); /* so that the block is never empty */
  add(p, GV_VINE_STRINGS, p->strings->str, p->strings->len);
  return add_people(p, view->people, h->vertices, error);
}

static uint64_t aligned(uint64_t at)
{
  return (at + GV_VINE_ALIGN - 1) / GV_VINE_ALIGN * GV_VINE_ALIGN;
}

/* Places and sums; then the header can be finished. */
static void lay_out(Packing *p, GvVineHeader *h, GvTask *task)
{
  GvVineBlock *blocks = (GvVineBlock *)(void *)p->blocks->data;
  uint64_t end = sizeof *h + p->blocks->len * sizeof *blocks;

  h->blocks = p->blocks->len;
  for (guint i = 0; i < p->blocks->len; i++) {
    blocks[i].offset = aligned(end);
    end = blocks[i].offset + blocks[i].length;
  }
  h->length = end;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1)
  for (guint i = 0; i < p->blocks->len; i++)
    blocks[i].checksum = gv_vine_checksum(p->data->pdata[i], blocks[i].length);
  h->checksum = gv_vine_header_checksum(h, blocks);
}

static gboolean write_blocks(const Packing *p, const GvVineHeader *h, GvOutput *output,
                             GvTask *task, GError **error)
{
  static const char zeros[GV_VINE_ALIGN] = { 0 };
  const GvVineBlock *blocks = (const GvVineBlock *)(const void *)p->blocks->data;
  uint64_t at = sizeof *h + h->blocks * sizeof *blocks;

  if (!gv_output_write(output, h, sizeof *h, error) ||
      !gv_output_write(output, blocks, h->blocks * sizeof *blocks, error))
    return FALSE;
  for (guint i = 0; i < h->blocks; i++) {
    if (!gv_output_write(output, zeros, blocks[i].offset - at, error) ||
        !gv_output_write(output, p->data->pdata[i], blocks[i].length, error) ||
        !gv_task_step(task, (double)blocks[i].offset / (double)h->length, error))
      return FALSE;
    at = blocks[i].offset + blocks[i].length;
  }
  return TRUE;
}

static GvVineHeader header_of(const GvNetwork *network, const GvNetworkView *view)
{
  GvVineHeader h = { .order = GV_VINE_ORDER,
                     .version = GV_VINE_VERSION,
                     .flags = (view->directed ? GV_VINE_DIRECTED : 0) |
                              (view->timed ? GV_VINE_TIMED : 0),
                     .vertices = view->out.n,
                     .tags = (uint32_t)view->people->tag_count,
                     .edges = gv_graph_edges(gv_network_graph(network)),
                     .first_time = view->timed ? view->first_time : 0,
                     .last_time = view->timed ? view->last_time : 0 };
  size_t layers;

  gv_network_layers(network, &layers);
  h.layers = (uint32_t)layers;
  h.parts = view->parts.offsets ? view->parts.offsets[h.edges] : h.edges;
  memcpy(h.magic, GV_VINE_MAGIC, sizeof h.magic);
  for (size_t kind = 0; kind <= GV_TIE_EDGE; kind++)
    h.duplicates[kind] = (uint8_t)view->duplicates[kind];
  return h;
}

gboolean gv_write_vine(GvNetworkSink *to, GError **error)
{
  const GvNetworkView view = gv_network_view(to->network);
  GvVineHeader header = header_of(to->network, &view);
  g_auto(Packing) packing = { g_array_new(FALSE, FALSE, sizeof(GvVineBlock)), g_ptr_array_new(),
                              g_ptr_array_new_with_free_func(g_free), g_string_new(NULL) };

  if (G_BYTE_ORDER != G_LITTLE_ENDIAN) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "a packed graph is little-endian and this machine is not; write .csv");
    return FALSE;
  }
  if (!add_all(&packing, to->network, &view, &header, error))
    return FALSE;
  lay_out(&packing, &header, to->task);
  return write_blocks(&packing, &header, to->output, to->task, error);
}

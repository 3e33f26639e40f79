/* Opening a packed graph: its arrays are used where they lie.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_vine.h"

#include <math.h>

#include "graph/base/array.h"
#include "io/read_table.h"

/* A text of the block of strings; NULL where there is none. */
static const char *string_at(const GvVine *vine, uint32_t at)
{
  const GvVineBlock *block = gv_vine_block(vine, GV_VINE_STRINGS, 0);
  const char *strings = vine->base + block->offset;

  return at < block->length && strings[block->length - 1] == '\0' ? strings + at : NULL;
}

static gboolean take_layers(const GvVine *vine, GvLayers *layers, GError **error)
{
  const GvVineLayer *stored = gv_vine_array(vine, GV_VINE_LAYERS, 0);
  const size_t count = vine->header->layers;

  layers->strings = g_string_chunk_new(64);
  if (!(layers->layers = gv_array_new(count, sizeof *layers->layers, error)))
    return FALSE;
  for (size_t i = 0; i < count; i++) {
    const GvVineLayer *l = &stored[i];
    const char *type = string_at(vine, l->type), *channel = string_at(vine, l->channel);
    if (type == NULL || channel == NULL || l->kind > GV_TIE_EDGE || l->zero ||
        !(l->scale >= 0 && isfinite(l->scale)))
      return gv_vine_damaged(vine, "layers", error);
    layers->layers[i] =
        (GvLayer){ (GvTieKind)l->kind, g_string_chunk_insert_const(layers->strings, type),
                   g_string_chunk_insert_const(layers->strings, channel), l->scale };
    layers->layer_count = i + 1;
  }
  return TRUE;
}

/* Names that an O(1) look finds sound: their text ends where it should. */
static GvNames *names_at(const GvVine *vine, GvVineKind starts, GvVineKind text, GvVineKind order,
                         uint32_t tag)
{
  const GvVineBlock *s = gv_vine_block(vine, starts, tag), *t = gv_vine_block(vine, text, tag);
  const uint64_t *start = gv_vine_array(vine, starts, tag);
  const char *texts = gv_vine_array(vine, text, tag);

  if (s->elements == 0 || s->elements > GV_VERTEX_NONE ||
      gv_vine_block(vine, order, tag)->elements != s->elements - 1 ||
      start[s->elements - 1] != t->length || (t->length > 0 && texts[t->length - 1] != '\0'))
    return NULL;
  return gv_names_borrow(vine->bytes, (GvArena){ (GvVertex)(s->elements - 1), start, texts },
                         gv_vine_array(vine, order, tag));
}

static gboolean take_tags(const GvVine *vine, GArray *tags, GError **error)
{
  const uint32_t *names = gv_vine_array(vine, GV_VINE_TAG_NAMES, 0);

  for (uint32_t t = 1; t <= vine->header->tags; t++) {
    GvTag tag = { .name = string_at(vine, names[t - 1]),
                  .codes = gv_vine_array(vine, GV_VINE_TAG_CODES, t) };
    if (tag.name == NULL)
      return gv_vine_damaged(vine, "names of tags", error);
    tag.values = names_at(vine, GV_VINE_TAG_STARTS, GV_VINE_TAG_TEXT, GV_VINE_TAG_ORDER, t);
    if (tag.values == NULL)
      return gv_vine_damaged(vine, "values of tags", error);
    g_array_append_val(tags, tag);
  }
  return TRUE;
}

static GvAdjacency side_at(const GvVine *vine, GvVineKind first)
{
  if (vine->single[first] == NULL)
    return (GvAdjacency){ 0 };
  return (GvAdjacency){ vine->header->vertices, gv_vine_array(vine, first, 0),
                        gv_vine_array(vine, first + 1, 0), gv_vine_array(vine, first + 2, 0) };
}

static GvPeople people_at(const GvVine *vine, const GArray *tags)
{
  return (GvPeople){ .listed = gv_vine_array(vine, GV_VINE_LISTED, 0),
                     .stage = gv_vine_array(vine, GV_VINE_STAGE, 0),
                     .followers = gv_vine_array(vine, GV_VINE_FOLLOWERS, 0),
                     .official = gv_vine_array(vine, GV_VINE_OFFICIAL, 0),
                     .cost = gv_vine_array(vine, GV_VINE_COST, 0),
                     .value = gv_vine_array(vine, GV_VINE_VALUE, 0),
                     .opt_in = gv_vine_array(vine, GV_VINE_OPT_IN, 0),
                     .tags = (const GvTag *)(const void *)tags->data,
                     .tag_count = tags->len };
}

static GvNetworkView view_at(const GvVine *vine, const GvPeople *people)
{
  const GvVineHeader *h = vine->header;
  const gboolean timed = (h->flags & GV_VINE_TIMED) != 0;
  GvNetworkView view = { .directed = (h->flags & GV_VINE_DIRECTED) != 0,
                         .timed = timed,
                         .out = side_at(vine, GV_VINE_OUT_OFFSETS),
                         .pairs = side_at(vine, GV_VINE_PAIR_OFFSETS),
                         .parts = { gv_vine_array(vine, GV_VINE_PART_OFFSETS, 0),
                                    gv_vine_array(vine, GV_VINE_PART_LAYERS, 0),
                                    gv_vine_array(vine, GV_VINE_PART_WEIGHTS, 0),
                                    gv_vine_array(vine, GV_VINE_PART_COUNTS, 0),
                                    gv_vine_array(vine, GV_VINE_PART_LAST, 0) },
                         .first_time = timed ? h->first_time : INFINITY,
                         .last_time = timed ? h->last_time : -INFINITY,
                         .people = people };

  view.in = view.directed ? side_at(vine, GV_VINE_IN_OFFSETS) : view.out;
  for (size_t kind = 0; kind <= GV_TIE_EDGE; kind++)
    view.duplicates[kind] = (GvDuplicates)h->duplicates[kind];
  return view;
}

/* The ends of all offsets, which even a trusted file must have. */
static gboolean check_ends(const GvVine *vine, const GvNetworkView *view, GError **error)
{
  const GvVineHeader *h = vine->header;
  const GvEdge *pairs = view->pairs.offsets, *parts = view->parts.offsets;
  const GvEdge out = view->directed ? h->edges : 2 * h->edges;

  return (view->out.offsets[h->vertices] == out && view->in.offsets[h->vertices] == out &&
          (!pairs || pairs[h->vertices] == h->edges) && (!parts || parts[h->edges] == h->parts)) ||
         gv_vine_damaged(vine, "offsets", error);
}

static void free_tags(GArray *tags)
{
  for (guint t = 0; t < tags->len; t++)
    gv_names_free((GvNames *)(gintptr)g_array_index(tags, GvTag, t).values);
  g_array_unref(tags);
}

static GvNetwork *network_at(const GvVine *vine, GvCheck check, GvTask *task, GError **error)
{
  g_autoptr(GvNames) names = NULL;
  GvLayers layers = { 0 };
  GArray *tags = g_array_new(FALSE, FALSE, sizeof(GvTag));
  GvNetwork *network = NULL;

  if (take_layers(vine, &layers, error) && take_tags(vine, tags, error)) {
    const GvPeople people = people_at(vine, tags);
    const GvNetworkView view = view_at(vine, &people);
    names = names_at(vine, GV_VINE_NAME_STARTS, GV_VINE_NAME_TEXT, GV_VINE_NAME_ORDER, 0);
    if (names == NULL) {
      gv_vine_damaged(vine, "names", error);
    } else if (check_ends(vine, &view, error) &&
               (check == GV_CHECK_HEADER ||
                gv_vine_check(vine, &view, check == GV_CHECK_ALL, task, error))) {
      network = gv_network_borrow(vine->bytes, &view, &names, &layers);
      g_array_set_size(tags, 0); /* their values are the network's */
    }
  }
  free_tags(tags);
  gv_layers_clear(&layers);
  return network;
}

/* Where the file is noted; NULL where it cannot be, or nobody asks. */
static const char *folder_of(GvVineLoad *load, const GvVine *vine, const GvReadOptions *options)
{
  load->note.checksum = vine->header->checksum;
  return load->can_be_noted ? options->known_folder : NULL;
}

static GvNetwork *open_loaded(GvVine *vine, GvVineLoad *load, const GvReadOptions *options,
                              GvInputReport *report, GvTask *task, GError **error)
{
  const char *folder = folder_of(load, vine, options);
  GvCheck check = options->check;
  GvNetwork *network;

  report->known = check == GV_CHECK_SHAPE && folder && gv_vine_is_known(folder, &load->note);
  if (report->known)
    check = GV_CHECK_HEADER;
  if ((network = network_at(vine, check, task, error)) == NULL)
    return NULL;
  report->rows = vine->header->parts;
  if (folder && check != GV_CHECK_HEADER)
    gv_vine_keep(folder, &load->note);
  return network;
}

GvNetwork *gv_vine_open(const char *path, const GvReadOptions *options, GvInputReport *report,
                        GvTask *task, GError **error)
{
  GError *failure = NULL;
  GvVineLoad load;
  GvVine vine;
  GvNetwork *network = NULL;

  if (!gv_vine_load(path, options, &load, report, task, &failure)) {
    gv_read_prefix(&failure, path, 0);
    g_propagate_error(error, failure);
    return NULL;
  }
  if (gv_vine_init(&vine, path, load.bytes, error))
    network = open_loaded(&vine, &load, options, report, task, error);
  g_bytes_unref(load.bytes);
  return network;
}

void gv_vine_look_through(const char *path, const char *folder, GvTask *task)
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  GvInputReport report = { 0 };

  options.known_folder = folder;
  if (gv_vine_settle(path))
    gv_network_free(gv_vine_open(path, &options, &report, task, NULL));
}

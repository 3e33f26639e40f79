/* Layers and streams as rows name them, and what their weights are scaled by.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_layers.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "io/read_problem.h"

enum { MOST = UINT16_MAX };

typedef struct {
  char *name;
  double scale;
  gboolean used;
} Scale;

static void scale_free(gpointer data)
{
  Scale *scale = data;

  g_free(scale->name);
  g_free(scale);
}

static gboolean set_invalid(const char *option, const char *part, GError **error)
{
  g_autofree char *shown = gv_text_shown(part);

  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "%s: \"%s\" is not NAME=NUMBER with a number >= 0 and a name given once", option,
              shown);
  return FALSE;
}

static gboolean add_scale(GvScales *scales, const char *part, const char *option, GError **error)
{
  const char *equals = strrchr(part, '=');
  double value = 0;

  if (equals == NULL || equals == part ||
      gv_number_parse(equals + 1, strlen(equals + 1), &value) != GV_NUMBER_OK || value < 0)
    return set_invalid(option, part, error);
  Scale *scale = g_new0(Scale, 1);
  scale->name = g_strndup(part, (gsize)(equals - part));
  scale->scale = value;
  g_ptr_array_add(scales->entries, scale);
  return g_hash_table_insert(scales->by_name, scale->name, scale) ||
         set_invalid(option, part, error);
}

gboolean gv_scales_parse(GvScales *scales, const char *text, const char *option, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(text ? text : "", ",", -1);

  scales->entries = g_ptr_array_new_with_free_func(scale_free);
  scales->by_name = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; parts[i]; i++)
    if (!add_scale(scales, g_strstrip(parts[i]), option, error))
      return FALSE;
  return TRUE;
}

void gv_scales_clear(GvScales *scales)
{
  g_clear_pointer(&scales->by_name, g_hash_table_unref);
  g_clear_pointer(&scales->entries, g_ptr_array_unref);
}

void gv_scales_warn(const GvScales *scales, const char *option, const char *what,
                    GPtrArray *warnings)
{
  for (guint i = 0; i < scales->entries->len; i++) {
    const Scale *scale = g_ptr_array_index(scales->entries, i);
    g_autofree char *shown = gv_text_shown(scale->name);
    if (!scale->used)
      g_ptr_array_add(warnings, g_strdup_printf("%s names \"%s\", but no row has that %s", option,
                                                shown, what));
  }
}

static double scale_of(GvScales *scales, const char *name)
{
  Scale *scale = g_hash_table_lookup(scales->by_name, name);

  if (scale == NULL)
    return 1;
  scale->used = TRUE;
  return scale->scale;
}

gboolean gv_layer_index_init(GvLayerIndex *index, const char *type_weights,
                             const char *channel_weights, GError **error)
{
  index->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  index->by_stream = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  index->layers.strings = g_string_chunk_new(1024);
  return gv_scales_parse(&index->types, type_weights, "--type-weights", error) &&
         gv_scales_parse(&index->channels, channel_weights, "--channel-weights", error);
}

void gv_layer_index_clear(GvLayerIndex *index)
{
  g_clear_pointer(&index->by_key, g_hash_table_unref);
  g_clear_pointer(&index->by_stream, g_hash_table_unref);
  gv_layers_clear(&index->layers);
  gv_scales_clear(&index->types);
  gv_scales_clear(&index->channels);
}

static gboolean set_limit(GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
              "more than %d different types and channels; is that column a type? "
              "name the columns with --columns",
              MOST);
  return FALSE;
}

static gboolean add_layer(GvLayerIndex *index, GvTieKind kind, const char *type,
                          const char *channel, GError **error)
{
  GvLayers *l = &index->layers;

  if (l->layer_count == MOST)
    return set_limit(error);
  if (!gv_array_reserve(&l->layers, &index->layer_room, l->layer_count + 1, sizeof *l->layers,
                        error))
    return FALSE;
  l->layers[l->layer_count++] = (GvLayer){
    .kind = kind,
    .type = g_string_chunk_insert_const(l->strings, type),
    .channel = g_string_chunk_insert_const(l->strings, channel),
    .scale = scale_of(&index->types, type) * scale_of(&index->channels, channel),
  };
  return TRUE;
}

/* Index of the layer, or -1 with the error set. */
static int find_layer(GvLayerIndex *index, GvTieKind kind, const char *type, const char *channel,
                      GError **error)
{
  g_autofree char *key =
      g_strdup_printf("%d %" G_GSIZE_FORMAT " %s%s", (int)kind, strlen(type), type, channel);
  gpointer known = g_hash_table_lookup(index->by_key, key);

  if (known)
    return GPOINTER_TO_INT(known) - 1;
  if (!add_layer(index, kind, type, channel, error))
    return -1;
  g_hash_table_insert(index->by_key, g_steal_pointer(&key),
                      GINT_TO_POINTER((int)index->layers.layer_count));
  return (int)index->layers.layer_count - 1;
}

gboolean gv_layer_index_stream(GvLayerIndex *index, GvTieKind kind, const char *type,
                               const char *channel, unsigned input, uint16_t *stream,
                               GError **error)
{
  GvLayers *l = &index->layers;
  const int layer = find_layer(index, kind, type, channel, error);
  const gint64 key = (gint64)input << 16 | layer;

  if (layer < 0)
    return FALSE;
  gpointer known = g_hash_table_lookup(index->by_stream, &key);
  if (known) {
    *stream = (uint16_t)(GPOINTER_TO_INT(known) - 1);
    return TRUE;
  }
  if (l->stream_count == MOST)
    return set_limit(error);
  if (!gv_array_reserve(&l->streams, &index->stream_room, l->stream_count + 1, sizeof *l->streams,
                        error))
    return FALSE;
  *stream = (uint16_t)l->stream_count;
  l->streams[l->stream_count++] = (GvStream){ .layer = (uint16_t)layer, .input = input };
  g_hash_table_insert(index->by_stream, g_memdup2(&key, sizeof key),
                      GINT_TO_POINTER((int)l->stream_count));
  return TRUE;
}

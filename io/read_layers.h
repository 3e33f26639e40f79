/* Layers and streams as rows name them, and what their weights are scaled by.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_LAYERS_H
#define GV_READ_LAYERS_H

#include "graph/network.h"

/* "RT=3,RE=2" */
typedef struct {
  GPtrArray *entries; /* in the order given */
  GHashTable *by_name;
} GvScales;

/* text NULL = none. Errors: INVALID_ARGUMENT naming the option. */
gboolean gv_scales_parse(GvScales *scales, const char *text, const char *option, GError **error);
void gv_scales_clear(GvScales *scales);
/* Adds a sentence for each name that no layer had. */
void gv_scales_warn(const GvScales *scales, const char *option, const char *what,
                    GPtrArray *warnings);

typedef struct {
  GvLayers layers;
  size_t layer_room, stream_room;
  GHashTable *by_key;    /* kind, type, channel -> layer + 1 */
  GHashTable *by_stream; /* layer, input -> stream + 1 */
  GvScales types, channels;
} GvLayerIndex;

gboolean gv_layer_index_init(GvLayerIndex *index, const char *type_weights,
                             const char *channel_weights, GError **error);
void gv_layer_index_clear(GvLayerIndex *index);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLayerIndex, gv_layer_index_clear)

/* The stream of a layer in an input, both new or known. Errors, without file
 * and line: LIMIT, NO_MEMORY. */
gboolean gv_layer_index_stream(GvLayerIndex *index, GvTieKind kind, const char *type,
                               const char *channel, unsigned input, uint16_t *stream,
                               GError **error);
#endif

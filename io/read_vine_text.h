/* What only --verify checks of a packed graph: checksums, texts and sums.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_VINE_TEXT_H
#define GV_READ_VINE_TEXT_H

#include "io/read_vine.h"

/* Every block's checksum; the bytes between blocks are 0. */
gboolean gv_vine_check_sums(const GvVine *vine, GvTask *task, GError **error);
/* For files whose shape is good: names are identifiers, each once, and in
 * order; texts are UTF-8; the parts of an edge add up to its weight. */
gboolean gv_vine_check_texts(const GvVine *vine, const GvNetworkView *view, GvTask *task,
                             GError **error);
#endif

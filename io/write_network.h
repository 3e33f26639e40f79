/* Writing whole networks, by the ending of the file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_NETWORK_H
#define GV_WRITE_NETWORK_H

#include <grapevine/write.h>

typedef gboolean (*GvNetworkWriter)(const GvNetwork *network, GvOutput *output, GvTask *task,
                                    GError **error);

gboolean gv_vine_write(const GvNetwork *network, GvOutput *output, GvTask *task, GError **error);
/* A row for each part of each edge, as --follows, --interactions or --edges reads it. */
gboolean gv_edges_write_csv(const GvNetwork *network, GvOutput *output, GvTask *task,
                            GError **error);
gboolean gv_edges_write_tsv(const GvNetwork *network, GvOutput *output, GvTask *task,
                            GError **error);
gboolean gv_edges_write_jsonl(const GvNetwork *network, GvOutput *output, GvTask *task,
                              GError **error);
#endif

/* The networks of tests/data, plain, gzipped or zstd-compressed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_NETWORKS_H
#define GV_TEST_NETWORKS_H

#include "communities.h"
#include "data.h"

static inline GvGraph *read_network(const char *name, gboolean directed)
{
  g_autofree char *path = g_strdup_printf("networks/%s", name);
  g_autoptr(TestNetwork) network = test_network_read(path, directed);

  return gv_graph_unweighted(network->graph);
}
#endif

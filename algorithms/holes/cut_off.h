/* How many people only this person connects.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CUT_OFF_H
#define GV_CUT_OFF_H

#include <grapevine/graph.h>

/* people[v] = how many lose their connection with the largest part that is
 * left of v's component when v goes; 0 for everyone who is no articulation
 * point. `undirected` as gv_graph_symmetrised gives it. */
gboolean gv_cut_off_run(GvGraph *undirected, double *people /* [n] */, GvTask *task,
                        GError **error);
#endif

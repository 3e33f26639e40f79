/* How each kind of kernel is run, by us and by igraph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_KERNEL_RUNS_H
#define GV_BENCHMARKS_KERNEL_RUNS_H

#include "benchmarks/kernels.h"

gboolean kernel_load(const Kernel *kernel, const Subject *subject, Outcome *outcome, GvTask *task,
                     GError **error);
gboolean kernel_open(const Kernel *kernel, const Subject *subject, Outcome *outcome, GvTask *task,
                     GError **error);
gboolean kernel_open_known(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                           GvTask *task, GError **error);
gboolean kernel_open_trusted(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                             GvTask *task, GError **error);
gboolean kernel_symmetrise(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                           GvTask *task, GError **error);
gboolean kernel_centrality(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                           GvTask *task, GError **error);
gboolean kernel_holes(const Kernel *kernel, const Subject *subject, Outcome *outcome, GvTask *task,
                      GError **error);
gboolean kernel_communities(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                            GvTask *task, GError **error);
gboolean kernel_reach(const Kernel *kernel, const Subject *subject, Outcome *outcome, GvTask *task,
                      GError **error);
gboolean kernel_nominate(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                         GvTask *task, GError **error);

igraph_error_t kernel_load_theirs(const Kernel *kernel, const Subject *subject, Outcome *outcome);
igraph_error_t kernel_symmetrise_theirs(const Kernel *kernel, const Subject *subject,
                                        Outcome *outcome);
igraph_error_t kernel_centrality_theirs(const Kernel *kernel, const Subject *subject,
                                        Outcome *outcome);
igraph_error_t kernel_holes_theirs(const Kernel *kernel, const Subject *subject, Outcome *outcome);
igraph_error_t kernel_communities_theirs(const Kernel *kernel, const Subject *subject,
                                         Outcome *outcome);
#endif

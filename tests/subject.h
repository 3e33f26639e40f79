/* Every registered algorithm as a conformance test sees it: something that
 * turns a graph into numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SUBJECT_H
#define GV_TEST_SUBJECT_H

#include "common.h"

typedef struct {
  const GvCentrality *centrality; /* one of the two is NULL */
  const GvCommunityMethod *method;
  const char *name, *cost;
  size_t options_size;
  const GvParam *params;
} Subject;

enum { PARTITION_FIGURES = 5 }; /* doubles that a community method's result has beyond the labels */

static inline Subject *subject_of_centrality(const GvCentrality *a)
{
  Subject *s = g_new0(Subject, 1);

  *s = (Subject){ a, NULL, a->name, a->cost, a->options_size, a->params };
  return s;
}

static inline Subject *subject_of_method(const GvCommunityMethod *a)
{
  Subject *s = g_new0(Subject, 1);

  *s = (Subject){ NULL, a, a->name, a->cost, a->options_size, a->params };
  return s;
}

/* Doubles in a result on n vertices. */
static inline size_t subject_size(GvVertex n)
{
  return (size_t)n + PARTITION_FIGURES;
}

static inline gboolean subject_partition(const Subject *s, GvGraph *graph, const void *options,
                                         double *result, GvTask *task, GError **error)
{
  const GvVertex n = gv_graph_vertices(graph);
  g_autofree GvVertex *labels = g_new0(GvVertex, (size_t)n + 1);
  GvPartition p = { 0 };

  if (!gv_community_method_run(s->method, graph, options, labels, &p, task, error))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    result[v] = labels[v];
  result[n] = p.communities;
  result[n + 1] = p.modularity;
  result[n + 2] = p.modularity_at_1;
  result[n + 3] = p.disconnected;
  result[n + 4] = p.levels;
  return TRUE;
}

/* result [subject_size(n)]; options NULL = defaults */
static inline gboolean subject_try(const Subject *s, GvGraph *graph, const void *options,
                                   double *result, GvTask *task, GError **error)
{
  if (s->method)
    return subject_partition(s, graph, options, result, task, error);
  return gv_centrality_run(s->centrality, graph, options, result, task, error);
}

/* Must succeed. */
static inline double *subject_run(const Subject *s, GvGraph *graph, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  double *result = g_new0(double, subject_size(gv_graph_vertices(graph)));

  g_assert_true(subject_try(s, graph, NULL, result, task, &error));
  g_assert_no_error(error);
  return result;
}

/* The same bits: NaN equals itself, 0 does not equal -0. */
static inline void assert_same_result(const double *a, const double *b, GvVertex n)
{
  g_assert_true(memcmp(a, b, subject_size(n) * sizeof *a) == 0);
}
#endif

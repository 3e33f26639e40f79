/* What a partition looks like: see GvPartitionFigures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>

#include "graph/base/array.h"

typedef struct {
  double volume; /* weight at its members, ties inside twice */
  double inside; /* weight within, ties twice */
  GvVertex size;
} Community;

static int compare_reals(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static int compare_sizes(const void *a, const void *b)
{
  const GvVertex x = ((const Community *)a)->size, y = ((const Community *)b)->size;

  return (x > y) - (x < y);
}

static void add_people(Community *communities, GvAdjacency side, const GvVertex *labels)
{
  for (GvVertex v = 0; v < side.n; v++) {
    Community *c = &communities[labels[v]];
    c->size++;
    for (GvEdge e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
      c->volume += gv_weight(side, e);
      c->inside += labels[side.targets[e]] == labels[v] ? gv_weight(side, e) : 0;
    }
  }
}

/* `values` is scratch [count]. */
static double median_conductance(const Community *c, GvVertex count, double total, double *values)
{
  size_t used = 0;

  for (GvVertex i = 0; i < count; i++) {
    const double least = MIN(c[i].volume, total - c[i].volume);
    if (least > 0)
      values[used++] = (c[i].volume - c[i].inside) / least;
  }
  if (used == 0)
    return NAN;
  qsort(values, used, sizeof *values, compare_reals);
  return used % 2 ? values[used / 2] : (values[used / 2 - 1] + values[used / 2]) / 2;
}

/* Sorts the communities. */
static void tell_sizes(GvPartitionFigures *figures, Community *c, GvVertex count)
{
  qsort(c, count, sizeof *c, compare_sizes);
  figures->smallest = c[0].size;
  figures->median = c[count / 2].size;
  figures->largest = c[count - 1].size;
  while (figures->singletons < count && c[figures->singletons].size == 1)
    figures->singletons++;
}

gboolean gv_partition_figures(GvGraph *graph, const GvVertex *labels, GvVertex communities,
                              double resolution, GvPartitionFigures *figures, GvTask *task,
                              GError **error)
{
  g_autoptr(GvGraph) both = gv_graph_symmetrised(graph, task, error);
  g_autofree Community *c = both ? gv_array_new(communities, sizeof *c, error) : NULL;
  g_autofree double *values = c ? gv_array_new_raw(communities, sizeof *values, error) : NULL;
  double total = 0, inside = 0, pairs = 0;

  if (values == NULL)
    return FALSE;
  *figures = (GvPartitionFigures){ .coverage = NAN, .conductance = NAN };
  if (communities == 0)
    return TRUE;
  add_people(c, gv_graph_out(both), labels);
  for (GvVertex i = 0; i < communities; i++) {
    total += c[i].volume;
    inside += c[i].inside;
    pairs += (double)c[i].size * ((double)c[i].size - 1) / 2;
  }
  if (total > 0)
    figures->coverage = inside / total;
  figures->cpm = inside / 2 - resolution * pairs;
  figures->conductance = median_conductance(c, communities, total, values);
  tell_sizes(figures, c, communities);
  return TRUE;
}

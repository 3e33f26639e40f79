/* Accounts of one hand: how many other people listen to exactly the same people, of
 * those who listen to at least 3. Sets are compared themselves, not only their hashes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

enum { LEAST = 3 }; /* listened to; of fewer many have the same by chance */

/* Whom somebody listens to. */
typedef struct {
  const GvVertex *people; /* [count], ascending */
  GvEdge count;
  uint64_t hash;
  GvVertex listener;
} Set;

static uint64_t hash_of(const GvVertex *people, GvEdge count)
{
  uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, by vertex */

  for (GvEdge i = 0; i < count; i++)
    hash = (hash ^ people[i]) * 0x100000001b3u;
  return hash;
}

/* 0 where the sets are the same. */
static int compare(const void *a, const void *b)
{
  const Set *x = a, *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  if (x->count != y->count)
    return x->count < y->count ? -1 : 1;
  return memcmp(x->people, y->people, x->count * sizeof *x->people);
}

static size_t collect(GvAdjacency out, Set *sets)
{
  size_t count = 0;

  for (GvVertex v = 0; v < out.n; v++) {
    const GvVertex *people = out.targets + out.offsets[v];
    const GvEdge degree = gv_degree(out, v);
    if (degree >= LEAST)
      sets[count++] = (Set){ people, degree, hash_of(people, degree), v };
  }
  return count;
}

static gboolean compute(GvEvidence *e, double *values, GvTask *task, GError **error)
{
  const GvAdjacency out = gv_graph_out(e->attention);
  g_autofree Set *sets = gv_array_new_raw(e->n, sizeof *sets, error);

  if (sets == NULL)
    return FALSE;
  memset(values, 0, e->n * sizeof *values);
  const size_t count = collect(out, sets);
  qsort(sets, count, sizeof *sets, compare);
  for (size_t begin = 0, end; begin < count; begin = end) {
    for (end = begin + 1; end < count && compare(&sets[begin], &sets[end]) == 0;)
      end++;
    for (size_t i = begin; i < end; i++)
      values[sets[i].listener] = (double)(end - begin - 1);
  }
  return gv_task_step(task, 1, error);
}

static char *reason(const GvEvidence *e, GvVertex v, double value)
{
  g_autofree char *others = gv_figure_count(value);

  return value >= 1 ? g_strdup_printf("%s other%s listen%s to exactly the same %" G_GUINT64_FORMAT
                                      " people",
                                      others, value > 1 ? "s" : "", value > 1 ? "" : "s",
                                      gv_degree(gv_graph_out(e->attention), v))
                    : NULL;
}

const GvFeature gv_feature_twins = {
  .name = "twins",
  .family = GV_FAMILY_TRUST,
  .sentence = "how many others listen to exactly the same people",
  .direction = -1,
  .among = GV_AMONG_ALL,
  .scale = GV_SCALE_COUNT,
  .weight = 0,
  .suspicious = 5,
  .applies = gv_evidence_is_directed,
  .compute = compute,
  .reason = reason,
};

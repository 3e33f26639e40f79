/* How a person's ties spread over communities (Guimera, Amaral 2005):
 *
 *   participation(v) = 1 - sum over communities c of (W_vc / W_v)^2
 *
 * W_vc: weight of v's ties, either way, into community c. 0 = all in one; NaN
 * without a tie. Beside it, how many communities v's contacts belong to.
 * O(m log d): a row's contacts are sorted by community, so that the sum has
 * one order on any number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <omp.h>
#include <stdlib.h>

#include "algorithms/ranking/evidence.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

typedef struct {
  GvVertex community;
  GvVertex position; /* within the row */
} Contact;

static int by_community(const void *a, const void *b)
{
  const Contact *x = a, *y = b;

  if (x->community != y->community)
    return x->community < y->community ? -1 : 1;
  return (x->position > y->position) - (x->position < y->position);
}

static void score_row(const GvEvidence *e, Contact *contacts, GvVertex v)
{
  const GvAdjacency g = gv_graph_out(e->undirected);
  const GvEdge row = g.offsets[v], degree = gv_degree(g, v);
  double total = 0, squares = 0;
  GvVertex met = 0;

  for (GvEdge i = 0; i < degree; i++) {
    contacts[i] = (Contact){ e->community[g.targets[row + i]], (GvVertex)i };
    total += gv_weight(g, row + i);
  }
  qsort(contacts, degree, sizeof *contacts, by_community);
  for (GvEdge i = 0; i < degree; met++) {
    const GvVertex community = contacts[i].community;
    double inside = 0;
    for (; i < degree && contacts[i].community == community; i++)
      inside += gv_weight(g, row + contacts[i].position);
    squares += (inside / total) * (inside / total);
  }
  e->communities_met[v] = met;
  e->participation[v] = degree ? MAX(0, 1 - squares) : NAN;
}

static GvEdge largest_degree(GvAdjacency g)
{
  GvEdge largest = 0;

  for (GvVertex v = 0; v < g.n; v++)
    largest = MAX(largest, gv_degree(g, v));
  return largest;
}

gboolean gv_evidence_need_participation(GvEvidence *e, GvTask *task, GError **error)
{
  const GvEdge room = largest_degree(gv_graph_out(e->undirected));
  const int threads = gv_task_threads(task);
  g_autofree Contact *contacts = NULL;

  if (e->participation)
    return TRUE;
  if (!gv_evidence_need_communities(e, task, error) ||
      !(contacts = gv_array_new_raw(room * (size_t)threads, sizeof *contacts, error)) ||
      !(e->communities_met = gv_array_new(e->n, sizeof *e->communities_met, error)) ||
      !(e->participation = gv_array_new(e->n, sizeof *e->participation, error)))
    return FALSE;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 256)
  for (GvVertex v = 0; v < e->n; v++)
    score_row(e, contacts + room * (size_t)omp_get_thread_num(), v);
  return gv_task_step(task, 1, error);
}

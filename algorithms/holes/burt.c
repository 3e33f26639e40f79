/* Burt's structural holes, whole-network model (Burt 1992; 2004).
 *
 * z_ij = w(i,j) + w(j,i); contacts of i: the n_i people j with z_ij > 0.
 * W_i = sum of z_ij, M_i = max of z_ij, p_ij = z_ij / W_i.
 *   c_ij             = (p_ij + sum over q of p_iq p_qj)^2
 *   constraint(i)    = sum over contacts j of c_ij
 *   effective(i)     = sum over contacts j of (1 - sum over q of p_iq z_jq / M_j)
 *                      unweighted: n_i - 2 t_i / n_i, t_i triangles (Borgatti 1997)
 *   efficiency(i)    = effective(i) / n_i
 *   hierarchy(i)     = sum over j of r_ij ln r_ij / (n_i ln n_i), r_ij = n_i c_ij / constraint(i);
 *                      1 with one contact (STRUCTURE 4.2)
 * Isolates: NaN. q may be anybody but i and j. Direction enters through z alone.
 *
 * Method: sum over q of z_iq z_qj / W_q is symmetric in i and j, as is the sum of
 * z_iq z_jq / (M_i M_j). So one listing of triangles, each once, fills one cell a
 * tie, and all four measures are sums over ties:
 *   c_ij = ((z_ij + indirect_ij) / W_i)^2,  effective(i) = n_i - M_i / W_i sum of overlap_ij.
 * Time O(m sqrt(m)) at worst. Memory beyond the undirected graph: 12 bytes a tie,
 * weighted 28; 40 a person, and 5 more a person and thread; a thread's notes, 1 MB
 * (256 kB where it is alone) unless the ties among one person's contacts need more.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/holes.h>
#include <math.h>

#include "algorithms/holes/person_sums.h"
#include "graph/base/task.h"

typedef struct {
  const GvTieSums *ties;
  const GvPersonSums *people;
} Sums;

static double constraint_of(Sums s, GvVertex rank, double contacts)
{
  const double sum = s.people->constraint[rank];

  return s.ties->strength ? sum : sum / (contacts * contacts);
}

static double effective_size_of(Sums s, GvVertex rank, double contacts)
{
  if (s.ties->triangles)
    return contacts - 2 * (double)s.ties->triangles[rank] / contacts;
  return contacts - s.people->overlap[rank] * (s.ties->largest[rank] / s.ties->strength[rank]);
}

/* With Y = sum of y: sum of r ln r / n = sum of y ln y / Y - ln Y + ln n, whatever scales y. */
static double hierarchy_of(Sums s, GvVertex rank, double contacts)
{
  const double sum = s.people->constraint[rank];

  if (contacts < 2)
    return 1;
  return CLAMP((s.people->entropy[rank] / sum - log(sum)) / log(contacts) + 1, 0, 1);
}

static void put(double *values, GvVertex v, double value)
{
  if (values)
    values[v] = value;
}

static void put_measures(GvHoles holes, GvVertex v, Sums s, GvVertex rank, double contacts)
{
  const double effective = effective_size_of(s, rank, contacts);

  put(holes.constraint, v, constraint_of(s, rank, contacts));
  put(holes.effective_size, v, effective);
  put(holes.efficiency, v, effective / contacts);
  if (holes.hierarchy)
    holes.hierarchy[v] = hierarchy_of(s, rank, contacts);
}

static void put_undefined(GvHoles holes, GvVertex v)
{
  put(holes.constraint, v, NAN);
  put(holes.effective_size, v, NAN);
  put(holes.efficiency, v, NAN);
  put(holes.hierarchy, v, NAN);
}

gboolean gv_holes_run(GvGraph *graph, GvHoles holes, GvTask *task, GError **error)
{
  g_autoptr(GvGraph) undirected = gv_graph_symmetrised(graph, task, error);
  g_auto(GvTieSums) ties = { 0 };
  g_auto(GvPersonSums) people = { 0 };
  const Sums sums = { &ties, &people };
  GvAdjacency side;

  if (undirected == NULL)
    return FALSE;
  side = gv_graph_out(undirected);
  if (!gv_tie_sums_init(&ties, side, task, error) ||
      !gv_person_sums_init(&people, &ties, side, holes.hierarchy != NULL, task, error))
    return FALSE;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
  for (GvVertex r = 0; r < side.n; r++) {
    const GvVertex v = ties.orientation.order[r];
    const double contacts = (double)gv_degree(side, v);
    if (contacts > 0)
      put_measures(holes, v, sums, r, contacts);
    else
      put_undefined(holes, v);
  }
  return gv_task_step(task, 1, error);
}

/* The largest eigenvalue of a network, and where it comes from.
 *
 * The matrix is M with (M x)(v) = sum over u -> v of w(u,v) x(u). Its largest
 * eigenvalue is the largest of those of its strongly connected components, and
 * within one of these it is simple, with a positive eigenvector (Perron,
 * Frobenius). On the network as a whole it is often not simple (two cycles),
 * and where such components lie behind each other a power iteration approaches
 * its limit like 1 / rounds, that is, never: so each component has its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_SPECTRAL_PERRON_H
#define GV_SPECTRAL_PERRON_H

#include "algorithms/communities/groups.h"

/* Which share of the largest eigenvalue may be rounding. */
#define GV_PERRON_EQUAL 1e-11

typedef struct {
  GvVertex count;      /* of strongly connected components */
  GvVertex *component; /* [n]; no arc leads to a lower number */
  GvGroups groups;     /* their members */
  double *radius;      /* [count], largest eigenvalue; only an upper bound where not critical */
  double *vector;      /* [n], eigenvector within each critical component, sum 1 */
  double lambda;       /* the largest radius; 0 = no cycle */
  GvVertex critical;   /* how many components have it */
} GvPerron;

/* `in`: the rows of M. Errors: NO_MEMORY, CANCELLED, LIMIT where it does not
 * settle. */
gboolean gv_perron_init(GvPerron *p, GvAdjacency in, GvTask *task, GError **error);
void gv_perron_clear(GvPerron *p);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvPerron, gv_perron_clear)

static inline gboolean gv_perron_is_critical(const GvPerron *p, GvVertex component)
{
  return p->lambda > 0 && p->radius[component] >= p->lambda * (1 - GV_PERRON_EQUAL);
}

/* The eigenvector of one component with the rows of `side`, sum 1, into x at its
 * members; x must be 0 elsewhere. Gives up, with the upper bound reached, once the
 * radius is known to be below `least`. */
gboolean gv_perron_component(GvAdjacency side, const GvVertex *members, GvVertex count,
                             double least, double *x /* [n] */, double *scratch /* [n] */,
                             double *radius, GvTask *task, GError **error);

/* Only the largest eigenvalue of M. */
gboolean gv_perron_radius(GvAdjacency in, double *lambda, GvTask *task, GError **error);

/* What attenuations are fractions of: lambda; where that is 0 the largest weight, or 1. */
double gv_perron_unit(GvAdjacency in, double lambda);
#endif

/* The same people ranked again: of a log drawn anew, or with another seed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "algorithms/ranking/nomination.h"
#include "graph/base/array.h"

/* Who may be nominated is no estimate: the gate is not asked again. */
static gboolean take_candidates(GvNomination *nom, const GvNomination *first, GError **error)
{
  const GvEvidence *e = &nom->evidence;

  nom->count = first->count;
  if (!(nom->compared = gv_array_new_raw(e->n, sizeof *nom->compared, error)) ||
      !(nom->candidates = gv_array_new_raw(nom->count, sizeof *nom->candidates, error)) ||
      !(nom->followers = gv_array_new_raw(nom->count, sizeof *nom->followers, error)))
    return FALSE;
  memcpy(nom->compared, first->compared, e->n * sizeof *nom->compared);
  memcpy(nom->candidates, first->candidates, nom->count * sizeof *nom->candidates);
  for (size_t c = 0; c < nom->count; c++)
    nom->followers[c] = e->followers[nom->candidates[c]];
  return gv_audience_classes_init(&nom->classes, nom->followers, (GvVertex)nom->count, error);
}

/* What weighs nothing adds nothing; nor does what these rows, of which none of that kind may be
 * left, cannot tell. */
static void take_features(GvNomination *nom, const GvNomination *first)
{
  nom->fitted = first->fitted;
  nom->intercept = first->intercept;
  nom->columns = g_new0(GvFeatureColumn, first->column_count + 1);
  for (size_t f = 0; f < first->column_count; f++) {
    const GvFeatureColumn *column = &first->columns[f];
    if (column->weight != 0 &&
        (!column->feature->applies || column->feature->applies(&nom->evidence)))
      nom->columns[nom->column_count++] = (GvFeatureColumn){ .feature = column->feature,
                                                             .weight = column->weight,
                                                             .fitted = column->fitted };
  }
}

GvNomination *gv_nomination_again(const GvNomination *first, GvNetwork *network,
                                  const GvNominateOptions *options, gboolean communities,
                                  GvTask *task, GError **error)
{
  g_autoptr(GvNomination) nom = g_new0(GvNomination, 1);

  if (!gv_nomination_look(nom, network, options, task, error))
    return NULL;
  gv_evidence_take_times(&nom->evidence, &first->evidence);
  if (!take_candidates(nom, first, error))
    return NULL;
  take_features(nom, first);
  if (!gv_nomination_fill(nom, task, error) || !gv_nomination_score(nom, error) ||
      (communities && !gv_nomination_find_communities(nom, task, error)))
    return NULL;
  return g_steal_pointer(&nom);
}

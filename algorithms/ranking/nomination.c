/* A nomination as its callers see it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/nomination.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void gv_nomination_free(GvNomination *nom)
{
  if (nom == NULL)
    return;
  for (size_t f = 0; f < nom->column_count; f++) {
    g_free((double *)(gintptr)nom->columns[f].values);
    g_free((double *)(gintptr)nom->columns[f].standing);
    g_free((double *)(gintptr)nom->columns[f].strength);
    g_free((double *)(gintptr)nom->columns[f].level);
  }
  g_free(nom->columns);
  g_free(nom->left_out);
  for (int k = 0; k < GV_FAMILIES; k++)
    g_free(nom->family[k]);
  g_free(nom->candidates);
  g_free(nom->compared);
  g_free(nom->ranked);
  g_free(nom->score);
  g_free(nom->followers);
  g_free(nom->reach);
  g_free(nom->community);
  gv_audience_classes_clear(&nom->classes);
  gv_gates_clear(&nom->gates);
  gv_evidence_clear(&nom->evidence);
  g_free(nom);
}

double gv_nomination_contribution(const GvFeatureColumn *column, size_t candidate)
{
  return column->fitted ? column->weight * column->level[candidate]
                        : fabs(column->weight) * column->strength[candidate];
}

gboolean gv_nomination_suspects(const GvFeatureColumn *column, size_t candidate)
{
  return column->feature->suspicious > 0 &&
         column->values[candidate] >= column->feature->suspicious; /* NaN is not */
}

GvNominationView gv_nomination_view(const GvNomination *nom)
{
  GvNominationView view = {
    .count = nom->count,
    .candidates = nom->candidates,
    .ranked = nom->ranked,
    .score = nom->score,
    .followers = nom->followers,
    .reach = nom->reach,
    .community = nom->community,
    .columns = nom->columns,
    .column_count = nom->column_count,
    .left_out = nom->left_out,
    .max_followers = nom->gates.max_followers,
    .min_followers = nom->gates.min_followers,
    .reach_figures = nom->evidence.reach_figures,
    .partition = nom->evidence.partition,
  };

  memcpy(view.family, nom->family, sizeof view.family);
  memcpy(view.gated, nom->gates.people, sizeof view.gated);
  return view;
}

gboolean gv_nomination_learned(const GvNomination *nom, GvLearnFigures *figures)
{
  *figures = nom->evidence.learn_figures;
  return nom->evidence.learned != NULL;
}

size_t gv_nomination_shortlist(const GvNomination *nom, size_t top, size_t per_community,
                               GvVertex *shortlist)
{
  g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
  size_t count = 0;

  for (size_t r = 0; r < nom->count && (top == 0 || count < top); r++) {
    if (per_community) {
      gpointer key = GUINT_TO_POINTER(nom->community[nom->ranked[r]]);
      size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(taken, key));
      if (before >= per_community)
        continue;
      g_hash_table_insert(taken, key, GSIZE_TO_POINTER(before + 1));
    }
    shortlist[count++] = nom->ranked[r];
  }
  return count;
}

GvGate gv_nomination_gate(const GvNomination *nom, GvVertex v)
{
  g_return_val_if_fail(v < nom->evidence.n, GV_GATE_OPEN);
  return (GvGate)nom->gates.of[v];
}

static int by_vertex(const void *a, const void *b)
{
  GvVertex x = *(const GvVertex *)a, y = *(const GvVertex *)b;

  return (x > y) - (x < y);
}

gboolean gv_nomination_find(const GvNomination *nom, GvVertex v, size_t *candidate)
{
  const GvVertex *found =
      nom->count ? bsearch(&v, nom->candidates, nom->count, sizeof *nom->candidates, by_vertex)
                 : NULL;

  if (found)
    *candidate = (size_t)(found - nom->candidates);
  return found != NULL;
}

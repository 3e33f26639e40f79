/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/shortlist.h"

#include <math.h>

#include "graph/base/array.h"

enum { REASONS = 4, FIXED_COLUMNS = 13, STABILITY_COLUMNS = 3 };

void shortlist_clear(Shortlist *s)
{
  for (size_t r = 0; s->reasons && r < s->rows; r++)
    g_free(s->reasons[r]);
  g_free(s->reasons);
  g_free(s->next_action);
  g_free(s->confidence);
  g_free(s->evidence);
  g_free(s->candidates);
  g_free(s->rank);
  g_free(s->user);
  g_free(s->real);
  g_free(s->community);
  g_free(s->stage);
  g_clear_pointer(&s->names, g_ptr_array_unref);
}

enum { SCORE, FOLLOWERS, REACH, BRIDGING, CONVERTIBILITY, FIRST_FEATURE };

static gboolean shortlist_alloc(Shortlist *s, const GvNominationView *view, gboolean features,
                                GError **error)
{
  s->real_columns = FIRST_FEATURE + (features ? 2 * view->column_count : 0);
  s->names = g_ptr_array_new_with_free_func(g_free);
  return (s->rank = gv_array_new(s->rows, sizeof *s->rank, error)) &&
         (s->user = gv_array_new(s->rows, sizeof *s->user, error)) &&
         (s->real = gv_array_new(s->rows, s->real_columns * sizeof *s->real, error)) &&
         (s->community = gv_array_new(s->rows, sizeof *s->community, error)) &&
         (s->stage = gv_array_new(s->rows, sizeof *s->stage, error)) &&
         (s->reasons = gv_array_new(s->rows, sizeof *s->reasons, error)) &&
         (s->next_action = gv_array_new(s->rows, sizeof *s->next_action, error)) &&
         (s->confidence = gv_array_new(s->rows, sizeof *s->confidence, error)) &&
         (s->evidence = gv_array_new(s->rows, sizeof *s->evidence, error));
}

static double family_score(const GvNominationView *view, GvFamily family, GvVertex candidate)
{
  return view->family[family] ? view->family[family][candidate] : NAN;
}

static void fill_row(Shortlist *s, const GvNominationView *view, const GvNomination *nomination,
                     const GvPeople *people, size_t r)
{
  const GvVertex c = s->candidates[r], v = view->candidates[c];
  double *cell = s->real + r;

  s->rank[r] = (int64_t)r + 1;
  s->user[r] = v;
  s->community[r] = view->community[c];
  s->stage[r] = people->stage ? gv_stage_name((GvStage)people->stage[v]) : "";
  s->reasons[r] = gv_nomination_reasons(nomination, c, REASONS);
  s->next_action[r] =
      gv_stage_next_action(people->stage ? (GvStage)people->stage[v] : GV_STAGE_UNKNOWN);
  s->evidence[r] = (int64_t)gv_nomination_evidence(nomination, c);
  s->confidence[r] = gv_nomination_confidence((uint64_t)s->evidence[r]);
  cell[SCORE * s->rows] = view->score[c];
  cell[FOLLOWERS * s->rows] = view->followers[c];
  cell[REACH * s->rows] = view->reach[c];
  cell[BRIDGING * s->rows] = family_score(view, GV_FAMILY_BRIDGING, c);
  cell[CONVERTIBILITY * s->rows] = family_score(view, GV_FAMILY_CONVERTIBILITY, c);
  for (size_t f = FIRST_FEATURE; f < s->real_columns; f += 2) {
    const GvFeatureColumn *column = &view->columns[(f - FIRST_FEATURE) / 2];
    cell[f * s->rows] = gv_nomination_contribution(column, c);
    cell[(f + 1) * s->rows] = column->values[c];
  }
}

static void add_feature_columns(Shortlist *s, const GvNominationView *view, GvColumn *columns)
{
  for (size_t f = FIRST_FEATURE; f < s->real_columns; f++) {
    const char *feature = view->columns[(f - FIRST_FEATURE) / 2].feature->name;
    char *name = g_strdup_printf((f - FIRST_FEATURE) % 2 ? "value.%s" : "why.%s", feature);
    g_ptr_array_add(s->names, name);
    *columns++ = (GvColumn){ name, GV_COLUMN_REAL, s->real + f * s->rows, NULL };
  }
}

gboolean shortlist_fill(Shortlist *s, const Nominating *n, const GvNetwork *network, size_t top,
                        size_t per_community, gboolean features, GError **error)
{
  const GvNominationView view = gv_nomination_view(n->nomination);

  if (!(s->candidates = gv_array_new(view.count, sizeof *s->candidates, error)))
    return FALSE;
  s->rows = gv_nomination_shortlist(n->nomination, top, per_community, s->candidates);
  if (!shortlist_alloc(s, &view, features, error))
    return FALSE;
  for (size_t r = 0; r < s->rows; r++)
    fill_row(s, &view, n->nomination, gv_network_people(network), r);
  return TRUE;
}

static void add_stability_columns(const GvStability *stability, GvColumn *columns)
{
  columns[0] = (GvColumn){ "score_low", GV_COLUMN_REAL, stability->low, NULL };
  columns[1] = (GvColumn){ "score_high", GV_COLUMN_REAL, stability->high, NULL };
  columns[2] = (GvColumn){ "stability", GV_COLUMN_REAL, stability->share, NULL };
}

gboolean shortlist_write(Run *run, Shortlist *s, const GvNominationView *view,
                         const GvStability *stability, const GvNames *names, GError **error)
{
  const GvColumn fixed[FIXED_COLUMNS] = {
    { "rank", GV_COLUMN_INT, s->rank, NULL },
    { "user", GV_COLUMN_NAME, s->user, names },
    { "score", GV_COLUMN_REAL, s->real + SCORE * s->rows, NULL },
    { "stage", GV_COLUMN_TEXT, s->stage, NULL },
    { "followers", GV_COLUMN_REAL, s->real + FOLLOWERS * s->rows, NULL },
    { "reach", GV_COLUMN_REAL, s->real + REACH * s->rows, NULL },
    { "bridging", GV_COLUMN_REAL, s->real + BRIDGING * s->rows, NULL },
    { "convertibility", GV_COLUMN_REAL, s->real + CONVERTIBILITY * s->rows, NULL },
    { "community", GV_COLUMN_INT, s->community, NULL },
    { "reasons", GV_COLUMN_TEXT, s->reasons, NULL },
    { "next_action", GV_COLUMN_TEXT, s->next_action, NULL },
    { "n_evidence", GV_COLUMN_INT, s->evidence, NULL },
    { "confidence", GV_COLUMN_TEXT, s->confidence, NULL },
  };
  const size_t told = FIXED_COLUMNS + s->real_columns - FIRST_FEATURE;
  const size_t count = told + (stability ? STABILITY_COLUMNS : 0);
  g_autofree GvColumn *columns = g_new0(GvColumn, count);
  const GvTable table = { columns, count, s->rows, NULL };

  for (size_t i = 0; i < FIXED_COLUMNS; i++)
    columns[i] = fixed[i];
  add_feature_columns(s, view, columns + FIXED_COLUMNS);
  if (stability)
    add_stability_columns(stability, columns + told);
  return run_write_table(run, &table, error);
}

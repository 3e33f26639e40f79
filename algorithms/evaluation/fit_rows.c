/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/fit_rows.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/network.h"

void gv_fit_rows_clear(GvFitRows *rows)
{
  for (size_t f = 0; rows->column && f < rows->features; f++)
    g_free(rows->column[f]);
  g_free(rows->column);
  g_free(rows->label);
  g_free(rows->audience);
  g_free(rows->usual);
  g_free(rows->weight);
  *rows = (GvFitRows){ 0 };
}

const double *gv_fit_column(const GvFeatureColumn *column)
{
  return column->level;
}

static gboolean alloc(GvFitRows *rows, size_t people, double known, double until, GError **error)
{
  rows->window = (GvFitWindow){ known, until, people, 0 };
  rows->features = g_strv_length((char **)(gintptr)gv_features());
  rows->column = g_new0(double *, rows->features);
  return (rows->label = gv_array_new(people, sizeof(double), error)) &&
         (rows->audience = gv_array_new(people, sizeof(double), error)) &&
         (rows->usual = gv_array_new(people, sizeof(double), error));
}

static size_t feature_index(const GvFeature *feature)
{
  size_t f = 0;

  while (gv_features()[f] != feature)
    f++;
  return f;
}

/* A stage is what marks advocates: it may not foretell the mark. */
static gboolean is_usable(const GvFitPlan *plan, size_t feature)
{
  if (plan->without && plan->without[feature])
    return FALSE;
  return plan->label || strcmp(gv_features()[feature]->name, "stage") != 0;
}

static gboolean fill(GvFitRows *rows, const GvFitPlan *plan, const GvNominationView *view,
                     const double *gain, GError **error)
{
  for (size_t c = 0; c < view->count; c++) {
    rows->audience[c] = view->followers[c];
    rows->usual[c] = view->score[c];
    rows->label[c] = gain[view->candidates[c]] > 0;
    rows->window.positives += gain[view->candidates[c]] > 0;
  }
  for (size_t j = 0; j < view->column_count; j++) {
    const size_t f = feature_index(view->columns[j].feature);
    if (!is_usable(plan, f))
      continue;
    if (!(rows->column[f] = gv_array_new(view->count, sizeof(double), error)))
      return FALSE;
    memcpy(rows->column[f], gv_fit_column(&view->columns[j]), view->count * sizeof(double));
  }
  return TRUE;
}

/* Those excluded and those unseen, as vertices of the past. Caller frees. */
static GvVertex *excluded_of_past(const GvFitPlan *plan, const GvNetwork *network,
                                  const GvVertex *now_of, size_t *count, GError **error)
{
  const GvVertex n = gv_names_count(gv_network_names(network));
  g_autoptr(GHashTable) excluded = g_hash_table_new(NULL, NULL);
  g_autofree uint8_t *seen = plan->seen ? gv_people_seen(network, error) : NULL;
  GvVertex *past = plan->seen && !seen ? NULL : gv_array_new(n, sizeof *past, error);

  *count = 0;
  for (size_t i = 0; i < plan->choice.excluded_count; i++)
    g_hash_table_add(excluded, GSIZE_TO_POINTER((gsize)plan->choice.excluded[i] + 1));
  for (GvVertex v = 0; past && v < n; v++)
    if ((seen && !seen[v]) ||
        g_hash_table_contains(excluded, GSIZE_TO_POINTER((gsize)now_of[v] + 1)))
      past[(*count)++] = v;
  return past;
}

static gboolean label_people(const GvFitPlan *plan, const GvNetwork *past, const GvVertex *now_of,
                             const GvFitWindow *window, double *gain, GvTask *task, GError **error)
{
  const GvPeople *people = gv_network_people(past);
  const GvVertex n = gv_names_count(gv_network_names(past));
  const GvLabelInput input = { .network = plan->network,
                               .past = now_of ? past : NULL,
                               .now_of = now_of,
                               .split = window->known,
                               .until = window->until,
                               .label = plan->label,
                               .seed = (uint64_t)plan->nominate.seed };

  if (plan->label)
    return gv_label_compute(&input, gain, NULL, task, error);
  for (GvVertex v = 0; people->stage && v < n; v++)
    gain[v] = people->stage[v] == GV_STAGE_ADVOCATE;
  return TRUE;
}

/* now_of NULL: past is the network itself. */
static gboolean fill_from(GvFitRows *rows, const GvFitPlan *plan, GvNetwork *past,
                          const GvVertex *now_of, GvTask *task, GError **error)
{
  const GvFitWindow window = rows->window;
  const GvVertex n = gv_names_count(gv_network_names(past));
  GvNominateChoice choice = plan->choice;
  g_autofree GvVertex *excluded = NULL;
  g_autofree double *gain = gv_array_new(n, sizeof *gain, error);

  choice.weights = NULL;
  choice.admits_advocates = plan->label == NULL;
  if (now_of) {
    if (!(excluded = excluded_of_past(plan, past, now_of, &choice.excluded_count, error)))
      return FALSE;
    choice.excluded = excluded;
  }
  if (gain == NULL || !label_people(plan, past, now_of, &window, gain, task, error))
    return FALSE;
  g_autoptr(GvNomination) nomination = gv_nominate(past, &plan->nominate, &choice, task, error);
  if (nomination == NULL)
    return FALSE;
  const GvNominationView view = gv_nomination_view(nomination);
  return alloc(rows, view.count, window.known, window.until, error) && fill(rows, plan, &view, gain, error);
}

gboolean gv_fit_rows_init(GvFitRows *rows, const GvFitPlan *plan, double known, double until,
                          GvTask *task, GError **error)
{
  *rows = (GvFitRows){ .window = { known, until, 0, 0 } };
  if (isnan(known))
    return fill_from(rows, plan, plan->network, NULL, task, error);
  g_autofree GvVertex *now_of = NULL;
  g_autoptr(GvNetwork) past = gv_network_past(plan->network, known, &now_of, task, error);
  return past && fill_from(rows, plan, past, now_of, task, error);
}

/* Adds the rows of `from` that are kept (NULL = all) behind row `at`. */
static size_t append(GvFitRows *to, size_t at, const GvFitRows *from, const gboolean *kept)
{
  size_t row = at;

  for (size_t i = 0; i < from->window.people; i++) {
    if (kept && !kept[i])
      continue;
    to->label[row] = from->label[i];
    to->audience[row] = from->audience[i];
    to->window.positives += from->label[i] > 0;
    to->usual[row] = from->usual[i];
    for (size_t f = 0; f < to->features; f++)
      if (to->column[f])
        to->column[f][row] = from->column[f][i];
    row++;
  }
  return row;
}

gboolean gv_fit_rows_tell(const GvFitRows *const *windows, size_t count, size_t feature)
{
  for (size_t w = 0; w < count; w++)
    if (windows[w]->column[feature] == NULL)
      return FALSE;
  return TRUE;
}

/* Columns that all of them have. */
static gboolean alloc_columns(GvFitRows *rows, const GvFitRows *const *windows, size_t count,
                              GError **error)
{
  for (size_t f = 0; f < rows->features; f++)
    if (gv_fit_rows_tell(windows, count, f) &&
        !(rows->column[f] = gv_array_new(rows->window.people, sizeof(double), error)))
      return FALSE;
  return TRUE;
}

gboolean gv_fit_rows_part(GvFitRows *part, const GvFitRows *rows, int64_t seed, double from,
                          double to, GError **error)
{
  const size_t people = rows->window.people;
  g_autofree gboolean *kept = gv_array_new(people, sizeof *kept, error);
  size_t count = 0;

  *part = (GvFitRows){ 0 };
  if (kept == NULL)
    return FALSE;
  for (size_t i = 0; i < people; i++) {
    GvRng rng = gv_rng((uint64_t)seed, i);
    const double draw = gv_rng_real(&rng);
    kept[i] = draw >= from && draw < to;
    count += kept[i] ? 1 : 0;
  }
  if (!alloc(part, count, rows->window.known, rows->window.until, error) ||
      !alloc_columns(part, &rows, 1, error))
    return FALSE;
  append(part, 0, rows, kept);
  return TRUE;
}

gboolean gv_fit_rows_join(GvFitRows *joined, const GvFitRows *const *windows, size_t count,
                          GError **error)
{
  size_t people = 0, row = 0;

  for (size_t w = 0; w < count; w++)
    people += windows[w]->window.people;
  *joined = (GvFitRows){ 0 };
  if (!alloc(joined, people, windows[0]->window.known, windows[count - 1]->window.until, error) ||
      !(joined->weight = gv_array_new(people, sizeof(double), error)) ||
      !alloc_columns(joined, windows, count, error))
    return FALSE;
  for (size_t w = 0; w < count; w++) {
    const double weight = isnan(windows[w]->window.known) ? 1 : ldexp(1, (int)w - (int)count + 1);
    const size_t end = append(joined, row, windows[w], NULL);
    while (row < end)
      joined->weight[row++] = weight;
  }
  return TRUE;
}

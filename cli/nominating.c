/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nominating.h"

#include <stddef.h>

#include "cli/learning.h"

const GvParam nominating_choice_params[] = {
  { "exclude", GV_PARAM_TEXT, offsetof(ChoiceOptions, exclude), 0, 0, 0, NULL, "FILE",
    "people never to be nominated, one a line" },
  { "where", GV_PARAM_TEXT, offsetof(ChoiceOptions, where), 0, 0, 0, NULL, "COLUMN=VALUE",
    "only people of whom --users says so; several must all hold" },
  { "weights", GV_PARAM_TEXT, offsetof(ChoiceOptions, weights), 0, 0, 0, NULL, "FILE",
    "key file, [weights] with feature=number; features not named weigh 0" },
  GV_PARAMS_END,
};

const GvParam *const nominating_params[] = { gv_nominate_params, nominating_choice_params, NULL };

gboolean nominating_prepare(Nominating *n, const Run *run, GError **error)
{
  gv_options_init(&n->options, gv_nominate_params);
  gv_options_init(&n->choice_options, nominating_choice_params);
  if (!arguments_fill(run->arguments, &n->options, gv_nominate_params, error) ||
      !arguments_fill(run->arguments, &n->choice_options, nominating_choice_params, error))
    return FALSE;
  n->choice.where = arguments_texts(run->arguments, "where");
  if (n->choice_options.weights == NULL)
    return TRUE;
  n->choice.weights = &n->weights;
  return gv_weights_read(n->choice_options.weights, &n->weights, error);
}

void nominating_take_everybody(Nominating *n, const Run *run)
{
  if (arguments_texts(run->arguments, "min-followers") == NULL)
    n->options.min_followers = 0;
}

gboolean nominating_read_lists(Nominating *n, const Run *run, const GvNetwork *network,
                               GError **error)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = n->choice_options.exclude };
  size_t unknown;

  if (source.path == NULL)
    return TRUE;
  n->excluded =
      gv_people_list_read(&source, network, &n->choice.excluded_count, &unknown, run->task, error);
  n->choice.excluded = n->excluded;
  if (n->excluded && unknown)
    run_warn(run, "%s: %" G_GSIZE_FORMAT " of the people listed are not in the network",
             source.path, unknown);
  return n->excluded != NULL;
}

/* Candidates whom some feature warns of. */
static int64_t count_suspects(const GvNominationView *view)
{
  int64_t suspects = 0;

  for (size_t c = 0; c < view->count; c++) {
    gboolean suspect = FALSE;
    for (size_t f = 0; f < view->column_count; f++)
      suspect = suspect || gv_nomination_suspects(&view->columns[f], c);
    suspects += suspect;
  }
  return suspects;
}

static void summarise(const Nominating *n, Run *run)
{
  const GvNominationView view = gv_nomination_view(n->nomination);
  GvSummary *s = run->summary;

  gv_summary_result_int(s, "candidates", (int64_t)view.count);
  gv_summary_result_int(s, "suspects", count_suspects(&view));
  gv_summary_result_int(s, "suspects_excluded", view.gated[GV_GATE_SUSPECT]);
  gv_summary_result_real(s, "max_followers", view.max_followers);
  gv_summary_result_real(s, "min_followers", view.min_followers);
  gv_summary_result_real(s, "reach_sets_per_person", view.reach_figures.sets_per_person);
  gv_summary_result_text(s, "reach_standard_error", "at most sqrt(reach / reach_sets_per_person)");
  gv_summary_result_int(s, "communities", view.partition.communities);
  gv_summary_result_real(s, "modularity", view.partition.modularity);
  for (const GvFeature *const *f = view.left_out; *f; f++)
    gv_summary_result_append(s, "features_left_out", (*f)->name);
  for (size_t f = 0; f < view.column_count; f++)
    gv_summary_result_append(s, "features", view.columns[f].feature->name);
}

gboolean nominating_rank(Nominating *n, Run *run, GvNetwork *network, GError **error)
{
  GvLearnFigures figures;

  if (!nominating_read_lists(n, run, network, error))
    return FALSE;
  run_phase(run, "rank");
  n->nomination = gv_nominate(network, &n->options, &n->choice, run->task, error);
  if (n->nomination) {
    summarise(n, run);
    if (gv_nomination_learned(n->nomination, &figures))
      learning_report(run, &figures);
  }
  return n->nomination != NULL;
}

void nominating_clear(Nominating *n)
{
  gv_nomination_free(n->nomination);
  gv_options_clear(&n->options, gv_nominate_params);
  gv_options_clear(&n->choice_options, nominating_choice_params);
  g_free(n->excluded);
  gv_weights_clear(&n->weights);
}

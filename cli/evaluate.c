/* grapevine evaluate: a ranking against what later happened, beside the baselines.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "cli/evaluating.h"

static gboolean run_evaluate(Run *run, const void *options, GError **error)
{
  g_auto(Evaluation) evaluation = { 0 };

  if (!evaluation_prepare(&evaluation, run, options, error) ||
      !evaluation_load(&evaluation, error) || !evaluation_compare(&evaluation, error))
    return FALSE;
  evaluation_tell(&evaluation);
  return evaluation_write(&evaluation, error);
}

static char *help_for_baselines(void)
{
  GString *text = g_string_new("Baselines, of what was known at the split:\n");

  for (const GvBaseline *b = gv_baselines; b->name; b++)
    g_string_append_printf(text, "  %-20s%s\n", b->name, b->sentence);
  return g_string_free(text, FALSE);
}

static const GvParam params[] = {
  { "split", GV_PARAM_TEXT, offsetof(EvaluateOptions, split), 0, 0, 0, NULL, "TIME|SHARE",
    "what came later is to be foretold; .6 is after 60 % of the time the rows span" },
  { "until", GV_PARAM_TEXT, offsetof(EvaluateOptions, until), 0, 0, 0, NULL, "TIME|SHARE",
    "what came later than this does not count (default: the last row)" },
  { "label", GV_PARAM_TEXT, offsetof(EvaluateOptions, label), 0, 0, 0, NULL, "KIND[:NAMES]",
    "what is to be foretold: received[:RT,RE], newcomers[:…], followers, conversion:EVENT, credit, "
    "column:NAME of --users (default received)" },
  { "ranking", GV_PARAM_TEXT, offsetof(EvaluateOptions, ranking), 0, 0, 0, NULL, "FILE",
    "a ranking to compare, columns user and score, or names alone, best first; several may be "
    "given" },
  { "seen", GV_PARAM_FLAG, offsetof(EvaluateOptions, seen), 0, 1, 0, NULL, NULL,
    "only people named in a row that carries a time up to the split; undated ties may name later "
    "ones" },
  { "bootstrap", GV_PARAM_INT, offsetof(EvaluateOptions, bootstrap), 0, 100000, 200, NULL, "N",
    "resamples of the people for the 95 % intervals; 0 = no intervals" },
  GV_PARAMS_END,
};

const Command command_evaluate = {
  .name = "evaluate",
  .summary = "a ranking against what later happened, beside the baselines",
  .description =
      "Ranks people by what was known at --split and tells how well that foretells what\n"
      "happened later: nominate's own ranking, one more for each --weights FILE, those of\n"
      "--ranking files, and simple baselines, with 95 % intervals. population is grassroots\n"
      "(who may be nominated) and everyone.",
  .examples = { "grapevine evaluate --interactions log.csv --split .6 --format table",
                "grapevine evaluate --follows follows.csv --interactions log.csv --split "
                "2026-06-01 --label received:share,comment --weights mine.ini -o evaluation.csv",
                "grapevine evaluate --follows follows.csv --events events.csv --split .7 "
                "--label conversion:order --ranking shortlist.csv --summary run.json" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE | COMMAND_HISTORY,
  .options_size = sizeof(EvaluateOptions),
  .params = params,
  .more_params = nominating_params,
  .more_help = help_for_baselines,
  .run = run_evaluate,
};

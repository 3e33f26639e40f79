/* grapevine fit: weights for nominate from what happened before.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/endings.h"
#include "cli/fit_file.h"
#include "cli/nominating.h"
#include "graph/base/number.h"
#include "graph/base/refuse.h"
#include "io/read_problem.h"

typedef struct {
  char *split, *label, *without;
  gboolean force, seen, as_tried;
} Options;

/* A number below 1 is a share of the time that the rows span, anything else a time. */
static gboolean find_split(const char *text, const GvNetwork *network, double *time, GError **error)
{
  double share;

  *time = NAN;
  if (text == NULL)
    return TRUE;
  if (gv_number_parse(text, strlen(text), &share) == GV_NUMBER_OK && share > 0 && share < 1) {
    gv_network_time_at(network, share, time); /* where nothing is dated, the fit says so */
    return TRUE;
  }
  return gv_time_parse(text, strlen(text), time) ||
         gv_refuse(error, "--split takes a share of the time that the rows span, such as .6, "
                          "seconds since 1970 or a time such as 2026-11-21T18:00:00Z");
}

static void summarise_window(GvSummary *s, const char *what, const GvFitWindow *window)
{
  g_autofree char *people = g_strconcat(what, "_people", NULL);
  g_autofree char *positives = g_strconcat(what, "_positives", NULL);
  g_autofree char *known = g_strconcat(what, "_known", NULL);
  g_autofree char *until = g_strconcat(what, "_until", NULL);

  gv_summary_result_int(s, people, (int64_t)window->people);
  gv_summary_result_int(s, positives, (int64_t)window->positives);
  gv_summary_result_real(s, known, window->known);
  gv_summary_result_real(s, until, window->until);
}

static void summarise(Run *run, const GvFit *fit, const char *label)
{
  GvSummary *s = run->summary;

  gv_summary_result_text(s, "label", label);
  summarise_window(s, "first", &fit->first);
  summarise_window(s, "second", &fit->second);
  summarise_window(s, "held_out", &fit->held_out);
  gv_summary_result_real(s, "ridge", fit->model->lambda);
  gv_summary_result_real(s, "intercept", fit->model->intercept);
  gv_summary_result_real(s, "calibration_slope", fit->model->calibration);
  gv_summary_result_real(s, "marked_share", fit->model->marked_share);
  gv_summary_result_real(s, "auc", fit->auc.value);
  gv_summary_result_real(s, "auc_low", fit->auc.low);
  gv_summary_result_real(s, "auc_high", fit->auc.high);
  gv_summary_result_real(s, "auc_like_audience", fit->auc_like_audience.value);
  gv_summary_result_real(s, "auc_of_default_weights", fit->default_auc);
  gv_summary_result_real(s, "auc_above_default_weights", fit->above_default.value);
  gv_summary_result_real(s, "auc_above_default_weights_low", fit->above_default.low);
  gv_summary_result_real(s, "auc_above_default_weights_high", fit->above_default.high);
  gv_summary_result_text(s, "best_single_feature", fit->best->name);
  gv_summary_result_real(s, "best_single_auc", fit->best_auc);
  gv_summary_result_real(s, "auc_above_best_single", fit->above_best.value);
  gv_summary_result_real(s, "auc_above_best_single_low", fit->above_best.low);
  gv_summary_result_real(s, "auc_above_best_single_high", fit->above_best.high);
  gv_summary_result_real(s, "brier", fit->losses.brier);
  gv_summary_result_real(s, "brier_of_base_rate", fit->base.brier);
  gv_summary_result_real(s, "log_loss", fit->losses.log_loss);
  gv_summary_result_real(s, "log_loss_of_base_rate", fit->base.log_loss);
}

/* Weights that did no good where they were tried are not handed out unasked. */
static gboolean write_weights(Run *run, const Options *o, const GvFitPlan *plan, const GvFit *fit,
                              GError **error)
{
  const char *label = o->label ? o->label : "received";
  g_autofree char *sentence = fit_sentence(fit);

  summarise(run, fit, label);
  if (fit->doubt && !o->force) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "no weights written: %s; %s. --force writes them all the same", fit->doubt,
                sentence);
    return FALSE;
  }
  run_warn(run, "%s", sentence);
  if (fit->doubt)
    run_warn(run, "weights written because of --force, although %s", fit->doubt);
  else if (!(fit->above_best.low > 0))
    run_warn(run, "this model is no better than that one feature alone");
  g_autofree char *text = fit_file(fit, label, &plan->nominate);
  return run_write_text(run, text, error);
}

/* What has no date counts as known all along. */
static void warn_of_undated(const Run *run, const GvNetwork *network)
{
  const GvActs acts = gv_network_acts(network);
  const GvPeople *people = gv_network_people(network);

  if (acts.dated < acts.count)
    run_warn(run,
             "%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " rows carry no time and count as known all "
             "along: ties that were made later may leak in, and the fit look better than it is",
             acts.count - acts.dated, acts.count);
  if (people->followers || people->stage || people->official)
    run_warn(run, "--users carries no dates: followers, stages and official accounts count as "
                  "known all along");
}

/* Marks the features that "reach,tenure" names, by themselves or by their family. */
static gboolean mark_without(const char *text, uint8_t *without, GError **error)
{
  g_auto(GStrv) names = g_strsplit(text ? text : "", ",", -1);

  for (char **name = names; *name; name++) {
    gboolean found = FALSE;
    for (size_t f = 0; gv_features()[f]; f++) {
      const GvFeature *feature = gv_features()[f];
      if (strcmp(*name, feature->name) == 0 || strcmp(*name, gv_family_name(feature->family)) == 0)
        found = without[f] = 1;
    }
    if (!found) {
      g_autofree char *shown = gv_text_shown(*name);
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--without: there is no feature and no family \"%s\"; see fit --help", shown);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean fit_network(Run *run, const Options *o, Nominating *n, GvNetwork *network,
                            GError **error)
{
  g_auto(GvLabel) label = { 0 };
  g_auto(GvFit) fit = { 0 };
  const gboolean advocates = o->label && strcmp(o->label, "advocates") == 0;
  g_autofree uint8_t *without = g_new0(uint8_t, g_strv_length((char **)(gintptr)gv_features()) + 1);
  GvFitPlan plan = { .network = network,
                     .nominate = n->options,
                     .label = advocates ? NULL : &label,
                     .seen = o->seen,
                     .without = without,
                     .as_tried = o->as_tried };

  if ((!advocates && !gv_label_parse(o->label ? o->label : "received", &label, error)) ||
      !mark_without(o->without, without, error) ||
      !find_split(o->split, network, &plan.until, error) ||
      !nominating_read_lists(n, run, network, error))
    return FALSE;
  plan.choice = n->choice;
  warn_of_undated(run, network);
  run_phase(run, "fit");
  return gv_fit_run(&fit, &plan, run->task, error) && write_weights(run, o, &plan, &fit, error);
}

static gboolean run_fit(Run *run, const void *options, GError **error)
{
  GvFormat format;
  g_auto(Nominating) nominating = { 0 };
  g_autoptr(GvNetwork) network = NULL;

  if (arguments_texts(run->arguments, "weights"))
    return gv_refuse(error, "--weights: fit finds the weights; nominate and explain take them");
  if (run->common.format != FORMAT_AUTO || run->common.excel_safe)
    return gv_refuse(error, "fit writes a key file, whatever --format and --excel-safe say; "
                            "leave them out");
  if (ending_is_foreign(run_output_path(run)) || gv_format_of_path(run_output_path(run), &format))
    return gv_refuse(error, "--output: fit writes a key file; let the name end in .key");
  if (!nominating_prepare(&nominating, run, error))
    return FALSE;
  nominating_take_everybody(&nominating, run);
  return (network = run_read_network(run, error)) &&
         fit_network(run, options, &nominating, network, error);
}

static const GvParam params[] = {
  { "label", GV_PARAM_TEXT, offsetof(Options, label), 0, 0, 0, NULL, "KIND[:NAMES]",
    "what is to be foretold: received, newcomers, followers (of these, types: received:RT,RE), "
    "conversion:EVENT, credit, column:NAME, or advocates (default received)" },
  { "split", GV_PARAM_TEXT, offsetof(Options, split), 0, 0, 0, NULL, "TIME|SHARE",
    "learn from nothing later: a time, or a share of the time that the rows span (default: all)" },
  { "without", GV_PARAM_TEXT, offsetof(Options, without), 0, 0, 0, NULL, "LIST",
    "features or whole families not to learn from, as reach,tenure" },
  { "seen", GV_PARAM_FLAG, offsetof(Options, seen), 0, 1, 0, NULL, NULL,
    "learn only from people named by then in a row that carries a time, as evaluate --seen" },
  { "as-tried", GV_PARAM_FLAG, offsetof(Options, as_tried), 0, 1, 0, NULL, NULL,
    "write the weights that were tried; else they are learnt anew, from what was held out too" },
  { "force", GV_PARAM_FLAG, offsetof(Options, force), 0, 1, 0, NULL, NULL,
    "write the weights even where they did no good on what was held out" },
  GV_PARAMS_END,
};

const Command command_fit = {
  .name = "fit",
  .summary = "weights for nominate, learnt from what came of people before",
  .description =
      "Looks back: who was known at an earlier time, and what later came of them? Fits a ridge "
      "logistic\nmodel at two times, tries it at a third, later one, learns it anew from all "
      "three, "
      "and writes a file\nfor nominate --weights. Refuses, with the reason, where the data cannot "
      "support it.",
  .examples = { "grapevine fit --interactions log.csv --label received:RT -o weights.key",
                "grapevine fit --follows f.csv --interactions i.csv --split 2026-06-01 --label "
                "followers -o weights.key",
                "grapevine fit --follows f.csv --users u.csv --label advocates -o weights.key" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE | COMMAND_HISTORY | COMMAND_ENDINGS,
  .options_size = sizeof(Options),
  .params = params,
  .more_params = nominating_params,
  .more_help = help_for_features,
  .run = run_fit,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/fit_file.h"

#include <math.h>

#include "graph/base/number.h"

static double rate_of(const GvFitWindow *window)
{
  return (double)window->positives / (double)window->people;
}

static void add_real(GString *text, const char *name, double value)
{
  char number[GV_NUMBER_LENGTH];

  g_string_append_printf(text, "%s=%s\n", name, gv_number_format(number, value));
}

char *fit_sentence(const GvFit *fit)
{
  GString *text = g_string_new(NULL);

  g_string_append_printf(text, "held out: AUC %.3f (95 %% %.3f to %.3f), at like audience %.3f",
                         fit->auc.value, fit->auc.low, fit->auc.high, fit->auc_like_audience.value);
  if (!isnan(fit->default_auc))
    g_string_append_printf(text, "; default weights %.3f", fit->default_auc);
  g_string_append_printf(text,
                         "; best single feature %s %.3f; Brier %.4f (base rate for everybody: %.4f)",
                         fit->best->name, fit->best_auc, fit->losses.brier, fit->base.brier);
  return g_string_free(text, FALSE);
}

static void add_window(GString *text, const char *what, const GvFitWindow *window)
{
  g_autofree char *known = gv_time_text(window->known), *until = gv_time_text(window->until);

  g_string_append_printf(text, "#   %s: %" G_GSIZE_FORMAT " people, %" G_GSIZE_FORMAT
                               " with the label (%.2f %%)",
                         what, window->people, window->positives, 100 * rate_of(window));
  if (isnan(window->known))
    g_string_append(text, ", drawn by chance\n");
  else
    g_string_append_printf(text, "; known at %s, label up to %s\n", known, until);
}

static void add_head(GString *text, const GvFit *fit, const char *label)
{
  g_string_append_printf(
      text,
      "# For nominate --weights: a model fitted to the label %s. The score is then how probable the "
      "label is.\n"
      "# A weight is what one standard deviation of the feature adds to the log-odds; below 0, less of "
      "it counts.\n"
      "# They say what went with the label, not what causes it.\n#\n# Learnt from\n",
      label);
  add_window(text, "first window (chose the ridge)", &fit->first);
  add_window(text, "second window", &fit->second);
  g_string_append(text, "# and tried on\n");
  add_window(text, "held out", &fit->held_out);
  g_string_append(text, fit->model == &fit->anew
                            ? "# The weights below are learnt anew from all three, the later the "
                              "more (--as-tried: from the first two).\n"
                            : "# The weights below are those that were tried.\n");
}

static void add_findings(GString *text, const GvFit *fit)
{
  g_string_append_printf(
      text,
      "#\n# How well the people held out were told apart (a pair is in the right order with "
      "probability AUC; .5 = by chance):\n"
      "#   as tried  %.3f (95 %% interval %.3f to %.3f); among people of like audience %.3f\n",
      fit->auc.value, fit->auc.low, fit->auc.high, fit->auc_like_audience.value);
  if (!isnan(fit->default_auc))
    g_string_append_printf(
        text, "#   default weights  %.3f; as tried minus them: %+.3f (%+.3f to %+.3f)\n",
        fit->default_auc, fit->above_default.value, fit->above_default.low,
        fit->above_default.high);
  g_string_append_printf(
      text,
      "#   best single feature  %.3f, %s, picked afterwards; as tried minus it: %+.3f (%+.3f to "
      "%+.3f)%s\n"
      "# Brier score %.5f, log loss %.5f; the base rate for everybody: %.5f, %.5f (less is "
      "better).\n",
      fit->best_auc, fit->best->name, fit->above_best.value, fit->above_best.low,
      fit->above_best.high, fit->above_best.low > 0 ? "" : ": no better than that one feature",
      fit->losses.brier, fit->losses.log_loss, fit->base.brier, fit->base.log_loss);
  g_string_append(text, "# The intervals are too narrow: people on one network are not "
                        "independent.\n#\n# Predicted and observed, people by rising "
                        "probability:\n");
  for (size_t b = 0; b < fit->bins; b++)
    g_string_append_printf(text,
                           "#   %8" G_GSIZE_FORMAT " people  predicted %7.3f %%  observed %7.3f %% "
                           "(%.3f to %.3f)\n",
                           fit->reliability[b].people, 100 * fit->reliability[b].predicted,
                           100 * fit->reliability[b].observed, 100 * fit->reliability[b].low,
                           100 * fit->reliability[b].high);
  if (fit->doubt)
    g_string_append_printf(text, "#\n# WRITTEN WITH --force ALTHOUGH %s.\n", fit->doubt);
}

static void add_times(GString *text, const GvFit *fit)
{
  const double times[] = { fit->first.known, fit->second.known, fit->held_out.known,
                           fit->held_out.until };
  static const char *const names[] = { "first_known", "second_known", "held_out_known", "until" };

  for (size_t i = 0; !isnan(fit->first.known) && i < G_N_ELEMENTS(names); i++)
    add_real(text, names[i], times[i]);
}

/* The windows that the weights come from, as one. */
static GvFitWindow learnt_from(const GvFit *fit, gboolean anew)
{
  const GvFitWindow *const windows[] = { &fit->first, &fit->second, &fit->held_out };
  GvFitWindow all = { .known = fit->first.known };

  for (size_t w = 0; w < (anew ? 3 : 2); w++) {
    all.until = windows[w]->until;
    all.people += windows[w]->people;
    all.positives += windows[w]->positives;
  }
  return all;
}

static void add_model(GString *text, const GvFit *fit, const char *label,
                      const GvNominateOptions *by)
{
  const gboolean anew = fit->model == &fit->anew;
  const GvFitWindow learnt = learnt_from(fit, anew);

  g_string_append(text, "\n[model]\n# score = 1 / (1 + exp(-(intercept + sum of weight * level)))\n"
                        "kind=logistic\n");
  g_string_append_printf(text, "version=%s\nlabel=%s\nseed=%" G_GINT64_FORMAT "\n", gv_version(),
                         label, by->seed);
  g_string_append_printf(text,
                         "# learnt from people of this gate; levels are those among everybody below "
                         "max-followers, so give nominate the same\n"
                         "max-followers=%s\nmin-followers=%" G_GINT64_FORMAT "\n",
                         by->max_followers ? by->max_followers : "99%", by->min_followers);
  add_times(text, fit);
  g_string_append_printf(text,
                         "people=%" G_GSIZE_FORMAT "\npositives=%" G_GSIZE_FORMAT
                         "\nheld_out_people=%" G_GSIZE_FORMAT "\nheld_out_positives=%" G_GSIZE_FORMAT
                         "\ncalibration=platt\nlearnt_anew=%d\n",
                         learnt.people, learnt.positives, fit->held_out.people,
                         fit->held_out.positives, anew);
  add_real(text, "base_rate", rate_of(anew ? &fit->held_out : &fit->second));
  add_real(text, "intercept", fit->model->intercept);
  add_real(text, "calibration_slope", fit->model->calibration);
  if (fit->model->marked_share != 1) {
    g_string_append(text, "# divided by this, the score is how probable it is that one could be "
                          "marked\n");
    add_real(text, "marked_share", fit->model->marked_share);
  }
  add_real(text, "ridge", fit->model->lambda);
  add_real(text, "held_out_auc", fit->auc.value);
  add_real(text, "held_out_auc_like_audience", fit->auc_like_audience.value);
  if (!isnan(fit->default_auc))
    add_real(text, "held_out_auc_of_default_weights", fit->default_auc);
  add_real(text, "held_out_brier", fit->losses.brier);
  add_real(text, "held_out_log_loss", fit->losses.log_loss);
}

char *fit_file(const GvFit *fit, const char *label, const GvNominateOptions *by)
{
  GString *text = g_string_new(NULL);

  add_head(text, fit, label);
  add_findings(text, fit);
  add_model(text, fit, label, by);
  g_string_append(text, "\n[weights]\n");
  for (size_t f = 0; gv_features()[f]; f++) {
    if (fit->model->weight[f] == 0)
      continue;
    g_string_append_printf(text, "# %s: %s%s\n", gv_family_name(gv_features()[f]->family),
                           gv_features()[f]->sentence,
                           fit->model->weight[f] * gv_features()[f]->direction < 0
                               ? " (counts against its direction)"
                               : "");
    add_real(text, gv_features()[f]->name, fit->model->weight[f]);
  }
  return g_string_free(text, FALSE);
}

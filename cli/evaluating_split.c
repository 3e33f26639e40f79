/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/evaluating_split.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"

static gboolean set_invalid(GError **error, const char *option, const char *text,
                            const char *wanted)
{
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--%s %s: %s", option, text, wanted);
  return FALSE;
}

/* A number below 1 is a share of the time that the rows span, anything else a time. */
static gboolean parse_moment(const GvNetwork *network, const char *option, const char *text,
                             double *time, GError **error)
{
  double share;

  if (gv_number_parse(text, strlen(text), &share) == GV_NUMBER_OK && share > 0 && share < 1)
    return gv_network_time_at(network, share, time);
  return gv_time_parse(text, strlen(text), time) ||
         set_invalid(error, option, text,
                     "takes a share of the time the rows span, such as .6, seconds since 1970 or a "
                     "time such as 2026-11-21T18:00:00Z");
}

static gboolean check_span(const Evaluation *e, double first, double last, GError **error)
{
  g_autofree char *from = gv_time_text(first), *to = gv_time_text(last);

  if (e->split >= first && e->split < last && e->until > e->split)
    return TRUE;
  if (!(e->split >= first && e->split < last))
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--split %s lies outside of the time the rows span, %s to %s: nothing would be "
                "known, or nothing later",
                e->options->split, from, to);
  else
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--until %s is not later than the split", e->options->until);
  return FALSE;
}

static gboolean find_split(Evaluation *e, GError **error)
{
  const EvaluateOptions *o = e->options;
  double first, last;

  if (!gv_network_time_at(e->network, 0, &first) || !gv_network_time_at(e->network, 1, &last)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "no row carries a time, so nothing is known to be later; a column time in "
                        "--interactions, --follows, --edges or --events is needed (a packed graph "
                        "keeps no rows), or --label column:NAME");
    return FALSE;
  }
  if (o->split == NULL) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--split is needed: what came later than it is to be foretold; .6 is after "
                        "60 % of the time that the rows span");
    return FALSE;
  }
  e->until = last;
  return parse_moment(e->network, "split", o->split, &e->split, error) &&
         (!o->until || parse_moment(e->network, "until", o->until, &e->until, error)) &&
         check_span(e, first, last, error);
}

/* Rows without a time count as known all along, and so do people whom nothing else names. */
static void warn_of_undated(const Evaluation *e)
{
  const GvActs acts = gv_network_acts(e->network);
  const GvVertex n = gv_names_count(gv_network_names(e->past));
  const size_t undated = acts.count - acts.dated;
  size_t unseen = 0;

  for (GvVertex v = 0; v < n; v++)
    unseen += !e->seen[v];
  gv_summary_result_int(e->run->summary, "undated_rows", (int64_t)undated);
  gv_summary_result_int(e->run->summary, "people_not_seen_by_the_split", (int64_t)unseen);
  gv_summary_result_flag(e->run->summary, "seen_only", e->options->seen);
  if (undated)
    run_warn(e->run,
             "%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " rows carry no time and count as known all "
             "along: ties that were made after the split may leak in, and audience most of all "
             "will look better than it is",
             undated, acts.count);
  if (undated && unseen && !e->options->seen)
    run_warn(e->run,
             "%" G_GSIZE_FORMAT " of %u people are named in no row that carries a time up to the "
             "split; they may have come later. --seen leaves them out",
             unseen, n);
}

/* What --users says has no date either. */
static void warn_of_users(const Evaluation *e)
{
  const GvPeople *people = gv_network_people(e->network);

  if (people->followers || people->stage || people->official)
    run_warn(e->run, "--users carries no dates: followers, stages and official accounts count as "
                     "known at the split");
}

static gboolean find_past(Evaluation *e, GError **error)
{
  if (e->label.kind == GV_LABEL_COLUMN && e->options->split == NULL) {
    e->past = gv_network_ref(e->network);
    return (e->seen = gv_people_seen(e->past, error)) != NULL;
  }
  if (!find_split(e, error))
    return FALSE;
  e->past = gv_network_past(e->network, e->split, &e->now_of, e->run->task, error);
  if (e->past == NULL || !(e->seen = gv_people_seen(e->past, error)))
    return FALSE;
  warn_of_undated(e);
  warn_of_users(e);
  return TRUE;
}

/* Influence credit is mostly audience times activity: what is left when people of like
 * activity change places says how much the network itself tells. */
static void tell_credit(const Evaluation *e, const GvLabelFigures *f)
{
  GvSummary *s = e->run->summary;

  gv_summary_result_int(s, "credit_actions", (int64_t)f->actions);
  gv_summary_result_int(s, "credit_explained", (int64_t)f->explained);
  gv_summary_result_real(s, "credit_explained_after_swap", f->exchanged);
  run_warn(e->run,
           "credit is a model: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " later actions came "
           "after a contact's; after a swap of people of like activity, %.0f %% of that is still "
           "there, which is not the network's doing",
           f->explained, f->actions, f->explained ? 100 * f->exchanged / (double)f->explained : 0);
}

static gboolean find_gains(Evaluation *e, GError **error)
{
  const GvLabelInput input = { .network = e->network,
                               .past = e->now_of ? e->past : NULL,
                               .now_of = e->now_of,
                               .split = e->split,
                               .until = e->until,
                               .label = &e->label,
                               .seed = (uint64_t)e->run->common.seed };
  GvLabelFigures figures;

  e->gain = gv_array_new(gv_names_count(gv_network_names(e->past)), sizeof *e->gain, error);
  if (!e->gain || !gv_label_compute(&input, e->gain, &figures, e->run->task, error))
    return FALSE;
  gv_summary_result_real(e->run->summary, "gain", figures.gain);
  gv_summary_result_real(e->run->summary, "gain_of_people_not_known_at_the_split", figures.unknown);
  if (figures.unknown > 0)
    run_warn(e->run,
             "%.3g %% of what came later went to people who were not known at the split: "
             "nobody could rank them",
             100 * figures.unknown / (figures.unknown + figures.gain));
  if (e->label.kind == GV_LABEL_CREDIT)
    tell_credit(e, &figures);
  return TRUE;
}

gboolean evaluation_split(Evaluation *e, GError **error)
{
  return find_past(e, error) && find_gains(e, error);
}

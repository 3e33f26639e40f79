/* grapevine nominate: the shortlist of grassroots KOLs, with reasons.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include "cli/shortlist.h"
#include "cli/stability.h"
#include "graph/base/number.h"

typedef struct {
  int64_t top, per_community;
  gboolean features, print_weights;
} Options;

static void warn_of_little(const Run *run, const Shortlist *s)
{
  size_t low = 0;

  for (size_t r = 0; r < s->rows; r++)
    low += strcmp(s->confidence[r], "low") == 0 ? 1 : 0;
  if (low * 2 > s->rows)
    run_warn(run,
             "of %" G_GSIZE_FORMAT " people %" G_GSIZE_FORMAT " have fewer than 5 rows behind them "
             "(confidence low): take the order among them lightly",
             s->rows, low);
}

/* What was found before time or memory were over is written all the same, by a task that has its
 * time; then the run ends with its status. */
static gboolean write_cut(Run *run, Shortlist *s, const GvNominationView *view,
                          Stability *stability, const GvNames *names, GError **error)
{
  GvTask *ended = run->task;
  g_autoptr(GvTask) task = gv_task_new(gv_task_thread_count(ended));
  gboolean written;

  run->task = task;
  written =
      shortlist_write(run, s, view, stability_columns(stability), names, error) &&
      (run->common.summary == NULL || gv_summary_write(run->summary, run->common.summary, error));
  run->task = ended;
  if (written)
    stability_take_end(stability, error);
  return FALSE;
}

static gboolean shortlist(Run *run, const Options *o, const Nominating *n, GvNetwork *network,
                          Stability *stability, GError **error)
{
  const GvNominationView view = gv_nomination_view(n->nomination);
  const GvNames *names = gv_network_names(network);
  g_auto(Shortlist) s = { 0 };

  if (!shortlist_fill(&s, n, network, (size_t)o->top, (size_t)o->per_community, o->features, error))
    return FALSE;
  if (s.rows == 0)
    run_warn(run,
             "nobody passed the gate (at most %.0f followers, at least %.0f); see "
             "--max-followers, --min-followers, --where",
             view.max_followers, view.min_followers);
  warn_of_little(run, &s);
  gv_summary_result_int(run->summary, "nominated", (int64_t)s.rows);
  if (!stability_run(stability, run, n, network, (size_t)o->top, (size_t)o->per_community, error))
    return FALSE;
  if (stability_was_cut(stability))
    return write_cut(run, &s, &view, stability, names, error);
  return shortlist_write(run, &s, &view, stability_columns(stability), names, error);
}

/* The weights in force as a file that --weights reads. */
static gboolean print_weights(Run *run, const GvWeights *weights, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  char number[GV_NUMBER_LENGTH];

  if (run->common.format != FORMAT_AUTO || run->common.excel_safe) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--print-weights writes a key file, whatever --format and --excel-safe "
                        "say; leave them out");
    return FALSE;
  }
  if (weights->fitted)
    g_string_append_printf(text, "[model]\nkind=logistic\nintercept=%s\n\n",
                           gv_number_format(number, weights->intercept));
  g_string_append(text, "[weights]\n");
  for (size_t f = 0; gv_features()[f]; f++) {
    const GvFeature *feature = gv_features()[f];
    const double *given = weights->by_feature;
    g_string_append_printf(text, "# %s: %s\n%s=%s\n", gv_family_name(feature->family),
                           feature->sentence, feature->name,
                           gv_number_format(number, given ? given[f] : feature->weight));
  }
  return run_write_text(run, text->str, error);
}

static gboolean run_nominate(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  g_auto(Nominating) nominating = { 0 };
  g_auto(Stability) stability = { 0 };
  g_autoptr(GvNetwork) network = NULL;

  if (!nominating_prepare(&nominating, run, error) || !stability_prepare(&stability, run, error))
    return FALSE;
  if (o->print_weights)
    return print_weights(run, &nominating.weights, error);
  return (network = run_read_network(run, error)) && stability_check(&stability, network, error) &&
         nominating_rank(&nominating, run, network, error) &&
         shortlist(run, o, &nominating, network, &stability, error);
}

static const GvParam params[] = {
  { "top", GV_PARAM_INT, offsetof(Options, top), 0, 1e15, 20, NULL, "K",
    "only the K best people; 0 = all" },
  { "per-community", GV_PARAM_INT, offsetof(Options, per_community), 0, 1e15, 0, NULL, "N",
    "at most N people of each community; 0 = any number" },
  { "features", GV_PARAM_FLAG, offsetof(Options, features), 0, 1, 0, NULL, NULL,
    "add a column why.NAME (share of the score) and value.NAME for each feature" },
  { "print-weights", GV_PARAM_FLAG, offsetof(Options, print_weights), 0, 1, 0, NULL, NULL,
    "print the weights in force, as --weights reads them, and stop" },
  GV_PARAMS_END,
};

static const GvParam *const nominate_params[] = { stability_params, gv_nominate_params,
                                                  nominating_choice_params, NULL };

const Command command_nominate = {
  .name = "nominate",
  .summary = "the main job: the few ordinary people worth winning over, with reasons",
  .description = "Ranks everybody below the grassroots gate by what their place in the network "
                 "and\ntheir past say, and prints the best 20 with the reasons.",
  .examples = { "grapevine nominate --follows follows.csv --users users.csv",
                "grapevine nominate --interactions log.txt.gz --columns actor,target,time,type "
                "--per-community 3 -o shortlist.csv",
                "grapevine nominate --follows f.csv --interactions i.csv --half-life 30d "
                "--where region=north --features --summary run.json" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE | COMMAND_HISTORY,
  .options_size = sizeof(Options),
  .params = params,
  .more_params = nominate_params,
  .more_help = help_for_features,
  .run = run_nominate,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stability.h"

#include <stddef.h>
#include <string.h>

#include "cli/held.h"

const GvParam stability_params[] = {
  { "bootstrap", GV_PARAM_INT, offsetof(StabilityOptions, bootstrap), 0, 1e6, 0, NULL, "R",
    "draw the interactions anew R times (200, say): adds score_low, score_high, stability" },
  { "earlier", GV_PARAM_TEXT, offsetof(StabilityOptions, earlier), 0, 0, 0, NULL, "D,…",
    "say how much of the shortlist was the same so long before the last row: 1d,7d" },
  { "other-seeds", GV_PARAM_INT, offsetof(StabilityOptions, other_seeds), 0, 1000, 0, NULL, "S",
    "say how much of the shortlist stays with the S seeds behind --seed" },
  GV_PARAMS_END,
};

static gboolean set_durations(const char *text, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--earlier must be durations such as 1d or 1d,7d, not \"%s\"", text);
  return FALSE;
}

gboolean stability_prepare(Stability *s, const Run *run, GError **error)
{
  double seconds;

  gv_options_init(&s->options, stability_params);
  if (!arguments_fill(run->arguments, &s->options, stability_params, error))
    return FALSE;
  if (s->options.earlier == NULL)
    return TRUE;
  g_auto(GStrv) texts = g_strsplit(s->options.earlier, ",", -1);
  if (texts[0] == NULL)
    return set_durations("", error);
  for (char **text = texts; *text; text++)
    if (!gv_duration_parse(*text, strlen(*text), &seconds))
      return set_durations(*text, error);
  return TRUE;
}

static void tell_bootstrap(const GvStability *d, int64_t wanted, Run *run)
{
  size_t half = 0;
  double sum = 0;

  for (size_t i = 0; i < d->count; i++) {
    half += d->share[i] >= .5 ? 1 : 0;
    sum += d->share[i];
  }
  gv_summary_result_int(run->summary, "bootstrap_rounds", (int64_t)d->rounds);
  gv_summary_result_int(run->summary, "bootstrap_in_half", (int64_t)half);
  gv_summary_result_real(run->summary, "bootstrap_overlap", sum / (double)d->count);
  if (d->rounds == 0 || d->count == 0)
    return;
  run_warn(run,
           "%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
           " people are in the shortlist in at least half "
           "of %" G_GSIZE_FORMAT " logs drawn anew%s",
           half, d->count, d->rounds,
           half < d->count ? "; the places of the others hang on few rows (column stability)" : "");
  if ((int64_t)d->rounds == wanted && wanted < 40)
    run_warn(run,
             "--bootstrap %" G_GINT64_FORMAT " is too few for the 2.5 %% at either end; 200 "
             "are plenty",
             wanted);
}

static gboolean bootstrap(Stability *s, const Held *h, GError **error)
{
  const gboolean done = gv_nomination_bootstrap(
      h->nominating->nomination, &h->nominating->options, h->top, h->per_community,
      (size_t)s->options.bootstrap, &s->drawn, h->run->task, error);

  tell_bootstrap(&s->drawn, s->options.bootstrap, h->run);
  return done;
}

static gboolean take_end(Stability *s, GError *reason, GError **error)
{
  if (g_error_matches(reason, GV_ERROR, GV_ERROR_TIMEOUT) ||
      g_error_matches(reason, GV_ERROR, GV_ERROR_CANCELLED) ||
      g_error_matches(reason, GV_ERROR, GV_ERROR_NO_MEMORY)) {
    s->ended = reason;
    return TRUE;
  }
  g_propagate_error(error, reason);
  return FALSE;
}

gboolean stability_check(const Stability *s, const GvNetwork *network, GError **error)
{
  return s->options.bootstrap == 0 || gv_network_can_resample(network, error);
}

gboolean stability_run(Stability *s, Run *run, const Nominating *n, GvNetwork *network, size_t top,
                       size_t per_community, GError **error)
{
  const StabilityOptions *o = &s->options;
  g_auto(Held) held = { .run = run,
                        .nominating = n,
                        .network = network,
                        .view = gv_nomination_view(n->nomination),
                        .top = top,
                        .per_community = per_community };
  GError *reason = NULL;

  if (o->bootstrap == 0 && o->earlier == NULL && o->other_seeds == 0)
    return TRUE;
  run_phase(run, "stability");
  if (!held_init(&held, &reason))
    return take_end(s, reason, error);
  if (held.count == 0) /* nobody's place can change */
    return TRUE;
  if ((o->bootstrap == 0 || bootstrap(s, &held, &reason)) &&
      (o->earlier == NULL || held_against_earlier(&held, o->earlier, &reason)) &&
      (o->other_seeds == 0 || held_against_seeds(&held, o->other_seeds, &reason)))
    return TRUE;
  return take_end(s, reason, error);
}

gboolean stability_was_cut(const Stability *s)
{
  return s->ended != NULL;
}

void stability_take_end(Stability *s, GError **error)
{
  g_prefix_error(&s->ended, "the shortlist was written, its stability only as far as it was known "
                            "(bootstrap_rounds in the summary): ");
  g_propagate_error(error, g_steal_pointer(&s->ended));
}

const GvStability *stability_columns(const Stability *s)
{
  /* a list of nobody has columns without values; one of somebody may lack the memory for them */
  const gboolean lost = s->ended && s->drawn.share == NULL;

  return s->options.bootstrap && !lost ? &s->drawn : NULL;
}

void stability_clear(Stability *s)
{
  gv_options_clear(&s->options, stability_params);
  gv_stability_clear(&s->drawn);
  g_clear_error(&s->ended);
}

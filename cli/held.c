/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/held.h"

#include <math.h>
#include <string.h>

#include "algorithms/ranking/agreement.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

static const double persistence = 0.9; /* of rank-biased overlap, as compare has it */

void held_clear(Held *h)
{
  g_free(h->people);
  g_free(h->other);
  g_free(h->ranks);
}
gboolean held_init(Held *h, GError **error)
{
  const GvVertex n = gv_names_count(gv_network_names(h->network));

  if (!(h->people = gv_array_new(n, sizeof *h->people, error)) ||
      !(h->other = gv_array_new(n, sizeof *h->other, error)) ||
      !(h->ranks = gv_array_new(n, sizeof *h->ranks, error)))
    return FALSE;
  for (GvVertex i = 0; i < n; i++)
    h->ranks[i] = i + 1;
  h->count =
      gv_nomination_shortlist(h->nominating->nomination, h->top, h->per_community, h->people);
  for (size_t i = 0; i < h->count; i++)
    h->people[i] = h->view.candidates[h->people[i]];
  return TRUE;
}

/* Of the list that was made with another [count], in h->other. */
static gboolean agree(const Held *h, size_t count, GvAgreement *g, GError **error)
{
  return gv_agreement((GvRanking){ h->people, h->ranks, h->count },
                      (GvRanking){ h->other, h->ranks, count },
                      gv_names_count(gv_network_names(h->network)), persistence, g, error);
}

/* Those left out, by their numbers in the past. now_of [n of the past]. */
static gboolean excluded_then(const Held *h, const GvNetwork *past, const GvVertex *now_of,
                              GvVertex **excluded, size_t *count, GError **error)
{
  const GvNominateChoice *choice = &h->nominating->choice;
  const GvVertex n = gv_names_count(gv_network_names(past));
  g_autofree uint8_t *out =
      gv_array_new(gv_names_count(gv_network_names(h->network)), sizeof *out, error);

  *count = 0;
  if (out == NULL || !(*excluded = gv_array_new(n, sizeof **excluded, error)))
    return FALSE;
  for (size_t i = 0; i < choice->excluded_count; i++)
    out[choice->excluded[i]] = 1;
  for (GvVertex v = 0; v < n; v++)
    if (out[now_of[v]])
      (*excluded)[(*count)++] = v;
  return TRUE;
}

/* The shortlist as it would have been made then, in h->other. */
static gboolean shortlist_then(const Held *h, double time, size_t *count, GError **error)
{
  const Nominating *n = h->nominating;
  g_autofree GvVertex *now_of = NULL, *excluded = NULL;
  g_autoptr(GvNetwork) past = gv_network_past(h->network, time, &now_of, h->run->task, error);
  GvNominateChoice choice = n->choice;

  if (past == NULL || !excluded_then(h, past, now_of, &excluded, &choice.excluded_count, error))
    return FALSE;
  choice.excluded = excluded;
  g_autoptr(GvNomination) nomination = gv_nominate(past, &n->options, &choice, h->run->task, error);
  if (nomination == NULL)
    return FALSE;
  const GvNominationView view = gv_nomination_view(nomination);
  *count = gv_nomination_shortlist(nomination, h->top, h->per_community, h->other);
  for (size_t i = 0; i < *count; i++)
    h->other[i] = now_of[view.candidates[h->other[i]]];
  return TRUE;
}

static void tell_earlier(const Held *h, const char *duration, size_t listed, const GvAgreement *g)
{
  const struct {
    const char *name;
    double value;
  } figures[] = { { "overlap", g->overlap },
                  { "rank_biased_overlap", g->rbo },
                  { "kendall_tau", g->kendall } };
  g_autofree char *count = g_strdup_printf("earlier_%s_listed", duration);
  g_autofree char *common = g_strdup_printf("earlier_%s_common", duration);

  gv_summary_result_int(h->run->summary, count, (int64_t)listed);
  gv_summary_result_int(h->run->summary, common, (int64_t)g->common);
  for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
    g_autofree char *key = g_strdup_printf("earlier_%s_%s", duration, figures[i].name);
    gv_summary_result_real(h->run->summary, key, figures[i].value);
  }
  if (listed == 0)
    run_warn(h->run, "%s earlier nobody would have been on the shortlist", duration);
  else
    run_warn(h->run,
             "%s earlier %" G_GSIZE_FORMAT " of the %" G_GSIZE_FORMAT
             " people were on the shortlist "
             "already (rank-biased overlap %.3g)",
             duration, g->common, h->count, g->rbo);
}

/* When the shortlist ends, and that it goes back so far. */
static gboolean time_before(const Held *h, const char *duration, double *time, GError **error)
{
  const double as_of = gv_network_as_of(h->network);
  double first, last, seconds = 0;

  if (!gv_network_time_at(h->network, 0, &first) || !gv_network_time_at(h->network, 1, &last)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--earlier goes back in time, and no row has one (packed graphs have no "
                        "rows; tables need a column time)");
    return FALSE;
  }
  gv_duration_parse(duration, strlen(duration), &seconds);
  *time = (as_of < last ? as_of : last) - seconds;
  if (*time >= first)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--earlier %s: the rows do not go back so far", duration);
  return FALSE;
}

gboolean held_against_earlier(const Held *h, const char *text, GError **error)
{
  g_auto(GStrv) durations = g_strsplit(text, ",", -1);
  GvAgreement g;
  double time;
  size_t count;

  for (char **duration = durations; *duration; duration++) {
    if (!time_before(h, *duration, &time, error) || !shortlist_then(h, time, &count, error) ||
        !agree(h, count, &g, error))
      return FALSE;
    tell_earlier(h, *duration, count, &g);
  }
  return TRUE;
}

static void tell_seeds(const Held *h, int64_t seeds, const GvAgreement *mean, double least)
{
  GvSummary *s = h->run->summary;

  gv_summary_result_int(s, "other_seeds", seeds);
  gv_summary_result_real(s, "other_seeds_overlap", mean->overlap);
  gv_summary_result_real(s, "other_seeds_overlap_least", least);
  gv_summary_result_real(s, "other_seeds_rank_biased_overlap", mean->rbo);
  gv_summary_result_real(s, "other_seeds_kendall_tau", mean->kendall);
  run_warn(h->run,
           "with other seeds %.3g of the %" G_GSIZE_FORMAT " people stay, at least %.3g of them "
           "(%" G_GINT64_FORMAT " seeds, rank-biased overlap %.3g)",
           mean->overlap * (double)h->count, h->count, least * (double)h->count, seeds, mean->rbo);
}

gboolean held_against_seeds(const Held *h, int64_t count, GError **error)
{
  const double seeds = (double)count;
  GvAgreement mean = { 0 }, g;
  double least = INFINITY;

  for (int64_t i = 1; i <= count; i++) {
    size_t listed;
    gv_task_set_part(h->run->task, "other seeds", (double)(i - 1) / seeds, 1 / seeds);
    g_autofree GvVertex *list = gv_nomination_reseeded(
        h->nominating->nomination, &h->nominating->options, h->nominating->options.seed + i, h->top,
        h->per_community, &listed, h->run->task, error);
    gv_task_set_part(h->run->task, NULL, 0, 0);
    for (size_t c = 0; list && c < listed; c++)
      h->other[c] = h->view.candidates[list[c]];
    if (list == NULL || !agree(h, listed, &g, error))
      return FALSE;
    mean.overlap += g.overlap / seeds;
    mean.rbo += g.rbo / seeds;
    mean.kendall += g.kendall / seeds;
    least = MIN(least, g.overlap);
  }
  tell_seeds(h, count, &mean, least);
  return TRUE;
}

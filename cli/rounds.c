/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rounds.h"

#include <stddef.h>
#include <string.h>

#include "graph/base/array.h"

const GvParam round_params[] = {
  { "round", GV_PARAM_INT, offsetof(RoundOptions, round), 0, 1e6, 0, NULL, "N",
    "this is round N: lists with a column round tell of the rounds before it; 0 = of all" },
  { "activated", GV_PARAM_TEXT, offsetof(RoundOptions, activated), 0, 0, 0, NULL, "FILE",
    "everybody seen to be won in earlier rounds, whose friends have all been tried (several "
    "count)" },
  { "seeded", GV_PARAM_TEXT, offsetof(RoundOptions, seeded), 0, 0, 0, NULL, "FILE",
    "seeds of earlier rounds, as seed wrote them; nobody is asked twice (several count)" },
  GV_PARAMS_END,
};

gboolean rounds_prepare(Rounds *r, const Run *run, GError **error)
{
  gv_options_init(&r->options, round_params);
  if (!arguments_fill(run->arguments, &r->options, round_params, error))
    return FALSE;
  if (r->options.round > 1 && !r->options.activated && !r->options.seeded) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--round %" G_GINT64_FORMAT " needs to know of the earlier ones: --seeded FILE "
                "says who was asked, --activated FILE who is won",
                r->options.round);
    return FALSE;
  }
  return TRUE;
}

void rounds_clear(Rounds *r)
{
  gv_options_clear(&r->options, round_params);
  g_free(r->activated);
  g_free(r->seeded);
}

/* Everybody of one file who is not marked yet. */
static gboolean add_file(const Rounds *r, Run *run, const char *path, const GvNetwork *network,
                         uint8_t *marked, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = path };
  size_t count, unknown;
  g_autofree GvVertex *people = gv_people_before_read(&source, network, r->options.round, &count,
                                                      &unknown, run->task, error);

  for (size_t i = 0; people && i < count; i++)
    marked[people[i]] = 1;
  if (people && unknown)
    run_warn(run, "%s: %" G_GSIZE_FORMAT " people are not in the network", path, unknown);
  return people != NULL;
}

/* Everybody of all files of an option, in the order of the network. */
static gboolean read_all(const Rounds *r, Run *run, const char *option, const GvNetwork *network,
                         GvVertex **list, size_t *count, GError **error)
{
  const GvVertex n = gv_names_count(gv_network_names(network));
  const char *const *paths = arguments_texts(run->arguments, option);
  g_autofree uint8_t *marked = NULL;

  if (paths == NULL)
    return TRUE;
  if (!(marked = gv_array_new(n, 1, error)))
    return FALSE;
  for (; *paths; paths++)
    if (!add_file(r, run, *paths, network, marked, error))
      return FALSE;
  for (GvVertex v = 0; v < n; v++)
    *count += marked[v];
  if (!(*list = gv_array_new(*count, sizeof **list, error)))
    return FALSE;
  for (GvVertex v = 0, at = 0; v < n; v++)
    if (marked[v])
      (*list)[at++] = v;
  return TRUE;
}

/* Both lists ascend. */
static size_t count_both(const Rounds *r)
{
  size_t both = 0;

  for (size_t a = 0, s = 0; a < r->activated_count && s < r->seeded_count;) {
    both += r->activated[a] == r->seeded[s];
    if (r->activated[a] < r->seeded[s])
      a++;
    else
      s++;
  }
  return both;
}

static void report(const Rounds *r, Run *run, const GvNetwork *network)
{
  const double *cost = gv_network_people(network)->cost;
  double spent = 0;

  if (r->options.round > 0)
    gv_summary_result_int(run->summary, "round", r->options.round);
  if (r->options.activated || r->options.seeded)
    gv_summary_result_int(run->summary, "activated_before", (int64_t)r->activated_count);
  if (!r->options.seeded) {
    if (r->options.activated)
      run_warn(run, "without --seeded, who was asked before and did not come may be asked again");
    return;
  }
  if (!r->options.activated)
    run_warn(run, "without --activated nobody is known to be won: none of those asked came");
  for (size_t i = 0; i < r->seeded_count; i++)
    spent += cost && !isnan(cost[r->seeded[i]]) ? cost[r->seeded[i]] : 1;
  gv_summary_result_int(run->summary, "seeded_before", (int64_t)r->seeded_count);
  gv_summary_result_int(run->summary, "seeded_who_came", (int64_t)count_both(r));
  gv_summary_result_real(run->summary, "spent_before", spent);
}

gboolean rounds_look_up(Rounds *r, Run *run, const GvNetwork *network, GError **error)
{
  if (!read_all(r, run, "activated", network, &r->activated, &r->activated_count, error) ||
      !read_all(r, run, "seeded", network, &r->seeded, &r->seeded_count, error))
    return FALSE;
  report(r, run, network);
  return TRUE;
}

gboolean rounds_leave(const Rounds *r, Run *run, GvGraph **attention, GvSpread *spread,
                      GError **error)
{
  GvSpread spread_left;
  GvGraph *left;

  if (r->activated_count == 0)
    return TRUE;
  if (!gv_spread_residual(*attention, spread, r->activated, r->activated_count, &left,
                          &spread_left, run->task, error))
    return FALSE;
  gv_graph_unref(*attention);
  *attention = left;
  *spread = spread_left;
  return TRUE;
}

GvVertex *rounds_join(const GvVertex *one, size_t count, const GvVertex *other, size_t more,
                      GError **error)
{
  GvVertex *all = gv_array_new(count + more, sizeof *all, error);

  for (size_t i = 0; all && i < count + more; i++)
    all[i] = i < count ? one[i] : other[i - count];
  return all;
}

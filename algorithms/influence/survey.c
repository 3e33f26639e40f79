/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/survey.h"

#include <string.h>

#include "graph/base/array.h"
#include "graph/base/random.h"

/* [n], everybody in random order. */
static GvVertex *shuffled(GvVertex n, GvRng *rng, GError **error)
{
  GvVertex *order = gv_array_new_raw(n, sizeof *order, error);

  for (GvVertex v = 0; order && v < n; v++) {
    const GvVertex at = gv_rng_below(rng, v + 1);
    order[v] = order[at];
    order[at] = v;
  }
  return order;
}

gboolean gv_survey_random(const GvContest *contest, uint64_t seed, GvVertex *seeds, size_t *count,
                          GError **error)
{
  const GvVertex n = gv_graph_vertices(contest->attention);
  GvRng rng = gv_rng(seed, 0);
  g_autofree GvVertex *order = shuffled(n, &rng, error);
  g_autofree double *scores = order ? gv_array_new_raw(n, sizeof *scores, error) : NULL;

  for (GvVertex i = 0; scores && i < n; i++)
    scores[order[i]] = (double)(n - i);
  return scores && gv_rival_by_score(contest, scores, FALSE, seeds, count, error);
}

/* The list by scores, without those who have 0. */
static gboolean list_named(const GvContest *contest, const double *scores, gboolean by_cost,
                           GvVertex *seeds, size_t *count, GError **error)
{
  const GvVertex n = gv_graph_vertices(contest->attention);
  g_autofree uint8_t *people = gv_array_new(n, 1, error);
  GvContest named = *contest;

  if (people == NULL)
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    people[v] = scores[v] > 0 ? contest->people[v] : 0;
  named.people = people;
  return gv_rival_by_score(&named, scores, by_cost, seeds, count, error);
}

gboolean gv_survey_named(const GvContest *contest, gboolean by_cost, GvVertex *seeds,
                         size_t *count, GError **error)
{
  const GvAdjacency in = gv_graph_in(contest->attention);
  g_autofree double *scores = gv_array_new(in.n, sizeof *scores, error);
  double heaviest = 0;

  if (scores == NULL)
    return FALSE;
  for (GvVertex v = 0; v < in.n; v++) {
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++)
      scores[v] += gv_weight(in, e);
    heaviest = MAX(heaviest, scores[v]);
  }
  for (GvVertex v = 0; v < in.n && heaviest > 0; v++) /* weights decide among equals only */
    scores[v] = (double)gv_degree(in, v) + scores[v] / heaviest / 2;
  return list_named(contest, scores, by_cost, seeds, count, error);
}

/* Whom somebody names; GV_VERTEX_NONE where they listen to nobody. */
static GvVertex answer_of(GvAdjacency out, GvVertex asked, GvRng *rng)
{
  const GvEdge begin = out.offsets[asked], end = out.offsets[asked + 1];
  double all = 0;

  for (GvEdge e = begin; e < end; e++)
    all += gv_weight(out, e);
  if (begin == end)
    return GV_VERTEX_NONE;
  all *= gv_rng_real(rng);
  for (GvEdge e = begin; e + 1 < end; e++)
    if ((all -= gv_weight(out, e)) < 0)
      return out.targets[e];
  return out.targets[end - 1];
}

gboolean gv_survey_acquaintance(const GvContest *contest, int64_t ask, gboolean by_cost,
                                uint64_t seed, GvVertex *seeds, size_t *count, GError **error)
{
  const GvAdjacency out = gv_graph_out(contest->attention);
  GvRng rng = gv_rng(seed, 0), answers = gv_rng(seed, 1);
  g_autofree GvVertex *order = shuffled(out.n, &rng, error);
  g_autofree double *scores = order ? gv_array_new(out.n, sizeof *scores, error) : NULL;
  int64_t asked = 0;

  for (GvVertex i = 0; scores && i < out.n && (ask == 0 || asked < ask); i++) {
    if (contest->people[order[i]] & GV_POOL_ACTIVE)
      continue;
    const GvVertex named = answer_of(out, order[i], &answers);
    const double early = 1 - (double)asked++ / ((double)out.n + 1) / 2;
    if (named != GV_VERTEX_NONE)
      scores[named] += scores[named] == 0 ? early : ask == 0 ? 0 : 1;
  }
  return scores &&
         list_named(contest, scores, by_cost && ask > 0, seeds, count, error);
}

/* Seeds by one list, as options->way says. Those that are no rivals of the greedy set (rivals.h)
 * take its place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/search.h"
#include "algorithms/influence/survey.h"

const char *const gv_seed_ways[] = { "best",         "one-step",        "pagerank",
                                     "followers",    "degree-discount", "named",
                                     "acquaintance", "random",          NULL };

const char *gv_search_name(const GvSearch *s)
{
  return s->options->way >= GV_SEED_NAMED ? gv_seed_ways[s->options->way] : "greedy";
}

gboolean gv_search_list(GvSearch *s, GError **error)
{
  const GvContest contest = { s->attention, s->spread, s->campaign->value, s->people, &s->rules };
  const gboolean by_cost = isfinite(s->rules.budget) && s->rules.cost;
  const uint64_t seed = gv_stream_seed(&s->source, GV_STREAM_SURVEY);
  GvCover *c = &s->cover;

  switch ((GvSeedWay)s->options->way) {
  case GV_SEED_NAMED:
    return gv_survey_named(&contest, by_cost, c->seeds, &c->count, error);
  case GV_SEED_ACQUAINTANCE:
    return gv_survey_acquaintance(&contest, s->options->ask, by_cost, seed, c->seeds, &c->count,
                                  error);
  case GV_SEED_RANDOM:
    return gv_survey_random(&contest, seed, c->seeds, &c->count, error);
  case GV_SEED_BEST:
  case GV_SEED_ONE_STEP:
  case GV_SEED_PAGERANK:
  case GV_SEED_FOLLOWERS:
  case GV_SEED_DEGREE_DISCOUNT:
    break;
  }
  return TRUE;
}

/* Probabilities of influence from logs: Bernoulli, Jaccard and partial credits (Goyal,
 * Bonchi and Lakshmanan 2010), direct credit (the same, 2011), drawn to the mean by a
 * Beta prior.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/influence.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/base/task.h"

static const char *const models[] = { "bernoulli", "jaccard", "partial", "credit", NULL };
static const char *const decays[] = { "none", "global", "tie", NULL };

static int index_of(const char *const *words, const char *word)
{
  for (int i = 0; words[i]; i++)
    if (strcmp(words[i], word) == 0)
      return i;
  return -1;
}

static gboolean take_word(const char *word, GvLearnOptions *o, GError **error)
{
  const int model = index_of(models, word), decay = index_of(decays, word);

  if (model >= 0)
    o->model = (GvInfluenceModel)model;
  else if (decay >= 0)
    o->decay = (GvInfluenceDecay)decay;
  else if (strcmp(word, "raw") == 0)
    o->raw = TRUE;
  else if (!gv_duration_parse(word, strlen(word), &o->within) || !(o->within > 0)) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "after \"learned:\" may stand bernoulli, jaccard, partial or credit; none, "
                        "global or tie; raw; and a time such as 7d, with commas between them");
    return FALSE;
  }
  return TRUE;
}

gboolean gv_learn_parse(const char *text, GvLearnOptions *options, GError **error)
{
  if (!g_str_has_prefix(text, "learned") || !strchr(":", text[strlen("learned")]))
    return FALSE;
  if (text[strlen("learned")] == '\0')
    return TRUE;
  g_auto(GStrv) words = g_strsplit(text + strlen("learned:"), ",", -1);
  for (char **word = words; *word; word++)
    if (!take_word(g_strstrip(*word), options, error))
      return FALSE;
  return TRUE;
}

static void tally_clear(GvInfluenceTally *tally)
{
  g_free(tally->passed);
  g_free(tally->tried);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvInfluenceTally, tally_clear)

static gboolean set_nothing(GError **error, const char *text)
{
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

static gboolean tally_from_acts(GvInfluenceTally *tally, const GvNetwork *network, GvAdjacency out,
                                const GvLearnOptions *o, GvTask *task, GError **error)
{
  uint64_t acts;

  if (o->model != GV_INFLUENCE_BERNOULLI)
    return set_nothing(error, "without events that have an item only the model bernoulli can be "
                              "learned, from dated interactions");
  if (!gv_tally_acts(tally, network, out, o, &acts, task, error))
    return FALSE;
  return acts > 0 || set_nothing(error, "influence is learned from events with an item, or from "
                                        "dated interactions; the data has neither");
}

static gboolean tally_all(GvInfluenceTally *tally, const GvNetwork *network, GvAdjacency out,
                          const GvLearnOptions *o, GvLearnFigures *figures, GvTask *task,
                          GError **error)
{
  const GvEvents events = gv_network_events(network);
  g_auto(GvAdoptions) adoptions = { 0 };
  g_auto(GvMeetings) meetings = { 0 };

  if (!gv_adoptions_init(&adoptions, &events, out.n, task, error))
    return FALSE;
  figures->from_items = adoptions.count > 0;
  if (!figures->from_items)
    return tally_from_acts(tally, network, out, o, task, error);
  return gv_meetings_init(&meetings, &adoptions, out, task, error) &&
         gv_task_step(task, 0.4, error) &&
         gv_tally_items(tally, &adoptions, &meetings, out, o, task, error) &&
         gv_task_step(task, 0.6, error) &&
         gv_influence_direction(&adoptions, &meetings, o, figures, task, error);
}

/* Kleinman's moments of a beta-binomial with unequal numbers of trials: with
 * S = sum of tried (rate - mean)^2,
 *
 *   E[S] / (mean (1 - mean)) = k - 1 + rho * sum of (1 - tried / all) (tried - 1)
 *
 * over the k ties with trials, rho = 1 / (alpha + beta + 1). */
gboolean gv_influence_prior(const GvInfluenceTally *t, GvEdge m, double *mean, double *strength)
{
  double passed = 0, tried = 0, k = 0, squares = 0, room = 0;

  for (GvEdge e = 0; e < m; e++) {
    passed += t->passed[e];
    tried += t->tried[e];
    k += t->tried[e] > 0;
  }
  *strength = 1e9;
  *mean = tried > 0 ? passed / tried : 0;
  for (GvEdge e = 0; e < m; e++)
    if (t->tried[e] > 0) {
      const double off = t->passed[e] / t->tried[e] - *mean;
      squares += t->tried[e] * off * off;
      room += (1 - t->tried[e] / tried) * (t->tried[e] - 1);
    }
  if (*mean > 0 && *mean < 1 && room > 0) {
    const double rho = (squares / (*mean * (1 - *mean)) - (k - 1)) / room;
    *strength = rho > 0 ? CLAMP(1 / rho - 1, 1e-9, 1e9) : 1e9;
  }
  return passed > 0;
}

static double probability_of(const GvInfluenceTally *t, GvEdge e, const GvLearnFigures *f,
                             gboolean raw)
{
  if (raw)
    return t->tried[e] > 0 ? t->passed[e] / t->tried[e] : 0;
  return (t->passed[e] + f->mean * f->strength) / (t->tried[e] + f->strength);
}

static GvGraph *graph_of(const GvInfluenceTally *t, GvAdjacency out, const GvLearnFigures *f,
                         gboolean raw, GError **error)
{
  const size_t m = MAX(out.offsets[out.n], 1);
  g_autofree GvVertex(*arcs)[2] = gv_array_new_raw(m, sizeof *arcs, error);
  g_autofree double *weights = arcs ? gv_array_new_raw(m, sizeof *weights, error) : NULL;
  GvEdge count = 0;

  if (weights == NULL)
    return NULL;
  for (GvVertex u = 0; u < out.n; u++)
    for (GvEdge e = out.offsets[u]; e < out.offsets[u + 1]; e++) {
      arcs[count][0] = u;
      arcs[count][1] = out.targets[e];
      weights[count] = fmin(1, probability_of(t, e, f, raw));
      count += weights[count] > 0;
    }
  return gv_graph_new(out.n, (const GvVertex(*)[2])arcs, weights, count, TRUE, error);
}

static void count_ties(const GvInfluenceTally *t, GvEdge m, GvLearnFigures *f)
{
  f->ties = m;
  f->delay = t->delay;
  for (GvEdge e = 0; e < m; e++) {
    f->tried += t->tried[e] > 0;
    f->passed += t->passed[e] > 0;
  }
}

gboolean gv_learn_influence(const GvNetwork *network, const GvLearnOptions *options,
                            GvGraph **learned, GvLearnFigures *figures, GvTask *task,
                            GError **error)
{
  static const GvLearnOptions defaults = GV_LEARN_OPTIONS_INIT;
  const GvLearnOptions *o = options ? options : &defaults;
  const GvAdjacency out = gv_graph_out(gv_network_graph(network));
  const GvEdge m = out.offsets[out.n];
  g_auto(GvInfluenceTally) tally = { 0 };
  GvLearnFigures f = { .mean = NAN, .strength = NAN, .explained = NAN };

  f.explained_reversed = f.chance_low = f.chance_high = NAN;
  gv_task_set_label(task, "learn");
  if (!(tally.passed = gv_array_new(MAX(m, 1), sizeof *tally.passed, error)) ||
      !(tally.tried = gv_array_new(MAX(m, 1), sizeof *tally.tried, error)) ||
      !tally_all(&tally, network, out, o, &f, task, error))
    return FALSE;
  count_ties(&tally, m, &f);
  if (!gv_influence_prior(&tally, m, &f.mean, &f.strength))
    return set_nothing(error, "nothing was passed on along any tie: nobody acted after somebody "
                              "they listen to; is attention the right way round?");
  if (!gv_task_step(task, 0.9, error) || !(*learned = graph_of(&tally, out, &f, o->raw, error)))
    return FALSE;
  if (o->raw)
    f.mean = f.strength = NAN;
  if (figures)
    *figures = f;
  return TRUE;
}

/* The rankings of product.md's honest evaluation, of the past network (attention u -> v: u
 * listens to v; contacts: direction ignored, mutual pairs once):
 *   random             nothing: all equal, by expectation a random order
 *   audience           followers: the larger of listeners and the users' column
 *   degree             contacts
 *   activity           acts made: rows of interactions and edges, and events; of follows where
 *                      there is nothing else
 *   recency            time of the latest act made
 *   response           acts received from others, events with the person as parent among them
 *   core               core number
 *   pagerank           towards those listened to; pagerank_reversed: towards those who listen
 *   neighbours_degree  sum over contacts of their contacts
 *   betweenness        exact, or from 1000 sources where that is dear
 *   constraint         - Burt's constraint
 *   random_neighbour   sum over listeners u of 1 / people u listens to: whom a random person
 *                      names who is asked for somebody (friendship paradox; Cohen et al. 2003)
 *   past_credit        label credit of the past; needs events with items
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/evaluation/baselines.h"

#include <grapevine/history.h>
#include <math.h>
#include <string.h>

#include "algorithms/influence/cascades.h"
#include "graph/base/array.h"
#include "graph/base/task.h"

#define SOURCES "1000"          /* of betweenness, where all are dear */
static const double DEAR = 1e9; /* sources x ties looked at */

typedef struct {
  GvEvidence evidence;
  double *made, *received, *latest; /* [n] */
  int64_t seed;
} Past;

static void past_clear(Past *p)
{
  gv_evidence_clear(&p->evidence);
  g_free(p->made);
  g_free(p->received);
  g_free(p->latest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Past, past_clear)

static void note_act(Past *p, GvVertex who, double time)
{
  p->made[who]++;
  if (!isnan(time) && !(time <= p->latest[who]))
    p->latest[who] = time;
}

/* Following somebody counts where the data know no other act. */
static gboolean follows_only(const GvNetwork *network)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  for (size_t i = 0; i < count; i++)
    if (layers[i].kind != GV_TIE_FOLLOW)
      return FALSE;
  return gv_network_events(network).count == 0;
}

static void count_acts(Past *p)
{
  const GvActs acts = gv_network_acts(p->evidence.network);
  const GvLayer *layers = gv_network_layers(p->evidence.network, &(size_t){ 0 });
  const gboolean any = follows_only(p->evidence.network);

  for (size_t i = 0; i < acts.count; i++) {
    if (!any && layers[acts.layer ? acts.layer[i] : 0].kind == GV_TIE_FOLLOW)
      continue;
    note_act(p, acts.from[i], acts.time ? acts.time[i] : NAN);
    p->received[acts.to[i]] += acts.from[i] != acts.to[i];
  }
}

static void count_events(Past *p)
{
  const GvEvents events = gv_network_events(p->evidence.network);

  for (size_t i = 0; i < events.count; i++) {
    const GvVertex parent = events.parent ? events.parent[i] : GV_VERTEX_NONE;
    note_act(p, events.user[i], events.time[i]);
    if (parent != GV_VERTEX_NONE && parent != events.user[i])
      p->received[parent]++;
  }
}

/* A packed graph has no rows any more, but its ties know how many they were made of. */
static gboolean count_ties(Past *p, GvTask *task, GError **error)
{
  GvEvidence *e = &p->evidence;

  if (!gv_evidence_need_tallies(e, task, error))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++) {
    p->made[v] += (double)e->made.count[v];
    p->received[v] += (double)e->received.count[v];
    p->latest[v] = e->made.last ? e->made.last[v] : NAN;
  }
  return TRUE;
}

static gboolean past_init(Past *p, GvNetwork *network, int64_t seed, GvTask *task, GError **error)
{
  const GvSpread spread = { .kind = GV_SPREAD_WEIGHTED_CASCADE };

  p->seed = seed;
  if (!gv_evidence_init(&p->evidence, network, &spread, seed, task, error) ||
      !(p->made = gv_array_new(p->evidence.n, sizeof(double), error)) ||
      !(p->received = gv_array_new(p->evidence.n, sizeof(double), error)) ||
      !(p->latest = gv_array_new(p->evidence.n, sizeof(double), error)))
    return FALSE;
  for (GvVertex v = 0; v < p->evidence.n; v++)
    p->latest[v] = NAN;
  if (gv_network_acts(network).count == 0 && !count_ties(p, task, error))
    return FALSE;
  count_acts(p);
  count_events(p);
  return TRUE;
}

static gboolean copy(const double *from, double *to, GvVertex n)
{
  memcpy(to, from, n * sizeof *to);
  return TRUE;
}

static gboolean is_random(Past *p, double *score, GvTask *task, GError **error)
{
  (void)p;
  (void)score;
  (void)task;
  (void)error;
  return TRUE; /* zeros */
}

static gboolean audience(Past *p, double *score, GvTask *task, GError **error)
{
  (void)task;
  (void)error;
  return copy(p->evidence.followers, score, p->evidence.n);
}

static gboolean degree(Past *p, double *score, GvTask *task, GError **error)
{
  const GvAdjacency contacts = gv_graph_out(p->evidence.undirected);
  (void)task;
  (void)error;

  for (GvVertex v = 0; v < contacts.n; v++)
    score[v] = (double)gv_degree(contacts, v);
  return TRUE;
}

static gboolean activity(Past *p, double *score, GvTask *task, GError **error)
{
  (void)task;
  (void)error;
  return copy(p->made, score, p->evidence.n);
}

static gboolean recency(Past *p, double *score, GvTask *task, GError **error)
{
  (void)task;
  (void)error;
  return copy(p->latest, score, p->evidence.n);
}

static gboolean response(Past *p, double *score, GvTask *task, GError **error)
{
  (void)task;
  (void)error;
  return copy(p->received, score, p->evidence.n);
}

static gboolean core(Past *p, double *score, GvTask *task, GError **error)
{
  return gv_evidence_centrality(&p->evidence, "core", score, task, error);
}

static gboolean pagerank(Past *p, double *score, GvTask *task, GError **error)
{
  return gv_evidence_centrality(&p->evidence, "pagerank", score, task, error);
}

static gboolean pagerank_reversed(Past *p, double *score, GvTask *task, GError **error)
{
  g_autoptr(GvGraph) turned = gv_graph_reversed(p->evidence.attention);

  return gv_centrality_run(gv_centrality_find("pagerank"), turned, NULL, score, task, error);
}

static gboolean neighbours_degree(Past *p, double *score, GvTask *task, GError **error)
{
  const GvAdjacency contacts = gv_graph_out(p->evidence.undirected);

  for (GvVertex v = 0; v < contacts.n; v++)
    for (GvEdge e = contacts.offsets[v]; e < contacts.offsets[v + 1]; e++)
      score[v] += (double)gv_degree(contacts, contacts.targets[e]);
  return gv_task_step(task, 1, error);
}

static gboolean betweenness(Past *p, double *score, GvTask *task, GError **error)
{
  const GvCentrality *measure = gv_centrality_find("betweenness");
  const GvAdjacency out = gv_graph_out(p->evidence.attention);
  g_autofree void *options = g_malloc0(measure->options_size);
  g_autofree char *seed = g_strdup_printf("%" G_GINT64_FORMAT, p->seed);

  gv_options_init(options, measure->params);
  if ((double)out.n * ((double)out.n + (double)out.offsets[out.n]) > DEAR &&
      (!gv_options_set(options, gv_params_find(measure->params, "sources"), SOURCES, error) ||
       !gv_options_set(options, gv_params_find(measure->params, "seed"), seed, error)))
    return FALSE;
  gv_task_set_label(task, measure->name);
  return gv_centrality_run(measure, p->evidence.attention, options, score, task, error);
}

static gboolean constraint(Past *p, double *score, GvTask *task, GError **error)
{
  if (!gv_evidence_need_holes(&p->evidence, task, error))
    return FALSE;
  for (GvVertex v = 0; v < p->evidence.n; v++)
    score[v] = -p->evidence.holes.constraint[v];
  return TRUE;
}

static gboolean random_neighbour(Past *p, double *score, GvTask *task, GError **error)
{
  const GvAdjacency in = gv_graph_in(p->evidence.attention);
  const GvAdjacency out = gv_graph_out(p->evidence.attention);

  for (GvVertex v = 0; v < in.n; v++)
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++)
      score[v] += 1 / (double)gv_degree(out, in.targets[e]);
  return gv_task_step(task, 1, error);
}

/* What label credit gives for the past: all events of it, no split. */
static gboolean past_credit(Past *p, double *score, GvTask *task, GError **error)
{
  const GvEvents events = gv_network_events(p->evidence.network);
  g_autofree GvVertex *place = gv_array_new(p->evidence.n, sizeof *place, error);
  g_auto(GvCascades) cascades = { 0 };
  g_auto(GvCascadeStage) stage = { 0 };
  uint64_t actions;

  if (place == NULL || !gv_cascades_init(&cascades, &events, p->evidence.n, INFINITY, error))
    return FALSE;
  for (GvVertex v = 0; v < p->evidence.n; v++)
    place[v] = v;
  if (!gv_cascade_stage_init(&stage, gv_graph_out(p->evidence.attention), place, error))
    return FALSE;
  gv_cascades_share(&cascades, &stage, -INFINITY, NULL, score, &actions);
  return gv_task_step(task, 1, error);
}

const GvBaseline gv_baselines[] = {
  { "random", "any order of the people, by expectation" },
  { "audience", "followers" },
  { "degree", "contacts, direction ignored" },
  { "activity", "acts made before the split" },
  { "recency", "time of the latest act made before the split" },
  { "response", "acts received before the split" },
  { "core", "core number" },
  { "pagerank", "PageRank towards those who get attention" },
  { "pagerank_reversed", "PageRank towards those who pay attention" },
  { "neighbours_degree", "sum of the contacts' numbers of contacts" },
  { "betweenness", "shortest paths through the person" },
  { "constraint", "little of Burt's constraint" },
  { "random_neighbour", "how likely a random person names this one when asked for somebody" },
  { "past_credit", "share in what listeners took up after the person, before the split" },
  { NULL, NULL },
};

/* By gv_baselines index. score [n]: zeros. */
static gboolean (*const computations[])(Past *p, double *score, GvTask *task, GError **error) = {
  is_random,   audience,   degree,           activity,          recency,
  response,    core,       pagerank,         pagerank_reversed, neighbours_degree,
  betweenness, constraint, random_neighbour, past_credit,
};

static gboolean has_items(const GvNetwork *network)
{
  const GvEvents events = gv_network_events(network);

  return events.item && gv_names_count(events.items) > 0;
}

gboolean gv_baselines_run(GvNetwork *network, int64_t seed, GvBaselineColumns *columns,
                          GvTask *task, GError **error)
{
  g_auto(Past) past = { .seed = seed };

  if (!past_init(&past, network, seed, task, error) ||
      !(columns->audience = gv_array_new(past.evidence.n, sizeof(double), error)))
    return FALSE;
  copy(past.evidence.followers, columns->audience, past.evidence.n);
  for (size_t b = 0; b < G_N_ELEMENTS(computations); b++) {
    if (computations[b] == past_credit && !has_items(network))
      continue;
    double *score = gv_array_new(past.evidence.n, sizeof *score, error);
    if (score == NULL)
      return FALSE;
    columns->columns[columns->count].baseline = &gv_baselines[b];
    columns->columns[columns->count++].score = score;
    if (!computations[b](&past, score, task, error) || !gv_task_step(task, 1, error))
      return FALSE;
  }
  return TRUE;
}

void gv_baseline_columns_clear(GvBaselineColumns *columns)
{
  for (size_t b = 0; b < columns->count; b++)
    g_free(columns->columns[b].score);
  g_free(columns->audience);
}

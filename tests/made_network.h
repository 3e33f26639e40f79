/* Networks written down in a test, and their nomination.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_MADE_NETWORK_H
#define GV_TEST_MADE_NETWORK_H

#include <glib/gstdio.h>
#include <grapevine/nominate.h>
#include <grapevine/read.h>
#include <unistd.h>

#include "common.h"
#include "graph/network.h"

/* Tables as text, comma-separated; NULL = none. */
typedef struct {
  const char *follows;      /* follower,followee */
  const char *interactions; /* actor,target,type,time */
  const char *edges;        /* source,target,weight; with a header, as users */
  const char *users;
  const char *events; /* with a header */
  const char *type_weights; /* "RT=3" */
  gboolean undirected;
} Made;

static inline char *made_file(const char *text)
{
  char *path = NULL;
  const int file = g_file_open_tmp("grapevine-XXXXXX", &path, NULL);

  g_assert_cmpint(file, >=, 0);
  close(file);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

/* Which no file can say. */
static inline GvNetwork *network_of_nobody(gboolean directed)
{
  const GvMergeRules rules = { .directed = directed, .as_of = GV_TIME_UNKNOWN };
  g_autoptr(GvNames) names = gv_names_new(GV_VERTEX_NONE, NULL);
  GvTies ties = { 0 };
  GvLayers layers = { 0 };
  GvPeopleColumns people = { 0 };
  GvDropped dropped;

  return gv_network_new(&ties, &names, &layers, &people, &rules, NULL, &dropped, NULL, NULL);
}

static inline GvNetwork *made_network(Made made)
{
  const struct {
    GvTableKind kind;
    const char *text, *columns;
  } tables[] = {
    { GV_TABLE_FOLLOWS, made.follows, "follower,followee" },
    { GV_TABLE_INTERACTIONS, made.interactions, "actor,target,type,time" },
    { GV_TABLE_EDGES, made.edges, NULL },
    { GV_TABLE_USERS, made.users, NULL },
    { GV_TABLE_EVENTS, made.events, NULL },
  };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  GvSource sources[G_N_ELEMENTS(tables)];
  g_autoptr(GError) error = NULL;
  size_t count = 0;
  GvNetwork *network;

  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    if (tables[i].text)
      sources[count++] = (GvSource){ .kind = tables[i].kind,
                                     .path = made_file(tables[i].text),
                                     .columns = tables[i].columns,
                                     .delimiter = ',',
                                     .header = tables[i].columns ? GV_HEADER_NO : GV_HEADER_YES };
  options.direction = made.undirected ? GV_UNDIRECTED : GV_DIRECTED;
  options.type_weights = made.type_weights;
  options.keep_acts = TRUE;
  network = gv_network_read(sources, count, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < count; i++) {
    g_assert_cmpint(g_unlink(sources[i].path), ==, 0);
    g_free((char *)(gintptr)sources[i].path);
  }
  return network;
}

static inline GvVertex person(const GvNetwork *network, const char *name)
{
  const GvVertex v = gv_names_find(gv_network_names(network), name);

  g_assert_cmpuint(v, !=, GV_VERTEX_NONE);
  return v;
}

/* Everybody may be nominated. */
static const GvNominateOptions open_gate = { .max_followers = (char[]){ "100%" }, .seed = 1 };

/* Must succeed. */
static inline GvNomination *nomination_of(GvNetwork *network, GvNominateOptions options,
                                          GvNominateChoice choice, unsigned threads)
{
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GError) error = NULL;
  GvNomination *nomination = gv_nominate(network, &options, &choice, task, &error);

  g_assert_no_error(error);
  g_assert_nonnull(nomination);
  return nomination;
}

/* Must fail, for that reason. Returns the message. */
static inline char *nomination_refused(GvNetwork *network, GvNominateOptions options,
                                       GvNominateChoice choice)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_nominate(network, &options, &choice, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  return g_strdup(error->message);
}

/* NULL where the feature is left out. */
static inline const GvFeatureColumn *column_of(const GvNominationView *view, const char *name)
{
  for (size_t f = 0; f < view->column_count; f++)
    if (strcmp(view->columns[f].feature->name, name) == 0)
      return &view->columns[f];
  return NULL;
}

static inline size_t feature_count(void)
{
  size_t count = 0;

  while (gv_features()[count])
    count++;
  return count;
}

/* By gv_features() index: `weight` for the one named, 0 for the others. Caller frees. */
static inline double *weight_on(const char *name, double weight)
{
  double *weights = g_new0(double, feature_count());

  for (size_t f = 0; gv_features()[f]; f++)
    if (strcmp(gv_features()[f]->name, name) == 0)
      weights[f] = weight;
  return weights;
}
#endif

/* A random network small enough for a matrix, as tables and as a model.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SMALL_WORLD_H
#define GV_TEST_SMALL_WORLD_H

#include "made_network.h"

enum { MOST_PEOPLE = 14, MOST_ROWS = 6 * MOST_PEOPLE, MOST_ITEMS = 4 };

/* A dated row: an interaction or an event. */
typedef struct {
  unsigned from;
  int to;   /* answered person, -1 = nobody */
  int item; /* taken up, -1 = none */
  double time;
  gboolean event;
} WorldRow;

/* By person; p3 is vertex 3. */
typedef struct {
  GvVertex n;
  gboolean directed;
  double attention[MOST_PEOPLE][MOST_PEOPLE]; /* weight of the tie, 0 = none */
  double played[MOST_PEOPLE][MOST_PEOPLE];    /* of it, interactions */
  unsigned times[MOST_PEOPLE][MOST_PEOPLE];   /* how many of them */
  double last[MOST_PEOPLE][MOST_PEOPLE];      /* NaN = unknown */
  GvStage stage[MOST_PEOPLE];
  double told[MOST_PEOPLE]; /* followers in the users' table, NaN = not said */
  WorldRow rows[MOST_ROWS]; /* interactions as read, then events as read */
  unsigned row_count;
  double unit;     /* seconds of a tick: the larger, the longer the periods */
  gboolean events; /* there is a table of them */
  GString *follows, *interactions, *users, *happened;
} World;

static inline void world_clear(World *w)
{
  g_string_free(w->follows, TRUE);
  g_string_free(w->interactions, TRUE);
  g_string_free(w->users, TRUE);
  g_string_free(w->happened, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(World, world_clear)

static inline void world_follow(World *w, unsigned u, unsigned v)
{
  g_string_append_printf(w->follows, "p%u,p%u\n", u, v);
  if (u != v && w->attention[u][v] == 0)
    w->attention[u][v] = 1;
  if (!w->directed)
    w->attention[v][u] = w->attention[u][v];
}

static inline void world_count(World *w, unsigned u, unsigned v, double weight, double time)
{
  w->played[u][v] += weight;
  w->attention[u][v] += weight;
  w->times[u][v]++;
  w->last[u][v] = fmax(w->last[u][v], time); /* NaN is not larger */
}

/* u answers v; RT weighs 3, RE 2, LIKE 1; time NaN = not said. Follows come first. */
static inline void world_answer(World *w, unsigned u, unsigned v, unsigned type, double time)
{
  static const char *const types[] = { "LIKE", "RE", "RT" };

  g_string_append_printf(w->interactions, "p%u,p%u,%s,", u, v, types[type]);
  if (!isnan(time))
    g_string_append_printf(w->interactions, "%.0f", time);
  g_string_append_c(w->interactions, '\n');
  if (u == v)
    return;
  if (!isnan(time))
    w->rows[w->row_count++] = (WorldRow){ u, (int)v, -1, time, FALSE };
  world_count(w, u, v, type + 1, time);
  if (!w->directed)
    world_count(w, v, u, type + 1, time);
}

/* u does something; parent and item -1 = none. Makes no tie. */
static inline void world_event(World *w, unsigned u, int parent, int item, double time)
{
  g_string_append_printf(w->happened, "p%u,did,%.0f,", u, time);
  if (item >= 0)
    g_string_append_printf(w->happened, "i%d", item);
  g_string_append_c(w->happened, ',');
  if (parent >= 0)
    g_string_append_printf(w->happened, "p%d", parent);
  g_string_append_c(w->happened, '\n');
  w->rows[w->row_count++] = (WorldRow){ u, parent == (int)u ? -1 : parent, item, time, TRUE };
}

static inline void world_user(World *w, unsigned v, GRand *rand)
{
  w->stage[v] = (GvStage)g_rand_int_range(rand, 0, 7);
  w->told[v] = g_rand_boolean(rand) ? (double)NAN : g_rand_int_range(rand, 0, 20);
  g_string_append_printf(w->users, "p%u,%s,", v, gv_stage_name(w->stage[v]));
  if (!isnan(w->told[v]))
    g_string_append_printf(w->users, "%.0f", w->told[v]);
  g_string_append_c(w->users, '\n');
}

static inline void random_events(World *w, GRand *rand)
{
  const gint32 n = (gint32)w->n, count = g_rand_int_range(rand, 1, 2 * n);

  w->events = TRUE;
  for (gint32 i = 0; i < count; i++)
    world_event(w, (unsigned)g_rand_int_range(rand, 0, n), g_rand_int_range(rand, -1, n),
                g_rand_int_range(rand, -1, MOST_ITEMS),
                w->unit * g_rand_int_range(rand, 1, 90));
}

/* At least one interaction with a time; events in every other world. */
static inline World random_world(guint32 seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  World w = { .n = (GvVertex)g_rand_int_range(rand, 2, MOST_PEOPLE + 1),
              .directed = seed % 4 != 0,
              .follows = g_string_new(NULL),
              .interactions = g_string_new(NULL),
              .users = g_string_new("user,stage,followers\n"),
              .happened = g_string_new("user,event,time,item,parent\n") };
  static const double units[] = { 1, 60, 1000, 3600, 86400, 1e6, 1e7 };
  const gint32 n = (gint32)w.n, rows = g_rand_int_range(rand, 0, 3 * n);

  w.unit = units[seed % G_N_ELEMENTS(units)];
  for (unsigned u = 0; u < MOST_PEOPLE; u++)
    for (unsigned v = 0; v < MOST_PEOPLE; v++)
      w.last[u][v] = NAN;
  for (unsigned v = 0; v < w.n; v++)
    world_follow(&w, v, v); /* makes no tie, but a person */
  for (gint32 i = 0; i < rows; i++)
    world_follow(&w, (unsigned)g_rand_int_range(rand, 0, n),
                 (unsigned)g_rand_int_range(rand, 0, n));
  world_answer(&w, 0, 1, 0, 50 * w.unit);
  for (gint32 i = 0; i < rows; i++)
    world_answer(&w, (unsigned)g_rand_int_range(rand, 0, n), (unsigned)g_rand_int_range(rand, 0, n),
                 (unsigned)g_rand_int_range(rand, 0, 3),
                 g_rand_int_range(rand, 0, 4) ? w.unit * g_rand_int_range(rand, 1, 90)
                                                 : GV_TIME_UNKNOWN);
  if (seed % 2)
    random_events(&w, rand);
  for (unsigned v = 0; v < w.n; v++)
    world_user(&w, v, rand);
  return w;
}

static inline GvNetwork *world_network(const World *w)
{
  return made_network((Made){ .follows = w->follows->str,
                              .interactions = w->interactions->str,
                              .users = w->users->str,
                              .events = w->events ? w->happened->str : NULL,
                              .type_weights = "RT=3,RE=2",
                              .undirected = !w->directed });
}

/* Either way, added up. */
static inline double both_ways(const World *w, unsigned u, unsigned v)
{
  return w->directed ? w->attention[u][v] + w->attention[v][u] : w->attention[u][v];
}

static inline gboolean are_tied(const World *w, unsigned u, unsigned v)
{
  return both_ways(w, u, v) > 0;
}

static inline unsigned contacts(const World *w, unsigned v)
{
  unsigned count = 0;

  for (unsigned u = 0; u < w->n; u++)
    count += are_tied(w, v, u) ? 1 : 0;
  return count;
}
#endif

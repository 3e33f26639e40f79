/* Tables whose rows have times, whole and cut at one: for tests of the past.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_ROWS_CUT_H
#define GV_TEST_ROWS_CUT_H

#include <grapevine/history.h>
#include <stdlib.h>

#include "read_common.h"
#include "same_network.h"

/* A table's header and rows; the time is a row's cell number `at`, counted from 0. */
typedef struct {
  GvTableKind kind;
  unsigned at;
  GString *whole, *cut;
} CutTable;

static inline CutTable cut_table(GvTableKind kind, unsigned at, const char *header)
{
  return (CutTable){ kind, at, g_string_new(header), g_string_new(header) };
}

static inline void cut_table_clear(CutTable *t)
{
  g_string_free(t->whole, TRUE);
  g_string_free(t->cut, TRUE);
}

static inline double cell_of(const char *row, unsigned at)
{
  g_auto(GStrv) cells = g_strsplit(row, ",", -1);

  return *cells[at] ? g_ascii_strtod(cells[at], NULL) : (double)NAN;
}

/* Appends a row "a,b,…\n"; to the cut table unless it is later than `split`. */
static inline void cut_table_add(CutTable *t, const char *row, double split)
{
  g_string_append(t->whole, row);
  if (!(cell_of(row, t->at) > split))
    g_string_append(t->cut, row);
}

static inline GvNetwork *read_cut(const CutTable *tables, size_t count, gboolean cut,
                                  GvReadOptions options)
{
  g_autoptr(GError) error = NULL;
  GvTableKind kinds[4];
  const char *texts[4];

  for (size_t i = 0; i < count; i++) {
    kinds[i] = tables[i].kind;
    texts[i] = (cut ? tables[i].cut : tables[i].whole)->str;
  }
  options.keep_acts = TRUE;
  GvNetwork *network = read_texts(kinds, texts, count, options, NULL, &error);
  g_assert_no_error(error);
  return network;
}

static inline void assert_same_acts(const GvNetwork *x, const GvNetwork *y)
{
  const GvActs a = gv_network_acts(x), b = gv_network_acts(y);

  g_assert_cmpuint(a.count, ==, b.count);
  g_assert_cmpuint(a.dated, ==, b.dated);
  assert_same_bytes(a.from, b.from, a.count * sizeof *a.from);
  assert_same_bytes(a.to, b.to, a.count * sizeof *a.to);
  assert_same_reals(a.weight, b.weight, a.count);
  assert_same_reals(a.time, b.time, a.count);
  assert_same_bytes(a.layer, b.layer, a.count * sizeof *a.layer);
  assert_same_bytes(a.by_time, b.by_time, a.dated * sizeof *a.by_time);
}

static inline void assert_same_codes(const uint32_t *a, const uint32_t *b, const GvNames *x,
                                     const GvNames *y, size_t count)
{
  g_assert_cmpint(x == NULL, ==, y == NULL);
  assert_same_bytes(a, b, count * sizeof *a);
  if (x)
    assert_same_names(x, y);
}

static inline void assert_same_events(const GvNetwork *x, const GvNetwork *y)
{
  const GvEvents a = gv_network_events(x), b = gv_network_events(y);

  g_assert_cmpuint(a.count, ==, b.count);
  assert_same_bytes(a.user, b.user, a.count * sizeof *a.user);
  assert_same_bytes(a.parent, b.parent, a.count * sizeof *a.parent);
  assert_same_reals(a.time, b.time, a.count);
  assert_same_reals(a.value, b.value, a.count);
  assert_same_bytes(a.by_time, b.by_time, a.count * sizeof *a.by_time);
  assert_same_codes(a.event, b.event, a.events, b.events, a.count);
  assert_same_codes(a.item, b.item, a.items, b.items, a.count);
  assert_same_codes(a.channel, b.channel, a.channels, b.channels, a.count);
  assert_same_codes(a.campaign, b.campaign, a.campaigns, b.campaigns, a.count);
}

static inline GvNetwork *past_of(const GvNetwork *network, double time)
{
  g_autoptr(GError) error = NULL;
  g_autofree GvVertex *now_of = NULL;
  GvNetwork *past = gv_network_past(network, time, &now_of, NULL, &error);

  g_assert_no_error(error);
  for (GvVertex v = 0; v < gv_names_count(gv_network_names(past)); v++)
    g_assert_cmpstr(name_of(past, v), ==, name_of(network, now_of[v]));
  return past;
}

/* Made tables: follows, interactions, users, events. */
enum { PEOPLE = 12, TIMES = 40 };

static inline const char *person(GRand *random, char name[8])
{
  g_snprintf(name, 8, "p%d", g_rand_int_range(random, 0, PEOPLE));
  return name;
}

/* Every seventh row has no time; times are not in order, and many are equal. */
static inline const char *moment(GRand *random, char time[8])
{
  *time = '\0';
  if (g_rand_int_range(random, 0, 7) > 0)
    g_snprintf(time, 8, "%d", g_rand_int_range(random, 0, TIMES));
  return time;
}

static inline void fill_ties(GRand *random, CutTable *table, double split, int rows)
{
  static const char *const types[] = { "RT", "RE", "MT", "late" };
  char a[8], b[8], at[8];

  for (int i = 0; i < rows; i++) {
    const int type = g_rand_int_range(random, 0, 4);
    person(random, a);
    person(random, b);
    moment(random, at);
    g_autofree char *row =
        table->kind == GV_TABLE_INTERACTIONS
            ? g_strdup_printf("%s,%s,%s,%d,%s,%s\n", a, b, types[type],
                              g_rand_int_range(random, 0, 4), type ? "weibo" : "", at)
        : table->kind == GV_TABLE_FOLLOWS ? g_strdup_printf("%s,%s,shop,%s\n", a, b, at)
                                          : g_strdup_printf("%s,%s,%s\n", a, b, at);
    cut_table_add(table, row, split);
  }
}

static inline void fill_events(GRand *random, CutTable *table, double split, int rows)
{
  static const char *const kinds[] = { "buy", "share", "visit" };
  char a[8], b[8];

  for (int i = 0; i < rows; i++) {
    const int with = g_rand_int_range(random, 0, 3);
    person(random, a);
    person(random, b);
    g_autofree char *row = g_strdup_printf(
        "%s%s,%s,%d,%s,%s,i%d\n", with == 2 ? "e" : "", a, kinds[with], g_rand_int_range(random, 0, TIMES),
        with ? "2.5" : "", with == 1 ? b : "", g_rand_int_range(random, 0, 5));
    cut_table_add(table, row, split);
  }
}

/* The first row is undated, so that no table is empty. */
static inline void make_tables(guint32 seed, double split, CutTable tables[4])
{
  GRand *random = g_rand_new_with_seed(seed);

  tables[0] = cut_table(GV_TABLE_FOLLOWS, 3, "follower,followee,channel,time\nq,r,weibo,\n");
  tables[1] = cut_table(GV_TABLE_INTERACTIONS, 5,
                        "actor,target,type,weight,channel,time\nr,s,RT,2,weibo,\n");
  tables[2] = cut_table(GV_TABLE_USERS, 3, "user,stage,value,time,region\nu1,fan,3,,north\n");
  cut_table_add(&tables[2], "p3,,,,south\n", split);
  cut_table_add(&tables[2], "u0,advocate,1,,north\n", split);
  tables[3] = cut_table(GV_TABLE_EVENTS, 2, "user,event,time,value,parent,item\nq,visit,0,,w,\n");
  fill_ties(random, &tables[0], split, 15);
  fill_ties(random, &tables[1], split, 40);
  fill_events(random, &tables[3], split, 25);
  g_rand_free(random);
}

/* Everything that is known at the split is what reading the cut tables gives. */
static inline void assert_past_is_cut(const CutTable *tables, size_t count, double split,
                                      GvReadOptions options)
{
  g_autoptr(GvNetwork) whole = read_cut(tables, count, FALSE, options);
  g_autoptr(GvNetwork) past = past_of(whole, split);

  options.as_of = isnan(options.as_of) ? split : MIN(split, options.as_of);
  g_autoptr(GvNetwork) cut = read_cut(tables, count, TRUE, options);
  assert_same_network(past, cut);
  assert_same_acts(past, cut);
  assert_same_events(past, cut);
}
#endif

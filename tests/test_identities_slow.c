/* Accounts that become people while tables are read, against tables in which people are
 * written in the first place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts.h"
#include "rows_cut.h"

enum { CHANNELS = 3, NAMES = 14, ROWS = 60 };
static const char *const channels[CHANNELS + 1] = { "wechat", "weibo", "7", "" };

/* Names of accounts are numbers and texts, and some are people's names as well. */
static const char *made_name(int i)
{
  static const char *const names[NAMES] = { "1", "2",  "3",  "4",  "a",  "b",  "c",
                                            "d", "p0", "p1", "p2", "77", "e,", "f g" };
  return names[i];
}

typedef struct {
  const char *user[CHANNELS + 1][NAMES]; /* NULL = no row */
} Mapping;

static GString *make_identities(GRand *random, Mapping *mapping)
{
  static const char *const people[] = { "p0", "p1", "p2", "张伟", "9", "1" };
  GString *text = g_string_new("channel,account,user\n");

  *mapping = (Mapping){ { { NULL } } };
  g_string_append(text, "none,none,none\n"); /* a table has a row */
  for (int i = 0; i < 30; i++) {
    const int c = g_rand_int_range(random, 0, CHANNELS), a = g_rand_int_range(random, 0, NAMES);
    if (mapping->user[c][a] == NULL)
      mapping->user[c][a] = people[g_rand_int_range(random, 0, G_N_ELEMENTS(people))];
    g_string_append_printf(text, "%s,\"%s\",%s\n", channels[c], made_name(a), mapping->user[c][a]);
  }
  return text;
}

typedef struct {
  GString *accounts, *people;
} Twin;

static void add_name(Twin *twin, const Mapping *mapping, int channel, int name)
{
  const char *user = mapping->user[channel][name];

  g_string_append_printf(twin->accounts, "\"%s\",", made_name(name));
  g_string_append_printf(twin->people, "\"%s\",", user ? user : made_name(name));
}

static void add_text(Twin *twin, const char *text)
{
  g_string_append(twin->accounts, text);
  g_string_append(twin->people, text);
}

/* A table whose first cells name accounts, and what a person would write instead. */
static Twin make_twin(GRand *random, const Mapping *mapping, const char *header, const char *rest)
{
  Twin twin = { g_string_new(header), g_string_new(header) };

  for (int i = 0; i < ROWS; i++) {
    const int channel = g_rand_int_range(random, 0, CHANNELS + 1);
    g_autofree char *tail = g_strdup_printf(rest, channels[channel], i * 7 % 50);
    for (int end = 0; end < 2; end++)
      add_name(&twin, mapping, channel, g_rand_int_range(random, 0, NAMES));
    add_text(&twin, tail);
  }
  return twin;
}

static void twin_clear(Twin *twin)
{
  g_string_free(twin->accounts, TRUE);
  g_string_free(twin->people, TRUE);
}

static void assert_same(const Twin twins[3], const char *ids, GvReadOptions options)
{
  const Text accounts[] = { { GV_TABLE_FOLLOWS, twins[0].accounts->str },
                            { GV_TABLE_INTERACTIONS, twins[1].accounts->str },
                            { GV_TABLE_EVENTS, twins[2].accounts->str },
                            { GV_TABLE_IDENTITIES, ids },
                            { 0, NULL } };
  const Text people[] = { { GV_TABLE_FOLLOWS, twins[0].people->str },
                          { GV_TABLE_INTERACTIONS, twins[1].people->str },
                          { GV_TABLE_EVENTS, twins[2].people->str },
                          { 0, NULL } };
  g_auto(GvReadReport) one = { 0 }, other = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GvNetwork) mapped = try_read(accounts, options, &one, &error);
  g_autoptr(GvNetwork) slow = try_read(people, options, &other, &error);

  g_assert_no_error(error);
  assert_same_network(mapped, slow);
  assert_same_acts(mapped, slow);
  assert_same_events(mapped, slow);
  for (size_t i = 0; i < other.input_count; i++) {
    g_assert_cmpuint(one.inputs[i].self_loops, ==, other.inputs[i].self_loops);
    g_assert_cmpuint(one.inputs[i].duplicates, ==, other.inputs[i].duplicates);
  }
  g_autoptr(GvNetwork) past = past_of(mapped, 20);
  g_autoptr(GvNetwork) slow_past = past_of(slow, 20);
  assert_same_network(past, slow_past);
}

static void random_tables_are_as_if_mapped_before(void)
{
  for (guint32 seed = 1; seed <= 60; seed++) {
    GRand *random = g_rand_new_with_seed(seed);
    GvReadOptions options = GV_READ_OPTIONS_INIT;
    Mapping mapping;
    GString *ids = make_identities(random, &mapping);
    Twin twins[3] = {
      make_twin(random, &mapping, "follower,followee,channel,time\n", "%s,%d\n"),
      make_twin(random, &mapping, "actor,target,channel,time,type\n", "%s,%d,RT\n"),
      make_twin(random, &mapping, "user,parent,channel,time,event\n", "%s,%d,buy\n"),
    };

    options.keep_acts = TRUE;
    if (seed % 3 == 0)
      options.id_key = "key";
    options.id_key_length = 3;
    options.direction = seed % 2 ? GV_UNDIRECTED : GV_DIRECTION_DEFAULT;
    assert_same(twins, ids->str, options);
    for (size_t i = 0; i < G_N_ELEMENTS(twins); i++)
      twin_clear(&twins[i]);
    g_string_free(ids, TRUE);
    g_rand_free(random);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/identities-slow/" #promise, promise)
  ADD(random_tables_are_as_if_mapped_before);
#undef ADD
  return g_test_run();
}

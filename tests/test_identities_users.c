/* What several rows of --users say of one person, by way of their accounts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts.h"

#define FOLLOWS "follower,followee,channel\nwx1,wx2,wechat\nwb2,wb1,weibo\n"

/* wx1 and wb1 are anna, who has a row of her own too. */
static void rows_of_accounts_are_merged(void)
{
  const Text texts[] = {
    { GV_TABLE_FOLLOWS, FOLLOWS },
    { GV_TABLE_IDENTITIES, IDS },
    { GV_TABLE_USERS,
      "user,Channel,stage,followers,official,cost,value,opt_in,region,camp\n"
      "wx1,wechat,member,10,no,,3,yes,north,\nwb1,weibo,fan,30,yes,5,3,,south,x\n"
      "anna,,,20,,6,,,,x\nwb2,weibo,,,,,,yes,,\nwx2,wechat,,,,,,no,,\n" },
    { GV_TABLE_USERS, "user,channel,opt_in,cost\n1002,shop,1,4\n1001,shop,,\n" },
    { 0, NULL },
  };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_all(texts, &report);
  const GvPeople *p = gv_network_people(network);

  assert_names(network, "anna bob carl");
  assert_bytes(p->listed, "\1\1\1", 3);
  assert_bytes(p->stage, "\4\0\0", 3);
  assert_bytes(p->official, "\1\0\0", 3);
  assert_bytes(p->opt_in, "\1\0\1", 3); /* bob said no once */
  g_assert_cmpfloat(p->followers[0], ==, 30);
  g_assert_cmpfloat(p->cost[0], ==, 5);
  g_assert_cmpfloat(p->cost[1], ==, 4);
  g_assert_cmpfloat(p->value[0], ==, 3);
  g_assert_true(isnan(p->value[1]));
  for (size_t t = 0; t < p->tag_count; t++)
    if (p->tags[t].codes[0])
      g_assert_cmpstr(gv_names_get(p->tags[t].values, p->tags[t].codes[0] - 1), ==,
                      strcmp(p->tags[t].name, "region") == 0 ? "north"
                      : strcmp(p->tags[t].name, "camp") == 0 ? "x"
                      : strcmp(p->tags[t].name, "Channel") == 0 ? "wechat" : "shop");
  /* cost 6 and region south; that there are two channels is no contradiction */
  g_assert_true(warned(&report, "--users: 2 cells say otherwise"));
  g_assert_cmpuint(report.identities.joined, ==, 2);
}

static void a_user_twice_stays_an_error(void)
{
  static const struct {
    const char *users, *message;
  } bad[] = {
    { "user,channel\nwx1,wechat\nwb1,weibo\nwx1,wechat\n",
      ":4: duplicate id anna, first on line 2; keep one of the rows" },
    { "user,channel\nanna,\nwx1,wechat\nanna,\n", ":4: duplicate id anna, first on line 2" },
    { "user,channel\nwx1,wechat\nanna,\nanna,\n", ":4: duplicate id anna, first on line 3" },
    { "user,channel\nnew,wechat\nnew,weibo\n", ":3: duplicate id new, first on line 2" },
    { "user\nwx1\nwx1\n", ":3: duplicate id wx1, first on line 2" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    const Text texts[] = { { GV_TABLE_FOLLOWS, FOLLOWS },
                           { GV_TABLE_IDENTITIES, IDS },
                           { GV_TABLE_USERS, bad[i].users },
                           { 0, NULL } };
    g_autoptr(GError) error = NULL;
    g_assert_null(try_read(texts, defaults, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
    if (!strstr(error->message, bad[i].message))
      g_error("no \"%s\" in \"%s\"", bad[i].message, error->message);
  }
}

/* A column channel of users is a tag like any other where there are no identities. */
static void without_identities_nothing_changes(void)
{
  const Text texts[] = { { GV_TABLE_FOLLOWS, FOLLOWS },
                         { GV_TABLE_USERS, "user,channel,opt_in\nwx1,wechat,no\nwb1,weibo,yes\n" },
                         { 0, NULL } };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_all(texts, &report);

  assert_names(network, "wx1 wx2 wb2 wb1");
  assert_bytes(gv_network_people(network)->opt_in, "\0\0\0\1", 4);
  g_assert_cmpuint(report.identities.accounts, ==, 0);
  g_assert_cmpuint(report.warnings->len, ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/identities-users/" #promise, promise)
  ADD(rows_of_accounts_are_merged);
  ADD(a_user_twice_stays_an_error);
  ADD(without_identities_nothing_changes);
#undef ADD
  return g_test_run();
}

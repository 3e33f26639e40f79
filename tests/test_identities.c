/* One person, many accounts, by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/history.h>

#include "accounts.h"

static void accounts_of_a_person_are_one_vertex(void)
{
  const Text texts[] = {
    { GV_TABLE_FOLLOWS, "follower,followee,channel\nwx1,wx2,wechat\nwb1,wb2,weibo\n1001,1002,shop\n"
                        "wb9,wb1,weibo\n" },
    { GV_TABLE_IDENTITIES, IDS },
    { GV_TABLE_INTERACTIONS, "actor,target,type,weight,channel\nwx2,wx1,RT,2,wechat\n"
                             "1002,1001,RT,3,shop\n" },
    { GV_TABLE_EVENTS, "user,event,time,channel,parent\n1002,buy,5,shop,1001\nnew,buy,6,shop,\n"
                       "bob,buy,7,,wx1\n" },
    { 0, NULL },
  };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_all(texts, &report);
  const GvEvents events = gv_network_events(network);

  assert_names(network, "anna bob carl wb9 new wx1");
  g_assert_cmpfloat(tie(network, "anna", "bob"), ==, 1);
  g_assert_cmpfloat(tie(network, "anna", "carl"), ==, 1);
  g_assert_cmpfloat(tie(network, "wb9", "anna"), ==, 1);
  g_assert_cmpfloat(tie(network, "bob", "anna"), ==, 5);
  g_assert_cmpuint(events.user[0], ==, 1);
  g_assert_cmpuint(events.parent[0], ==, 0);
  g_assert_cmpuint(events.user[2], ==, 1);
  g_assert_cmpstr(name_of(network, events.parent[2]), ==, "wx1"); /* no channel, no account */
  g_assert_cmpuint(report.identities.accounts, ==, 6);
  g_assert_cmpuint(report.identities.people, ==, 3);
  g_assert_cmpuint(report.identities.accounts_met, ==, 6);
  g_assert_cmpuint(report.identities.people_met, ==, 3);
  g_assert_cmpuint(report.identities.joined, ==, 2);
  g_assert_cmpuint(report.identities.most, ==, 3);
  g_assert_cmpuint(report.identities.doubled, ==, 0);
  g_assert_cmpuint(report.warnings->len, ==, 0);
}

/* The same name on another channel, a channel's name that runs into the account's, a
 * user's name that is an account's: none of them is meant. */
static void only_the_very_account_is_meant(void)
{
  const Text texts[] = {
    { GV_TABLE_IDENTITIES, "user_id,channel,account\np,ab,c\nq,a,c\nc,a,x\nr,7,12\ns,71,2\n" },
    { GV_TABLE_FOLLOWS, "follower,followee,channel\nc,bc,a\nc,bc,ab\nc,bc,\nx,C,a\nc,y,A\n"
                        "12,2,7\n12,2,71\n" },
    { 0, NULL },
  };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_all(texts, &report);

  assert_names(network, "q bc p c C y r 2 12 s");
  g_assert_cmpfloat(tie(network, "q", "bc"), ==, 1);
  g_assert_cmpfloat(tie(network, "p", "bc"), ==, 1);
  g_assert_cmpfloat(tie(network, "c", "bc"), ==, 1);
  g_assert_cmpfloat(tie(network, "c", "C"), ==, 1);
  g_assert_cmpfloat(tie(network, "c", "y"), ==, 1);
  g_assert_cmpfloat(tie(network, "r", "2"), ==, 1);
  g_assert_cmpfloat(tie(network, "12", "s"), ==, 1);
}

static void ties_within_a_person_are_loops(void)
{
  const Text texts[] = {
    { GV_TABLE_FOLLOWS, "follower,followee,channel\nw1,w2,wechat\nw1,w3,wechat\n" },
    { GV_TABLE_IDENTITIES, "wechat,w1,anna\nwechat,w2,anna\nwechat,w1,anna\n" },
    { 0, NULL },
  };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_all(texts, &report);

  assert_names(network, "anna w3");
  g_assert_cmpuint(report.inputs[0].self_loops, ==, 1);
  g_assert_cmpuint(report.inputs[1].duplicates, ==, 1); /* said again */
  g_assert_cmpuint(report.inputs[1].rows, ==, 3);
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 1);
  g_assert_cmpuint(gv_network_acts(network).count, ==, 2);
  g_assert_cmpuint(report.identities.doubled, ==, 1);
  g_assert_true(warned(&report, "several accounts on one channel are one person, of 1 people (up "
                                "to 2 accounts each)"));
}

static void what_is_suspicious_is_told(void)
{
  static const char *const follows = "follower,followee,channel\nw1,bob,wechat\nb1,carl,weibo\n";
  static const struct {
    const char *ids, *warning;
    uint64_t namesakes;
  } cases[] = {
    { "wechat,w1,anna\nweibo,b1,bob\n", "called like people with one", 1 },
    { "wechat,w1,anna\nWeibo,b1,anna\n", "no account on \"Weibo\" occurs", 0 },
    { "wechat,w1,anna\nWeibo,b1,anna\nWEIBO,b1,anna\n", "\"Weibo\" (and 1 others) occurs", 0 },
    { "WeChat,w1,anna\nWeibo,b1,anna\n", "none of the accounts occurs", 0 },
    /* whoever is called so on a channel without rows is meant by that name */
    { "wechat,w1,carl\n", NULL, 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Text texts[] = { { GV_TABLE_FOLLOWS, follows },
                           { GV_TABLE_IDENTITIES, cases[i].ids },
                           { 0, NULL } };
    g_auto(GvReadReport) report = { 0 };
    g_autoptr(GvNetwork) network = read_all(texts, &report);
    g_assert_nonnull(network);
    g_assert_cmpuint(report.warnings->len, ==, cases[i].warning ? 1 : 0);
    g_assert_true(!cases[i].warning || warned(&report, cases[i].warning));
    g_assert_cmpuint(report.identities.namesakes, ==, cases[i].namesakes);
  }
}

static void the_table_makes_nobody_a_vertex(void)
{
  const Text texts[] = { { GV_TABLE_EDGES, "source,target\nwx1,wx2\n" },
                         { GV_TABLE_IDENTITIES, IDS },
                         { 0, NULL } };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_all(texts, &report);

  assert_names(network, "wx1 wx2"); /* a plain graph's edges have no channel */
  g_assert_cmpuint(report.identities.accounts, ==, 6);
  g_assert_cmpuint(report.identities.accounts_met, ==, 0);
  g_assert_true(warned(&report, "has each row a channel?"));
}

static void bad_rows_are_named(void)
{
  static const struct {
    const char *text, *message;
  } bad[] = {
    { "channel,account,user\nx,a,p\nx,b,p\nx,a,q\n",
      ":4: this account on this channel is another person's already, on line 2; keep one of" },
    { "channel,account,user\nx,,p\n",
      ":2: account is empty; every row must name a channel, an account and its user" },
    { "channel,account,user\n,a,p\n", ":2: channel is empty; every row must name a channel" },
    { "channel,account,user\nx,a, \n", ":2: user is blank" },
    { "channel,account,user\nx,a,\xc3\n", ":2: invalid UTF-8 in user" },
    { "channel,account,user\nx,a\n", ":2: expected 3 fields, got 2" },
    { "channel,user\nx,a\n", ":1: no account column" },
    { "account,user\nx,a\n", ":1: no channel column" },
    { "channel,account\nx,a\n", ":1: no user column" },
    { "x,a\n", ":1: expected at least 3 fields, got 2; every row must name a channel, an account" },
    { "x,a,p,q\n", ":1: 4 fields and no header" },
    { "channel,account,user\n", ": file is empty" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *message = error_of((GvSource){ .kind = GV_TABLE_IDENTITIES }, bad[i].text,
                                        strlen(bad[i].text), GV_ERROR_PARSE);
    if (!g_str_has_prefix(message, bad[i].message))
      g_error("\"%s\" does not begin with \"%s\"", message, bad[i].message);
  }
}

/* Which file has the other row, and that nobody's name is in the message. */
static void an_account_of_two_people_is_refused_across_files(void)
{
  const Text texts[] = { { GV_TABLE_FOLLOWS, "follower,followee,channel\nsecret,b,x\n" },
                         { GV_TABLE_IDENTITIES, "channel,account,user\nx,secret,hidden\n" },
                         { GV_TABLE_IDENTITIES, "y,secret,other\nx,secret,other\n" },
                         { 0, NULL } };
  g_autoptr(GError) error = NULL;
  GvReadOptions options = GV_READ_OPTIONS_INIT;

  g_assert_null(try_read(texts, options, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_nonnull(strstr(error->message, ":2: this account"));
  g_assert_nonnull(strstr(error->message, "already, on line 2 of /"));
  g_assert_null(strstr(error->message, "secret"));
  g_assert_null(strstr(error->message, "hidden"));
  options.max_bad = 1;
  g_auto(GvReadReport) report = { 0 };
  g_clear_error(&error);
  g_autoptr(GvNetwork) network = try_read(texts, options, &report, &error);
  g_assert_no_error(error);
  assert_names(network, "hidden b"); /* the first counts */
  g_assert_cmpuint(report.inputs[2].rejected, ==, 1);
}

static void the_longest_names_are_found(void)
{
  g_autofree char *channel = g_strnfill(1024, 'c'), *account = g_strnfill(1024, 'a'),
                  *shorter = g_strnfill(1023, 'c'), *too_long = g_strnfill(1025, 'c');
  g_autofree char *ids = g_strdup_printf("%s,%s,p\n%s,%s,q\n", channel, account, shorter, account);
  g_autofree char *follows = g_strdup_printf("follower,followee,channel\n%s,x,%s\n%s,x,%s\n",
                                             account, channel, account, shorter);
  g_autofree char *users = g_strdup_printf("user,channel\n%s,%s\n", account, too_long);
  const Text texts[] = { { GV_TABLE_FOLLOWS, follows },
                         { GV_TABLE_IDENTITIES, ids },
                         { GV_TABLE_USERS, users },
                         { 0, NULL } };
  g_autofree char *expected = g_strdup_printf("p x q %s", account);
  g_autoptr(GvNetwork) network = read_all(texts, NULL);

  assert_names(network, expected);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/identities/" #promise, promise)
  ADD(accounts_of_a_person_are_one_vertex);
  ADD(only_the_very_account_is_meant);
  ADD(ties_within_a_person_are_loops);
  ADD(what_is_suspicious_is_told);
  ADD(the_table_makes_nobody_a_vertex);
  ADD(bad_rows_are_named);
  ADD(an_account_of_two_people_is_refused_across_files);
  ADD(the_longest_names_are_found);
#undef ADD
  return g_test_run();
}

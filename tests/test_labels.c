/* What later happened, against small examples worked out by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels.h"

static void received_counts_later_rows_of_others(void)
{
  g_auto(Answer) all = answer_of(answers, "received");
  g_auto(Answer) some = answer_of(answers, "received:RT,RE");
  g_auto(Answer) early = answer_until(answers, "received", 20);

  assert_gains(&all, "a 3, d 2");
  g_assert_cmpuint(all.figures.rows, ==, 6);
  g_assert_cmpfloat(all.figures.unknown, ==, 1);
  assert_gains(&some, "a 2, d 2");
  assert_gains(&early, "a 3, d 1");
}

static void received_counts_events_by_their_parent(void)
{
  const Tables tables = { .follows = "a,b\nb,c\n",
                          .events = "user,event,time,parent\nb,share,11,a\nb,buy,12,a\na,share,13,a\n"
                                    "c,share,9,a\nc,share,14,\nc,share,10,b\nc,share,10.1,b\n" };
  g_auto(Answer) all = answer_of(tables, "received");
  g_auto(Answer) some = answer_of(tables, "received:share");

  assert_gains(&all, "a 2, b 1");
  assert_gains(&some, "a 1, b 1");
}

/* e and f act first after the split; f answers d, e answers a twice. b acted before, c
 * (undated) may have; g's first act is on herself; h answers somebody who was not there. */
static void newcomers_answer_whom_they_met_first(void)
{
  static const Tables tables = {
    .follows = "follower,followee,time\ne,a,1\nq,d,2\n",
    .interactions = INTERACTIONS "b,a,RT,5\nc,a,RT,\ne,a,RT,11\ne,a,RT,12\ne,d,RE,13\nf,d,RE,14\n"
                                 "f,a,RT,15\nc,d,RT,16\nb,d,RT,17\ng,g,RT,11\ng,a,RT,18\n"
                                 "h,new,RT,19\n",
  };
  g_auto(Answer) all = answer_of(tables, "newcomers");
  g_auto(Answer) some = answer_of(tables, "newcomers:RT");

  assert_gains(&all, "a 1, d 1");
  g_assert_cmpuint(all.figures.rows, ==, 4);
  g_assert_cmpfloat(all.figures.unknown, ==, 1);
  assert_gains(&some, "a 1");
}

/* n follows a, b and d in the past. a and b were on the shoe before n; d came at the same
 * time. m's first event has a parent, though m also follows a. */
static void newcomers_come_by_items_too(void)
{
  static const Tables tables = {
    .follows = "follower,followee,time\nn,a,1\nn,b,2\nn,d,2\nm,a,3\n",
    .events = "user,event,time,item,parent\na,buy,4,shoe,\nb,buy,11,shoe,\nd,buy,12,shoe,\n"
              "n,buy,12,shoe,\nn,buy,13,hat,\nm,buy,12.5,shoe,b\n",
  };
  g_auto(Answer) all = answer_of(tables, "newcomers");

  assert_gains(&all, "a 0.5, b 1.5");
}

static void followers_are_new_ones(void)
{
  static const Tables tables = {
    .follows = "follower,followee,channel,time\na,b,x,5\nc,b,x,\na,b,y,11\nc,b,y,12\nd,b,x,13\n"
               "d,b,y,14\nb,a,x,10\nd,a,x,15\na,a,x,16\ne,a,x,17\n",
  };
  g_auto(Answer) all = answer_of(tables, "followers");
  g_auto(Answer) early = answer_until(tables, "followers", 15);

  assert_gains(&all, "a 2, b 1");
  assert_gains(&early, "a 1, b 1");
}

static void conversion_counts_events_of_ones_own(void)
{
  static const Tables tables = {
    .follows = "a,b\nb,c\n",
    .events = "user,event,time\na,buy,5\na,buy,11\na,buy,12\na,visit,12\nb,visit,13\nc,buy,10\n"
              "new,buy,14\nc,sign,10.25\n",
  };
  g_auto(Answer) buy = answer_of(tables, "conversion:buy");
  g_auto(Answer) two = answer_of(tables, "conversion:visit,sign");

  assert_gains(&buy, "a 2");
  g_assert_cmpfloat(buy.figures.unknown, ==, 1);
  assert_gains(&two, "a 1, b 1, c 1");
}

static void credit_is_shared_by_who_was_earlier(void)
{
  g_auto(Answer) all = answer_of(shared, "credit");
  g_auto(Answer) early = answer_until(shared, "credit", 12);

  assert_gains(&all, "u 1, a 1.5, b 0.5");
  g_assert_cmpuint(all.figures.actions, ==, 6); /* b u c w on shoe, u on hat, w on cap */
  g_assert_cmpuint(all.figures.explained, ==, 3);
  assert_gains(&early, "a 0.5, b 0.5");
  g_assert_cmpuint(early.figures.explained, ==, 1);
}

/* Two circles; each acts within itself, so exchanged people explain about half. */
static void exchanging_people_takes_credit_away(void)
{
  g_autoptr(GString) follows = g_string_new(NULL);
  g_autoptr(GString) events = g_string_new("user,event,time,item\n");

  for (int i = 0; i < 40; i++)
    for (int j = 0; j < 40; j++)
      if (i != j && i % 2 == j % 2)
        g_string_append_printf(follows, "p%d,p%d\n", i, j);
  for (int item = 0; item < 20; item++)
    for (int k = 0; k < 2; k++)
      g_string_append_printf(events, "p%d,buy,%d,i%d\n", (item + 2 * k * (item / 2 + 1)) % 40,
                             11 + item + 30 * k, item);
  const Tables tables = { .follows = follows->str, .events = events->str };
  g_auto(Answer) a = answer_of(tables, "credit");
  g_auto(Answer) again = answer_of(tables, "credit");
  g_assert_no_error(a.error);
  g_assert_cmpuint(a.figures.explained, ==, 20);
  g_assert_cmpfloat(a.figures.exchanged, >, 6);
  g_assert_cmpfloat(a.figures.exchanged, <, 15);
  g_assert_cmpfloat(a.figures.exchanged, ==, again.figures.exchanged);
}

/* Where one person alone has her activity, nobody can take her place. */
static void people_keep_to_their_activity(void)
{
  const Tables tables = { .follows = "b,a\nc,d\nc,e\n",
                          .events = "user,event,time,item\na,buy,1,i\nb,buy,11,i\nb,buy,12,j\n" };
  g_auto(Answer) a = answer_of(tables, "credit");

  g_assert_no_error(a.error);
  g_assert_cmpuint(a.figures.explained, ==, 1);
  g_assert_cmpfloat(a.figures.exchanged, ==, 1);
}

static void a_column_says_it_itself(void)
{
  static const Tables tables = { .follows = "a,b\nb,c\n",
                                 .users = "user,won,official,mood\na,1,yes,good\nb,no,0,\nd,TRUE,1,\n"
                                          "e,,0,bad\n" };
  g_auto(Answer) won = answer_of(tables, "column:won");
  g_auto(Answer) official = answer_of(tables, "column:official");
  g_auto(Answer) mood = answer_of(tables, "column:mood");
  g_auto(Answer) none = answer_of(tables, "column:lost");

  assert_gains(&won, "a 1, d 1");
  assert_gains(&official, "a 1, d 1");
  assert_refused(&mood, "\"mood\" says \"good\"");
  assert_refused(&none, "no column \"lost\"; there are official, won, mood");
}

static void a_column_needs_no_split(void)
{
  g_autoptr(GvNetwork) network = network_from((Tables){ .users = "user,won\na,1\nb,0\n" });
  g_auto(GvLabel) label = { 0 };
  g_autoptr(GError) error = NULL;
  double gain[2] = { 9, 9 };

  g_assert_true(gv_label_parse("column:won", &label, &error));
  const GvLabelInput input = { .network = network, .split = NAN, .until = NAN, .label = &label };
  g_assert_true(gv_label_compute(&input, gain, NULL, NULL, &error));
  g_assert_cmpfloat(gain[0], ==, 1);
  g_assert_cmpfloat(gain[1], ==, 0);
  gv_label_clear(&label);
  g_assert_true(gv_label_parse("received", &label, &error));
  g_assert_false(gv_label_compute(&input, gain, NULL, NULL, &error));
  g_assert_nonnull(strstr(error->message, "needs a split"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define TEST(path, test) g_test_add_func("/labels/" path, test)
  TEST("received-counts-later-rows-of-others", received_counts_later_rows_of_others);
  TEST("received-counts-events-by-their-parent", received_counts_events_by_their_parent);
  TEST("newcomers-answer-whom-they-met-first", newcomers_answer_whom_they_met_first);
  TEST("newcomers-come-by-items-too", newcomers_come_by_items_too);
  TEST("followers-are-new-ones", followers_are_new_ones);
  TEST("conversion-counts-events-of-ones-own", conversion_counts_events_of_ones_own);
  TEST("credit-is-shared-by-who-was-earlier", credit_is_shared_by_who_was_earlier);
  TEST("exchanging-people-takes-credit-away", exchanging_people_takes_credit_away);
  TEST("people-keep-to-their-activity", people_keep_to_their_activity);
  TEST("a-column-says-it-itself", a_column_says_it_itself);
  TEST("a-column-needs-no-split", a_column_needs_no_split);
  return g_test_run();
}

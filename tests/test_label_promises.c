/* What labels promise: they are what a slow obvious way makes of the rows, know of no row
 * behind their end, and refuse what the data cannot tell.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "failing.h"
#include "rows_cut.h"
#include "slow_labels.h"

enum { SEEDS = 60 };

static const char *const labels[] = { "received",  "received:RT,share", "newcomers",
                                      "newcomers:RE,visit", "followers", "conversion:buy,visit",
                                      "credit" };

/* Made tables, whole or cut behind `split`. */
static Tables texts_of(const CutTable tables[4], gboolean cut)
{
#define TEXT(i) (cut ? tables[i].cut : tables[i].whole)->str
  return (Tables){ TEXT(0), TEXT(1), TEXT(2), TEXT(3) };
#undef TEXT
}

static void assert_slow(const Answer *a, const char *label, double *sum)
{
  const GvVertex n = gv_names_count(gv_network_names(a->past));
  g_autofree double *gain = g_new0(double, n);

  g_assert_no_error(a->error);
  slow_gains(a, label, gain);
  for (GvVertex v = 0; v < n; v++) {
    g_assert_cmpfloat_with_epsilon(a->gain[v], gain[v], 1e-12);
    *sum += gain[v];
  }
}

static void labels_are_what_the_slow_way_finds(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
    double sum = 0;
    for (guint32 seed = 0; seed < SEEDS; seed++) {
      CutTable tables[4];
      make_tables(seed, END, tables);
      g_auto(Answer) a = answer_until(texts_of(tables, FALSE), labels[i], END);
      assert_slow(&a, labels[i], &sum);
      for (size_t t = 0; t < 4; t++)
        cut_table_clear(&tables[t]);
    }
    g_test_message("%s: gains of %g in all", labels[i], sum);
    g_assert_cmpfloat(sum, >=, 5); /* there was something to find */
  }
}

/* Rows behind the end change neither what was known nor what then happened. */
static void nothing_behind_the_end_matters(void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++) {
    CutTable tables[4];
    make_tables(seed, END, tables);
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
      g_auto(Answer) whole = answer_until(texts_of(tables, FALSE), labels[i], END);
      g_auto(Answer) cut = answer_of(texts_of(tables, TRUE), labels[i]);
      g_assert_no_error(whole.error);
      g_assert_no_error(cut.error);
      assert_same_network(whole.past, cut.past);
      assert_same_reals(whole.gain, cut.gain, gv_names_count(gv_network_names(cut.past)));
      g_assert_cmpfloat(whole.figures.exchanged, ==, cut.figures.exchanged);
      g_assert_cmpuint(whole.figures.rows, ==, cut.figures.rows);
    }
    for (size_t t = 0; t < 4; t++)
      cut_table_clear(&tables[t]);
  }
}

/* At the split is known; a moment behind it is the answer. */
static void the_split_belongs_to_the_past(void)
{
  const Tables at = { .interactions = INTERACTIONS "x,y,RT,1\nb,a,RT,10\nq,x,RT,50\n" };
  const Tables behind = { .interactions = INTERACTIONS "x,y,RT,1\nb,a,RT,10.000001\nq,x,RT,50\n" };
  g_auto(Answer) known = answer_of(at, "received");
  g_auto(Answer) later = answer_of(behind, "received");

  g_assert_cmpfloat(tie(known.past, "b", "a"), ==, 1);
  assert_gains(&known, "x 1");
  g_assert_cmpuint(gv_names_find(gv_network_names(later.past), "a"), ==, GV_VERTEX_NONE);
  g_assert_cmpfloat(later.figures.unknown, ==, 1);
}

/* A later row may go anywhere later: what was known stays byte for byte. */
static void moving_a_later_row_leaves_the_past(void)
{
  static const char *const moved[] = { "b,a,RT,11\n", "a,b,XX,11\n", "new,other,RT,99\n",
                                       "c,c,RE,10.5\n" };
  g_auto(Answer) first = answer_of(answers, "received");

  for (size_t i = 0; i < G_N_ELEMENTS(moved); i++) {
    g_autofree char *text = g_strconcat(INTERACTIONS, moved[i],
                                        strchr(answers.interactions, '\n') + 1, NULL);
    g_auto(Answer) other = answer_of((Tables){ .interactions = text }, "received");
    assert_same_network(first.past, other.past);
    assert_same_acts(first.past, other.past);
  }
}

static void what_the_data_cannot_tell_is_refused(void)
{
  static const Tables undated = { .follows = "a,b\n", .interactions = "a,b\nb,c\n" };
  static const struct {
    const char *label, *reason;
  } cases[] = {
    { "received", "no interaction and no edge has a time" },
    { "newcomers", "no interaction and no edge has a time" },
    { "followers", "no follow has a time" },
    { "credit", "give --events with a column item" },
    { "conversion:buy", "\"buy\"; there are none" },
    { "column:won", "no column \"won\"; there are none" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Answer) a = answer_of(undated, cases[i].label);
    assert_refused(&a, cases[i].reason);
  }
  g_auto(Answer) event = answer_of(shared, "conversion:sell");
  assert_refused(&event, "\"sell\"; there are buy, visit");
  g_auto(Answer) type = answer_of(answers, "received:XX");
  assert_refused(&type, "\"XX\"; there are RT, RE, MT");
  g_auto(Answer) itemless = answer_of(
      (Tables){ .follows = "a,b\n", .events = "user,event,time,item\na,buy,1,\n" }, "credit");
  assert_refused(&itemless, "nobody is known to have taken up an item");
}

static void names_of_labels_are_checked(void)
{
  static const struct {
    const char *text, *reason;
  } bad[] = {
    { "fame", "--label must be received, newcomers" },
    { "", "--label must be" },
    { "receive", "--label must be" },
    { "received:", "no name behind the colon" },
    { "received:RT,,RE", "an empty name" },
    { "credit:buy", "credit takes no names" },
    { "followers:x", "followers takes no names" },
    { "conversion", "conversion wants a name" },
    { "column", "column wants a name" },
    { "column:a,b", "column takes one name" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_auto(GvLabel) label = { 0 };
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_label_parse(bad[i].text, &label, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull(strstr(error->message, bad[i].reason));
    g_assert_null(label.names);
  }
  for (GvLabelKind kind = GV_LABEL_RECEIVED; kind <= GV_LABEL_COLUMN; kind++) {
    g_autofree char *text = g_strconcat(gv_label_kind_name(kind), ":x", NULL);
    g_auto(GvLabel) label = { 0 };
    if (gv_label_parse(text, &label, NULL))
      g_assert_cmpint(label.kind, ==, kind);
  }
}

typedef struct {
  const Answer *of;
  GvLabel label;
} Work;

static gboolean label_again(const Work *w, GError **error)
{
  const Answer *a = w->of;
  const GvLabelInput input = { a->network, a->past, a->now_of, SPLIT, NAN, &w->label, 1 };

  return gv_label_compute(&input, a->gain, NULL, NULL, error);
}

static gboolean go_back(const Work *w, GError **error)
{
  g_autofree GvVertex *now_of = NULL;
  g_autoptr(GvNetwork) past = gv_network_past(w->of->network, SPLIT, &now_of, NULL, error);

  return past != NULL;
}

/* Returns how many allocations there were to fail. */
static gint fails_at_each(gboolean (*run)(const Work *, GError **), const Work *w)
{
  for (gint k = 1;; k++) {
    g_autoptr(GError) error = NULL;
    fail_allocation(k);
    const gboolean done = run(w, &error);
    g_assert_cmpint(none_failed(), ==, done);
    if (done)
      return k - 1;
    g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
    g_assert_cmpint(k, <, 10000);
  }
}

static void memory_may_run_out_anywhere(void)
{
  CutTable tables[4];

  make_tables(1, END, tables);
  for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
    g_auto(Answer) a = answer_of(texts_of(tables, FALSE), labels[i]);
    Work work = { .of = &a };
    g_assert_true(gv_label_parse(labels[i], &work.label, NULL));
    g_assert_cmpint(fails_at_each(label_again, &work), >=, 3);
    if (i == 0)
      g_assert_cmpint(fails_at_each(go_back, &work), >=, 40);
    gv_label_clear(&work.label);
  }
  for (size_t t = 0; t < 4; t++)
    cut_table_clear(&tables[t]);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define TEST(path, test) g_test_add_func("/label-promises/" path, test)
  TEST("labels-are-what-the-slow-way-finds", labels_are_what_the_slow_way_finds);
  TEST("nothing-behind-the-end-matters", nothing_behind_the_end_matters);
  TEST("the-split-belongs-to-the-past", the_split_belongs_to_the_past);
  TEST("moving-a-later-row-leaves-the-past", moving_a_later_row_leaves_the_past);
  TEST("what-the-data-cannot-tell-is-refused", what_the_data_cannot_tell_is_refused);
  TEST("names-of-labels-are-checked", names_of_labels_are_checked);
  TEST("memory-may-run-out-anywhere", memory_may_run_out_anywhere);
  return g_test_run();
}

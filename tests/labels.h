/* What the tests of labels share: small tables, and their answers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_LABELS_H
#define GV_TEST_LABELS_H

#include <grapevine/evaluate.h>

#include "read_common.h"

enum { SPLIT = 10 };

/* Tables that belong together; what is not there is NULL. */
typedef struct {
  const char *follows, *interactions, *users, *events;
} Tables;

static inline GvNetwork *network_from(Tables t)
{
  const char *const all[] = { t.follows, t.interactions, t.users, t.events };
  static const GvTableKind all_kinds[] = { GV_TABLE_FOLLOWS, GV_TABLE_INTERACTIONS, GV_TABLE_USERS,
                                           GV_TABLE_EVENTS };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;
  GvTableKind kinds[4];
  const char *texts[4];
  size_t count = 0;

  for (size_t i = 0; i < 4; i++)
    if (all[i]) {
      kinds[count] = all_kinds[i];
      texts[count++] = all[i];
    }
  options.keep_acts = TRUE;
  GvNetwork *network = read_texts(kinds, texts, count, options, NULL, &error);
  g_assert_no_error(error);
  return network;
}

/* A label of the network, and for whom of the past it is. */
typedef struct {
  GvNetwork *network, *past;
  GvVertex *now_of;
  double *gain;
  GvLabelFigures figures;
  GError *error;
} Answer;

static inline void answer_clear(Answer *a)
{
  gv_network_free(a->network);
  gv_network_free(a->past);
  g_free(a->now_of);
  g_free(a->gain);
  g_clear_error(&a->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

static inline Answer answer_until(Tables tables, const char *text, double until)
{
  Answer a = { .network = network_from(tables) };
  g_auto(GvLabel) label = { 0 };

  a.past = gv_network_past(a.network, SPLIT, &a.now_of, NULL, &a.error);
  g_assert_no_error(a.error);
  a.gain = g_new0(double, gv_names_count(gv_network_names(a.past)) + 1);
  g_assert_true(gv_label_parse(text, &label, &a.error));
  const GvLabelInput input = { a.network, a.past, a.now_of, SPLIT, until, &label, 1 };
  g_assert_cmpint(gv_label_compute(&input, a.gain, &a.figures, NULL, &a.error), ==,
                  a.error == NULL);
  return a;
}

static inline Answer answer_of(Tables tables, const char *text)
{
  return answer_until(tables, text, NAN);
}

/* Everybody's gain that is not 0, in the order of the past: "a 1, b 0.5". */
static inline void assert_gains(const Answer *a, const char *expected)
{
  g_autoptr(GString) text = g_string_new(NULL);
  GvVertex people = 0;
  double sum = 0;

  g_assert_no_error(a->error);
  for (GvVertex v = 0; v < gv_names_count(gv_network_names(a->past)); v++) {
    if (a->gain[v] > 0)
      g_string_append_printf(text, "%s%s %g", people++ ? ", " : "", name_of(a->past, v),
                             a->gain[v]);
    sum += a->gain[v];
  }
  g_assert_cmpstr(text->str, ==, expected);
  g_assert_cmpuint(a->figures.people, ==, people);
  g_assert_cmpfloat_with_epsilon(a->figures.gain, sum, 1e-12);
}

static inline void assert_refused(const Answer *a, const char *reason)
{
  g_assert_error(a->error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  if (strstr(a->error->message, reason) == NULL)
    g_error("no \"%s\" in \"%s\"", reason, a->error->message);
}

#define INTERACTIONS "actor,target,type,time\n"

/* b answers a before the split and at it; later: b again twice, c once, a herself, an
 * undated one, and somebody who was not there. */
static const Tables answers = {
  .interactions = INTERACTIONS "b,a,RT,5\nc,d,RE,7\nb,a,RT,10\nb,a,RT,11\nb,a,MT,12\nc,a,RE,20\n"
                               "a,a,RT,15\nb,c,RT,\na,d,RT,30\na,new,RT,16\nb,d,RT,10.5\n",
};

/* u listens to a, b and c, and takes up the shoe later than a (before the split) and b
 * (after it), at the same time as c; w listens to u; v's second time on the hat counts no
 * more; x takes up the hat at the split. */
static const Tables shared = {
  .follows = "follower,followee\nu,a\nu,b\nu,c\nw,u\nv,a\nx,a\n",
  .events = "user,event,time,item\na,buy,4,shoe\nb,buy,11,shoe\nc,buy,12,shoe\nu,buy,12,shoe\n"
            "w,buy,20,shoe\na,buy,5,hat\nv,buy,6,hat\nv,buy,15,hat\nx,buy,10,hat\nu,buy,30,hat\n"
            "w,buy,11,cap\nu,visit,13,\n",
};

#endif

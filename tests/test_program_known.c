/* The program keeps which packed graphs it has checked, in the user's cache folder, and
 * leaves that folder alone where it is told to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define CACHE "XDG_CACHE_HOME=$PWD/cache "
#define DRAW "$G generate erdos-renyi --vertices 20000 --edges 60000 --quiet "
#define NOTED                                                                                      \
  "test -s cache/grapevine/checked && echo noted || echo not noted; ls -A | grep cache || true"

static void packing_makes_it_known(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "noted\ncache\n", CACHE DRAW "-o g.vine; " NOTED);
  prints(s, "noted\ncache\n",
         "rm -r cache; " CACHE "$G convert --edges g.vine -o h.vine && " NOTED);
  /* one note of each file, 64 bytes behind the head of 24 */
  prints(s, "152\n", "stat -c %s cache/grapevine/checked");
}

static void first_opening_is_kept_and_a_change_seen(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "GRAPEVINE_CACHE=off " CACHE DRAW "-o g.vine; ls -A | grep cache || true");
  run(s, "sleep 0.1; " CACHE "$G info --edges g.vine && cp cache/grapevine/checked first");
  g_assert_cmpint(s->status, ==, 0);
  prints(s, "same\n",
         CACHE
         "$G info --edges g.vine >/dev/null && cmp first cache/grapevine/checked && echo same");
  prints(s, "other\n",
         "touch g.vine; sleep 0.1; " CACHE "$G info --edges g.vine >/dev/null; "
         "cmp -s first cache/grapevine/checked || echo other");
}

static void known_or_not_the_output_is_the_same(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", CACHE DRAW "-o g.vine");
  g_assert_true(same_output(s, CACHE "$G centrality --measure pagerank,core --edges g.vine",
                            "GRAPEVINE_CACHE=off $G centrality --measure pagerank,core --edges "
                            "g.vine --verify"));
}

static void nothing_else_is_written_there(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "not noted\n",
         CACHE "$G convert --follows follows.csv -o small.vine && " CACHE
               "$G info --edges small.vine >/dev/null && " CACHE DRAW "-o g.csv; " NOTED);
  prints(s, "not noted\n",
         CACHE DRAW "-o g.vine.gz; " CACHE "$G info --edges g.vine.gz >/dev/null; " NOTED);
  prints(s, "not noted\n", "XDG_CACHE_HOME=cache " DRAW "-o g.vine; " NOTED);
}

static void the_variable_is_on_or_off(Shell *s, gconstpointer data)
{
  (void)data;
  prints(s, "", "GRAPEVINE_CACHE=on $G convert --follows follows.csv -o x.vine");
  fails(s, 2, "GRAPEVINE_CACHE=none: takes on or off", "GRAPEVINE_CACHE=none $G info");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/known/" #promise, promise)
  ADD(packing_makes_it_known);
  ADD(first_opening_is_kept_and_a_change_seen);
  ADD(known_or_not_the_output_is_the_same);
  ADD(nothing_else_is_written_there);
  ADD(the_variable_is_on_or_off);
#undef ADD
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/names.h"

#include <string.h>

static GvVertex intern_span(GvNames *names, const char *text, size_t length)
{
  g_autoptr(GError) error = NULL;
  GvVertex id = GV_VERTEX_NONE;

  gv_names_intern(names, text, length, gv_names_hash(names, text, length), &id, &error);
  g_assert_no_error(error);
  return id;
}

static GvVertex intern(GvNames *names, const char *text)
{
  return intern_span(names, text, strlen(text));
}

static void ids_follow_the_first_appearance(void)
{
  static const char *const said[] = { "bo", "ann", "bo", "007", "7", "ann", "Bo", "bo " };
  static const GvVertex ids[] = { 0, 1, 0, 2, 3, 1, 4, 5 };
  g_autoptr(GvNames) names = gv_names_new(100, NULL);

  for (size_t i = 0; i < G_N_ELEMENTS(said); i++)
    g_assert_cmpuint(intern(names, said[i]), ==, ids[i]);
  g_assert_cmpuint(gv_names_count(names), ==, 6);
  for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
    g_assert_cmpstr(gv_names_get(names, ids[i]), ==, said[i]);
    g_assert_cmpuint(gv_names_find(names, said[i]), ==, ids[i]);
  }
  g_assert_cmpuint(gv_names_find(names, "nobody"), ==, GV_VERTEX_NONE);
  g_assert_cmpuint(gv_names_find(names, "b"), ==, GV_VERTEX_NONE);
}

/* Every length around the hash's 8-byte steps, one the beginning of the next. */
static void prefixes_are_different_names(void)
{
  g_autoptr(GvNames) names = gv_names_new(100000, NULL);
  g_autofree char *text = g_strnfill(1024, 'a');

  for (GvVertex length = 1; length <= 1024; length++)
    g_assert_cmpuint(intern_span(names, text, length), ==, length - 1);
  for (GvVertex length = 1; length <= 1024; length++) {
    g_assert_cmpuint(gv_names_find_span(names, text, length), ==, length - 1);
    g_assert_cmpuint(strlen(gv_names_get(names, length - 1)), ==, length);
  }
}

/* Hashes may collide entirely; the names themselves decide. */
static void names_with_one_hash_are_told_apart(void)
{
  static const char *const said[] = { "abc", "ab", "abcd", "abd", "xbc", "" };
  g_autoptr(GvNames) names = gv_names_new(100, NULL);
  GvVertex id;

  for (int round = 0; round < 2; round++)
    for (GvVertex v = 0; v < G_N_ELEMENTS(said); v++) {
      g_assert_true(gv_names_intern(names, said[v], strlen(said[v]), GV_NAMES_HASHED | 42, &id, NULL));
      g_assert_cmpuint(id, ==, v);
    }
}

/* A span of a line: what stands behind it must not be looked at or kept. */
static void spans_end_where_they_say(void)
{
  g_autoptr(GvNames) names = gv_names_new(100, NULL);
  g_autofree char *exact = g_memdup2("ann", 3); /* a sanitizer sees a read beyond */

  g_assert_cmpuint(intern_span(names, "ann,bo", 3), ==, 0);
  g_assert_cmpuint(intern_span(names, "annbo", 3), ==, 0);
  g_assert_cmpuint(intern_span(names, exact, 3), ==, 0);
  g_assert_cmpuint(gv_names_find_span(names, exact, 3), ==, 0);
  g_assert_cmpstr(gv_names_get(names, 0), ==, "ann");
}

static void a_million_names_are_found_again(void)
{
  enum { MILLION = 1000000 };
  g_autoptr(GvNames) names = gv_names_new(GV_VERTEX_NONE - 1, NULL);
  char text[32];

  for (GvVertex v = 0; v < MILLION; v++) {
    g_snprintf(text, sizeof text, "user_%u_%u", v % 7, v);
    g_assert_cmpuint(intern(names, text), ==, v);
  }
  g_assert_cmpuint(gv_names_count(names), ==, MILLION);
  for (GvVertex v = MILLION; v-- > 0;) {
    g_snprintf(text, sizeof text, "user_%u_%u", v % 7, v);
    g_assert_cmpstr(gv_names_get(names, v), ==, text);
    g_assert_cmpuint(gv_names_find(names, text), ==, v);
    g_assert_cmpuint(intern(names, text), ==, v);
  }
  g_assert_cmpuint(gv_names_find(names, "user_0_1"), ==, GV_VERTEX_NONE);
}

/* The table grows at every power of two; the limit must hold there as well. */
static void more_than_the_limit_is_an_error(void)
{
  for (GvVertex limit = 1; limit < 3000; limit += limit < 5 ? 1 : 509) {
    g_autoptr(GvNames) names = gv_names_new(limit, NULL);
    g_autoptr(GError) error = NULL;
    char text[32];
    GvVertex id = 7;
    for (GvVertex v = 0; v < limit; v++) {
      g_snprintf(text, sizeof text, "%u", v);
      intern(names, text);
    }
    g_assert_false(gv_names_intern(names, "new", 3, gv_names_hash(names, "new", 3), &id, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
    g_assert_cmpuint(gv_names_count(names), ==, limit);
    g_assert_cmpuint(gv_names_find(names, "new"), ==, GV_VERTEX_NONE);
    g_assert_cmpuint(intern(names, "0"), ==, 0); /* known ones are still welcome */
  }
}

/* With a fixed key an input could be made in which all names collide. */
static void hash_depends_on_a_secret_but_ids_do_not(void)
{
  g_autoptr(GvNames) a = gv_names_new(10, NULL), b = gv_names_new(10, NULL);

  g_assert_cmpuint(gv_names_hash(a, "ann", 3), ==, gv_names_hash(a, "ann", 3));
  g_assert_cmpuint(gv_names_hash(a, "ann", 3), !=, gv_names_hash(b, "ann", 3));
  g_assert_cmpuint(intern(a, "ann"), ==, intern(b, "ann"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/names/ids-follow-the-first-appearance", ids_follow_the_first_appearance);
  g_test_add_func("/names/prefixes-are-different-names", prefixes_are_different_names);
  g_test_add_func("/names/names-with-one-hash-are-told-apart", names_with_one_hash_are_told_apart);
  g_test_add_func("/names/spans-end-where-they-say", spans_end_where_they_say);
  g_test_add_func("/names/a-million-names-are-found-again", a_million_names_are_found_again);
  g_test_add_func("/names/more-than-the-limit-is-an-error", more_than_the_limit_is_an_error);
  g_test_add_func("/names/hash-depends-on-a-secret-but-ids-do-not",
                  hash_depends_on_a_secret_but_ids_do_not);
  return g_test_run();
}

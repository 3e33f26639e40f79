/* A packed network is the network: as it lies, with people added, turned round,
 * merged another way, and beside tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/network.h"
#include "vine_common.h"

static const Texts kinds[] = {
  { .follows = FOLLOWS },
  { .follows = "a\tb\nb\tc\n" },
  { .interactions = INTERACTIONS },
  { .follows = FOLLOWS, .interactions = INTERACTIONS },
  { .follows = FOLLOWS, .interactions = INTERACTIONS, .users = USERS },
  { .edges = EDGES },
  { .edges = "a,b\nb,c\nc,a\na,c\n" },
  { .edges = "a,a\n" },
  { .edges = EDGES, .users = USERS },
};

/* Ways to read tables before they are packed. */
static size_t ways(GvReadOptions options[6])
{
  for (size_t i = 0; i < 6; i++)
    options[i] = plain;
  options[1].direction = GV_UNDIRECTED;
  options[2].half_life = 30;
  options[3].type_weights = "RT=3,LIKE=0.5,follow=2";
  options[4].duplicates = GV_DUPLICATES_COUNT;
  options[5].duplicates = GV_DUPLICATES_MAX;
  options[5].direction = GV_UNDIRECTED;
  return 6;
}

typedef void (*Promise)(Desk *desk, Texts texts, GvReadOptions options);

static void for_all(Promise promise)
{
  GvReadOptions options[6];
  const size_t count = ways(options);

  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
    for (size_t w = 0; w < count; w++) {
      g_auto(Desk) desk = { 0 };
      desk_open(&desk);
      promise(&desk, kinds[k], options[w]);
    }
}

static void same_after_packing(Desk *desk, Texts texts, GvReadOptions options)
{
  static const GvCheck checks[] = { GV_CHECK_SHAPE, GV_CHECK_ALL, GV_CHECK_HEADER };
  g_autoptr(GvNetwork) network = read_texts(desk, texts, options);

  write_network(network, desk->vine);
  for (size_t c = 0; c < G_N_ELEMENTS(checks); c++) {
    GvReadOptions how = plain;
    how.check = checks[c];
    g_autoptr(GvNetwork) packed = open_with(desk, (Texts){ 0 }, how);
    assert_same_network(network, packed);
  }
}

static void comes_back_as_it_was(void)
{
  for_all(same_after_packing);
}

static void same_bytes_again(Desk *desk, Texts texts, GvReadOptions options)
{
  g_autofree char *again = g_build_filename(desk->folder, "again.vine", NULL), *a = NULL, *b = NULL;
  gsize length[2];

  pack(desk, texts, options);
  g_autoptr(GvNetwork) packed = open_with(desk, (Texts){ 0 }, plain);
  write_network(packed, again);
  g_assert_true(g_file_get_contents(desk->vine, &a, &length[0], NULL));
  g_assert_true(g_file_get_contents(again, &b, &length[1], NULL));
  g_assert_cmpuint(length[0], ==, length[1]);
  assert_same_bytes(a, b, length[0]);
}

static void packing_again_gives_the_same_bytes(void)
{
  for_all(same_bytes_again);
}

static void same_with_users(Desk *desk, Texts texts, GvReadOptions options)
{
  const Texts users = { .users = USERS };
  Texts ties = texts;

  ties.users = NULL;
  texts.users = USERS;
  g_autoptr(GvNetwork) expected = read_texts(desk, texts, options);
  pack(desk, ties, options);
  g_autoptr(GvNetwork) packed = open_with(desk, users, plain);
  assert_same_network(expected, packed);
}

static void users_are_added(void)
{
  for_all(same_with_users);
}

/* Plain edges turn round, with their parts; attention does not. */
static void same_reversed(Desk *desk, Texts texts, GvReadOptions options)
{
  GvReadOptions turned = plain;

  pack(desk, texts, options);
  options.reverse = turned.reverse = TRUE;
  g_autoptr(GvNetwork) expected = read_texts(desk, texts, options);
  g_autoptr(GvNetwork) packed = open_with(desk, (Texts){ 0 }, turned);
  assert_same_network(expected, packed);
}

static void plain_edges_turn_round(void)
{
  for_all(same_reversed);
}

static void directed_becomes_undirected(void)
{
  static const Texts texts[] = { { .interactions = INTERACTIONS },
                                 { .edges = EDGES, .users = USERS },
                                 { .edges = "a,b\nb,c\nc,a\na,c\n" } };
  GvReadOptions undirected = plain;

  undirected.direction = GV_UNDIRECTED;
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_auto(Desk) desk = { 0 };
    desk_open(&desk);
    pack(&desk, texts[i], plain);
    g_autoptr(GvNetwork) expected = read_texts(&desk, texts[i], undirected);
    g_autoptr(GvNetwork) packed = open_with(&desk, (Texts){ 0 }, undirected);
    assert_same_network(expected, packed);
  }
}

static void scale_is_not_applied_twice(void)
{
  g_auto(Desk) desk = { 0 };
  const Texts texts = { .interactions = "actor,target,type\na,b,RT\nb,c,RE\n" };
  GvReadOptions options = plain;

  desk_open(&desk);
  options.type_weights = "RT=3";
  pack(&desk, texts, options);
  options.direction = GV_UNDIRECTED;
  g_autoptr(GvNetwork) expected = read_texts(&desk, texts, options);
  options.type_weights = NULL;
  g_autoptr(GvNetwork) packed = open_with(&desk, (Texts){ 0 }, options);
  assert_same_network(expected, packed);
}

static void undirected_becomes_directed_both_ways(void)
{
  g_auto(Desk) desk = { 0 };
  GvReadOptions options = plain;

  desk_open(&desk);
  options.direction = GV_UNDIRECTED;
  pack(&desk, (Texts){ .edges = "a,b\nc,b\n" }, options);
  options.direction = GV_DIRECTED;
  g_autoptr(GvNetwork) expected =
      read_texts(&desk, (Texts){ .edges = "a,b\nc,b\nb,a\nb,c\n" }, options);
  g_autoptr(GvNetwork) packed = open_with(&desk, (Texts){ 0 }, options);
  assert_same_network(expected, packed);
}

static void tables_are_read_beside_it(void)
{
  g_auto(Desk) desk = { 0 };
  const Texts both = { .follows = FOLLOWS, .interactions = INTERACTIONS, .users = USERS };

  desk_open(&desk);
  pack(&desk, (Texts){ .follows = FOLLOWS }, plain);
  g_autoptr(GvNetwork) expected = read_texts(&desk, both, plain);
  g_autoptr(GvNetwork) packed =
      open_with(&desk, (Texts){ .interactions = INTERACTIONS, .users = USERS }, plain);
  assert_same_network(expected, packed);
}

/* Attention is never turned, plain edges are, also where they become ties again. */
static void ties_turn_as_tables_do(void)
{
  static const Texts packed[] = { { .follows = FOLLOWS }, { .edges = EDGES } };
  static const Texts beside[] = { { .interactions = INTERACTIONS },
                                  { .edges = "x,a,1,\nd,x,2,7\n" } };
  static const Texts both[] = { { .follows = FOLLOWS, .interactions = INTERACTIONS },
                                { .edges = EDGES "x,a,1,\nd,x,2,7\n" } };
  GvReadOptions reverse = plain;

  reverse.reverse = TRUE;
  for (size_t i = 0; i < G_N_ELEMENTS(packed); i++) {
    g_auto(Desk) desk = { 0 };
    desk_open(&desk);
    pack(&desk, packed[i], plain);
    g_autoptr(GvNetwork) expected = read_texts(&desk, both[i], reverse);
    g_autoptr(GvNetwork) together = open_with(&desk, beside[i], reverse);
    assert_same_network(expected, together);
  }
}

/* Several parts an edge, in several layers, follow their edge. */
static void turning_takes_the_parts_along(void)
{
  g_auto(Desk) desk = { 0 };
  const Texts texts = { .follows = FOLLOWS, .interactions = INTERACTIONS };

  desk_open(&desk);
  g_autoptr(GvNetwork) network = read_texts(&desk, texts, plain);
  g_autoptr(GvNetwork) turned = read_texts(&desk, texts, plain);
  g_assert_true(gv_network_turn(turned, NULL));
  assert_same_side(gv_graph_in(gv_network_graph(network)), gv_network_edges(turned));
  const GvAdjacency edges = gv_network_edges(turned);
  const GvParts parts = gv_network_parts(turned);
  for (GvEdge e = 0; e < edges.offsets[edges.n]; e++) {
    double sum = 0;
    for (GvEdge p = parts.offsets[e]; p < parts.offsets[e + 1]; p++)
      sum += parts.weights[p];
    g_assert_cmpfloat(sum, ==, edges.weights[e]);
  }
  g_assert_true(gv_network_turn(turned, NULL));
  assert_same_network(network, turned);
}

static void packed_users_and_others_come_together(void)
{
  g_auto(Desk) desk = { 0 };

  desk_open(&desk);
  pack(&desk, (Texts){ .edges = "a,b\n", .users = "user,region,stage\na,north,fan\n" }, plain);
  g_autoptr(GvNetwork) network =
      open_with(&desk, (Texts){ .users = "user,region,cost\nb,south,2\nnew,north,3\n" }, plain);
  const GvPeople *people = gv_network_people(network);
  g_assert_cmpuint(gv_graph_vertices(gv_network_graph(network)), ==, 3);
  g_assert_cmpstr(tag_text(&people->tags[0], 0), ==, "north");
  g_assert_cmpstr(tag_text(&people->tags[0], 1), ==, "south");
  g_assert_cmpstr(tag_text(&people->tags[0], 2), ==, "north");
  g_assert_cmpint(people->stage[0], ==, GV_STAGE_FAN);
  g_assert_cmpfloat(people->cost[2], ==, 3);
  assert_refused(&desk, (Texts){ .users = "user,region\na,south\n" }, plain, GV_ERROR_PARSE,
                 "duplicate id a, a listed person of");
}

static void options_that_need_rows_are_refused(void)
{
  g_auto(Desk) desk = { 0 };
  GvReadOptions o[5] = { plain, plain, plain, plain, plain };
  static const char *const names[] = { "--half-life", "--as-of", "--type-weights",
                                       "--channel-weights", "--duplicates" };

  desk_open(&desk);
  pack(&desk, (Texts){ .follows = FOLLOWS }, plain);
  o[0].half_life = 3;
  o[1].as_of = 7;
  o[2].type_weights = "RT=1";
  o[3].channel_weights = "weibo=1";
  o[4].duplicates = GV_DUPLICATES_FIRST;
  for (size_t i = 0; i < G_N_ELEMENTS(o); i++)
    assert_refused(&desk, (Texts){ 0 }, o[i], GV_ERROR_INVALID_ARGUMENT, names[i]);
  o[0] = plain;
  o[0].max_vertices = 3;
  assert_refused(&desk, (Texts){ 0 }, o[0], GV_ERROR_LIMIT, "--max-vertices");
}

static void what_does_not_go_together_is_refused(void)
{
  g_auto(Desk) desk = { 0 };
  GvReadOptions scaled = plain;

  desk_open(&desk);
  pack(&desk, (Texts){ .follows = FOLLOWS }, plain);
  assert_refused(&desk, (Texts){ .edges = EDGES }, plain, GV_ERROR_INVALID_ARGUMENT,
                 "packed from --follows");
  pack(&desk, (Texts){ .edges = EDGES }, plain);
  assert_refused(&desk, (Texts){ .follows = FOLLOWS }, plain, GV_ERROR_INVALID_ARGUMENT,
                 "packed from --edges");
  scaled.type_weights = "RT=2";
  pack(&desk, (Texts){ .interactions = INTERACTIONS }, scaled);
  assert_refused(&desk, (Texts){ .follows = FOLLOWS }, plain, GV_ERROR_INVALID_ARGUMENT,
                 "read alone");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/vine/" #promise, promise)
  ADD(comes_back_as_it_was);
  ADD(packing_again_gives_the_same_bytes);
  ADD(users_are_added);
  ADD(plain_edges_turn_round);
  ADD(directed_becomes_undirected);
  ADD(scale_is_not_applied_twice);
  ADD(undirected_becomes_directed_both_ways);
  ADD(tables_are_read_beside_it);
  ADD(ties_turn_as_tables_do);
  ADD(turning_takes_the_parts_along);
  ADD(packed_users_and_others_come_together);
  ADD(options_that_need_rows_are_refused);
  ADD(what_does_not_go_together_is_refused);
#undef ADD
  return g_test_run();
}

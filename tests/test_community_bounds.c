/* What holds communities: their least and largest size, where they begin, and what
 * they may not reach beyond.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "networks.h"

static const char *const methods[] = { "leiden", "fast", "louvain" };

static GvMultilevelOptions defaults(void)
{
  GvMultilevelOptions o = { 0 };

  gv_options_init(&o, gv_multilevel_params);
  return o;
}

static GvVertex *sizes_of(const GvVertex *labels, GvVertex n, GvVertex count)
{
  GvVertex *sizes = g_new0(GvVertex, count);

  for (GvVertex v = 0; v < n; v++)
    sizes[labels[v]]++;
  return sizes;
}

static GvVertex components(GvGraph *graph)
{
  g_autofree GvVertex *labels = g_new0(GvVertex, gv_graph_vertices(graph));
  GvMultilevelOptions o = defaults();

  o.resolution = 0; /* nothing speaks against one community a component */
  return find_communities("leiden", graph, &o, labels, 1).communities;
}

static void none_is_larger_than_allowed(void)
{
  for (guint i = 0; i < 24; i++) {
    const GvVertex n = 200 + 10 * i, max = 1 + i * 2;
    g_autoptr(GvGraph) g = random_graph(n, 3 * n, i, i % 2, i % 3 == 0);
    g_autofree GvVertex *labels = g_new(GvVertex, n);
    GvMultilevelOptions o = defaults();
    o.max_size = max;
    o.direction = i % 4 == 1 ? GV_DIRECTION_LEICHT_NEWMAN : GV_DIRECTION_PROJECT;
    o.resolution = i % 5 == 0 ? 0 : 1;
    const GvPartition p = find_communities(methods[i % 3], g, &o, labels, 2);
    g_autofree GvVertex *sizes = sizes_of(labels, n, p.communities);
    g_assert_cmpuint(sizes[0], <=, max);
    g_assert_cmpuint(p.disconnected, ==, 0);
    g_assert_cmpuint(slow_disconnected(g, labels, p.communities), ==, 0);
    assert_order(labels, n, p.communities);
    if (max > 8) /* pieces, not crumbs */
      g_assert_cmpuint(p.communities, <, n / 2);
  }
}

/* Only components that are small as a whole stay small. */
static void none_is_smaller_than_allowed(void)
{
  for (guint i = 0; i < 24; i++) {
    const GvVertex n = 200 + 10 * i, min = 2 + i;
    g_autoptr(GvGraph) g = random_graph(n, 3 * n, i, i % 2, i % 3 == 0);
    g_autofree GvVertex *labels = g_new(GvVertex, n);
    GvMultilevelOptions o = defaults();
    GvVertex small = 0;
    o.min_size = min;
    o.resolution = 8;
    const GvPartition p = find_communities(methods[i % 3], g, &o, labels, 2);
    g_autofree GvVertex *sizes = sizes_of(labels, n, p.communities);
    for (GvVertex c = 0; c < p.communities; c++)
      small += sizes[c] < min;
    g_assert_cmpuint(small, <=, components(g) - 1);
    g_assert_cmpuint(p.communities, >, components(g));
    g_assert_cmpuint(slow_disconnected(g, labels, p.communities), ==, 0);
    assert_order(labels, n, p.communities);
  }
}

/* A clique of 4 hangs by two ties on a clique of 6 and by one on a clique of 12. */
static void small_ones_join_where_they_lose_least(void)
{
  Draft d = draft_new(22);
  const GvVertex begin[] = { 0, 12, 18, 22 };
  GvVertex labels[22];
  GvMultilevelOptions o = defaults();

  for (int c = 0; c < 3; c++)
    for (GvVertex i = begin[c]; i < begin[c + 1]; i++)
      for (GvVertex j = begin[c]; j < i; j++)
        draft_tie(&d, i, j, 1);
  draft_tie(&d, 18, 0, 1);
  draft_tie(&d, 19, 12, 1);
  draft_tie(&d, 20, 13, 1);
  g_autoptr(GvGraph) g = draft_graph(&d, FALSE, FALSE);
  o.min_size = 5;
  g_assert_cmpuint(find_communities("leiden", g, &o, labels, 1).communities, ==, 2);
  g_assert_true(labels[18] == labels[12] && labels[21] == labels[12] && labels[0] != labels[12]);
  o.max_size = 9; /* the 6 have no room for 4, the 12 are cut */
  find_communities("leiden", g, &o, labels, 1);
  g_assert_true(labels[18] != labels[12]);
  o.min_size = 10;
  g_autoptr(GError) error = NULL;
  GvPartition p;
  g_assert_false(
      gv_community_method_run(gv_community_method_find("leiden"), g, &o, labels, &p, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void communities_stay_within(void)
{
  g_autoptr(GvGraph) g = read_network("wiki_vote.txt.zst", TRUE);
  const GvVertex n = gv_graph_vertices(g);
  g_autofree GvVertex *outer = g_new(GvVertex, n), *inner = g_new(GvVertex, n);
  g_autofree GvVertex *of = g_new(GvVertex, n);
  GvMultilevelOptions o = defaults();
  const GvPartition whole = find_communities("leiden", g, NULL, outer, 1);

  o.within = outer;
  o.resolution = 2;
  const GvPartition p = find_communities("leiden", g, &o, inner, 2);
  g_assert_cmpuint(p.communities, >, whole.communities);
  g_assert_cmpuint(slow_disconnected(g, inner, p.communities), ==, 0);
  memset(of, 0xff, n * sizeof *of);
  for (GvVertex v = 0; v < n; v++) {
    if (of[inner[v]] == GV_VERTEX_NONE)
      of[inner[v]] = outer[v];
    g_assert_cmpuint(of[inner[v]], ==, outer[v]);
  }
}

/* From a partition that no move betters a run leads back to it; one from anywhere
 * else ends elsewhere on this network. */
static void runs_begin_where_they_are_told(void)
{
  g_autoptr(GvGraph) g = read_network("wiki_vote.txt.zst", TRUE);
  const GvVertex n = gv_graph_vertices(g);
  g_autofree GvVertex *first = g_new(GvVertex, n), *again = g_new(GvVertex, n);
  g_autofree GvVertex *other = g_new(GvVertex, n);
  GvMultilevelOptions o = defaults();
  o.iterations = 30;
  const double best = find_communities("leiden", g, &o, first, 1).modularity;

  o.iterations = 1;
  o.seed = 2;
  find_communities("leiden", g, &o, other, 1);
  o.initial = first;
  const double warm = find_communities("leiden", g, &o, again, 2).modularity;
  g_assert_cmpfloat(warm, >=, best - 1e-9);
  GvVertex moved = 0, differ = 0;
  for (GvVertex v = 0; v < n; v++) {
    moved += again[v] != first[v];
    differ += other[v] != first[v];
  }
  g_assert_cmpuint(moved, <, n / 20);
  g_assert_cmpuint(differ, >, n / 20);
}

/* On a network of more than one batch. */
static void threads_do_not_show(void)
{
  g_autoptr(GvGraph) g = rmat(14, 300000, FALSE, 1);
  const GvVertex n = gv_graph_vertices(g);
  g_autofree GvVertex *one = g_new(GvVertex, n), *three = g_new(GvVertex, n);
  GvMultilevelOptions o = defaults();

  o.max_size = 500;
  o.min_size = 20;
  find_communities("leiden", g, &o, one, 1);
  find_communities("leiden", g, &o, three, 3);
  assert_same(one, three, n);
  o.within = one;
  o.max_size = o.min_size = 0;
  o.resolution = 2;
  find_communities("fast", g, &o, three, 3);
  g_autofree GvVertex *again = g_new(GvVertex, n);
  find_communities("fast", g, &o, again, 1);
  assert_same(again, three, n);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bounds/none-is-larger-than-allowed", none_is_larger_than_allowed);
  g_test_add_func("/bounds/none-is-smaller-than-allowed", none_is_smaller_than_allowed);
  g_test_add_func("/bounds/small-ones-join-where-they-lose-least",
                  small_ones_join_where_they_lose_least);
  g_test_add_func("/bounds/communities-stay-within", communities_stay_within);
  g_test_add_func("/bounds/runs-begin-where-they-are-told", runs_begin_where_they_are_told);
  g_test_add_func("/bounds/threads-do-not-show", threads_do_not_show);
  return g_test_run();
}

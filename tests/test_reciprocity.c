#include "scores.h"

static gboolean has_tie(GvAdjacency out, GvVertex from, GvVertex to)
{
  for (GvEdge e = out.offsets[from]; e < out.offsets[from + 1]; e++)
    if (out.targets[e] == to)
      return TRUE;
  return FALSE;
}

/* Word for word: each tie looked up from the other end. */
static void check(GvGraph *g)
{
  const GvAdjacency out = gv_graph_out(g);
  g_autofree double *ours = scores_of("reciprocity", g, 2);

  for (GvVertex v = 0; v < out.n; v++) {
    double back = 0, ties = (double)gv_degree(out, v);
    for (GvEdge e = out.offsets[v]; e < out.offsets[v + 1]; e++)
      back += has_tie(out, out.targets[e], v);
    if (ties > 0)
      g_assert_cmpfloat(ours[v], ==, back / ties);
    else
      g_assert_true(isnan(ours[v]));
  }
}

static void is_the_share_of_ties_returned(void)
{
  on_many_graphs(check);
}

/* 0 <-> 1, 0 -> 2: 2 follows nobody. */
static void followers_alone_leave_it_undefined(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 0 }, { 0, 2 } };
  const double expected[] = { 0.5, 1, NAN };
  g_autoptr(GvGraph) g = gv_graph_new(3, edges, NULL, 3, TRUE, NULL);
  g_autofree double *s = scores_of("reciprocity", g, 1);

  assert_scores(s, expected, 3, 0);
}

static void is_one_for_everyone_with_a_tie_where_undirected(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 0, 2 } };
  const double expected[] = { 1, 1, 1, NAN };
  g_autoptr(GvGraph) g = gv_graph_new(4, edges, NULL, 2, FALSE, NULL);
  g_autofree double *s = scores_of("reciprocity", g, 1);

  assert_scores(s, expected, 4, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reciprocity/is-the-share-of-ties-returned", is_the_share_of_ties_returned);
  g_test_add_func("/reciprocity/followers-alone-leave-it-undefined",
                  followers_alone_leave_it_undefined);
  g_test_add_func("/reciprocity/is-one-for-everyone-with-a-tie-where-undirected",
                  is_one_for_everyone_with_a_tie_where_undirected);
  return g_test_run();
}

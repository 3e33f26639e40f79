#include "edge_lists.h"
#include "holes.h"
#include "peer.h"

static void agree_with_igraph(GvGraph *g)
{
  const gboolean weighted = gv_graph_is_weighted(g);
  g_auto(Measures) ours = measure(g, 2);
  igraph_t peer;
  igraph_vector_t constraint, weights;

  peer_graph(g, &peer, &weights);
  igraph_vector_init(&constraint, 0);
  igraph_constraint(&peer, &constraint, igraph_vss_all(), weighted ? &weights : NULL);
  for (GvVertex v = 0; v < ours.n; v++)
    assert_relative(ours.constraint[v], VECTOR(constraint)[v], 1e-12);
  igraph_vector_destroy(&constraint);
  igraph_vector_destroy(&weights);
  igraph_destroy(&peer);
}

static void constraint_is_igraphs(void)
{
  g_autoptr(GvGraph) facebook = data_network("ego_facebook.txt.gz", FALSE);
  g_autoptr(GvGraph) email = data_network("email_eu_core.txt.zst", TRUE);
  g_autoptr(GvGraph) votes = data_network("wiki_vote.txt.zst", TRUE);
  g_autoptr(GvGraph) weighted = random_graph(500, 8000, 5, TRUE, TRUE);

  agree_with_igraph(facebook);
  agree_with_igraph(email);
  agree_with_igraph(votes);
  agree_with_igraph(weighted);
}

/* Half of the ties go to a few hubs; enough vertices for many blocks of rows. */
static GvGraph *hub_graph(guint32 seed, gboolean weighted)
{
  enum { N = 30000, M = 150000 };
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autofree GvVertex(*edges)[2] = g_malloc_n(M, sizeof *edges);
  g_autofree double *weights = g_new(double, M);
  GvGraph *graph;

  for (int e = 0; e < M; e++) {
    edges[e][0] = (GvVertex)g_rand_int_range(rand, 0, N);
    edges[e][1] = (GvVertex)g_rand_int_range(rand, 0, e % 2 ? N : 40 + e % 300);
    weights[e] = g_rand_double_range(rand, 0.01, 9);
  }
  graph = gv_graph_new(N, (const GvVertex(*)[2])edges, weighted ? weights : NULL, M, FALSE, NULL);
  g_assert_nonnull(graph);
  return graph;
}

static void assert_same_bits(const Measures *a, const Measures *b)
{
  const size_t bytes = a->n * sizeof(double);

  g_assert_true(memcmp(a->constraint, b->constraint, bytes) == 0);
  g_assert_true(memcmp(a->effective_size, b->effective_size, bytes) == 0);
  g_assert_true(memcmp(a->efficiency, b->efficiency, bytes) == 0);
  g_assert_true(memcmp(a->hierarchy, b->hierarchy, bytes) == 0);
}

static void same_bits_at_any_thread_count(void)
{
  static const unsigned counts[] = { 2, 3, 8 };

  for (guint32 kind = 0; kind < 6; kind++) {
    const gboolean weighted = kind & 1;
    g_autoptr(GvGraph) g = kind < 2   ? hub_graph(kind, weighted)
                           : kind < 4 ? random_graph(300, 20000, kind, TRUE, weighted)
                                      : random_graph(20000, 9000, kind, FALSE, weighted);
    g_auto(Measures) one = measure(g, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
      g_auto(Measures) many = measure(g, counts[i]);
      assert_same_bits(&one, &many);
    }
  }
}

static void any_array_may_be_missing(void)
{
  g_autoptr(GvGraph) g = random_graph(200, 900, 3, TRUE, TRUE);
  g_auto(Measures) all = measure(g, 2), one = measures_new(200);

  g_assert_true(gv_holes_run(g, (GvHoles){ 0 }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .constraint = one.constraint }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .effective_size = one.effective_size }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .efficiency = one.efficiency }, NULL, NULL));
  g_assert_true(gv_holes_run(g, (GvHoles){ .hierarchy = one.hierarchy }, NULL, NULL));
  assert_same_bits(&all, &one);
}

typedef struct {
  GvTask *task;
  int calls_after; /* it was cancelled */
} Canceller;

static void cancel_late(const char *label, double done, void *data)
{
  Canceller *c = data;
  (void)label;

  c->calls_after += done > 0.3;
  if (done > 0.3)
    gv_task_cancel(c->task);
}

static void stops_at_the_next_step_when_cancelled(void)
{
  g_autoptr(GvGraph) g = hub_graph(1, FALSE);
  g_auto(Measures) m = measures_new(gv_graph_vertices(g));

  for (unsigned threads = 1; threads <= 2; threads++)
    for (int late = 0; late < 2; late++) {
      g_autoptr(GvTask) task = gv_task_new(threads);
      g_autoptr(GError) error = NULL;
      Canceller canceller = { task, 0 };
      gv_task_set_progress(task, cancel_late, &canceller);
      if (!late)
        gv_task_cancel(task);
      g_assert_false(gv_holes_run(g, (GvHoles){ .constraint = m.constraint }, task, &error));
      g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
      g_assert_cmpint(canceller.calls_after, ==, late);
    }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/holes_large/constraint-is-igraphs", constraint_is_igraphs);
  g_test_add_func("/holes_large/same-bits-at-any-thread-count", same_bits_at_any_thread_count);
  g_test_add_func("/holes_large/any-array-may-be-missing", any_array_may_be_missing);
  g_test_add_func("/holes_large/stops-at-the-next-step-when-cancelled",
                  stops_at_the_next_step_when_cancelled);
  return g_test_run();
}

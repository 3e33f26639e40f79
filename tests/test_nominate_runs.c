/* How a nomination runs: threads, on the beginning of the Higgs log, and cancelling.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "data.h"
#include "made_network.h"

enum { ROWS = 120000 };

/* A B time type, as its file has them, the first ROWS of them. */
static GvNetwork *higgs(void)
{
  g_autoptr(GString) text = test_inflate(GV_TEST_DATA "/higgs/higgs-activity_time.txt.gz");
  const char *end = text->str;
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  for (int row = 0; row < ROWS; row++)
    end = strchr(end, '\n') + 1;
  g_string_truncate(text, (gsize)(end - text->str));
  g_autofree char *path = made_file(text->str);
  const GvSource source = { .kind = GV_TABLE_INTERACTIONS,
                            .path = path,
                            .columns = "actor,target,time,type" };
  GvNetwork *network = gv_network_read(&source, 1, &options, NULL, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpint(g_unlink(path), ==, 0);
  return network;
}

#define ASSERT_SAME(a, b, count) g_assert_true(memcmp(a, b, (count) * sizeof *(a)) == 0)

static void assert_same(const GvNominationView *a, const GvNominationView *b)
{
  g_assert_cmpuint(a->count, ==, b->count);
  g_assert_cmpuint(a->column_count, ==, b->column_count);
  ASSERT_SAME(a->candidates, b->candidates, a->count);
  ASSERT_SAME(a->ranked, b->ranked, a->count);
  ASSERT_SAME(a->score, b->score, a->count);
  ASSERT_SAME(a->followers, b->followers, a->count);
  ASSERT_SAME(a->reach, b->reach, a->count);
  ASSERT_SAME(a->community, b->community, a->count);
  for (int k = 0; k < GV_FAMILIES; k++)
    if (a->family[k])
      ASSERT_SAME(a->family[k], b->family[k], a->count);
  for (size_t f = 0; f < a->column_count; f++) {
    ASSERT_SAME(a->columns[f].values, b->columns[f].values, a->count);
    ASSERT_SAME(a->columns[f].standing, b->columns[f].standing, a->count);
    ASSERT_SAME(a->columns[f].strength, b->columns[f].strength, a->count);
  }
}

static void same_bits_on_any_thread_count(void)
{
  static const unsigned threads[] = { 2, 3, 8 };
  const GvNominateOptions options = { .min_followers = 1, .seed = 7 };
  g_autoptr(GvNetwork) network = higgs();
  g_autoptr(GvNomination) one = nomination_of(network, options, (GvNominateChoice){ 0 }, 1);
  const GvNominationView wanted = gv_nomination_view(one);

  g_assert_cmpuint(wanted.count, >, 5000);
  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GvNomination) many =
        nomination_of(network, options, (GvNominateChoice){ 0 }, threads[i]);
    const GvNominationView view = gv_nomination_view(many);
    assert_same(&wanted, &view);
  }
}

static void stop(const char *label, double done, void *task)
{
  (void)label;
  if (done > 0)
    gv_task_cancel(task);
}

static void stops_when_cancelled(void)
{
  g_autoptr(GvNetwork) network =
      made_network((Made){ .follows = "a,b\nb,c\nc,a\n", .interactions = "a,b,RT,5\n" });
  const GvNominateChoice choice = { 0 };
  g_autoptr(GvTask) before = gv_task_new(2), meanwhile = gv_task_new(2);
  g_autoptr(GError) at_once = NULL, later = NULL;

  gv_task_cancel(before);
  g_assert_null(gv_nominate(network, &open_gate, &choice, before, &at_once));
  g_assert_error(at_once, GV_ERROR, GV_ERROR_CANCELLED);
  gv_task_set_progress(meanwhile, stop, meanwhile);
  g_assert_null(gv_nominate(network, &open_gate, &choice, meanwhile, &later));
  g_assert_error(later, GV_ERROR, GV_ERROR_CANCELLED);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/nominate-runs/same-bits-on-any-thread-count", same_bits_on_any_thread_count);
  g_test_add_func("/nominate-runs/stops-when-cancelled", stops_when_cancelled);
  return g_test_run();
}

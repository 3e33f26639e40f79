/* Long and packed tables: the same at any thread count, from any kind of stream. */
#define _POSIX_C_SOURCE 200809L /* dup2 */
#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include "common.h"
#include "read_common.h"

#define HIGGS GV_TEST_DATA "/higgs/higgs-activity_time.txt.gz"

enum { ROWS = 200000, PEOPLE = 40000 };

/* About 6 MB: some names quoted, with newlines and delimiters in them. */
static char *many_rows(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(5);
  GString *text = g_string_new("actor,target,weight,type,time\n");

  for (int i = 0; i < ROWS; i++) {
    int a = g_rand_int_range(rand, 0, PEOPLE), b = g_rand_int_range(rand, 0, PEOPLE);
    if (a % 7)
      g_string_append_printf(text, "user-%d,%d", a, b);
    else
      g_string_append_printf(text, "\"用户\n\"\"%d\",\"%d,x\"", a, b);
    g_string_append_printf(text, ",%g,t%d,%d\n", (i % 9) / 8.0, i % 13, i);
  }
  return g_string_free(text, FALSE);
}

static void assert_same_network(const GvNetwork *a, const GvNetwork *b)
{
  const GvAdjacency x = gv_network_edges(a), y = gv_network_edges(b);
  const GvParts p = gv_network_parts(a), q = gv_network_parts(b);
  const GvEdge m = x.offsets[x.n];

  g_assert_cmpuint(x.n, ==, y.n);
  for (GvVertex v = 0; v < x.n; v++)
    g_assert_cmpstr(name_of(a, v), ==, name_of(b, v));
  assert_bytes(x.offsets, y.offsets, ((size_t)x.n + 1) * sizeof *x.offsets);
  assert_bytes(x.targets, y.targets, m * sizeof *x.targets);
  assert_bytes(x.weights, y.weights, m * sizeof *x.weights);
  assert_bytes(p.offsets, q.offsets, m * sizeof *p.offsets);
  assert_bytes(p.layers, q.layers, p.offsets[m] * sizeof *p.layers);
}

static void the_same_network_at_any_thread_count(void)
{
  const unsigned threads[] = { 1, 2, 3, 8 };
  g_autofree char *text = many_rows();
  g_auto(TestFile) file = test_file(text);
  const GvSource source = { .kind = GV_TABLE_INTERACTIONS, .path = file.path };
  g_autoptr(GvNetwork) first = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GvTask) task = gv_task_new(threads[i]);
    g_auto(GvReadReport) report = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(GvNetwork) network = gv_network_read(&source, 1, NULL, &report, task, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report.inputs[0].rows, ==, ROWS);
    if (first)
      assert_same_network(first, network);
    else
      first = g_steal_pointer(&network);
  }
}

/* Against the generator, which shares no code with the reader. */
static void many_blocks_hold_every_row_once(void)
{
  g_autofree char *text = many_rows();
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_INTERACTIONS, text, NULL);
  const GvAdjacency out = gv_network_edges(network);
  g_autoptr(GRand) rand = g_rand_new_with_seed(5);
  double expected = 0, total = 0;

  for (int i = 0; i < ROWS; i++) {
    int a = g_rand_int_range(rand, 0, PEOPLE), b = g_rand_int_range(rand, 0, PEOPLE);
    expected += (i % 9) / 8.0;
    if (i % 100 != 1)
      continue;
    g_autofree char *from = g_strdup_printf(a % 7 ? "user-%d" : "用户\n\"%d", a);
    g_autofree char *to = g_strdup_printf(a % 7 ? "%d" : "%d,x", b);
    g_assert_cmpfloat(tie(network, from, to), >=, (i % 9) / 8.0);
  }
  for (GvEdge e = 0; e < out.offsets[out.n]; e++)
    total += out.weights[e];
  g_assert_cmpfloat(total, ==, expected); /* eighths add up exactly */
}

static void the_first_error_is_the_same_at_any_thread_count(void)
{
  const unsigned threads[] = { 1, 2, 8 };
  g_autoptr(GString) text = g_string_new("a,b,1\n");

  for (int i = 0; i < 400000; i++)
    g_string_append(text, i == 190000 || i == 390000 ? "c,d,x\n" : "c,d,1\n");
  g_auto(TestFile) file = test_file(text->str);
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = file.path };
  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GvTask) task = gv_task_new(threads[i]);
    g_autoptr(GError) error = NULL;
    g_assert_null(gv_network_read(&source, 1, NULL, NULL, task, &error));
    g_assert_nonnull(strstr(error->message, ":190002: weight is not a number"));
  }
}

/* A zstd file with a checksum, its last `cut` bytes left out. */
static TestFile zstd_file(const char *text, size_t cut)
{
  const size_t length = strlen(text), room = ZSTD_compressBound(length);
  g_autofree char *packed = g_malloc(room);
  ZSTD_CCtx *context = ZSTD_createCCtx();

  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  const size_t size = ZSTD_compress2(context, packed, room, text, length);
  ZSTD_freeCCtx(context);
  g_assert_false(ZSTD_isError(size));
  return test_file_bytes(packed, size - cut);
}

static void zstd_is_read_and_checked(void)
{
  g_autofree char *text = many_rows();
  g_auto(TestFile) good = zstd_file(text, 0), cut = zstd_file(text, 1);
  const GvSource broken = { .kind = GV_TABLE_INTERACTIONS, .path = cut.path };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GvNetwork) network =
      read_good((GvSource){ .kind = GV_TABLE_INTERACTIONS, .path = good.path }, defaults, &report);

  g_assert_nonnull(network);
  g_assert_cmpuint(report.inputs[0].rows, ==, ROWS);
  g_assert_null(gv_network_read(&broken, 1, NULL, NULL, NULL, &error));
  g_assert_nonnull(strstr(error->message, "truncated zstd stream"));
}

static void what_follows_a_gzip_stream_is_refused(void)
{
  g_autofree char *packed = NULL;
  gsize length;

  g_assert_true(
      g_file_get_contents(GV_TEST_DATA "/badinputs/two_members.txt.gz", &packed, &length, NULL));
  g_autofree char *more = g_malloc(length + 2);
  memcpy(more, packed, length);
  memcpy(more + length, "xy", 2);
  g_autofree char *message =
      error_of((GvSource){ .kind = GV_TABLE_EDGES }, more, length + 2, GV_ERROR_PARSE);
  g_assert_true(g_str_has_prefix(message, ":3: something that is not gzip follows"));
}

static void packed_files_may_not_grow_without_end(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  GvReadOptions options = defaults;
  g_autoptr(GError) error = NULL;

  while (text->len < 70 * 1024 * 1024)
    g_string_append(text, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbbbbbbbbbbb\n");
  g_auto(TestFile) file = zstd_file(text->str, 0);
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = file.path };
  g_assert_null(gv_network_read(&source, 1, &options, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
  options.max_expand = 1e6;
  g_autoptr(GvNetwork) network = gv_network_read(&source, 1, &options, NULL, NULL, NULL);
  g_assert_nonnull(network);
}

static void stdin_is_a_table_and_hashed(void)
{
  g_auto(TestFile) file = test_file("a,b\nb,c\n");
  g_auto(GvReadReport) report = { 0 };
  GvReadOptions options = defaults;
  const int kept = dup(STDIN_FILENO), opened = open(file.path, O_RDONLY);

  options.hash_inputs = TRUE;
  g_assert_cmpint(dup2(opened, STDIN_FILENO), ==, STDIN_FILENO);
  g_autoptr(GvNetwork) network =
      read_good((GvSource){ .kind = GV_TABLE_EDGES, .path = "-" }, options, &report);
  dup2(kept, STDIN_FILENO);
  close(kept);
  close(opened);
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "a,b\nb,c\n", -1);
  g_assert_cmpstr(report.inputs[0].sha256, ==, hash);
  g_assert_cmpuint(report.inputs[0].bytes, ==, 8);
  g_assert_cmpfloat(tie(network, "b", "c"), ==, 1);
}

static void the_higgs_log_loads(void)
{
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_good((GvSource){ .kind = GV_TABLE_INTERACTIONS,
                                                       .path = HIGGS,
                                                       .columns = "actor,target,time,type" },
                                           defaults, &report);
  size_t layers;

  gv_network_layers(network, &layers);
  g_assert_cmpuint(layers, ==, 3);
  g_assert_cmpuint(report.inputs[0].rows, ==, 563069);
  g_assert_cmpuint(report.inputs[0].self_loops, ==, 7588);
  g_assert_cmpuint(gv_graph_vertices(gv_network_graph(network)), ==, 304691);
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 461192);
}

static void stop_at_once(const char *label, double done, void *task)
{
  g_assert_cmpstr(label, ==, "load");
  g_assert_true(done >= 0 && done <= 1);
  gv_task_cancel(task);
}

static void reading_can_be_cancelled(void)
{
  const GvSource source = { .kind = GV_TABLE_INTERACTIONS,
                            .path = HIGGS,
                            .columns = "actor,target,time,type" };
  g_autoptr(GvTask) task = gv_task_new(2);
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GError) error = NULL;

  gv_task_set_progress(task, stop_at_once, task);
  g_assert_null(gv_network_read(&source, 1, NULL, &report, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
  g_assert_cmpuint(report.inputs[0].rows, <, 563069);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/blocks/" #f, f)
  PROMISE(the_same_network_at_any_thread_count);
  PROMISE(many_blocks_hold_every_row_once);
  PROMISE(the_first_error_is_the_same_at_any_thread_count);
  PROMISE(zstd_is_read_and_checked);
  PROMISE(what_follows_a_gzip_stream_is_refused);
  PROMISE(packed_files_may_not_grow_without_end);
  PROMISE(stdin_is_a_table_and_hashed);
  PROMISE(the_higgs_log_loads);
  PROMISE(reading_can_be_cancelled);
  return g_test_run();
}

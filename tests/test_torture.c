/* Load, go back in time, nominate, export, with each allocation and each call to the system
 * made to fail in turn: a clear error of the right code, nothing left open, no
 * temporary file, and every output the old one or the new one. What is lost in
 * memory the sanitizer sees.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/nominate.h>
#include <grapevine/read.h>
#include <zlib.h>
#include <zstd.h>

#include "failing.h"
#include "failing_io.h"
#include "write_common.h"

int __real_deflateInit2_(z_streamp s, int level, int method, int bits, int memory, int strategy,
                         const char *version, int size);
GV_API int __wrap_deflateInit2_(z_streamp s, int level, int method, int bits, int memory,
                                int strategy, const char *version, int size);
int __real_inflateInit2_(z_streamp s, int bits, const char *version, int size);
GV_API int __wrap_inflateInit2_(z_streamp s, int bits, const char *version, int size);
ZSTD_CCtx *__real_ZSTD_createCCtx(void);
GV_API ZSTD_CCtx *__wrap_ZSTD_createCCtx(void);
ZSTD_DStream *__real_ZSTD_createDStream(void);
GV_API ZSTD_DStream *__wrap_ZSTD_createDStream(void);

int __wrap_deflateInit2_(z_streamp s, int level, int method, int bits, int memory, int strategy,
                         const char *version, int size)
{
  return fails_now()
             ? Z_MEM_ERROR
             : __real_deflateInit2_(s, level, method, bits, memory, strategy, version, size);
}

int __wrap_inflateInit2_(z_streamp s, int bits, const char *version, int size)
{
  return fails_now() ? Z_MEM_ERROR : __real_inflateInit2_(s, bits, version, size);
}

ZSTD_CCtx *__wrap_ZSTD_createCCtx(void)
{
  return fails_now() ? NULL : __real_ZSTD_createCCtx();
}

ZSTD_DStream *__wrap_ZSTD_createDStream(void)
{
  return fails_now() ? NULL : __real_ZSTD_createDStream();
}

/* Some outputs are there already, some are new. */
static const char *const outputs[] = { "list.csv", "list.csv.gz", "list.jsonl.zst", "list.txt",
                                       "summary.json" };
static const gboolean is_there[] = { TRUE, TRUE, FALSE, FALSE, TRUE };
enum { OUTPUTS = G_N_ELEMENTS(outputs), INPUTS = 5 };

typedef struct {
  char *folder;
  char *in[INPUTS], *out[OUTPUTS];
  unsigned injected;
} Place;

static Place place_new(void)
{
  static const char *const names[] = { "follows.csv.gz", "interactions.csv.zst", "users.csv",
                                        "events.csv", "ids.csv.gz" };
  static const char *const texts[] = {
    "follower,followee,channel,time\na,b,x,1\nb,c,x,2\nc,a,y,3\nd,a,x,4\ne,d,y,5\nf,d,y,6\nf,a,y,"
    "7\n",
    "actor,target,type,weight\na,b,RT,1\nd,a,RE,2\nd,a,RT,1\ng,f,RT,3\n",
    "user,stage,followers,official,cost,value,opt_in,region,channel\na,fan,10,no,1,2,yes,north,x\n"
    "b,loyalist,,no,,,no,south,\nz,,,,,,,,\na,,,,,,,south,y\n",
    "user,event,time,value,channel,campaign,item,parent\na,buy,3,1,x,spring,shoe,b\n"
    "new,share,9,,,,hat,\nb,buy,1,,,,,d\n",
    "channel,account,user\nx,a,anna\ny,a,anna\nx,b,bob\ny,none,bob\nx,a,anna\n",
  };
  Place place = { .folder = new_folder() };

  for (size_t i = 0; i < INPUTS; i++) {
    place.in[i] = g_build_filename(place.folder, names[i], NULL);
    write_whole(place.in[i], texts[i]);
  }
  for (size_t i = 0; i < OUTPUTS; i++)
    place.out[i] = g_build_filename(place.folder, outputs[i], NULL);
  return place;
}

static void place_clear(Place *place)
{
  remove_folder(place->folder);
  for (size_t i = 0; i < INPUTS; i++)
    g_free(place->in[i]);
  for (size_t i = 0; i < OUTPUTS; i++)
    g_free(place->out[i]);
  g_free(place->folder);
}

static GvNetwork *load(const Place *place, GvTask *task, GError **error)
{
  const GvSource sources[] = { { .kind = GV_TABLE_FOLLOWS, .path = place->in[0] },
                               { .kind = GV_TABLE_INTERACTIONS, .path = place->in[1] },
                               { .kind = GV_TABLE_USERS, .path = place->in[2] },
                               { .kind = GV_TABLE_EVENTS, .path = place->in[3] },
                               { .kind = GV_TABLE_IDENTITIES, .path = place->in[4] } };
  const GvReadOptions options = {
    .half_life = 86400, .as_of = GV_TIME_UNKNOWN, .type_weights = "RT=2", .hash_inputs = TRUE,
    .keep_acts = TRUE
  };

  return gv_network_read(sources, INPUTS, &options, NULL, task, error);
}

static gboolean write_list(const char *path, GvFormat format, const GvTable *table, GvTask *task,
                           GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open(path, error);

  return output && gv_table_write(table, format, output, task, error) &&
         gv_output_commit(output, error);
}

static gboolean write_summary(const char *path, const GvNetwork *network, GError **error)
{
  g_autoptr(GvSummary) summary = gv_summary_new("nominate", (const char *[]){ NULL });

  gv_summary_phase(summary, "load");
  gv_summary_set_graph(summary, gv_network_graph(network));
  gv_summary_phase(summary, "write");
  return gv_summary_write(summary, path, error);
}

static gboolean export(const Place *place, const GvNetwork *network, const GvNominationView *view,
                       GvTask *task, GError **error)
{
  const GvColumn columns[] = {
    { "user", GV_COLUMN_NAME, view->candidates, gv_network_names(network) },
    { "score", GV_COLUMN_REAL, view->score, NULL },
  };
  const GvTable table = { columns, G_N_ELEMENTS(columns), view->count, view->ranked };

  return write_list(place->out[0], GV_FORMAT_CSV, &table, task, error) &&
         write_list(place->out[1], GV_FORMAT_CSV, &table, task, error) &&
         write_list(place->out[2], GV_FORMAT_JSONL, &table, task, error) &&
         write_list(place->out[3], GV_FORMAT_TABLE, &table, task, error) &&
         write_summary(place->out[4], network, error);
}

static gboolean run(const Place *place, GError **error)
{
  const GvNominateOptions options = { .max_followers = (char[]){ "100%" }, .seed = 1 };
  const GvNominateChoice choice = { 0 };
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GvNetwork) network = load(place, task, error);
  g_autofree GvVertex *now_of = NULL;
  g_autoptr(GvNetwork) past =
      network ? gv_network_past(network, 6, &now_of, task, error) : NULL;
  g_autoptr(GvNomination) nomination =
      past ? gv_nominate(past, &options, &choice, task, error) : NULL;

  if (nomination == NULL)
    return FALSE;
  const GvNominationView view = gv_nomination_view(nomination);
  return export(place, past, &view, task, error);
}

static const char *const old = "old";

static void put_old_outputs(const Place *place)
{
  for (size_t i = 0; i < OUTPUTS; i++)
    if (is_there[i])
      g_assert_true(g_file_set_contents(place->out[i], old, -1, NULL));
    else
      g_unlink(place->out[i]);
}

static gboolean is_old(const Place *place, size_t i)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents(place->out[i], &text, NULL, NULL))
    return !is_there[i];
  return strcmp(text, old) == 0;
}

/* A finished one reads back to its end. */
static gboolean is_whole(const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true(g_file_get_contents(path, &text, &length, NULL));
  if (g_str_has_suffix(path, ".gz"))
    return length > 18 && memcmp(text, "\x1f\x8b", 2) == 0 && text[length - 1] == 0;
  if (g_str_has_suffix(path, ".zst"))
    return ZSTD_findFrameCompressedSize(text, length) == length;
  return length > 10 && text[length - 1] == '\n';
}

/* All outputs are whole, old ones only behind the last new one. Returns how
 * many are new. */
static size_t assert_old_or_new(const Place *place)
{
  size_t count = 0, there = INPUTS;

  while (count < OUTPUTS && !is_old(place, count))
    g_assert_true(is_whole(place->out[count++]));
  for (size_t i = 0; i < OUTPUTS; i++) {
    g_assert_true(i < count || is_old(place, i));
    there += i < count || is_there[i];
  }
  g_assert_cmpuint(count_files(place->folder), ==, there); /* nothing else is left */
  return count;
}

/* One run; TRUE where it succeeded. A failure has the code, and its message the
 * name of a file where `names` says so. */
static gboolean survives(Place *place, int code, gboolean names)
{
  const unsigned open_before = count_files("/proc/self/fd");
  g_autoptr(GError) error = NULL;
  gboolean done;

  done = run(place, &error);
  const gboolean unharmed = none_failed() + none_trapped() > 0;
  place->injected += !unharmed;
  g_assert_cmpuint(count_files("/proc/self/fd"), ==, open_before);
  if (done) {
    g_assert_no_error(error);
    g_assert_cmpuint(assert_old_or_new(place), ==, OUTPUTS);
    return unharmed;
  }
  g_assert_false(unharmed);
  g_assert_error(error, GV_ERROR, code);
  g_assert_true(!names || strstr(error->message, place->folder));
  assert_old_or_new(place);
  return FALSE;
}

static void any_allocation_may_fail(void)
{
  Place place = place_new();
  gint k = 0;

  do {
    put_old_outputs(&place);
    fail_allocation(++k);
    g_assert_cmpint(k, <, 100000);
  } while (!survives(&place, GV_ERROR_NO_MEMORY, FALSE));
  g_test_message("%u allocations made to fail", place.injected);
  g_assert_cmpuint(place.injected, >, 150);
  place_clear(&place);
}

static void any_call_may_fail(gconstpointer data)
{
  static const unsigned at_least[] = {
    [CALL_OPEN] = 13,  [CALL_READ] = 6,   [CALL_WRITE] = 5, [CALL_FSYNC] = 10,
    [CALL_FCHMOD] = 3, [CALL_CLOSE] = 13, [CALL_RENAME] = 5
  };
  static const int codes[] = { EIO, ENOSPC, EACCES };
  const Call call = (Call)GPOINTER_TO_INT(data);
  Place place = place_new();

  for (size_t c = 0; c < G_N_ELEMENTS(codes); c++) {
    int k = 0;
    do {
      put_old_outputs(&place);
      fail_call(call, ++k, codes[c]);
      g_assert_cmpint(k, <, 1000);
    } while (!survives(&place, GV_ERROR_IO, TRUE));
  }
  g_test_message("%u calls of %s made to fail", place.injected, call_names[call]);
  g_assert_cmpuint(place.injected, >=, at_least[call] * G_N_ELEMENTS(codes));
  place_clear(&place);
}

/* Signals come at any time; they are no failure. */
static void an_interrupted_call_is_repeated(void)
{
  static const Call calls[] = { CALL_READ, CALL_WRITE, CALL_FSYNC };
  Place place = place_new();

  for (size_t c = 0; c < G_N_ELEMENTS(calls); c++) {
    gboolean unharmed = FALSE;
    for (int k = 1; !unharmed; k++) {
      g_autoptr(GError) error = NULL;
      put_old_outputs(&place);
      fail_call(calls[c], k, EINTR);
      g_assert_true(run(&place, &error));
      g_assert_cmpuint(assert_old_or_new(&place), ==, OUTPUTS);
      unharmed = none_trapped();
    }
  }
  place_clear(&place);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/torture/any-allocation-may-fail", any_allocation_may_fail);
  for (int call = 0; call < CALLS; call++) {
    g_autofree char *path = g_strdup_printf("/torture/any-%s-may-fail", call_names[call]);
    g_test_add_data_func(path, GINT_TO_POINTER(call), any_call_may_fail);
  }
  g_test_add_func("/torture/an-interrupted-call-is-repeated", an_interrupted_call_is_repeated);
  return g_test_run();
}

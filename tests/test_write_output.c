/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "write_common.h"

typedef struct {
  char *folder, *path;
} Place;

static void place_new(Place *place, gconstpointer data)
{
  (void)data;
  place->folder = new_folder();
  place->path = g_build_filename(place->folder, "scores.csv", NULL);
}

static void place_free(Place *place, gconstpointer data)
{
  (void)data;
  remove_folder(place->folder);
  g_free(place->folder);
  g_free(place->path);
}

static void assert_content(const char *path, const char *expected)
{
  g_autofree char *content = content_of(path);

  g_assert_cmpstr(content, ==, expected);
}

static void nothing_appears_before_commit(Place *place, gconstpointer data)
{
  g_autoptr(GvOutput) output = gv_output_open(place->path, NULL);
  (void)data;

  g_assert_true(gv_output_write(output, "new", 3, NULL));
  g_assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
  g_assert_true(gv_output_commit(output, NULL));
  assert_content(place->path, "new");
  g_assert_cmpuint(count_files(place->folder), ==, 1);
}

/* More than the buffer holds, so that bytes have reached the temporary file. */
static void old_file_stays_without_commit(Place *place, gconstpointer data)
{
  g_autofree char *much = g_strnfill(300000, 'x');
  GvOutput *output;
  (void)data;

  write_whole(place->path, "old");
  output = gv_output_open(place->path, NULL);
  g_assert_true(gv_output_write(output, much, 300000, NULL));
  assert_content(place->path, "old");
  gv_output_free(output);
  assert_content(place->path, "old");
  g_assert_cmpuint(count_files(place->folder), ==, 1);
}

static void limit_file_size(rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
}

static void old_file_stays_when_a_write_fails(Place *place, gconstpointer data)
{
  g_autofree char *much = g_strnfill(300000, 'x');
  g_autoptr(GError) error = NULL, second = NULL;
  GvOutput *output;
  (void)data;

  write_whole(place->path, "old");
  signal(SIGXFSZ, SIG_IGN);
  limit_file_size(100000);
  output = gv_output_open(place->path, NULL);
  g_assert_false(gv_output_write(output, much, 300000, &error));
  limit_file_size(RLIM_INFINITY);
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_true(g_str_has_prefix(error->message, place->path));
  g_assert_nonnull(strstr(error->message, ": cannot write: File too large; free some space"));
  g_assert_false(gv_output_is_closed_pipe(output));
  g_assert_false(gv_output_commit(output, &second)); /* though there would be room now */
  g_assert_error(second, GV_ERROR, GV_ERROR_IO);
  gv_output_free(output);
  assert_content(place->path, "old");
  g_assert_cmpuint(count_files(place->folder), ==, 1);
}

/* What fits the buffer fails only in commit. */
static void old_file_stays_when_the_last_write_fails(Place *place, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  GvOutput *output;
  (void)data;

  write_whole(place->path, "old");
  signal(SIGXFSZ, SIG_IGN);
  output = gv_output_open(place->path, NULL);
  g_assert_true(gv_output_write(output, "much too long", 13, NULL));
  limit_file_size(5);
  g_assert_false(gv_output_commit(output, &error));
  limit_file_size(RLIM_INFINITY);
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  gv_output_free(output);
  assert_content(place->path, "old");
  g_assert_cmpuint(count_files(place->folder), ==, 1);
}

static void full_device_is_an_error(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = gv_output_open("/dev/full", &error);

  g_assert_no_error(error);
  g_assert_true(gv_output_write(output, "x", 1, NULL));
  g_assert_false(gv_output_commit(output, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_cmpstr(error->message, ==,
                  "/dev/full: cannot write: No space left on device; "
                  "free some space or choose another place with -o");
  g_assert_true(g_file_test("/dev/full", G_FILE_TEST_EXISTS));
}

static unsigned mode_of(const char *path)
{
  struct stat status;

  g_assert_cmpint(stat(path, &status), ==, 0);
  return status.st_mode & 07777;
}

static void mode_is_kept(Place *place, gconstpointer data)
{
  static const mode_t modes[] = { 0600, 0640, 0664, 0755, 0666 };
  (void)data;

  write_whole(place->path, "old");
  for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
    g_assert_cmpint(chmod(place->path, modes[i]), ==, 0);
    write_whole(place->path, "new");
    g_assert_cmpuint(mode_of(place->path), ==, modes[i]);
  }
}

static void new_file_follows_the_umask(Place *place, gconstpointer data)
{
  const mode_t old = umask(027);
  (void)data;

  write_whole(place->path, "new");
  umask(old);
  g_assert_cmpuint(mode_of(place->path), ==, 0640);
}

static void link_stays_and_its_file_is_replaced(Place *place, gconstpointer data)
{
  g_autofree char *link = g_build_filename(place->folder, "link.csv", NULL);
  g_autofree char *leads_to = NULL;
  (void)data;

  g_assert_cmpint(symlink("scores.csv", link), ==, 0);
  write_whole(link, "through a link to nothing");
  assert_content(place->path, "through a link to nothing");
  write_whole(link, "again");
  leads_to = g_file_read_link(link, NULL);
  g_assert_cmpstr(leads_to, ==, "scores.csv");
  assert_content(place->path, "again");
  g_assert_cmpuint(count_files(place->folder), ==, 2);
}

static void pipe_is_written_directly(Place *place, gconstpointer data)
{
  char got[8] = "";
  (void)data;

  g_assert_cmpint(mkfifo(place->path, 0600), ==, 0);
  int fd = open(place->path, O_RDONLY | O_NONBLOCK);
  write_whole(place->path, "data");
  g_assert_cmpint(read(fd, got, sizeof got), ==, 4);
  g_assert_cmpstr(got, ==, "data");
  close(fd);
  g_assert_cmpuint(count_files(place->folder), ==, 1);
}

static void closed_pipe_is_told_from_other_failures(Place *place, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = NULL;
  (void)data;

  signal(SIGPIPE, SIG_IGN);
  g_assert_cmpint(mkfifo(place->path, 0600), ==, 0);
  int fd = open(place->path, O_RDONLY | O_NONBLOCK);
  output = gv_output_open(place->path, NULL);
  close(fd);
  g_assert_true(gv_output_write(output, "x", 1, NULL));
  g_assert_false(gv_output_is_closed_pipe(output));
  g_assert_false(gv_output_commit(output, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_true(gv_output_is_closed_pipe(output));
}

/* A reader slower than the writer, on a pipe that does not block. */
static void full_pipe_is_waited_for(Place *place, gconstpointer data)
{
  g_autofree char *much = g_strnfill(500000, 'x');
  size_t total = 0;
  ssize_t got;
  int ends[2], status;
  char buffer[4096];
  (void)data;
  (void)place;

  g_assert_cmpint(pipe(ends), ==, 0);
  g_assert_cmpint(fcntl(ends[1], F_SETFL, O_NONBLOCK), ==, 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    GvOutput *output = gv_output_open("-", NULL);
    _exit(!gv_output_write(output, much, 500000, NULL) || !gv_output_commit(output, NULL));
  }
  close(ends[1]);
  g_usleep(50000);
  while ((got = read(ends[0], buffer, sizeof buffer)) > 0)
    total += (size_t)got;
  close(ends[0]);
  waitpid(child, &status, 0);
  g_assert_cmpint(status, ==, 0);
  g_assert_cmpuint(total, ==, 500000);
}

static void assert_cannot_open(const char *path, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *whole = g_strdup_printf("%s: cannot write: %s", path, message);

  g_assert_null(gv_output_open(path, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_cmpstr(error->message, ==, whole);
}

static void a_folder_is_no_file(Place *place, gconstpointer data)
{
  (void)data;
  assert_cannot_open(place->folder, "Is a directory; give the name of a file in it");
}

static void long_name_is_no_obstacle(Place *place, gconstpointer data)
{
  g_autofree char *name = g_strnfill(255, 'n');
  g_autofree char *path = g_build_filename(place->folder, name, NULL);
  (void)data;

  write_whole(path, "x");
  assert_content(path, "x");
}

/* Random bytes, compressible in part; more than any buffer. */
static GBytes *some_bytes(size_t length)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(5);
  char *bytes = g_malloc(length + 1);

  for (size_t i = 0; i < length; i++)
    bytes[i] = (char)g_rand_int_range(rand, 0, i % 70000 < 35000 ? 256 : 4);
  return g_bytes_new_take(bytes, length);
}

static void write_in_pieces(const char *path, GBytes *bytes)
{
  g_autoptr(GvOutput) output = gv_output_open(path, NULL);
  size_t length, piece = 1;
  const char *data = g_bytes_get_data(bytes, &length);

  for (size_t at = 0; at < length; at += piece, piece = piece * 3 % 200003) {
    piece = MIN(piece, length - at);
    g_assert_true(gv_output_write(output, data + at, piece, NULL));
  }
  g_assert_true(gv_output_commit(output, NULL));
}

static GBytes *gunzipped(const char *path, size_t room)
{
  gzFile file = gzopen(path, "rb");
  char *bytes = g_malloc(room + 1);
  int length = gzread(file, bytes, (unsigned)room + 1);

  g_assert_cmpint(length, >=, 0);
  g_assert_cmpint(gzclose(file), ==, Z_OK); /* the checksum held */
  return g_bytes_new_take(bytes, (size_t)length);
}

static GBytes *unzstded(const char *path, size_t room)
{
  g_autofree char *packed = NULL;
  char *bytes = g_malloc(room + 1);
  size_t packed_length, length;

  g_assert_true(g_file_get_contents(path, &packed, &packed_length, NULL));
  length = ZSTD_decompress(bytes, room, packed, packed_length);
  g_assert_false(ZSTD_isError(length));
  g_assert_cmpuint(packed[4] & 4, ==, 4); /* the frame carries a checksum */
  return g_bytes_new_take(bytes, length);
}

static void ending_compresses(Place *place, gconstpointer data)
{
  static const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 3000000 };
  g_autofree char *gz = g_strconcat(place->path, ".gz", NULL);
  g_autofree char *zst = g_strconcat(place->path, ".zst", NULL);
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_autoptr(GBytes) bytes = some_bytes(lengths[i]);
    write_in_pieces(place->path, bytes);
    write_in_pieces(gz, bytes);
    write_in_pieces(zst, bytes);
    g_autofree char *plain = NULL;
    size_t length;
    g_assert_true(g_file_get_contents(place->path, &plain, &length, NULL));
    g_autoptr(GBytes) from_gz = gunzipped(gz, lengths[i]), from_zst = unzstded(zst, lengths[i]);
    g_autoptr(GBytes) from_plain = g_bytes_new(plain, length);
    g_assert_true(g_bytes_equal(bytes, from_plain));
    g_assert_true(g_bytes_equal(bytes, from_gz));
    g_assert_true(g_bytes_equal(bytes, from_zst));
  }
}

/* A gzip header may hold the time; ours must not. */
static void compressed_bytes_are_reproducible(Place *place, gconstpointer data)
{
  g_autofree char *gz = g_strconcat(place->path, ".gz", NULL), *packed = NULL;
  size_t length;
  (void)data;

  write_whole(gz, "data");
  g_assert_true(g_file_get_contents(gz, &packed, &length, NULL));
  g_assert_cmpint(memcmp(packed + 4, "\0\0\0\0", 4), ==, 0);
}

static void failure_while_compressing_is_an_error(Place *place, gconstpointer data)
{
  static const char *const endings[] = { ".gz", ".zst" };
  g_autoptr(GBytes) bytes = some_bytes(3000000);
  (void)data;

  signal(SIGXFSZ, SIG_IGN);
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *path = g_strconcat(place->path, endings[i], NULL);
    g_autoptr(GError) error = NULL;
    GvOutput *output = gv_output_open(path, NULL);
    size_t length;
    const void *from = g_bytes_get_data(bytes, &length);
    limit_file_size(100000);
    g_assert_false(gv_output_write(output, from, length, &error));
    limit_file_size(RLIM_INFINITY);
    g_assert_error(error, GV_ERROR, GV_ERROR_IO);
    gv_output_free(output);
  }
  g_assert_cmpuint(count_files(place->folder), ==, 0);
}

#define ADD(name, test) g_test_add("/write_output/" name, Place, NULL, place_new, test, place_free)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("nothing-appears-before-commit", nothing_appears_before_commit);
  ADD("old-file-stays-without-commit", old_file_stays_without_commit);
  ADD("old-file-stays-when-a-write-fails", old_file_stays_when_a_write_fails);
  ADD("old-file-stays-when-the-last-write-fails", old_file_stays_when_the_last_write_fails);
  g_test_add_func("/write_output/full-device-is-an-error", full_device_is_an_error);
  ADD("mode-is-kept", mode_is_kept);
  ADD("new-file-follows-the-umask", new_file_follows_the_umask);
  ADD("link-stays-and-its-file-is-replaced", link_stays_and_its_file_is_replaced);
  ADD("pipe-is-written-directly", pipe_is_written_directly);
  ADD("closed-pipe-is-told-from-other-failures", closed_pipe_is_told_from_other_failures);
  ADD("full-pipe-is-waited-for", full_pipe_is_waited_for);
  ADD("a-folder-is-no-file", a_folder_is_no_file);
  ADD("long-name-is-no-obstacle", long_name_is_no_obstacle);
  ADD("ending-compresses", ending_compresses);
  ADD("compressed-bytes-are-reproducible", compressed_bytes_are_reproducible);
  ADD("failure-while-compressing-is-an-error", failure_while_compressing_is_an_error);
  return g_test_run();
}

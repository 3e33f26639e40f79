/* The bytes of a packed graph, in place or unpacked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_stream.h"
#include "io/read_vine.h"

enum { DEFAULT_EXPAND = 1000, PIECE = 1024 * 1024 };

static int open_regular(const char *path)
{
  const gboolean is_stdin = strcmp(path, "-") == 0;
  struct stat status;

  /* Before opening: a pipe would wait, and lose what it holds. */
  if ((is_stdin ? fstat(STDIN_FILENO, &status) : stat(path, &status)) != 0)
    return -1;
  if (!S_ISREG(status.st_mode)) {
    errno = EINVAL;
    return -1;
  }
  return is_stdin ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
}

static gboolean begins_with_magic(const char *data, size_t length)
{
  return length >= strlen(GV_VINE_MAGIC) && memcmp(data, GV_VINE_MAGIC, strlen(GV_VINE_MAGIC)) == 0;
}

/* The first bytes, unpacked; fewer where there are no more. "-" is not read, as it
 * could not be read again. */
static size_t read_beginning(const char *path, void *first, size_t room)
{
  g_autoptr(GvByteStream) stream = NULL;
  size_t length = 0, got = 1;

  if (strcmp(path, "-") == 0)
    return 0;
  stream = gv_byte_stream_open(path, DEFAULT_EXPAND, FALSE, NULL, NULL);
  while (stream && length < room && got > 0 &&
         gv_byte_stream_read(stream, (char *)first + length, room - length, &got, NULL))
    length += got;
  return length;
}

static gboolean is_compressed_vine(const char *path)
{
  char first[sizeof GV_VINE_MAGIC - 1];

  return begins_with_magic(first, read_beginning(path, first, sizeof first));
}

gboolean gv_vine_is(const char *path)
{
  char first[sizeof GV_VINE_MAGIC - 1];
  const int fd = open_regular(path);
  ssize_t length;

  if (fd < 0)
    return FALSE;
  length = pread(fd, first, sizeof first, 0);
  close(fd);
  if (length < 0)
    return FALSE;
  if (begins_with_magic(first, (size_t)length) || g_str_has_suffix(path, ".vine"))
    return TRUE;
  return ((unsigned char)first[0] == 0x1f || (unsigned char)first[0] == 0x28 ||
          (unsigned char)first[0] >> 4 == 5) &&
         length > 0 && is_compressed_vine(path);
}

/* Grows as the file unpacks, never as it promises. */
static GBytes *unpack(GvByteStream *stream, GvTask *task, GError **error)
{
  char *data = NULL;
  size_t used = 0, room = 0, got = 1;
  gboolean good = TRUE;

  while (good && got > 0) {
    good = gv_array_reserve(&data, &room, used + PIECE, 1, error) &&
           gv_byte_stream_read(stream, data + used, room - used, &got, error) &&
           gv_task_step(task, gv_byte_stream_done(stream), error);
    used += good ? got : 0;
  }
  if (good)
    return g_bytes_new_take(data, used);
  g_free(data);
  return NULL;
}

static GBytes *load_compressed(const char *path, const GvReadOptions *options,
                               GvInputReport *report, GvTask *task, GError **error)
{
  const double expand = options->max_expand > 0 ? options->max_expand : DEFAULT_EXPAND;
  g_autoptr(GvByteStream) stream =
      gv_byte_stream_open(path, expand, options->hash_inputs, task, error);
  GBytes *bytes = stream ? unpack(stream, task, error) : NULL;

  if (stream) {
    report->bytes = gv_byte_stream_raw_bytes(stream);
    gv_byte_stream_sha256(stream, report->sha256);
  }
  return bytes;
}

static GBytes *map(int fd, GError **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GMappedFile) file = g_mapped_file_new_from_fd(fd, FALSE, &reason);

  if (file)
    return g_mapped_file_get_bytes(file);
  g_set_error(error, GV_ERROR, GV_ERROR_IO, "cannot map: %s", reason->message);
  return NULL;
}

gboolean gv_vine_load(const char *path, const GvReadOptions *options, GvVineLoad *load,
                      GvInputReport *report, GvTask *task, GError **error)
{
  const int fd = open_regular(path);

  *load = (GvVineLoad){ 0 };
  if (fd < 0) {
    g_set_error(error, GV_ERROR, GV_ERROR_IO, "cannot open: %s", g_strerror(errno));
    return FALSE;
  }
  load->can_be_noted =
      gv_vine_note_of(fd, &load->note) && gv_vine_note_is_settled(&load->note);
  load->bytes = map(fd, error);
  close(fd);
  if (load->bytes == NULL)
    return FALSE;
  gsize length;
  const char *data = g_bytes_get_data(load->bytes, &length);
  report->bytes = length;
  if (length >= 4 && !begins_with_magic(data, length) && is_compressed_vine(path)) {
    g_bytes_unref(load->bytes);
    *load = (GvVineLoad){ .bytes = load_compressed(path, options, report, task, error) };
    return load->bytes != NULL;
  }
  if (options->hash_inputs) {
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, load->bytes);
    g_strlcpy(report->sha256, sum, sizeof report->sha256);
  }
  return TRUE;
}

gboolean gv_vine_settle(const char *path)
{
  enum { PAUSE = 5000 /* us */, PAUSES = 10 };
  const int fd = open_regular(path);
  GvVineNote note;
  gboolean settled = FALSE;

  if (fd < 0)
    return FALSE;
  if (gv_vine_note_of(fd, &note))
    for (int i = 0; i < PAUSES && !(settled = gv_vine_note_is_settled(&note)); i++)
      g_usleep(PAUSE);
  close(fd);
  return settled;
}

gboolean gv_vine_read_header(const char *path, GvVineHeader *header, gboolean *compressed,
                             GError **error)
{
  const int fd = open_regular(path);
  ssize_t length;

  if (fd < 0) {
    g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot open: %s", path, g_strerror(errno));
    return FALSE;
  }
  length = pread(fd, header, sizeof *header, 0);
  close(fd);
  *compressed = length < 0 || !begins_with_magic((const char *)header, (size_t)length);
  if (*compressed)
    length = (ssize_t)read_beginning(path, header, sizeof *header);
  if (length == sizeof *header && begins_with_magic(header->magic, sizeof header->magic) &&
      header->version == GV_VINE_VERSION && header->order == GV_VINE_ORDER)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: not a packed graph of this version", path);
  return FALSE;
}

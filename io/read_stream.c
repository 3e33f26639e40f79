/* The bytes of a file or of stdin, unpacked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* O_CLOEXEC */
#include "io/read_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum {
  RAW_ROOM = 256 * 1024,
  EXPAND_FREE = 64 * 1024 * 1024,
  GZIP_ONLY = 31,
  PATIENCE = 100, /* ms */
  PEEK = 4096
};

typedef enum { PLAIN, GZIP, ZSTD } Packing;

struct GvByteStream {
  int fd;              /* -1 = the source */
  GvByteSource source; /* data is NULL = the file */
  const GvTask *task;
  unsigned char *raw; /* [RAW_ROOM]; unread: raw[at .. end) */
  size_t at, end;
  gboolean over; /* the file has no more bytes */
  uint64_t raw_bytes, file_bytes;
  uint64_t consumed, produced; /* by the decoder */
  double max_expand;
  GChecksum *hash;
  Packing packing;
  gboolean open; /* inside a gzip member or a zstd frame */
  z_stream zip;
  gboolean zip_ready;
  ZSTD_DStream *zstd;
  size_t ahead_at, ahead_end; /* peeked at, not yet handed out */
  char ahead[PEEK];
};

static gboolean set_io_error(const char *doing, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_IO, "cannot %s: %s", doing, g_strerror(errno));
  return FALSE;
}

static gboolean set_damaged(const char *what, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s; copy or download the file again", what);
  return FALSE;
}

/* A pipe or a terminal may never send: asks again and again whether to go on. */
static gboolean wait_for_bytes(const GvByteStream *s, GError **error)
{
  struct pollfd poll_fd = { .fd = s->fd, .events = POLLIN };

  while (!gv_task_is_cancelled(s->task)) {
    int ready = poll(&poll_fd, 1, PATIENCE);
    if (ready > 0)
      return TRUE;
    if (ready < 0 && errno != EINTR)
      return set_io_error("read", error);
  }
  return gv_task_check(s->task, error);
}

static gboolean pull_file(GvByteStream *s, unsigned char *to, size_t room, size_t *got,
                          GError **error)
{
  ssize_t answer;

  do {
    if (!wait_for_bytes(s, error))
      return FALSE;
    answer = read(s->fd, to, room);
  } while (answer < 0 && (errno == EINTR || errno == EAGAIN));
  *got = answer > 0 ? (size_t)answer : 0;
  return answer >= 0 || set_io_error("read", error);
}

static gboolean pull(GvByteStream *s, unsigned char *to, size_t room, size_t *got, GError **error)
{
  if (s->source.data)
    return s->source.read(s->source.data, (char *)to, room, got, error);
  return pull_file(s, to, room, got, error);
}

/* The next bytes of the file. */
static gboolean take_raw(GvByteStream *s, unsigned char *to, size_t room, size_t *got,
                         GError **error)
{
  if (!pull(s, to, room, got, error))
    return FALSE;
  if (s->hash)
    g_checksum_update(s->hash, to, (gssize)*got);
  s->over = *got == 0;
  s->raw_bytes += *got;
  return TRUE;
}

/* Reads on where nothing is left; keeps an unread rest in front. */
static gboolean refill(GvByteStream *s, GError **error)
{
  size_t got;

  memmove(s->raw, s->raw + s->at, s->end - s->at);
  s->end -= s->at;
  s->at = 0;
  if (!take_raw(s, s->raw + s->end, RAW_ROOM - s->end, &got, error))
    return FALSE;
  s->end += got;
  return TRUE;
}

static gboolean start_gzip(GvByteStream *s, GError **error)
{
  if (inflateInit2(&s->zip, GZIP_ONLY) != Z_OK) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory for zlib");
    return FALSE;
  }
  s->zip_ready = TRUE;
  return TRUE;
}

static gboolean start_zstd(GvByteStream *s, GError **error)
{
  if ((s->zstd = ZSTD_createDStream()) == NULL) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory for zstd");
    return FALSE;
  }
  return TRUE;
}

/* By the first bytes; a zstd file may begin with a skippable frame. */
static gboolean find_packing(GvByteStream *s, GError **error)
{
  static const unsigned char gzip[] = { 0x1f, 0x8b }, zstd[] = { 0x28, 0xb5, 0x2f, 0xfd };

  while (s->end < sizeof zstd && !s->over)
    if (!refill(s, error))
      return FALSE;
  if (s->end >= sizeof gzip && memcmp(s->raw, gzip, sizeof gzip) == 0)
    s->packing = GZIP;
  if (s->end >= sizeof zstd &&
      (memcmp(s->raw, zstd, sizeof zstd) == 0 ||
       (s->raw[0] >> 4 == 5 && memcmp(s->raw + 1, "\x2a\x4d\x18", 3) == 0)))
    s->packing = ZSTD;
  return s->packing == GZIP ? start_gzip(s, error) : s->packing != ZSTD || start_zstd(s, error);
}

GvByteStream *gv_byte_stream_open(const char *path, double max_expand, gboolean hash,
                                  const GvTask *task, GError **error)
{
  g_autoptr(GvByteStream) s = g_new0(GvByteStream, 1);
  const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK; /* a named pipe: no wait here */
  struct stat status;

  s->task = task;
  s->max_expand = max_expand;
  s->hash = hash ? g_checksum_new(G_CHECKSUM_SHA256) : NULL;
  s->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, flags);
  if (s->fd < 0) {
    set_io_error("open", error);
    return NULL;
  }
  if (fstat(s->fd, &status) == 0 && S_ISREG(status.st_mode))
    s->file_bytes = (uint64_t)status.st_size;
  if (!(s->raw = gv_array_new_raw(RAW_ROOM, 1, error)) || !find_packing(s, error))
    return NULL;
  return g_steal_pointer(&s);
}

GvByteStream *gv_byte_stream_over(GvByteSource source, gboolean hash, GError **error)
{
  g_autoptr(GvByteStream) s = g_new0(GvByteStream, 1);

  s->fd = -1;
  s->source = source;
  s->hash = hash ? g_checksum_new(G_CHECKSUM_SHA256) : NULL;
  if (!(s->raw = gv_array_new_raw(RAW_ROOM, 1, error)))
    return NULL;
  return g_steal_pointer(&s);
}

void gv_byte_stream_free(GvByteStream *s)
{
  if (s == NULL)
    return;
  if (s->source.data)
    s->source.free(s->source.data);
  if (s->zip_ready)
    inflateEnd(&s->zip);
  ZSTD_freeDStream(s->zstd);
  if (s->hash)
    g_checksum_free(s->hash);
  if (s->fd > STDIN_FILENO)
    close(s->fd);
  g_free(s->raw);
  g_free(s);
}

static gboolean check_expansion(const GvByteStream *s, GError **error)
{
  if (s->produced <= EXPAND_FREE || (double)s->produced <= s->max_expand * (double)s->consumed)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_LIMIT,
              "expands to more than %g times its size; raise --max-expand if you trust the file",
              s->max_expand);
  return FALSE;
}

/* What inflate's answer means; first: nothing of this member has come out yet. */
static gboolean gzip_answer(const GvByteStream *s, int answer, gboolean first, GError **error)
{
  const char *said = s->zip.msg ? s->zip.msg : "";

  if (answer == Z_OK || answer == Z_STREAM_END || answer == Z_BUF_ERROR)
    return TRUE;
  if (answer == Z_MEM_ERROR) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory for zlib");
    return FALSE;
  }
  if (strcmp(said, "incorrect data check") == 0 || strcmp(said, "incorrect length check") == 0)
    return set_damaged("gzip checksum mismatch", error);
  if (first && s->produced > 0 && strcmp(said, "incorrect header check") == 0)
    return set_damaged("something that is not gzip follows the gzip stream", error);
  return set_damaged("damaged gzip stream", error);
}

static gboolean gzip_step(GvByteStream *s, char *buffer, size_t room, size_t *length,
                          GError **error)
{
  if (!s->open) {
    inflateReset(&s->zip);
    s->open = TRUE;
  }
  s->zip.next_in = s->raw + s->at;
  s->zip.avail_in = (uInt)(s->end - s->at);
  s->zip.next_out = (unsigned char *)buffer;
  s->zip.avail_out = (uInt)MIN(room, G_MAXINT);
  const uInt offered = s->zip.avail_out;
  int answer = inflate(&s->zip, Z_NO_FLUSH);

  s->at = s->end - s->zip.avail_in;
  *length = offered - s->zip.avail_out;
  s->open = answer != Z_STREAM_END;
  return gzip_answer(s, answer, s->zip.total_out == 0, error);
}

static gboolean zstd_step(GvByteStream *s, char *buffer, size_t room, size_t *length,
                          GError **error)
{
  ZSTD_inBuffer in = { s->raw, s->end, s->at };
  ZSTD_outBuffer out = { buffer, room, 0 };
  size_t answer = ZSTD_decompressStream(s->zstd, &out, &in);

  s->at = in.pos;
  *length = out.pos;
  if (!ZSTD_isError(answer)) {
    s->open = answer != 0;
    return TRUE;
  }
  if (ZSTD_getErrorCode(answer) == ZSTD_error_checksum_wrong)
    return set_damaged("zstd checksum mismatch", error);
  if (ZSTD_getErrorCode(answer) == ZSTD_error_prefix_unknown)
    return set_damaged("something that is not zstd follows the zstd stream", error);
  return set_damaged("damaged zstd stream", error);
}

/* Until something has come out, or the file ends where it may. */
static gboolean unpack(GvByteStream *s, char *buffer, size_t room, size_t *length, GError **error)
{
  while (*length == 0) {
    if (s->at == s->end && !s->over && !refill(s, error))
      return FALSE;
    const gboolean dry = s->at == s->end && s->over;
    const size_t before = s->at;
    if (dry && !s->open)
      return TRUE;
    if (!(s->packing == GZIP ? gzip_step : zstd_step)(s, buffer, room, length, error))
      return FALSE;
    if (dry && *length == 0)
      return set_damaged(s->packing == GZIP ? "truncated gzip stream" : "truncated zstd stream",
                         error);
    s->consumed += s->at >= before ? s->at - before : 0;
    s->produced += *length;
  }
  return check_expansion(s, error);
}

/* Large pieces go straight to where they are wanted. */
static gboolean copy(GvByteStream *s, char *buffer, size_t room, size_t *length, GError **error)
{
  if (s->at == s->end && !s->over && room >= RAW_ROOM)
    return take_raw(s, (unsigned char *)buffer, room, length, error);
  if (s->at == s->end && !s->over && !refill(s, error))
    return FALSE;
  *length = MIN(room, s->end - s->at);
  memcpy(buffer, s->raw + s->at, *length);
  s->at += *length;
  return TRUE;
}

gboolean gv_byte_stream_read(GvByteStream *stream, char *buffer, size_t room, size_t *length,
                             GError **error)
{
  *length = MIN(room, stream->ahead_end - stream->ahead_at);
  if (*length == 0)
    return (stream->packing == PLAIN ? copy : unpack)(stream, buffer, room, length, error);
  memcpy(buffer, stream->ahead + stream->ahead_at, *length);
  stream->ahead_at += *length;
  return TRUE;
}

/* What is wrong with the stream will be said again to those who read it. */
size_t gv_byte_stream_peek(GvByteStream *s, const char **bytes)
{
  size_t got = 1;

  while (s->ahead_end < PEEK && got > 0) {
    got = 0;
    if (!(s->packing == PLAIN ? copy : unpack)(s, s->ahead + s->ahead_end, PEEK - s->ahead_end,
                                               &got, NULL))
      break;
    s->ahead_end += got;
  }
  *bytes = s->ahead;
  return s->ahead_end;
}

uint64_t gv_byte_stream_raw_bytes(const GvByteStream *stream)
{
  return stream->raw_bytes;
}

double gv_byte_stream_done(const GvByteStream *stream)
{
  if (stream->file_bytes == 0)
    return 0;
  return MIN(1, (double)stream->raw_bytes / (double)stream->file_bytes);
}

void gv_byte_stream_sha256(const GvByteStream *stream, char sha256[65])
{
  sha256[0] = '\0';
  if (stream->hash == NULL)
    return;
  GChecksum *sum = g_checksum_copy(stream->hash);
  g_strlcpy(sha256, g_checksum_get_string(sum), 65);
  g_checksum_free(sum);
}

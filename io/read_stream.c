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

#include "graph/base/array.h"
#include "graph/base/task.h"
#include "io/read_unpack.h"

enum { RAW_ROOM = 256 * 1024, PATIENCE = 100 /* ms */, PEEK = 4096 };

struct GvByteStream {
  int fd;              /* -1 = the source */
  GvByteSource source; /* data is NULL = the file */
  const GvTask *task;
  unsigned char *raw; /* [RAW_ROOM]; unread: raw[at .. end) */
  size_t at, end;
  gboolean over; /* the file has no more bytes */
  uint64_t raw_bytes, file_bytes;
  GChecksum *hash;
  GvUnpacker unpacker;        /* packing NONE = the bytes as they are */
  size_t ahead_at, ahead_end; /* peeked at, not yet handed out */
  char ahead[PEEK];
};

static gboolean set_io_error(const char *doing, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_IO, "cannot %s: %s", doing, g_strerror(errno));
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

/* By the first bytes. */
static gboolean find_packing(GvByteStream *s, double max_expand, GError **error)
{
  while (s->end < GV_PACKING_BYTES && !s->over)
    if (!refill(s, error))
      return FALSE;
  const GvPacking packing = gv_packing_of(s->raw, s->end);
  return packing == GV_PACKING_NONE || gv_unpacker_init(&s->unpacker, packing, max_expand, error);
}

GvByteStream *gv_byte_stream_open(const char *path, double max_expand, gboolean hash,
                                  const GvTask *task, GError **error)
{
  g_autoptr(GvByteStream) s = g_new0(GvByteStream, 1);
  const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK; /* a named pipe: no wait here */
  struct stat status;

  s->task = task;
  s->hash = hash ? g_checksum_new(G_CHECKSUM_SHA256) : NULL;
  s->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, flags);
  if (s->fd < 0) {
    set_io_error("open", error);
    return NULL;
  }
  if (fstat(s->fd, &status) == 0 && S_ISREG(status.st_mode))
    s->file_bytes = (uint64_t)status.st_size;
  if (!(s->raw = gv_array_new_raw(RAW_ROOM, 1, error)) || !find_packing(s, max_expand, error))
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
  gv_unpacker_clear(&s->unpacker);
  if (s->hash)
    g_checksum_free(s->hash);
  if (s->fd > STDIN_FILENO)
    close(s->fd);
  g_free(s->raw);
  g_free(s);
}

/* Until something has come out, or the file ends where it may. */
static gboolean unpack(GvByteStream *s, char *buffer, size_t room, size_t *length, GError **error)
{
  while (*length == 0) {
    if (s->at == s->end && !s->over && !refill(s, error))
      return FALSE;
    const gboolean dry = s->at == s->end && s->over;
    GvPackedBytes in = { s->raw, s->end, s->at };
    if (dry && !s->unpacker.open)
      return TRUE;
    if (!gv_unpacker_step(&s->unpacker, &in, buffer, room, length, error))
      return FALSE;
    s->at = in.used;
    if (dry && *length == 0)
      return gv_unpacker_truncated(&s->unpacker, error);
  }
  return TRUE;
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
    return (stream->unpacker.packing == GV_PACKING_NONE ? copy : unpack)(stream, buffer, room,
                                                                         length, error);
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
    if (!(s->unpacker.packing == GV_PACKING_NONE ? copy : unpack)(s, s->ahead + s->ahead_end,
                                                                  PEEK - s->ahead_end, &got, NULL))
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

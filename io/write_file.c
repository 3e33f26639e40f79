/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath, O_NOFOLLOW, fchmod */
#include "io/write_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph/base/task.h"

enum { MOST_LINKS = 40, MOST_TRIES = 100, LONGEST_NAME = 200, PATIENCE = 100 /* ms */ };

static const char *advice(int code)
{
  switch (code) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return "free some space or choose another place with -o";
  case ENOENT:
  case ENOTDIR:
    return "make the folder first";
  case EISDIR:
    return "give the name of a file in it";
  case EPIPE:
    return "the program that was reading has gone away";
  default:
    return "choose another place with -o";
  }
}

static gboolean fail(GvFile *file, int code, GError **error)
{
  file->closed_pipe = file->closed_pipe || code == EPIPE;
  g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot write: %s; %s", file->name,
              g_strerror(code), advice(code));
  return FALSE;
}

/* Where a chain of links leads that ends at a file that is not there yet. */
static char *follow_links(const char *path)
{
  char *at = g_strdup(path);

  for (int i = 0; i < MOST_LINKS; i++) {
    g_autofree char *link = g_file_read_link(at, NULL);
    if (link == NULL)
      break;
    g_autofree char *folder = g_path_get_dirname(at);
    g_free(at);
    at = g_path_is_absolute(link) ? g_strdup(link) : g_build_filename(folder, link, NULL);
  }
  return at;
}

static int open_beside(GvFile *file, mode_t mode)
{
  g_autofree char *folder = g_path_get_dirname(file->target);
  g_autofree char *name = g_path_get_basename(file->target);

  for (int i = 0; i < MOST_TRIES; i++) {
    g_autofree char *temporary = g_strdup_printf("%s/.%.*s.grapevine-%06x", folder, LONGEST_NAME,
                                                 name, g_random_int() & 0xffffff);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd >= 0)
      file->temporary = g_steal_pointer(&temporary);
    if (fd >= 0 || errno != EEXIST)
      return fd;
  }
  return -1;
}

/* The owner is kept where that is allowed, the mode always; the owner first,
 * because changing it may clear bits of the mode. */
static gboolean keep_mode(int fd, const struct stat *old)
{
  struct stat now;

  if (fstat(fd, &now) != 0)
    return FALSE;
  if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) &&
      fchown(fd, old->st_uid, old->st_gid) != 0)
    errno = 0;
  return fchmod(fd, old->st_mode & 07777) == 0;
}

static gboolean open_existing(GvFile *file, const char *path, const struct stat *old,
                              GError **error)
{
  /* The rename would succeed on a file that its owner has made read-only. */
  if (access(path, W_OK) != 0)
    return fail(file, errno, error);
  if (!S_ISREG(old->st_mode)) {
    file->waits = TRUE;
    file->fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    return file->fd >= 0 || fail(file, errno, error);
  }
  if ((file->target = realpath(path, NULL)) == NULL)
    return fail(file, errno, error);
  file->fd = open_beside(file, S_IRUSR | S_IWUSR);
  return (file->fd >= 0 && keep_mode(file->fd, old)) || fail(file, errno, error);
}

gboolean gv_file_open(GvFile *file, const char *path, GError **error)
{
  const gboolean is_stdout = g_str_equal(path, "-") || g_str_equal(path, "/dev/stdout");
  struct stat old;

  *file = (GvFile){ .name = g_strdup(is_stdout ? "stdout" : path), .fd = -1 };
  if (is_stdout) {
    file->fd = STDOUT_FILENO;
    file->waits = fstat(STDOUT_FILENO, &old) == 0 && !S_ISREG(old.st_mode);
    return TRUE;
  }
  if (stat(path, &old) == 0)
    return open_existing(file, path, &old, error);
  if (errno != ENOENT)
    return fail(file, errno, error);
  file->target = follow_links(path);
  file->fd = open_beside(file, 0666); /* less the umask */
  return file->fd >= 0 || fail(file, errno, error);
}

/* Whoever reads a pipe may stop for a while, or for ever: asks again and again
 * whether to go on. */
static gboolean wait_for_room(GvFile *file, GError **error)
{
  struct pollfd poll_fd = { .fd = file->fd, .events = POLLOUT };

  while (!gv_task_is_cancelled(file->task)) {
    int ready = poll(&poll_fd, 1, PATIENCE);
    if (ready > 0)
      return TRUE;
    if (ready < 0 && errno != EINTR)
      return fail(file, errno, error);
  }
  return gv_task_check(file->task, error);
}

gboolean gv_file_write(GvFile *file, const void *data, size_t length, GError **error)
{
  const char *at = data;

  while (length > 0) {
    if (file->waits && !wait_for_room(file, error))
      return FALSE;
    /* so much fits where there is room at all: a larger write would wait inside */
    ssize_t written = write(file->fd, at, file->waits ? MIN(length, PIPE_BUF) : length);
    if (written >= 0) {
      at += written;
      length -= (size_t)written;
    } else if (errno != EAGAIN && errno != EINTR) {
      return fail(file, errno, error);
    }
  }
  return TRUE;
}

/* Pipes and devices cannot be synchronised, and need not be. */
static gboolean sync_data(int fd)
{
  int status;

  do
    status = fsync(fd);
  while (status != 0 && errno == EINTR);
  return status == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* Without this the rename itself may be lost when the power fails. A folder
 * that one may write to but not read cannot be opened: nothing to be done. */
static gboolean sync_folder(GvFile *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(file->target);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), code;

  if (fd < 0)
    return TRUE;
  code = sync_data(fd) ? 0 : errno;
  close(fd);
  return code == 0 || fail(file, code, error);
}

static gboolean close_checked(GvFile *file)
{
  int fd = file->fd;

  file->fd = -1;
  return fd == STDOUT_FILENO || close(fd) == 0 || errno == EINTR;
}

gboolean gv_file_commit(GvFile *file, GError **error)
{
  if (!sync_data(file->fd) || !close_checked(file))
    return fail(file, errno, error);
  if (file->temporary == NULL)
    return TRUE;
  if (rename(file->temporary, file->target) != 0)
    return fail(file, errno, error);
  g_clear_pointer(&file->temporary, g_free);
  return sync_folder(file, error);
}

void gv_file_clear(GvFile *file)
{
  if (file->temporary)
    unlink(file->temporary);
  if (file->fd >= 0)
    close_checked(file);
  g_free(file->name);
  g_free(file->target);
  g_free(file->temporary);
  *file = (GvFile){ .fd = -1 };
}

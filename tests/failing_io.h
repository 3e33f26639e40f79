/* Calls to the system that fail, or end the process, on request: the library's
 * come here by way of the linker (--wrap, see CMakeLists.txt). They are in
 * plain sight because shared libraries may refer to them too.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_FAILING_IO_H
#define GV_TEST_FAILING_IO_H

#include <errno.h>
#include <fcntl.h>
#include <grapevine/base.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum {
  CALL_OPEN,
  CALL_READ,
  CALL_WRITE,
  CALL_FSYNC,
  CALL_FCHMOD,
  CALL_CLOSE,
  CALL_RENAME,
  CALLS,
  CALL_ANY = CALLS
} Call;

static const char *const call_names[] = { "open",   "read",  "write", "fsync",
                                          "fchmod", "close", "rename" };

static struct {
  Call call;      /* which kind counts */
  int until;      /* calls, counting the one that is hit; 0 = none is */
  int code;       /* the errno of a failing call */
  gboolean kills; /* the process ends there; a write gets half of its bytes out first */
} trap;

int __real_open(const char *path, int flags, mode_t mode);
ssize_t __real_read(int fd, void *buffer, size_t length);
ssize_t __real_write(int fd, const void *data, size_t length);
int __real_fsync(int fd);
int __real_fchmod(int fd, mode_t mode);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
GV_API int __wrap_open(const char *path, int flags, ...);
GV_API ssize_t __wrap_read(int fd, void *buffer, size_t length);
GV_API ssize_t __wrap_write(int fd, const void *data, size_t length);
GV_API int __wrap_fsync(int fd);
GV_API int __wrap_fchmod(int fd, mode_t mode);
GV_API int __wrap_close(int fd);
GV_API int __wrap_rename(const char *from, const char *to);

/* TRUE where this call must fail; errno is set. */
static gboolean trapped(Call call)
{
  if (trap.until == 0 || (trap.call != call && trap.call != CALL_ANY) || --trap.until > 0)
    return FALSE;
  if (trap.kills)
    raise(SIGKILL);
  errno = trap.code;
  return TRUE;
}

int __wrap_open(const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list list;

  va_start(list, flags);
  if (flags & O_CREAT)
    mode = va_arg(list, mode_t);
  va_end(list);
  return trapped(CALL_OPEN) ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_read(int fd, void *buffer, size_t length)
{
  return trapped(CALL_READ) ? -1 : __real_read(fd, buffer, length);
}

ssize_t __wrap_write(int fd, const void *data, size_t length)
{
  if (trap.kills && trap.until == 1 && (trap.call == CALL_WRITE || trap.call == CALL_ANY))
    (void)!__real_write(fd, data, length / 2);
  return trapped(CALL_WRITE) ? -1 : __real_write(fd, data, length);
}

int __wrap_fsync(int fd)
{
  return trapped(CALL_FSYNC) ? -1 : __real_fsync(fd);
}

int __wrap_fchmod(int fd, mode_t mode)
{
  return trapped(CALL_FCHMOD) ? -1 : __real_fchmod(fd, mode);
}

/* The descriptor is gone even where close fails, as on Linux. */
int __wrap_close(int fd)
{
  const gboolean fails = trapped(CALL_CLOSE);
  const int code = errno, status = __real_close(fd);

  if (fails)
    errno = code;
  return fails ? -1 : status;
}

int __wrap_rename(const char *from, const char *to)
{
  return trapped(CALL_RENAME) ? -1 : __real_rename(from, to);
}

/* From here on, the k-th such call fails with this errno. */
static inline void fail_call(Call call, int k, int code)
{
  trap.call = call;
  trap.until = k;
  trap.code = code;
  trap.kills = FALSE;
}

/* From here on, the k-th call of any kind ends the process. */
static inline void kill_at_call(int k)
{
  fail_call(CALL_ANY, k, 0);
  trap.kills = TRUE;
}

/* No more failures; TRUE where there were fewer than k calls. */
static inline gboolean none_trapped(void)
{
  const gboolean unharmed = trap.until > 0;

  trap.until = 0;
  return unharmed;
}
#endif

/* What runs here was called in the middle of anything: it calls nothing but open, read, write,
 * readlink, unlink and _exit, and allocates nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* readlink, sigaction's siginfo */
#include "cli/cut_short.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/run.h"

enum { LONGEST = 4096, MOST_FILES = 256 };

/* Of several threads the first one tells. */
static atomic_flag told = ATOMIC_FLAG_INIT;

static void put(const char *text, size_t length)
{
  while (length > 0) {
    const ssize_t written = write(STDERR_FILENO, text, length);
    if (written <= 0)
      return;
    text += written;
    length -= (size_t)written;
  }
}

/* The next line, without its end, as much of it as fits; FALSE at the end of the file. */
static gboolean next_line(int fd, char line[LONGEST])
{
  size_t length = 0;
  char c;

  while (read(fd, &c, 1) == 1) {
    if (c == '\n') {
      line[length] = '\0';
      return TRUE;
    }
    if (length + 1 < LONGEST)
      line[length++] = c;
  }
  return FALSE;
}

static const char *parse_hex(const char *text, uintptr_t *value)
{
  for (*value = 0; g_ascii_isxdigit(*text); text++)
    *value = *value << 4 | (uintptr_t)g_ascii_xdigit_value(*text);
  return text;
}

/* A line is "BEGIN-END flags offset device inode      /path". */
static char *path_of(char *line, uintptr_t address)
{
  uintptr_t begin, end;
  const char *at = parse_hex(line, &begin);

  if (*at != '-')
    return NULL;
  parse_hex(at + 1, &end);
  return address >= begin && address < end ? strchr(line, '/') : NULL;
}

/* No file's name drives the terminal. */
static void put_path(char *path)
{
  for (char *p = path; *p; p++)
    if ((unsigned char)*p < 0x20 || *p == 0x7f)
      *p = '?';
  put(path, strlen(path));
}

static void tell(uintptr_t address)
{
  static const char what[] =
      ": cut short by another program while it was read, or its disk fails; write a new file "
      "beside it and rename it\n";
  char line[LONGEST], *path = NULL;
  const int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);

  while (maps >= 0 && path == NULL && next_line(maps, line))
    path = path_of(line, address);
  put("grapevine: ", strlen("grapevine: "));
  if (path)
    put_path(path);
  else
    put("a mapped file", strlen("a mapped file"));
  put(what, sizeof what - 1);
}

/* As io/write_file.c calls what is not finished: FOLDER/.NAME.grapevine-012abc. */
static gboolean is_unfinished(const char *path)
{
  static const char mark[] = ".grapevine-";
  enum { DIGITS = 6 };
  const char *name = strrchr(path, '/');
  const size_t length = strlen(path), tail = sizeof mark - 1 + DIGITS;

  if (name == NULL || name[1] != '.' || length < tail ||
      memcmp(path + length - tail, mark, sizeof mark - 1) != 0)
    return FALSE;
  for (size_t i = length - DIGITS; i < length; i++)
    if (!g_ascii_isxdigit(path[i]))
      return FALSE;
  return TRUE;
}

/* Which files those are, only the descriptors tell here. */
static void remove_unfinished(void)
{
  char link[] = "/proc/self/fd/000", path[LONGEST];

  for (int fd = STDERR_FILENO + 1; fd < MOST_FILES; fd++) {
    char *digits = link + strlen("/proc/self/fd/");
    size_t length = 0;
    for (int scale = fd >= 100 ? 100 : fd >= 10 ? 10 : 1; scale > 0; scale /= 10)
      digits[length++] = (char)('0' + fd / scale % 10);
    digits[length] = '\0';
    const ssize_t got = readlink(link, path, sizeof path - 1);
    path[MAX(got, 0)] = '\0';
    if (is_unfinished(path))
      unlink(path);
  }
}

static void on_bus(int number, siginfo_t *info, void *context)
{
  (void)context;
  if (info->si_code != BUS_ADRERR) {
    signal(number, SIG_DFL); /* a fault of ours: it happens again at once, and ends the process */
    return;
  }
  while (atomic_flag_test_and_set(&told))
    pause();
  tell((uintptr_t)info->si_addr);
  remove_unfinished();
  _exit(EXIT_IO);
}

void cut_short_catch(void)
{
  struct sigaction action = { .sa_sigaction = on_bus, .sa_flags = SA_SIGINFO };

  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, NULL);
}

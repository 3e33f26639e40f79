/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { WORTH_A_LOOK = 64 * 1024, DATA_FIELD = 5, RESIDENT_FIELD = 1 };

/* The number in a field of /proc/self/statm, in pages. */
static uint64_t field_of(const char *text, int field)
{
  char *end = NULL;

  for (; field > 0; field--) {
    (void)strtoull(text, &end, 10);
    text = end;
  }
  return strtoull(text, NULL, 10);
}

gboolean gv_memory_in_use(uint64_t *data, uint64_t *resident)
{
  const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  char text[256];
  const int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  ssize_t got;

  if (fd < 0)
    return FALSE;
  got = read(fd, text, sizeof text - 1);
  close(fd);
  if (got <= 0)
    return FALSE;
  text[got] = '\0';
  *data = field_of(text, DATA_FIELD) * page;
  *resident = field_of(text, RESIDENT_FIELD) * page;
  return TRUE;
}

uint64_t gv_memory_excess(size_t more)
{
  struct rlimit limit;
  uint64_t data, resident;

  if (more < WORTH_A_LOOK || getrlimit(RLIMIT_RSS, &limit) != 0 ||
      limit.rlim_cur == RLIM_INFINITY || !gv_memory_in_use(&data, &resident))
    return 0;
  return data + more > limit.rlim_cur ? data + more - limit.rlim_cur : 0;
}

void gv_memory_give_back(void)
{
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/* A packed graph to be damaged where it lies.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_VINE_VICTIM_H
#define GV_TEST_VINE_VICTIM_H

#include <fcntl.h>
#include <unistd.h>

#include "io/read_vine.h"
#include "vine_common.h"

/* A small file with every kind of block, its bytes, and a descriptor of it. */
typedef struct {
  Desk desk;
  char *bytes;
  gsize length;
  int fd;
  GvTask *task;
} Victim;

static inline void victim_open(Victim *v, Texts texts, GvReadOptions options)
{
  desk_open(&v->desk);
  pack(&v->desk, texts, options);
  g_assert_true(g_file_get_contents(v->desk.vine, &v->bytes, &v->length, NULL));
  v->fd = open(v->desk.vine, O_RDWR);
  v->task = gv_task_new(1);
  g_assert_cmpint(v->fd, >=, 0);
}

static inline void victim_clear(Victim *v)
{
  close(v->fd);
  g_free(v->bytes);
  gv_task_free(v->task);
  desk_clear(&v->desk);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Victim, victim_clear)

static inline void put(const Victim *v, const void *bytes, size_t length, size_t at)
{
  g_assert_true(pwrite(v->fd, bytes, length, (off_t)at) == (ssize_t)length);
}

static inline GvNetwork *try(const Victim *v, GvReadOptions options, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = v->desk.vine };

  return gv_network_read(&source, 1, &options, NULL, v->task, error);
}

static inline void assert_bad(const Victim *v, GvCheck check)
{
  g_autoptr(GError) error = NULL;
  GvReadOptions options = plain;

  options.check = check;
  g_assert_null(try(v, options, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_true(g_str_has_prefix(error->message, v->desk.vine));
}

static inline GvReadOptions undirected(void)
{
  GvReadOptions options = plain;

  options.direction = GV_UNDIRECTED;
  return options;
}

static inline GvVineHeader *header_of(const Victim *v)
{
  return (GvVineHeader *)(void *)v->bytes;
}

static inline GvVineBlock *blocks_of(const Victim *v)
{
  return (GvVineBlock *)(void *)(v->bytes + sizeof(GvVineHeader));
}
#endif

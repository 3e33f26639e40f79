/* A file descriptor whose file appears whole or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_WRITE_FILE_H
#define GV_WRITE_FILE_H

#include <grapevine/base.h>

typedef struct {
  char *name;      /* as the user wrote it, for messages */
  char *target;    /* the file to replace, links resolved; NULL = written directly */
  char *temporary; /* beside it, until it is moved there; NULL = none */
  int fd;          /* -1 = closed */
  const GvTask *task; /* ends the wait for a reader; NULL = waits for ever */
  gboolean waits;     /* a pipe, a terminal, a device: its reader may be slow */
  gboolean closed_pipe;
} GvFile;

gboolean gv_file_open(GvFile *file, const char *path, GError **error);
gboolean gv_file_write(GvFile *file, const void *data, size_t length, GError **error);
gboolean gv_file_commit(GvFile *file, GError **error);
void gv_file_clear(GvFile *file); /* without commit the old file stays */
#endif

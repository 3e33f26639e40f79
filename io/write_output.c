/* An output: bytes gather in a buffer, are compressed where the name says so,
 * and go to a file that appears whole or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/write.h>
#include <string.h>

#include "graph/base/address.h"
#include "io/write_compress.h"
#include "io/write_file.h"

enum { ROOM = 64 * 1024 };

struct GvOutput {
  GvFile file;
  GvCompressor *compressor; /* NULL = written as it is */
  gboolean failed, committed;
  size_t used;
  char room[ROOM];
};

static gboolean to_file(void *data, const void *bytes, size_t length, GError **error)
{
  GvOutput *output = data;

  return gv_file_write(&output->file, bytes, length, error);
}

static gboolean refuse_database(const char *path, GError **error)
{
  g_autofree char *shown = gv_address_shown(path);

  if (gv_address_kind(path) == GV_ADDRESS_FILE)
    return FALSE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "%s: this is no table, so it cannot go to a database; name a file", shown);
  return TRUE;
}

GvOutput *gv_output_open(const char *path, GError **error)
{
  g_autoptr(GvOutput) output = g_new0(GvOutput, 1);
  const GvCompression kind = gv_compression_of_path(path);

  output->file.fd = -1;
  if (refuse_database(path, error))
    return NULL;
  if (!gv_file_open(&output->file, path, error))
    return NULL;
  if (kind != GV_COMPRESSION_NONE &&
      !(output->compressor = gv_compressor_new(kind, to_file, output, error)))
    return NULL;
  return g_steal_pointer(&output);
}

static gboolean flush(GvOutput *output, GError **error)
{
  size_t used = output->used;

  output->used = 0;
  if (output->compressor)
    return gv_compressor_write(output->compressor, output->room, used, error);
  return to_file(output, output->room, used, error);
}

/* A stream with a hole in it must never be committed. */
static gboolean refuse_after_failure(const GvOutput *output, GError **error)
{
  if (output->failed)
    g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot write: an earlier write failed",
                output->file.name);
  return output->failed;
}

gboolean gv_output_write(GvOutput *output, const void *data, size_t length, GError **error)
{
  const char *at = data;

  g_return_val_if_fail(!output->committed, FALSE);
  if (refuse_after_failure(output, error))
    return FALSE;
  while (length > 0) {
    size_t piece = MIN(length, ROOM - output->used);
    memcpy(output->room + output->used, at, piece);
    output->used += piece;
    at += piece;
    length -= piece;
    if (output->used == ROOM && !flush(output, error)) {
      output->failed = TRUE;
      return FALSE;
    }
  }
  return TRUE;
}

gboolean gv_output_commit(GvOutput *output, GError **error)
{
  g_return_val_if_fail(!output->committed, FALSE);
  if (refuse_after_failure(output, error))
    return FALSE;
  output->committed = flush(output, error) &&
                      (!output->compressor || gv_compressor_finish(output->compressor, error)) &&
                      gv_file_commit(&output->file, error);
  output->failed = !output->committed;
  return output->committed;
}

void gv_output_free(GvOutput *output)
{
  if (output == NULL)
    return;
  gv_compressor_free(output->compressor);
  gv_file_clear(&output->file);
  g_free(output);
}

void gv_output_set_task(GvOutput *output, const GvTask *task)
{
  output->file.task = task;
}

gboolean gv_output_is_closed_pipe(const GvOutput *output)
{
  return output->file.closed_pipe;
}

/* Graph files as ties: which format, and what all of them do with an edge.
 *
 * An undirected edge is one tie of an undirected network; where the caller
 * wants the network directed it is two, one each way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_graph.h"

#include <math.h>
#include <string.h>

#include "graph/base/address.h"

struct GvGraphFormat {
  const char *ending;
  gboolean (*begins)(const char *text); /* text is unmistakably of this format */
  gboolean (*read)(GvGraphFile *file, GError **error);
  const char *mark; /* where an edge begins */
};

/* Behind blank lines and those that begin with the mark. */
static const char *skip_comments(const char *text, char mark)
{
  for (;;) {
    text += strspn(text, " \t\r\n");
    if (*text == '\0' || *text != mark)
      return text;
    text += strcspn(text, "\n");
  }
}

static gboolean begins_with(const char *text, const char *word)
{
  return g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

static gboolean begins_graphml(const char *text)
{
  text = skip_comments(text, '\0');
  return begins_with(text, "<?xml") || begins_with(text, "<graphml") || begins_with(text, "<!--") ||
         begins_with(text, "<!DOCTYPE");
}

static gboolean begins_gml(const char *text)
{
  text = skip_comments(text, '#');
  if (begins_with(text, "Creator \""))
    return TRUE;
  if (!begins_with(text, "graph"))
    return FALSE;
  text += strlen("graph");
  return text[strspn(text, " \t\r\n")] == '[';
}

static gboolean begins_pajek(const char *text)
{
  text = skip_comments(text, '%');
  return begins_with(text, "*Vertices") || begins_with(text, "*Network");
}

static gboolean begins_matrix_market(const char *text)
{
  return begins_with(text, "%%MatrixMarket");
}

static const GvGraphFormat formats[] = {
  { ".graphml", begins_graphml, gv_read_graphml, "<edge " },
  { ".gml", begins_gml, gv_read_gml, "edge [" },
  { ".net", begins_pajek, gv_read_pajek, "\n" },
  { ".mtx", begins_matrix_market, gv_read_matrix_market, "\n" },
};

const char *gv_graph_format_mark(const GvGraphFormat *format)
{
  return format->mark;
}

static gboolean ends_in(const char *path, size_t length, const char *ending)
{
  const size_t tail = strlen(ending);

  return length >= tail && g_ascii_strncasecmp(path + length - tail, ending, tail) == 0;
}

static const GvGraphFormat *find_by_path(const char *path)
{
  size_t length = strlen(path);

  if (gv_address_kind(path) != GV_ADDRESS_FILE) /* its ending is a table's name, or a query's */
    return NULL;
  if (ends_in(path, length, ".gz"))
    length -= strlen(".gz");
  else if (ends_in(path, length, ".zst"))
    length -= strlen(".zst");
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (ends_in(path, length, formats[i].ending))
      return &formats[i];
  return NULL;
}

const GvGraphFormat *gv_graph_format_find(const char *path, GvByteStream *stream)
{
  const char *bytes;

  if (strcmp(path, "-") != 0)
    return find_by_path(path);
  const size_t length = gv_byte_stream_peek(stream, &bytes);
  g_autofree char *text = g_strndup(bytes, length);
  const char *start = g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text;
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (formats[i].begins(start))
      return &formats[i];
  return NULL;
}

void gv_graph_file_clear(GvGraphFile *file)
{
  g_clear_pointer(&file->stream, gv_byte_stream_free);
  g_clear_pointer(&file->block, g_free);
  if (file->kept)
    g_string_free(g_steal_pointer(&file->kept), TRUE);
}

gboolean gv_graph_source_check(const GvSource *s, GError **error)
{
  if (s->columns == NULL && s->delimiter == '\0' && s->header == GV_HEADER_AUTO)
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--%s describes a table, and %s is a graph file",
              s->columns     ? "columns"
              : s->delimiter ? "delimiter"
                             : "header",
              s->path);
  return FALSE;
}

static void report(const GvGraphFile *file)
{
  GvInputReport *to = file->target->report;

  to->rows = file->rows + file->rejected;
  to->rejected = file->rejected;
  to->bytes = gv_byte_stream_raw_bytes(file->stream);
  gv_byte_stream_sha256(file->stream, to->sha256);
}

gboolean gv_graph_file_read(GvGraphFile *file, const GvGraphFormat *format, GError **error)
{
  GvEdgeTarget *target = file->target;
  gboolean done;

  if (!gv_graph_source_check(file->source, error) ||
      !gv_layer_index_stream(target->index, GV_TIE_EDGE, "", "", target->input, &file->layer_stream,
                             error))
    return FALSE;
  done = format->read(file, error);
  report(file);
  return done;
}

gboolean gv_graph_file_meet(GvGraphFile *file, gboolean directed, gboolean weighted, GError **error)
{
  const GvDirection said = directed ? GV_DIRECTED : GV_UNDIRECTED;

  if (file->own == GV_DIRECTION_DEFAULT)
    file->own = said;
  if (file->own != said && file->wanted == GV_DIRECTION_DEFAULT)
    return gv_graph_file_fail(file, error,
                              "mixed directed and undirected edges; choose --undirected, or "
                              "--directed (an undirected edge then becomes two, one each way)");
  if (file->rows > 0 && weighted != file->weighted && !file->may_lack)
    return gv_graph_file_fail(file, error,
                              "some edges have a weight and others have none; give every edge one");
  file->weighted = file->weighted || weighted;
  file->rows++;
  return TRUE;
}

static gboolean add_tie(GvGraphFile *file, const GvGraphEdge *edge, gboolean turned, GError **error)
{
  const GvTie tie = { .from = turned ? edge->to : edge->from,
                      .to = turned ? edge->from : edge->to,
                      .weight = edge->weight,
                      .time = edge->time,
                      .stream = file->layer_stream,
                      .line = edge->line };

  if (gv_read_tie(file->target, tie, error))
    return TRUE;
  gv_graph_file_prefix(file, error);
  return FALSE;
}

gboolean gv_graph_file_edge(GvGraphFile *file, const GvGraphEdge *edge, GError **error)
{
  const gboolean twice =
      !edge->directed && file->wanted == GV_DIRECTED && edge->from != edge->to && edge->weight > 0;

  return add_tie(file, edge, file->target->reverse, error) &&
         (!twice || add_tie(file, edge, !file->target->reverse, error));
}

/* Networks as files. A format is a line in `formats` and a file of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_network.h"

#include <string.h>

#include "graph/base/address.h"
#include "graph/base/number.h"
#include "graph/base/task.h"

enum { PIECE = 64 * 1024 };

typedef struct {
  const char *ending;
  gboolean (*write)(GvNetworkSink *to, GError **error);
  unsigned losses; /* GvLoss bits: what it has no room for */
} Format;

enum {
  TABLE = GV_LOSS_ISOLATES | GV_LOSS_UNDIRECTED | GV_LOSS_KINDS | GV_LOSS_COLUMNS,
  PLAIN = GV_LOSS_ATTENTION | GV_LOSS_LAYERS | GV_LOSS_TIMES,
};

static const Format formats[] = {
  { ".vine", gv_write_vine, 0 },
  { ".csv", gv_write_edges_csv, TABLE },
  { ".tsv", gv_write_edges_tsv, TABLE },
  { ".jsonl", gv_write_edges_jsonl, TABLE },
  { ".graphml", gv_write_graphml, PLAIN },
  { ".gexf", gv_write_gexf, PLAIN },
  { ".gml", gv_write_gml, PLAIN },
  { ".net", gv_write_pajek, PLAIN | GV_LOSS_COLUMNS },
  { ".mtx", gv_write_matrix_market, PLAIN | GV_LOSS_COLUMNS | GV_LOSS_NAMES },
};

static gboolean ends_in(const char *path, const char *ending)
{
  const size_t length = strlen(path), tail = strlen(ending);

  return length >= tail && g_ascii_strncasecmp(path + length - tail, ending, tail) == 0;
}

static const Format *find_format(const char *path)
{
  g_autofree char *plain = g_strdup(path);

  if (gv_address_kind(path) != GV_ADDRESS_FILE) /* its ending is a table's name */
    return NULL;
  if (ends_in(plain, ".gz"))
    plain[strlen(plain) - strlen(".gz")] = '\0';
  else if (ends_in(plain, ".zst"))
    plain[strlen(plain) - strlen(".zst")] = '\0';
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (ends_in(plain, formats[i].ending))
      return &formats[i];
  return NULL;
}

gboolean gv_network_format_is_known(const char *path)
{
  return find_format(path) != NULL;
}

unsigned gv_network_losses(const GvNetwork *network, const char *path, gboolean rows)
{
  const Format *format = find_format(path);
  const unsigned losses = gv_address_kind(path) != GV_ADDRESS_FILE ? TABLE
                          : format                                 ? format->losses
                                                                   : 0;

  return (rows ? gv_losses_of_rows : gv_losses_of)(network, losses | GV_LOSS_EVENTS);
}

gboolean gv_network_keeps_columns(const char *path)
{
  const Format *format = find_format(path);

  return format && !(format->losses & GV_LOSS_COLUMNS);
}

char *gv_network_endings(void)
{
  GString *endings = g_string_new(NULL);

  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    g_string_append_printf(endings, "%s%s", i > 0 ? " " : "", formats[i].ending);
  return g_string_free(endings, FALSE);
}

static gboolean write_network(GvNetworkSink *to, const char *path, GError **error)
{
  const Format *format = find_format(path);
  gboolean done;

  if (format == NULL) {
    g_autofree char *endings = gv_network_endings();
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "%s: the ending names no graph format; use one of %s", path, endings);
    return FALSE;
  }
  to->text = g_string_new(NULL);
  done =
      format->write(to, error) && gv_output_write(to->output, to->text->str, to->text->len, error);
  g_string_free(to->text, TRUE);
  return done;
}

gboolean gv_network_write(const GvNetwork *network, const char *path, GvOutput *output,
                          GvTask *task, GError **error)
{
  return write_network(&(GvNetworkSink){ network, output, task, NULL, FALSE }, path, error);
}

gboolean gv_network_write_rows(const GvNetwork *network, const char *path, GvOutput *output,
                               GvTask *task, GError **error)
{
  return write_network(&(GvNetworkSink){ network, output, task, NULL, TRUE }, path, error);
}

gboolean gv_network_text_flush(GvNetworkSink *to, double done, GError **error)
{
  if (to->text->len < PIECE)
    return TRUE;
  if (!gv_output_write(to->output, to->text->str, to->text->len, error))
    return FALSE;
  g_string_truncate(to->text, 0);
  return gv_task_step(to->task, done, error);
}

void gv_network_text_number(GvNetworkSink *to, double value)
{
  char number[GV_NUMBER_LENGTH];

  g_string_append(to->text, gv_number_format(number, value));
}

void gv_network_text_vertex(GvNetworkSink *to, GvVertex v)
{
  g_string_append_printf(to->text, "%" G_GUINT64_FORMAT, (guint64)v + 1);
}

gboolean gv_network_text_edges(GvNetworkSink *to, GvEdgeRow row, GError **error)
{
  const GvAdjacency edges = gv_network_edges(to->network);
  const double all = (double)edges.offsets[edges.n] + 1;

  for (GvVertex v = 0; v < edges.n; v++)
    for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++)
      if (!row(to, v, edges.targets[e], gv_weight(edges, e), error) ||
          !gv_network_text_flush(to, (double)e / all, error))
        return FALSE;
  return TRUE;
}

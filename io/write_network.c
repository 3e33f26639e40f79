/* Networks as graph files. A format is a line in `formats` and a file of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_network.h"

#include <string.h>

#include "graph/base/address.h"
#include "graph/base/number.h"
#include "graph/base/task.h"

enum { PIECE = 64 * 1024 };

typedef struct {
  const char *ending;
  gboolean (*write)(GvNetworkText *to, GError **error);
} Format;

static const Format formats[] = {
  { ".graphml", gv_write_graphml }, { ".gexf", gv_write_gexf },         { ".gml", gv_write_gml },
  { ".net", gv_write_pajek },       { ".mtx", gv_write_matrix_market },
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

gboolean gv_network_write(const GvNetwork *network, const char *path, GvOutput *output,
                          GvTask *task, GError **error)
{
  const Format *format = find_format(path);
  GvNetworkText to = { network, output, task, NULL };
  gboolean done;

  if (format == NULL) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "%s: the ending names no graph format; use .graphml, .gexf, .gml, .net or .mtx",
                path);
    return FALSE;
  }
  to.text = g_string_new(NULL);
  done = format->write(&to, error) && gv_output_write(output, to.text->str, to.text->len, error);
  g_string_free(to.text, TRUE);
  return done;
}

gboolean gv_network_text_flush(GvNetworkText *to, double done, GError **error)
{
  if (to->text->len < PIECE)
    return TRUE;
  if (!gv_output_write(to->output, to->text->str, to->text->len, error))
    return FALSE;
  g_string_truncate(to->text, 0);
  return gv_task_step(to->task, done, error);
}

void gv_network_text_number(GvNetworkText *to, double value)
{
  char number[GV_NUMBER_LENGTH];

  g_string_append(to->text, gv_number_format(number, value));
}

void gv_network_text_vertex(GvNetworkText *to, GvVertex v)
{
  g_string_append_printf(to->text, "%" G_GUINT64_FORMAT, (guint64)v + 1);
}

gboolean gv_network_text_edges(GvNetworkText *to, GvEdgeRow row, GError **error)
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

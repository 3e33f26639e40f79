/* Matrix Market (NIST): a square sparse matrix; entry (i, j) is an edge i -> j.
 *
 *   %%MatrixMarket matrix coordinate pattern|real|integer general|symmetric
 *   % comments
 *   ROWS COLUMNS ENTRIES
 *   i j [value]                        ENTRIES times, i and j from 1
 *
 * Vertices are named "1" .. "ROWS". A symmetric matrix is an undirected graph.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/read_graph.h"
#include "io/read_nodes.h"

typedef struct {
  gboolean valued, directed;
  GvNodes nodes;
  uint64_t entries; /* promised */
} Matrix;

static void matrix_clear(Matrix *matrix)
{
  gv_nodes_clear(&matrix->nodes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Matrix, matrix_clear)

static gboolean is(const char *word, const char *expected)
{
  return g_ascii_strcasecmp(word, expected) == 0;
}

static gboolean read_kind(Matrix *matrix, const GvGraphFile *file, char *text, GError **error)
{
  char *words[6] = { NULL };

  if (gv_split_words(text, words, G_N_ELEMENTS(words)) != 5 || !is(words[0], "%%MatrixMarket") ||
      !is(words[1], "matrix"))
    return gv_graph_file_fail(file, error,
                              "not a Matrix Market file; the first line begins with "
                              "%%%%MatrixMarket matrix coordinate");
  if (!is(words[2], "coordinate"))
    return gv_graph_file_fail(file, error,
                              "a dense matrix is no list of edges; write it as coordinate");
  matrix->valued = !is(words[3], "pattern");
  if (matrix->valued && !is(words[3], "real") && !is(words[3], "integer"))
    return gv_graph_file_fail(file, error,
                              "values must be real, integer or pattern; weights are numbers >= 0");
  matrix->directed = is(words[4], "general");
  if (!matrix->directed && !is(words[4], "symmetric"))
    return gv_graph_file_fail(file, error, "the matrix must be general or symmetric");
  return TRUE;
}

static gboolean read_size(Matrix *matrix, GvGraphFile *file, char *text, GError **error)
{
  char *words[4] = { NULL };
  uint64_t rows, columns;

  if (gv_split_words(text, words, G_N_ELEMENTS(words)) != 3 || !gv_whole_parse(words[0], &rows) ||
      !gv_whole_parse(words[1], &columns) || !gv_whole_parse(words[2], &matrix->entries))
    return gv_graph_file_fail(file, error, "expected three whole numbers: rows, columns, entries");
  if (rows != columns)
    return gv_graph_file_fail(
        file, error, "the matrix is not square; both ends of an edge must be counted alike");
  return gv_nodes_promise(&matrix->nodes, file, rows, error);
}

/* Blank lines and comments are passed over; *text is NULL at the end. */
static gboolean next_line(GvGraphFile *file, char **text, GError **error)
{
  size_t length;

  do
    if (!gv_graph_file_line(file, text, &length, error))
      return FALSE;
  while (*text && (**text == '%' || (*text)[strspn(*text, " \t")] == '\0'));
  return TRUE;
}

static gboolean read_entry(Matrix *matrix, GvGraphFile *file, char *text, GError **error)
{
  char *words[4] = { NULL };
  GvNodeEdge edge = {
    .weight = 1, .time = GV_TIME_UNKNOWN, .line = file->line, .directed = matrix->directed
  };
  const size_t count = matrix->valued ? 3 : 2;

  if (gv_split_words(text, words, G_N_ELEMENTS(words)) != count)
    return gv_graph_file_fail(file, error, "expected %s",
                              matrix->valued ? "row, column and value" : "row and column");
  return gv_nodes_number(&matrix->nodes, file, words[0], &edge.from, error) &&
         gv_nodes_number(&matrix->nodes, file, words[1], &edge.to, error) &&
         (!matrix->valued || gv_graph_file_weight(file, words[2], &edge.weight, error)) &&
         gv_graph_file_meet(file, matrix->directed, matrix->valued, error) &&
         gv_nodes_edge(&matrix->nodes, file, &edge, error);
}

/* A bad entry is one of those promised. */
static gboolean take_entry(Matrix *matrix, GvGraphFile *file, char *text, GError **error)
{
  GError *failure = NULL;

  if (file->rows + file->rejected == matrix->entries)
    return gv_graph_file_fail(file, error,
                              "more than the %" G_GUINT64_FORMAT " entries promised; correct the "
                              "number or remove them",
                              matrix->entries);
  return read_entry(matrix, file, text, &failure) || gv_graph_file_reject(file, failure, error);
}

static gboolean read_entries(Matrix *matrix, GvGraphFile *file, GError **error)
{
  char *text;

  while (next_line(file, &text, error)) {
    const uint64_t entries = file->rows + file->rejected;
    if (text == NULL && entries < matrix->entries)
      return gv_graph_file_fail(file, error,
                                "unexpected end: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                                " entries; the file is cut, or its number is wrong",
                                entries, matrix->entries);
    if (text == NULL)
      return gv_nodes_finish(&matrix->nodes, file, error);
    if (!take_entry(matrix, file, text, error))
      return FALSE;
  }
  return FALSE;
}

gboolean gv_read_matrix_market(GvGraphFile *file, GError **error)
{
  g_auto(Matrix) matrix = { 0 };
  size_t length;
  char *text;

  file->by_lines = TRUE;
  if (!gv_graph_file_line(file, &text, &length, error))
    return FALSE;
  if (text == NULL)
    return gv_graph_file_fail(file, error, "file is empty; a matrix has a first line");
  if (!read_kind(&matrix, file, text, error) || !next_line(file, &text, error))
    return FALSE;
  if (text == NULL)
    return gv_graph_file_fail(file, error, "unexpected end of file; the size is missing");
  file->own = matrix.directed ? GV_DIRECTED : GV_UNDIRECTED;
  file->weighted = matrix.valued;
  return read_size(&matrix, file, text, error) && read_entries(&matrix, file, error);
}

/* A ranking that somebody else made: for --ranking.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"
#include "graph/names.h"
#include "io/read_table.h"

typedef struct {
  GvVertex person; /* GV_VERTEX_NONE = not in the network */
  double score;
} Row;

typedef struct {
  Row *rows; /* [count] */
  size_t count, room;
} ScoreBatch;

typedef struct {
  const GvNames *names;
  int person, score; /* columns; score GV_NO_COLUMN = the order of the rows tells */
  double *scores;    /* [names] */
  uint8_t *listed;   /* [names] */
  size_t row, known, unknown;
} ScoreReader;

static void reader_clear(ScoreReader *reader)
{
  g_free(reader->listed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ScoreReader, reader_clear)

static void batch_reset(void *data)
{
  ((ScoreBatch *)data)->count = 0;
}

static void batch_clear(void *data)
{
  g_free(((ScoreBatch *)data)->rows);
}

/* Empty and NaN are no score: the person is ranked last. */
static gboolean read_score(const GvRow *row, int column, double *score, GvProblem *problem)
{
  *score = NAN;
  if (column == GV_NO_COLUMN)
    return TRUE;
  g_autofree char *text = g_strndup(row->fields[column].text, row->fields[column].length);
  g_strstrip(text);
  if (*text == '\0' || g_ascii_strcasecmp(text, "nan") == 0 ||
      gv_number_parse(text, strlen(text), score) == GV_NUMBER_OK)
    return TRUE;
  *problem = (GvProblem){ .kind = GV_PROBLEM_NUMBER_TEXT, .column = (uint32_t)column };
  return FALSE;
}

static gboolean parse(const void *reader, void *data, const GvRow *row, GvProblem *problem,
                      GError **error)
{
  const ScoreReader *r = reader;
  const GvField name = row->fields[r->person];
  ScoreBatch *batch = data;
  double score;

  if (!gv_cell_name(row, r->person, problem) || !read_score(row, r->score, &score, problem) ||
      !gv_array_reserve(&batch->rows, &batch->room, batch->count + 1, sizeof *batch->rows, error))
    return FALSE;
  batch->rows[batch->count++] =
      (Row){ gv_names_find_span(r->names, name.text, name.length), score };
  return TRUE;
}

static gboolean take(void *reader, void *data, size_t i, uint64_t line, GError **error)
{
  ScoreReader *r = reader;
  const Row row = ((const ScoreBatch *)data)->rows[i];

  (void)line;
  r->row++;
  if (row.person == GV_VERTEX_NONE) {
    r->unknown++;
    return TRUE;
  }
  if (r->listed[row.person]) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_PARSE,
                        "this person is listed twice; a ranking names each person once");
    return FALSE;
  }
  r->listed[row.person] = 1;
  r->scores[row.person] = r->score == GV_NO_COLUMN ? -(double)r->row : row.score;
  r->known++;
  return TRUE;
}

static void find_columns(ScoreReader *r, const GvReadTable *table)
{
  r->person = table->columns.place[GV_CELL_FIRST];
  r->score = GV_NO_COLUMN;
  for (size_t i = 0; table->has_header && i < table->columns.count; i++)
    if ((int)i != r->person && g_ascii_strcasecmp(table->columns.names[i], "score") == 0)
      r->score = (int)i;
}

gboolean gv_people_scores_read(const GvSource *source, const GvNetwork *network, double *scores,
                               GvScoreFigures *figures, GvTask *task, GError **error)
{
  static const GvRowHandler handler = { .batch_size = sizeof(ScoreBatch),
                                        .parse = parse,
                                        .take = take,
                                        .reset = batch_reset,
                                        .clear = batch_clear };
  const GvVertex n = gv_names_count(gv_network_names(network));
  g_auto(ScoreReader) reader = { .names = gv_network_names(network), .scores = scores };
  GvReadLimits limits = { .max_expand = 1000, .task = task, .done_share = 1 };
  GvSource list = *source;

  list.kind = GV_TABLE_USERS;
  if (!(reader.listed = gv_array_new(n, sizeof *reader.listed, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    scores[v] = NAN;
  GvByteStream *stream = gv_read_open(&list, &limits, error);
  g_autoptr(GvReadTable) table =
      stream ? gv_read_table_new(&list, TRUE, &limits, stream, error) : NULL;
  if (table == NULL)
    return FALSE;
  find_columns(&reader, table);
  if (!gv_read_table_run(table, &handler, &reader, task, error))
    return FALSE;
  *figures = (GvScoreFigures){ reader.known, reader.unknown, reader.score != GV_NO_COLUMN };
  return TRUE;
}

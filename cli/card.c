/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/card.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "graph/base/number.h"

/* One figure, as text, beside its place in the JSON. */
typedef struct {
  const char *section, *name; /* static or owned by the card's chunk */
  char *value;
  gboolean first; /* of its item */
} Figure;

struct Card {
  json_t *json, *section, *object; /* object: where figures go; borrowed, as section */
  const char *section_name;
  gboolean list, first;
  GArray *figures;
  GStringChunk *strings;
};

static void figure_clear(gpointer data)
{
  g_free(((Figure *)data)->value);
}

Card *card_new(void)
{
  Card *card = g_new0(Card, 1);

  card->json = card->object = json_object();
  card->section_name = "";
  card->figures = g_array_new(FALSE, FALSE, sizeof(Figure));
  g_array_set_clear_func(card->figures, figure_clear);
  card->strings = g_string_chunk_new(1024);
  return card;
}

void card_free(Card *card)
{
  if (card == NULL)
    return;
  json_decref(card->json);
  g_array_unref(card->figures);
  g_string_chunk_free(card->strings);
  g_free(card);
}

void card_section(Card *card, const char *name, gboolean list)
{
  card->section_name = g_string_chunk_insert_const(card->strings, name);
  card->list = list;
  card->section = list ? json_array() : json_object();
  json_object_set_new(card->json, name, card->section);
  card->object = list ? NULL : card->section;
  card->first = TRUE;
}

void card_item(Card *card)
{
  card->object = json_object();
  json_array_append_new(card->section, card->object);
  card->first = TRUE;
}

static void add(Card *card, const char *name, json_t *json, char *value)
{
  const Figure figure = { card->section_name, g_string_chunk_insert_const(card->strings, name),
                          value, card->first };

  json_object_set_new(card->object, name, json);
  g_array_append_val(card->figures, figure);
  card->first = FALSE;
}

void card_text(Card *card, const char *name, const char *value)
{
  add(card, name, json_string(value), g_strdup(value));
}

void card_real(Card *card, const char *name, double value)
{
  char number[GV_NUMBER_LENGTH];

  add(card, name, isfinite(value) ? json_real(value) : json_null(),
      g_strdup(gv_number_format(number, value)));
}

void card_int(Card *card, const char *name, int64_t value)
{
  add(card, name, json_integer(value), g_strdup_printf("%" G_GINT64_FORMAT, value));
}

static gboolean write_json(const Card *card, Run *run, GError **error)
{
  char *text = json_dumps(card->json, run->common.format == GV_FORMAT_JSONL
                                        ? JSON_COMPACT
                                        : JSON_INDENT(2));
  g_autofree char *line = g_strconcat(text ? text : "", "\n", NULL);
  gboolean done = text && run_write_text(run, line, error);

  if (text == NULL)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory");
  free(text);
  return done;
}

gboolean card_write(Card *card, Run *run, GError **error)
{
  const guint rows = card->figures->len;
  g_autofree const char **cells = g_new0(const char *, 3 * rows + 1);
  const GvColumn columns[] = { { "section", GV_COLUMN_TEXT, cells, NULL },
                               { "name", GV_COLUMN_TEXT, cells + rows, NULL },
                               { "value", GV_COLUMN_TEXT, cells + 2 * rows, NULL } };
  const GvTable table = { columns, G_N_ELEMENTS(columns), rows, NULL };

  if (run_wants_json(run))
    return write_json(card, run, error);
  for (guint r = 0; r < rows; r++) {
    const Figure *figure = &g_array_index(card->figures, Figure, r);
    cells[r] = figure->section;
    cells[rows + r] = figure->name;
    cells[2 * rows + r] = figure->value;
  }
  return run_write_table(run, &table, error);
}

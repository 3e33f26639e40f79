/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/card.h"

#include <math.h>

#include "graph/base/number.h"
#include "io/write_json.h"

/* One figure, as text, beside its place in the JSON. */
typedef struct {
  const char *section, *name; /* owned by the card's chunk */
  char *value, *shown;        /* shown: to six digits, for people; NULL = as value */
} Figure;

struct Card {
  json_t *json, *section, *object; /* object: where figures go; borrowed, as section */
  const char *section_name;
  GArray *figures;
  GStringChunk *strings;
};

static void figure_clear(gpointer data)
{
  g_free(((Figure *)data)->value);
  g_free(((Figure *)data)->shown);
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
  card->section = list ? json_array() : json_object();
  json_object_set_new(card->json, name, card->section);
  card->object = list ? NULL : card->section;
}

void card_item(Card *card)
{
  card->object = json_object();
  json_array_append_new(card->section, card->object);
}

static void add(Card *card, const char *name, json_t *json, char *value, char *shown)
{
  const Figure figure = { card->section_name, g_string_chunk_insert_const(card->strings, name),
                          value, shown };

  json_object_set_new(card->object, name, json);
  g_array_append_val(card->figures, figure);
}

void card_text(Card *card, const char *name, const char *value)
{
  add(card, name, gv_json_text(value), g_strdup(value), NULL);
}

void card_real(Card *card, const char *name, double value)
{
  char number[GV_NUMBER_LENGTH], six[G_ASCII_DTOSTR_BUF_SIZE];

  add(card, name, gv_json_real(value), g_strdup(gv_number_format(number, value)),
      g_strdup(isnan(value) ? "-" : g_ascii_formatd(six, sizeof six, "%.6g", value)));
}

void card_int(Card *card, const char *name, int64_t value)
{
  add(card, name, json_integer(value), g_strdup_printf("%" G_GINT64_FORMAT, value), NULL);
}

static gboolean write_json(const Card *card, Run *run, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);

  gv_json_append(text, card->json, run_is_one_line(run) ? GV_JSON_ONE_LINE : 0);
  g_string_append_c(text, '\n');
  return run_write_text(run, text->str, error);
}

gboolean card_write(Card *card, Run *run, GError **error)
{
  const guint rows = card->figures->len;
  g_autofree const char **cells = g_new0(const char *, 3 * rows + 1);
  const GvColumn columns[] = { { "section", GV_COLUMN_TEXT, cells, NULL },
                               { "name", GV_COLUMN_TEXT, cells + rows, NULL },
                               { "value", GV_COLUMN_TEXT, cells + 2 * rows, NULL } };
  const GvTable table = { columns, G_N_ELEMENTS(columns), rows, NULL };

  const gboolean people = run_is_read(run);

  if (run_form(run, FORM_JSON) == FORM_JSON)
    return write_json(card, run, error);
  for (guint r = 0; r < rows; r++) {
    const Figure *figure = &g_array_index(card->figures, Figure, r);
    cells[r] = figure->section;
    cells[rows + r] = figure->name;
    cells[2 * rows + r] = people && figure->shown ? figure->shown : figure->value;
  }
  return run_write_table(run, &table, error);
}

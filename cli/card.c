/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/card.h"

#include <math.h>

#include "graph/base/number.h"
#include "io/write_json.h"

/* One figure, as text, beside its place in the JSON. */
typedef struct {
  const char *section, *name; /* owned by the card's chunk */
  char *value, *shown;        /* shown: to six digits, for people; NULL = as value */
  guint item;                 /* of a list, counted over the card from 1; 0 = of no list */
} Figure;

struct Card {
  json_t *json, *section, *object; /* object: where figures go; borrowed, as section */
  const char *section_name;
  guint item, items; /* the one being filled, 0 = none; begun so far */
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
  card->item = 0;
}

void card_item(Card *card)
{
  card->object = json_object();
  json_array_append_new(card->section, card->object);
  card->item = ++card->items;
}

static void add(Card *card, const char *name, json_t *json, char *value, char *shown)
{
  const Figure figure = { card->section_name, g_string_chunk_insert_const(card->strings, name),
                          value, shown, card->item };

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

void card_summarise(const Card *card, const char *section, GvSummary *summary)
{
  const char *name;
  json_t *value;

  json_object_foreach(json_object_get(card->json, section), name, value)
    if (json_is_integer(value))
      gv_summary_result_int(summary, name, json_integer_value(value));
    else if (!json_is_string(value)) /* what is undefined is null */
      gv_summary_result_real(summary, name, json_is_real(value) ? json_real_value(value) : NAN);
}

static gboolean write_json(const Card *card, Run *run, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);

  gv_json_append(text, card->json, run_is_one_line(run) ? GV_JSON_ONE_LINE : 0);
  g_string_append_c(text, '\n');
  return run_write_text(run, text->str, error);
}

/* The rows of a table, column by column, and the texts that were made for it. */
typedef struct {
  const char **cells[3]; /* section, name, value; [count] */
  guint count;
  GPtrArray *made;
} Lines;

static void lines_clear(Lines *lines)
{
  for (guint c = 0; c < G_N_ELEMENTS(lines->cells); c++)
    g_free(lines->cells[c]);
  g_clear_pointer(&lines->made, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lines, lines_clear)

static void add_line(Lines *lines, const char *section, const char *name, const char *value)
{
  lines->cells[0][lines->count] = section;
  lines->cells[1][lines->count] = name;
  lines->cells[2][lines->count++] = value;
}

static const char *seen(const Figure *figure)
{
  return figure->shown ? figure->shown : figure->value;
}

/* An item of a list on one line, named by its first figure: rows of name and value would leave
 * open where one item ends. Returns the index of the first figure behind it. */
static guint add_item_line(Lines *lines, const Card *card, guint first)
{
  const Figure *figures = (const Figure *)(gpointer)card->figures->data;
  GString *rest = g_string_new(NULL);
  guint i = first + 1;

  for (; i < card->figures->len && figures[i].item == figures[first].item; i++)
    if (*seen(&figures[i]))
      g_string_append_printf(rest, "%s%s %s", rest->len ? ", " : "", figures[i].name,
                             seen(&figures[i]));
  g_ptr_array_add(lines->made, g_strconcat(figures[first].name, " ", seen(&figures[first]), NULL));
  g_ptr_array_add(lines->made, g_string_free(rest, FALSE));
  add_line(lines, figures[first].section, g_ptr_array_index(lines->made, lines->made->len - 2),
           g_ptr_array_index(lines->made, lines->made->len - 1));
  return i;
}

static void make_lines(Lines *lines, const Card *card, gboolean for_people)
{
  const Figure *figures = (const Figure *)(gpointer)card->figures->data;

  for (guint c = 0; c < G_N_ELEMENTS(lines->cells); c++)
    lines->cells[c] = g_new0(const char *, card->figures->len + 1);
  lines->made = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < card->figures->len;) {
    const Figure *figure = &figures[i];
    if (for_people && figure->item) {
      i = add_item_line(lines, card, i);
      continue;
    }
    add_line(lines, figure->section, figure->name, for_people ? seen(figure) : figure->value);
    i++;
  }
}

gboolean card_write(Card *card, Run *run, GError **error)
{
  g_auto(Lines) lines = { 0 };

  if (run_form(run, FORM_JSON) == FORM_JSON)
    return write_json(card, run, error);
  make_lines(&lines, card, run_is_read(run));
  const GvColumn columns[] = { { "section", GV_COLUMN_TEXT, lines.cells[0], NULL },
                               { "name", GV_COLUMN_TEXT, lines.cells[1], NULL },
                               { "value", GV_COLUMN_TEXT, lines.cells[2], NULL } };
  const GvTable table = { columns, G_N_ELEMENTS(columns), lines.count, NULL };
  return run_write_table(run, &table, error);
}

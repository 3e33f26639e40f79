/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_json.h"

#include "graph/base/number.h"
#include "io/write_text.h"

json_t *gv_json_text(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);

  return json_string(valid);
}

json_t *gv_json_real(double value)
{
  json_t *real = json_real(value);

  return real ? real : json_null();
}

static void begin_item(GString *to, gboolean first, int depth)
{
  if (!first)
    g_string_append_c(to, ',');
  if (depth < 0)
    return;
  g_string_append_c(to, '\n');
  for (int i = 0; i < depth; i++)
    g_string_append(to, "  ");
}

static void append_array(GString *to, const json_t *array, int depth)
{
  const size_t count = json_array_size(array);

  g_string_append_c(to, '[');
  for (size_t i = 0; i < count; i++) {
    begin_item(to, i == 0, depth + 1);
    gv_json_append(to, json_array_get(array, i), depth + 1);
  }
  if (count > 0)
    begin_item(to, TRUE, depth);
  g_string_append_c(to, ']');
}

static void append_object(GString *to, const json_t *object, int depth)
{
  json_t *fields = (json_t *)(guintptr)object; /* iterating does not change it */
  gboolean first = TRUE;

  g_string_append_c(to, '{');
  for (void *at = json_object_iter(fields); at; at = json_object_iter_next(fields, at)) {
    begin_item(to, first, depth + 1);
    first = FALSE;
    gv_text_append_json(to, json_object_iter_key(at));
    g_string_append(to, depth < 0 ? ":" : ": ");
    gv_json_append(to, json_object_iter_value(at), depth + 1);
  }
  if (!first)
    begin_item(to, TRUE, depth);
  g_string_append_c(to, '}');
}

void gv_json_append(GString *to, const json_t *value, int depth)
{
  char number[GV_NUMBER_LENGTH];

  switch (json_typeof(value)) {
  case JSON_OBJECT:
    append_object(to, value, depth);
    break;
  case JSON_ARRAY:
    append_array(to, value, depth);
    break;
  case JSON_STRING:
    gv_text_append_json(to, json_string_value(value));
    break;
  case JSON_INTEGER:
    g_string_append_printf(to, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    break;
  case JSON_REAL:
    g_string_append(to, gv_number_format(number, json_real_value(value)));
    break;
  default:
    g_string_append(to, json_is_true(value) ? "true" : json_is_false(value) ? "false" : "null");
  }
}

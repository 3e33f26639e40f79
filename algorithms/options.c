/* Option structs read and checked by their tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/algorithm.h>
#include <math.h>
#include <string.h>

#include "graph/base/number.h"

/* The field of an options struct that a parameter stands for. */
static void *field_of(void *options, const GvParam *p)
{
  return (char *)options + p->offset;
}

static const void *const_field_of(const void *options, const GvParam *p)
{
  return (const char *)options + p->offset;
}

void gv_options_init(void *options, const GvParam *params)
{
  for (const GvParam *p = params; p->name; p++) {
    void *field = field_of(options, p);
    switch (p->type) {
    case GV_PARAM_INT:
      *(int64_t *)field = (int64_t)p->initial;
      break;
    case GV_PARAM_REAL:
      *(double *)field = p->initial;
      break;
    case GV_PARAM_FLAG:
      *(gboolean *)field = p->initial != 0;
      break;
    case GV_PARAM_CHOICE:
      *(int *)field = (int)p->initial;
      break;
    case GV_PARAM_TEXT:
      *(char **)field = NULL;
      break;
    }
  }
}

void gv_options_clear(void *options, const GvParam *params)
{
  for (const GvParam *p = params; p->name; p++)
    if (p->type == GV_PARAM_TEXT)
      g_clear_pointer((char **)field_of(options, p), g_free);
}

const GvParam *gv_params_find(const GvParam *params, const char *name)
{
  for (const GvParam *p = params; p->name; p++)
    if (strcmp(p->name, name) == 0)
      return p;
  return NULL;
}

static gboolean set_error_range(const GvParam *p, const char *text, GError **error)
{
  char min[GV_NUMBER_LENGTH], max[GV_NUMBER_LENGTH];

  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--%s must be %s in [%s, %s], not \"%s\"",
              p->name, p->type == GV_PARAM_INT ? "a whole number" : "a number",
              gv_number_format(min, p->min), gv_number_format(max, p->max), text);
  return FALSE;
}

static gboolean set_number(void *field, const GvParam *p, const char *text, GError **error)
{
  double value = 0;

  if (gv_number_parse(text, strlen(text), &value) != GV_NUMBER_OK || value < p->min ||
      value > p->max || (p->type == GV_PARAM_INT && value != floor(value)))
    return set_error_range(p, text, error);
  if (p->type == GV_PARAM_INT)
    *(int64_t *)field = (int64_t)value;
  else
    *(double *)field = value;
  return TRUE;
}

static gboolean set_choice(int *field, const GvParam *p, const char *text, GError **error)
{
  for (int i = 0; p->choices[i]; i++)
    if (strcmp(p->choices[i], text) == 0) {
      *field = i;
      return TRUE;
    }
  g_autofree char *all = g_strjoinv(", ", (char **)(gintptr)p->choices);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "--%s must be one of %s, not \"%s\"",
              p->name, all, text);
  return FALSE;
}

gboolean gv_options_set(void *options, const GvParam *param, const char *text, GError **error)
{
  void *field = field_of(options, param);

  switch (param->type) {
  case GV_PARAM_INT:
  case GV_PARAM_REAL:
    return set_number(field, param, text, error);
  case GV_PARAM_CHOICE:
    return set_choice(field, param, text, error);
  case GV_PARAM_FLAG:
    *(gboolean *)field = TRUE;
    return TRUE;
  case GV_PARAM_TEXT:
    g_free(*(char **)field);
    *(char **)field = g_strdup(text);
    return TRUE;
  }
  g_return_val_if_reached(FALSE);
}

gboolean gv_options_check(const void *options, const GvParam *params, GError **error)
{
  for (const GvParam *p = params; p->name; p++) {
    const void *field = const_field_of(options, p);
    double value;
    if (p->type == GV_PARAM_INT)
      value = (double)*(const int64_t *)field;
    else if (p->type == GV_PARAM_REAL)
      value = *(const double *)field;
    else if (p->type == GV_PARAM_CHOICE)
      value = *(const int *)field;
    else
      continue;
    double max = p->type == GV_PARAM_CHOICE ? g_strv_length((char **)(gintptr)p->choices) - 1.0 : p->max;
    if (value >= p->min && value <= max)
      continue; /* NaN fails both comparisons */
    char text[GV_NUMBER_LENGTH];
    return set_error_range(p, gv_number_format(text, value), error);
  }
  return TRUE;
}

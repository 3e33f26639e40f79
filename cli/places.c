/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/places.h"

#include <string.h>
#include <sys/stat.h>

gboolean place_is_output(const char *option)
{
  return g_strv_contains(options_written, option);
}

/* Devices and pipes may be named as often as one likes; stdout once. */
static gboolean same_place(const char *a, const char *b)
{
  struct stat one, other;

  if (strcmp(a, "-") == 0 || strcmp(b, "-") == 0)
    return strcmp(a, b) == 0;
  if (stat(a, &one) == 0 && stat(b, &other) == 0)
    return S_ISREG(one.st_mode) && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
  if (gv_path_is_database(a) || gv_path_is_database(b))
    return strcmp(a, b) == 0;
  g_autofree char *plain = g_canonicalize_filename(a, NULL);
  g_autofree char *plain_other = g_canonicalize_filename(b, NULL);
  return strcmp(plain, plain_other) == 0;
}

gboolean place_is_among(const GPtrArray *places, const char *path)
{
  for (guint i = 0; i < places->len; i++)
    if (same_place(places->pdata[i], path))
      return TRUE;
  return FALSE;
}

/* What the option names, "-" of the output where it is not given; NULL = nothing. */
static const char *place_of(const Run *run, size_t i)
{
  const char *const *texts = arguments_texts(run->arguments, options_written[i]);
  const char *last = i == 0 ? "-" : NULL;

  for (; texts && *texts; texts++)
    last = *texts;
  return last;
}

static gboolean check_apart(const Run *run, GError **error)
{
  for (size_t i = 0; options_written[i]; i++)
    for (size_t j = 0; j < i; j++) {
      const char *one = place_of(run, j), *other = place_of(run, i);
      if (one == NULL || other == NULL || !same_place(one, other))
        continue;
      g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                  "--%s and --%s name the same file; give two", options_written[j], options_written[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean check_input(const Run *run, const char *input, GError **error)
{
  for (size_t i = 0; options_written[i]; i++) {
    const char *place = place_of(run, i);
    if (place == NULL || strcmp(place, "-") == 0 || !same_place(place, input))
      continue;
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--%s would write over what is read there; give another file", options_written[i]);
    return FALSE;
  }
  return TRUE;
}

/* Of lists, weights and the like. */
static gboolean check_files(const Run *run, GError **error)
{
  const GPtrArray *groups = run->arguments->groups;

  for (guint g = 0; g < groups->len; g++)
    for (const GvParam *p = groups->pdata[g]; p->name; p++) {
      const char *const *paths = arguments_texts(run->arguments, p->name);
      if (paths == NULL || !p->argument || !g_str_has_suffix(p->argument, "FILE") ||
          place_is_output(p->name))
        continue;
      for (; *paths; paths++)
        if (!check_input(run, *paths, error))
          return FALSE;
    }
  return TRUE;
}

gboolean places_check_sources(const Run *run, const GArray *sources, GError **error)
{
  for (guint i = 0; i < sources->len && !(run->command->uses & COMMAND_NETWORK); i++)
    if (!check_input(run, g_array_index(sources, GvSource, i).path, error))
      return FALSE;
  return TRUE;
}

gboolean places_check(const Run *run, GError **error)
{
  const GPtrArray *operands = run->arguments->operands;

  if (!check_apart(run, error) || !check_files(run, error) ||
      !places_check_sources(run, run->arguments->sources, error))
    return FALSE;
  for (guint i = 0; i < operands->len; i++)
    if (!check_input(run, operands->pdata[i], error))
      return FALSE;
  return TRUE;
}

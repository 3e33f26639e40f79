/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/key_file.h"

#include <string.h>

#include "cli/tables.h"

static gboolean fail(GError **error, const Section *s, const char *format, ...) G_GNUC_PRINTF(3, 4);
static gboolean fail(GError **error, const Section *s, const char *format, ...)
{
  va_list list;

  va_start(list, format);
  g_autofree char *text = g_strdup_vprintf(format, list);
  va_end(list);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s: [%s]: %s", s->path, s->name, text);
  return FALSE;
}

static void add_name(GPtrArray *names, const char *name)
{
  g_ptr_array_add(names, g_strdup(name));
}

static void add_names(GPtrArray *names, const GvParam *params)
{
  for (const GvParam *p = params; p && p->name; p++)
    if (strcmp(p->name, "config") != 0) /* a key file names no other */
      add_name(names, p->name);
}

static void add_table_names(GPtrArray *names)
{
  for (const TableOption *t = table_options; t->name; t++) {
    add_name(names, t->name);
    for (const DetailOption *d = detail_options; d->name; d++)
      g_ptr_array_add(names, g_strdup_printf("%s.%s", t->name, d->name));
  }
}

static gboolean is_shared(const GvParam *params)
{
  return params == output_params || params == common_params || params == input_params;
}

/* NULL-terminated. */
static GPtrArray *names_of(const Section *s)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) groups = arguments_groups(s->command);

  for (guint g = 0; g < groups->len && s->scope & SCOPE_OWN; g++)
    if (!is_shared(groups->pdata[g]))
      add_names(names, groups->pdata[g]);
  if (s->scope & SCOPE_OUTPUT)
    add_names(names, output_params);
  if (s->scope & SCOPE_PROCESS)
    add_names(names, common_params);
  if (s->scope & SCOPE_SEED)
    add_name(names, "seed");
  if (s->scope & SCOPE_INPUT && s->command->uses & COMMAND_READS) {
    add_names(names, input_params);
    add_table_names(names);
  }
  g_ptr_array_add(names, NULL);
  return names;
}

static gboolean check_name(const Section *s, const char *key, const char *const *names,
                           GError **error)
{
  if (g_strv_contains(names, key))
    return TRUE;
  for (const DetailOption *d = detail_options; d->name; d++)
    if (strcmp(d->name, key) == 0 && g_strv_contains(names, "follows.columns"))
      return fail(error, s, "%s belongs to a table; write follows.%s or the like", key, key);
  const char *close = closest_word(key, names);
  if (close)
    return fail(error, s, "unknown option %s; did you mean %s?", key, close);
  return fail(error, s, "unknown option %s", key);
}

gboolean section_check(const Section *s, GError **error)
{
  g_auto(GStrv) keys = g_key_file_get_keys(s->file, s->name, NULL, NULL);
  g_autoptr(GPtrArray) names = names_of(s);

  for (char **key = keys; key && *key; key++) {
    g_autofree char *table = g_strndup(*key, strcspn(*key, "."));
    if (!check_name(s, *key, (const char *const *)names->pdata, error))
      return FALSE;
    if (strchr(*key, '.') && !g_key_file_has_key(s->file, s->name, table, NULL))
      return fail(error, s, "%s describes a table that the section does not name", *key);
  }
  return TRUE;
}

static const TableOption *find_table(const char *name)
{
  for (const TableOption *t = table_options; t->name; t++)
    if (strcmp(t->name, name) == 0)
      return t;
  return NULL;
}

static const GvParam *find_param(const Section *s, const char *name)
{
  g_autoptr(GPtrArray) groups = arguments_groups(s->command);
  const GvParam *param = NULL;

  for (guint g = 0; g < groups->len && param == NULL; g++)
    param = gv_params_find(groups->pdata[g], name);
  return param;
}

static void add_argument(GPtrArray *to, const char *name, const char *text)
{
  g_ptr_array_add(to, g_strdup_printf("--%s=%s", name, text));
}

/* TRUE where there was no reason to refuse the text of a key. */
static gboolean is_text(const Section *s, const char *key, const GError *reason, GError **error)
{
  return reason == NULL ||
         fail(error, s, "%s: %s; write UTF-8, and a backslash as \\\\", key, reason->message);
}

/* A value that ends in half an escape. GLib would report it on top of a bad escape before it,
 * with a warning of its own on stderr. */
static gboolean is_whole(const Section *s, const char *key, GError **error)
{
  g_autofree char *value = g_key_file_get_value(s->file, s->name, key, NULL);
  size_t length = value ? strlen(value) : 0, slashes = 0;

  while (slashes < length && value[length - slashes - 1] == '\\')
    slashes++;
  return slashes % 2 == 0 ||
         fail(error, s, "%s: the value ends in a backslash; write a backslash as \\\\", key);
}

/* Of a key that is there; NULL where its text is none: not UTF-8, a bad escape (of
 * which GLib returns the rest as well). */
static char *text_of(const Section *s, const char *key, GError **error)
{
  g_autoptr(GError) reason = NULL;

  if (!is_whole(s, key, error))
    return NULL;
  g_autofree char *text = g_key_file_get_string(s->file, s->name, key, &reason);

  return is_text(s, key, reason, error) ? g_steal_pointer(&text) : NULL;
}

static char **texts_of(const Section *s, const char *key, GError **error)
{
  g_autoptr(GError) reason = NULL;

  if (!is_whole(s, key, error))
    return NULL;
  g_auto(GStrv) texts = g_key_file_get_string_list(s->file, s->name, key, NULL, &reason);

  return is_text(s, key, reason, error) ? g_steal_pointer(&texts) : NULL;
}

/* What the section says of a table's kind, behind each such table. */
static gboolean add_details(const Section *s, const char *key, GPtrArray *to, GError **error)
{
  for (const DetailOption *d = detail_options; d->name; d++) {
    g_autofree char *detail = g_strdup_printf("%s.%s", key, d->name);
    if (!g_key_file_has_key(s->file, s->name, detail, NULL))
      continue;
    g_autofree char *value = text_of(s, detail, error);
    if (value == NULL)
      return FALSE;
    add_argument(to, d->name, value);
  }
  return TRUE;
}

/* Several texts, by semicolons: tables, and conditions that must all hold. */
static gboolean add_list(const Section *s, const char *key, GPtrArray *to, GError **error)
{
  g_auto(GStrv) texts = texts_of(s, key, error);

  for (char **text = texts; text && *text; text++) {
    add_argument(to, key, *text);
    if (find_table(key) && !add_details(s, key, to, error))
      return FALSE;
  }
  return texts != NULL;
}

static gboolean add_flag(const Section *s, const char *key, GPtrArray *to, GError **error)
{
  static const char *const yes[] = { "true", "yes", "1", NULL };
  static const char *const no[] = { "false", "no", "0", NULL };
  g_autofree char *text = text_of(s, key, error);

  if (text == NULL)
    return FALSE;
  if (g_strv_contains(yes, text))
    g_ptr_array_add(to, g_strdup_printf("--%s", key));
  return g_strv_contains(yes, text) || g_strv_contains(no, text) ||
         fail(error, s, "%s must be true or false", key);
}

/* Options of which several may be given. */
static gboolean takes_several(const char *key)
{
  static const char *const several[] = { "where", "activated", "seeded", NULL };

  return find_table(key) || g_strv_contains(several, key);
}

static gboolean add_option(const Section *s, const char *key, GPtrArray *to, GError **error)
{
  const GvParam *param = find_param(s, key);

  if (takes_several(key))
    return add_list(s, key, to, error);
  if (param && param->type == GV_PARAM_FLAG)
    return add_flag(s, key, to, error);
  g_autofree char *text = text_of(s, key, error);
  if (text && param)
    add_argument(to, key, text);
  return text != NULL;
}

/* What stands nearer to the command line wins over its opposite, too. */
static gboolean is_overruled(GHashTable *said, const char *key)
{
  const gboolean direction = strcmp(key, "directed") == 0 || strcmp(key, "undirected") == 0;

  return g_hash_table_contains(said, key) ||
         (direction &&
          (g_hash_table_contains(said, "directed") || g_hash_table_contains(said, "undirected")));
}

gboolean section_arguments(const Section *s, GHashTable *said, GPtrArray *to, GError **error)
{
  g_auto(GStrv) keys = g_key_file_get_keys(s->file, s->name, NULL, NULL);

  if (!section_check(s, error))
    return FALSE;
  for (char **key = keys; key && *key; key++)
    if (!strchr(*key, '.') && !is_overruled(said, *key) && !add_option(s, *key, to, error))
      return FALSE;
  for (char **key = keys; key && *key; key++)
    g_hash_table_add(said, g_strdup(*key));
  return TRUE;
}

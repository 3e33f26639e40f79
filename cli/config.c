/* Reading key files whole, and --config FILE.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/key_file.h"
#include "cli/tables.h"

/* A section or a key said twice: the reader of key files keeps the last only. */
static gboolean check_line(GHashTable *seen, GString *section, char *line, GError **error)
{
  g_autofree char *name = NULL;

  g_strstrip(line);
  if (*line == '#' || *line == '\0')
    return TRUE;
  if (*line == '[') {
    g_string_assign(section, line);
    name = g_strdup(line);
  } else {
    line[strcspn(line, "=")] = '\0';
    name = g_strdup_printf("%s %s", section->str, g_strchomp(line));
  }
  if (g_hash_table_add(seen, g_strdup(name)))
    return TRUE;
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s is said twice; keep one%s", name,
              *line == '[' ? ", or give it another name as in [nominate again]" : "");
  return FALSE;
}

static gboolean check_twice(const char *path, const char *text, GError **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) section = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

  for (unsigned i = 0; lines[i]; i++)
    if (!check_line(seen, section, lines[i], error)) {
      g_prefix_error(error, "%s:%u: ", path, i + 1);
      return FALSE;
    }
  return TRUE;
}

GKeyFile *key_file_read(const char *path, GError **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_autoptr(GError) reason = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents(path, &text, &length, &reason)) {
    g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot read: %s", path, reason->message);
    return NULL;
  }
  if (!g_key_file_load_from_data(file, text, length, G_KEY_FILE_NONE, &reason)) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "%s: not a key file: %s; write [section] and option=value", path, reason->message);
    return NULL;
  }
  return check_twice(path, text, error) ? g_steal_pointer(&file) : NULL;
}

/* The command of a section, "common" being everybody's. */
static gboolean check_section(const Section *s, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  Section section = *s;

  if (strcmp(s->name, "common") == 0)
    return TRUE;
  if ((section.command = command_find(s->name)) != NULL)
    return section_check(&section, error);
  g_ptr_array_add(names, (gpointer)(gintptr) "common");
  for (const Command *const *c = commands(); *c; c++)
    g_ptr_array_add(names, (gpointer)(gintptr)(*c)->name);
  g_ptr_array_add(names, NULL);
  const char *close = closest_word(s->name, (const char *const *)names->pdata);
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s: unknown section [%s]%s%s%s", s->path,
              s->name, close ? "; did you mean [" : "; there are [common] and the commands",
              close ? close : "", close ? "]?" : "");
  return FALSE;
}

GHashTable *arguments_said(const Arguments *arguments)
{
  GHashTable *said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init(&iter, arguments->given);
  while (g_hash_table_iter_next(&iter, &name, NULL))
    g_hash_table_add(said, g_strdup(name));
  for (const TableOption *t = table_options; t->name; t++)
    for (guint i = 0; i < arguments->sources->len; i++)
      if (g_array_index(arguments->sources, GvSource, i).kind == t->kind)
        g_hash_table_add(said, g_strdup(t->name));
  return said;
}

/* The command's own section before what everybody's says. */
static gboolean add_sections(const Arguments *a, Section section, GPtrArray *to, GError **error)
{
  g_autoptr(GHashTable) said = arguments_said(a);
  g_auto(GStrv) names = g_key_file_get_groups(section.file, NULL);

  section.scope = SCOPE_OWN | SCOPE_OUTPUT | SCOPE_INPUT | SCOPE_PROCESS;
  for (char **name = names; *name; name++) {
    section.name = *name;
    if (!check_section(&section, error))
      return FALSE;
  }
  section.name = a->command->name;
  if (!section_arguments(&section, said, to, error))
    return FALSE;
  section.name = "common";
  section.scope &= ~(unsigned)SCOPE_OWN;
  return section_arguments(&section, said, to, error);
}

char **config_expand(const Arguments *a, char **argv, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  const char *const *paths = arguments_texts(a, "config");
  Section section = { .path = paths[g_strv_length((char **)(gintptr)paths) - 1],
                      .command = a->command };
  g_autoptr(GKeyFile) file = key_file_read(section.path, error);

  section.file = file;
  g_ptr_array_add(all, g_strdup(argv[0]));
  if (file == NULL || !add_sections(a, section, all, error))
    return NULL;
  for (char **text = argv + 1; *text; text++)
    g_ptr_array_add(all, g_strdup(*text));
  g_ptr_array_add(all, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

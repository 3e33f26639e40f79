/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/arguments.h"

#include <string.h>

#include "cli/tables.h"

const char *const *arguments_texts(const Arguments *arguments, const char *name)
{
  GPtrArray *texts = g_hash_table_lookup(arguments->given, name);

  return texts ? (const char *const *)texts->pdata : NULL;
}

static void remember(Arguments *a, const char *name, const char *text)
{
  GPtrArray *texts = g_hash_table_lookup(a->given, name);

  if (texts == NULL) {
    texts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(texts, NULL);
    g_hash_table_insert(a->given, g_strdup(name), texts);
  }
  g_ptr_array_insert(texts, (gint)texts->len - 1, g_strdup(text));
}

static gboolean usage_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gboolean usage_error(GError **error, const char *format, ...)
{
  va_list list;

  va_start(list, format);
  g_propagate_error(error, g_error_new_valist(GV_ERROR, GV_ERROR_INVALID_ARGUMENT, format, list));
  va_end(list);
  return FALSE;
}

/* GOption's callback for every option there is. */
static gboolean take_option(const gchar *option, const gchar *text, gpointer data, GError **error)
{
  Arguments *a = data;
  const char *name = option + strspn(option, "-");
  gboolean known = FALSE;

  if (strcmp(option, "-o") == 0)
    name = "output";
  if (strcmp(name, "help") == 0 || strcmp(option, "-h") == 0) {
    a->help = TRUE;
    return TRUE;
  }
  if ((a->command->uses & COMMAND_READS) &&
      !tables_take(a->sources, name, text, &known, error))
    return FALSE;
  if (!known)
    remember(a, name, text ? text : "");
  return TRUE;
}

static void add_entry(GArray *entries, const char *name, char short_name, gboolean bare)
{
  union {
    GOptionArgFunc function;
    gpointer pointer;
  } callback = { .function = take_option };
  GOptionEntry entry = { .long_name = name,
                         .short_name = short_name,
                         /* FILENAME: texts stay the bytes they are, in any locale */
                         .flags = bare ? G_OPTION_FLAG_NO_ARG : G_OPTION_FLAG_FILENAME,
                         .arg = G_OPTION_ARG_CALLBACK,
                         .arg_data = callback.pointer };

  for (guint i = 0; i < entries->len; i++) /* algorithms share names: --tolerance, --mode */
    if (strcmp(g_array_index(entries, GOptionEntry, i).long_name, name) == 0)
      return;
  g_array_append_val(entries, entry);
}

static GArray *entries_of(const Arguments *a)
{
  GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));

  add_entry(entries, "help", 'h', TRUE);
  for (guint g = 0; g < a->groups->len; g++)
    for (const GvParam *p = a->groups->pdata[g]; p->name; p++)
      add_entry(entries, p->name, strcmp(p->name, "output") == 0 ? 'o' : 0,
                p->type == GV_PARAM_FLAG);
  if (!(a->command->uses & COMMAND_READS))
    return entries;
  for (const TableOption *t = table_options; t->name; t++)
    add_entry(entries, t->name, 0, FALSE);
  for (const DetailOption *d = detail_options; d->name; d++)
    add_entry(entries, d->name, 0, FALSE);
  return entries;
}

static void add_group(GPtrArray *groups, const GvParam *params)
{
  g_ptr_array_add(groups, (gpointer)(gintptr)params);
}

GPtrArray *arguments_groups(const Command *command)
{
  GPtrArray *groups = g_ptr_array_new();
  g_autoptr(GPtrArray) more = command->algorithm_params ? command->algorithm_params() : NULL;

  if (command->params)
    add_group(groups, command->params);
  for (const GvParam *const *params = command->more_params; params && *params; params++)
    add_group(groups, *params);
  for (guint i = 0; more && i < more->len; i++)
    add_group(groups, more->pdata[i]);
  if (command->uses & COMMAND_READS)
    add_group(groups, input_params);
  if (command->uses & COMMAND_LISTS)
    add_group(groups, list_params);
  if (!(command->uses & COMMAND_CAMPAIGN))
    add_group(groups, output_params);
  add_group(groups, common_params);
  return groups;
}

/* Sets an error about the first long option that is none of the entries; FALSE
 * where there is no such. */
static gboolean explain_unknown(GArray *entries, int argc, char **argv, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add(names, (gpointer)(gintptr)g_array_index(entries, GOptionEntry, i).long_name);
  g_ptr_array_add(names, NULL);
  for (int i = 1; i < argc; i++) {
    g_autofree char *name = g_str_has_prefix(argv[i], "--") ? g_strdup(argv[i] + 2) : NULL;
    if (name == NULL || *name == '\0')
      continue;
    name[strcspn(name, "=")] = '\0';
    if (g_strv_contains((const char *const *)names->pdata, name))
      continue;
    const char *close = closest_word(name, (const char *const *)names->pdata);
    if (close)
      usage_error(error, "unknown option --%s; did you mean --%s?", name, close);
    else
      usage_error(error, "unknown option --%s", name);
    return TRUE;
  }
  return FALSE;
}

/* GOption takes --flag=anything for --flag. */
static gboolean refuse_flag_values(GArray *entries, int argc, char **argv, GError **error)
{
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
    for (guint e = 0; e < entries->len; e++) {
      const GOptionEntry *entry = &g_array_index(entries, GOptionEntry, e);
      const size_t length = strlen(entry->long_name);
      if (entry->flags & G_OPTION_FLAG_NO_ARG && g_str_has_prefix(argv[i], "--") &&
          strncmp(argv[i] + 2, entry->long_name, length) == 0 && argv[i][2 + length] == '=')
        return usage_error(error, "--%s takes no value", entry->long_name);
    }
  return TRUE;
}

/* GOption leaves the operands in rest[1 .. *left). */
static gboolean parse_entries(Arguments *a, int *left, char ***rest, GError **error)
{
  g_autoptr(GArray) entries = entries_of(a);
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(GError) reason = NULL;
  GOptionGroup *group = g_option_group_new("main", "", "", a, NULL);
  const int argc = *left;
  g_autofree char **argv = g_memdup2(*rest, (gsize)argc * sizeof *argv);

  g_option_group_add_entries(group, (const GOptionEntry *)(const void *)entries->data);
  g_option_context_set_main_group(context, group);
  g_option_context_set_help_enabled(context, FALSE);
  if (!refuse_flag_values(entries, argc, argv, error))
    return FALSE;
  if (g_option_context_parse(context, left, rest, &reason))
    return TRUE;
  if (!g_error_matches(reason, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) ||
      !explain_unknown(entries, argc, argv, error))
    usage_error(error, "%s", reason->message);
  return FALSE;
}

gboolean arguments_parse(Arguments *a, const Command *command, int argc, char **argv,
                         GError **error)
{
  g_autofree char **rest = g_new0(char *, (gsize)argc + 1);
  int left = argc;

  *a = (Arguments){ .command = command };
  a->given =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  a->sources = g_array_new(FALSE, TRUE, sizeof(GvSource));
  a->operands = g_ptr_array_new_with_free_func(g_free);
  a->groups = arguments_groups(command);
  memcpy(rest, argv, (gsize)argc * sizeof *rest);
  if (!parse_entries(a, &left, &rest, error))
    return FALSE;
  for (int i = 1; i < left; i++)
    if (strcmp(rest[i], "--") != 0)
      g_ptr_array_add(a->operands, g_strdup(rest[i]));
  if (a->operands->len > 0 && !command->arguments && !a->help)
    return usage_error(error, "unexpected \"%s\"; %s takes options only",
                       (char *)a->operands->pdata[0], command->name);
  return TRUE;
}

void arguments_clear(Arguments *a)
{
  g_clear_pointer(&a->sources, tables_clear);
  g_clear_pointer(&a->given, g_hash_table_unref);
  g_clear_pointer(&a->operands, g_ptr_array_unref);
  g_clear_pointer(&a->groups, g_ptr_array_unref);
}

gboolean arguments_fill(const Arguments *arguments, void *options, const GvParam *params,
                        GError **error)
{
  for (const GvParam *p = params; p->name; p++)
    for (const char *const *text = arguments_texts(arguments, p->name); text && *text; text++)
      if (!gv_options_set(options, p, *text, error))
        return FALSE;
  return TRUE;
}

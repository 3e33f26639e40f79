/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/campaign_steps.h"

#include <string.h>

#include "cli/key_file.h"
#include "cli/places.h"

static void step_free(gpointer data)
{
  Step *step = data;

  step->run.input = (InputOptions){ 0 }; /* these are the campaign's */
  step->run.report = (GvReadReport){ 0 };
  if (step->options)
    run_clear(&step->run, step->options);
  g_free(step->options);
  arguments_clear(&step->arguments);
  g_strfreev(step->given);
  g_free(step->section);
  g_free(step);
}

static gboolean fail(GError **error, const Section *s, const char *text)
{
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT, "%s: [%s]: %s", s->path, s->name, text);
  return FALSE;
}

/* The first word of the section: [nominate north] is one more nominate. */
static gboolean find_command(Section *s, GError **error)
{
  g_autofree char *word = g_strndup(s->name, strcspn(s->name, " "));
  g_autoptr(GPtrArray) names = g_ptr_array_new();

  s->command = command_find(word);
  if (s->command && (s->command->arguments || !(s->command->uses & COMMAND_READS)))
    return fail(error, s, "this command is no step of a campaign; run it by itself");
  if (s->command)
    return TRUE;
  g_ptr_array_add(names, (gpointer)(gintptr) "load");
  for (const Command *const *c = commands(); *c; c++)
    g_ptr_array_add(names, (gpointer)(gintptr)(*c)->name);
  g_ptr_array_add(names, NULL);
  const char *close = closest_word(word, (const char *const *)names->pdata);
  g_autofree char *text = close ? g_strdup_printf("unknown section; did you mean [%s]?", close)
                                : g_strdup("unknown section; there are [load] and the commands");
  return fail(error, s, text);
}

/* The seed and the silence of the campaign are those of its steps. */
static void add_shared(const Run *run, GHashTable *said, GPtrArray *to)
{
  if (!g_hash_table_contains(said, "seed"))
    g_ptr_array_add(to, g_strdup_printf("--seed=%" G_GINT64_FORMAT, run->common.seed));
  if (run->common.quiet)
    g_ptr_array_add(to, g_strdup("--quiet"));
}

static char **step_given(const Section *s, const Run *run, GError **error)
{
  g_autoptr(GPtrArray) to = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

  g_ptr_array_add(to, g_strdup(s->command->name));
  if (!section_arguments(s, said, to, error))
    return NULL;
  add_shared(run, said, to);
  g_ptr_array_add(to, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&to), FALSE);
}

static void borrow(Step *step, const Run *run)
{
  step->run.input = run->input;
  step->run.common.dry_run = run->common.dry_run;
  step->run.task = run->task;
  step->run.campaign = run->campaign;
  run_start_summary(&step->run, step->given + 1);
  gv_summary_set_run(step->run.summary, step->run.common.seed, gv_task_thread_count(run->task));
}

static gboolean fill(Step *step, const Section *s, const Run *run, GError **error)
{
  step->section = g_strdup(s->name);
  if (!(step->given = step_given(s, run, error)) ||
      !arguments_parse(&step->arguments, s->command, (int)g_strv_length(step->given), step->given,
                       error))
    return FALSE;
  step->options = g_malloc0(s->command->options_size + 1);
  step->run = (Run){ .command = s->command, .arguments = &step->arguments };
  if (!run_fill(&step->run, step->options, error)) {
    if (g_error_matches(*error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT))
      g_prefix_error(error, "%s: [%s]: ", s->path, s->name);
    return FALSE;
  }
  borrow(step, run);
  return TRUE;
}

/* A file that can be written and that nobody else writes; devices are no files. */
static gboolean take_place(const Section *s, const char *path, GPtrArray *places, GError **error)
{
  if (!g_str_has_prefix(path, "/dev/") && place_is_among(places, path)) {
    g_autofree char *text = g_strdup_printf("%s is written by another step already", path);
    return fail(error, s, text);
  }
  g_ptr_array_add(places, g_strdup(path));
  return gv_path_is_database(path) || run_check_place(path, error);
}

/* Two steps must not write one file, nor any to stdout. */
static gboolean check_places(const Section *s, const Step *step, GPtrArray *places, GError **error)
{
  const char *output = step->run.common.output;

  if (output == NULL || strcmp(output, "-") == 0)
    return fail(error, s, "a step needs output=FILE");
  for (const char *const *name = options_written; *name; name++) {
    const char *const *paths = arguments_texts(&step->arguments, *name);
    for (; paths && *paths; paths++)
      if (!take_place(s, *paths, places, error))
        return FALSE;
  }
  return TRUE;
}

/* A later step, or tomorrow's campaign, reads the tables again. */
static gboolean check_tables(const Section *s, const Step *step, const Run *run, GError **error)
{
  if (places_check_sources(&step->run, run->arguments->sources, error))
    return TRUE;
  g_prefix_error(error, "%s: [%s]: ", s->path, s->name);
  return FALSE;
}

GPtrArray *campaign_steps(const Run *run, const char *path, GError **error)
{
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func(step_free);
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GKeyFile) file = key_file_read(path, error);
  g_auto(GStrv) sections = file ? g_key_file_get_groups(file, NULL) : NULL;
  Section s = { .path = path, .file = file, .scope = SCOPE_OWN | SCOPE_OUTPUT | SCOPE_SEED };

  if (run->input.rejects)
    g_ptr_array_add(places, g_strdup(run->input.rejects));
  for (char **name = sections; name && *name; name++) {
    Step *step;
    if (strcmp(s.name = *name, "load") == 0)
      continue;
    if (!find_command(&s, error))
      return NULL;
    g_ptr_array_add(steps, step = g_new0(Step, 1));
    if (!fill(step, &s, run, error) || !check_places(&s, step, places, error) ||
        !check_tables(&s, step, run, error))
      return NULL;
  }
  if (file && steps->len == 0)
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "%s: no step; add a section such as [nominate] with output=FILE", path);
  return file && steps->len > 0 ? g_steal_pointer(&steps) : NULL;
}

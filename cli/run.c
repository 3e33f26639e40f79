/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <string.h>

#include "cli/campaign.h"
#include "cli/dry_run.h"
#include "cli/key_file.h"
#include "cli/progress.h"
#include "cli/restrictions.h"
#include "cli/stopping.h"

static int status_of(const GError *error)
{
  if (error->domain != GV_ERROR)
    return EXIT_FAULT;
  switch ((GvError)error->code) {
  case GV_ERROR_INVALID_ARGUMENT:
    return EXIT_USAGE;
  case GV_ERROR_PARSE:
    return EXIT_REJECTED;
  case GV_ERROR_IO:
    return EXIT_IO;
  case GV_ERROR_LIMIT:
  case GV_ERROR_TIMEOUT:
  case GV_ERROR_NO_MEMORY:
    return EXIT_LIMIT;
  case GV_ERROR_CANCELLED:
    return EXIT_INTERRUPTED;
  case GV_ERROR_CLOSED_PIPE:
    return EXIT_DONE;
  case GV_ERROR_INTERNAL:
    return EXIT_FAULT;
  }
  return EXIT_FAULT;
}

static gboolean check_common(Run *run, GError **error)
{
  if (run->input.directed && run->input.undirected) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--directed and --undirected exclude each other");
    return FALSE;
  }
  if (run->input.verify && run->input.trust) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--verify and --trust exclude each other");
    return FALSE;
  }
  return run_check_outputs(run, error) && restrictions_read(run, error);
}

gboolean run_fill(Run *run, void *options, GError **error)
{
  const Command *command = run->command;

  gv_options_init(&run->common, output_params);
  gv_options_init(&run->common, common_params);
  gv_options_init(&run->common, list_params);
  gv_options_init(&run->input, input_params);
  if (command->params)
    gv_options_init(options, command->params);
  return arguments_fill(run->arguments, &run->common, output_params, error) &&
         arguments_fill(run->arguments, &run->common, common_params, error) &&
         (!(command->uses & COMMAND_LISTS) ||
          arguments_fill(run->arguments, &run->common, list_params, error)) &&
         (!(command->uses & COMMAND_READS) ||
          arguments_fill(run->arguments, &run->input, input_params, error)) &&
         (!command->params || arguments_fill(run->arguments, options, command->params, error)) &&
         check_common(run, error);
}

/* A name among the arguments, explain's USER, leaves the program hashed too. */
void run_start_summary(Run *run, char **arguments)
{
  const GPtrArray *operands = run->arguments->operands;
  g_auto(GStrv) shown = g_strdupv(arguments);

  for (char **text = shown; *text && run->restrictions.id_key; text++)
    for (guint i = 0; i < operands->len; i++)
      if (strcmp(*text, operands->pdata[i]) == 0) {
        g_free(*text);
        *text = restrictions_hash(&run->restrictions, operands->pdata[i]);
        break;
      }
  run->summary = gv_summary_new(run->command->name, (const char *const *)shown);
}

static gboolean run_execute(Run *run, const void *options, GError **error)
{
  gboolean done;

  run->task = gv_task_new((unsigned)run->common.threads);
  progress_attach(run->task, &run->common);
  stopping_begin(run->task, run->restrictions.seconds);
  gv_summary_set_run(run->summary, run->common.seed, gv_task_thread_count(run->task));
  done = restrictions_apply(run, error) && run->command->run(run, options, error);
  progress_clear_line();
  if (done && run->common.summary)
    done = gv_summary_write(run->summary, run->common.summary, error);
  if (!done)
    restrictions_explain(run, error);
  stopping_end();
  gv_task_free(run->task);
  return done;
}

static int finish(const Command *command, const GError *error)
{
  if (!g_error_matches(error, GV_ERROR, GV_ERROR_CLOSED_PIPE))
    say("%s", error->message);
  if (status_of(error) == EXIT_USAGE)
    say("grapevine %s --help lists the options", command->name);
  return status_of(error);
}

int run_print(const char *page)
{
  g_autoptr(GError) error = NULL;
  Run run = { .common.format = FORMAT_AUTO };

  return run_write_text(&run, page, &error) ? EXIT_DONE : finish(NULL, error);
}

void run_clear(Run *run, void *options)
{
  restrictions_clear(&run->restrictions);
  gv_read_report_clear(&run->report);
  gv_options_clear(&run->common, output_params);
  gv_options_clear(&run->common, common_params);
  gv_options_clear(&run->input, input_params);
  if (run->command->params)
    gv_options_clear(options, run->command->params);
  gv_summary_free(run->summary);
}

/* Runs what was parsed. given: the command line, with what key files added. */
static int run_given(Arguments *arguments, char **given)
{
  const Command *command = arguments->command;
  g_autoptr(GError) error = NULL;
  g_autofree void *options = g_malloc0(command->options_size + 1);
  Run run = { .command = command, .arguments = arguments };
  gboolean done = run_fill(&run, options, &error);

  run_start_summary(&run, given + 1);
  done = done && run_execute(&run, options, &error);
  if (!done && error == NULL)
    g_set_error(&error, GV_ERROR, GV_ERROR_INTERNAL, "%s failed and did not say why",
                command->name);
  run_clear(&run, options);
  return done || dry_run_is_done(error) ? EXIT_DONE : finish(command, error);
}

/* What key files add to the command line; NULL: nothing, or error set. */
static char **expand(const Arguments *arguments, char **argv, GError **error)
{
  if (arguments->command->uses & COMMAND_CAMPAIGN)
    return campaign_expand(arguments, argv, error);
  return arguments_texts(arguments, "config") ? config_expand(arguments, argv, error) : NULL;
}

int run_command(const Command *command, int argc, char **argv)
{
  g_auto(Arguments) arguments = { 0 }, expanded = { 0 };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) more = NULL;

  if (!arguments_parse(&arguments, command, argc, argv, &error))
    return finish(command, error);
  if (arguments.help) {
    g_autofree char *help = help_for_command(command);
    return run_print(help);
  }
  more = expand(&arguments, argv, &error);
  if (error ||
      (more && !arguments_parse(&expanded, command, (int)g_strv_length(more), more, &error)))
    return finish(command, error);
  return run_given(more ? &expanded : &arguments, more ? more : argv);
}

void run_phase(Run *run, const char *name)
{
  if (run->summary) /* a page has none */
    gv_summary_phase(run->summary, name);
}

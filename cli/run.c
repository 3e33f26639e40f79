/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <signal.h>

#include "cli/progress.h"

/* The run that Ctrl-C means; a handler has no other way to find it. */
static GvTask *interruptible;

static void interrupt(int signal_number)
{
  (void)signal_number;
  gv_task_cancel(interruptible);
}

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };

/* The first signal asks the run to stop, the second ends the process. What the
 * caller ignores (nohup, a job in the background) stays ignored. */
static void catch_signals(GvTask *task)
{
  struct sigaction action = { .sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND }, old;

  interruptible = task;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
    if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      sigaction(stops[i], &action, NULL);
}

static void release_signals(void)
{
  struct sigaction old;

  for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
    if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler == interrupt)
      signal(stops[i], SIG_DFL);
  interruptible = NULL;
}

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

static gboolean check_common(const Run *run, GError **error)
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
  return run_check_outputs(run, error);
}

static gboolean run_fill(Run *run, void *options, GError **error)
{
  const Command *command = run->command;

  gv_options_init(&run->common, common_params);
  gv_options_init(&run->common, list_params);
  gv_options_init(&run->input, input_params);
  if (command->params)
    gv_options_init(options, command->params);
  return arguments_fill(run->arguments, &run->common, common_params, error) &&
         (!(command->uses & COMMAND_LISTS) ||
          arguments_fill(run->arguments, &run->common, list_params, error)) &&
         (!(command->uses & COMMAND_READS) ||
          arguments_fill(run->arguments, &run->input, input_params, error)) &&
         (!command->params || arguments_fill(run->arguments, options, command->params, error)) &&
         check_common(run, error);
}

static gboolean run_execute(Run *run, const void *options, GError **error)
{
  gboolean done;

  run->task = gv_task_new((unsigned)run->common.threads);
  progress_attach(run->task, &run->common);
  catch_signals(run->task);
  gv_summary_set_run(run->summary, run->common.seed, gv_task_thread_count(run->task));
  done = run->command->run(run, options, error);
  progress_clear_line();
  if (done && run->common.summary)
    done = gv_summary_write(run->summary, run->common.summary, error);
  release_signals();
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

int run_command(const Command *command, int argc, char **argv)
{
  g_auto(Arguments) arguments = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree void *options = g_malloc0(command->options_size + 1);
  Run run = { .command = command, .arguments = &arguments };
  gboolean done;

  if (!arguments_parse(&arguments, command, argc, argv, &error))
    return finish(command, error);
  if (arguments.help) {
    g_autofree char *help = help_for_command(command);
    return run_print(help);
  }
  run.summary = gv_summary_new(command->name, (const char *const *)argv + 1);
  done = run_fill(&run, options, &error) && run_execute(&run, options, &error);
  if (!done && error == NULL)
    g_set_error(&error, GV_ERROR, GV_ERROR_INTERNAL, "%s failed and did not say why",
                command->name);
  gv_read_report_clear(&run.report);
  gv_options_clear(&run.common, common_params);
  gv_options_clear(&run.input, input_params);
  if (command->params)
    gv_options_clear(options, command->params);
  gv_summary_free(run.summary);
  return done ? EXIT_DONE : finish(command, error);
}

void run_phase(Run *run, const char *name)
{
  if (run->summary) /* a page has none */
    gv_summary_phase(run->summary, name);
}

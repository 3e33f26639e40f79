/* grapevine COMMAND [OPTIONS].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/completion.h"
#include "cli/cut_short.h"
#include "cli/known.h"
#include "cli/man.h"
#include "cli/reference.h"
#include "cli/run.h"
#include "graph/base/cpu.h"

static const char *const pages[] = { "--help",       "--version", "--reference", "--man",
                                     "--completion", "help",      NULL };

/* A stream that the caller closed would be the number of the next file that is
 * opened; in its place stands one on which reading or writing fails. */
static void occupy_closed_streams(void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
        open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      return;
}

/* Of the interface, and not built yet. */
static const char *const later[] = { "expand",    "funnel",     "assort", "trace",
                                     "attribute", "experiment", "report", NULL };

static int unknown_command(const char *word)
{
  if (g_strv_contains(later, word)) {
    say("%s is not part of this version; grapevine --help lists what is", word);
    return EXIT_USAGE;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const char *what = *word == '-' ? "option" : "command";

  for (const Command *const *c = commands(); *c; c++)
    g_ptr_array_add(names, (gpointer)(gintptr)(*c)->name);
  for (size_t i = 0; pages[i]; i++)
    g_ptr_array_add(names, (gpointer)(gintptr)pages[i]);
  g_ptr_array_add(names, NULL);
  const char *close = closest_word(word, (const char *const *)names->pdata);
  if (close)
    say("unknown %s %s; did you mean %s?", what, word, close);
  else
    say("unknown %s %s; grapevine --help lists them", what, word);
  return EXIT_USAGE;
}

static int print_help(const char *of)
{
  const Command *command = of ? command_find(of) : NULL;
  g_autofree char *help = command ? help_for_command(command) : help_for_program();

  return of && !command ? unknown_command(of) : run_print(help);
}

static int print_reference(void)
{
  g_autofree char *page = reference_page();

  return run_print(page);
}

static int print_man(const char *of)
{
  const Command *command = of ? command_find(of) : NULL;
  g_autofree char *page = of && !command ? NULL : man_page(command);

  return page ? run_print(page) : unknown_command(of);
}

static int print_completion(const char *shell)
{
  g_autofree char *script = shell ? completion_script(shell) : NULL;

  if (script)
    return run_print(script);
  say("--completion takes bash or zsh");
  return EXIT_USAGE;
}

static int print_version(void)
{
  g_autofree char *line = g_strconcat("grapevine ", gv_version(), "\n", NULL);

  return run_print(line);
}

/* Pages about the program, the last two for its installation. */
static int print_page(const char *word, const char *of)
{
  if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0)
    return print_help(of);
  if (strcmp(word, "--version") == 0)
    return print_version();
  if (strcmp(word, "--man") == 0)
    return print_man(of);
  if (strcmp(word, "--completion") == 0)
    return print_completion(of);
  return strcmp(word, "--reference") == 0 ? print_reference() : unknown_command(word);
}

/* A machine's steps of instructions can be forbidden from outside; a name that is
 * none would forbid nothing, and nobody would notice. */
static gboolean cpu_variable_is_known(void)
{
  const char *named = g_getenv(GV_CPU_VARIABLE);

  if (named == NULL || g_strv_contains(gv_cpu_names, named))
    return TRUE;
  say("%s=%s: takes any, avx2 or avx512", GV_CPU_VARIABLE, named);
  return FALSE;
}

int main(int argc, char **argv)
{
  const char *word = argc < 2 ? "" : argv[1];
  const Command *command = command_find(word);

  occupy_closed_streams();
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of a write, not the end of the process */
  cut_short_catch();
  if (!cpu_variable_is_known() || !known_variable_is_understood())
    return EXIT_USAGE;
  if (argc < 2) {
    g_autofree char *help = help_for_program();
    fputs(help, stderr);
    return EXIT_USAGE;
  }
  if (command)
    return run_command(command, argc - 1, argv + 1);
  return print_page(word, argc > 2 ? argv[2] : NULL);
}

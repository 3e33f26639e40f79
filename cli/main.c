/* grapevine COMMAND [OPTIONS].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/reference.h"
#include "cli/run.h"

static int unknown_command(const char *word)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();

  for (const Command *const *c = commands(); *c; c++)
    g_ptr_array_add(names, (gpointer)(gintptr)(*c)->name);
  g_ptr_array_add(names, NULL);
  const char *close = closest_word(word, (const char *const *)names->pdata);
  if (close)
    say("unknown command %s; did you mean %s?", word, close);
  else
    say("unknown command %s; grapevine --help lists them", word);
  return EXIT_USAGE;
}

int main(int argc, char **argv)
{
  const Command *command;

  if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
      (strcmp(argv[1], "help") == 0 && argc == 2)) {
    g_autofree char *help = help_for_program();
    fputs(help, argc < 2 ? stderr : stdout);
    return argc < 2 ? EXIT_USAGE : EXIT_DONE;
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("grapevine %s\n", gv_version());
    return EXIT_DONE;
  }
  if (strcmp(argv[1], "--reference") == 0) {
    g_autofree char *page = reference_page();
    fputs(page, stdout);
    return EXIT_DONE;
  }
  command = command_find(argv[1]);
  return command ? run_command(command, argc - 1, argv + 1) : unknown_command(argv[1]);
}

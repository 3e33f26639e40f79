/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/command.h"

#define COMMAND(id) extern const Command command_##id;
#include "cli/commands.def"
#undef COMMAND

const Command *const *commands(void)
{
  static const Command *const all[] = {
#define COMMAND(id) &command_##id,
#include "cli/commands.def"
#undef COMMAND
    NULL,
  };

  return all;
}

const Command *command_find(const char *name)
{
  for (const Command *const *c = commands(); *c; c++)
    if (strcmp((*c)->name, name) == 0)
      return *c;
  return NULL;
}

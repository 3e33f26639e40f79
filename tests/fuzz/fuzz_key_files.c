/* Key files: --config of every command, and the campaigns of run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/campaign.h"
#include "cli/campaign_steps.h"
#include "cli/key_file.h"
#include "fuzz.h"

static const Command *take_command(const uint8_t *data, size_t *size)
{
  const Command *const *all = commands();
  const size_t first = (uint8_t)(fuzz_take(data, size) ^ '\n');
  size_t count = 0;

  while (all[count])
    count++;
  return first % 2 ? all[first / 2 % count] : command_find("run");
}

/* All that a command does before it reads a network. */
static void fill(Arguments *arguments, const char *path)
{
  const Command *command = arguments->command;
  g_autofree void *options = g_malloc0(command->options_size + 1);
  g_autoptr(GError) error = NULL;
  Run run = { .command = command, .arguments = arguments };
  gboolean good = run_fill(&run, options, &error);

  if (good && command->uses & COMMAND_CAMPAIGN) {
    g_autoptr(GPtrArray) steps = NULL;
    run.task = gv_task_new(1);
    steps = campaign_steps(&run, path, &error);
    good = steps != NULL;
    fuzz_sink += steps ? steps->len : 0;
    g_clear_pointer(&steps, g_ptr_array_unref);
    gv_task_free(run.task);
  }
  run_clear(&run, options);
  fuzz_expect_own_error(!good, error);
}

static void parse(const Command *command, char **given, const char *path)
{
  g_auto(Arguments) arguments = { 0 };
  g_autoptr(GError) error = NULL;
  const gboolean good =
      arguments_parse(&arguments, command, (int)g_strv_length(given), given, &error);

  fuzz_expect_own_error(!good, error);
  if (good)
    fill(&arguments, path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const Command *command = take_command(data, &size);
  const char *path = fuzz_file("options.ini", data, size);
  const gboolean campaign = (command->uses & COMMAND_CAMPAIGN) != 0;
  g_autofree char *name = g_strdup(command->name), *config = g_strdup_printf("--config=%s", path);
  char *argv[] = { name, campaign ? (char *)(gintptr)path : config, NULL };
  g_auto(Arguments) arguments = { 0 };
  g_autoptr(GError) error = NULL;

  fuzz_expect(arguments_parse(&arguments, command, 2, argv, NULL), "a command line that is one");
  g_auto(GStrv) given = (campaign ? campaign_expand : config_expand)(&arguments, argv, &error);
  fuzz_expect_own_error(given == NULL, error);
  if (given)
    parse(command, given, path);
  return 0;
}

/* grapevine run FILE: a whole campaign from one key file.
 *
 * [load] is what the command line of `run` could say as well; every other section
 * is a step, the command that its first word names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/campaign.h"

#include <string.h>

#include "cli/campaign_steps.h"
#include "cli/dry_run.h"
#include "cli/key_file.h"
#include "graph/base/refuse.h"

/* What is read once: the network as attention, and, for --edges only, that of the
 * commands that work on influence, which is another. */
struct Campaign {
  Run *run;
  GvNetwork *networks[2]; /* by: works on influence and is made of --edges */
  GvReadReport reports[2];
  gboolean keeps_rows[2]; /* some step of it looks at rows */
  char *summary;          /* a file of some step; NULL = nobody wants the inputs hashed */
  gboolean told;          /* --dry-run: the inputs were looked into */
  GPtrArray *made;        /* of const char *, files that the steps before this one write */
};

static void campaign_clear(Campaign *c)
{
  for (size_t i = 0; i < G_N_ELEMENTS(c->networks); i++) {
    gv_network_free(c->networks[i]);
    gv_read_report_clear(&c->reports[i]);
  }
  g_ptr_array_unref(c->made);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Campaign, campaign_clear)

static gboolean check_operands(const Arguments *a, GError **error)
{
  if (arguments_texts(a, "config"))
    return gv_refuse(error, "run takes its options from FILE; --config is for other commands");
  if (a->operands->len != 1)
    return gv_refuse(error, "run needs one FILE, a key file with [load] and steps");
  return TRUE;
}

char **campaign_expand(const Arguments *a, char **argv, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) said = arguments_said(a);
  g_autoptr(GKeyFile) file = NULL;
  Section load = { .name = "load", .command = a->command, .scope = SCOPE_INPUT | SCOPE_PROCESS };

  if (!check_operands(a, error))
    return NULL;
  load.path = a->operands->pdata[0];
  load.file = file = key_file_read(load.path, error);
  g_ptr_array_add(all, g_strdup(argv[0]));
  if (file == NULL || !section_arguments(&load, said, all, error))
    return NULL;
  for (char **text = argv + 1; *text; text++)
    g_ptr_array_add(all, g_strdup(*text));
  g_ptr_array_add(all, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

static size_t slot_of(const Campaign *c, const Run *step)
{
  return run_has_edges(c->run) && step->command->uses & COMMAND_INFLUENCE ? 1 : 0;
}

/* The campaign's own tables and options, read as the step's command reads them. */
static GvNetwork *load(Campaign *c, const Run *step, size_t slot, GError **error)
{
  Run run = *c->run;
  GvNetwork *network;

  run.command = step->command;
  run.summary = step->summary;
  run.campaign = NULL;
  run.needs_no_ties = step->needs_no_ties;
  run.common.summary = c->summary;
  run.keeps_rows = c->keeps_rows[slot];
  run.report = (GvReadReport){ 0 };
  network = run_load(&run, error);
  c->reports[slot] = run.report;
  return network;
}

GvNetwork *campaign_network(Run *step, GError **error)
{
  Campaign *c = step->campaign;
  const size_t slot = slot_of(c, step);

  if (step->common.dry_run && !dry_run_check_files(step->arguments, c->made, error))
    return NULL;
  if (step->common.dry_run && c->told) {
    dry_run_end(error);
    return NULL;
  }
  c->told = TRUE;
  run_phase(step, "load");
  if (c->networks[slot] == NULL && !(c->networks[slot] = load(c, step, slot, error)))
    return NULL;
  step->report = c->reports[slot]; /* borrowed */
  return gv_network_ref(c->networks[slot]);
}

/* A pipe can be read once. */
static gboolean check_stdin(const Campaign *c, const GPtrArray *steps, GError **error)
{
  const GArray *sources = c->run->arguments->sources;
  gboolean slots[2] = { FALSE }, pipe = FALSE;

  for (guint i = 0; i < steps->len; i++)
    slots[slot_of(c, &((const Step *)steps->pdata[i])->run)] = TRUE;
  for (guint i = 0; i < sources->len; i++)
    pipe = pipe || strcmp(g_array_index(sources, GvSource, i).path, "-") == 0;
  return !pipe || !slots[0] || !slots[1] ||
         gv_refuse(error, "stdin cannot be read twice: of --edges, some steps take attention and "
                          "some influence; give files");
}

static gboolean run_step(Step *step, GError **error)
{
  Run *run = &step->run;
  GError *failure = NULL;
  gboolean done = run->command->run(run, step->options, &failure);

  if (done && run->common.summary)
    done = gv_summary_write(run->summary, run->common.summary, &failure);
  if (done || dry_run_is_done(failure)) {
    g_clear_error(&failure);
    return TRUE;
  }
  if (g_error_matches(failure, GV_ERROR, GV_ERROR_INVALID_ARGUMENT))
    g_prefix_error(&failure, "[%s]: ", step->section);
  g_propagate_error(error, failure);
  return FALSE;
}

/* What the network must be read for, whichever step comes to it first. */
static void note_steps(Campaign *c, const GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++) {
    const Run *step = &((const Step *)steps->pdata[i])->run;
    if (c->summary == NULL)
      c->summary = step->common.summary;
    if (run_wants_rows(step))
      c->keeps_rows[slot_of(c, step)] = TRUE;
  }
}

/* A later step may read what this one has written. */
static void note_files(const Campaign *c, const Step *step)
{
  for (const char *const *name = options_written; *name; name++) {
    const char *const *texts = arguments_texts(&step->arguments, *name);
    for (; texts && *texts; texts++)
      g_ptr_array_add(c->made, (gpointer)(gintptr)*texts);
  }
}

static gboolean run_campaign(Run *run, const void *options, GError **error)
{
  g_autoptr(GPtrArray) steps = NULL;
  g_auto(Campaign) campaign = { .run = run, .made = g_ptr_array_new() };
  (void)options;

  run->campaign = &campaign;
  if (!(steps = campaign_steps(run, run->arguments->operands->pdata[0], error)) ||
      !check_stdin(&campaign, steps, error))
    return FALSE;
  note_steps(&campaign, steps);
  for (guint i = 0; i < steps->len; i++) {
    if (!run_step(steps->pdata[i], error))
      return FALSE;
    note_files(&campaign, steps->pdata[i]);
  }
  return TRUE;
}

const Command command_run = {
  .name = "run",
  .summary = "a whole campaign from one key file",
  .description =
      "FILE holds [load] with the tables (follows=a.csv;b.csv) and how they are read, and a\n"
      "section for each step, [nominate], [communities], with its options and output=FILE.\n"
      "Tables are read once. The command line wins over [load].",
  .arguments = "FILE",
  .examples = { "grapevine run campaign.ini", "grapevine run campaign.ini --dry-run",
                "grapevine run campaign.ini --follows today.csv --threads 8 --time-limit 1h" },
  .uses = COMMAND_READS | COMMAND_CAMPAIGN,
  .run = run_campaign,
};

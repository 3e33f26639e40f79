/* --help, written from the option tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/arguments.h"
#include "cli/tables.h"
#include "graph/base/number.h"

enum { OPTION_WIDTH = 28 };

static void add_line(GString *text, const char *option, const char *argument, const char *help)
{
  g_autofree char *left =
      argument ? g_strdup_printf("  %s %s", option, argument) : g_strdup_printf("  %s", option);
  const int cells = (int)g_utf8_strlen(left, -1);

  g_string_append(text, left);
  if (cells >= OPTION_WIDTH)
    g_string_append_printf(text, "\n%*s", OPTION_WIDTH, "");
  else
    g_string_append_printf(text, "%*s", OPTION_WIDTH - cells, "");
  g_string_append_printf(text, "%s\n", help);
}

char *param_argument(const GvParam *p)
{
  if (p->argument)
    return g_strdup(p->argument);
  switch (p->type) {
  case GV_PARAM_INT:
    return g_strdup("N");
  case GV_PARAM_REAL:
    return g_strdup("X");
  case GV_PARAM_CHOICE:
    return g_strjoinv("|", (char **)(gintptr)p->choices);
  case GV_PARAM_TEXT:
    return g_strdup("TEXT");
  case GV_PARAM_FLAG:
    return NULL;
  }
  return NULL;
}

char *param_help(const GvParam *p)
{
  char number[GV_NUMBER_LENGTH];

  switch (p->type) {
  case GV_PARAM_INT:
  case GV_PARAM_REAL:
    return g_strdup_printf("%s (default %s)", p->help, gv_number_format(number, p->initial));
  case GV_PARAM_CHOICE:
    return g_strdup_printf("%s (default %s)", p->help, p->choices[(int)p->initial]);
  case GV_PARAM_TEXT:
  case GV_PARAM_FLAG:
    return g_strdup(p->help);
  }
  return NULL;
}

/* indent: "" or, below an algorithm's own line, "  ". */
static void add_param(GString *text, const GvParam *p, const char *indent)
{
  g_autofree char *option =
      g_strconcat(indent, strcmp(p->name, "output") == 0 ? "-o, --" : "--", p->name, NULL);
  g_autofree char *argument = param_argument(p), *help = param_help(p);

  add_line(text, option, argument, help);
}

/* --seed is everybody's: it stands among the common ones only. */
static void add_params_of(GString *text, const GvParam *params, const char *indent)
{
  for (const GvParam *p = params; p->name; p++)
    if (!gv_params_find(common_params, p->name))
      add_param(text, p, indent);
}

static void add_common_params(GString *text, const Command *command)
{
  g_string_append(text, "\nOptions of every command:\n");
  for (const GvParam *p = output_params; p->name && !(command->uses & COMMAND_CAMPAIGN); p++)
    add_param(text, p, "");
  for (const GvParam *p = common_params; p->name; p++)
    add_param(text, p, "");
  add_line(text, "-h, --help", NULL, "this text");
}

static void add_tables(GString *text)
{
  g_string_append(text, "\nTables (any number of each; - is stdin; plain, gzip or zstd; or\n"
                        "sqlite:FILE?table=NAME, postgres://USER@HOST/DATABASE?table=NAME, each with\n"
                        "?query=SELECT … too):\n");
  for (const TableOption *t = table_options; t->name; t++) {
    g_autofree char *option = g_strdup_printf("--%s", t->name);
    add_line(text, option, "FILE", t->help);
  }
  for (const DetailOption *d = detail_options; d->name; d++) {
    g_autofree char *option = g_strdup_printf("--%s", d->name);
    add_line(text, option, d->argument, d->help);
  }
}

char *help_for_centralities(void)
{
  GString *text = g_string_new("Measures, with the options of each:\n");

  for (const GvCentrality *const *c = gv_centralities(); *c; c++) {
    add_line(text, (*c)->name, NULL, (*c)->summary);
    add_params_of(text, (*c)->params, "  ");
  }
  return g_string_free(text, FALSE);
}

char *help_for_community_methods(void)
{
  GString *text = g_string_new("Methods, with the options of each:\n");

  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++) {
    add_line(text, (*m)->name, NULL, (*m)->summary);
    add_params_of(text, (*m)->params, "  ");
  }
  return g_string_free(text, FALSE);
}

char *help_for_features(void)
{
  GString *text = g_string_new("Features, family by family:\n");

  for (const GvFeature *const *f = gv_features(); *f; f++) {
    g_autofree char *help = g_strdup_printf("%s: %s", gv_family_name((*f)->family), (*f)->sentence);
    add_line(text, (*f)->name, NULL, help);
  }
  return g_string_free(text, FALSE);
}

static void add_own_params(GString *text, const Command *command)
{
  if (!command->params && !command->more_params && !(command->uses & COMMAND_LISTS))
    return;
  g_string_append(text, "\nOptions:\n");
  if (command->params)
    add_params_of(text, command->params, "");
  for (const GvParam *const *params = command->more_params; params && *params; params++)
    add_params_of(text, *params, "");
  if (command->uses & COMMAND_LISTS)
    add_params_of(text, list_params, "");
}

char *help_for_command(const Command *command)
{
  GString *text = g_string_new("Examples:\n");
  g_autofree char *more = command->more_help ? command->more_help() : NULL;

  for (const char *const *example = command->examples; *example; example++)
    g_string_append_printf(text, "  %s\n", *example);
  g_string_append_printf(text, "\nUsage: grapevine %s %s%s[OPTIONS]\n\n%s\n", command->name,
                         command->arguments ? command->arguments : "",
                         command->arguments ? " " : "", command->description);
  if (more)
    g_string_append_printf(text, "\n%s", more);
  add_own_params(text, command);
  if (command->uses & COMMAND_READS) {
    add_tables(text);
    g_string_append(text, "\nHow tables are read:\n");
    add_params_of(text, input_params, "");
  }
  add_common_params(text, command);
  return g_string_free(text, FALSE);
}

char *help_for_program(void)
{
  GString *text = g_string_new("Usage: grapevine COMMAND [OPTIONS]\n\n"
                               "Reads who follows and who answers whom, and names the few "
                               "ordinary people whom a\nbrand should win over.\n\nCommands:\n");

  for (const Command *const *c = commands(); *c; c++)
    g_string_append_printf(text, "  %-14s%s\n", (*c)->name, (*c)->summary);
  g_string_append(text, "\ngrapevine COMMAND --help tells more, beginning with examples;\n"
                        "grapevine --version tells the version.\n");
  return g_string_free(text, FALSE);
}

size_t word_distance(const char *a, const char *b)
{
  enum { LONGEST = 64 };
  size_t row[LONGEST + 1], n = strlen(b);

  if (n > LONGEST)
    return LONGEST;
  for (size_t j = 0; j <= n; j++)
    row[j] = j;
  for (size_t i = 1; *a; a++, i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= n; j++) {
      size_t change = diagonal + (*a != b[j - 1]);
      diagonal = row[j];
      row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return row[n];
}

const char *closest_word(const char *word, const char *const *words)
{
  const char *closest = NULL;
  size_t least = strlen(word) / 3 + 2; /* a third of the letters may be wrong */

  for (; *words; words++) {
    size_t d = word_distance(word, *words);
    if (d < least) {
      least = d;
      closest = *words;
    }
  }
  return closest;
}

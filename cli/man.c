/* grapevine --man [COMMAND]: manual pages from the tables that --help reads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/man.h"

#include <string.h>

#include "cli/arguments.h"
#include "cli/tables.h"

/* What roff takes for a command or an escape, and what is not ASCII. */
static void add_char(GString *page, gunichar c, gboolean line_start)
{
  if (line_start && (c == '.' || c == '\''))
    g_string_append(page, "\\&");
  if (c == '\\')
    g_string_append(page, "\\e");
  else if (c == '-')
    g_string_append(page, "\\-");
  else if (c == '\'')
    g_string_append(page, "\\(aq");
  else if (c >= 0x80)
    g_string_append_printf(page, "\\[u%04X]", c);
  else
    g_string_append_c(page, (char)c);
}

static void add_text(GString *page, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

  for (char **line = lines; *line; line++) {
    for (const char *at = *line; *at; at += g_utf8_skip[(guchar)*at])
      add_char(page, g_utf8_get_char(at), at == *line);
    if (**line)
      g_string_append_c(page, '\n');
  }
}

static void add_section(GString *page, const char *title)
{
  g_string_append_printf(page, ".SH %s\n", title);
}

/* As it stands, line by line. */
static void add_lines(GString *page, const char *text)
{
  g_string_append(page, ".nf\n");
  add_text(page, text);
  g_string_append(page, ".fi\n");
}

static void add_option(GString *page, const char *name, const char *argument, const char *help)
{
  g_autofree char *option = g_strconcat(strcmp(name, "output") == 0 ? "-o, --" : "--", name, NULL);

  g_string_append(page, ".TP\n.B ");
  add_text(page, option);
  if (argument) {
    g_string_truncate(page, page->len - 1);
    g_string_append(page, " \\fI");
    add_text(page, argument);
    g_string_truncate(page, page->len - 1);
    g_string_append(page, "\\fR\n");
  }
  add_text(page, help);
}

static void add_params(GString *page, const GvParam *params, gboolean shared)
{
  for (const GvParam *p = params; p && p->name; p++) {
    g_autofree char *argument = param_argument(p), *help = param_help(p);
    if (shared || !gv_params_find(common_params, p->name))
      add_option(page, p->name, argument, help);
  }
}

static void add_own_params(GString *page, const Command *c)
{
  if (!c->params && !c->more_params && !(c->uses & COMMAND_LISTS))
    return;
  add_section(page, "OPTIONS");
  add_params(page, c->params, FALSE);
  for (const GvParam *const *more = c->more_params; more && *more; more++)
    add_params(page, *more, FALSE);
  if (c->uses & COMMAND_LISTS)
    add_params(page, list_params, FALSE);
}

static void add_tables(GString *page)
{
  add_section(page, "TABLES");
  add_text(page, "Any number of each; - is stdin; plain, gzip or zstd.");
  for (const TableOption *t = table_options; t->name; t++)
    add_option(page, t->name, "FILE", t->help);
  for (const DetailOption *d = detail_options; d->name; d++)
    add_option(page, d->name, d->argument, d->help);
  add_section(page, "HOW TABLES ARE READ");
  add_params(page, input_params, FALSE);
}

static void add_status(GString *page)
{
  static const char *const statuses[][2] = {
    { "0", "done" },
    { "1", "internal failure" },
    { "2", "the command line is wrong" },
    { "3", "the input is rejected" },
    { "4", "a file cannot be read or written" },
    { "5", "a limit was reached: memory, time, people, expansion" },
    { "130", "interrupted" },
  };

  add_section(page, "EXIT STATUS");
  for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
    g_string_append_printf(page, ".TP\n.B %s\n%s\n", statuses[i][0], statuses[i][1]);
}

static void add_head(GString *page, const char *name, const char *summary)
{
  g_autofree char *title = g_ascii_strup(name, -1);

  g_string_append_printf(page, ".TH %s 1 \"\" \"grapevine %s\" \"Grapevine\"\n.SH NAME\n", title,
                         gv_version());
  add_text(page, name);
  g_string_truncate(page, page->len - 1);
  g_string_append(page, " \\- ");
  add_text(page, summary);
}

static char *command_page(const Command *c)
{
  GString *page = g_string_new(NULL);
  g_autofree char *name = g_strconcat("grapevine-", c->name, NULL);
  g_autofree char *more = c->more_help ? c->more_help() : NULL;
  g_autofree char *examples = g_strjoinv("\n", (char **)(gintptr)c->examples);

  add_head(page, name, c->summary);
  add_section(page, "SYNOPSIS");
  g_string_append_printf(page, ".B grapevine %s\n%s%s%s[\\fIOPTIONS\\fR]\n", c->name,
                         c->arguments ? "\\fI" : "", c->arguments ? c->arguments : "",
                         c->arguments ? "\\fR " : "");
  add_section(page, "DESCRIPTION");
  add_text(page, c->description);
  add_section(page, "EXAMPLES");
  add_lines(page, examples);
  add_own_params(page, c);
  if (more) {
    add_section(page, "WHAT THERE IS");
    add_lines(page, more);
  }
  if (c->uses & COMMAND_READS)
    add_tables(page);
  add_section(page, "OPTIONS OF EVERY COMMAND");
  if (!(c->uses & COMMAND_CAMPAIGN))
    add_params(page, output_params, TRUE);
  add_params(page, common_params, TRUE);
  add_option(page, "help", NULL, "what there is, beginning with examples");
  add_status(page);
  g_string_append(page, ".SH SEE ALSO\n.BR grapevine (1)\n");
  return g_string_free(page, FALSE);
}

static char *program_page(void)
{
  GString *page = g_string_new(NULL);

  add_head(page, "grapevine",
           "names the few ordinary people whom a brand should win over, from networks");
  add_section(page, "SYNOPSIS");
  g_string_append(page, ".B grapevine\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n");
  add_section(page, "DESCRIPTION");
  add_text(page, "Reads who follows and who answers whom. Results go to stdout or a file, messages "
                 "to stderr.");
  add_section(page, "COMMANDS");
  for (const Command *const *c = commands(); *c; c++) {
    g_string_append_printf(page, ".TP\n.BR grapevine\\-%s (1)\n", (*c)->name);
    add_text(page, (*c)->summary);
  }
  add_status(page);
  return g_string_free(page, FALSE);
}

char *man_page(const Command *command)
{
  return command ? command_page(command) : program_page();
}

/* grapevine --reference: everything registered as one Markdown page. The build
 * keeps docs/reference.md equal to it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/reference.h"

#include "cli/arguments.h"
#include "cli/tables.h"
#include "graph/base/number.h"

static const char *type_name(GvParamType type)
{
  static const char *const names[] = { [GV_PARAM_INT] = "whole number",
                                       [GV_PARAM_REAL] = "number",
                                       [GV_PARAM_FLAG] = "flag",
                                       [GV_PARAM_CHOICE] = "choice",
                                       [GV_PARAM_TEXT] = "text" };

  return names[type];
}

static char *range_of(const GvParam *p)
{
  char min[GV_NUMBER_LENGTH], max[GV_NUMBER_LENGTH];

  if (p->type == GV_PARAM_CHOICE)
    return g_strjoinv(", ", (char **)(gintptr)p->choices);
  if (p->type == GV_PARAM_INT || p->type == GV_PARAM_REAL)
    return g_strdup_printf("%s to %s", gv_number_format(min, p->min),
                           gv_number_format(max, p->max));
  return g_strdup("");
}

static char *default_of(const GvParam *p)
{
  char number[GV_NUMBER_LENGTH];

  if (p->type == GV_PARAM_CHOICE)
    return g_strdup(p->choices[(int)p->initial]);
  if (p->type == GV_PARAM_INT || p->type == GV_PARAM_REAL)
    return g_strdup(gv_number_format(number, p->initial));
  return g_strdup("");
}

/* A cell must not end its column. */
static char *cell(const char *text)
{
  g_auto(GStrv) pieces = g_strsplit(text, "|", -1);

  return g_strjoinv("\\|", pieces);
}

static void add_params(GString *page, const GvParam *params)
{
  if (params == NULL || params->name == NULL)
    return;
  g_string_append(page,
                  "\n| option | type | range | default | |\n| --- | --- | --- | --- | --- |\n");
  for (const GvParam *p = params; p->name; p++) {
    g_autofree char *range = range_of(p), *initial = default_of(p), *help = cell(p->help);
    g_string_append_printf(page, "| `--%s` | %s | %s | %s | %s |\n", p->name, type_name(p->type),
                           range, initial, help);
  }
}

static void add_tables(GString *page)
{
  g_string_append(page, "\n### Tables\n\n| option | argument | |\n| --- | --- | --- |\n");
  for (const TableOption *t = table_options; t->name; t++)
    g_string_append_printf(page, "| `--%s` | FILE | %s |\n", t->name, t->help);
  for (const DetailOption *d = detail_options; d->name; d++) {
    g_autofree char *argument = cell(d->argument), *help = cell(d->help);
    g_string_append_printf(page, "| `--%s` | %s | %s |\n", d->name, argument, help);
  }
}

static void add_commands(GString *page)
{
  g_string_append(page, "\n## Commands\n");
  for (const Command *const *c = commands(); *c; c++) {
    g_string_append_printf(page, "\n### %s\n%s.\n\n", (*c)->name, (*c)->summary);
    for (const char *const *example = (*c)->examples; *example; example++)
      g_string_append_printf(page, "    %s\n", *example);
    add_params(page, (*c)->params);
    for (const GvParam *const *more = (*c)->more_params; more && *more; more++)
      add_params(page, *more);
    if ((*c)->uses & COMMAND_LISTS)
      add_params(page, list_params);
  }
  add_tables(page);
  g_string_append(page, "\n### How tables are read\n");
  add_params(page, input_params);
  g_string_append(page, "\n### Options of every command\n");
  add_params(page, output_params);
  add_params(page, common_params);
}

static void add_centralities(GString *page)
{
  g_string_append(page, "\n## Measures of `centrality`\n");
  for (const GvCentrality *const *a = gv_centralities(); *a; a++) {
    const GvCentrality *c = *a;
    g_string_append_printf(page, "\n### %s\n%s.\n\n    %s\n\nReference: %s. Cost: %s.%s%s%s\n",
                           c->name, c->summary, c->formula, c->reference, c->cost,
                           c->undefined ? " Undefined: " : "", c->undefined ? c->undefined : "",
                           c->undefined ? "." : "");
    add_params(page, c->params);
  }
}

static void add_methods(GString *page)
{
  g_string_append(page, "\n## Methods of `communities`\n");
  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++) {
    g_string_append_printf(page, "\n### %s\n%s. Reference: %s. Cost: %s.\n", (*m)->name,
                           (*m)->summary, (*m)->reference, (*m)->cost);
    add_params(page, (*m)->params);
  }
}

static void add_features(GString *page)
{
  char weight[GV_NUMBER_LENGTH];

  g_string_append(page, "\n## Features of `nominate`\n\n"
                        "| feature | family | tells | better | compared with | weight |\n"
                        "| --- | --- | --- | --- | --- | --- |\n");
  for (const GvFeature *const *a = gv_features(); *a; a++) {
    const GvFeature *f = *a;
    g_string_append_printf(page, "| `%s` | %s | %s | %s | %s | %s |\n", f->name,
                           gv_family_name(f->family), f->sentence,
                           f->direction > 0 ? "more" : "less",
                           f->among == GV_AMONG_ALL ? "all candidates" : "a like audience",
                           gv_number_format(weight, f->weight));
  }
}

char *reference_page(void)
{
  GString *page =
      g_string_new("# Reference\nWritten by `grapevine --reference` from the tables that "
                   "the program itself reads; the build keeps it so.\n");

  add_commands(page);
  add_centralities(page);
  add_methods(page);
  add_features(page);
  return g_string_free(page, FALSE);
}

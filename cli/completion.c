/* grapevine --completion SHELL: scripts from the option tables.
 *
 * Four functions that both shells understand tell what there is: commands,
 * options and operands of a command, and values of an option (words, or FILE, or LIST and
 * words where several are joined by commas). A few lines of each shell use them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/completion.h"

#include <string.h>

#include "benchmarks/kernels.h"
#include "cli/arguments.h"
#include "cli/tables.h"

static const char bash_tail[] =
    "_grapevine()\n{\n"
    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} values prefix=\n"
    "  local command=${COMP_WORDS[1]}\n"
    "  COMPREPLY=()\n"
    "  if [ \"$cur\" = = ]; then cur=\n"
    "  elif [ \"$prev\" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
    "  if [ \"$COMP_CWORD\" -eq 1 ] || [ \"$command\" = help ]; then\n"
    "    COMPREPLY=( $(compgen -W \"$(_grapevine_commands)\" -- \"$cur\") )\n"
    "    return\n"
    "  fi\n"
    "  values=$(_grapevine_values \"$command\" \"$prev\")\n"
    "  case $values in\n"
    "    LIST*) values=${values#LIST}\n"
    "      case $cur in *,*) prefix=${cur%,*},; cur=${cur##*,} ;; esac\n"
    "      COMPREPLY=( $(compgen -P \"$prefix\" -W \"$values\" -- \"$cur\") )\n"
    "      compopt -o nospace 2>/dev/null ;;\n"
    "    FILE) compopt -o filenames 2>/dev/null\n"
    "      local IFS=$'\\n'\n"
    "      COMPREPLY=( $(compgen -f -- \"$cur\") ) ;;\n"
    "    ANY) ;;\n"
    "    ?*) COMPREPLY=( $(compgen -W \"$values\" -- \"$cur\") ) ;;\n"
    "    *) case $cur in\n"
    "        -*) COMPREPLY=( $(compgen -W \"$(_grapevine_options \"$command\")\" -- \"$cur\") ) "
    ";;\n"
    "        *) values=$(_grapevine_operands \"$command\")\n"
    "          if [ \"$values\" ]; then COMPREPLY=( $(compgen -W \"$values\" -- \"$cur\") ); "
    "return; "
    "fi\n"
    "          compopt -o filenames 2>/dev/null\n"
    "          local IFS=$'\\n'\n"
    "          COMPREPLY=( $(compgen -f -- \"$cur\") ) ;;\n"
    "      esac ;;\n"
    "  esac\n"
    "}\n"
    "complete -F _grapevine grapevine\n";

static const char zsh_tail[] =
    "_grapevine()\n{\n"
    "  local cur=${words[CURRENT]} prev=${words[CURRENT-1]} command=${words[2]} values\n"
    "  if (( CURRENT == 2 )) || [[ $command == help ]]; then\n"
    "    compadd -- ${=$(_grapevine_commands)}\n"
    "    return\n"
    "  fi\n"
    "  if [[ $cur == --*=* ]]; then prev=${cur%%=*}; compset -P '*='; fi\n"
    "  values=$(_grapevine_values \"$command\" \"$prev\")\n"
    "  case $values in\n"
    "    LIST*) compset -P '*,'; compadd -S '' -- ${=values#LIST} ;;\n"
    "    FILE) _files ;;\n"
    "    ANY) ;;\n"
    "    ?*) compadd -- ${=values} ;;\n"
    "    *) if [[ $cur == -* ]]; then compadd -- ${=$(_grapevine_options \"$command\")}\n"
    "       else values=$(_grapevine_operands \"$command\")\n"
    "         if [[ -n $values ]]; then compadd -- ${=values}; else _files; fi; fi ;;\n"
    "  esac\n"
    "}\n"
    "if [ \"$funcstack[1]\" = _grapevine ]; then _grapevine \"$@\"\n"
    "else compdef _grapevine grapevine; fi\n";

static void add_commands(GString *script)
{
  g_string_append(script, "_grapevine_commands()\n{\n  echo help --help --version");
  for (const Command *const *c = commands(); *c; c++)
    g_string_append_printf(script, " %s", (*c)->name);
  g_string_append(script, "\n}\n");
}

/* Calls back for every option once: algorithms share names. */
typedef void (*OptionVisitor)(GString *script, const Command *command, const GvParam *param);

static void each_param(GString *script, const Command *command, OptionVisitor visit)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) groups = arguments_groups(command);

  for (guint g = 0; g < groups->len; g++)
    for (const GvParam *p = groups->pdata[g]; p->name; p++)
      if (g_hash_table_add(seen, (gpointer)(gintptr)p->name))
        visit(script, command, p);
}

static void add_name(GString *script, const Command *command, const GvParam *param)
{
  (void)command;
  g_string_append_printf(script, " --%s", param->name);
}

static void add_options(GString *script)
{
  g_string_append(script, "_grapevine_options()\n{\n  case $1 in\n");
  for (const Command *const *c = commands(); *c; c++) {
    g_string_append_printf(script, "    %s) echo --help", (*c)->name);
    each_param(script, *c, add_name);
    for (const TableOption *t = table_options; t->name && (*c)->uses & COMMAND_READS; t++)
      g_string_append_printf(script, " --%s", t->name);
    for (const DetailOption *d = detail_options; d->name && (*c)->uses & COMMAND_READS; d++)
      g_string_append_printf(script, " --%s", d->name);
    g_string_append(script, " ;;\n");
  }
  g_string_append(script, "  esac\n}\n");
}

static char *measures(void)
{
  GString *words = g_string_new("LIST all");

  for (const GvCentrality *const *c = gv_centralities(); *c; c++)
    g_string_append_printf(words, " %s", (*c)->name);
  return g_string_free(words, FALSE);
}

static char *kernels(void)
{
  g_autoptr(GArray) all = kernels_all();
  GString *words = g_string_new("LIST all");

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf(words, " %s", g_array_index(all, Kernel, i).name);
  return g_string_free(words, FALSE);
}

static char *methods(void)
{
  GString *words = g_string_new("");

  for (const GvCommunityMethod *const *m = gv_community_methods(); *m; m++)
    g_string_append_printf(words, "%s%s", words->len ? " " : "", (*m)->name);
  return g_string_free(words, FALSE);
}

/* NULL: a flag. ANY: something that cannot be guessed. */
static char *values_of(const GvParam *p)
{
  if (p->type == GV_PARAM_FLAG)
    return NULL;
  if (p->type == GV_PARAM_CHOICE)
    return g_strjoinv(" ", (char **)(gintptr)p->choices);
  if (strcmp(p->name, "measure") == 0)
    return measures();
  if (strcmp(p->name, "method") == 0)
    return methods();
  if (strcmp(p->name, "kernel") == 0)
    return kernels();
  return g_strdup(p->argument && g_str_has_suffix(p->argument, "FILE") ? "FILE" : "ANY");
}

static void add_values_of(GString *script, const Command *command, const GvParam *param)
{
  g_autofree char *values = values_of(param);

  if (values)
    g_string_append_printf(script, "    %s:--%s%s%s) echo '%s' ;;\n", command->name, param->name,
                           strcmp(param->name, "output") == 0 ? "|" : "",
                           strcmp(param->name, "output") == 0 ? "*:-o" : "", values);
}

static void add_values(GString *script)
{
  g_string_append(script, "_grapevine_values()\n{\n  case $1:$2 in\n");
  for (const Command *const *c = commands(); *c; c++)
    each_param(script, *c, add_values_of);
  for (const TableOption *t = table_options; t->name; t++)
    g_string_append_printf(script, "    *:--%s) echo FILE ;;\n", t->name);
  g_string_append(script, "    *:--header) echo 'yes no auto' ;;\n"
                          "    *:--delimiter) echo 'tab space' ;;\n"
                          "    *:--columns) echo ANY ;;\n  esac\n}\n");
}

static void add_operands(GString *script)
{
  g_string_append(script, "_grapevine_operands()\n{\n  case $1 in\n");
  for (const Command *const *c = commands(); *c; c++) {
    if ((*c)->operands == NULL)
      continue;
    g_autofree char *words = g_strjoinv(" ", (char **)(gintptr)(*c)->operands);
    g_string_append_printf(script, "    %s) echo '%s' ;;\n", (*c)->name, words);
  }
  g_string_append(script, "  esac\n}\n");
}

char *completion_script(const char *shell)
{
  const gboolean zsh = strcmp(shell, "zsh") == 0;
  GString *script;

  if (!zsh && strcmp(shell, "bash") != 0)
    return NULL;
  script = g_string_new(zsh ? "#compdef grapevine\n" : "");
  g_string_append_printf(script, "# Written by grapevine --completion %s.\n", shell);
  add_commands(script);
  add_options(script);
  add_operands(script);
  add_values(script);
  g_string_append(script, zsh ? zsh_tail : bash_tail);
  return g_string_free(script, FALSE);
}

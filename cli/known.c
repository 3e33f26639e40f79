/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/known.h"

#include "io/read_vine.h"

static const char *const values[] = { "on", "off", NULL };

gboolean known_variable_is_understood(void)
{
  const char *value = g_getenv(KNOWN_VARIABLE);

  if (value == NULL || g_strv_contains(values, value))
    return TRUE;
  say("%s=%s: takes on or off", KNOWN_VARIABLE, value);
  return FALSE;
}

/* A relative XDG_CACHE_HOME is to be ignored, says its specification. */
const char *known_folder(void)
{
  static char *folder = NULL;
  const char *home = g_get_user_cache_dir();

  if (g_strcmp0(g_getenv(KNOWN_VARIABLE), "off") == 0 || !g_path_is_absolute(home))
    return NULL;
  if (folder == NULL)
    folder = g_build_filename(home, "grapevine", NULL);
  return folder;
}

void known_look_through(const Run *run)
{
  const char *path = run_output_path(run), *folder = known_folder();

  if (folder && g_str_has_suffix(path, ".vine"))
    gv_vine_look_through(path, folder, run->task);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { EVERY = 100000, SILENT = 1000000 }; /* microseconds */

static struct {
  gint64 began, last;
  gboolean always, json, shown;
} state;

void progress_clear_line(void)
{
  if (state.shown)
    fputs("\r\033[K", stderr);
  state.shown = FALSE;
}

static void show(const char *label, double done, void *data)
{
  const gint64 now = g_get_monotonic_time();
  (void)data;

  if (now - state.last < EVERY || (!state.always && now - state.began < SILENT))
    return;
  state.last = now;
  if (state.json) {
    fprintf(stderr, "{\"phase\":\"%s\",\"done\":%.3f,\"seconds\":%.1f}\n", label,
            CLAMP(done, 0, 1), (double)(now - state.began) / 1e6);
    return;
  }
  fprintf(stderr, "\r\033[K%s %.0f %%", label, 100 * CLAMP(done, 0, 1));
  fflush(stderr);
  state.shown = TRUE;
}

void progress_attach(GvTask *task, const CommonOptions *options)
{
  const gboolean terminal = isatty(STDERR_FILENO);

  state.began = state.last = g_get_monotonic_time();
  state.json = options->progress == PROGRESS_JSON;
  state.always = state.json || options->progress == PROGRESS_ALWAYS;
  if (!options->quiet && options->progress != PROGRESS_NEVER && (state.always || terminal))
    gv_task_set_progress(task, show, NULL);
}

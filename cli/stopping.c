/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stopping.h"

#include <signal.h>
#include <sys/time.h>

/* The run that Ctrl-C means; a handler has no other way to find it. */
static GvTask *interruptible;

static void interrupt(int signal_number)
{
  (void)signal_number;
  gv_task_cancel(interruptible);
}

static void expire(int signal_number)
{
  (void)signal_number;
  gv_task_expire(interruptible);
}

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };

/* The first signal asks the run to stop, the second ends the process. What the
 * caller ignores (nohup, a job in the background) stays ignored. */
static void catch_signals(void)
{
  struct sigaction action = { .sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND }, old;

  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
    if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      sigaction(stops[i], &action, NULL);
}

static void release_signals(void)
{
  struct sigaction old;

  for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
    if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler == interrupt)
      signal(stops[i], SIG_DFL);
}

/* Rings again every second, in case the first signal came while a call was about
 * to wait for a file. */
static void start_clock(double seconds)
{
  struct sigaction action = { .sa_handler = expire };
  const struct itimerval clock = {
    .it_value = { (time_t)seconds, (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6) + 1 },
    .it_interval = { 1, 0 },
  };

  sigemptyset(&action.sa_mask);
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &clock, NULL);
}

static void stop_clock(void)
{
  const struct itimerval never = { { 0, 0 }, { 0, 0 } };

  setitimer(ITIMER_REAL, &never, NULL);
}

void stopping_begin(GvTask *task, double seconds)
{
  interruptible = task;
  catch_signals();
  if (seconds > 0)
    start_clock(seconds);
}

void stopping_end(void)
{
  stop_clock();
  release_signals();
  interruptible = NULL;
}

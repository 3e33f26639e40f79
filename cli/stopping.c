/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stopping.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <time.h>

/* timeout(1) signals the program and then its group; both are one wish. */
enum { ECHO_MS = 200 };

/* The run that Ctrl-C means; a handler has no other way to find it. */
static GvTask *interruptible;

/* When the run was first asked to stop, in ms; 0 = not yet. */
static atomic_llong asked;

static long long now_ms(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void interrupt(int signal_number)
{
  long long first = 0, now = now_ms();

  if (atomic_compare_exchange_strong(&asked, &first, now)) {
    gv_task_cancel(interruptible);
  } else if (now - first > ECHO_MS) {
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* ends the process as soon as this handler is left */
  }
}

static void expire(int signal_number)
{
  (void)signal_number;
  gv_task_expire(interruptible);
}

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };

/* The first signal asks the run to stop, a later one ends the process. What the
 * caller ignores (nohup, a job in the background) stays ignored. */
static void catch_signals(void)
{
  struct sigaction action = { .sa_handler = interrupt }, old;

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
  atomic_store(&asked, 0);
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

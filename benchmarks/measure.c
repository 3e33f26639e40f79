/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/measure.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "graph/base/memory.h"
#include "graph/base/task.h"

enum { LOOK_EVERY = 100 }; /* milliseconds */

typedef struct {
  const Job *job;
  double limit;
  Measured *measured; /* shared with the parent */
} Child;

static int64_t nanoseconds_of(clockid_t clock)
{
  struct timespec now;

  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static double resident(void)
{
  uint64_t data, bytes;

  return gv_memory_in_use(&data, &bytes) ? (double)bytes : NAN;
}

/* Linux counts in KiB. */
static double peak_resident(void)
{
  struct rusage usage;

  return getrusage(RUSAGE_SELF, &usage) == 0 ? (double)usage.ru_maxrss * 1024 : NAN;
}

static void run_measured(const Job *job, Measured *m, GError **error)
{
  const double before = resident();
  const int64_t wall = nanoseconds_of(CLOCK_MONOTONIC);
  const int64_t cpu = nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID);

  if (!job->run(job->data, error))
    return;
  m->cpu = (double)(nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu) / 1e9;
  m->wall = (double)(nanoseconds_of(CLOCK_MONOTONIC) - wall) / 1e9;
  m->peak = fdim(peak_resident(), before); /* Linux counts to a few pages */
}

/* Its clock ends the process, whatever happened to its parent. limit: 0 = stop. */
static void set_clock(double limit)
{
  const struct itimerval clock = {
    .it_value = { (time_t)limit, limit > 0 ? (suseconds_t)((limit - floor(limit)) * 1e6) + 1 : 0 }
  };

  signal(SIGALRM, SIG_DFL);
  setitimer(ITIMER_REAL, &clock, NULL);
}

static gpointer run_child(gpointer data)
{
  const Child *child = data;
  g_autoptr(GError) error = NULL;

  if (child->job->prepare)
    child->job->prepare(child->job->data);
  set_clock(child->limit);
  run_measured(child->job, child->measured, &error);
  set_clock(0);
  if (error) {
    child->measured->code = error->domain == GV_ERROR ? error->code : GV_ERROR_INTERNAL;
    g_strlcpy(child->measured->fault, error->message, MEASURE_FAULT_LENGTH);
  } else if (child->job->tell) {
    child->job->tell(child->job->data, child->job->told);
  }
  return NULL;
}

/* What the parent catches ends the process; what it ignores stays ignored. */
static void release_signals(void)
{
  static const int caught[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction old;

  for (size_t i = 0; i < G_N_ELEMENTS(caught); i++)
    if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      signal(caught[i], SIG_DFL);
}

static void be_child(const Job *job, double limit, Measured *shared) G_GNUC_NORETURN;
static void be_child(const Job *job, double limit, Measured *shared)
{
  Child child = { job, limit, shared };
  GThread *thread;

  release_signals();
  thread = g_thread_try_new("bench", run_child, &child, NULL);
  if (thread == NULL)
    g_strlcpy(shared->fault, "there is no thread to run in", MEASURE_FAULT_LENGTH);
  else
    g_thread_join(thread);
  _exit(0);
}

/* Waits until the process has ended; its end of the pipe closes then. */
static gboolean await(pid_t process, int pipe_end, int *status, GvTask *task, double done,
                      GError **error)
{
  struct pollfd end = { .fd = pipe_end, .events = POLLIN };
  gboolean going_on = TRUE;

  while (poll(&end, 1, LOOK_EVERY) <= 0 && going_on)
    going_on = gv_task_step(task, done, error);
  if (!going_on)
    kill(process, SIGKILL);
  while (waitpid(process, status, 0) == -1 && errno == EINTR)
    ;
  return going_on;
}

static void judge(Measured *m, int status, double limit)
{
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return;
  m->cpu = m->wall = m->peak = NAN;
  m->code = GV_ERROR_INTERNAL;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) {
    m->code = GV_ERROR_TIMEOUT;
    g_snprintf(m->fault, MEASURE_FAULT_LENGTH, "over %g s", limit);
  } else if (WIFSIGNALED(status))
    g_snprintf(m->fault, MEASURE_FAULT_LENGTH, "ended by signal %d (%s)", WTERMSIG(status),
               g_strsignal(WTERMSIG(status)));
  else
    g_snprintf(m->fault, MEASURE_FAULT_LENGTH, "ended with status %d", WEXITSTATUS(status));
}

static gboolean set_failed(GError **error)
{
  g_set_error(error, GV_ERROR, errno == ENOMEM ? GV_ERROR_NO_MEMORY : GV_ERROR_LIMIT,
              "cannot start a process to measure in: %s", g_strerror(errno));
  return FALSE;
}

static gboolean start(const Job *job, double limit, Measured *shared, pid_t *process, int *pipe_end,
                      GError **error)
{
  int ends[2];

  if (pipe(ends) != 0)
    return set_failed(error);
  *process = fork();
  if (*process == 0) {
    close(ends[0]);
    be_child(job, limit, shared);
  }
  close(ends[1]);
  *pipe_end = ends[0];
  if (*process > 0)
    return TRUE;
  set_failed(error);
  close(ends[0]);
  return FALSE;
}

gboolean measure(const Job *job, double limit, Measured *measured, GvTask *task, double done,
                 GError **error)
{
  const size_t cells = (sizeof *measured + sizeof(double) - 1) / sizeof(double);
  double *memory = measure_memory_new(cells, error);
  Measured *shared = (Measured *)(void *)memory;
  int status = 0, pipe_end = -1;
  pid_t process = -1;
  gboolean ended = FALSE;

  if (memory == NULL)
    return FALSE;
  shared->cpu = shared->wall = shared->peak = NAN;
  shared->code = GV_ERROR_INTERNAL;
  if (gv_task_step(task, done, error) && start(job, limit, shared, &process, &pipe_end, error)) {
    ended = await(process, pipe_end, &status, task, done, error);
    close(pipe_end);
  }
  *measured = *shared;
  measure_memory_free(memory, cells);
  judge(measured, status, limit);
  return ended;
}

double *measure_memory_new(size_t count, GError **error)
{
  void *memory = mmap(NULL, count * sizeof(double) + 1, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  if (memory != MAP_FAILED)
    return memory;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_NO_MEMORY, "out of memory for what is measured");
  return NULL;
}

void measure_memory_free(double *memory, size_t count)
{
  if (memory)
    munmap(memory, count * sizeof(double) + 1);
}

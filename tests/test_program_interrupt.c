/* Ctrl-C and its like: a clean end soon, whatever the program is waiting for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

#include "program.h"

enum { SOON = 20 }; /* seconds; the promise is one, on a machine that is not busy */

/* A shell lets what it runs in the background ignore SIGINT. */
#define RUN "exec env --default-signal=INT $G "
#define HIGGS "--interactions $DATA/higgs/*.gz --columns actor,target,time,type "

/* Starts a command, sends it the signal after `delay` seconds, and waits for
 * the end. The status is the command's; stdout tells what it left. */
static void interrupted(Shell *s, const char *delay, const char *signals, const char *command)
{
  g_autofree char *line = g_strdup_printf("%s & program=$!; sleep %s; for s in %s; do "
                                          "kill -s $s $program; sleep .3; done; wait $program",
                                          command, delay, signals);
  gint64 began = g_get_monotonic_time();

  run(s, line);
  if (g_get_monotonic_time() - began > SOON * G_USEC_PER_SEC)
    g_error("%s: went on for long after %s", command, signals);
}

static void expect_interrupted(Shell *s, const char *delay, const char *signal_name,
                               const char *command)
{
  interrupted(s, delay, signal_name, command);
  assert_status(s, 130, command);
  g_assert_cmpstr(s->err, ==, "grapevine: interrupted\n");
}

static void assert_only_old_output(Shell *s)
{
  prints(s, "old\n", "cat out.csv");
  prints(s, "follows.csv\ninteractions.csv\nout.csv\nusers.csv\n", "ls -A");
}

static void a_computation_ends_and_leaves_the_old_file(Shell *s, gconstpointer data)
{
  static const char *const names[] = { "INT", "TERM", "HUP" };
  (void)data;

  write_file(s, "out.csv", "old\n");
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    expect_interrupted(s, "0.8", names[i],
                       RUN "centrality " HIGGS "--measure betweenness -o out.csv");
    assert_only_old_output(s);
  }
}

static void reading_ends(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "out.csv", "old\n");
  expect_interrupted(s, "0.7", "INT", "yes a,b | { " RUN "info --follows - -o out.csv; }");
  assert_only_old_output(s);
}

/* The shell gives a job in the background /dev/null for stdin unless told. */
static void waiting_for_a_pipe_that_never_sends_ends(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "mkfifo pipe");
  expect_interrupted(s, "0.4", "INT", RUN "info --follows pipe");
  expect_interrupted(s, "0.4", "INT", "exec 4<>pipe; " RUN "info --follows - <&4");
  expect_interrupted(s, "0.4", "INT",
                     "exec 4<>pipe; echo follower,followee >&4; echo a,b >&4; " RUN
                     "info --follows - <&4");
  expect_interrupted(s, "0.4", "INT", RUN "nominate --follows follows.csv --exclude pipe");
}

static void waiting_for_a_reader_that_never_reads_ends(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "mkfifo pipe");
  expect_interrupted(s, "1.2", "INT",
                     "exec 4<>pipe; " RUN "centrality " HIGGS "--measure degree >&4");
}

static void a_second_signal_ends_at_once(Shell *s, gconstpointer data)
{
  (void)data;
  interrupted(s, "0.5", "INT INT", RUN "centrality " HIGGS "--measure betweenness,core");
  g_assert_true(s->status == 130); /* 128 + SIGINT, or the clean end came first */
  interrupted(s, "0.5", "TERM TERM", RUN "centrality " HIGGS "--measure betweenness,core");
  g_assert_true(s->status == 128 + SIGTERM || s->status == 130);
}

/* As timeout(1) says it twice: to the program and to its group. */
static void one_wish_said_often_ends_cleanly(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "out.csv", "old\n");
  for (int i = 0; i < 5; i++) { /* what is pending already is said once */
    run(s, RUN "centrality " HIGGS "--measure betweenness -o out.csv & program=$!; "
               "sleep .5; for i in $(seq 20); do kill -s TERM $program; done; wait $program");
    assert_status(s, 130, "many signals at once");
    g_assert_cmpstr(s->err, ==, "grapevine: interrupted\n");
    assert_only_old_output(s);
  }
}

static void what_the_caller_ignores_stays_ignored(Shell *s, gconstpointer data)
{
  (void)data;
  interrupted(s, "0.2", "HUP INT",
              "trap '' HUP INT; $G centrality " HIGGS "--measure core -o out.csv");
  assert_status(s, 0, "with SIGHUP and SIGINT ignored");
  tells(s, "user,core", "head -1 out.csv");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/interrupt/a computation ends and leaves the old file",
               a_computation_ends_and_leaves_the_old_file);
  program_test("/program/interrupt/reading ends", reading_ends);
  program_test("/program/interrupt/waiting for a pipe that never sends ends",
               waiting_for_a_pipe_that_never_sends_ends);
  program_test("/program/interrupt/waiting for a reader that never reads ends",
               waiting_for_a_reader_that_never_reads_ends);
  program_test("/program/interrupt/a second signal ends at once", a_second_signal_ends_at_once);
  program_test("/program/interrupt/one wish said often ends cleanly",
               one_wish_said_often_ends_cleanly);
  program_test("/program/interrupt/what the caller ignores stays ignored",
               what_the_caller_ignores_stays_ignored);
  return g_test_run();
}

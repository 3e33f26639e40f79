/* What the tests of the program share: a folder with tables, and a shell in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_PROGRAM_H
#define GV_TEST_PROGRAM_H

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

/* A folder of its own, and how the latest command ended there. */
typedef struct {
  char *folder, *out, *err;
  int status; /* as a shell has it: 128 + signal where one ended it */
} Shell;

static inline void write_file(const Shell *shell, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename(shell->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
}

static inline char *read_file(const Shell *shell, const char *name)
{
  g_autofree char *path = g_build_filename(shell->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

/* Two circles, abcde and vwxyz, that p joins; star is a celebrity, shop its
 * official account; won speaks for us already. */
static inline void write_tables(const Shell *shell)
{
  write_file(shell, "follows.csv",
             "follower,followee,channel,time\n"
             "a,b,weibo,1000\nb,c,weibo,2000\nc,a,weibo,3000\nd,a,weibo,4000\ne,a,shop,5000\n"
             "b,a,weibo,6000\nv,w,weibo,1000\nw,x,weibo,2000\nx,v,weibo,3000\ny,v,weibo,4000\n"
             "z,v,shop,5000\np,a,weibo,1\np,v,weibo,2\na,p,weibo,3\nv,p,weibo,4\n"
             "a,star,weibo,5\nb,star,weibo,5\nc,star,weibo,5\nd,star,weibo,5\ne,star,weibo,5\n"
             "v,star,weibo,5\nw,star,weibo,5\nx,star,weibo,5\ny,star,weibo,5\nz,star,weibo,5\n"
             "a,shop,weibo,6\nb,shop,weibo,6\na,won,weibo,6\nv,won,weibo,6\n");
  write_file(shell, "interactions.csv",
             "actor,target,type,weight,channel,time\n"
             "b,a,RT,1,weibo,7000\nb,a,RT,1,weibo,7500\nc,a,RE,1,weibo,8000\nd,a,RT,1,weibo,9000\n"
             "w,v,RT,1,shop,7000\nx,v,RE,2,shop,8000\ny,p,RT,1,weibo,9000\n");
  write_file(shell, "users.csv",
             "user,stage,followers,official,opt_in,region\n"
             "a,fan,,no,yes,north\nb,粉丝,,no,no,south\np,loyalist,40,no,yes,north\n"
             "v,member,,no,yes,south\nstar,public,90000,no,no,north\nshop,,,yes,yes,north\n"
             "won,advocate,,no,yes,north\nw,prospect,,no,yes,south\n");
}

static inline void shell_open(Shell *shell, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  (void)data;

  shell->folder = g_dir_make_tmp("grapevine-program-XXXXXX", &error);
  g_assert_no_error(error);
  write_tables(shell);
  g_setenv("G", GV_PROGRAM, TRUE);
  g_setenv("DATA", GV_TEST_DATA, TRUE);
  g_setenv("OMP_WAIT_POLICY", "passive", TRUE);
}

static inline void shell_close(Shell *shell, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf("rm -rf '%s'", shell->folder);
  (void)data;

  g_assert_cmpint(system(command), ==, 0);
  g_free(shell->folder);
  g_free(shell->out);
  g_free(shell->err);
}

/* Runs a command line; $G is the program, $DATA the folder of the test data. */
static inline void run(Shell *shell, const char *command)
{
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autoptr(GError) error = NULL;
  int waited;

  g_clear_pointer(&shell->out, g_free);
  g_clear_pointer(&shell->err, g_free);
  g_spawn_sync(shell->folder, (char **)(gintptr)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL,
               &shell->out, &shell->err, &waited, &error);
  g_assert_no_error(error);
  shell->status = WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

static inline void assert_status(const Shell *shell, int status, const char *command)
{
  if (shell->status != status)
    g_error("%s: status %d, not %d; it said: %s", command, shell->status, status, shell->err);
}

static inline void assert_holds(const char *text, const char *part, const char *command)
{
  if (strstr(text, part) == NULL)
    g_error("%s: no \"%s\" in \"%s\"", command, part, text);
}

/* The command fails with this status, tells so, and writes nothing to stdout. */
static inline void fails(Shell *shell, int status, const char *message, const char *command)
{
  run(shell, command);
  assert_status(shell, status, command);
  assert_holds(shell->err, message, command);
  g_assert_cmpstr(shell->out, ==, "");
}

/* The command succeeds and its stdout holds this. */
static inline void tells(Shell *shell, const char *part, const char *command)
{
  run(shell, command);
  assert_status(shell, 0, command);
  assert_holds(shell->out, part, command);
}

/* The command succeeds and its stdout is this. */
static inline void prints(Shell *shell, const char *text, const char *command)
{
  run(shell, command);
  assert_status(shell, 0, command);
  g_assert_cmpstr(shell->out, ==, text);
}

/* What the command writes to stdout; it succeeds. Caller frees. */
static inline char *output_of(Shell *shell, const char *command)
{
  run(shell, command);
  assert_status(shell, 0, command);
  return g_strdup(shell->out);
}

/* Both succeed; whether they write the same. */
static inline gboolean same_output(Shell *shell, const char *one, const char *other)
{
  g_autofree char *first = output_of(shell, one);

  run(shell, other);
  assert_status(shell, 0, other);
  return strcmp(first, shell->out) == 0;
}

static inline void program_test(const char *path, void (*test)(Shell *, gconstpointer))
{
  g_test_add(path, Shell, NULL, shell_open, test, shell_close);
}

/* Weights of what a packed graph can tell as well: it has no rows, so the features that need
 * them are left out there. For --weights. */
static inline void write_ties_weights(const Shell *s)
{
  write_file(s, "ties.ini",
             "[weights]\nreach=1\naudience=2\npagerank=1\nresponse=2\nresponse_rate=1\n"
             "response_recency=1\nconstraint=1\ncut_off=1\ncore=1\nexposure=1\nstage=1\n"
             "reciprocity=1\naudience_quality=1\nactivity=1\nactivity_recency=2\noutreach=1\n"
             "company=1\n");
}
#endif

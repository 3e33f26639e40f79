/* A PostgreSQL server of the test's own: it listens on a socket in its folder and
 * ends with the test, however that ends.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_POSTGRES_SERVER_H
#define GV_TEST_POSTGRES_SERVER_H

#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 600 }; /* tenths of a second */

static char *folder, *binaries, *socket_path;
static GPid server;

/* PostgreSQL does not run as root: as its own user, or as nobody. */
static inline void add_user(GPtrArray *argv)
{
  const struct passwd *user = getpwnam("postgres");

  g_ptr_array_add(argv, g_strdup("setpriv"));
  g_ptr_array_add(argv, g_strdup("--pdeathsig=INT"));
  if (geteuid() != 0)
    return;
  user = user ? user : getpwnam("nobody");
  g_assert_nonnull(user);
  g_assert_cmpint(chown(folder, user->pw_uid, user->pw_gid), ==, 0);
  g_ptr_array_add(argv, g_strdup_printf("--reuid=%u", user->pw_uid));
  g_ptr_array_add(argv, g_strdup_printf("--regid=%u", user->pw_gid));
  g_ptr_array_add(argv, g_strdup("--clear-groups"));
}

static inline GPtrArray *command(const char *program, const char *const *arguments)
{
  GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);

  add_user(argv);
  g_ptr_array_add(argv, g_build_filename(binaries, program, NULL));
  for (; *arguments; arguments++)
    g_ptr_array_add(argv, g_strdup(*arguments));
  g_ptr_array_add(argv, NULL);
  return argv;
}

static inline void make_cluster(const char *data)
{
  g_autofree char *password = g_build_filename(folder, "password", NULL);
  g_autofree char *file = g_strconcat("--pwfile=", password, NULL), *said = NULL;
  const char *const arguments[] = { "-D", data,   "-U",         "grape",     "-A", "scram-sha-256",
                                    "-E", "UTF8", "--locale=C", "--no-sync", file, NULL };
  g_autoptr(GPtrArray) argv = command("initdb", arguments);
  int status;

  g_assert_true(g_file_set_contents(password, "s3cret\n", -1, NULL));
  g_assert_cmpint(g_chmod(password, 0644), ==, 0);
  g_assert_true(g_spawn_sync("/", (char **)argv->pdata, NULL,
                             G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                             &said, &status, NULL));
  if (status != 0)
    g_error("initdb: %s", said);
}

/* A child of this process, which ends with it however that ends. */
static inline void start_server(const char *data)
{
  const char *const arguments[] = { "-D", data,
                                    "-k", folder,
                                    "-c", "listen_addresses=",
                                    "-c", "fsync=off",
                                    "-c", "log_min_messages=panic",
                                    NULL };
  g_autoptr(GPtrArray) argv = command("postgres", arguments);
  g_autofree char *url = g_strdup_printf("postgres://grape@%s/postgres", socket_path);

  g_assert_true(g_spawn_async("/", (char **)argv->pdata, NULL,
                              G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
                                  G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                              NULL, NULL, &server, NULL));
  for (int i = 0; PQping(url) != PQPING_OK; i++) {
    g_assert_cmpint(i, <, PATIENCE);
    g_assert_cmpint(waitpid(server, NULL, WNOHANG), ==, 0);
    g_usleep(100000);
  }
}

/* The newest of Debian's versions; NULL where there is none. */
static inline char *find_binaries(void)
{
  g_autoptr(GDir) dir = g_dir_open("/usr/lib/postgresql", 0, NULL);
  const char *name;
  int newest = 0;

  while (dir && (name = g_dir_read_name(dir)))
    newest = MAX(newest, atoi(name));
  char *found = g_strdup_printf("/usr/lib/postgresql/%d/bin", newest);
  g_autofree char *program = g_build_filename(found, "initdb", NULL);
  g_autofree char *setpriv = g_find_program_in_path("setpriv");
  if (setpriv && g_file_test(program, G_FILE_TEST_IS_EXECUTABLE))
    return found;
  g_free(found);
  return NULL;
}

static inline void stop_server(void)
{
  g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);

  kill(server, SIGINT);
  waitpid(server, NULL, 0);
  g_assert_true(g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL));
}
#endif

/* The power fails, or somebody kills the program, at any call to the system
 * while an output is written: the target is the old file or the new one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/wait.h>

#include "failing_io.h"
#include "write_common.h"

enum { ROWS = 20000 };

static gboolean write_scores(const char *path)
{
  g_autofree double *scores = g_new(double, ROWS);
  const GvColumn column = { "score", GV_COLUMN_REAL, scores, NULL };
  const GvTable table = { &column, 1, ROWS, NULL };
  g_autoptr(GvTask) task = gv_task_new(1); /* other threads do not outlive a fork */
  g_autoptr(GvOutput) output = gv_output_open(path, NULL);

  for (size_t i = 0; i < ROWS; i++)
    scores[i] = sqrt((double)i);
  return output && gv_table_write(&table, GV_FORMAT_CSV, output, task, NULL) &&
         gv_output_commit(output, NULL);
}

/* TRUE where the process came to its end before its k-th call. */
static gboolean survives(const char *path, int k)
{
  int status;
  const pid_t child = fork();

  g_assert_cmpint(child, >=, 0);
  if (child == 0) {
    kill_at_call(k);
    _exit(!write_scores(path));
  }
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : status == 0);
  return !WIFSIGNALED(status);
}

/* A later run must not mind what an earlier one left behind. */
static void remove_leftovers(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;
  unsigned count = 0;

  while ((name = g_dir_read_name(dir)) != NULL)
    if (strstr(name, ".grapevine-")) {
      g_autofree char *path = g_build_filename(folder, name, NULL);
      g_assert_cmpint(*name, ==, '.'); /* hidden, and nobody takes it for a result */
      g_assert_cmpint(g_unlink(path), ==, 0);
      count++;
    }
  g_assert_cmpuint(count, <=, 1);
}

static void assert_is(const char *path, const void *expected, gsize size)
{
  g_autofree char *is = NULL;
  gsize length;

  g_assert_true(g_file_get_contents(path, &is, &length, NULL));
  g_assert_true(length == size && memcmp(is, expected, size) == 0);
}

/* From the rename on it is the new file, before it the old one. */
static void the_target_is_old_or_new(gconstpointer ending)
{
  g_autofree char *folder = new_folder(), *new = NULL;
  g_autofree char *path = g_strconcat(folder, "/scores.csv", ending, NULL);
  gsize length, is_new = 0;
  gboolean unharmed = FALSE;
  int k = 0;

  g_assert_true(write_scores(path));
  g_assert_true(g_file_get_contents(path, &new, &length, NULL));
  while (!unharmed) {
    g_autofree char *is = NULL;
    gsize size;
    g_assert_true(g_file_set_contents(path, "old", 3, NULL));
    unharmed = survives(path, ++k);
    remove_leftovers(folder);
    g_assert_true(g_file_get_contents(path, &is, &size, NULL));
    is_new += size != 3;
    if (size == 3)
      g_assert_true(is_new == 0 && !unharmed);
    else
      assert_is(path, new, length);
  }
  g_test_message("killed at each of %d calls", k - 1);
  g_assert_cmpint(k, >, *(const char *)ending ? 6 : 10);
  g_assert_cmpuint(is_new, >=, 3); /* the folder's open, fsync, close */
  remove_folder(folder);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/killed/plain/the-target-is-old-or-new", "", the_target_is_old_or_new);
  g_test_add_data_func("/killed/gzip/the-target-is-old-or-new", ".gz", the_target_is_old_or_new);
  g_test_add_data_func("/killed/zstd/the-target-is-old-or-new", ".zst", the_target_is_old_or_new);
  return g_test_run();
}

/* Places that cannot be written to, and links on the way to those that can. In
 * children of their own: who runs the tests may be root, for whom all doors are
 * open, and a full disk is mounted where nobody else sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* unshare */
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "write_common.h"

enum { SKIP = 77, NOBODY = 65534 };

/* What the child returns: 0 as promised, SKIP where the machine does not let it try. */
static void in_child(int (*act)(const char *folder), const char *folder, const char *lacks)
{
  int status;
  const pid_t child = fork();

  g_assert_cmpint(child, >=, 0);
  if (child == 0)
    _exit(act(folder));
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == SKIP)
    g_test_skip(lacks);
  else
    g_assert_cmpint(status, ==, 0);
}

/* Writes random letters, which hardly pack. */
static gboolean try_write(const char *path, gsize length, GError **error)
{
  g_autofree char *much = g_malloc(length);
  g_autoptr(GRand) rand = g_rand_new_with_seed(5);
  g_autoptr(GvOutput) output = gv_output_open(path, error);

  for (gsize i = 0; i < length; i++)
    much[i] = (char)g_rand_int_range(rand, 'a', 'z' + 1);
  return output && gv_output_write(output, much, length, error) && gv_output_commit(output, error);
}

static void assert_refused(const char *path, gsize length, const char *message)
{
  g_autofree char *whole = g_strdup_printf("%s: cannot write: %s", path, message);
  g_autoptr(GError) error = NULL;

  g_assert_false(try_write(path, length, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_IO);
  g_assert_cmpstr(error->message, ==, whole);
}

static void assert_content(const char *path, const char *expected)
{
  g_autofree char *content = content_of(path);

  g_assert_cmpstr(content, ==, expected);
}

static gboolean mount_small(const char *folder)
{
  const gboolean alone = unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;

  return alone && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount("none", folder, "tmpfs", 0, "size=256k") == 0;
}

static int fill_disk(const char *folder)
{
  static const char *const endings[] = { "", ".gz", ".zst" };

  if (!mount_small(folder))
    return SKIP;
  g_autofree char *ballast = g_build_filename(folder, "ballast", NULL);
  g_assert_true(try_write(ballast, 200000, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *path = g_strconcat(folder, "/scores.csv", endings[i], NULL);
    g_assert_true(g_file_set_contents(path, "old", -1, NULL));
    assert_refused(path, 200000,
                   "No space left on device; free some space or choose another place with -o");
    assert_content(path, "old");
  }
  g_assert_cmpuint(count_files(folder), ==, 4);
  return 0;
}

static void a_full_disk_leaves_the_old_file(void)
{
  g_autofree char *folder = new_folder();

  in_child(fill_disk, folder, "no disk may be mounted here");
  remove_folder(folder);
}

/* The old file may not be written, then its folder may not, then both may. */
static int write_as_nobody(const char *folder)
{
  static const char denied[] = "Permission denied; choose another place with -o";
  g_autofree char *path = g_build_filename(folder, "scores.csv", NULL);

  if (geteuid() == 0 && (chown(folder, NOBODY, NOBODY) != 0 || setgroups(0, NULL) != 0 ||
                         setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
    return SKIP;
  write_whole(path, "old");
  g_assert_cmpint(chmod(path, 0400), ==, 0);
  assert_refused(path, 1, denied);
  g_assert_cmpint(chmod(path, 0600), ==, 0);
  g_assert_cmpint(chmod(folder, 0500), ==, 0);
  assert_refused(path, 1, denied);
  g_assert_cmpint(chmod(folder, 0700), ==, 0);
  assert_content(path, "old");
  g_assert_cmpuint(count_files(folder), ==, 1);
  write_whole(path, "new");
  assert_content(path, "new");
  return 0;
}

static void a_read_only_place_leaves_the_old_file(void)
{
  g_autofree char *folder = new_folder();

  in_child(write_as_nobody, folder, "nobody's rights cannot be taken on here");
  remove_folder(folder);
}

/* One may write into a folder without being allowed to list it. */
static int write_unlisted(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "scores.csv", NULL);

  if (geteuid() == 0 &&
      (chown(folder, NOBODY, NOBODY) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
    return SKIP;
  g_assert_cmpint(chmod(folder, 0300), ==, 0);
  write_whole(path, "new");
  g_assert_cmpint(chmod(folder, 0700), ==, 0);
  assert_content(path, "new");
  return 0;
}

static void a_folder_that_cannot_be_listed_is_written_to(void)
{
  g_autofree char *folder = new_folder();

  in_child(write_unlisted, folder, "nobody's rights cannot be taken on here");
  remove_folder(folder);
}

static void a_missing_folder_is_told(void)
{
  g_autofree char *folder = new_folder();
  g_autofree char *inside = g_build_filename(folder, "none", "scores.csv", NULL);
  g_autofree char *file = g_build_filename(folder, "file", NULL);
  g_autofree char *below = g_build_filename(file, "scores.csv", NULL);

  assert_refused(inside, 1, "No such file or directory; make the folder first");
  write_whole(file, "no folder");
  assert_refused(below, 1, "Not a directory; make the folder first");
  assert_content(file, "no folder");
  remove_folder(folder);
}

static char *link_to(const char *folder, const char *name, const char *target)
{
  char *path = g_build_filename(folder, name, NULL);

  g_assert_cmpint(symlink(target, path), ==, 0);
  return path;
}

/* The file at the end is replaced, in its own folder; the links stay. */
static void a_chain_of_links_leads_to_the_file(void)
{
  g_autofree char *folder = new_folder();
  g_autofree char *far = g_build_filename(folder, "far", NULL);
  g_autofree char *file = g_build_filename(far, "scores.csv", NULL);
  g_autofree char *second = link_to(folder, "second", file); /* absolute, to nothing yet */
  g_autofree char *first = link_to(folder, "first", "second");

  g_assert_cmpint(g_mkdir(far, 0700), ==, 0);
  for (int round = 0; round < 2; round++) {
    write_whole(first, round ? "again" : "new");
    assert_content(file, round ? "again" : "new");
    g_assert_true(g_file_test(first, G_FILE_TEST_IS_SYMLINK));
    g_assert_true(g_file_test(second, G_FILE_TEST_IS_SYMLINK));
    g_assert_cmpuint(count_files(folder), ==, 3);
    g_assert_cmpuint(count_files(far), ==, 1);
  }
  remove_folder(far);
  g_unlink(first);
  g_unlink(second);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void a_circle_of_links_is_told(void)
{
  g_autofree char *folder = new_folder();
  g_autofree char *one = link_to(folder, "one", "other");
  g_free(link_to(folder, "other", "one"));

  assert_refused(one, 1, "Too many levels of symbolic links; choose another place with -o");
  g_assert_cmpuint(count_files(folder), ==, 2);
  remove_folder(folder);
}

static void a_link_into_a_missing_folder_is_told(void)
{
  g_autofree char *folder = new_folder();
  g_autofree char *link = link_to(folder, "link", "none/scores.csv");

  assert_refused(link, 1, "No such file or directory; make the folder first");
  g_assert_cmpuint(count_files(folder), ==, 1);
  remove_folder(folder);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/write-places/" #f, f)
  PROMISE(a_full_disk_leaves_the_old_file);
  PROMISE(a_read_only_place_leaves_the_old_file);
  PROMISE(a_folder_that_cannot_be_listed_is_written_to);
  PROMISE(a_missing_folder_is_told);
  PROMISE(a_chain_of_links_leads_to_the_file);
  PROMISE(a_circle_of_links_is_told);
  PROMISE(a_link_into_a_missing_folder_is_told);
  return g_test_run();
}

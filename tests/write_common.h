/* What the tests of writing share: a folder of their own, and files in it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_WRITE_COMMON_H
#define GV_TEST_WRITE_COMMON_H

#include <glib/gstdio.h>
#include <grapevine/write.h>
#include <string.h>

/* A new folder; remove_folder removes it with the files in it. */
static inline char *new_folder(void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("grapevine-test-XXXXXX", &error);

  g_assert_no_error(error);
  return folder;
}

static inline unsigned count_files(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  unsigned count = 0;

  while (g_dir_read_name(dir))
    count++;
  return count;
}

static inline void remove_folder(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static inline char *content_of(const char *path)
{
  g_autoptr(GError) error = NULL;
  char *content = NULL;

  g_file_get_contents(path, &content, NULL, &error);
  g_assert_no_error(error);
  return content;
}

static inline void write_whole(const char *path, const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = gv_output_open(path, &error);

  g_assert_no_error(error);
  g_assert_true(gv_output_write(output, text, strlen(text), &error));
  g_assert_true(gv_output_commit(output, &error));
  g_assert_no_error(error);
}

/* The table as a string. */
static inline char *table_text(const GvTable *table, GvFormat format, unsigned threads)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = new_folder();
  g_autofree char *path = g_build_filename(folder, "table", NULL);
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_autoptr(GvOutput) output = gv_output_open(path, &error);
  char *text;

  g_assert_no_error(error);
  g_assert_true(gv_table_write(table, format, output, task, &error));
  g_assert_true(gv_output_commit(output, &error));
  text = content_of(path);
  remove_folder(folder);
  return text;
}
#endif

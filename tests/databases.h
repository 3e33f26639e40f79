/* What the tests of databases share: the database at hand, reading from it and
 * writing to it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_DATABASES_H
#define GV_TEST_DATABASES_H

#include <grapevine/grapevine.h>

#include "common.h"
#include "read_common.h"
#include "write_common.h"

typedef struct {
  const char *name;
  char *(*address)(const char *parameters); /* "table=people"; caller frees */
  void (*execute)(const char *sql);
  char *(*value)(const char *sql); /* of the first row's first column; "NULL" */
} Database;

static const Database *database;

/* Every message that a test has seen passes here. */
static inline void assert_no_password(const char *text)
{
  g_assert_null(strstr(text, "s3cret"));
}

static inline void assert_value(const char *sql, const char *expected)
{
  g_autofree char *value = database->value(sql);

  g_assert_cmpstr(value, ==, expected);
}

static inline GvNetwork *read_address(GvTableKind kind, const char *parameters, const char *columns,
                                      GvTask *task, GError **error)
{
  g_autofree char *address = database->address(parameters);
  const GvSource source = { .kind = kind, .path = address, .columns = columns };

  return gv_network_read(&source, 1, NULL, NULL, task, error);
}

static inline GvNetwork *read_rows_of(GvTableKind kind, const char *parameters)
{
  g_autoptr(GError) error = NULL;
  GvNetwork *network = read_address(kind, parameters, NULL, NULL, &error);

  g_assert_no_error(error);
  return network;
}

static inline void assert_refused(GvTableKind kind, const char *parameters, int code,
                                  const char *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(read_address(kind, parameters, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, code);
  assert_no_password(error->message);
  if (strstr(error->message, words) == NULL)
    g_error("\"%s\" says nothing of \"%s\"", error->message, words);
}

static inline gboolean store(const GvTable *table, const char *parameters, GvTask *task,
                             GError **error)
{
  g_autofree char *address = database->address(parameters);
  const gboolean done = gv_table_store(table, address, task, error);

  if (error && *error)
    assert_no_password((*error)->message);
  return done;
}

static inline void store_good(const GvTable *table, const char *parameters)
{
  g_autoptr(GError) error = NULL;

  g_assert_true(store(table, parameters, NULL, &error));
  g_assert_no_error(error);
}

/* A result with a column of each kind. */
static const double sample_reals[] = { 0.1, NAN, -1e300 };
static const int64_t sample_ints[] = { INT64_C(9007199254740993), INT64_MIN, 0 };
static const char *const sample_texts[] = { "a", "", "粉丝" };
static const GvColumn sample_columns[] = {
  { "user", GV_COLUMN_TEXT, sample_texts, NULL },
  { "score \"raw\"", GV_COLUMN_REAL, sample_reals, NULL },
  { "count", GV_COLUMN_INT, sample_ints, NULL },
};
static const GvTable sample = { sample_columns, 3, 3, NULL };

static inline gpointer cancel_soon(gpointer task)
{
  g_usleep(300000);
  gv_task_cancel(task);
  return NULL;
}

/* Runs the program; its exit status. */
static inline int run_program(const char *const *arguments, char **said)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new();
  int status;

  g_ptr_array_add(argv, (gpointer)(gintptr)GV_PROGRAM);
  for (; *arguments; arguments++)
    g_ptr_array_add(argv, (gpointer)(gintptr)*arguments);
  g_ptr_array_add(argv, NULL);
  g_assert_true(g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                             NULL, NULL, said, &status, NULL));
  assert_no_password(*said);
  return WEXITSTATUS(status);
}

static inline void add_database_test(const char *name, GTestFunc test)
{
  g_autofree char *path = g_strdup_printf("/%s/%s", database->name, name);

  g_test_add_func(path, test);
}

#define HIGGS GV_TEST_DATA "/higgs/higgs-activity_time.txt.gz"
#endif

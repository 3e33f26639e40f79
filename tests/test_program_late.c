/* PostgreSQL's library is loaded by those who have such a database, and by nobody else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

/* In its place: something that is no library, and one without a single function. */
static void a_library_that_cannot_be_had_is_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "libpq.so.5", "no library\n");
  fails(s, 4, "its client library cannot be loaded (Debian's package libpq5)",
        "LD_LIBRARY_PATH=. $G info --follows 'postgres://u@localhost/d?table=f'");
  fails(
      s, 4, "its client library cannot be loaded",
      "LD_LIBRARY_PATH=. $G nominate --follows follows.csv -o 'postgres://u@localhost/d?table=f'");
  prints(s, "",
         "rm libpq.so.5; echo 'int gv_nothing;' | ${CC:-cc} -shared -fPIC -x c - -o libpq.so.5");
  fails(s, 4, "undefined symbol",
        "LD_LIBRARY_PATH=. $G info --follows 'postgres://u@localhost/d?table=f'");
}

static void nobody_else_needs_it(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "libpq.so.5", "no library\n");
  tells(s, "people", "LD_LIBRARY_PATH=. $G info --follows follows.csv");
  tells(s, "rank,user", "LD_LIBRARY_PATH=. $G nominate --follows follows.csv --users users.csv");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program-late/a-library-that-cannot-be-had-is-told",
               a_library_that_cannot_be_had_is_told);
  program_test("/program-late/nobody-else-needs-it", nobody_else_needs_it);
  return g_test_run();
}

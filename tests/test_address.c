/* Addresses of tables in databases, and what messages may show of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/address.h"

static void files_are_no_addresses(void)
{
  static const char *const files[] = { "-",      "a.csv",       "./sqlite:a?table=b",  "SQLITE:a",
                                       "sqlite", "postgres:/a", "mysql://h/d?table=t", "" };

  for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
    g_assert_cmpint(gv_address_kind(files[i]), ==, GV_ADDRESS_FILE);
}

static void addresses_have_a_place_and_a_table_or_query(void)
{
  static const struct {
    const char *text;
    GvAddressKind kind;
    const char *place, *table, *query;
  } cases[] = {
    { "sqlite:a b.db?table=t", GV_ADDRESS_SQLITE, "a b.db", "\"t\"", NULL },
    { "sqlite:/a%3Fb%25?table=s.t", GV_ADDRESS_SQLITE, "/a?b%", "\"s\".\"t\"", NULL },
    { "sqlite:a?query=SELECT 1 %26 a=b?", GV_ADDRESS_SQLITE, "a", NULL, "SELECT 1 & a=b?" },
    { "sqlite:a?query=SELECT%201+1", GV_ADDRESS_SQLITE, "a", NULL, "SELECT 1+1" },
    { "postgres://h/d?table=t", GV_ADDRESS_POSTGRES, "postgres://h/d", "\"t\"", NULL },
    { "postgresql://u:p%40@h:1/d?sslmode=require&table=%22a.b%22.%22c%22%22d%22&user=x",
      GV_ADDRESS_POSTGRES, "postgresql://u:p%40@h:1/d?sslmode=require&user=x", "\"a.b\".\"c\"\"d\"",
      NULL },
    { "postgres://?query=VALUES (1)", GV_ADDRESS_POSTGRES, "postgres://", NULL, "VALUES (1)" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(GvAddress) address = { 0 };
    g_autoptr(GError) error = NULL;
    gv_address_parse(&address, cases[i].text, &error);
    g_assert_no_error(error);
    g_assert_cmpint(address.kind, ==, cases[i].kind);
    g_assert_cmpstr(address.place, ==, cases[i].place);
    g_assert_cmpstr(address.table, ==, cases[i].table);
    g_assert_cmpstr(address.query, ==, cases[i].query);
  }
}

static void senseless_addresses_are_refused(void)
{
  static const char *const cases[] = {
    "sqlite:?table=t",
    "sqlite:a",
    "sqlite:a?",
    "sqlite:a?tabel=t",
    "sqlite:a%0?table=t",
    "sqlite:a?table=t&",
    "sqlite:a?query=x&table=t",
    "postgres://h/d",
    "postgres://u:p@h@i/a@b?table=t",
    "postgres://u p@h/d?table=t",
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(GvAddress) address = { 0 };
    g_autoptr(GError) error = NULL;
    g_assert_false(gv_address_parse(&address, cases[i], &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_null(address.place);
  }
}

static void passwords_are_not_shown(void)
{
  static const char *const cases[][2] = {
    { "a:b@c.csv", "a:b@c.csv" },
    { "sqlite:a:b@c?table=t", "sqlite:a:b@c?table=t" },
    { "postgres://h:5432,i:5433/d?table=t", "postgres://h:5432,i:5433/d?table=t" },
    { "postgres://u@h/d?table=t", "postgres://u@h/d?table=t" },
    { "postgres://u@h:5/d?table=t", "postgres://u@h:5/d?table=t" },
    { "postgres://u:p@h/d?table=t", "postgres://u:***@h/d?table=t" },
    { "postgres://u:***@h/d?table=t", "postgres://u:***@h/d?table=t" },
    { "postgresql://u:p:q@r@h:5/d?table=t", "postgresql://u:***@h:5/d?table=t" },
    { "postgres://u:p?q@h/d?table=t", "postgres://u:***@h/d?table=t" },
    { "postgres://u:p/q@h/d?table=t", "postgres://u:***@h/d?table=t" },
    { "postgres://u:p/d?table=t", "postgres://u:***?table=t" },
    { "postgres://h/d?password=p&table=t", "postgres://h/d?***&table=t" },
    { "postgres://h/d?%70assword=p&table=t", "postgres://h/d?***&table=t" },
    { "postgres://h/d?user=u&password=p&q&r=s", "postgres://h/d?user=u&***&***&***" },
    { "postgres://", "postgres://" },
    { "postgres://:@", "postgres://:***@" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *shown = gv_address_shown(cases[i][0]);
    g_assert_cmpstr(shown, ==, cases[i][1]);
  }
}

static void texts_hide_the_passwords_of_addresses_in_them(void)
{
  g_autofree char *shown = gv_text_without_passwords(
      "--edges=postgres://u:p@h/d?table=t and \"postgres://u:q@i\": mail a:b@c");
  g_autofree char *again = gv_text_without_passwords(shown);

  g_assert_cmpstr(shown, ==,
                  "--edges=postgres://u:***@h/d?table=t and \"postgres://u:***@i\": mail a:b@c");
  g_assert_cmpstr(again, ==, shown);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/address/files-are-no-addresses", files_are_no_addresses);
  g_test_add_func("/address/addresses-have-a-place-and-a-table-or-query",
                  addresses_have_a_place_and_a_table_or_query);
  g_test_add_func("/address/senseless-addresses-are-refused", senseless_addresses_are_refused);
  g_test_add_func("/address/passwords-are-not-shown", passwords_are_not_shown);
  g_test_add_func("/address/texts-hide-the-passwords-of-addresses-in-them",
                  texts_hide_the_passwords_of_addresses_in_them);
  return g_test_run();
}

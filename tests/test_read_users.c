/* What is read about people, and lists of them. */
#include "common.h"
#include "read_common.h"

static const GvTableKind users[] = { GV_TABLE_USERS, GV_TABLE_USERS };

static void users_fill_their_columns(void)
{
  g_autoptr(GvNetwork) network =
      network_of(GV_TABLE_USERS,
                 "id,stage,followers,verified,cost,value,opt_in,region,camp\n"
                 "a,忠诚者,10,yes,1.5,2,1,华东,x\n"
                 "b,advocacy,,NO,,,,,\n"
                 "c,,3e2,,0,,true,华东,y\n",
                 NULL);
  const GvPeople *p = gv_network_people(network);

  assert_bytes(p->stage, "\5\6\0", 3);
  assert_bytes(p->official, "\1\0\0", 3);
  assert_bytes(p->opt_in, "\1\0\1", 3);
  assert_close(p->followers[0], 10, 1e-15);
  assert_close(p->followers[1], NAN, 1e-15);
  assert_close(p->followers[2], 300, 1e-15);
  assert_close(p->cost[0], 1.5, 1e-15);
  assert_close(p->value[2], NAN, 1e-15);
  g_assert_cmpuint(p->tag_count, ==, 2);
  g_assert_cmpstr(p->tags[0].name, ==, "region");
  assert_bytes(p->tags[0].codes, (const GvVertex[]){ 1, 0, 1 }, 12);
  g_assert_cmpstr(gv_names_get(p->tags[0].values, 0), ==, "华东");
  g_assert_cmpstr(p->tags[1].name, ==, "camp");
  assert_bytes(p->tags[1].codes, (const GvVertex[]){ 1, 0, 2 }, 12);
}

static void users_tables_add_up(void)
{
  const char *texts[] = { "user,cost,camp\na,1,x\n", "user,camp,tone\nb,x,z\nc,y,\n" };
  g_autoptr(GvNetwork) network = read_texts(users, texts, 2, defaults, NULL, NULL);
  const GvPeople *p = gv_network_people(network);

  assert_close(p->cost[0], 1, 1e-15);
  assert_close(p->cost[2], NAN, 1e-15);
  g_assert_null(p->value);
  g_assert_null(p->stage);
  g_assert_cmpuint(p->tag_count, ==, 2);
  assert_bytes(p->tags[0].codes, (const GvVertex[]){ 1, 1, 2 }, 12);
  assert_bytes(p->tags[1].codes, (const GvVertex[]){ 0, 1, 0 }, 12);
}

static void a_user_twice_is_refused_across_files(void)
{
  const char *texts[] = { "user\na\nb\n", "user\nc\nb\n" };
  g_autoptr(GError) error = NULL;

  g_assert_null(read_texts(users, texts, 2, defaults, NULL, &error));
  g_assert_nonnull(strstr(error->message, ":3: duplicate id b, first on line 3 of /"));
}

static void names_in_messages_are_escaped(void)
{
  const char *texts[] = { "user\n\"a\n\xe2\x80\xae\"\n\"a\n\xe2\x80\xae\"\n" };
  g_autoptr(GError) error = NULL;

  g_assert_null(read_texts(users, texts, 1, defaults, NULL, &error));
  g_assert_nonnull(strstr(error->message, "duplicate id a\\u{a}\\u{202e}, first on line 2"));
}

static void users_cells_that_make_no_sense_are_refused(void)
{
  const char *texts[] = { "user,followers\na,1.5\n", "user,followers\na,-1\n",
                          "user,stage\na,boss\n",    "user,official\na,maybe\n",
                          "user,cost\na,-1\n",       "user,camp\na,\xff\n" };

  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autofree char *message =
        error_of((GvSource){ .kind = GV_TABLE_USERS }, texts[i], strlen(texts[i]), GV_ERROR_PARSE);
    g_assert_true(g_str_has_prefix(message, ":2: "));
  }
}

static void few_matching_users_are_told(void)
{
  const GvTableKind kinds[] = { GV_TABLE_EDGES, GV_TABLE_USERS };
  const char *texts[] = { "a,b\n", "user\na\nx\ny\n" };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_texts(kinds, texts, 2, defaults, &report, NULL);

  g_assert_nonnull(network);
  g_assert_cmpuint(report.warnings->len, ==, 1);
  g_assert_nonnull(strstr(g_ptr_array_index(report.warnings, 0), "1 of 3"));
}

static void lists_name_people(void)
{
  const struct {
    const char *text;
    size_t count, unknown;
    GvVertex first;
  } cases[] = {
    { "b\na\nnobody\nb\n", 2, 1, 1 },
    { "rank,user\n1,c d\n2,a\n", 2, 0, 2 },
    { "c d\n", 1, 0, 2 }, /* white space splits no list */
    { "a,1\nx,2\n", 1, 1, 0 },
  };
  g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, "a,b\nb,c d\n", NULL);

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(TestFile) file = test_file(cases[i].text);
    const GvSource source = { .path = file.path };
    g_autoptr(GError) error = NULL;
    size_t count, unknown;
    g_autofree GvVertex *people =
        gv_people_list_read(&source, network, &count, &unknown, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count, ==, cases[i].count);
    g_assert_cmpuint(unknown, ==, cases[i].unknown);
    g_assert_cmpuint(people[0], ==, cases[i].first);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/users/" #f, f)
  PROMISE(users_fill_their_columns);
  PROMISE(users_tables_add_up);
  PROMISE(a_user_twice_is_refused_across_files);
  PROMISE(names_in_messages_are_escaped);
  PROMISE(users_cells_that_make_no_sense_are_refused);
  PROMISE(few_matching_users_are_told);
  PROMISE(lists_name_people);
  return g_test_run();
}

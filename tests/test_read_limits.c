/* What reading refuses, and what it tolerates. */
#include "common.h"
#include "read_common.h"

static const GvTableKind edges[] = { GV_TABLE_EDGES };
static const GvTableKind interactions[] = { GV_TABLE_INTERACTIONS };

static void options_that_make_no_sense_are_refused(void)
{
  const struct {
    GvReadOptions options;
    const char *name;
  } cases[] = {
    { { .as_of = NAN, .type_weights = "RT" }, "--type-weights" },
    { { .as_of = NAN, .type_weights = "=1" }, "--type-weights" },
    { { .as_of = NAN, .type_weights = "a=1,a=2" }, "--type-weights" },
    { { .as_of = NAN, .channel_weights = "a=-1" }, "--channel-weights" },
    { { .as_of = NAN, .half_life = -1 }, "--half-life" },
    { { .as_of = NAN, .max_expand = 0.5 }, "--max-expand" },
    { { .as_of = INFINITY }, "--as-of" },
  };
  const char *texts[] = { "a,b\n" };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(read_texts(edges, texts, 1, cases[i].options, NULL, &error));
    g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
    g_assert_true(g_str_has_prefix(error->message, cases[i].name));
  }
}

static void too_many_people_are_refused_at_their_line(void)
{
  const char *texts[] = { "a,b\nb,a\nb,c\n" };
  g_autoptr(GError) error = NULL;
  GvReadOptions options = defaults;
  options.max_vertices = 2;

  g_assert_null(read_texts(edges, texts, 1, options, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
  g_assert_nonnull(strstr(error->message, ":3: more than 2 people"));
}

static void too_many_types_are_refused_at_their_line(void)
{
  g_autoptr(GString) text = g_string_new("actor,target,type\n");
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 65536; i++)
    g_string_append_printf(text, "a,b,%d\n", i);
  const char *texts[] = { text->str };
  g_assert_null(read_texts(interactions, texts, 1, defaults, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
  g_assert_nonnull(strstr(error->message, ":65537: "));
}

static void note_rejected(const GvBadRow *row, void *data)
{
  g_assert_true(g_str_has_suffix(row->path, "table"));
  g_string_append_printf(data, "%" G_GUINT64_FORMAT " %.6s (%.*s),", row->line, row->reason,
                         (int)row->length, row->text);
}

static void rejected_rows_are_told_in_order(void)
{
  g_autoptr(GString) told = g_string_new(NULL);
  GvReadOptions options = defaults;
  options.max_bad = 3;
  options.rejected = note_rejected;
  options.rejected_data = told;
  g_autoptr(GvNetwork) network =
      read_text(GV_TABLE_EDGES, "a,b,1\nc,d,x\nc,d\ne,f,1\n,a,1\n", options, NULL);

  g_assert_nonnull(network);
  g_assert_cmpstr(told->str, ==, "2 weight (c,d,x),3 expect (c,d),5 source (,a,1),");
}

static void bad_rows_are_tolerated_up_to_the_limit(void)
{
  const GvTableKind kinds[] = { GV_TABLE_EDGES, GV_TABLE_USERS };
  const char *texts[] = { "a,b,1\nc,d,x\nc,d\ne,f,1\n", "user,cost\na,1\nb,y\na,2\n" };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GError) error = NULL;
  GvReadOptions options = defaults;
  options.max_bad = 4;
  g_autoptr(GvNetwork) network = read_texts(kinds, texts, 2, options, &report, &error);

  g_assert_no_error(error);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, 4);
  g_assert_cmpuint(report.inputs[0].rows, ==, 4);
  g_assert_cmpuint(report.inputs[0].rejected, ==, 2);
  g_assert_cmpuint(report.inputs[1].rejected, ==, 2);
  g_assert_cmpfloat(gv_network_people(network)->cost[0], ==, 1);

  options.max_bad = 1;
  g_assert_null(read_texts(kinds, texts, 2, options, NULL, &error));
  g_assert_nonnull(strstr(error->message, ":3: expected 3 fields"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/limits/" #f, f)
  PROMISE(options_that_make_no_sense_are_refused);
  PROMISE(too_many_people_are_refused_at_their_line);
  PROMISE(too_many_types_are_refused_at_their_line);
  PROMISE(rejected_rows_are_told_in_order);
  PROMISE(bad_rows_are_tolerated_up_to_the_limit);
  return g_test_run();
}

/* Identifiers that are numbers take a faster way. Whatever they look like, the
 * network is the one that a slow and obvious reader makes of the same rows. */
#include "failing.h"
#include "read_common.h"

enum { SMALL = 300, LARGE = 100000, ROUNDS = 12 };

/* What an identifier may look like. */
typedef enum { DENSE, SPARSE, HUGE_NUMBERS, ZEROS, TEXTS, MIXED, LATER_TEXTS, KINDS } Kind;

static char *identifier(GRand *rand, Kind kind, int row, int rows)
{
  const guint32 person = (guint32)g_rand_int_range(rand, 0, MAX(rows / 8, 4));

  switch (kind) {
  case DENSE:
    return g_strdup_printf("%u", person);
  case SPARSE: /* all over the 32 bits, both ends among them */
    return g_strdup_printf("%u", person ? UINT32_MAX - (person - 1) * 40503u : 0);
  case HUGE_NUMBERS: /* some differ by 2^32 only */
    return g_strdup_printf("%" G_GUINT64_FORMAT, person + ((guint64)(person % 3) << 32));
  case ZEROS:
    return g_strdup_printf("%0*u", 1 + (int)(person % 4), person / 4);
  case TEXTS:
    return g_strdup_printf("p%u", person);
  case LATER_TEXTS:
    return g_strdup_printf(row < rows / 2 ? "%u" : "p%u", person);
  default:
    return identifier(rand, (Kind)g_rand_int_range(rand, DENSE, MIXED), row, rows);
  }
}

/* The slow and obvious reader. */
typedef struct {
  GHashTable *ids;   /* name -> id + 1 */
  GPtrArray *names;  /* by id */
  GHashTable *pairs; /* from << 32 | to -> rows */
  guint64 loops, duplicates;
} Obvious;

static void obvious_clear(Obvious *o)
{
  g_hash_table_unref(o->ids);
  g_ptr_array_unref(o->names);
  g_hash_table_unref(o->pairs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Obvious, obvious_clear)

static Obvious obvious_new(void)
{
  return (Obvious){ .ids = g_hash_table_new(g_str_hash, g_str_equal),
                    .names = g_ptr_array_new_with_free_func(g_free),
                    .pairs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL) };
}

static guint64 obvious_id(Obvious *o, const char *name)
{
  gpointer known = g_hash_table_lookup(o->ids, name);

  if (known == NULL) {
    g_ptr_array_add(o->names, g_strdup(name));
    known = GUINT_TO_POINTER(o->names->len);
    g_hash_table_insert(o->ids, g_ptr_array_index(o->names, o->names->len - 1), known);
  }
  return GPOINTER_TO_UINT(known) - 1;
}

static void obvious_row(Obvious *o, const char *first, const char *second, const GvReadOptions *how)
{
  const guint64 a = obvious_id(o, first), b = obvious_id(o, second);
  const gboolean swap = how->direction == GV_UNDIRECTED ? a > b : how->reverse;
  const guint64 pair = swap ? b << 32 | a : a << 32 | b;

  if (a == b) {
    o->loops++;
    return;
  }
  const guint rows = GPOINTER_TO_UINT(g_hash_table_lookup(o->pairs, &pair));
  o->duplicates += rows > 0;
  g_hash_table_insert(o->pairs, g_memdup2(&pair, sizeof pair), GUINT_TO_POINTER(rows + 1));
}

static void assert_obvious(const Obvious *o, const GvNetwork *network, const GvReadReport *report,
                           GvDuplicates rule)
{
  const GvAdjacency edges = gv_network_edges(network), in = gv_graph_in(gv_network_graph(network));
  const GvParts parts = gv_network_parts(network);
  const GvNames *names = gv_network_names(network);

  g_assert_cmpuint(gv_names_count(names), ==, o->names->len);
  for (GvVertex v = 0; v < o->names->len; v++) {
    g_assert_cmpstr(gv_names_get(names, v), ==, g_ptr_array_index(o->names, v));
    g_assert_cmpuint(gv_names_find(names, g_ptr_array_index(o->names, v)), ==, v);
  }
  g_assert_cmpuint(edges.offsets[edges.n], ==, g_hash_table_size(o->pairs));
  for (guint64 v = 0; v < edges.n; v++)
    for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++) {
      const guint64 pair = v << 32 | edges.targets[e];
      const guint rows = GPOINTER_TO_UINT(g_hash_table_lookup(o->pairs, &pair));
      g_assert_cmpuint(rows, >, 0);
      g_assert_cmpuint(parts.counts ? parts.counts[e] : 1, ==, rows);
      g_assert_cmpfloat(gv_weight(edges, e), ==, rule == GV_DUPLICATES_SUM ? rows : 1);
      g_assert_true(e == edges.offsets[v] || edges.targets[e - 1] < edges.targets[e]);
    }
  g_assert_cmpuint(in.offsets[in.n], ==, gv_graph_out(gv_network_graph(network)).offsets[in.n]);
  for (GvVertex v = 0; gv_graph_is_directed(gv_network_graph(network)) && v < in.n; v++)
    for (GvEdge e = in.offsets[v]; e < in.offsets[v + 1]; e++) {
      const guint64 pair = (guint64)in.targets[e] << 32 | v;
      g_assert_true(g_hash_table_contains(o->pairs, &pair));
      g_assert_true(e == in.offsets[v] || in.targets[e - 1] < in.targets[e]);
      g_assert_cmpfloat(gv_weight(in, e), ==,
                        rule == GV_DUPLICATES_SUM
                            ? GPOINTER_TO_UINT(g_hash_table_lookup(o->pairs, &pair))
                            : 1);
    }
  g_assert_cmpuint(report->inputs[0].self_loops, ==, o->loops);
  g_assert_cmpuint(report->inputs[0].duplicates, ==, o->duplicates);
}

typedef struct {
  Kind kind;
  int rows;
  const char *delimiter, *end;
  GvReadOptions how;
} Table;

static char *table_text(const Table *table, GRand *rand, Obvious *o)
{
  GString *text = g_string_new(NULL);

  for (int i = 0; i < table->rows; i++) {
    g_autofree char *a = identifier(rand, table->kind, i, table->rows);
    g_autofree char *b = g_rand_int_range(rand, 0, 50) ? identifier(rand, table->kind, i, table->rows)
                                                       : g_strdup(a);
    obvious_row(o, a, b, &table->how);
    g_string_append_printf(text, "%s%s%s%s", a, table->delimiter, b, table->end);
  }
  if (g_rand_boolean(rand)) /* a last line without its end */
    g_string_truncate(text, text->len - strlen(table->end));
  return g_string_free(text, FALSE);
}

static void check(const Table *table, GRand *rand)
{
  const unsigned threads[] = { 1, 2, 3, 8 };
  g_auto(Obvious) obvious = obvious_new();
  g_autofree char *text = table_text(table, rand, &obvious);
  g_auto(TestFile) file = test_file(text);
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = file.path, .header = GV_HEADER_NO };

  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GvTask) task = gv_task_new(threads[i]);
    g_auto(GvReadReport) report = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(GvNetwork) network =
        gv_network_read(&source, 1, &table->how, &report, task, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report.inputs[0].rows, ==, (guint64)table->rows);
    assert_obvious(&obvious, network, &report, table->how.duplicates);
  }
}

static Table random_table(GRand *rand, Kind kind, int rows)
{
  static const char *const delimiters[] = { " ", "\t", ",", ";", "|" };
  static const GvDuplicates rules[] = { GV_DUPLICATES_DEFAULT, GV_DUPLICATES_SUM };
  Table table = { .kind = kind,
                  .rows = rows,
                  .delimiter = delimiters[g_rand_int_range(rand, 0, G_N_ELEMENTS(delimiters))],
                  .end = g_rand_int_range(rand, 0, 3) ? "\n" : "\r\n",
                  .how = GV_READ_OPTIONS_INIT };

  table.how.duplicates = rules[g_rand_int_range(rand, 0, G_N_ELEMENTS(rules))];
  table.how.direction = g_rand_int_range(rand, 0, 3) ? GV_DIRECTED : GV_UNDIRECTED;
  table.how.reverse = g_rand_boolean(rand);
  return table;
}

static void networks_are_those_of_the_obvious_reader(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(11);

  for (int round = 0; round < ROUNDS; round++)
    for (Kind kind = DENSE; kind < KINDS; kind++) {
      const Table table = random_table(rand, kind, g_rand_int_range(rand, 1, SMALL));
      check(&table, rand);
    }
}

static void so_are_those_of_many_blocks(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(12);

  for (Kind kind = DENSE; kind < KINDS; kind++) {
    const Table table = random_table(rand, kind, LARGE);
    check(&table, rand);
  }
}

/* One odd row among many of the simple kind. */
static void errors_name_the_line(void)
{
  static const char *const odd[] = { "7,", "7,8,9", "7", ",8", "7,\x01\xff", "7,8\r9,8" };

  for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (int row = 1; row <= LARGE; row++)
      if (row == LARGE - 7)
        g_string_append_printf(text, "%s\n", odd[i]);
      else
        g_string_append_printf(text, "%d,8\n", row);
    g_autofree char *start = g_strdup_printf(":%d: ", LARGE - 7);
    assert_error(text->str, start);
  }
}

static void too_many_people_are_found_on_their_line(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_autoptr(GError) error = NULL;

  for (int row = 0; row < 1000; row++)
    g_string_append_printf(text, "%d %d\n", row, row + 1);
  options.max_vertices = 500;
  g_auto(TestFile) file = test_file(text->str);
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = file.path };
  g_assert_null(gv_network_read(&source, 1, &options, NULL, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_LIMIT);
  g_assert_nonnull(strstr(error->message, ":500: more than 500 people")); /* 499 500 */
}

/* Numbers, texts and numbers again: a person is the same in all of them. */
static void tables_share_their_people(void)
{
  g_auto(TestFile) first = test_file("1 2\n2 3\n"), second = test_file("1,a,2\n03,3,1\n"),
                   third = test_file("3 1\n4294967295 4294967296\n");
  const GvSource sources[] = { { .kind = GV_TABLE_EDGES, .path = first.path },
                               { .kind = GV_TABLE_EDGES, .path = second.path },
                               { .kind = GV_TABLE_EDGES, .path = third.path } };
  static const char *const names[] = { "1", "2", "3", "a", "03", "4294967295", "4294967296" };
  g_autoptr(GError) error = NULL;
  g_autoptr(GvNetwork) network =
      gv_network_read(sources, G_N_ELEMENTS(sources), NULL, NULL, NULL, &error);

  g_assert_no_error(error);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, G_N_ELEMENTS(names));
  for (GvVertex v = 0; v < G_N_ELEMENTS(names); v++)
    g_assert_cmpstr(gv_names_get(gv_network_names(network), v), ==, names[v]);
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 6);
}

/* Each of these alone, and at every place of the 64 bytes that are looked at at once. */
static void odd_spellings_are_read_as_ever(void)
{
  static const char *const odd[] = { "3\t4\n",   "3  4\n",     " 3 4\n",    "3 4 \r\n",
                                     "3 4\r\n",  "3 4\n\r\n",  "3 4\n\n",   "3 4\r\n\n",
                                     "03 4\n",   "3 4x\n",     "3 \xc2\xb2\n", "3 0\n",
                                     "3 00\n",   "3 12345678\n", "123456789 4\n",
                                     "3 4294967296\n", "99999999999999999999 4\n", "3 4\r",
                                     "3 4:5\n",   "3/4 5\n",    ":3 4\n" };

  for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
    for (int before = 0; before < 70; before++) {
      g_autofree char *first = g_strnfill(1 + (gsize)before % 35, '1');
      g_autofree char *second = g_strnfill(1 + (gsize)before / 2, '2');
      g_autofree char *text = g_strdup_printf("%s %s\n%s", first, second, odd[i]);
      g_auto(GStrv) words = g_strsplit_set(odd[i], " \t\r\n", -1);
      g_autoptr(GvNetwork) network = network_of(GV_TABLE_EDGES, text, NULL);
      GvVertex v = strcmp(first, second) ? 2 : 1;
      g_assert_cmpstr(gv_names_get(gv_network_names(network), 0), ==, first);
      g_assert_cmpstr(gv_names_get(gv_network_names(network), v - 1), ==, v == 2 ? second : first);
      for (size_t w = 0; words[w]; w++)
        if (*words[w])
          g_assert_cmpstr(gv_names_get(gv_network_names(network), v++), ==, words[w]);
      g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, v);
    }
}

/* Sparse numbers, duplicates, and a table of places that grows on the way. */
static void any_allocation_may_fail(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  gboolean unharmed = FALSE;
  gint k;

  for (guint row = 0; row < 3000; row++)
    g_string_append_printf(text, "%u %u\n", row % 1000, row % 7 ? row * 3 : UINT32_MAX - row);
  options.duplicates = GV_DUPLICATES_SUM;
  g_auto(TestFile) file = test_file(text->str);
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = file.path };
  for (k = 1; !unharmed; k++) {
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(k, <, 1000);
    fail_allocation(k);
    g_autoptr(GvNetwork) network = gv_network_read(&source, 1, &options, NULL, NULL, &error);
    unharmed = none_failed();
    if (network == NULL)
      g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
    g_assert_true(!unharmed || network != NULL);
  }
  g_assert_cmpint(k, >, 30);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/read-numbers/networks-are-those-of-the-obvious-reader",
                  networks_are_those_of_the_obvious_reader);
  g_test_add_func("/read-numbers/so-are-those-of-many-blocks", so_are_those_of_many_blocks);
  g_test_add_func("/read-numbers/errors-name-the-line", errors_name_the_line);
  g_test_add_func("/read-numbers/too-many-people-are-found-on-their-line",
                  too_many_people_are_found_on_their_line);
  g_test_add_func("/read-numbers/tables-share-their-people", tables_share_their_people);
  g_test_add_func("/read-numbers/odd-spellings-are-read-as-ever", odd_spellings_are_read_as_ever);
  g_test_add_func("/read-numbers/any-allocation-may-fail", any_allocation_may_fail);
  return g_test_run();
}

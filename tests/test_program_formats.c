/* The table of docs/formats.md: what comes back is what it says, and what does
 * not come back is told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

/* A network that has one thing to lose, and a command whose answer shows it. */
static const struct {
  const char *word;  /* the column's head */
  const char *given; /* to convert */
  const char *probe; /* says something else without it */
  const char *kind;  /* how a table of it is read again */
} things[] = {
  { "`names`", "--edges names.csv", "centrality --measure degree", "--edges" },
  { "`isolates`", "--edges edges.csv --users alone.csv", "centrality --measure degree", "--edges" },
  { "`undirected`", "--edges edges.csv --undirected", "centrality --measure out_degree",
    "--edges" },
  { "`attention`", "--follows edges.csv --columns follower,followee", "nominate --top 0",
    "--follows" },
  { "`kinds`", "--follows edges.csv --columns follower,followee --interactions one.csv",
    "nominate --top 0 --features", "--interactions" },
  { "`layers`", "--interactions types.csv", "info --format csv", "--interactions" },
  { "`times`", "--edges times.csv", "info --format csv", "--edges" },
  { "`columns`", "--edges edges.csv --users people.csv", "explain 2 --format csv", "--edges" },
  { "weights", "--edges weights.csv", "centrality --measure strength", "--edges" },
};

static void write_networks(Shell *s)
{
  write_file(s, "names.csv", "source,target\na,b\nc,b\n");
  write_file(s, "alone.csv", "user\n4\n");
  write_file(s, "edges.csv", "source,target\n1,2\n3,2\n");
  write_file(s, "one.csv", "actor,target,type\n1,2,RT\n1,3,RT\n");
  write_file(s, "types.csv", "actor,target,type,channel\n1,2,RT,shop\n1,2,RE,shop\n3,2,RT,web\n");
  write_file(s, "times.csv", "source,target,time\n1,2,1000\n3,2,2000\n");
  write_file(s, "people.csv",
             "user,stage,followers,official,cost,value,opt_in,region,my tag\n"
             "1,fan,5,no,1.5,2,yes,north,\"a \"\"b\"\"\"\n2,member,,yes,,3,no,south,\n");
  write_file(s, "weights.csv", "source,target,weight\n1,2,0.1\n3,2,2.5e-7\n");
}

/* Cell `column` of the row of the docs' table that begins with the ending. */
static char *cell_of(const char *ending, const char *column)
{
  g_autofree char *path = g_build_filename(GV_SOURCE_DIR, "docs", "formats.md", NULL);
  g_autofree char *text = NULL, *quoted = g_strdup_printf("`%s`", ending);
  g_autoptr(GError) error = NULL;
  char *cell = NULL;

  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  g_auto(GStrv) lines = g_strsplit(strstr(text, "| |"), "\n", -1);
  g_auto(GStrv) heads = g_strsplit(lines[0], " | ", -1);
  for (char **line = lines + 2; **line == '|' && !cell; line++) {
    g_auto(GStrv) cells = g_strsplit(*line, " | ", -1);
    for (size_t c = 1; heads[c] && strstr(cells[0], quoted); c++)
      if (g_str_has_prefix(heads[c], column))
        cell = g_strndup(cells[c], strcspn(cells[c], "|"));
  }
  if (cell == NULL)
    g_error("no row %s with a column %s", ending, column);
  return g_strstrip(cell);
}

static gboolean is_told(Shell *s, const char *column)
{
  g_autofree char *summary = read_file(s, "s.json");
  g_auto(GStrv) parts = g_strsplit(column, "`", -1);
  g_autofree char *word = g_strdup_printf("\"%s\"", parts[1] ? parts[1] : "weights");
  g_auto(GStrv) halves = g_strsplit(summary, "left_out", 2);

  g_assert_cmpint(halves[1] != NULL, ==, strstr(s->err, "has no room for") != NULL);
  if (halves[1] == NULL)
    return FALSE;
  halves[1][strcspn(halves[1], "]")] = '\0';
  return strstr(halves[1], word) != NULL;
}

static gboolean is_table(const char *ending)
{
  return strcmp(ending, ".csv") == 0 || strcmp(ending, ".tsv") == 0;
}

static gboolean comes_back(Shell *s, size_t thing, const char *ending)
{
  g_autofree char *before = g_strdup_printf("$G %s %s --quiet | grep -v ^inputs",
                                            things[thing].probe, things[thing].given);
  g_autofree char *after =
      g_strdup_printf("$G %s %s out%s --quiet | grep -v ^inputs", things[thing].probe,
                      is_table(ending) ? things[thing].kind : "--edges", ending);

  return same_output(s, before, after);
}

static void check_format(Shell *s, const char *ending, gboolean is_read)
{
  for (size_t i = 0; i < G_N_ELEMENTS(things); i++) {
    g_autofree char *cell = cell_of(ending, things[i].word);
    g_autofree char *command =
        g_strdup_printf("$G convert %s -o out%s --summary s.json", things[i].given, ending);
    const gboolean kept = strcmp(cell, "yes") == 0, lost = strcmp(cell, "no") == 0;
    prints(s, "", command);
    if (is_told(s, things[i].word) != lost)
      g_error("%s, %s: \"%s\", but convert said \"%s\"", ending, things[i].word, cell, s->err);
    if (is_read && comes_back(s, i, ending) != kept)
      g_error("%s, %s: \"%s\", but it %s", ending, things[i].word, cell,
              kept ? "does not come back" : "comes back");
  }
}

static void what_comes_back_is_what_the_table_says(Shell *s, gconstpointer data)
{
  static const char *const endings[] = {
    ".vine", ".csv", ".tsv", ".graphml", ".gml", ".net", ".mtx"
  };
  (void)data;

  write_networks(s);
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
    check_format(s, endings[i], TRUE);
}

static void losses_are_told_of_what_is_only_written(Shell *s, gconstpointer data)
{
  (void)data;
  write_networks(s);
  check_format(s, ".gexf", FALSE);
  check_format(s, ".jsonl", FALSE);
}

/* A word about a loss is a word about this network. */
static void nothing_is_told_where_nothing_is_lost(Shell *s, gconstpointer data)
{
  (void)data;
  write_networks(s);
  prints(s, "", "$G convert --edges edges.csv -o out.mtx");
  g_assert_null(strstr(s->err, "no room"));
  prints(s, "", "$G convert --edges names.csv -o out.csv");
  g_assert_null(strstr(s->err, "no room"));
  prints(s, "", "$G convert --edges names.csv -o out.mtx --quiet");
  g_assert_cmpstr(s->err, ==, "");
}

/* "1, 3, 2" are no names of a matrix either. */
static void a_matrix_that_renames_people_says_so(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target\n1,3\n3,2\n");
  prints(s, "", "$G convert --edges e.csv -o out.mtx");
  assert_holds(s->err, "out.mtx: this format has no room for names (people become 1, 2, ", "mtx");
  tells(s, "1,3", "$G convert --edges e.csv --undirected");
  assert_holds(s->err, "stdout: this format has no room for that edges are undirected", "csv");
}

static void graph_files_on_stdin_are_told_by_their_beginning(Shell *s, gconstpointer data)
{
  static const char *const begins[][2] = {
    { ".graphml", "" },
    { ".graphml", "tail -n +2" }, /* <graphml without <?xml */
    { ".graphml", "(printf '\\357\\273\\277'; cat)" },
    { ".graphml", "(echo '<!-- by hand -->'; tail -n +2)" },
    { ".gml", "" },
    { ".gml", "(printf '# by hand\\nCreator \"me\"\\n'; cat)" },
    { ".gml", "(printf '# by hand\\n\\n'; cat)" },
    { ".net", "" },
    { ".net", "(printf '%% by hand\\n*Network x\\n'; cat)" },
    { ".mtx", "" },
    { ".mtx.gz", "" },
    { ".graphml.zst", "" },
  };
  (void)data;

  write_networks(s);
  for (size_t i = 0; i < G_N_ELEMENTS(begins); i++) {
    const char *change = *begins[i][1] ? begins[i][1] : "cat";
    g_autofree char *file = g_strdup_printf(
        "$G convert --edges weights.csv -o out%s --quiet && $G convert --edges weights.csv",
        begins[i][0]);
    g_autofree char *pipe =
        g_strdup_printf("%s <out%s | $G convert --edges - ", change, begins[i][0]);
    g_assert_true(same_output(s, file, pipe));
  }
  prints(s, "", "$G convert --edges weights.csv -o out.vine");
  fails(s, 3, "cannot come from a pipe", "cat out.vine | $G convert --edges -");
  g_assert_true(same_output(s, "$G convert --edges weights.csv", "$G convert --edges - <out.vine"));
  /* Anything else is a table, whatever is in it. */
  prints(s, "source,target\ngraph,b\n", "printf 'graph,b\\n' | $G convert --edges -");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) program_test("/program/formats/" #promise, promise)
  ADD(what_comes_back_is_what_the_table_says);
  ADD(losses_are_told_of_what_is_only_written);
  ADD(nothing_is_told_where_nothing_is_lost);
  ADD(a_matrix_that_renames_people_says_so);
  ADD(graph_files_on_stdin_are_told_by_their_beginning);
#undef ADD
  return g_test_run();
}

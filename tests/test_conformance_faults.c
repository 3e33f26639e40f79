/* What every registered algorithm does when asked or given too much: options
 * out of range are refused by name, and memory that runs out, at whichever
 * allocation, is an error. */
#include "failing.h"
#include "subject.h"

/* TRUE where the run succeeded although the k-th allocation would have failed:
 * there are fewer than k. */
static gboolean survives(const Subject *s, GvGraph *graph, gint k)
{
  g_autofree double *result = g_new(double, subject_size(gv_graph_vertices(graph)));
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;

  fail_allocation(k);
  if (subject_try(s, graph, NULL, result, task, &error)) {
    g_assert_true(none_failed()); /* a failure must not pass unnoticed */
    return TRUE;
  }
  g_assert_false(none_failed());
  g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
  return FALSE;
}

static void memory_that_runs_out_is_an_error(gconstpointer s)
{
  for (int kind = 0; kind < 4; kind++) {
    g_autoptr(GvGraph) graph = random_graph(200, 900, 3, kind & 1, kind & 2);
    gint k = 1;
    while (!survives(s, graph, k))
      g_assert_cmpint(k++, <, 100000);
  }
}

/* The five highest, and five people's scores; as above. */
static gboolean five_survive(const GvCentrality *a, GvGraph *graph, gint k)
{
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;
  GvVertex people[5];
  double scores[5];

  fail_allocation(k);
  if (gv_centrality_run_top(a, graph, NULL, 5, people, scores, task, &error) &&
      gv_centrality_run_some(a, graph, NULL, people, 5, scores, task, &error)) {
    g_assert_true(none_failed());
    return TRUE;
  }
  g_assert_false(none_failed());
  g_assert_error(error, GV_ERROR, GV_ERROR_NO_MEMORY);
  return FALSE;
}

static void so_it_is_where_few_are_asked_for(gconstpointer data)
{
  const Subject *s = data;

  for (int directed = 0; s->centrality && directed < 2; directed++) {
    const GvVertex n = s->centrality->find_top ? 2300 : 30;
    g_autoptr(GvGraph) graph = random_graph(n, 2 * n, 3, directed, FALSE);
    gint k = 1;
    while (!five_survive(s->centrality, graph, k))
      g_assert_cmpint(k++, <, 100000);
  }
}

static char *default_options(const Subject *s)
{
  char *options = g_malloc0(s->options_size + 1);

  gv_options_init(options, s->params);
  return options;
}

static void assert_refused(const Subject *s, const char *options, const GvParam *p)
{
  g_autoptr(GvGraph) graph = random_graph(10, 20, 1, TRUE, FALSE);
  g_autofree double *result = g_new(double, subject_size(10));
  g_autoptr(GError) error = NULL;

  g_assert_false(subject_try(s, graph, options, result, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull(strstr(error->message, p->name));
}

static void refuse_int(const Subject *s, const GvParam *p, int64_t value)
{
  g_autofree char *options = default_options(s);

  *(int64_t *)(void *)(options + p->offset) = value;
  assert_refused(s, options, p);
}

static void refuse_real(const Subject *s, const GvParam *p, double value)
{
  g_autofree char *options = default_options(s);

  *(double *)(void *)(options + p->offset) = value;
  assert_refused(s, options, p);
}

static void refuse_choice(const Subject *s, const GvParam *p, int value)
{
  g_autofree char *options = default_options(s);

  *(int *)(void *)(options + p->offset) = value;
  assert_refused(s, options, p);
}

static int choices_of(const GvParam *p)
{
  int count = 0;

  while (p->choices[count])
    count++;
  return count;
}

static void options_out_of_range_are_refused(gconstpointer data)
{
  const Subject *s = data;

  for (const GvParam *p = s->params; p->name; p++)
    if (p->type == GV_PARAM_INT) {
      refuse_int(s, p, (int64_t)p->min - 1);
      refuse_int(s, p, (int64_t)p->max + 2); /* 2^53 + 1 is no double */
    } else if (p->type == GV_PARAM_REAL) {
      refuse_real(s, p, NAN);
      refuse_real(s, p, nextafter(p->min, -INFINITY));
      refuse_real(s, p, nextafter(p->max, INFINITY));
    } else if (p->type == GV_PARAM_CHOICE) {
      refuse_choice(s, p, -1);
      refuse_choice(s, p, choices_of(p));
    }
}

static void defaults_are_in_range(gconstpointer data)
{
  const Subject *s = data;
  g_autofree char *options = default_options(s);
  g_autoptr(GError) error = NULL;

  g_assert_true(gv_options_check(options, s->params, &error));
  g_assert_no_error(error);
}

static void set(char *options, const GvParam *p, const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_true(gv_options_set(options, p, text, &error));
  g_assert_no_error(error);
}

/* What the default says as text, and for a choice each one, is read as itself. */
static void set_and_compare(char *options, const GvParam *p)
{
  const void *field = options + p->offset;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (p->type == GV_PARAM_TEXT) {
    set(options, p, "as \"written\", 昵称");
    g_assert_cmpstr(*(char *const *)field, ==, "as \"written\", 昵称");
  } else if (p->type == GV_PARAM_FLAG) {
    set(options, p, "");
    g_assert_true(*(const gboolean *)field);
  } else if (p->type == GV_PARAM_CHOICE) {
    for (int i = 0; p->choices[i]; i++) {
      set(options, p, p->choices[i]);
      g_assert_cmpint(*(const int *)field, ==, i);
    }
  } else if (p->type == GV_PARAM_INT) {
    set(options, p, g_ascii_formatd(text, sizeof text, "%.0f", p->initial));
    g_assert_cmpfloat((double)*(const int64_t *)field, ==, p->initial);
  } else {
    set(options, p, g_ascii_dtostr(text, sizeof text, p->initial));
    g_assert_cmpfloat(*(const double *)field, ==, p->initial);
  }
}

static void options_read_back_as_set(gconstpointer data)
{
  const Subject *s = data;
  g_autofree char *options = default_options(s);

  for (const GvParam *p = s->params; p->name; p++) {
    g_assert_true(gv_params_find(s->params, p->name) == p);
    set_and_compare(options, p);
  }
  gv_options_clear(options, s->params);
}

static void add(Subject *s, const char *kind, const char *promise, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf("/%s/%s/%s", kind, s->name, promise);

  g_test_add_data_func_full(path, s, test, g_free);
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    GTestDataFunc test;
  } promises[] = {
    { "memory-that-runs-out-is-an-error", memory_that_runs_out_is_an_error },
    { "so-it-is-where-few-are-asked-for", so_it_is_where_few_are_asked_for },
    { "options-out-of-range-are-refused", options_out_of_range_are_refused },
    { "defaults-are-in-range", defaults_are_in_range },
    { "options-read-back-as-set", options_read_back_as_set },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(promises); i++) {
    for (const GvCentrality *const *a = gv_centralities(); *a; a++)
      add(subject_of_centrality(*a), "centrality", promises[i].name, promises[i].test);
    for (const GvCommunityMethod *const *a = gv_community_methods(); *a; a++)
      add(subject_of_method(*a), "community", promises[i].name, promises[i].test);
  }
  return g_test_run();
}

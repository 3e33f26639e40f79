/* What evaluate writes and says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "algorithms/evaluation/verdict.h"
#include "cli/evaluating.h"
#include "graph/base/array.h"
#include "graph/base/number.h"

/* Differences to the best baseline that are columns of their own. */
static const GvMetric compared[] = { GV_PRECISION_AT_1PCT, GV_AUC, GV_AUC_LIKE_AUDIENCE };

enum {
  FEW_GAINED = 50
}; /* below it intervals were seen to cover 69 to 93 % (docs/evaluation.md) */

enum { PARTS = 3, COMPARED = G_N_ELEMENTS(compared), FIGURES = (GV_METRICS + COMPARED) * PARTS };

/* A row a population and method. */
typedef struct {
  size_t rows;
  const char **method, **population, **kind, **outcome; /* [rows], borrowed */
  const char **bar[COMPARED];                           /* [rows], the best baseline */
  int64_t *people, *gained;
  double *figures;  /* [FIGURES][rows] */
  GPtrArray *texts; /* of char *: column names, cells */
} Rows;

static void rows_clear(Rows *r)
{
  g_free(r->method);
  g_free(r->population);
  g_free(r->kind);
  g_free(r->outcome);
  for (size_t k = 0; k < COMPARED; k++)
    g_free(r->bar[k]);
  g_free(r->people);
  g_free(r->gained);
  g_free(r->figures);
  g_clear_pointer(&r->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static void put_estimate(const Rows *r, size_t row, size_t figure, const GvEstimate *e)
{
  r->figures[(PARTS * figure + 0) * r->rows + row] = e->value;
  r->figures[(PARTS * figure + 1) * r->rows + row] = e->low;
  r->figures[(PARTS * figure + 2) * r->rows + row] = e->high;
}

static void fill_row(const Rows *r, size_t row, const Evaluation *e, const Population *p, size_t m)
{
  r->method[row] = p->methods[m].name;
  r->population[row] = p->name;
  r->kind[row] = p->methods[m].baseline ? "baseline" : "ranking";
  r->outcome[row] = e->outcome;
  r->people[row] = (int64_t)p->count;
  r->gained[row] = (int64_t)p->comparison.gained;
  for (size_t k = 0; k < GV_METRICS; k++)
    put_estimate(r, row, k, gv_estimate(&p->comparison, m, (GvMetric)k));
  for (size_t k = 0; k < COMPARED; k++) {
    const size_t best = p->comparison.best[compared[k]];
    put_estimate(r, row, GV_METRICS + k, gv_difference(&p->comparison, m, compared[k]));
    r->bar[k][row] = best == SIZE_MAX ? "" : p->methods[best].name;
  }
}

static Rows rows_of(const Evaluation *e)
{
  Rows r = { .rows =
                 e->populations[GRASSROOTS].method_count + e->populations[EVERYONE].method_count,
             .texts = g_ptr_array_new_with_free_func(g_free) };
  size_t row = 0;

  r.method = g_new(const char *, r.rows);
  r.population = g_new(const char *, r.rows);
  r.kind = g_new(const char *, r.rows);
  r.outcome = g_new(const char *, r.rows);
  for (size_t k = 0; k < COMPARED; k++)
    r.bar[k] = g_new(const char *, r.rows);
  r.people = g_new(int64_t, r.rows);
  r.gained = g_new(int64_t, r.rows);
  r.figures = g_new(double, FIGURES *r.rows);
  for (int k = 0; k < POPULATIONS; k++)
    for (size_t m = 0; m < e->populations[k].method_count; m++)
      fill_row(&r, row++, e, &e->populations[k], m);
  return r;
}

static void add(GArray *columns, const char *name, GvColumnType type, const void *values)
{
  const GvColumn column = { name, type, values, NULL };

  g_array_append_val(columns, column);
}

/* name, name_low, name_high */
static void add_figure(GArray *columns, const Rows *r, const char *name, size_t figure)
{
  static const char *const parts[PARTS] = { "", "_low", "_high" };

  for (size_t part = 0; part < PARTS; part++) {
    char *whole = g_strconcat(name, parts[part], NULL);
    g_ptr_array_add(r->texts, whole);
    add(columns, whole, GV_COLUMN_REAL, r->figures + (PARTS * figure + part) * r->rows);
  }
}

static gboolean write_rows(Run *run, const Rows *r, GError **error)
{
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(GvColumn));

  add(columns, "method", GV_COLUMN_TEXT, r->method);
  for (size_t k = 0; k < GV_METRICS; k++)
    add_figure(columns, r, gv_metric_names[k], k);
  for (size_t k = 0; k < COMPARED; k++) {
    g_autofree char *name = g_strconcat(gv_metric_names[compared[k]], "_minus_best", NULL);
    char *best = g_strconcat(gv_metric_names[compared[k]], "_best", NULL);
    g_ptr_array_add(r->texts, best);
    add_figure(columns, r, name, GV_METRICS + k);
    add(columns, best, GV_COLUMN_TEXT, r->bar[k]);
  }
  add(columns, "population", GV_COLUMN_TEXT, r->population);
  add(columns, "kind", GV_COLUMN_TEXT, r->kind);
  add(columns, "outcome", GV_COLUMN_TEXT, r->outcome);
  add(columns, "people", GV_COLUMN_INT, r->people);
  add(columns, "gained", GV_COLUMN_INT, r->gained);
  const GvTable table = { (const GvColumn *)(void *)columns->data, columns->len, r->rows, NULL };
  return run_write_table(run, &table, error);
}

/* ".811 .806-.816" */
static char *cell(const Rows *r, size_t row, size_t figure, int digits, gboolean interval)
{
  const double *value = r->figures + PARTS * figure * r->rows + row;
  char *own = gv_share_text(value[0], digits, FALSE);

  if (!interval || isnan(value[r->rows]))
    return own;
  g_autofree char *alone = own;
  g_autofree char *low = gv_share_text(value[r->rows], digits, FALSE);
  g_autofree char *high = gv_share_text(value[2 * r->rows], digits, FALSE);
  return g_strdup_printf("%s %s-%s", alone, low, high);
}

/* What fits on a terminal of 120 columns; the other formats have everything. */
static gboolean write_for_a_person(Run *run, const Rows *r, GError **error)
{
  static const struct {
    const char *name;
    GvMetric metric;
    int digits;
    gboolean interval;
  } shown[] = {
    { "P@10", GV_PRECISION_AT_10, 2, FALSE },
    { "P@50", GV_PRECISION_AT_50, 2, FALSE },
    { "P@1% (95 %)", GV_PRECISION_AT_1PCT, 2, TRUE },
    { "lift@1%", GV_LIFT_AT_1PCT, 1, FALSE },
    { "NDCG", GV_NDCG, 2, FALSE },
    { "AUC (95 %)", GV_AUC, 3, TRUE },
    { "AUC like audience", GV_AUC_LIKE_AUDIENCE, 3, TRUE },
  };
  g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(GvColumn));
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

  add(columns, "population", GV_COLUMN_TEXT, r->population);
  add(columns, "method", GV_COLUMN_TEXT, r->method);
  for (size_t k = 0; k < G_N_ELEMENTS(shown); k++) {
    char **texts = g_new(char *, r->rows);
    g_ptr_array_add(cells, texts);
    for (size_t row = 0; row < r->rows; row++) {
      texts[row] = cell(r, row, shown[k].metric, shown[k].digits, shown[k].interval);
      g_ptr_array_add(r->texts, texts[row]);
    }
    add(columns, shown[k].name, GV_COLUMN_TEXT, texts);
  }
  const GvTable table = { (const GvColumn *)(void *)columns->data, columns->len, r->rows, NULL };
  return run_write_table(run, &table, error);
}

gboolean evaluation_write(const Evaluation *e, GError **error)
{
  g_auto(Rows) rows = rows_of(e);

  return run_is_read(e->run) ? write_for_a_person(e->run, &rows, error)
                             : write_rows(e->run, &rows, error);
}

static void tell_split(const Evaluation *e)
{
  GvSummary *s = e->run->summary;

  gv_summary_result_text(s, "label", e->label_text);
  gv_summary_result_text(s, "outcome", e->outcome);
  gv_summary_result_int(s, "bootstrap", e->options->bootstrap);
  if (isnan(e->split)) {
    run_warn(e->run, "%s (%s) has no time: everything that is known counts as the past",
             e->label_text, e->outcome);
    return;
  }
  g_autofree char *split = gv_time_text(e->split), *until = gv_time_text(e->until);
  gv_summary_result_real(s, "split", e->split);
  gv_summary_result_text(s, "split_date", split);
  gv_summary_result_real(s, "until", e->until);
  gv_summary_result_text(s, "until_date", until);
  run_warn(e->run, "what was known at %s against what came later, until %s (%s, %s)", split, until,
           e->label_text, e->outcome);
}

static void tell_best(const Evaluation *e, const Population *p)
{
  for (size_t k = 0; k < GV_METRICS; k++) {
    const size_t best = p->comparison.best[k];
    g_autofree char *key = g_strdup_printf("%s_best_%s", p->name, gv_metric_names[k]);
    gv_summary_result_text(e->run->summary, key, best == SIZE_MAX ? NULL : p->methods[best].name);
  }
}

static void tell_population(const Evaluation *e, const Population *p)
{
  const double base = (double)p->comparison.gained / (double)p->count;
  g_autoptr(GPtrArray) verdict = gv_comparison_verdict(&p->comparison, p->methods);
  g_autofree char *people = gv_figure_people((double)p->count);
  g_autofree char *gained = gv_figure_count((double)p->comparison.gained);
  g_autofree char *people_key = g_strconcat(p->name, "_people", NULL);
  g_autofree char *gained_key = g_strconcat(p->name, "_gained", NULL);
  g_autofree char *rate_key = g_strconcat(p->name, "_base_rate", NULL);
  g_autofree char *verdict_key = g_strconcat(p->name, "_verdict", NULL);

  gv_summary_result_int(e->run->summary, people_key, (int64_t)p->count);
  gv_summary_result_int(e->run->summary, gained_key, (int64_t)p->comparison.gained);
  gv_summary_result_real(e->run->summary, rate_key, base);
  tell_best(e, p);
  run_warn(e->run, "%s: %s, of whom %s (%.3g %%) are to be found", p->name, people, gained,
           100 * base);
  if (p->comparison.gained < FEW_GAINED)
    run_warn(e->run, "%s: so few are to be found that even the intervals are too narrow", p->name);
  for (guint i = 0; i < verdict->len; i++) {
    gv_summary_result_append(e->run->summary, verdict_key, verdict->pdata[i]);
    run_warn(e->run, "%s: %s", p->name, (const char *)verdict->pdata[i]);
  }
}

void evaluation_tell(const Evaluation *e)
{
  tell_split(e);
  for (int k = 0; k < POPULATIONS; k++)
    tell_population(e, &e->populations[k]);
  if (e->options->bootstrap > 0)
    run_warn(e->run, "the intervals take people for independent; on one network they are not, so "
                     "the intervals are too narrow");
}

/* grapevine compare A B: what changed between two shortlists, and why.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>

#include "algorithms/ranking/agreement.h"
#include "cli/comparing.h"
#include "cli/run.h"
#include "graph/base/array.h"

typedef struct {
  int64_t top;
  double persistence;
} Options;

typedef struct {
  GvNames *names; /* of both lists */
  GvShortlist lists[2];
  size_t counts[2]; /* of the lists, as far as --top says */
  int64_t *row_of;  /* [2 x names], row of a person in each list, or NOT_LISTED */
} Lists;

static void lists_clear(Lists *l)
{
  gv_shortlist_clear(&l->lists[0]);
  gv_shortlist_clear(&l->lists[1]);
  gv_names_free(l->names);
  g_free(l->row_of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lists, lists_clear)

/* What is written, row by row: those of the second list, then those who left. */
typedef struct {
  size_t count;
  GvVertex *user;
  const char **change; /* static */
  double *real;        /* [4 x count]: rank_a, rank_b, score_a, score_b; NaN = not listed */
  char **why;          /* [count], owned */
} Rows;

static void rows_clear(Rows *r)
{
  for (size_t i = 0; r->why && i < r->count; i++)
    g_free(r->why[i]);
  g_free(r->user);
  g_free(r->change);
  g_free(r->real);
  g_free(r->why);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static gboolean read_list(Run *run, Lists *l, int i, const Options *o, GError **error)
{
  const char *path = run->arguments->operands->pdata[i];
  GvInputReport report = { 0 };

  if (!gv_shortlist_read(path, run->common.summary != NULL, l->names, &l->lists[i], &report,
                         run->task, error))
    return FALSE;
  if (l->lists[i].unranked)
    run_warn(run, "%s: neither a column rank nor score; its people are taken in the order of rows",
             path);
  l->counts[i] = o->top ? MIN((size_t)o->top, l->lists[i].count) : l->lists[i].count;
  gv_summary_add_input(run->summary, path, report.bytes, report.sha256, report.rows, 0, 0, 0);
  return TRUE;
}

static gboolean read_lists(Run *run, Lists *l, const Options *o, GError **error)
{
  const GPtrArray *operands = run->arguments->operands;

  if (operands->len != 2) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "compare needs two shortlists, A and B, as nominate writes them");
    return FALSE;
  }
  run_phase(run, "load");
  if (!(l->names = gv_names_new(GV_VERTEX_NONE - 1, error)) || !read_list(run, l, 0, o, error) ||
      !read_list(run, l, 1, o, error))
    return FALSE;
  const size_t people = gv_names_count(l->names);
  if (!(l->row_of = gv_array_new(MAX(2 * people, 1), sizeof *l->row_of, error)))
    return FALSE;
  for (size_t v = 0; v < 2 * people; v++)
    l->row_of[v] = NOT_LISTED;
  for (size_t i = 0; i < 2; i++)
    for (size_t r = 0; r < l->counts[i]; r++)
      l->row_of[i * people + l->lists[i].rows[r].user] = (int64_t)r;
  return TRUE;
}

static const char *change_of(const GvShortlistRow *a, const GvShortlistRow *b)
{
  if (a == NULL || b == NULL)
    return a ? "left" : "entered";
  return b->rank < a->rank ? "up" : b->rank > a->rank ? "down" : "same";
}

static void add_row(Rows *rows, const Lists *l, const Comparison *comparison, GvVertex user)
{
  const int64_t at[] = { l->row_of[user], l->row_of[gv_names_count(l->names) + user] };
  const GvShortlistRow *a = at[0] >= 0 ? &l->lists[0].rows[at[0]] : NULL;
  const GvShortlistRow *b = at[1] >= 0 ? &l->lists[1].rows[at[1]] : NULL;
  const size_t i = rows->count++, room = gv_names_count(l->names);

  rows->user[i] = user;
  rows->change[i] = change_of(a, b);
  rows->real[i] = a ? a->rank : NAN;
  rows->real[room + i] = b ? b->rank : NAN;
  rows->real[2 * room + i] = a ? a->score : NAN;
  rows->real[3 * room + i] = b ? b->score : NAN;
  rows->why[i] = comparison_why(comparison, at[0], at[1]);
}

static gboolean make_rows(Rows *rows, const Lists *l, GError **error)
{
  g_autoptr(Comparison) comparison = comparison_new(&l->lists[0], &l->lists[1]);
  const size_t room = gv_names_count(l->names), most = MAX(room, 1);

  if (!(rows->user = gv_array_new(most, sizeof *rows->user, error)) ||
      !(rows->change = gv_array_new(most, sizeof *rows->change, error)) ||
      !(rows->real = gv_array_new(4 * most, sizeof *rows->real, error)) ||
      !(rows->why = gv_array_new(most, sizeof *rows->why, error)))
    return FALSE;
  for (size_t r = 0; r < l->counts[1]; r++)
    add_row(rows, l, comparison, l->lists[1].rows[r].user);
  for (size_t r = 0; r < l->counts[0]; r++)
    if (l->row_of[room + l->lists[0].rows[r].user] == NOT_LISTED)
      add_row(rows, l, comparison, l->lists[0].rows[r].user);
  return TRUE;
}

static gboolean write_rows(Run *run, const Rows *rows, const Lists *l, GError **error)
{
  const size_t room = gv_names_count(l->names);
  const GvColumn columns[] = {
    { "user", GV_COLUMN_NAME, rows->user, l->names },
    { "change", GV_COLUMN_TEXT, rows->change, NULL },
    { "rank_a", GV_COLUMN_REAL, rows->real, NULL },
    { "rank_b", GV_COLUMN_REAL, rows->real + room, NULL },
    { "score_a", GV_COLUMN_REAL, rows->real + 2 * room, NULL },
    { "score_b", GV_COLUMN_REAL, rows->real + 3 * room, NULL },
    { "why", GV_COLUMN_TEXT, rows->why, NULL },
  };
  const GvTable table = { columns, G_N_ELEMENTS(columns), rows->count, NULL };

  return run_write_table(run, &table, error);
}

static gboolean agree(const Lists *l, double p, GvAgreement *agreement, GError **error)
{
  g_autofree GvVertex *users = gv_array_new(l->counts[0] + l->counts[1] + 1, sizeof *users, error);
  g_autofree double *rank =
      users ? gv_array_new(l->counts[0] + l->counts[1] + 1, sizeof *rank, error) : NULL;
  GvRanking lists[2];
  size_t n = 0;

  if (rank == NULL)
    return FALSE;
  for (int i = 0; i < 2; i++) {
    lists[i] = (GvRanking){ users + n, rank + n, l->counts[i] };
    for (size_t r = 0; r < l->counts[i]; r++, n++) {
      users[n] = l->lists[i].rows[r].user;
      rank[n] = l->lists[i].rows[r].rank;
    }
  }
  return gv_agreement(lists[0], lists[1], gv_names_count(l->names), p, agreement, error);
}

static void summarise(Run *run, const Lists *l, const GvAgreement *g)
{
  gv_summary_result_int(run->summary, "listed_a", (int64_t)l->counts[0]);
  gv_summary_result_int(run->summary, "listed_b", (int64_t)l->counts[1]);
  gv_summary_result_int(run->summary, "common", (int64_t)g->common);
  gv_summary_result_int(run->summary, "entered", (int64_t)(l->counts[1] - g->common));
  gv_summary_result_int(run->summary, "left", (int64_t)(l->counts[0] - g->common));
  gv_summary_result_real(run->summary, "overlap", g->overlap);
  gv_summary_result_real(run->summary, "jaccard", g->jaccard);
  gv_summary_result_real(run->summary, "rank_biased_overlap", g->rbo);
  gv_summary_result_real(run->summary, "kendall_tau", g->kendall);
  gv_summary_result_real(run->summary, "spearman", g->spearman);
}

static gboolean run_compare(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  g_auto(Lists) lists = { 0 };
  g_auto(Rows) rows = { 0 };
  GvAgreement g;

  if (!read_lists(run, &lists, o, error))
    return FALSE;
  run_phase(run, "compare");
  if (!agree(&lists, o->persistence, &g, error) || !make_rows(&rows, &lists, error))
    return FALSE;
  summarise(run, &lists, &g);
  if (!write_rows(run, &rows, &lists, error))
    return FALSE;
  run_warn(run,
           "%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " and %" G_GSIZE_FORMAT
           " in both: overlap %.3g, Jaccard %.3g, rank-biased overlap %.3g, Kendall's tau %.3g, "
           "Spearman's rho %.3g",
           g.common, lists.counts[0], lists.counts[1], g.overlap, g.jaccard, g.rbo, g.kendall,
           g.spearman);
  return TRUE;
}

static const GvParam params[] = {
  { "top", GV_PARAM_INT, offsetof(Options, top), 0, 1e15, 0, NULL, "K",
    "compare only the first K of each list; 0 = all" },
  { "persistence", GV_PARAM_REAL, offsetof(Options, persistence), 0.001, 0.999, 0.9, NULL, "P",
    "how much further down rank-biased overlap looks: the first 10 ranks hold 86 % of it at 0.9" },
  GV_PARAMS_END,
};

const Command command_compare = {
  .name = "compare",
  .summary = "what changed between two shortlists, and why",
  .description = "Tells who entered, who left and who moved from shortlist A to shortlist B, and "
                 "what of\ntheir figures has changed most. Write both with nominate --features to "
                 "have the reasons.",
  .arguments = "A B",
  .examples = { "grapevine compare may.csv june.csv",
                "grapevine compare may.jsonl.gz june.csv --top 20 --format table",
                "grapevine compare --summary agreement.json -o changes.csv may.csv june.csv" },
  .options_size = sizeof(Options),
  .params = params,
  .run = run_compare,
};

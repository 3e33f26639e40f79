/* grapevine nominate: the shortlist of grassroots KOLs, with reasons.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "cli/nominating.h"
#include "graph/base/array.h"
#include "graph/base/number.h"

enum { REASONS = 4, FIXED_COLUMNS = 13 };

typedef struct {
  int64_t top, per_community;
  gboolean features, print_weights;
} Options;

/* The shortlist row by row. */
typedef struct {
  size_t rows;
  GvVertex *candidates; /* [rows] */
  int64_t *rank;        /* [rows] */
  GvVertex *user;       /* [rows] */
  double *real;         /* [rows] x as many columns as asked for, column by column */
  size_t real_columns;
  int64_t *community;                     /* [rows] */
  const char **stage;                     /* [rows], static */
  char **reasons;                         /* [rows], owned */
  const char **next_action, **confidence; /* [rows], static */
  int64_t *evidence;                      /* [rows] */
  GPtrArray *names;                       /* of owned column names */
} Shortlist;

static void shortlist_clear(Shortlist *s)
{
  for (size_t r = 0; s->reasons && r < s->rows; r++)
    g_free(s->reasons[r]);
  g_free(s->reasons);
  g_free(s->next_action);
  g_free(s->confidence);
  g_free(s->evidence);
  g_free(s->candidates);
  g_free(s->rank);
  g_free(s->user);
  g_free(s->real);
  g_free(s->community);
  g_free(s->stage);
  g_clear_pointer(&s->names, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shortlist, shortlist_clear)

enum { SCORE, FOLLOWERS, REACH, BRIDGING, CONVERTIBILITY, FIRST_FEATURE };

static gboolean shortlist_alloc(Shortlist *s, const GvNominationView *view, const Options *o,
                                GError **error)
{
  s->real_columns = FIRST_FEATURE + (o->features ? 2 * view->column_count : 0);
  s->names = g_ptr_array_new_with_free_func(g_free);
  return (s->rank = gv_array_new(s->rows, sizeof *s->rank, error)) &&
         (s->user = gv_array_new(s->rows, sizeof *s->user, error)) &&
         (s->real = gv_array_new(s->rows, s->real_columns * sizeof *s->real, error)) &&
         (s->community = gv_array_new(s->rows, sizeof *s->community, error)) &&
         (s->stage = gv_array_new(s->rows, sizeof *s->stage, error)) &&
         (s->reasons = gv_array_new(s->rows, sizeof *s->reasons, error)) &&
         (s->next_action = gv_array_new(s->rows, sizeof *s->next_action, error)) &&
         (s->confidence = gv_array_new(s->rows, sizeof *s->confidence, error)) &&
         (s->evidence = gv_array_new(s->rows, sizeof *s->evidence, error));
}

static double family_score(const GvNominationView *view, GvFamily family, GvVertex candidate)
{
  return view->family[family] ? view->family[family][candidate] : NAN;
}

static void fill_row(Shortlist *s, const GvNominationView *view, const GvNomination *nomination,
                     const GvPeople *people, size_t r)
{
  const GvVertex c = s->candidates[r], v = view->candidates[c];
  double *cell = s->real + r;

  s->rank[r] = (int64_t)r + 1;
  s->user[r] = v;
  s->community[r] = view->community[c];
  s->stage[r] = people->stage ? gv_stage_name((GvStage)people->stage[v]) : "";
  s->reasons[r] = gv_nomination_reasons(nomination, c, REASONS);
  s->next_action[r] =
      gv_stage_next_action(people->stage ? (GvStage)people->stage[v] : GV_STAGE_UNKNOWN);
  s->evidence[r] = (int64_t)gv_nomination_evidence(nomination, c);
  s->confidence[r] = gv_nomination_confidence((uint64_t)s->evidence[r]);
  cell[SCORE * s->rows] = view->score[c];
  cell[FOLLOWERS * s->rows] = view->followers[c];
  cell[REACH * s->rows] = view->reach[c];
  cell[BRIDGING * s->rows] = family_score(view, GV_FAMILY_BRIDGING, c);
  cell[CONVERTIBILITY * s->rows] = family_score(view, GV_FAMILY_CONVERTIBILITY, c);
  for (size_t f = FIRST_FEATURE; f < s->real_columns; f += 2) {
    const GvFeatureColumn *column = &view->columns[(f - FIRST_FEATURE) / 2];
    cell[f * s->rows] = gv_nomination_contribution(column, c);
    cell[(f + 1) * s->rows] = column->values[c];
  }
}

static void add_feature_columns(Shortlist *s, const GvNominationView *view, GvColumn *columns)
{
  for (size_t f = FIRST_FEATURE; f < s->real_columns; f++) {
    const char *feature = view->columns[(f - FIRST_FEATURE) / 2].feature->name;
    char *name = g_strdup_printf((f - FIRST_FEATURE) % 2 ? "value.%s" : "why.%s", feature);
    g_ptr_array_add(s->names, name);
    *columns++ = (GvColumn){ name, GV_COLUMN_REAL, s->real + f * s->rows, NULL };
  }
}

static gboolean write_shortlist(Run *run, Shortlist *s, const GvNominationView *view,
                                const GvNames *names, GError **error)
{
  const GvColumn fixed[FIXED_COLUMNS] = {
    { "rank", GV_COLUMN_INT, s->rank, NULL },
    { "user", GV_COLUMN_NAME, s->user, names },
    { "score", GV_COLUMN_REAL, s->real + SCORE * s->rows, NULL },
    { "stage", GV_COLUMN_TEXT, s->stage, NULL },
    { "followers", GV_COLUMN_REAL, s->real + FOLLOWERS * s->rows, NULL },
    { "reach", GV_COLUMN_REAL, s->real + REACH * s->rows, NULL },
    { "bridging", GV_COLUMN_REAL, s->real + BRIDGING * s->rows, NULL },
    { "convertibility", GV_COLUMN_REAL, s->real + CONVERTIBILITY * s->rows, NULL },
    { "community", GV_COLUMN_INT, s->community, NULL },
    { "reasons", GV_COLUMN_TEXT, s->reasons, NULL },
    { "next_action", GV_COLUMN_TEXT, s->next_action, NULL },
    { "n_evidence", GV_COLUMN_INT, s->evidence, NULL },
    { "confidence", GV_COLUMN_TEXT, s->confidence, NULL },
  };
  const size_t count = FIXED_COLUMNS + s->real_columns - FIRST_FEATURE;
  g_autofree GvColumn *columns = g_new0(GvColumn, count);
  const GvTable table = { columns, count, s->rows, NULL };

  for (size_t i = 0; i < FIXED_COLUMNS; i++)
    columns[i] = fixed[i];
  add_feature_columns(s, view, columns + FIXED_COLUMNS);
  return run_write_table(run, &table, error);
}

static void warn_of_little(const Run *run, const Shortlist *s)
{
  size_t low = 0;

  for (size_t r = 0; r < s->rows; r++)
    low += strcmp(s->confidence[r], "low") == 0 ? 1 : 0;
  if (low * 2 > s->rows)
    run_warn(run,
             "of %" G_GSIZE_FORMAT " people %" G_GSIZE_FORMAT " have fewer than 5 rows behind them "
             "(confidence low): take the order among them lightly",
             s->rows, low);
}

static gboolean shortlist(Run *run, const Options *o, const Nominating *n, const GvNetwork *network,
                          GError **error)
{
  const GvNominationView view = gv_nomination_view(n->nomination);
  g_auto(Shortlist) s = { 0 };

  if (!(s.candidates = gv_array_new(view.count, sizeof *s.candidates, error)))
    return FALSE;
  s.rows = gv_nomination_shortlist(n->nomination, (size_t)o->top, (size_t)o->per_community,
                                   s.candidates);
  if (s.rows == 0)
    run_warn(run,
             "nobody passed the gate (at most %.0f followers, at least %.0f); see "
             "--max-followers, --min-followers, --where",
             view.max_followers, view.min_followers);
  if (!shortlist_alloc(&s, &view, o, error))
    return FALSE;
  for (size_t r = 0; r < s.rows; r++)
    fill_row(&s, &view, n->nomination, gv_network_people(network), r);
  warn_of_little(run, &s);
  gv_summary_result_int(run->summary, "nominated", (int64_t)s.rows);
  return write_shortlist(run, &s, &view, gv_network_names(network), error);
}

/* The weights in force as a file that --weights reads. */
static gboolean print_weights(Run *run, const GvWeights *weights, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  char number[GV_NUMBER_LENGTH];

  if (run->common.format != FORMAT_AUTO || run->common.excel_safe) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--print-weights writes a key file, whatever --format and --excel-safe "
                        "say; leave them out");
    return FALSE;
  }
  if (weights->fitted)
    g_string_append_printf(text, "[model]\nkind=logistic\nintercept=%s\n\n",
                           gv_number_format(number, weights->intercept));
  g_string_append(text, "[weights]\n");
  for (size_t f = 0; gv_features()[f]; f++) {
    const GvFeature *feature = gv_features()[f];
    const double *given = weights->by_feature;
    g_string_append_printf(text, "# %s: %s\n%s=%s\n", gv_family_name(feature->family),
                           feature->sentence, feature->name,
                           gv_number_format(number, given ? given[f] : feature->weight));
  }
  return run_write_text(run, text->str, error);
}

static gboolean run_nominate(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  g_auto(Nominating) nominating = { 0 };
  g_autoptr(GvNetwork) network = NULL;

  if (!nominating_prepare(&nominating, run, error))
    return FALSE;
  if (o->print_weights)
    return print_weights(run, &nominating.weights, error);
  return (network = run_read_network(run, error)) &&
         nominating_rank(&nominating, run, network, error) &&
         shortlist(run, o, &nominating, network, error);
}

static const GvParam params[] = {
  { "top", GV_PARAM_INT, offsetof(Options, top), 0, 1e15, 20, NULL, "K",
    "only the K best people; 0 = all" },
  { "per-community", GV_PARAM_INT, offsetof(Options, per_community), 0, 1e15, 0, NULL, "N",
    "at most N people of each community; 0 = any number" },
  { "features", GV_PARAM_FLAG, offsetof(Options, features), 0, 1, 0, NULL, NULL,
    "add a column why.NAME (share of the score) and value.NAME for each feature" },
  { "print-weights", GV_PARAM_FLAG, offsetof(Options, print_weights), 0, 1, 0, NULL, NULL,
    "print the weights in force, as --weights reads them, and stop" },
  GV_PARAMS_END,
};

const Command command_nominate = {
  .name = "nominate",
  .summary = "the main job: the few ordinary people worth winning over, with reasons",
  .description = "Ranks everybody below the grassroots gate by what their place in the network "
                 "and\ntheir past say, and prints the best 20 with the reasons.",
  .examples = { "grapevine nominate --follows follows.csv --users users.csv",
                "grapevine nominate --interactions log.txt.gz --columns actor,target,time,type "
                "--per-community 3 -o shortlist.csv",
                "grapevine nominate --follows f.csv --interactions i.csv --half-life 30d "
                "--where region=north --features --summary run.json" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE | COMMAND_HISTORY,
  .options_size = sizeof(Options),
  .params = params,
  .more_params = nominating_params,
  .more_help = help_for_features,
  .run = run_nominate,
};

/* grapevine seed: the set of people to give the campaign to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>

#include "cli/answers.h"
#include "cli/seeding.h"
#include "graph/base/array.h"

typedef struct {
  char *curve;
} Options;

/* The set row by row. */
typedef struct {
  int64_t *order;   /* [rows] */
  int64_t *round;   /* [rows] */
  double *marginal; /* [rows] */
  double *cost;     /* [rows] */
} Rows;

static void rows_clear(Rows *rows)
{
  g_free(rows->order);
  g_free(rows->round);
  g_free(rows->marginal);
  g_free(rows->cost);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

/* What a person costs, as far as it is known; 1 where costs say nothing. */
static double cost_of(const Seeding *s, const GvPeople *people, GvVertex v)
{
  return s->cost ? s->cost[v] : people->cost ? people->cost[v] : 1;
}

static gboolean rows_init(Rows *rows, const GvSeeds *seeds, GError **error)
{
  if (!(rows->order = gv_array_new(seeds->count, sizeof *rows->order, error)) ||
      !(rows->marginal = gv_array_new(seeds->count, sizeof *rows->marginal, error)) ||
      !(rows->cost = gv_array_new(seeds->count, sizeof *rows->cost, error)))
    return FALSE;
  for (size_t i = 0; i < seeds->count; i++) {
    rows->order[i] = (int64_t)i + 1;
    rows->marginal[i] = seeds->cumulative[i] - (i > 0 ? seeds->cumulative[i - 1] : 0);
  }
  return TRUE;
}

static gboolean write_seeds(Run *run, const Seeding *seeding, const GvNetwork *network,
                            const GvSeeds *seeds, GError **error)
{
  g_auto(Rows) rows = { 0 };

  if (!rows_init(&rows, seeds, error))
    return FALSE;
  if (!(rows.round = gv_array_new(seeds->count, sizeof *rows.round, error)))
    return FALSE;
  for (size_t i = 0; i < seeds->count; i++) {
    rows.cost[i] = cost_of(seeding, gv_network_people(network), seeds->seeds[i]);
    rows.round[i] = seeding->rounds.options.round;
  }
  const GvColumn columns[] = {
    { "order", GV_COLUMN_INT, rows.order, NULL },
    { "user", GV_COLUMN_NAME, seeds->seeds, gv_network_names(network) },
    { "marginal_reach", GV_COLUMN_REAL, rows.marginal, NULL },
    { "cumulative_reach", GV_COLUMN_REAL, seeds->cumulative, NULL },
    { "lower_bound", GV_COLUMN_REAL, seeds->lower, NULL },
    { "upper_bound", GV_COLUMN_REAL, seeds->upper, NULL },
    { "cost", GV_COLUMN_REAL, rows.cost, NULL },
    { "round", GV_COLUMN_INT, rows.round, NULL }, /* where it was said */
  };
  const GvTable table = { columns,
                          G_N_ELEMENTS(columns) - (seeding->rounds.options.round == 0),
                          seeds->count, NULL };

  return run_write_table(run, &table, error);
}

/* Writes a table beside the result, as the ending of its path says; CSV for others. */
static gboolean write_beside(Run *run, const char *path, const GvTable *table, GError **error)
{
  g_autoptr(GvOutput) output = NULL;
  GvFormat format = GV_FORMAT_CSV;

  if (gv_path_is_database(path))
    return gv_table_store(table, path, run->task, error);
  gv_format_of_path(path, &format);
  return (output = gv_output_open(path, error)) &&
         gv_table_write(table, format, output, run->task, error) &&
         gv_output_commit(output, error);
}

#define HARDLY_LESS 0.95

/* Where as many people drawn at random do nearly as well, the choice is not what the campaign's
 * reach depends on, whatever the table says of bounds. Of half the network that is no news. */
static void report_random(Run *run, const Seeding *s, const GvSeeds *seeds,
                          const GvSeedCurve *curve)
{
  const size_t last = curve->count - 1;
  const double share = curve->random_reach[last] / seeds->cumulative[last];

  gv_summary_result_real(run->summary, "random_people_for_the_same", curve->random_count[last]);
  gv_summary_result_real(run->summary, "random_share_of_reach", share);
  if (share >= HARDLY_LESS && 2 * seeds->count < gv_graph_vertices(s->attention))
    run_warn(run,
             "as many people drawn at random reach %.1f %% of what these %zu do: whom you choose "
             "hardly matters for this reach; see whether --probability is right, or look at what "
             "is won early (--rounds), at whom (--stages, --value), at what price (--budget)",
             100 * share, seeds->count);
}

static gboolean write_curve(Run *run, const char *path, const Seeding *seeding,
                            const GvSeeds *seeds, GError **error)
{
  g_auto(GvSeedCurve) curve = { 0 };
  g_auto(Rows) rows = { 0 };

  run_phase(run, "curve");
  if (!gv_seeds_curve(seeding->attention, &seeding->spread, &seeding->search, &seeding->campaign, seeds,
                      &curve, run->task, error) ||
      !rows_init(&rows, seeds, error))
    return FALSE;
  const GvColumn columns[] = {
    { "seeds", GV_COLUMN_INT, rows.order, NULL },
    { "cost", GV_COLUMN_REAL, curve.cost, NULL },
    { "reach", GV_COLUMN_REAL, seeds->cumulative, NULL },
    { "lower_bound", GV_COLUMN_REAL, seeds->lower, NULL },
    { "upper_bound", GV_COLUMN_REAL, seeds->upper, NULL },
    { "marginal_reach", GV_COLUMN_REAL, rows.marginal, NULL },
    { "random_people", GV_COLUMN_REAL, curve.random_count, NULL },
    { "random_reach", GV_COLUMN_REAL, curve.random_reach, NULL },
    { "followers_reach", GV_COLUMN_REAL, curve.followers, NULL },
    { "followers_same_cost_reach", GV_COLUMN_REAL, curve.followers_same_cost, NULL },
  };
  const GvTable table = { columns, G_N_ELEMENTS(columns), curve.count, NULL };

  gv_summary_result_int(run->summary, "curve_samples", (int64_t)curve.sets);
  if (curve.count > 0)
    report_random(run, seeding, seeds, &curve);
  return write_beside(run, path, &table, error);
}

static char *guarantee_in_words(const Seeding *s, const GvSeeds *seeds)
{
  return g_strdup_printf("with probability %g the set reaches at least %.1f %% of what the best "
                         "allowed set would, and all lower and upper bounds hold",
                         1 - s->search.delta, 100 * seeds->guarantee);
}

/* The seeds count in reach; what a campaign adds is whom they win beside themselves. */
static void summarise_reach(GvSummary *summary, const Seeding *s, const GvSeeds *seeds)
{
  const size_t last = seeds->count - 1;
  const double reach = seeds->count ? seeds->cumulative[last] : 0;

  gv_summary_result_real(summary, "reach", reach);
  gv_summary_result_real(summary, "lower_bound", seeds->count ? seeds->lower[last] : 0);
  gv_summary_result_real(summary, "upper_bound", seeds->count ? seeds->upper[last] : 0);
  if (s->campaign.value == NULL && s->campaign.active_count == 0)
    gv_summary_result_real(summary, "reach_without_seeds", fmax(reach - (double)seeds->count, 0));
}

static void summarise(Run *run, const Seeding *s, const GvSeeds *seeds)
{
  GvSummary *summary = run->summary;
  g_autofree char *guarantee = guarantee_in_words(s, seeds);

  gv_summary_result_int(summary, "seeds", (int64_t)seeds->count);
  summarise_reach(summary, s, seeds);
  gv_summary_result_real(summary, "best_possible", seeds->best_possible);
  gv_summary_result_text(summary, "guarantee", guarantee);
  gv_summary_result_real(summary, "share_of_best", seeds->guarantee);
  gv_summary_result_real(summary, "share_promised", seeds->promised);
  gv_summary_result_real(summary, "epsilon", s->search.epsilon);
  gv_summary_result_real(summary, "delta", s->search.delta);
  gv_summary_result_int(summary, "samples", (int64_t)(seeds->pool_sets + seeds->fresh_sets));
  gv_summary_result_int(summary, "pool_samples", (int64_t)seeds->pool_sets);
  gv_summary_result_real(summary, "work_per_sample", seeds->mean_size);
  gv_summary_result_int(summary, "sentinels", (int64_t)seeds->sentinels);
  gv_summary_result_real(summary, "flattery", seeds->flattery);
  gv_summary_result_flag(summary, "complete", seeds->end < GV_SEEDS_TIME);
  gv_summary_result_text(summary, "ended", gv_seeds_end_sentence(seeds->end));
  gv_summary_result_real(summary, "spent", seeds->spent);
  gv_summary_result_text(summary, "method", seeds->methods[seeds->method].name);
  for (size_t i = 0; i < GV_SEED_METHODS; i++) {
    g_autofree char *key = g_strdup_printf("reach_%s", seeds->methods[i].name);
    gv_summary_result_real(summary, key, seeds->methods[i].reach);
  }
}

/* The result of a search cut short is written before the run ends with its status: the task
 * is over, so another one writes. */
static gboolean write_cut(Run *run, const Seeding *s, const GvNetwork *network,
                          const GvSeeds *seeds, GError **error)
{
  static const GvError codes[] = { [GV_SEEDS_TIME] = GV_ERROR_TIMEOUT,
                                   [GV_SEEDS_STOPPED] = GV_ERROR_CANCELLED,
                                   [GV_SEEDS_NO_ROOM] = GV_ERROR_NO_MEMORY };
  GvTask *ended = run->task;
  g_autoptr(GvTask) task = gv_task_new(gv_task_thread_count(ended));
  gboolean written;

  run->task = task;
  written = write_seeds(run, s, network, seeds, error) &&
            (run->common.summary == NULL ||
             gv_summary_write(run->summary, run->common.summary, error));
  run->task = ended;
  if (written)
    g_set_error(error, GV_ERROR, (gint)codes[seeds->end],
                "%s; the best set so far was written, reach %.6g",
                gv_seeds_end_sentence(seeds->end),
                seeds->count ? seeds->cumulative[seeds->count - 1] : 0);
  return FALSE;
}

static gboolean run_seed(Run *run, const void *options, GError **error)
{
  const Options *o = options;
  g_auto(Seeding) seeding = { 0 };
  g_auto(GvSeeds) seeds = { 0 };
  g_autoptr(GvNetwork) network = NULL;

  if (!seeding_prepare(&seeding, run, error))
    return FALSE;
  run->needs_no_ties = seeding.search.way == GV_SEED_RANDOM;
  if ((o->curve && !gv_path_is_database(o->curve) && !run_check_place(o->curve, error)) ||
      !(network = run_read_network(run, error)) ||
      !seeding_look_up(&seeding, run, network, error))
    return FALSE;
  run_phase(run, "seeds");
  if (!gv_seeds_run(seeding.attention, &seeding.spread, &seeding.search, &seeding.campaign, &seeds,
                    run->task, error))
    return FALSE;
  summarise(run, &seeding, &seeds);
  if (seeding.search.way == GV_SEED_NAMED)
    answers_report(run, network, &seeds);
  if (seeds.count == 0)
    run_warn(run, "nobody may be chosen; see --exclude, --budget, --max-followers, --where");
  if (seeds.end >= GV_SEEDS_TIME)
    return write_cut(run, &seeding, network, &seeds, error);
  if (o->curve && !write_curve(run, o->curve, &seeding, &seeds, error))
    return FALSE;
  return write_seeds(run, &seeding, network, &seeds, error);
}

static const GvParam params[] = {
  { "curve", GV_PARAM_TEXT, offsetof(Options, curve), 0, 0, 0, NULL, "FILE",
    "also write reach against number of people, beside random people and most followers" },
  GV_PARAMS_END,
};

static const GvParam *const more_params[] = { gv_seed_params, campaign_params, round_params, NULL };

const Command command_seed = {
  .name = "seed",
  .summary = "the set of people to give the campaign to, under a count or a budget",
  .description = "Chooses the people who together reach most others, tells what they reach with "
                 "bounds,\nand how far from the best possible set they can be at most.",
  .examples = { "grapevine seed --follows follows.csv --count 50",
                "grapevine seed --follows f.csv --users users.csv --budget 20000 --grassroots "
                "--opt-in",
                "grapevine seed --follows f.csv --count 20 --round 2 --seeded round1.csv "
                "--activated came.csv -o round2.csv" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE,
  .options_size = sizeof(Options),
  .params = params,
  .more_params = more_params,
  .run = run_seed,
};

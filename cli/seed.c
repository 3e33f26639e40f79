/* grapevine seed: the set of people to give the campaign to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/seeding.h"
#include "graph/base/array.h"

typedef struct {
  int unused;
} Options;

/* The set row by row. */
typedef struct {
  int64_t *order;   /* [rows] */
  double *marginal; /* [rows] */
  double *cost;     /* [rows] */
} Rows;

static void rows_clear(Rows *rows)
{
  g_free(rows->order);
  g_free(rows->marginal);
  g_free(rows->cost);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

/* What a person costs, as far as it is known; 1 where costs say nothing. */
static double cost_of(const Seeding *s, const GvPeople *people, GvVertex v)
{
  return s->cost ? s->cost[v] : people->cost ? people->cost[v] : 1;
}

static gboolean write_seeds(Run *run, const Seeding *seeding, const GvNetwork *network,
                            const GvSeeds *seeds, GError **error)
{
  g_auto(Rows) rows = { 0 };
  const GvColumn columns[] = {
    { "order", GV_COLUMN_INT, rows.order = gv_array_new(seeds->count, sizeof *rows.order, error),
      NULL },
    { "user", GV_COLUMN_NAME, seeds->seeds, gv_network_names(network) },
    { "marginal_reach", GV_COLUMN_REAL,
      rows.marginal = gv_array_new(seeds->count, sizeof *rows.marginal, NULL), NULL },
    { "cumulative_reach", GV_COLUMN_REAL, seeds->cumulative, NULL },
    { "lower_bound", GV_COLUMN_REAL, seeds->lower, NULL },
    { "upper_bound", GV_COLUMN_REAL, seeds->upper, NULL },
    { "cost", GV_COLUMN_REAL, rows.cost = gv_array_new(seeds->count, sizeof *rows.cost, NULL),
      NULL },
  };
  const GvTable table = { columns, G_N_ELEMENTS(columns), seeds->count, NULL };

  if (!rows.order || !rows.marginal || !rows.cost)
    return FALSE;
  for (size_t i = 0; i < seeds->count; i++) {
    rows.order[i] = (int64_t)i + 1;
    rows.marginal[i] = seeds->cumulative[i] - (i > 0 ? seeds->cumulative[i - 1] : 0);
    rows.cost[i] = cost_of(seeding, gv_network_people(network), seeds->seeds[i]);
  }
  return run_write_table(run, &table, error);
}

static char *guarantee_in_words(const Seeding *s, const GvSeeds *seeds)
{
  return g_strdup_printf("with probability %g the set reaches at least %.1f %% of what the best "
                         "allowed set would, and all lower and upper bounds hold",
                         1 - s->search.delta, 100 * seeds->guarantee);
}

static void summarise(Run *run, const Seeding *s, const GvSeeds *seeds)
{
  GvSummary *summary = run->summary;
  g_autofree char *guarantee = guarantee_in_words(s, seeds);
  const size_t last = seeds->count - 1;

  gv_summary_result_int(summary, "seeds", (int64_t)seeds->count);
  gv_summary_result_real(summary, "reach", seeds->count ? seeds->cumulative[last] : 0);
  gv_summary_result_real(summary, "lower_bound", seeds->count ? seeds->lower[last] : 0);
  gv_summary_result_real(summary, "upper_bound", seeds->count ? seeds->upper[last] : 0);
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
  g_auto(Seeding) seeding = { 0 };
  g_auto(GvSeeds) seeds = { 0 };
  g_autoptr(GvNetwork) network = NULL;

  (void)options;
  if (!seeding_prepare(&seeding, run, error) || !(network = run_read_network(run, error)) ||
      !seeding_look_up(&seeding, run, network, error))
    return FALSE;
  run_phase(run, "seeds");
  if (!gv_seeds_run(gv_network_graph(network), &seeding.spread, &seeding.search, &seeding.campaign,
                    &seeds, run->task, error))
    return FALSE;
  summarise(run, &seeding, &seeds);
  if (seeds.count == 0)
    run_warn(run, "nobody may be chosen; see --exclude, --budget, --max-followers, --where");
  if (seeds.end >= GV_SEEDS_TIME)
    return write_cut(run, &seeding, network, &seeds, error);
  return write_seeds(run, &seeding, network, &seeds, error);
}

static const GvParam *const more_params[] = { gv_seed_params, campaign_params, NULL };

const Command command_seed = {
  .name = "seed",
  .summary = "the set of people to give the campaign to, under a count or a budget",
  .description = "Chooses the people who together reach most others, tells what they reach with "
                 "bounds,\nand how far from the best possible set they can be at most.",
  .examples = { "grapevine seed --follows follows.csv --count 50",
                "grapevine seed --follows f.csv --users users.csv --budget 20000 --grassroots "
                "--opt-in",
                "grapevine seed --interactions i.csv --count 20 --active won.txt --stages "
                "fan,prospect --summary run.json" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE,
  .options_size = sizeof(Options),
  .params = NULL,
  .more_params = more_params,
  .run = run_seed,
};

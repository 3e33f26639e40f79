/* grapevine simulate: what becomes of given seeds, by the model.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "cli/rounds.h"
#include "cli/spread_card.h"
#include "cli/spread_groups.h"
#include "cli/spread_people.h"
#include "graph/base/array.h"
#include "graph/base/refuse.h"

enum { MODEL_IC, MODEL_LT };

typedef struct {
  char *seeds, *active, *activated, *against, *probability, *by, *people;
  int model;
  int64_t rounds, cascades, top;
} Options;

typedef struct {
  GvVertex *ids; /* [count] */
  size_t count, unknown;
} List;

typedef struct {
  Run *run;
  const Options *options;
  GvNetwork *network;
  GvSpread spread;
  gboolean learns;
  GvLearnOptions learn;
  GvGraph *attention; /* what influence runs on: the network's, learned, or what is left of it */
  List seeds, active, activated, against; /* active: the activated too */
  uint8_t *starters;                      /* [n], 1 = seed or active */
  GvSimulation found, other;
} Simulate;

static void simulate_clear(Simulate *s)
{
  g_free(s->seeds.ids);
  g_free(s->active.ids);
  g_free(s->activated.ids);
  g_free(s->against.ids);
  g_free(s->starters);
  gv_simulation_clear(&s->found);
  gv_simulation_clear(&s->other);
  gv_graph_unref(s->attention);
  gv_network_free(s->network);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Simulate, simulate_clear)

static const char *probability(const Simulate *s)
{
  return s->options->probability ? s->options->probability : "weighted-cascade";
}

static gboolean parse_spread(Simulate *s, GError **error)
{
  GError *failure = NULL;

  s->learn = (GvLearnOptions)GV_LEARN_OPTIONS_INIT;
  s->learn.seed = s->run->common.seed;
  s->learn.rounds = 0;
  s->learns = gv_learn_parse(probability(s), &s->learn, &failure);
  s->spread = (GvSpread){ .kind = GV_SPREAD_WEIGHT };
  if (failure) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  return s->learns || gv_spread_parse(probability(s), &s->spread, error);
}

static gboolean check(Simulate *s, GError **error)
{
  const Options *o = s->options;

  if (o->seeds == NULL)
    return gv_refuse(error, "who starts? give --seeds FILE, one person a line");
  if (!parse_spread(s, error))
    return FALSE;
  s->spread.cascade = o->model == MODEL_LT ? GV_CASCADE_THRESHOLD : GV_CASCADE_INDEPENDENT;
  return spread_people_check(s->run, o->people, error);
}

static gboolean read_list(const Simulate *s, const char *path, List *list, GError **error)
{
  const GvSource source = { .kind = GV_TABLE_USERS, .path = path };

  if (path == NULL)
    return TRUE;
  list->ids =
      gv_people_list_read(&source, s->network, &list->count, &list->unknown, s->run->task, error);
  if (list->ids == NULL)
    return FALSE;
  if (list->count == 0) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "%s: none of the people listed is in the network; names are kept as written, 007 "
                "is not 7",
                path);
    return FALSE;
  }
  if (list->unknown)
    run_warn(s->run, "%s: %" G_GSIZE_FORMAT " of the people listed are not in the network", path,
             list->unknown);
  return TRUE;
}

static gboolean simulate_from(const Simulate *s, const List *seeds, int64_t cascades,
                              GvSimulation *found, GError **error)
{
  GvSimulateOptions options = GV_SIMULATE_OPTIONS_INIT;

  options.seed = s->run->common.seed;
  options.cascades = cascades;
  options.rounds = s->options->rounds;
  options.active = s->active.ids;
  options.active_count = s->active.count;
  return gv_simulate_run(s->attention, &s->spread, seeds->ids, seeds->count, &options, found,
                         s->run->task, error);
}

static gboolean learn(Simulate *s, GError **error)
{
  GvLearnFigures figures;

  if (!s->learns) {
    s->attention = gv_graph_ref(gv_network_graph(s->network));
    return TRUE;
  }
  run_phase(s->run, "learn");
  if (!gv_learn_influence(s->network, &s->learn, &s->attention, &figures, s->run->task, error))
    return FALSE;
  gv_summary_result_text(s->run->summary, "learned_from",
                         figures.from_items ? "events" : "interactions");
  gv_summary_result_int(s->run->summary, "learned_ties_passed", (int64_t)figures.passed);
  gv_summary_result_real(s->run->summary, "learned_mean", figures.mean);
  return TRUE;
}

/* The activated are active, with no tie left. */
static gboolean leave(Simulate *s, GError **error)
{
  const List *gone = &s->activated;
  GvGraph *left;
  GvSpread spread;

  if (gone->ids == NULL)
    return TRUE;
  if (!gv_spread_residual(s->attention, &s->spread, gone->ids, gone->count, &left, &spread,
                          s->run->task, error))
    return FALSE;
  gv_graph_unref(s->attention);
  s->attention = left;
  s->spread = spread;
  GvVertex *all = rounds_join(s->active.ids, s->active.count, gone->ids, gone->count, error);
  g_free(s->active.ids);
  s->active.ids = all;
  s->active.count += gone->count;
  return all != NULL;
}

static void summarise(const Simulate *s)
{
  GvSummary *summary = s->run->summary;
  const GvSimulation *f = &s->found;

  gv_summary_result_text(summary, "label", "model");
  gv_summary_result_int(summary, "cascades", (int64_t)f->cascades);
  gv_summary_result_flag(summary, "settled", f->settled);
  gv_summary_result_int(summary, "seeds", f->seeds);
  gv_summary_result_real(summary, "reached", f->mean);
  gv_summary_result_real(summary, "reached_low_95", f->low);
  gv_summary_result_real(summary, "reached_high_95", f->high);
  gv_summary_result_real(summary, "standard_deviation", f->deviation);
  gv_summary_result_real(summary, "total", spread_total(f));
  gv_summary_result_int(summary, "ties_looked_at", (int64_t)f->looked);
}

static gboolean simulate(Simulate *s, GError **error)
{
  const Options *o = s->options;
  const GvVertex n = gv_names_count(gv_network_names(s->network));

  run_phase(s->run, "simulate");
  if (!simulate_from(s, &s->seeds, o->cascades, &s->found, error) ||
      (s->against.ids &&
       !simulate_from(s, &s->against, (int64_t)s->found.cascades, &s->other, error)) ||
      !(s->starters = gv_array_new(n, sizeof *s->starters, error)))
    return FALSE;
  for (size_t i = 0; i < s->seeds.count; i++)
    s->starters[s->seeds.ids[i]] = 1;
  for (size_t i = 0; i < s->active.count; i++)
    s->starters[s->active.ids[i]] = 1;
  if (!s->found.settled && o->cascades == 0)
    run_warn(s->run,
             "after %" G_GSIZE_FORMAT " cascades the mean is not yet known to 1 %%, but the work "
             "set aside is done; --cascades N goes on",
             s->found.cascades);
  summarise(s);
  return TRUE;
}

static void add_model(Card *card, const Simulate *s)
{
  const Options *o = s->options;

  card_section(card, "simulation", FALSE);
  card_text(card, "label", "model");
  card_text(card, "cascade", o->model == MODEL_LT ? "linear threshold" : "independent cascade");
  card_text(card, "probability", probability(s));
  if (o->rounds)
    card_int(card, "rounds_at_most", o->rounds);
  card_int(card, "cascades", (int64_t)s->found.cascades);
  card_text(card, "settled", s->found.settled ? "yes" : "no");
  card_int(card, "seeds", s->found.seeds);
  card_int(card, "seeds_not_in_network", (int64_t)s->seeds.unknown);
  if (s->active.ids)
    card_int(card, "seeds_already_active", (int64_t)s->seeds.count - s->found.seeds);
}

static gboolean write_card(const Simulate *s, GError **error)
{
  const Options *o = s->options;
  g_autoptr(Card) card = card_new();

  add_model(card, s);
  if (!spread_card_add(card, &s->found, error) ||
      !spread_groups_add(card, s->run, o->by, (size_t)o->top, s->network, &s->found, s->starters,
                         error))
    return FALSE;
  if (s->against.ids)
    spread_card_add_against(card, s->run, &s->found, &s->other);
  return card_write(card, s->run, error);
}

static gboolean run_simulate(Run *run, const void *options, GError **error)
{
  g_auto(Simulate) s = { .run = run, .options = options };
  const Options *o = options;

  return check(&s, error) && (s.network = run_read_network(run, error)) &&
         spread_groups_check(o->by, s.network, error) && read_list(&s, o->seeds, &s.seeds, error) &&
         read_list(&s, o->active, &s.active, error) &&
         read_list(&s, o->activated, &s.activated, error) &&
         read_list(&s, o->against, &s.against, error) && learn(&s, error) && leave(&s, error) &&
         simulate(&s, error) && spread_people_write(run, o->people, s.network, &s.found, error) &&
         write_card(&s, error);
}

static const char *const models[] = { "ic", "lt", NULL };

#define FIELD(field) offsetof(Options, field)
static const GvParam params[] = {
  { "seeds", GV_PARAM_TEXT, FIELD(seeds), 0, 0, 0, NULL, "FILE", "who starts, one a line" },
  { "active", GV_PARAM_TEXT, FIELD(active), 0, 0, 0, NULL, "FILE",
    "people already won: they spread too, but whom they win without the seeds is counted apart" },
  { "activated", GV_PARAM_TEXT, FIELD(activated), 0, 0, 0, NULL, "FILE",
    "people won in earlier rounds, whose friends have all been tried: they spread no more" },
  { "against", GV_PARAM_TEXT, FIELD(against), 0, 0, 0, NULL, "FILE",
    "other seeds to compare with, cascade by cascade" },
  { "model", GV_PARAM_CHOICE, FIELD(model), 0, 1, MODEL_IC, models, NULL,
    "independent cascade or linear threshold" },
  { "probability", GV_PARAM_TEXT, FIELD(probability), 0, 0, 0, NULL, "MODEL",
    "how a listener is won: weighted-cascade, weight, a number, or learned[:MODEL,…] from --events "
    "or dated interactions (default weighted-cascade)" },
  { "rounds", GV_PARAM_INT, FIELD(rounds), 0, 4294967295.0, 0, NULL, "T",
    "steps after the seeds', at most; 0 = until nobody new is won" },
  { "cascades", GV_PARAM_INT, FIELD(cascades), 0, 1e9, 0, NULL, "N",
    "how many are played; 0 = at least 1024, until the mean is known to 1 % or 1 person (95 %)" },
  { "by", GV_PARAM_TEXT, FIELD(by), 0, 0, 0, NULL, "LIST",
    "who is reached by stage, community, or columns of --users (default stage, where known)" },
  { "top", GV_PARAM_INT, FIELD(top), 0, 1e15, 10, NULL, "K",
    "of --by, the K groups most reached; 0 = all" },
  { "people", GV_PARAM_TEXT, FIELD(people), 0, 0, 0, NULL, "FILE",
    "also write everybody's probability of being won: user,probability" },
  GV_PARAMS_END,
};
#undef FIELD

const Command command_simulate = {
  .name = "simulate",
  .summary = "spread of given seeds: mean, interval, distribution, round by round",
  .description = "Plays what becomes of the seeds many times, by a model of who wins whom; what it "
                 "says is the\nmodel's, not observed. \"reached\" are others than the seeds. A "
                 "table on a terminal, else JSON.",
  .examples = { "grapevine simulate --follows follows.csv --seeds shortlist.csv",
                "grapevine simulate --follows f.csv --users u.csv --seeds ours.txt --against "
                "celebrities.txt --by stage,community",
                "grapevine simulate --interactions i.csv --seeds s.txt --active won.txt --rounds 3 "
                "--people reached.csv -o spread.json" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE | COMMAND_CARD,
  .options_size = sizeof(Options),
  .params = params,
  .run = run_simulate,
};

/* Merging ties against a slow obvious implementation: for each pair, look at
 * every row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/merge.h"

#include <math.h>
#include <string.h>

#include "graph/base/random.h"

enum { MOST_VERTICES = 7, MOST_ROWS = 80, MOST_LAYERS = 6, STREAMS = 12, INPUTS = 3, CASES = 1500 };

typedef struct {
  GvVertex n;
  size_t rows, layer_count;
  GvLayer layers[MOST_LAYERS];
  GvStream streams[STREAMS];
  GvMergeRules rules;
  GvTie ties[MOST_ROWS];
} Case;

typedef struct {
  double weight, last;
  uint32_t count;
} Portion;

static double pick(GRand *rand, const double *values, size_t count)
{
  return values[g_rand_int_range(rand, 0, (gint32)count)];
}
#define PICK(rand, ...)                                                                            \
  pick(rand, (const double[]){ __VA_ARGS__ },                                                      \
       sizeof((const double[]){ __VA_ARGS__ }) / sizeof(double))

static GvTie random_tie(GRand *rand, GvVertex n, gboolean timed)
{
  GvVertex from = (GvVertex)g_rand_int_range(rand, 0, (gint32)n);
  GvVertex to = (from + (GvVertex)g_rand_int_range(rand, 1, (gint32)n)) % n;

  return (GvTie){ .from = from,
                  .to = to,
                  .weight = PICK(rand, 1, 1, 1, 0.25, 0.5, 3, 0x1p-1040),
                  .time = timed ? PICK(rand, NAN, 0, 10, 20, 30, 4000) : NAN,
                  .stream = (uint16_t)g_rand_int_range(rand, 0, STREAMS) };
}

/* Powers of two everywhere, so that decay is exact and can be computed otherwise. */
static Case random_case(guint32 seed, gboolean directed)
{
  static const GvDuplicates rules[] = { GV_DUPLICATES_SUM, GV_DUPLICATES_MAX, GV_DUPLICATES_FIRST,
                                        GV_DUPLICATES_COUNT };
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const gboolean timed = g_rand_boolean(rand);
  Case c = { .n = (GvVertex)g_rand_int_range(rand, 2, MOST_VERTICES + 1),
             .rows = (size_t)g_rand_int_range(rand, 0, MOST_ROWS + 1),
             .layer_count = (size_t)g_rand_int_range(rand, 1, MOST_LAYERS + 1) };

  for (size_t l = 0; l < c.layer_count; l++)
    c.layers[l] = (GvLayer){ (GvTieKind)g_rand_int_range(rand, 0, 3), "", "",
                             PICK(rand, 1, 1, 2, 0.5, 0, 0x1p-40) };
  for (size_t s = 0; s < STREAMS; s++)
    c.streams[s] = (GvStream){ .layer = (uint16_t)g_rand_int_range(rand, 0, (gint32)c.layer_count),
                               .input = (unsigned)g_rand_int_range(rand, 0, INPUTS) };
  for (size_t i = 0; i < c.rows; i++)
    c.ties[i] = random_tie(rand, c.n, timed);
  c.rules = (GvMergeRules){ .directed = directed,
                            .half_life = PICK(rand, 0, 0, 2, 5),
                            .as_of = PICK(rand, NAN, NAN, 20) };
  for (int k = 0; k < 3; k++)
    c.rules.duplicates[k] = rules[g_rand_int_range(rand, 0, G_N_ELEMENTS(rules))];
  return c;
}

static void merge(const Case *c, gboolean with_lines, unsigned threads, GvMerged *merged,
                  GError **error)
{
  g_auto(GvTies) ties = { .with_lines = with_lines };
  g_autoptr(GvTask) task = gv_task_new(threads);
  const GvMergeInput input = { c->n, c->layers, c->layer_count, c->streams, &c->rules };

  for (size_t i = 0; i < c->rows; i++)
    g_assert_true(gv_ties_add(&ties, c->ties[i], NULL));
  gboolean done = gv_ties_merge(&ties, &input, merged, task, error);
  g_assert_cmpint(done, ==, error == NULL || *error == NULL);
  g_assert_null(ties.from);
}

/* Here begins the obvious implementation. */

static gboolean is_later(const Case *c, size_t i)
{
  return c->ties[i].time > c->rules.as_of;
}

static gboolean says(const Case *c, size_t i, GvVertex u, GvVertex v)
{
  const GvTie *t = &c->ties[i];

  return !is_later(c, i) &&
         ((t->from == u && t->to == v) || (!c->rules.directed && t->from == v && t->to == u));
}

static const GvLayer *layer_of(const Case *c, size_t i)
{
  return &c->layers[c->streams[c->ties[i].stream].layer];
}

static double now_of(const Case *c)
{
  double now = -INFINITY;

  if (!isnan(c->rules.as_of))
    return c->rules.as_of;
  for (size_t i = 0; i < c->rows; i++)
    now = fmax(now, c->ties[i].time);
  return now;
}

static double weight_of(const Case *c, size_t i)
{
  const gboolean count = c->rules.duplicates[layer_of(c, i)->kind] == GV_DUPLICATES_COUNT;
  double weight = (count ? 1 : c->ties[i].weight) * layer_of(c, i)->scale;

  if (c->rules.half_life == 2 && !isnan(c->ties[i].time)) /* ages are even: no fractions */
    weight = ldexp(weight, -(int)((now_of(c) - c->ties[i].time) / 2));
  else if (c->rules.half_life > 0 && !isnan(c->ties[i].time))
    weight *= pow(2, -(now_of(c) - c->ties[i].time) / c->rules.half_life);
  return weight;
}

/* The row that alone counts under FIRST or MAX. */
static size_t winner_of(const Case *c, GvTieKind kind, GvVertex u, GvVertex v)
{
  size_t winner = c->rows;

  for (size_t i = 0; i < c->rows; i++)
    if (says(c, i, u, v) && layer_of(c, i)->kind == kind &&
        (winner == c->rows || (c->rules.duplicates[kind] == GV_DUPLICATES_MAX &&
                               weight_of(c, i) > weight_of(c, winner))))
      winner = i;
  return winner;
}

static void expect_pair(const Case *c, GvVertex u, GvVertex v, Portion portions[MOST_LAYERS])
{
  for (size_t l = 0; l < MOST_LAYERS; l++)
    portions[l] = (Portion){ 0, NAN, 0 };
  for (size_t i = 0; i < c->rows; i++) {
    if (!says(c, i, u, v))
      continue;
    const GvTieKind kind = layer_of(c, i)->kind;
    const GvDuplicates rule = c->rules.duplicates[kind];
    const gboolean one = rule == GV_DUPLICATES_FIRST || rule == GV_DUPLICATES_MAX;
    const size_t counts = one ? winner_of(c, kind, u, v) : i;
    Portion *p = &portions[layer_of(c, counts) - c->layers];
    p->weight += counts == i ? weight_of(c, i) : 0;
    p->last = fmax(p->last, c->ties[i].time);
    p->count++;
  }
}

static void assert_same(double a, double b)
{
  g_assert_true(a == b || (isnan(a) && isnan(b)));
}

/* Compares edge e, whose parts begin at p; returns where they end. */
static GvEdge assert_edge(const Case *c, const GvMerged *m, GvEdge e, const Portion *portions)
{
  const GvPartArrays *parts = &m->parts;
  GvEdge p = parts->offsets ? parts->offsets[e] : e;
  double total = 0;

  for (uint16_t l = 0; l < c->layer_count; l++) {
    if (portions[l].weight == 0)
      continue;
    double whole = m->edges.weights ? m->edges.weights[e] : 1;
    assert_same(parts->offsets ? parts->weights[p] : whole, portions[l].weight);
    g_assert_cmpuint(parts->layers ? parts->layers[p] : 0, ==, l);
    g_assert_cmpuint(parts->counts ? parts->counts[p] : 1, ==, portions[l].count);
    assert_same(parts->last ? parts->last[p] : NAN, portions[l].last);
    total += portions[l].weight;
    p++;
  }
  assert_same(m->edges.weights ? m->edges.weights[e] : 1, total);
  g_assert_cmpuint(p, ==, parts->offsets ? parts->offsets[e + 1] : e + 1);
  return p;
}

static void assert_merged(const Case *c, const GvMerged *m)
{
  GvEdge e = 0, parts = 0;

  for (GvVertex u = 0; u < c->n; u++) {
    g_assert_cmpuint(m->edges.offsets[u], ==, e);
    for (GvVertex v = c->rules.directed ? 0 : u + 1; v < c->n; v++) {
      Portion portions[MOST_LAYERS];
      double total = 0;
      expect_pair(c, u, v, portions);
      for (size_t l = 0; l < c->layer_count; l++)
        total += portions[l].weight;
      if (u == v || total == 0)
        continue;
      g_assert_cmpuint(m->edges.targets[e], ==, v);
      parts = assert_edge(c, m, e++, portions);
    }
  }
  g_assert_cmpuint(m->edges.offsets[c->n], ==, e);
  g_assert_cmpuint(m->parts.offsets ? m->parts.offsets[e] : e, ==, parts);
}

/* Whether an earlier row of the same kind says the same pair; *first is it. */
static gboolean is_duplicate(const Case *c, size_t i, size_t *first)
{
  for (*first = 0; *first < i; (*first)++)
    if (!is_later(c, i) && layer_of(c, *first)->kind == layer_of(c, i)->kind &&
        says(c, *first, c->ties[i].from, c->ties[i].to))
      return TRUE;
  return FALSE;
}

static void assert_counts(const Case *c, const GvMerged *m)
{
  GvEdge expected[INPUTS] = { 0 }, later = 0;
  size_t first;

  for (size_t i = 0; i < c->rows; i++) {
    later += is_later(c, i) ? 1 : 0;
    expected[c->streams[c->ties[i].stream].input] += is_duplicate(c, i, &first) ? 1 : 0;
  }
  g_assert_cmpuint(m->dropped.later, ==, later);
  for (unsigned k = 0; k < INPUTS; k++)
    g_assert_cmpuint(m->duplicates[k], ==, expected[k]);
}

static void equals_the_obvious(gconstpointer directed)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    const Case c = random_case(seed, GPOINTER_TO_INT(directed));
    GvEdge duplicates[INPUTS] = { 0 };
    g_auto(GvMerged) merged = { .duplicates = duplicates };
    g_autoptr(GError) error = NULL;
    merge(&c, seed % 2, seed % 16 ? 1 : 3, &merged, &error);
    g_assert_no_error(error);
    assert_merged(&c, &merged);
    assert_counts(&c, &merged);
  }
}

static const char *const inputs[INPUTS] = { "a.csv", "b.csv", "c.csv" };

/* What the message must say, or NULL; lines are positions + 1. */
static char *expected_clash(const Case *c)
{
  size_t best = c->rows, best_first = 0, first;

  for (size_t i = 0; i < c->rows; i++) {
    unsigned input = c->streams[c->ties[i].stream].input;
    if (c->rules.duplicates[layer_of(c, i)->kind] == GV_DUPLICATES_ERROR &&
        is_duplicate(c, i, &first) &&
        (best == c->rows || input < c->streams[c->ties[best].stream].input)) {
      best = i;
      best_first = first;
    }
  }
  if (best == c->rows)
    return NULL;
  unsigned a = c->streams[c->ties[best].stream].input;
  unsigned b = c->streams[c->ties[best_first].stream].input;
  return g_strdup_printf("%s:%u: the same pair stands on line %u%s%s already; remove one, or "
                         "merge them with --duplicates sum",
                         inputs[a], (unsigned)best + 1, (unsigned)best_first + 1,
                         a == b ? "" : " of ", a == b ? "" : inputs[b]);
}

static void error_rule_names_the_first_duplicate(gconstpointer directed)
{
  for (guint32 seed = 0; seed < CASES; seed++) {
    Case c = random_case(seed, GPOINTER_TO_INT(directed));
    g_auto(GvMerged) merged = { 0 };
    g_autoptr(GError) error = NULL;
    c.rows = MIN(c.rows, 1 + seed % 12); /* few enough that some have none */
    c.rules.duplicates[seed % 3] = GV_DUPLICATES_ERROR;
    c.rules.inputs = inputs;
    for (size_t i = 0; i < c.rows; i++)
      c.ties[i].line = i + 1;
    g_autofree char *expected = expected_clash(&c);
    merge(&c, TRUE, seed % 16 ? 1 : 3, &merged, &error);
    if (expected) {
      g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
      g_assert_cmpstr(error->message, ==, expected);
    } else {
      g_assert_no_error(error);
    }
  }
}

/* A case by hand, so that both implementations cannot be wrong together. */
static void kinds_and_layers_add_up(void)
{
  Case c = { .n = 2,
             .rows = 6,
             .layer_count = 3,
             .layers = { { GV_TIE_FOLLOW, "follow", "", 1 },
                         { GV_TIE_INTERACTION, "RT", "", 3 },
                         { GV_TIE_INTERACTION, "RE", "", 2 } },
             .streams = { { 0, 0, FALSE }, { 1, 1, FALSE }, { 2, 1, FALSE } },
             .rules = { .directed = TRUE,
                        .duplicates = { GV_DUPLICATES_FIRST, GV_DUPLICATES_SUM },
                        .half_life = 10,
                        .as_of = 20 },
             .ties = { { 0, 1, 1, NAN, 0, 1, 1 },
                       { 0, 1, 1, NAN, 0, 2, 1 },    /* a duplicate of the first */
                       { 0, 1, 1, 20, 1, 1, 1 },     /* 3 */
                       { 0, 1, 1, 10, 1, 2, 1 },     /* 3 / 2 */
                       { 0, 1, 5, 0, 2, 3, 1 },      /* 10 / 4 */
                       { 0, 1, 7, 21, 2, 4, 1 } } }; /* later than as_of */
  GvEdge duplicates[2] = { 0 };
  g_auto(GvMerged) merged = { .duplicates = duplicates };

  merge(&c, FALSE, 1, &merged, NULL);
  g_assert_cmpuint(merged.edges.offsets[2], ==, 1);
  g_assert_cmpfloat(merged.edges.weights[0], ==, 8);
  g_assert_cmpfloat(merged.parts.weights[1], ==, 4.5);
  g_assert_cmpfloat(merged.parts.weights[2], ==, 2.5);
  g_assert_cmpuint(merged.parts.counts[0], ==, 2);
  g_assert_cmpfloat(merged.parts.last[1], ==, 20);
  g_assert_cmpuint(merged.dropped.later, ==, 1);
  g_assert_cmpuint(duplicates[0], ==, 1);
  g_assert_cmpuint(duplicates[1], ==, 2);
}

/* The largest row is found in another layer: the rows merged into it move along. */
static void max_keeps_the_count_of_the_rows(void)
{
  Case c = { .n = 2,
             .rows = 3,
             .layer_count = 2,
             .layers = { { GV_TIE_INTERACTION, "RT", "", 1 }, { GV_TIE_INTERACTION, "RE", "", 1 } },
             .streams = { { 0, 0, FALSE }, { 1, 0, FALSE } },
             .rules = { .directed = TRUE,
                        .duplicates = { GV_DUPLICATES_MAX, GV_DUPLICATES_MAX, GV_DUPLICATES_MAX },
                        .as_of = NAN },
             .ties = { { 0, 1, 1, 30, 0, 0, 1 }, { 0, 1, 2, 10, 1, 0, 1 }, { 0, 1, 1, NAN, 0, 0, 1 } } };
  g_auto(GvMerged) merged = { 0 };

  merge(&c, FALSE, 1, &merged, NULL);
  g_assert_cmpuint(merged.parts.layers[0], ==, 1);
  g_assert_cmpfloat(merged.edges.weights[0], ==, 2);
  g_assert_cmpuint(merged.parts.counts[0], ==, 3);
  g_assert_cmpfloat(merged.parts.last[0], ==, 30);
}

/* Ties of a packed graph: each is many rows, and their weights are what they are. */
static void packed_ties_count_their_rows_and_are_not_scaled(void)
{
  Case c = { .n = 2,
             .rows = 3,
             .layer_count = 1,
             .layers = { { GV_TIE_INTERACTION, "RT", "", 3 } },
             .streams = { { 0, 0, TRUE }, { 0, 1, FALSE } },
             .rules = { .directed = TRUE,
                        .duplicates = { GV_DUPLICATES_SUM, GV_DUPLICATES_SUM, GV_DUPLICATES_SUM },
                        .as_of = NAN },
             .ties = { { 0, 1, 6, NAN, 0, 0, 2 },
                       { 0, 1, 2, NAN, 1, 0, 1 },
                       { 1, 0, 1, NAN, 0, 0, UINT32_MAX } } };
  g_auto(GvMerged) merged = { 0 };

  merge(&c, FALSE, 1, &merged, NULL);
  g_assert_cmpfloat(merged.edges.weights[0], ==, 12); /* 6 as it is, and 3 x 2 */
  g_assert_cmpuint(merged.parts.counts[0], ==, 3);
  g_assert_cmpuint(merged.parts.counts[1], ==, UINT32_MAX);
}

static void sum_beyond_the_doubles_is_refused(void)
{
  Case c = { .n = 2,
             .rows = 1,
             .layer_count = 1,
             .layers = { { GV_TIE_EDGE, "", "", 4 } },
             .rules = { .directed = TRUE, .as_of = NAN },
             .ties = { { 0, 1, 1e308, NAN, 0, 0, 1 } } };
  g_auto(GvMerged) merged = { 0 };
  g_autoptr(GError) error = NULL;

  merge(&c, FALSE, 1, &merged, &error);
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
}

/* Many rows of ties, a few of which hold a quarter of all: hubs. */
enum { VERTICES = 20000, TIES = 300000 };

static void add_many(GvTies *ties)
{
  GvRng rng = gv_rng(9, 0);

  for (int i = 0; i < TIES; i++) {
    GvVertex from = gv_rng_below(&rng, i % 4 ? VERTICES : 3);
    GvVertex to = (from + 1 + gv_rng_below(&rng, i % 3 ? VERTICES - 1 : 5)) % VERTICES;
    GvTie tie = { .from = from, .to = to };
    tie.weight = gv_rng_real(&rng) + 0.1;
    tie.time = gv_rng_real(&rng) * 100;
    tie.stream = (uint16_t)gv_rng_below(&rng, 4);
    g_assert_true(gv_ties_add(ties, tie, NULL));
  }
}

static void merge_many(unsigned threads, gboolean directed, GvMerged *merged)
{
  static const GvLayer layers[] = { { GV_TIE_FOLLOW, "", "", 1 },
                                    { GV_TIE_INTERACTION, "RT", "", 0.7 },
                                    { GV_TIE_INTERACTION, "RE", "", 0.3 } };
  static const GvStream streams[] = { { .layer = 0, .input = 0 },
                                      { .layer = 1, .input = 1 },
                                      { .layer = 2, .input = 1 },
                                      { .layer = 1, .input = 2 } };
  const GvMergeRules rules = { .directed = directed,
                               .duplicates = { GV_DUPLICATES_MAX, GV_DUPLICATES_SUM },
                               .half_life = 17,
                               .as_of = 90 };
  const GvMergeInput input = { VERTICES, layers, 3, streams, &rules };
  g_autoptr(GvTask) task = gv_task_new(threads);
  g_auto(GvTies) ties = { 0 };

  add_many(&ties);
  g_assert_true(gv_ties_merge(&ties, &input, merged, task, NULL));
}

#define ASSERT_EQUAL(a, b, count)                                                                  \
  g_assert_cmpint(memcmp(a, b, (size_t)(count) * sizeof *(a)), ==, 0)

static void same_bits_on_any_thread_count(gconstpointer directed)
{
  g_auto(GvMerged) one = { 0 };

  merge_many(1, GPOINTER_TO_INT(directed), &one);
  const GvEdge m = one.edges.offsets[VERTICES], parts = one.parts.offsets[m];
  g_assert_cmpuint(m, >, 100000);
  g_assert_cmpuint(parts, >, m);
  for (unsigned threads = 2; threads <= 8; threads = threads == 3 ? 8 : threads + 1) {
    g_auto(GvMerged) many = { 0 };
    merge_many(threads, GPOINTER_TO_INT(directed), &many);
    ASSERT_EQUAL(one.edges.offsets, many.edges.offsets, VERTICES + 1);
    ASSERT_EQUAL(one.edges.targets, many.edges.targets, m);
    ASSERT_EQUAL(one.edges.weights, many.edges.weights, m);
    ASSERT_EQUAL(one.parts.offsets, many.parts.offsets, m + 1);
    ASSERT_EQUAL(one.parts.layers, many.parts.layers, parts);
    ASSERT_EQUAL(one.parts.weights, many.parts.weights, parts);
    ASSERT_EQUAL(one.parts.counts, many.parts.counts, parts);
    ASSERT_EQUAL(one.parts.last, many.parts.last, parts);
  }
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    GTestDataFunc test;
  } promises[] = {
    { "equals-the-obvious", equals_the_obvious },
    { "error-rule-names-the-first-duplicate", error_rule_names_the_first_duplicate },
    { "same-bits-on-any-thread-count", same_bits_on_any_thread_count },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(promises); i++)
    for (int directed = 0; directed < 2; directed++) {
      g_autofree char *path =
          g_strdup_printf("/merge/%s/%s", promises[i].name, directed ? "directed" : "undirected");
      g_test_add_data_func(path, GINT_TO_POINTER(directed), promises[i].test);
    }
  g_test_add_func("/merge/kinds-and-layers-add-up", kinds_and_layers_add_up);
  g_test_add_func("/merge/max-keeps-the-count-of-the-rows", max_keeps_the_count_of_the_rows);
  g_test_add_func("/merge/packed-ties-count-their-rows", packed_ties_count_their_rows_and_are_not_scaled);
  g_test_add_func("/merge/sum-beyond-the-doubles-is-refused", sum_beyond_the_doubles_is_refused);
  return g_test_run();
}

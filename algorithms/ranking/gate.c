/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/gate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/number.h"

/* One "COLUMN=VALUE", looked up. */
typedef struct {
  const GvVertex *codes; /* of a tag; NULL = stage */
  GvVertex code;
} Condition;

const char *gv_gate_sentence(GvGate gate)
{
  static const char *const sentences[] = {
    [GV_GATE_OPEN] = "may be nominated",
    [GV_GATE_TOO_MANY_FOLLOWERS] = "has more followers than a grassroots person (--max-followers)",
    [GV_GATE_TOO_FEW_FOLLOWERS] = "has too few followers (--min-followers)",
    [GV_GATE_OFFICIAL] = "is an official account",
    [GV_GATE_ADVOCATE] = "is an advocate already",
    [GV_GATE_EXCLUDED] = "is on the --exclude list",
    [GV_GATE_WHERE] = "does not meet --where",
    [GV_GATE_NOT_OPTED_IN] = "has not agreed to be contacted (--opt-in)",
    [GV_GATE_SUSPECT] = "is suspect (--exclude-suspects)",
  };

  g_return_val_if_fail((size_t)gate < G_N_ELEMENTS(sentences), "");
  return sentences[gate];
}

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The smallest count that at least `percent` of everybody do not exceed (nearest rank). */
static gboolean followers_at(const GvEvidence *e, double percent, double *followers, GError **error)
{
  g_autofree double *sorted = gv_array_new_raw(e->n, sizeof *sorted, error);
  double rank = ceil(percent * e->n / 100); /* 0.07 * 100 would be above 7 */

  if (sorted == NULL)
    return FALSE;
  *followers = 0;
  if (e->n == 0)
    return TRUE;
  memcpy(sorted, e->followers, e->n * sizeof *sorted);
  qsort(sorted, e->n, sizeof *sorted, by_size);
  *followers = sorted[(size_t)MAX(rank, 1) - 1];
  return TRUE;
}

static gboolean find_max_followers(const GvEvidence *e, const char *text, double *followers,
                                   GError **error)
{
  const size_t length = strlen(text);
  const gboolean percent = length > 0 && text[length - 1] == '%';
  double value;

  if (gv_number_parse(text, percent ? length - 1 : length, &value) != GV_NUMBER_OK || value < 0 ||
      (percent && value > 100)) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--max-followers must be a count or a percentile such as 99%%, not \"%s\"", text);
    return FALSE;
  }
  if (percent)
    return followers_at(e, value, followers, error);
  *followers = value;
  return TRUE;
}

static const GvTag *find_tag(const GvPeople *people, const char *name, size_t length)
{
  for (size_t i = 0; i < people->tag_count; i++)
    if (strlen(people->tags[i].name) == length && memcmp(people->tags[i].name, name, length) == 0)
      return &people->tags[i];
  return NULL;
}

static gboolean set_no_column(const char *text, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
              "--where %s: it must read COLUMN=VALUE, with a text column of --users or stage",
              text);
  return FALSE;
}

static gboolean condition_parse(const GvPeople *people, const char *text, Condition *c,
                                GError **error)
{
  const char *equals = strchr(text, '=');
  GvStage stage;

  if (equals == NULL)
    return set_no_column(text, error);
  const GvTag *tag = find_tag(people, text, (size_t)(equals - text));
  if (tag) {
    *c = (Condition){ tag->codes, gv_names_find(tag->values, equals + 1) };
    c->code = equals[1] == '\0' ? 0 : c->code == GV_VERTEX_NONE ? GV_VERTEX_NONE : c->code + 1;
    return TRUE;
  }
  if (!people->stage || !g_str_has_prefix(text, "stage=") || !gv_stage_parse(equals + 1, &stage))
    return set_no_column(text, error);
  *c = (Condition){ NULL, (GvVertex)stage };
  return TRUE;
}

static gboolean condition_holds(const Condition *c, const GvPeople *people, GvVertex v)
{
  return c->code == (c->codes ? c->codes[v] : people->stage[v]);
}

static GvGate gate_of(const GvGates *g, const GvEvidence *e, const GvNominateChoice *choice,
                      GvVertex v)
{
  const GvPeople *people = gv_network_people(e->network);

  if (people->official && people->official[v])
    return GV_GATE_OFFICIAL;
  if (people->stage && people->stage[v] == GV_STAGE_ADVOCATE && !choice->admits_advocates)
    return GV_GATE_ADVOCATE;
  if (e->followers[v] > g->max_followers)
    return GV_GATE_TOO_MANY_FOLLOWERS;
  if (e->followers[v] < g->min_followers)
    return GV_GATE_TOO_FEW_FOLLOWERS;
  return GV_GATE_OPEN;
}

gboolean gv_gates_compares(const GvGates *g, const GvEvidence *e, const GvNominateChoice *choice,
                           GvVertex v)
{
  const GvGate gate = gate_of(g, e, choice, v);

  return gate == GV_GATE_OPEN || gate == GV_GATE_TOO_FEW_FOLLOWERS;
}

static gboolean apply_where(GvGates *g, const GvEvidence *e, const char *const *where,
                            GError **error)
{
  const GvPeople *people = gv_network_people(e->network);
  Condition condition = { 0 };

  for (; where && *where; where++) {
    if (!condition_parse(people, *where, &condition, error))
      return FALSE;
    for (GvVertex v = 0; v < e->n; v++)
      if (g->of[v] == GV_GATE_OPEN && !condition_holds(&condition, people, v))
        g->of[v] = GV_GATE_WHERE;
  }
  return TRUE;
}

static gboolean apply_opt_in(GvGates *g, const GvEvidence *e, GError **error)
{
  const uint8_t *opt_in = gv_network_people(e->network)->opt_in;

  if (opt_in == NULL) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--opt-in needs a column opt_in in --users");
    return FALSE;
  }
  for (GvVertex v = 0; v < e->n; v++)
    if (g->of[v] == GV_GATE_OPEN && !opt_in[v])
      g->of[v] = GV_GATE_NOT_OPTED_IN;
  return TRUE;
}

static gboolean apply_suspects(GvGates *g, GvEvidence *e, GvTask *task, GError **error)
{
  g_autofree double *values = gv_array_new(e->n, sizeof *values, error);
  gboolean told = FALSE;

  for (const GvFeature *const *f = gv_features(); values && *f; f++) {
    if (!((*f)->suspicious > 0) || ((*f)->applies && !(*f)->applies(e)))
      continue;
    told = TRUE;
    if (!(*f)->compute(e, values, task, error))
      return FALSE;
    for (GvVertex v = 0; v < e->n; v++)
      if (g->of[v] == GV_GATE_OPEN && values[v] >= (*f)->suspicious)
        g->of[v] = GV_GATE_SUSPECT;
  }
  if (values && !told)
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "--exclude-suspects: these data cannot tell who is suspect; that takes "
                        "directed ties, or rows with times");
  return values && told;
}

gboolean gv_gates_init(GvGates *gates, GvEvidence *e, const GvNominateOptions *options,
                       const GvNominateChoice *choice, GvTask *task, GError **error)
{
  const char *most = options->max_followers ? options->max_followers : "99%";

  gates->min_followers = (double)options->min_followers;
  if (!find_max_followers(e, most, &gates->max_followers, error) ||
      !(gates->of = gv_array_new(e->n, sizeof *gates->of, error)))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    gates->of[v] = (uint8_t)gate_of(gates, e, choice, v);
  for (size_t i = 0; i < choice->excluded_count; i++)
    gates->of[choice->excluded[i]] = GV_GATE_EXCLUDED;
  if (!apply_where(gates, e, choice->where, error) ||
      (options->opt_in && !apply_opt_in(gates, e, error)) ||
      (options->exclude_suspects && !apply_suspects(gates, e, task, error)))
    return FALSE;
  for (GvVertex v = 0; v < e->n; v++)
    gates->people[gates->of[v]]++;
  return TRUE;
}

void gv_gates_clear(GvGates *gates)
{
  g_free(gates->of);
}

/* grapevine explain USER: one person's card.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cli/card.h"
#include "cli/nominating.h"
#include "graph/base/refuse.h"
#include "io/read_problem.h"
#include "io/write_text.h"

/* What the card is made of. */
typedef struct {
  Run *run;
  const GvNetwork *network;
  const GvNomination *nomination;
  GvNominationView view;
  GvVertex person;
  size_t candidate;
  size_t rank; /* among candidates, from 1 */
} Subject;

static size_t rank_of(const GvNominationView *view, size_t candidate)
{
  for (size_t r = 0; r < view->count; r++)
    if (view->ranked[r] == candidate)
      return r + 1;
  return 0;
}

static const char *name_of(const Subject *s)
{
  return gv_names_get(gv_network_names(s->network), s->person);
}

static const char *stage_of(const Subject *s)
{
  const uint8_t *stage = gv_network_people(s->network)->stage;

  return stage ? gv_stage_name((GvStage)stage[s->person]) : "";
}

static gboolean write_card(const Subject *s, GError **error)
{
  const GvNominationView *v = &s->view;
  const size_t c = s->candidate;
  g_autoptr(Card) card = card_new();

  card_section(card, "person", FALSE);
  card_text(card, "user", name_of(s));
  card_text(card, "stage", stage_of(s));
  card_text(card, "gate", gv_gate_sentence(gv_nomination_gate(s->nomination, s->person)));
  card_int(card, "rank", (int64_t)s->rank);
  card_int(card, "of", (int64_t)v->count);
  card_real(card, "score", v->score[c]);
  card_real(card, "followers", v->followers[c]);
  card_real(card, "reach", v->reach[c]);
  card_real(card, "reach_standard_error", sqrt(v->reach[c] / v->reach_figures.sets_per_person));
  card_int(card, "community", v->community[c]);
  card_int(card, "n_evidence", (int64_t)gv_nomination_evidence(s->nomination, c));
  card_text(card, "confidence",
            gv_nomination_confidence(gv_nomination_evidence(s->nomination, c)));
  g_autofree char *reasons = gv_nomination_reasons(s->nomination, c, (unsigned)v->column_count);
  card_text(card, "reasons", reasons);
  card_section(card, "features", TRUE);
  for (size_t f = 0; f < v->column_count; f++) {
    const GvFeatureColumn *column = &v->columns[f];
    card_item(card);
    card_text(card, "feature", column->feature->name);
    card_text(card, "family", gv_family_name(column->feature->family));
    card_real(card, "value", column->values[c]);
    card_real(card, "percentile", 100 * column->standing[c]);
    card_real(card, "weight", column->weight);
    card_real(card, "contribution", gv_nomination_contribution(column, c));
  }
  return card_write(card, s->run, error);
}

static void add_feature_line(GString *text, const Subject *s, size_t f)
{
  const GvFeatureColumn *column = &s->view.columns[f];
  const double value = column->values[s->candidate];
  g_autofree char *reason = gv_nomination_reason(s->nomination, s->candidate, f);
  g_autofree char *figure = isnan(value) ? g_strdup("-") : g_strdup_printf("%.6g", value);

  g_string_append_printf(text, "  %-14s %-18s %12s %9.1f%% %12.4f  %s\n",
                         gv_family_name(column->feature->family), column->feature->name, figure,
                         100 * column->standing[s->candidate],
                         gv_nomination_contribution(column, s->candidate),
                         reason ? reason : column->feature->sentence);
}

static gboolean write_prose(const Subject *s, GError **error)
{
  const GvNominationView *v = &s->view;
  const size_t c = s->candidate;
  const GvGate gate = gv_nomination_gate(s->nomination, s->person);
  g_autoptr(GString) text = g_string_new(NULL);
  g_autofree char *audience = gv_nomination_audience_class(s->nomination, c);
  g_autofree char *basis = gv_nomination_basis(s->nomination, c);

  gv_text_append_visible(text, name_of(s));
  g_string_append_printf(text, "%s%s\n  score %.4f, rank %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                               "; community %u\n",
                         *stage_of(s) ? ", " : "", stage_of(s), v->score[c], s->rank, v->count, v->community[c]);
  g_string_append_printf(text, "  %.0f followers (compared with those of %s); reaches %.1f people, "
                               "standard error at most %.1f\n",
                         v->followers[c], audience, v->reach[c],
                         sqrt(v->reach[c] / v->reach_figures.sets_per_person));
  g_string_append_printf(text, "  rests on %s, confidence %s\n", basis,
                         gv_nomination_confidence(gv_nomination_evidence(s->nomination, c)));
  if (gate != GV_GATE_OPEN)
    g_string_append_printf(text, "  not nominated: %s; the figures compare them with those who "
                                 "may be\n",
                           gv_gate_sentence(gate));
  g_string_append_printf(text, "\n  %-14s %-18s %12s %10s %12s  %s\n", "family", "feature", "value",
                         "percentile", "contribution", "what it says");
  for (size_t f = 0; f < v->column_count; f++)
    add_feature_line(text, s, f);
  for (const GvFeature *const *f = v->left_out; *f; f++)
    g_string_append_printf(text, "  %-14s %-18s left out: the data cannot tell\n",
                           gv_family_name((*f)->family), (*f)->name);
  return run_write_text(s->run, text->str, error);
}

/* Somebody whose name is a letter or two away; NULL = nobody. Of numbers every other is near. */
static const char *near_name(const Run *run, const GvNames *names, const char *word)
{
  const size_t length = strlen(word);
  const char *near = NULL;
  size_t least = length < 6 ? 2 : 3;

  if (length < 3 || length > 60 || word[strspn(word, "0123456789")] == '\0' ||
      run->restrictions.id_key)
    return NULL;
  for (GvVertex v = 0; v < gv_names_count(names); v++) {
    const char *name = gv_names_get(names, v);
    const size_t other = strlen(name);
    if (MAX(length, other) - MIN(length, other) >= least)
      continue;
    const size_t d = word_distance(word, name);
    if (d < least) {
      least = d;
      near = name;
    }
  }
  return near;
}

static gboolean find_person(const Run *run, const GvNetwork *network, GvVertex *person,
                            GError **error)
{
  const char *word = run->arguments->operands->pdata[0];
  const GvNames *names = gv_network_names(network);

  *person = gv_names_find(names, word);
  if (*person != GV_VERTEX_NONE)
    return TRUE;
  const char *near = near_name(run, names, word);
  if (near) {
    g_autofree char *shown = gv_text_shown(near);
    return gv_refuse(error, "nobody in the network has that name; did you mean %s?", shown);
  }
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "nobody in the network has that name; names are kept as written, 007 is "
                      "not 7");
  return FALSE;
}

static gboolean explain(Run *run, Nominating *n, GvNetwork *network, GError **error)
{
  Subject s = { .run = run, .network = network };

  if (!find_person(run, network, &s.person, error))
    return FALSE;
  n->choice.admits = TRUE;
  n->choice.admitted = s.person;
  if (!nominating_rank(n, run, network, error))
    return FALSE;
  s.nomination = n->nomination;
  s.view = gv_nomination_view(n->nomination);
  g_return_val_if_fail(gv_nomination_find(n->nomination, s.person, &s.candidate), FALSE);
  s.rank = rank_of(&s.view, s.candidate);
  return run_form(run, FORM_PROSE) == FORM_PROSE ? write_prose(&s, error) : write_card(&s, error);
}

static gboolean run_explain(Run *run, const void *options, GError **error)
{
  g_auto(Nominating) nominating = { 0 };
  g_autoptr(GvNetwork) network = NULL;
  (void)options;

  if (run->arguments->operands->len != 1) {
    g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                        "explain needs one USER, as the tables name them");
    return FALSE;
  }
  return nominating_prepare(&nominating, run, error) && (network = run_read_network(run, error)) &&
         explain(run, &nominating, network, error);
}

const Command command_explain = {
  .name = "explain",
  .summary = "one person's card: every feature, value, percentile and contribution",
  .description = "Tells why a person stands where they stand, also one whom the gate keeps out. "
                 "The\ncard is text; an output ending in .json or .csv, or --format, makes it JSON or rows.",
  .arguments = "USER",
  .examples = { "grapevine explain alice --follows follows.csv --users users.csv",
                "grapevine explain 12345 --interactions log.txt.gz --columns "
                "actor,target,time,type",
                "grapevine explain 张三 --follows follows.csv -o card.json" },
  .uses = COMMAND_READS | COMMAND_INFLUENCE | COMMAND_HISTORY | COMMAND_CARD,
  .more_params = nominating_params,
  .run = run_explain,
};

/* The nomination: who are the few ordinary people worth winning over, and why.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_NOMINATE_H
#define GRAPEVINE_NOMINATE_H

#include <grapevine/feature.h>
#include <grapevine/influence.h>
#include <grapevine/learn.h>

G_BEGIN_DECLS

typedef struct {
  char *max_followers; /* "500" or "99%"; NULL = 99% */
  int64_t min_followers;
  char *probability; /* as gv_spread_parse or gv_learn_parse; NULL = weighted-cascade */
  gboolean opt_in;   /* only people who agreed to be contacted */
  gboolean exclude_suspects; /* nobody whom a feature warns of */
  int64_t seed;
} GvNominateOptions;

GV_API extern const GvParam gv_nominate_params[];
GV_API extern const size_t gv_nominate_options_size; /* for those who cannot say sizeof */

/* Who may be nominated beyond the options, and how features are weighed. */
typedef struct {
  const GvVertex *excluded; /* [excluded_count] */
  size_t excluded_count;
  const char *const *where; /* "COLUMN=VALUE", NULL-terminated; all must hold. NULL = none */
  const GvWeights *weights; /* NULL = defaults */
  gboolean admits;          /* score `admitted` too, whatever the gate says of them (for a card) */
  GvVertex admitted;
  gboolean admits_advocates; /* candidates too, to learn from them */
} GvNominateChoice;

/* Why somebody is no candidate. */
typedef enum {
  GV_GATE_OPEN,
  GV_GATE_TOO_MANY_FOLLOWERS,
  GV_GATE_TOO_FEW_FOLLOWERS,
  GV_GATE_OFFICIAL,
  GV_GATE_ADVOCATE,
  GV_GATE_EXCLUDED,
  GV_GATE_WHERE,
  GV_GATE_NOT_OPTED_IN,
  GV_GATE_SUSPECT,
  GV_GATES,
} GvGate;

GV_API const char *gv_gate_sentence(GvGate gate);

/* One feature over all candidates. */
typedef struct {
  const GvFeature *feature;
  double weight;          /* the absolute values add up to 1; fitted: the coefficient */
  const double *values;   /* [count] */
  const double *standing; /* [count], 0 .. 1: share of the compared who do worse, ties half */
  const double *strength; /* [count], 0 .. 1: how rare such a standing is; what weights weigh */
  const double *level;    /* [count], mean 0, deviation 1 over all below the gate; what a model weighs */
  gboolean fitted;
} GvFeatureColumn;

/* Everybody who passed the gate, scored: score = sum of |weight| * strength, in
 * [0, 1]; a negative weight turns the standing round. Of a fitted model it is the
 * probability of what the model was fitted to. Candidates are in order
 * of first appearance; arrays are by candidate. */
typedef struct GvNomination GvNomination;

typedef struct {
  size_t count;
  const GvVertex *candidates;          /* [count], vertices */
  const GvVertex *ranked;              /* [count], candidates by score, ties by first appearance */
  const double *score;                 /* [count] */
  const double *followers;             /* [count] */
  const double *reach;                 /* [count] */
  const double *family[GV_FAMILIES];   /* [count], 0 .. 1, mean standing; NULL where no feature of it applies */
  const GvVertex *community;           /* [count] */
  const GvFeatureColumn *columns;      /* [column_count], features that apply */
  size_t column_count;
  const GvFeature *const *left_out;    /* NULL-terminated, features the data cannot tell */
  double max_followers, min_followers; /* the gate in force */
  GvVertex gated[GV_GATES];            /* people by gate */
  GvReachFigures reach_figures;
  GvPartition partition;
} GvNominationView;

/* Errors: INVALID_ARGUMENT, NO_MEMORY, CANCELLED. The same bits at any thread count. */
GV_API GvNomination *gv_nominate(GvNetwork *network, const GvNominateOptions *options,
                                 const GvNominateChoice *choice, GvTask *task, GError **error);
GV_API void gv_nomination_free(GvNomination *nomination);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GvNomination, gv_nomination_free)
GV_API GvNominationView gv_nomination_view(const GvNomination *nomination);

/* FALSE where probabilities were not learned. */
GV_API gboolean gv_nomination_learned(const GvNomination *nomination, GvLearnFigures *figures);

/* The first `top` (0 = all) of the ranking with at most per_community (0 = any
 * number) of each community. Returns how many. */
GV_API size_t gv_nomination_shortlist(const GvNomination *nomination, size_t top,
                                      size_t per_community, GvVertex *shortlist /* [count] */);
/* TRUE where the feature warns of the candidate, whatever it weighs. */
GV_API gboolean gv_nomination_suspects(const GvFeatureColumn *column, size_t candidate);
/* What speaks for a candidate, at most so much, largest contribution first, each with its figure;
 * behind that how little it rests on, where confidence is low, and whatever is suspect. */
GV_API char *gv_nomination_reasons(const GvNomination *nomination, size_t candidate,
                                   unsigned at_most);
/* What a feature adds to a candidate's score; fitted: to the log of its odds. */
GV_API double gv_nomination_contribution(const GvFeatureColumn *column, size_t candidate);
/* One feature's reason with the standing behind it; NULL where there is none. */
GV_API char *gv_nomination_reason(const GvNomination *nomination, size_t candidate, size_t column);
/* Rows that say something of the candidate: made and received, events among them; where
 * there are none at all, ties. */
GV_API uint64_t gv_nomination_evidence(const GvNomination *nomination, size_t candidate);
/* The same in words: "3 interactions", "1 contact". Caller frees. */
GV_API char *gv_nomination_basis(const GvNomination *nomination, size_t candidate);
/* "low" below 5 of them, "high" from 30 on, else "medium". Static. */
GV_API const char *gv_nomination_confidence(uint64_t evidence);
/* What to do with somebody of that stage, one step towards speaking for the brand. Static. */
GV_API const char *gv_stage_next_action(GvStage stage);
/* "8–15 followers": whom the candidate is compared with. */
GV_API char *gv_nomination_audience_class(const GvNomination *nomination, size_t candidate);
GV_API GvGate gv_nomination_gate(const GvNomination *nomination, GvVertex v);
/* TRUE and the candidate where v is one. */
GV_API gboolean gv_nomination_find(const GvNomination *nomination, GvVertex v, size_t *candidate);

G_END_DECLS
#endif

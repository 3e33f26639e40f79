/* What features are computed from. Each result is computed when the first
 * feature asks for it, and once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_EVIDENCE_H
#define GV_EVIDENCE_H

#include <grapevine/holes.h>
#include <grapevine/learn.h>
#include <grapevine/nominate.h>

/* What went through a person's ties by interactions (or weighted edges). */
typedef struct {
  double *weight;  /* [n], type weights and decay applied */
  uint64_t *count; /* [n], rows */
  double *last;    /* [n], latest time, NaN = unknown; NULL where ties carry no time */
} GvTally;

struct GvEvidence {
  GvNetwork *network;
  GvGraph *attention;  /* listener -> listened-to; borrowed */
  GvGraph *undirected; /* mutual pairs merged */
  GvVertex n;
  GvSpread spread;
  GvGraph *learned; /* attention with learned probabilities, what spreads; NULL = attention does */
  GvLearnFigures learn_figures;
  int64_t seed;
  double *followers;  /* [n], the larger of the network's count and the users' column */
  double now;         /* latest time of a tie, NaN = none carries one */
  gboolean interacts; /* ties tell how much, not only whether */

  double *reach; /* [n] or NULL = not asked for yet, as all below */
  GvReachFigures reach_figures;
  GvVertex *community;
  GvPartition partition;
  GvVertex *communities_met; /* [n], communities among a person's contacts */
  double *participation;
  GvHoles holes;
  GvTally received, made;
};

gboolean gv_evidence_init(GvEvidence *e, GvNetwork *network, const GvSpread *spread, int64_t seed,
                          GvTask *task, GError **error);
void gv_evidence_clear(GvEvidence *e);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvEvidence, gv_evidence_clear)

/* Influence spreads with learned probabilities, whatever the spread said. */
gboolean gv_evidence_learn(GvEvidence *e, const GvLearnOptions *options, GvTask *task,
                           GError **error);

gboolean gv_evidence_need_reach(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_communities(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_participation(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_holes(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_tallies(GvEvidence *e, GvTask *task, GError **error);

/* Runs a registered centrality with its default options. */
gboolean gv_evidence_centrality(GvEvidence *e, const char *name, double *values, GvTask *task,
                                GError **error);

/* Conditions under which features apply. */
gboolean gv_evidence_interacts(const GvEvidence *e);
gboolean gv_evidence_is_timed(const GvEvidence *e);
gboolean gv_evidence_is_directed(const GvEvidence *e);
gboolean gv_evidence_has_stages(const GvEvidence *e);

/* Figures as people read them: "1 240", "3 days". Owned by the caller. */
char *gv_figure_count(double value);
char *gv_figure_people(double value); /* "1 person", "1 240 people" */
char *gv_figure_age(double seconds);
#endif

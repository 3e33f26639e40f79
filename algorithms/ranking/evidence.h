/* What features are computed from. Each result is computed when the first
 * feature asks for it, and once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_EVIDENCE_H
#define GV_EVIDENCE_H

#include <grapevine/history.h>
#include <grapevine/holes.h>
#include <grapevine/learn.h>
#include <grapevine/nominate.h>

/* What went through a person's ties by interactions (or weighted edges), and events. */
typedef struct {
  double *weight;  /* [n], type weights and decay applied; an event weighs 1 */
  uint64_t *count; /* [n], rows */
  double *last;    /* [n], latest time, NaN = unknown; NULL where nothing carries a time */
} GvTally;

/* The same in time: only where the rows are there. */
typedef struct {
  double *recent;    /* [n], rows, each halved for every half_life of its age */
  uint32_t *periods; /* [n], different periods (hours, days, weeks …) with a row */
  uint32_t *rows;    /* [n] */
  uint32_t *busiest; /* [n], rows of the period with most */
  uint32_t *late;    /* [n], rows within the window before now: what people are told */
} GvRhythm;

/* Who led whom to items: whoever takes an item up shares a credit of 1 among those
 * they listen to who had taken it up before (Goyal et al. 2010). */
typedef struct {
  double *all;      /* [n], credit */
  double *recent;   /* [n], halved for every half_life */
  double *late;     /* [n], credit within the window before now */
  uint32_t *starts; /* [n], items taken up before anybody else did */
} GvCredit;

struct GvEvidence {
  GvNetwork *network;
  GvGraph *attention;  /* listener -> listened-to; borrowed */
  GvGraph *undirected; /* mutual pairs merged */
  GvVertex n;
  GvSpread spread;
  GvGraph *learned; /* attention with learned probabilities, what spreads; NULL = attention does */
  GvLearnFigures learn_figures;
  int64_t seed;
  double *followers;       /* [n], the larger of the network's count and the users' column */
  double now;              /* latest time of a tie or an event, NaN = none carries one */
  double span;             /* seconds from the first of them to now, at least 1 */
  double period;           /* seconds in which people are active once or not: by the calendar */
  const char *period_name; /* "hour" */
  double half_life;        /* seconds after which what was done counts half: a tenth of the span */
  double window;           /* seconds, half_life in whole days, hours, … as it is told */
  gboolean interacts;      /* ties tell how much, not only whether */
  GvActs acts;             /* nothing where the rows were not kept */
  GvEvents events; /* count: those up to as_of, by_time[0 .. count); rows beyond may lie between */

  double *reach; /* [n] or NULL = not asked for yet, as all below */
  GvReachFigures reach_figures;
  GvVertex *community;
  GvPartition partition;
  GvVertex *communities_met; /* [n], communities among a person's contacts */
  double *participation;
  GvHoles holes;
  GvTally received, made;
  GvRhythm received_rhythm, made_rhythm;
  double *first;   /* [n], when a person first acted or was answered; NaN = never */
  double *answers; /* [n], sum over those who answered of log(1 + how much) */
  GvCredit credit;
};

gboolean gv_evidence_init(GvEvidence *e, GvNetwork *network, const GvSpread *spread, int64_t seed,
                          GvTask *task, GError **error);
void gv_evidence_clear(GvEvidence *e);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvEvidence, gv_evidence_clear)

/* Dates and spans are those of `other`, whatever the rows here say. */
void gv_evidence_take_times(GvEvidence *e, const GvEvidence *other);

/* Influence spreads with learned probabilities, whatever the spread said. */
gboolean gv_evidence_learn(GvEvidence *e, const GvLearnOptions *options, GvTask *task,
                           GError **error);

gboolean gv_evidence_need_reach(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_communities(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_participation(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_holes(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_tallies(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_rhythms(GvEvidence *e, GvTask *task, GError **error);
gboolean gv_evidence_need_credit(GvEvidence *e, GvTask *task, GError **error);

/* Whether rows of a layer are acts: interactions, or edges that carry weights. */
gboolean gv_evidence_layer_interacts(const GvEvidence *e, size_t layer);

/* Whether a dated act is one between two people that makes a tie: of such a layer, with weight,
 * no later than as_of. */
gboolean gv_evidence_act_counts(const GvEvidence *e, size_t act);

/* Runs a registered centrality with its default options. */
gboolean gv_evidence_centrality(GvEvidence *e, const char *name, double *values, GvTask *task,
                                GError **error);

/* sums [n]: over those at the other end of a person's ties, of what `term` says of them. */
void gv_evidence_sum_over(const GvEvidence *e, GvAdjacency ties,
                          double (*term)(const GvEvidence *e, GvVertex other), double *sums,
                          const GvTask *task);

/* Conditions under which features apply. */
gboolean gv_evidence_has_acts(const GvEvidence *e);    /* interactions or events */
gboolean gv_evidence_has_answers(const GvEvidence *e); /* acts that are directed at somebody */
gboolean gv_evidence_has_timed_acts(const GvEvidence *e);
gboolean gv_evidence_has_timed_answers(const GvEvidence *e);
gboolean gv_evidence_has_rhythm(const GvEvidence *e); /* rows with times, not only the latest */
gboolean gv_evidence_has_answers_rhythm(const GvEvidence *e);
gboolean gv_evidence_has_items(const GvEvidence *e);
gboolean gv_evidence_is_directed(const GvEvidence *e);
gboolean gv_evidence_has_stages(const GvEvidence *e);

/* Figures as people read them: "1 240", "3 days". Owned by the caller. */
char *gv_figure_count(double value);
char *gv_figure_people(double value); /* "1 person", "1 240 people" */
char *gv_figure_times(double value);  /* "once", "twice", "1 240 times" */
char *gv_figure_age(double seconds);
char *gv_figure_last(double seconds);   /* "the last 2 days", "the last hour" */
double gv_figure_whole(double seconds); /* the seconds that gv_figure_age tells */
#endif

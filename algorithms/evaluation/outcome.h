/* What later happened to people, prepared once for many rankings and many resamples.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_OUTCOME_H
#define GV_OUTCOME_H

#include <grapevine/base.h>

enum { GV_AUDIENCE_CLASSES = 64 };

/* A person's mark: the class of the audience, whether anything was gained, and
 * how often the person stands in a sample. */
enum { GV_MARK_CLASS = 63, GV_MARK_GAINED = 64, GV_MARK_ONCE = 256, GV_MARK_COUNT = 8 /* shift */ };

/* Levels are the different gains, ascending; level 0 is a gain of 0. */
typedef struct {
  size_t n;
  uint32_t *marks; /* [n], each person once: class 0 = no audience, else 1 + floor(log2 audience) */
  GvVertex *level; /* [n] */
  double *level_gain; /* [levels] */
  double *level_log;  /* [levels], log2(1 + gain) */
  size_t levels;
  GvVertex *gainers; /* [gainer_count], people of level > 0 */
  size_t gainer_count;
  double *discount; /* [n + 1], sum over ranks 1 .. k of 1 / log2(1 + rank) */
} GvOutcome;

/* gain [n] >= 0 and finite, audience [n] (NaN = none). Errors: NO_MEMORY;
 * INVALID_ARGUMENT for a gain that is neither. */
gboolean gv_outcome_init(GvOutcome *outcome, const double *gain, const double *audience, size_t n,
                         GError **error);
void gv_outcome_clear(GvOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvOutcome, gv_outcome_clear)

/* A sample of n people, each as often as it was drawn, and what every ranking of it needs. */
typedef struct {
  uint32_t *marks;       /* [n] */
  uint64_t *level_count; /* [levels], people drawn */
  double *level_rank;    /* [levels], twice the mean rank by gain (ascending), less its mean */
  uint64_t gained;       /* people drawn of level > 0 */
  double gain;           /* of all drawn */
  double ideal;          /* discounted gain of the best order */
  double rank_spread;    /* sum of the squares of level_rank */
  uint64_t like_pairs;   /* (gained, not) of one audience class */
} GvSample;

gboolean gv_sample_init(GvSample *sample, const GvOutcome *outcome, GError **error);
void gv_sample_clear(GvSample *sample);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvSample, gv_sample_clear)

/* Everybody once. */
void gv_sample_all(GvSample *sample, const GvOutcome *outcome);
/* n people drawn with replacement; stream (seed, round). */
void gv_sample_draw(GvSample *sample, const GvOutcome *outcome, uint64_t seed, uint64_t round);
#endif

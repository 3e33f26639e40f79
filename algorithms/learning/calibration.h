/* From scores to probabilities that mean what they say, and how well they do.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CALIBRATION_H
#define GV_CALIBRATION_H

#include <grapevine/base.h>

/* P(label = 1) = 1 / (1 + exp(-(slope * score + intercept))). Platt 1999, with his targets,
 * (N+ + 1) / (N+ + 2) for labels 1 and 1 / (N- + 2) for labels 0: so that few, or perfectly
 * ordered, labels do not lead to certainty. */
typedef struct {
  double slope, intercept;
} GvPlatt;

/* y [rows], 0 or 1. Errors: INVALID_ARGUMENT (one kind of label only, scores not finite),
 * NO_MEMORY, CANCELLED. Scores that are all the same give slope 0. */
gboolean gv_platt_fit(const double *score, const double *y, size_t rows, GvPlatt *platt,
                      GvTask *task, GError **error);
double gv_platt_at(const GvPlatt *platt, double score);

/* The rising step function nearest to the labels in squares: pool adjacent violators (Ayer et al.
 * 1955). Needs more people than Platt's before it can be believed. */
typedef struct {
  size_t count;  /* of steps */
  double *score; /* [count], rising: where each step begins */
  double *value; /* [count], rising */
} GvIsotonic;

/* Scores finite, weight [rows] > 0 (NULL = 1 each). O(rows log rows). */
gboolean gv_isotonic_init(GvIsotonic *isotonic, const double *score, const double *y,
                          const double *weight, size_t rows, GError **error);
void gv_isotonic_clear(GvIsotonic *isotonic);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvIsotonic, gv_isotonic_clear)
/* The value of the last step that begins at or below score; the first one's below all. */
double gv_isotonic_at(const GvIsotonic *isotonic, double score);

/* Mean of (p - y)^2. NaN without rows. */
double gv_brier(const double *p, const double *y, size_t rows);
/* Mean of -log of the probability given to what happened, p kept 1e-15 away from 0 and 1. */
double gv_log_loss(const double *p, const double *y, size_t rows);

/* 95 % interval of a share seen among n (Wilson 1927). n > 0. */
void gv_wilson(double share, double n, double *low, double *high);

/* One bin of the reliability table. */
typedef struct {
  size_t people;
  double predicted; /* mean */
  double observed;  /* share of labels 1 */
  double low, high; /* its 95 % interval */
} GvReliabilityBin;

/* People by rising p, in bins of equal counts as far as those of equal p stay together: a person
 * is in bin floor(bins * how many have a lower p / rows). Empty bins are left out. Returns how many
 * there are; 0 and an error where memory is out. */
size_t gv_reliability(const double *p, const double *y, size_t rows, size_t bins,
                      GvReliabilityBin *table /* [bins] */, GError **error);
#endif

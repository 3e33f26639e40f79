/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/pair_bound.h"

#include "graph/base/array.h"

enum { CLASSES_AN_OCTAVE = 16, HALVINGS = 60 };

/* Of delta: for the few that vary most; in equal parts for everybody; for the cap. */
#define SHARE_BY_VARIANCE 0.94
#define SHARE_OF_ALL 0.05
#define SHARE_OF_CAP 0.01

/* Values were rounded to 2^-30, sums are added up in doubles. */
#define ROUNDING 0x1p-28

gboolean gv_bound_init(GvBound *b, GvVertex n, double delta, GError **error)
{
  *b = (GvBound){ .delta = delta, .n = n };
  return (b->class_of = gv_array_new(n, sizeof *b->class_of, error)) &&
         (b->centre = gv_array_new(n, sizeof *b->centre, error));
}

void gv_bound_clear(GvBound *b)
{
  g_free(b->class_of);
  g_free(b->centre);
}

/* What a class stands for: the largest variance in it. */
static double variance_of(int class)
{
  return 0.25 * exp2(-(double)class / CLASSES_AN_OCTAVE);
}

static uint8_t class_of(double variance)
{
  const double class = floor(CLASSES_AN_OCTAVE * log2(0.25 / variance));

  return (uint8_t)CLAMP(class, 0, GV_BOUND_CLASSES - 1);
}

/* The variance seen and what it may be more. How good a guess this is moves the
 * number of samples, not what is promised. */
static double likely_variance(double sum, double squares, double m)
{
  const double mean = sum / m, seen = MAX(squares / m - mean * mean, 0);

  return seen + sqrt(6 * seen / m) + 3 / m;
}

/* The doubt that an observation takes away, log(1 / alpha) / m, at the best rate:
 * max over l of l epsilon - psi variance, which is at l = epsilon / (variance + epsilon). */
static double progress(double variance, double epsilon)
{
  return epsilon - variance * log1p(epsilon / variance);
}

/* Sum of 2 alpha over all where each class is to be known after m observations. */
static double risk_of(const GvVertex *sizes, double epsilon, double m)
{
  double risk = 0;

  for (int class = 0; class < GV_BOUND_CLASSES; class ++)
    if (sizes[class])
      risk += 2 * (double)sizes[class] * exp(-m * progress(variance_of(class), epsilon));
  return risk;
}

static double observations_needed(const GvBound *b, const GvVertex *sizes)
{
  double low = 1, high = 1;

  while (risk_of(sizes, b->epsilon, high) > SHARE_BY_VARIANCE * b->delta)
    high *= 2;
  low = high / 2;
  for (int i = 0; i < HALVINGS; i++) {
    const double m = (low + high) / 2;
    *(risk_of(sizes, b->epsilon, m) > SHARE_BY_VARIANCE * b->delta ? &low : &high) = m;
  }
  return high; /* the end of which the risk is known to be small enough */
}

/* The variance that is known after m observations at this doubt. */
static double variance_known(double epsilon, double doubt, double m)
{
  double low = 1e-12, high = 1;

  for (int i = 0; i < HALVINGS; i++) {
    const double v = sqrt(low * high);
    *(progress(v, epsilon) > doubt / m ? &low : &high) = v;
  }
  return low;
}

static void set_class(GvBound *b, int class, double m)
{
  const double least = SHARE_OF_ALL * b->delta / (2 * (double)b->n);
  const double alpha = least + exp(-m * progress(variance_of(class), b->epsilon));
  const double variance = variance_known(b->epsilon, -log(alpha), m);
  const double rate = b->epsilon / (variance + b->epsilon);

  b->doubt[class] = -log(alpha);
  b->rate[class] = rate;
  b->psi[class] = -log1p(-rate) - rate;
}

/* Hoeffding's inequality, for all at once. */
static double cap_of(const GvBound *b)
{
  return ceil(log(2 * (double)b->n / (SHARE_OF_CAP * b->delta)) / (2 * b->epsilon * b->epsilon));
}

void gv_bound_plan(GvBound *b, double epsilon, const GvSeen *seen, double m)
{
  GvVertex sizes[GV_BOUND_CLASSES] = { 0 };
  const uint8_t unseen = class_of(likely_variance(0, 0, m));

  for (GvVertex v = 0; v < b->n; v++) {
    const double sum = gv_seen_sum(seen[v].sum), squares = gv_seen_sum(seen[v].squares);
    const gboolean none = seen[v].sum == 0;
    b->centre[v] = (float)MIN(sum / m, 1);
    b->class_of[v] = none ? unseen : class_of(likely_variance(sum, squares, m));
    sizes[b->class_of[v]]++;
  }
  b->epsilon = MAX(epsilon - 2 * ROUNDING, ROUNDING);
  b->cap = cap_of(b);
  b->planned = observations_needed(b, sizes);
  for (int class = 0; class < GV_BOUND_CLASSES; class ++)
    set_class(b, class, b->planned);
}

double gv_bound_width(const GvBound *b, GvVertex v, GvSeen seen, double m)
{
  const int class = b->class_of[v];
  const double c = b->centre[v], sum = gv_seen_sum(seen.sum), squares = gv_seen_sum(seen.squares);
  const double spread = MAX(squares - 2 * c * sum + c * c * m, 0);
  const double width = (b->doubt[class] + b->psi[class] * spread) / (b->rate[class] * m);

  return ROUNDING + (m < b->cap ? width : MIN(width, b->epsilon));
}

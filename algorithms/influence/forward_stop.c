/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_stop.h"

#include "algorithms/influence/forward_model.h"

enum { FEWEST = 1024, WAVE = 64 * GV_LANES }; /* cascades */

#define NORMAL_95 1.959963984540054
#define NEAR_SHARE 0.01 /* of the mean, or … */
#define NEAR_PEOPLE 1.0

/* How far from the mean the ends of its interval may lie. */
static double near_enough(const GvSimulation *r)
{
  return MAX(NEAR_PEOPLE, NEAR_SHARE * r->mean);
}

void gv_forward_measure(GvSimulation *r)
{
  const double count = (double)r->cascades;
  double sum = 0, squares = 0;

  for (size_t i = 0; i < r->cascades; i++)
    sum += r->reached[i];
  r->mean = sum / count;
  for (size_t i = 0; i < r->cascades; i++)
    squares += (r->reached[i] - r->mean) * (r->reached[i] - r->mean);
  r->deviation = r->cascades > 1 ? sqrt(squares / (count - 1)) : 0;
  const double half = NORMAL_95 * r->deviation / sqrt(count);
  r->low = r->mean - half;
  r->high = r->mean + half;
  r->settled = r->cascades >= FEWEST && half <= near_enough(r);
}

/* Cascades that the deviation seen so far asks for. */
static double needed(const GvSimulation *r)
{
  const double root = NORMAL_95 * r->deviation / near_enough(r);

  return MAX(root * root, FEWEST);
}

size_t gv_forward_end(const GvSimulation *r, const GvSimulateOptions *o)
{
  const size_t wave = r->cascades + WAVE;

  if (o->cascades)
    return MIN((size_t)o->cascades, wave);
  if (r->cascades == 0)
    return FEWEST;
  if (r->settled || (o->budget && r->looked >= (uint64_t)o->budget) || wave > UINT32_MAX)
    return r->cascades;
  if (needed(r) >= (double)wave)
    return wave;
  return MAX((size_t)(needed(r) / GV_LANES) + 1, r->cascades / GV_LANES + 1) * GV_LANES;
}

size_t gv_forward_at_once(const GvSimulateOptions *o)
{
  return o->cascades ? MIN((size_t)o->cascades, WAVE) : 2 * FEWEST;
}

double gv_forward_progress(const GvSimulation *r, const GvSimulateOptions *o)
{
  if (r->cascades == 0)
    return 0;
  return MIN((double)r->cascades / (o->cascades ? (double)o->cascades : needed(r)), 1);
}

/* Harmonic and closeness with --epsilon.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_BALLS_H
#define GV_TEST_BALLS_H

#include "algorithms/paths/balls.h"
#include "all_pairs.h"

static const char *const measures[] = { "harmonic", "closeness" };

/* options: pairs of name and value, NULL-terminated. */
static inline gboolean try_score(const char *measure, const char *const *options, GvGraph *g,
                                 double *scores, GvTask *task, GError **error)
{
  const GvCentrality *a = gv_centrality_find(measure);
  g_autofree char *values = g_malloc0(a->options_size);

  gv_options_init(values, a->params);
  for (; *options; options += 2)
    if (!gv_options_set(values, gv_params_find(a->params, options[0]), options[1], error))
      return FALSE;
  return gv_centrality_run(a, g, values, scores, task, error);
}

static inline void estimate(const char *measure, const char *mode, const char *epsilon, guint seed,
                            GvGraph *g, double *scores)
{
  g_autofree char *text = g_strdup_printf("%u", seed);
  const char *const options[] = { "mode", mode, "epsilon", epsilon, "seed", text, NULL };

  g_assert_true(try_score(measure, options, g, scores, NULL, NULL));
}

static inline void exact(const char *measure, const char *mode, GvGraph *g, double *scores)
{
  const char *const options[] = { "mode", mode, NULL };

  g_assert_true(try_score(measure, options, g, scores, NULL, NULL));
}
#endif

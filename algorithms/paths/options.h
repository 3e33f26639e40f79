/* What measures of paths let their caller choose.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_PATHS_OPTIONS_H
#define GV_PATHS_OPTIONS_H

#include <grapevine/algorithm.h>

/* How long a tie is. Where there are no weights each is 1, and so is every length. */
typedef enum { GV_LENGTH_UNIT, GV_LENGTH_WEIGHT, GV_LENGTH_INVERSE } GvLength;

/* Which way paths run: towards the person, from the person, without direction. */
typedef enum { GV_PATHS_IN, GV_PATHS_OUT, GV_PATHS_ALL } GvPathMode;

extern const char *const gv_length_names[]; /* as on the command line, NULL-terminated */
extern const char *const gv_path_modes[];

/* The graph whose paths are to be measured towards a person. */
GvGraph *gv_paths_towards(GvGraph *graph, GvPathMode mode, GvTask *task, GError **error);

#define GV_LENGTH_HELP "how long a tie is: 1, its weight, or 1 / its weight"

/* Of a measure of the distances around a person. */
typedef struct {
  int mode;       /* GvPathMode */
  int length;     /* GvLength */
  double epsilon; /* 0 = exact */
  int64_t seed;
} GvDistanceOptions;

extern const GvParam gv_distance_params[];
#endif

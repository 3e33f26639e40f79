/* Features of people, and how they are weighed together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_FEATURE_H
#define GRAPEVINE_FEATURE_H

#include <grapevine/algorithm.h>
#include <grapevine/network.h>

G_BEGIN_DECLS

typedef enum {
  GV_FAMILY_REACH,          /* how many hear */
  GV_FAMILY_RESONANCE,      /* how they answer */
  GV_FAMILY_BRIDGING,       /* whom only this person connects */
  GV_FAMILY_TRUST,          /* how close the ties are */
  GV_FAMILY_CONVERTIBILITY, /* how near the person is to speaking for us */
  GV_FAMILIES,
} GvFamily;

GV_API const char *gv_family_name(GvFamily family);

/* Whom a person is compared with on a feature. */
typedef enum {
  GV_AMONG_ALL,           /* every candidate */
  GV_AMONG_LIKE_AUDIENCE, /* candidates whose audience is within the same power of two */
} GvAmong;

/* How a figure becomes the level that a fitted model weighs. */
typedef enum {
  GV_SCALE_PLAIN,    /* as it is */
  GV_SCALE_COUNT,    /* log(1 + value) */
  GV_SCALE_SHARE,    /* a share of everybody's: log(1 + people * value) */
  GV_SCALE_TIME,     /* -log(1 + periods since then); -infinity = never */
} GvScale;

/* What a feature is computed from: the network and what was derived from it. */
typedef struct GvEvidence GvEvidence;

/* A column about people. Registered in algorithms/ranking/features.def. */
typedef struct {
  const char *name;
  GvFamily family;
  const char *sentence; /* for a marketer: "how many people hear of it through this person" */
  int direction;        /* +1: more is better, -1: less is better */
  GvAmong among;
  GvScale scale;
  double weight; /* default */
  /* FALSE where the data cannot tell; then the feature is left out. NULL = always can. */
  gboolean (*applies)(const GvEvidence *evidence);
  gboolean (*compute)(GvEvidence *evidence, double *values /* [n], NaN = undefined */,
                      GvTask *task, GError **error);
  /* "reaches 1 240 people"; NULL where there is nothing to tell. Owned by the caller. */
  char *(*reason)(const GvEvidence *evidence, GvVertex v, double value);
} GvFeature;

GV_API const GvFeature *const *gv_features(void); /* NULL-terminated, family by family */
GV_API const GvFeature *gv_feature_find(const char *name);

/* How features are weighed together. */
typedef struct {
  double *by_feature; /* by gv_features() index; negative turns a feature round. g_free */
  gboolean fitted;    /* coefficients of a logistic model: score = 1 / (1 + exp(-(intercept + sum
                       * of by_feature * level))) */
  double intercept;
} GvWeights;

GV_API void gv_weights_clear(GvWeights *weights);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvWeights, gv_weights_clear)

/* Reads a key file, [weights] with feature=number; features it does not name
 * weigh 0. With kind=logistic below [model] (and intercept=number) they are a fitted
 * model's; other keys there are for people. */
GV_API gboolean gv_weights_read(const char *path, GvWeights *weights, GError **error);

G_END_DECLS
#endif

/* The registered features, families, and weights files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <grapevine/nominate.h>

#include "graph/base/number.h"
#include "io/read_problem.h"

#define GV_FEATURE(id) extern const GvFeature gv_feature_##id;
#include "algorithms/ranking/features.def"
#undef GV_FEATURE

const GvFeature *const *gv_features(void)
{
  static const GvFeature *const all[] = {
#define GV_FEATURE(id) &gv_feature_##id,
#include "algorithms/ranking/features.def"
#undef GV_FEATURE
    NULL,
  };

  return all;
}

const GvFeature *gv_feature_find(const char *name)
{
  for (const GvFeature *const *f = gv_features(); *f; f++)
    if (strcmp((*f)->name, name) == 0)
      return *f;
  return NULL;
}

const char *gv_family_name(GvFamily family)
{
  static const char *const names[] = {
    [GV_FAMILY_REACH] = "reach",
    [GV_FAMILY_RESONANCE] = "resonance",
    [GV_FAMILY_BRIDGING] = "bridging",
    [GV_FAMILY_TRUST] = "trust",
    [GV_FAMILY_CONVERTIBILITY] = "convertibility",
  };

  g_return_val_if_fail((size_t)family < G_N_ELEMENTS(names), "");
  return names[family];
}

static gboolean weight_set(double *weights, GKeyFile *file, const char *name, const char *path,
                           GError **error)
{
  g_autofree char *text = g_key_file_get_value(file, "weights", name, error);

  if (text == NULL)
    return FALSE;
  for (size_t f = 0; gv_features()[f]; f++) {
    if (strcmp(gv_features()[f]->name, name) != 0)
      continue;
    if (gv_number_parse(text, strlen(text), &weights[f]) == GV_NUMBER_OK)
      return TRUE;
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: the weight of %s is not a number", path,
                name);
    return FALSE;
  }
  g_autofree char *shown = gv_text_shown(name);
  g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
              "%s: there is no feature \"%s\"; nominate --print-weights lists them all", path,
              shown);
  return FALSE;
}

static gboolean has_weight(const double *weights, size_t count)
{
  for (size_t f = 0; f < count; f++)
    if (weights[f] != 0)
      return TRUE;
  return FALSE;
}

void gv_weights_clear(GvWeights *weights)
{
  g_clear_pointer(&weights->by_feature, g_free);
}

/* [model] makes the weights coefficients; without it there is nothing to read. */
static gboolean read_model(GvWeights *w, GKeyFile *file, const char *path, GError **error)
{
  g_autofree char *kind = g_key_file_get_value(file, "model", "kind", NULL);
  g_autofree char *intercept = g_key_file_get_value(file, "model", "intercept", NULL);

  if (!g_key_file_has_group(file, "model"))
    return TRUE;
  if (kind == NULL || strcmp(kind, "logistic") != 0) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "%s: [model] needs kind=logistic; leave the group out to give plain weights", path);
    return FALSE;
  }
  if (intercept == NULL ||
      gv_number_parse(intercept, strlen(intercept), &w->intercept) != GV_NUMBER_OK) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: [model] needs intercept=NUMBER", path);
    return FALSE;
  }
  w->fitted = TRUE;
  return TRUE;
}

gboolean gv_weights_read(const char *path, GvWeights *weights, GError **error)
{
  const size_t count = g_strv_length((char **)(gintptr)gv_features());
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_auto(GvWeights) read = { .by_feature = g_new0(double, count) };
  g_autoptr(GError) reason = NULL;
  g_auto(GStrv) names = NULL;

  *weights = (GvWeights){ 0 };
  if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &reason)) {
    g_autofree char *said = g_utf8_make_valid(reason->message, -1); /* it quotes the file */
    g_set_error(error, GV_ERROR, reason->domain == G_FILE_ERROR ? GV_ERROR_IO : GV_ERROR_PARSE,
                "%s: %s", path, said);
    return FALSE;
  }
  if (!(names = g_key_file_get_keys(file, "weights", NULL, NULL))) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE,
                "%s: no [weights]; write one line feature=number a feature below it", path);
    return FALSE;
  }
  for (char **name = names; *name; name++)
    if (!weight_set(read.by_feature, file, *name, path, error))
      return FALSE;
  if (!has_weight(read.by_feature, count)) {
    g_set_error(error, GV_ERROR, GV_ERROR_PARSE, "%s: every weight is 0", path);
    return FALSE;
  }
  if (!read_model(&read, file, path, error))
    return FALSE;
  *weights = read;
  read.by_feature = NULL;
  return TRUE;
}

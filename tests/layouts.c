/* Prints the layouts of the public structs that python/grapevine.py repeats:
 * "STRUCT SIZE", then "STRUCT.FIELD OFFSET" for each field. */
#include <grapevine/grapevine.h>
#include <stddef.h>
#include <stdio.h>

#define SIZE(type)                                                                                 \
  {                                                                                                \
#type, sizeof(type)                                                                            \
  }
#define FIELD(type, field)                                                                         \
  {                                                                                                \
#type "." #field, offsetof(type, field)                                                        \
  }

static const struct {
  const char *name;
  size_t bytes;
} layouts[] = {
  SIZE(GError),
  FIELD(GError, domain),
  FIELD(GError, code),
  FIELD(GError, message),
  FIELD(GPtrArray, pdata),
  FIELD(GPtrArray, len),
  SIZE(GvAdjacency),
  FIELD(GvAdjacency, n),
  FIELD(GvAdjacency, offsets),
  FIELD(GvAdjacency, targets),
  FIELD(GvAdjacency, weights),
  SIZE(GvParam),
  FIELD(GvParam, name),
  FIELD(GvParam, type),
  FIELD(GvParam, offset),
  FIELD(GvParam, min),
  FIELD(GvParam, max),
  FIELD(GvParam, initial),
  FIELD(GvParam, choices),
  FIELD(GvParam, argument),
  FIELD(GvParam, help),
  SIZE(GvCentrality),
  FIELD(GvCentrality, name),
  FIELD(GvCentrality, summary),
  FIELD(GvCentrality, formula),
  FIELD(GvCentrality, reference),
  FIELD(GvCentrality, cost),
  FIELD(GvCentrality, undefined),
  FIELD(GvCentrality, options_size),
  FIELD(GvCentrality, params),
  SIZE(GvCommunityMethod),
  FIELD(GvCommunityMethod, name),
  FIELD(GvCommunityMethod, summary),
  FIELD(GvCommunityMethod, reference),
  FIELD(GvCommunityMethod, cost),
  FIELD(GvCommunityMethod, options_size),
  FIELD(GvCommunityMethod, params),
  SIZE(GvPartition),
  FIELD(GvPartition, communities),
  FIELD(GvPartition, modularity),
  FIELD(GvPartition, modularity_at_1),
  FIELD(GvPartition, disconnected),
  FIELD(GvPartition, levels),
  SIZE(GvHoles),
  FIELD(GvHoles, constraint),
  FIELD(GvHoles, effective_size),
  FIELD(GvHoles, efficiency),
  FIELD(GvHoles, hierarchy),
  SIZE(GvSource),
  FIELD(GvSource, kind),
  FIELD(GvSource, path),
  FIELD(GvSource, columns),
  FIELD(GvSource, delimiter),
  FIELD(GvSource, header),
  SIZE(GvReadOptions),
  FIELD(GvReadOptions, direction),
  FIELD(GvReadOptions, check),
  FIELD(GvReadOptions, reverse),
  FIELD(GvReadOptions, duplicates),
  FIELD(GvReadOptions, half_life),
  FIELD(GvReadOptions, as_of),
  FIELD(GvReadOptions, type_weights),
  FIELD(GvReadOptions, channel_weights),
  FIELD(GvReadOptions, max_vertices),
  FIELD(GvReadOptions, max_expand),
  FIELD(GvReadOptions, max_bad),
  FIELD(GvReadOptions, hash_inputs),
  FIELD(GvReadOptions, rejected),
  FIELD(GvReadOptions, rejected_data),
  FIELD(GvReadOptions, id_key),
  FIELD(GvReadOptions, id_key_length),
  FIELD(GvReadOptions, keep_acts),
  FIELD(GvReadOptions, known_folder),
  SIZE(GvInputReport),
  FIELD(GvInputReport, path),
  FIELD(GvInputReport, bytes),
  FIELD(GvInputReport, sha256),
  FIELD(GvInputReport, rows),
  FIELD(GvInputReport, rejected),
  FIELD(GvInputReport, self_loops),
  FIELD(GvInputReport, duplicates),
  FIELD(GvInputReport, zero_weights),
  FIELD(GvInputReport, known),
  SIZE(GvReadReport),
  FIELD(GvReadReport, inputs),
  FIELD(GvReadReport, input_count),
  FIELD(GvReadReport, later),
  FIELD(GvReadReport, warnings),
  SIZE(GvPeople),
  FIELD(GvPeople, listed),
  FIELD(GvPeople, stage),
  SIZE(GvFeature),
  FIELD(GvFeature, name),
  FIELD(GvFeature, scale),
  FIELD(GvFeature, weight),
  FIELD(GvFeature, suspicious),
  SIZE(GvWeights),
  FIELD(GvWeights, by_feature),
  FIELD(GvWeights, fitted),
  FIELD(GvWeights, intercept),
  SIZE(GvNominateChoice),
  FIELD(GvNominateChoice, excluded),
  FIELD(GvNominateChoice, excluded_count),
  FIELD(GvNominateChoice, where),
  FIELD(GvNominateChoice, weights),
  FIELD(GvNominateChoice, admits),
  FIELD(GvNominateChoice, admitted),
  FIELD(GvNominateChoice, admits_advocates),
  SIZE(GvFeatureColumn),
  FIELD(GvFeatureColumn, feature),
  FIELD(GvFeatureColumn, weight),
  FIELD(GvFeatureColumn, values),
  FIELD(GvFeatureColumn, standing),
  FIELD(GvFeatureColumn, strength),
  FIELD(GvFeatureColumn, level),
  FIELD(GvFeatureColumn, fitted),
  SIZE(GvReachFigures),
  SIZE(GvNominationView),
  FIELD(GvNominationView, count),
  FIELD(GvNominationView, candidates),
  FIELD(GvNominationView, ranked),
  FIELD(GvNominationView, score),
  FIELD(GvNominationView, followers),
  FIELD(GvNominationView, reach),
  FIELD(GvNominationView, family),
  FIELD(GvNominationView, community),
  FIELD(GvNominationView, columns),
  FIELD(GvNominationView, column_count),
  FIELD(GvNominationView, left_out),
  FIELD(GvNominationView, partition),
};

/* The constants that the module repeats: "NAME = VALUE". */
static void print_constants(void)
{
  printf("_INT = %d\n_REAL = %d\n_FLAG = %d\n_CHOICE = %d\n_TEXT = %d\n", GV_PARAM_INT,
         GV_PARAM_REAL, GV_PARAM_FLAG, GV_PARAM_CHOICE, GV_PARAM_TEXT);
  printf("_FOLLOWS = %d\n_INTERACTIONS = %d\n_EDGES = %d\n_USERS = %d\n_EVENTS = %d\n",
         GV_TABLE_FOLLOWS, GV_TABLE_INTERACTIONS, GV_TABLE_EDGES, GV_TABLE_USERS, GV_TABLE_EVENTS);
  printf("_BRIDGING = %d\n_CONVERTIBILITY = %d\n_NOBODY = %u\n", GV_FAMILY_BRIDGING,
         GV_FAMILY_CONVERTIBILITY, GV_VERTEX_NONE);
}

int main(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++)
    printf("%s %zu\n", layouts[i].name, layouts[i].bytes);
  print_constants();
  return 0;
}

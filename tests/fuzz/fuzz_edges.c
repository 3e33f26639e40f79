/* Tables of ties, with whatever options.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char delimiters[] = { 0, 0, 0, '\t', ',', ';', '|', ' ' };
  static const char *const columns[] = { NULL,
                                         NULL,
                                         NULL,
                                         "source,target",
                                         "target,-,source,time",
                                         "actor,target,type,weight,channel,time",
                                         "follower,followee,channel",
                                         "weight,u,v" };
  static const GvTableKind kinds[] = { GV_TABLE_EDGES, GV_TABLE_FOLLOWS, GV_TABLE_INTERACTIONS,
                                       GV_TABLE_EDGES };
  const uint8_t first = fuzz_take(data, &size), second = fuzz_take(data, &size),
                third = fuzz_take(data, &size);
  const GvSource source = { .kind = kinds[first & 3],
                            .delimiter = delimiters[first >> 2 & 7],
                            .header = (GvHeader)((first >> 5) % 3),
                            .columns = columns[second & 7] };
  const GvReadOptions options = { .direction = (second >> 3 & 1) ? GV_UNDIRECTED : GV_DIRECTED,
                                  .reverse = second >> 4 & 1,
                                  .duplicates = (GvDuplicates)((second >> 5) % 6),
                                  .half_life = third & 1 ? 3600 : 0,
                                  .as_of = third & 2 ? 1000 : GV_TIME_UNKNOWN,
                                  .max_bad = third >> 2 & 3,
                                  .max_vertices = third & 16 ? 3 : 0,
                                  .type_weights = third & 32 ? "RT=3,RE=0" : NULL,
                                  .channel_weights = third & 64 ? "x=0.5" : NULL,
                                  .hash_inputs = third >> 7 };

  return fuzz_network(fuzz_file("ties", data, size), source, options);
}

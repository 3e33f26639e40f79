/* Tables of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const columns[] = { NULL, NULL, "user,stage,official,region",
                                         "id,followers,cost,-,tag" };
  const uint8_t first = fuzz_take(data, &size);
  const GvSource source = { .kind = GV_TABLE_USERS,
                            .header = (GvHeader)((first & 3) % 3),
                            .columns = columns[first >> 2 & 3] };
  const GvReadOptions options = { .as_of = GV_TIME_UNKNOWN, .max_bad = first >> 4 & 3 };

  return fuzz_network(fuzz_file("users", data, size), source, options);
}

/* Tables of events, and what was known at a time.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/history.h>

#include "fuzz.h"

static void expect_codes(const uint32_t *codes, const GvNames *names, size_t count)
{
  fuzz_expect((codes == NULL) == (names == NULL), "names where there are codes");
  for (size_t i = 0; codes && i < count; i++)
    fuzz_expect(codes[i] == GV_VERTEX_NONE || codes[i] < gv_names_count(names),
                "codes that have names");
}

static void expect_events(const GvNetwork *network)
{
  const GvEvents e = gv_network_events(network);
  const GvVertex n = gv_names_count(gv_network_names(network));

  for (size_t i = 0; i < e.count; i++) {
    fuzz_expect(e.user[i] < n && !isnan(e.time[i]), "somebody and a time");
    fuzz_expect(!e.parent || e.parent[i] == GV_VERTEX_NONE || e.parent[i] < n, "a parent there is");
    fuzz_expect(i == 0 || e.time[e.by_time[i - 1]] <= e.time[e.by_time[i]], "the order of time");
  }
  expect_codes(e.event, e.events, e.count);
  expect_codes(e.item, e.items, e.count);
  expect_codes(e.channel, e.channels, e.count);
  expect_codes(e.campaign, e.campaigns, e.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const columns[] = { NULL, NULL, "user,event,time,parent",
                                         "time,user,-,event,item,value" };
  const uint8_t first = fuzz_take(data, &size);
  const GvSource source = { .kind = GV_TABLE_EVENTS,
                            .header = (GvHeader)((first & 3) % 3),
                            .columns = columns[first >> 2 & 3],
                            .path = fuzz_file("events", data, size) };
  const GvReadOptions options = { .as_of = GV_TIME_UNKNOWN,
                                  .max_bad = first >> 4 & 3,
                                  .keep_acts = TRUE };
  g_autoptr(GvNetwork) network = fuzz_read(&source, 1, options);
  g_autoptr(GError) error = NULL;
  double time;

  if (network == NULL || !gv_network_time_at(network, 0.5, &time))
    return 0;
  expect_events(network);
  g_autoptr(GvNetwork) past = gv_network_past(network, time, NULL, NULL, &error);
  fuzz_expect_error(past == NULL, error);
  fuzz_expect(past == NULL || gv_network_events(past).count <= gv_network_events(network).count,
              "a past that is no more");
  if (past)
    expect_events(past);
  return 0;
}

/* Tables of identities, beside a log and users whose accounts are any bytes of them: what a
 * row says holds, whatever it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/history.h>

#include "fuzz.h"

/* Names that seeds have, and rows of one person. */
static const char *const follows =
    "follower,followee,channel\na,b,x\n1,2,x\na,a,y\nanna,b,\na,1,y\n\"a,\",2,x\n";
static const char *const users = "user,channel,stage,cost,opt_in\na,x,fan,1,no\na,y,member,2,yes\n"
                                 "b,,fan,,yes\n";
static const char *const events = "user,event,time,channel,parent\na,buy,1,x,b\n2,buy,2,y,a\n";

static const char *write_beside(const char *path, const char *name, const char *text)
{
  const char *other = g_strdup(fuzz_beside(path, name));

  fuzz_expect(g_file_set_contents(other, text, -1, NULL), "a file to read");
  return other;
}

static void expect_figures(const GvIdentityReport *r)
{
  fuzz_expect(r->people <= r->accounts && r->accounts_met <= r->accounts, "accounts of people");
  fuzz_expect(r->people_met <= r->accounts_met && r->joined <= r->people_met, "people met");
  fuzz_expect(r->doubled <= r->joined && r->most <= r->accounts_met, "people joined");
  fuzz_expect((r->most > 1) == (r->joined > 0), "somebody who has several");
  fuzz_expect(r->namesakes <= r->people, "namesakes that are people");
}

/* As fuzz_read, with what became of the accounts. */
static GvNetwork *read_figures(const GvSource *sources, size_t count, GvReadOptions options)
{
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  g_auto(GvReadReport) report = { 0 };
  GvNetwork *network = gv_network_read(sources, count, &options, &report, task, &error);

  fuzz_expect_error(network == NULL, error);
  for (guint i = 0; i < report.warnings->len; i++)
    fuzz_expect(g_utf8_validate(report.warnings->pdata[i], -1, NULL), "a warning in UTF-8");
  if (network)
    expect_figures(&report.identities);
  return network;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const columns[] = { NULL, NULL, "user,channel,account", "account,-,user,channel" };
  static const char *log, *people, *did;
  const uint8_t first = fuzz_take(data, &size);
  const char *path = fuzz_file("identities", data, size);

  if (log == NULL) {
    log = write_beside(path, "follows", follows);
    people = write_beside(path, "users", users);
    did = write_beside(path, "events", events);
  }
  const GvSource sources[] = { { .kind = GV_TABLE_FOLLOWS, .path = log },
                               { .kind = GV_TABLE_IDENTITIES,
                                 .path = path,
                                 .header = (GvHeader)((first & 3) % 3),
                                 .columns = columns[first >> 2 & 3] },
                               { .kind = GV_TABLE_EVENTS, .path = did },
                               { .kind = GV_TABLE_USERS, .path = people } };
  const GvReadOptions options = { .as_of = GV_TIME_UNKNOWN,
                                  .max_bad = first >> 4 & 3,
                                  .keep_acts = TRUE };
  g_autoptr(GvNetwork) network =
      read_figures(sources, first >> 6 & 1 ? 3 : G_N_ELEMENTS(sources), options);

  if (network == NULL)
    return 0;
  fuzz_expect_side(gv_network_edges(network));
  fuzz_expect_names(gv_network_names(network));
  fuzz_expect(gv_network_acts(network).count == 6, "a row each, loops among them");
  fuzz_expect(gv_network_events(network).count == 2, "an event each");
  return 0;
}

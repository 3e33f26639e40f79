/* Shortlists: tables and JSON Lines.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "io/read_shortlist.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvNames) names = gv_names_new(5000, NULL);
  g_auto(GvShortlist) list = { 0 };
  GvInputReport report = { 0 };
  const char *path = fuzz_file("list", data, size);
  const gboolean read = gv_shortlist_read(path, FALSE, names, &list, &report, NULL, &error);

  fuzz_expect_error(!read, error);
  if (!read)
    return 0;
  fuzz_expect(report.rows == list.count, "a row a person");
  for (size_t r = 0; r < list.count; r++) {
    fuzz_expect(list.rows[r].user < gv_names_count(names), "people who have names");
    fuzz_expect(r == 0 || list.rows[r - 1].rank <= list.rows[r].rank, "rows by rank");
    for (guint f = 0; f < list.features->len; f++)
      fuzz_sink += isnan(gv_shortlist_cell(&list, r, (int)f)) ? 1 : 0;
  }
  return 0;
}

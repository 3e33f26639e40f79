/* Numbers, times, durations, booleans: never past the end, and what is written
 * reads back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "graph/base/number.h"

static void written_reads_back(double value)
{
  char text[GV_NUMBER_LENGTH];
  double again = NAN;

  gv_number_format(text, value);
  fuzz_expect(gv_number_parse(text, strlen(text), &again) == GV_NUMBER_OK && again == value,
              "a number reads back as it was");
}

/* A copy of its own length: the sanitizer sees a byte too many. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *text = size ? g_memdup2(data, size) : g_malloc(1);
  double value = 0;
  gboolean flag = FALSE;

  if (gv_number_parse(text, size, &value) == GV_NUMBER_OK) {
    fuzz_expect(isfinite(value), "a number that is one");
    written_reads_back(value);
    fuzz_sink += value > 0;
  }
  if (gv_time_parse(text, size, &value)) {
    fuzz_expect(isfinite(value), "a time that is one");
    fuzz_sink += value > 0;
  }
  if (gv_duration_parse(text, size, &value)) {
    fuzz_expect(isfinite(value) && value > 0, "a duration above 0");
    fuzz_sink += value > 1;
  }
  fuzz_sink += gv_boolean_parse(text, size, &flag) && flag;
  return 0;
}

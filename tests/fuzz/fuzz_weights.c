/* Files of --weights.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/nominate.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(GError) error = NULL;
  g_autofree double *weights = gv_weights_read(fuzz_file("weights", data, size), &error);

  fuzz_expect_error(weights == NULL, error);
  for (size_t f = 0; weights && gv_features()[f]; f++) {
    fuzz_expect(isfinite(weights[f]), "weights that are numbers");
    fuzz_sink += weights[f] > 0;
  }
  return 0;
}

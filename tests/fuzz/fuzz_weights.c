/* Files of --weights.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/nominate.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(GError) error = NULL;
  g_auto(GvWeights) weights;
  const gboolean read = gv_weights_read(fuzz_file("weights", data, size), &weights, &error);

  fuzz_expect_error(!read, error);
  for (size_t f = 0; read && gv_features()[f]; f++) {
    fuzz_expect(isfinite(weights.by_feature[f]), "weights that are numbers");
    fuzz_sink += weights.by_feature[f] > 0;
  }
  fuzz_expect(isfinite(weights.intercept), "an intercept that is a number");
  return 0;
}

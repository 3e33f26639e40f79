/* Matrix Market files; these hold no names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz_graph.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_graph("graph.mtx", data, size, FALSE);
}

/* Pajek networks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz_graph.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_graph("graph.net", data, size, TRUE);
}

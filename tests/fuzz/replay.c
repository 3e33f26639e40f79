/* Runs a fuzzer's target once over each file of the folders named.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

static unsigned replay(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;
  unsigned count = 0;

  fuzz_expect(dir != NULL, folder);
  for (; (name = g_dir_read_name(dir)) != NULL; count++) {
    g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
    gsize size;
    fuzz_expect(g_file_get_contents(path, &text, &size, NULL), path);
    LLVMFuzzerTestOneInput((const uint8_t *)text, size);
  }
  return count;
}

int main(int argc, char **argv)
{
  unsigned count = 0;

  LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
  for (int i = 1; i < argc; i++)
    count += replay(argv[i]);
  printf("%u files replayed\n", count);
  return count == 0;
}

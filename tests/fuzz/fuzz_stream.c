/* gzip, zstd and plain streams, in pieces of any size.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "io/read_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static char buffer[1 << 16];
  const size_t room = 1 + (size_t)fuzz_take(data, &size) * 257 % sizeof buffer;
  const char *path = fuzz_file("stream", data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GvByteStream) stream = gv_byte_stream_open(path, 10, TRUE, NULL, &error);
  size_t length = stream != NULL;
  uint64_t total = 0;
  char sum[65];

  while (stream && length > 0 && total < 1 << 20) {
    if (!gv_byte_stream_read(stream, buffer, room, &length, &error))
      break;
    fuzz_expect(length <= room, "no more than there is room for");
    for (size_t i = 0; i < length; i++)
      fuzz_sink += (uint8_t)buffer[i];
    total += length;
  }
  fuzz_expect_error(stream == NULL || error != NULL, error);
  if (stream == NULL)
    return 0;
  gv_byte_stream_sha256(stream, sum);
  fuzz_expect(strlen(sum) == 64 && gv_byte_stream_raw_bytes(stream) <= size, "what was read");
  return 0;
}

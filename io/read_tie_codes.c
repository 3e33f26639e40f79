/* A pair is one text: the length of the type in two bytes, the type, the channel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_tie_codes.h"

#include <string.h>

enum { LENGTH_BYTES = 2 };

/* Two bytes hold lengths of up to GV_NAME_MAX, neither of them NUL. */
gboolean gv_tie_code_find(GvNames **codes, GvField type, GvField channel, uint32_t *code,
                          GError **error)
{
  char key[LENGTH_BYTES + 2 * GV_NAME_MAX];
  const size_t length = LENGTH_BYTES + type.length + channel.length;

  if (*codes == NULL && !(*codes = gv_names_new(GV_VERTEX_NONE, error)))
    return FALSE;
  key[0] = (char)(1 + (type.length & 63));
  key[1] = (char)(1 + (type.length >> 6));
  if (type.length)
    memcpy(key + LENGTH_BYTES, type.text, type.length);
  if (channel.length)
    memcpy(key + LENGTH_BYTES + type.length, channel.text, channel.length);
  return gv_names_intern(*codes, key, length, gv_names_hash(*codes, key, length), code, error);
}

void gv_tie_code_parts(const GvNames *codes, uint32_t code, GvField *type, GvField *channel)
{
  const GvArena arena = gv_names_arena(codes);
  const char *key = arena.text + arena.start[code];
  const size_t length = arena.start[code + 1] - arena.start[code] - 1;

  /* nobody writes into a field */
  *type = (GvField){ (char *)(gintptr)key + LENGTH_BYTES,
                     (size_t)(key[0] - 1) + ((size_t)(key[1] - 1) << 6) };
  *channel = (GvField){ type->text + type->length, length - LENGTH_BYTES - type->length };
}

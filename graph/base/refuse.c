/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/refuse.h"

gboolean gv_refuse(GError **error, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  g_propagate_error(error,
                    g_error_new_valist(GV_ERROR, GV_ERROR_INVALID_ARGUMENT, format, arguments));
  va_end(arguments);
  return FALSE;
}

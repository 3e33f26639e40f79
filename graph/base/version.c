/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/base.h>

const char *gv_version(void)
{
  return GV_VERSION;
}

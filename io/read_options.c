/* What can be said against sources and options before anything is read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/refuse.h"
#include "io/read_options.h"

#include <math.h>
#include <string.h>

enum { MOST_INPUTS = 65535 };

static gboolean check_sources(const GvSource *sources, size_t count, GError **error)
{
  gboolean kinds[GV_TABLE_IDENTITIES + 1] = { FALSE };
  size_t stdins = 0;

  if (count > MOST_INPUTS)
    return gv_refuse(error, "more than 65535 tables; put some of them into one file");
  for (size_t i = 0; i < count; i++) {
    const char delimiter = sources[i].delimiter;
    kinds[sources[i].kind] = TRUE;
    stdins += strcmp(sources[i].path, "-") == 0;
    if (delimiter && !strchr("\t,;| ", delimiter))
      return gv_refuse(error, "--delimiter: must be tab, comma, semicolon, | or space");
  }
  if (stdins > 1)
    return gv_refuse(error, "stdin (-) can be read as one table only");
  if (kinds[GV_TABLE_EDGES] && (kinds[GV_TABLE_FOLLOWS] || kinds[GV_TABLE_INTERACTIONS]))
    return gv_refuse(error, "--edges cannot be used together with --follows or --interactions");
  return TRUE;
}

static gboolean check_options(const GvReadOptions *o, GError **error)
{
  if (!isfinite(o->half_life) || o->half_life < 0)
    return gv_refuse(error, "--half-life: must be a duration above 0, like 30d");
  if (isinf(o->as_of))
    return gv_refuse(error, "--as-of: must be a time");
  if (!isfinite(o->max_expand) || (o->max_expand != 0 && o->max_expand < 1))
    return gv_refuse(error, "--max-expand: must be a number from 1 on");
  if (o->max_vertices > GV_VERTEX_NONE)
    return gv_refuse(error, "--max-vertices: must be at most 4294967295");
  return TRUE;
}

gboolean gv_read_check(const GvSource *sources, size_t count, const GvReadOptions *options,
                       GError **error)
{
  return check_sources(sources, count, error) && check_options(options, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/spread_people.h"
#include "graph/base/refuse.h"

#include <string.h>

gboolean spread_people_check(const Run *run, const char *path, GError **error)
{
  GvFormat format;

  if (path == NULL)
    return TRUE;
  if (gv_path_is_database(path))
    return gv_table_address_check(path, error);
  if (strcmp(path, "-") == 0 || strcmp(path, run_output_path(run)) == 0 ||
      (run->common.summary && strcmp(path, run->common.summary) == 0))
    return gv_refuse(error, "--people needs a file of its own");
  if (!gv_format_of_path(path, &format) && !g_str_has_prefix(path, "/dev/"))
    return gv_refuse(error, "--people: let the name end in .csv, .tsv or .jsonl");
  return run_check_place(path, error);
}

gboolean spread_people_write(const Run *run, const char *path, const GvNetwork *network,
                             const GvSimulation *simulation, GError **error)
{
  const GvNames *names = gv_network_names(network);
  const GvColumn columns[] = {
    { "user", GV_COLUMN_NAME, NULL, names },
    { "probability", GV_COLUMN_REAL, simulation->probability, NULL },
    { "without_seeds", GV_COLUMN_REAL, simulation->active_probability, NULL },
  };
  const GvTable table = { columns, simulation->active_probability ? 3 : 2, gv_names_count(names),
                          NULL };
  GvFormat format = GV_FORMAT_CSV;

  if (path == NULL)
    return TRUE;
  if (gv_path_is_database(path))
    return gv_table_store(&table, path, run->task, error);
  gv_format_of_path(path, &format);
  g_autoptr(GvOutput) output = gv_output_open(path, error);
  return output &&
         (run->common.excel_safe ? gv_table_write_disarmed : gv_table_write)(&table, format, output,
                                                                             run->task, error) &&
         gv_output_commit(output, error);
}

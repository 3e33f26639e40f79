/* What is known of people, as attributes of a graph file's nodes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_attributes.h"

#include "graph/base/number.h"

static void add(GArray *attributes, GvAttribute attribute)
{
  if (attribute.bytes || attribute.reals || attribute.tag)
    g_array_append_val(attributes, attribute);
}

GArray *gv_attributes_of(const GvPeople *p)
{
  GArray *all = g_array_new(FALSE, TRUE, sizeof(GvAttribute));
  const uint8_t *listed = p->listed;

  add(all, (GvAttribute){ "stage", GV_VALUE_TEXT, p->stage, NULL, NULL, NULL });
  add(all, (GvAttribute){ "followers", GV_VALUE_REAL, NULL, p->followers, NULL, NULL });
  add(all, (GvAttribute){ "official", GV_VALUE_FLAG, p->official, NULL, NULL, listed });
  add(all, (GvAttribute){ "cost", GV_VALUE_REAL, NULL, p->cost, NULL, NULL });
  add(all, (GvAttribute){ "value", GV_VALUE_REAL, NULL, p->value, NULL, NULL });
  add(all, (GvAttribute){ "opt_in", GV_VALUE_FLAG, p->opt_in, NULL, NULL, listed });
  for (size_t t = 0; t < p->tag_count; t++)
    add(all, (GvAttribute){ p->tags[t].name, GV_VALUE_TEXT, NULL, NULL, &p->tags[t], NULL });
  return all;
}

const char *gv_attribute_text(const GvAttribute *a, GvVertex v, char buffer[GV_NUMBER_LENGTH])
{
  if (a->tag)
    return a->tag->codes[v] ? gv_names_get(a->tag->values, a->tag->codes[v] - 1) : "";
  if (a->reals)
    return isnan(a->reals[v]) ? "" : gv_number_format(buffer, a->reals[v]);
  if (a->type == GV_VALUE_TEXT)
    return gv_stage_name((GvStage)a->bytes[v]);
  if (a->listed && !a->listed[v])
    return "";
  return a->bytes[v] ? "true" : "false";
}

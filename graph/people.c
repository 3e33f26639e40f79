/* The stages of the funnel, and the columns of the users' table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/network.h"

/* By stage: a person there, the stage itself, and the two in Chinese. */
static const char *const stage_words[][4] = {
  [GV_STAGE_UNKNOWN] = { "", "", "", "" },
  [GV_STAGE_PUBLIC] = { "public", "awareness", "公众", "意识" },
  [GV_STAGE_FAN] = { "fan", "consideration", "粉丝", "考虑" },
  [GV_STAGE_PROSPECT] = { "prospect", "preference", "潜客", "偏好" },
  [GV_STAGE_MEMBER] = { "member", "purchase", "会员", "购买" },
  [GV_STAGE_LOYALIST] = { "loyalist", "loyalty", "忠诚者", "忠诚" },
  [GV_STAGE_ADVOCATE] = { "advocate", "advocacy", "号召者", "号召" },
};

const char *gv_stage_name(GvStage stage)
{
  g_return_val_if_fail((size_t)stage < G_N_ELEMENTS(stage_words), "");
  return stage_words[stage][0];
}

gboolean gv_stage_parse(const char *text, GvStage *stage)
{
  for (size_t s = 0; s < G_N_ELEMENTS(stage_words); s++)
    for (size_t w = 0; w < G_N_ELEMENTS(stage_words[s]); w++)
      if (g_ascii_strcasecmp(text, stage_words[s][w]) == 0) {
        *stage = (GvStage)s;
        return TRUE;
      }
  return FALSE;
}

void gv_people_columns_clear(GvPeopleColumns *people)
{
  for (guint i = 0; people->tags && i < people->tags->len; i++) {
    GvTag *tag = &g_array_index(people->tags, GvTag, i);
    g_free((char *)(gintptr)tag->name);
    gv_names_free((GvNames *)(gintptr)tag->values);
    g_free((GvVertex *)(gintptr)tag->codes);
  }
  if (people->tags)
    g_array_unref(people->tags);
  g_free(people->listed);
  g_free(people->stage);
  g_free(people->official);
  g_free(people->opt_in);
  g_free(people->followers);
  g_free(people->cost);
  g_free(people->value);
  *people = (GvPeopleColumns){ 0 };
}

/* The stages of the funnel, and the columns of the users' table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "graph/base/array.h"
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

/* A column's cells of these people; one that is not there stays so. */
static gboolean gather(const void *column, const GvVertex *people, GvVertex n, size_t size,
                       void *to /* T ** */, GError **error)
{
  char *cells;

  if (column == NULL)
    return TRUE;
  if (!(cells = gv_array_new_raw(n, size, error)))
    return FALSE;
  for (GvVertex v = 0; v < n; v++)
    memcpy(cells + v * size, (const char *)column + people[v] * size, size);
  memcpy(to, &cells, sizeof cells);
  return TRUE;
}

static gboolean gather_tag(const GvTag *tag, const GvVertex *people, GvVertex n, GArray *tags,
                           GError **error)
{
  GvVertex *codes = NULL;
  GvTag own = { .values = gv_names_copy(tag->values, GV_VERTEX_NONE - 1, error) };

  if (own.values == NULL)
    return FALSE;
  own.name = g_strdup(tag->name);
  const gboolean done = gather(tag->codes, people, n, sizeof *codes, &codes, error);
  own.codes = codes;
  g_array_append_val(tags, own);
  return done;
}

gboolean gv_people_gather(const GvPeople *from, const GvVertex *people, GvVertex n,
                          GvPeopleColumns *to, GError **error)
{
  to->tags = from->tag_count ? g_array_new(FALSE, FALSE, sizeof(GvTag)) : NULL;
  for (size_t t = 0; t < from->tag_count; t++)
    if (!gather_tag(&from->tags[t], people, n, to->tags, error))
      return FALSE;
  return gather(from->listed, people, n, sizeof *to->listed, &to->listed, error) &&
         gather(from->stage, people, n, sizeof *to->stage, &to->stage, error) &&
         gather(from->official, people, n, sizeof *to->official, &to->official, error) &&
         gather(from->opt_in, people, n, sizeof *to->opt_in, &to->opt_in, error) &&
         gather(from->followers, people, n, sizeof *to->followers, &to->followers, error) &&
         gather(from->cost, people, n, sizeof *to->cost, &to->cost, error) &&
         gather(from->value, people, n, sizeof *to->value, &to->value, error);
}

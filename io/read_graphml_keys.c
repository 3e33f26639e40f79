/* GraphML's <key> elements: what <data> of nodes and edges means.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_graphml_keys.h"

#include <string.h>

#include "io/read_problem.h"

static void key_free(gpointer data)
{
  GvGraphmlKey *key = data;

  g_free(key->id);
  g_free(key->name);
  g_free(key->fallback);
  g_free(key);
}

void gv_graphml_keys_init(GvGraphmlKeys *keys)
{
  keys->all = g_ptr_array_new_with_free_func(key_free);
  keys->by_id = g_hash_table_new(g_str_hash, g_str_equal);
}

void gv_graphml_keys_clear(GvGraphmlKeys *keys)
{
  g_clear_pointer(&keys->by_id, g_hash_table_unref);
  g_clear_pointer(&keys->all, g_ptr_array_unref);
}

const char *gv_graphml_attribute(const char **names, const char **values, const char *name)
{
  for (size_t i = 0; names[i]; i++)
    if (strcmp(names[i], name) == 0)
      return values[i];
  return NULL;
}

GvGraphmlKey *gv_graphml_keys_find(const GvGraphmlKeys *keys, const char *id)
{
  return id ? g_hash_table_lookup(keys->by_id, id) : NULL;
}

/* attr.type; text where it is not said. */
static GvAttributeType type_of(const char *type)
{
  if (type == NULL || strcmp(type, "string") == 0)
    return GV_ATTRIBUTE_TEXT;
  return strcmp(type, "boolean") == 0 ? GV_ATTRIBUTE_FLAG : GV_ATTRIBUTE_NUMBER;
}

static GvEdgeRole role_of(const char *name)
{
  if (g_ascii_strcasecmp(name, "weight") == 0)
    return GV_KEY_WEIGHT;
  if (g_ascii_strcasecmp(name, "time") == 0 || g_ascii_strcasecmp(name, "ts") == 0 ||
      g_ascii_strcasecmp(name, "timestamp") == 0)
    return GV_KEY_TIME;
  return GV_KEY_NOTHING;
}

static gboolean check_id(const GvGraphmlKeys *keys, const GvGraphFile *file, const char *id,
                         GError **error)
{
  if (id == NULL)
    return gv_graph_file_fail(file, error, "a key without id; give it one");
  if (gv_graphml_keys_find(keys, id) == NULL)
    return TRUE;
  g_autofree char *shown = gv_text_shown(id);
  return gv_graph_file_fail(file, error, "duplicate key %s; keep one of them", shown);
}

GvGraphmlKey *gv_graphml_keys_add(GvGraphmlKeys *keys, GvGraphFile *file, const char **names,
                                  const char **values, GError **error)
{
  const char *id = gv_graphml_attribute(names, values, "id");
  const char *name = gv_graphml_attribute(names, values, "attr.name");
  const char *of = gv_graphml_attribute(names, values, "for");
  const gboolean all = of == NULL || strcmp(of, "all") == 0;

  if (!check_id(keys, file, id, error))
    return NULL;
  GvGraphmlKey *key = g_new0(GvGraphmlKey, 1);
  key->id = g_strdup(id);
  key->name = g_strdup(name);
  key->of_node = name && (all || strcmp(of, "node") == 0);
  key->of_edge = name && (all || strcmp(of, "edge") == 0) ? role_of(name) : GV_KEY_NOTHING;
  g_ptr_array_add(keys->all, key);
  g_hash_table_insert(keys->by_id, key->id, key);
  if (key->of_node &&
      !gv_graph_column_open(file, key->name,
                            type_of(gv_graphml_attribute(names, values, "attr.type")), &key->column,
                            error))
    return NULL;
  return key;
}

/* What the tests of packed graphs share: tables in a folder, and packing them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_VINE_COMMON_H
#define GV_TEST_VINE_COMMON_H

#include <glib/gstdio.h>
#include <grapevine/grapevine.h>

#include "same_network.h"

/* The texts of a network's tables; NULL = none. */
typedef struct {
  const char *follows, *interactions, *edges, *users;
} Texts;

#define FOLLOWS                                                                                    \
  "follower,followee,channel,time\na,b,weibo,100\nb,c,shop,200\nc,a,weibo,\nd,a,weibo,50\n"        \
  "a,c,weibo,70\nself,self,weibo,1\n\xe7\x8e\x8b,a,weibo,2\n"
#define INTERACTIONS                                                                               \
  "actor,target,type,weight,time\na,b,RT,2,100\na,b,RE,1,120\na,b,RT,2.5,110\nb,a,RT,1,90\n"       \
  "e,b,LIKE,1,\nb,e,RT,3,80\n"
#define EDGES                                                                                      \
  "source,target,weight,time\na,b,2,10\nb,a,1,20\na,b,0.5,30\nc,a,1,\nb,d,4,5\nd,c,1,6\n"
#define USERS                                                                                      \
  "user,stage,followers,official,cost,value,opt_in,region,hobby\na,fan,10,no,1.5,2,yes,north,\n"   \
  "zoe,member,5,yes,,3,no,south,chess\nb,,,no,2,,yes,north,go\n"

static const Texts everything = { .follows = FOLLOWS,
                                  .interactions = INTERACTIONS,
                                  .users = USERS };

/* A folder with tables in it. */
typedef struct {
  char *folder, *vine;
} Desk;

static inline void desk_open(Desk *desk)
{
  desk->folder = g_dir_make_tmp("grapevine-vine-XXXXXX", NULL);
  g_assert_nonnull(desk->folder);
  desk->vine = g_build_filename(desk->folder, "g.vine", NULL);
}

static inline void desk_clear(Desk *desk)
{
  g_autoptr(GDir) dir = g_dir_open(desk->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(desk->folder, name, NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(desk->folder), ==, 0);
  g_free(desk->folder);
  g_free(desk->vine);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

/* Reads what the texts say, and a packed graph with it where path is given. */
static inline GvNetwork *read_all(const Desk *desk, Texts texts, const char *path,
                                  GvReadOptions options, GError **error)
{
  const char *text[] = { texts.follows, texts.interactions, texts.edges, texts.users };
  GvSource sources[5] = { { .kind = GV_TABLE_EDGES, .path = path } };
  size_t count = path ? 1 : 0;
  GvNetwork *network;

  for (size_t i = 0; i < G_N_ELEMENTS(text); i++) {
    g_autofree char *name = g_strdup_printf("table%" G_GSIZE_FORMAT, i);
    if (text[i] == NULL)
      continue;
    char *file = g_build_filename(desk->folder, name, NULL);
    g_assert_true(g_file_set_contents(file, text[i], -1, NULL));
    sources[count++] = (GvSource){ .kind = (GvTableKind)i, .path = file };
    if (path && i < GV_TABLE_EDGES) /* beside these it is one of them */
      sources[0].kind = GV_TABLE_FOLLOWS;
  }
  network = gv_network_read(sources, count, &options, NULL, NULL, error);
  for (size_t i = path ? 1 : 0; i < count; i++)
    g_free((char *)(gintptr)sources[i].path);
  return network;
}

static inline GvNetwork *read_texts(const Desk *desk, Texts texts, GvReadOptions options)
{
  g_autoptr(GError) error = NULL;
  GvNetwork *network = read_all(desk, texts, NULL, options, &error);

  g_assert_no_error(error);
  return network;
}

static inline void write_network(const GvNetwork *network, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GvOutput) output = gv_output_open(path, &error);

  g_assert_no_error(error);
  gv_network_write(network, path, output, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(gv_output_commit(output, NULL));
}

static inline void pack(const Desk *desk, Texts texts, GvReadOptions options)
{
  g_autoptr(GvNetwork) network = read_texts(desk, texts, options);

  write_network(network, desk->vine);
}

/* The packed graph beside what the texts say. */
static inline GvNetwork *open_with(const Desk *desk, Texts texts, GvReadOptions options)
{
  g_autoptr(GError) error = NULL;
  GvNetwork *network = read_all(desk, texts, desk->vine, options, &error);

  g_assert_no_error(error);
  return network;
}

static inline void assert_refused(const Desk *desk, Texts texts, GvReadOptions options, int code,
                                  const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(read_all(desk, texts, desk->vine, options, &error));
  g_assert_error(error, GV_ERROR, code);
  if (!strstr(error->message, part))
    g_error("no \"%s\" in \"%s\"", part, error->message);
}

static const GvReadOptions plain = GV_READ_OPTIONS_INIT;
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchmarks/graphs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "graph/base/task.h"
#include "io/read_vine.h"

enum { DEGREE = 16, LOOK_EVERY = 1 << 16 };

/* As GAPBS and Graph500 draw them, undirected. */
static gboolean draw_kronecker(int64_t scale, uint64_t seed, GvEdgeList *list, GvTask *task,
                               GError **error)
{
  const GvKroneckerOptions o = {
    .scale = scale, .degree = DEGREE, .a = .57, .b = .19, .c = .19, .seed = seed
  };

  return gv_generate_kronecker(&o, list, task, error);
}

static gboolean draw_uniform(int64_t scale, uint64_t seed, GvEdgeList *list, GvTask *task,
                             GError **error)
{
  const int64_t n = INT64_C(1) << scale;
  const GvErdosRenyiOptions o = { .vertices = n,
                                  .edges = MIN(DEGREE * n, n * (n - 1) / 2),
                                  .seed = seed };

  return gv_generate_erdos_renyi(&o, list, task, error);
}

/* With the defaults of grapevine generate lfr. */
static gboolean draw_lfr(int64_t vertices, uint64_t seed, GvEdgeList *list, GvTask *task,
                         GError **error)
{
  const GvLfrOptions o = { .vertices = vertices,
                           .average_degree = 15,
                           .max_degree = 50,
                           .degree_exponent = 2,
                           .community_exponent = 1,
                           .mixing = .2,
                           .seed = seed };

  return gv_generate_lfr(&o, list, NULL, task, error);
}

const GraphFamily graph_families[] = {
  { "kron", "S", 1, 26, "Kronecker, 2^S vertices, 16 edges drawn for each, as GAPBS",
    draw_kronecker },
  { "urand", "S", 1, 26, "uniformly random, 2^S vertices, 16 edges for each, as GAPBS",
    draw_uniform },
  { "lfr", "N", 200, 100000000, "LFR with planted communities, N vertices, degree 15 on average",
    draw_lfr },
  { .name = NULL },
};

const GraphFamily *graph_family_find(const char *text, int64_t *number)
{
  for (const GraphFamily *f = graph_families; f->name; f++)
    if (g_str_has_prefix(text, f->name) &&
        g_ascii_string_to_signed(text + strlen(f->name), 10, f->least, f->most, number, NULL))
      return f;
  return NULL;
}

GvNetwork *graph_draw(const GraphFamily *family, int64_t number, uint64_t seed, GvTask *task,
                      GError **error)
{
  g_auto(GvEdgeList) list = { 0 };

  return family->draw(number, seed, &list, task, error) ? gv_network_of_edges(&list, task, error)
                                                        : NULL;
}

static gboolean set_failed(const char *path, GError **error)
{
  g_set_error(error, GV_ERROR, GV_ERROR_IO, "%s: cannot write: %s", path, g_strerror(errno));
  return FALSE;
}

/* Every edge once. */
static gboolean write_lines(GvAdjacency edges, FILE *file, GvTask *task, GError **error)
{
  for (GvVertex v = 0; v < edges.n; v++) {
    for (GvEdge e = edges.offsets[v]; e < edges.offsets[v + 1]; e++)
      fprintf(file, "%u %u\n", v, edges.targets[e]);
    if (v % LOOK_EVERY == 0 && !gv_task_check(task, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean write_text(const Subject *s, GvTask *task, GError **error)
{
  FILE *file = fopen(s->text, "we");
  gboolean written;

  if (file == NULL)
    return set_failed(s->text, error);
  written = write_lines(gv_network_edges(s->network), file, task, error);
  if (ferror(file) | fclose(file))
    return written && set_failed(s->text, error);
  return written;
}

static gboolean write_packed(const Subject *s, GvTask *task, GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open(s->packed, error);

  if (output == NULL || !gv_network_write(s->network, s->packed, output, task, error) ||
      !gv_output_commit(output, error))
    return FALSE;
  gv_vine_look_through(s->packed, s->known, task);
  return TRUE;
}

gboolean subject_write_files(Subject *s, GvTask *task, GError **error)
{
  g_autoptr(GError) reason = NULL;

  s->folder = g_dir_make_tmp("grapevine-bench-XXXXXX", &reason);
  if (s->folder == NULL) {
    g_set_error(error, GV_ERROR, GV_ERROR_IO, "no place for temporary files: %s", reason->message);
    return FALSE;
  }
  s->text = g_build_filename(s->folder, "graph.txt", NULL);
  s->packed = g_build_filename(s->folder, "graph.vine", NULL);
  s->known = g_build_filename(s->folder, "known", NULL);
  return write_text(s, task, error) && write_packed(s, task, error);
}

static void remove_known(const Subject *s)
{
  g_autofree char *file = g_build_filename(s->known, GV_VINE_NOTES_NAME, NULL);

  g_unlink(file);
  g_rmdir(s->known);
}

void subject_remove_files(Subject *s)
{
  if (s->folder == NULL)
    return;
  g_unlink(s->text);
  g_unlink(s->packed);
  remove_known(s);
  g_rmdir(s->folder);
  g_clear_pointer(&s->known, g_free);
  g_clear_pointer(&s->text, g_free);
  g_clear_pointer(&s->packed, g_free);
  g_clear_pointer(&s->folder, g_free);
}

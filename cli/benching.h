/* What a benchmark is asked to run, and its table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHING_H
#define GV_BENCHING_H

#include "benchmarks/bench.h"
#include "benchmarks/graphs.h"
#include "cli/run.h"

typedef struct {
  char *graph, *kernel, *threads_list;
  int64_t repeat;
  double limit;
  gboolean ours_only;
} BenchOptions;

/* A graph to run on: of a family, from a file, or (neither) of the tables. */
typedef struct {
  char *name;
  const GraphFamily *family;
  int64_t number;
  char *path;
} NamedGraph;

typedef struct {
  GArray *all;        /* of Kernel, every one there is */
  GPtrArray *kernels; /* of const Kernel *, those to run */
  GArray *threads;    /* of unsigned */
  GArray *graphs;     /* of NamedGraph */
  GArray *rows;       /* of BenchRow */
} Benching;

void benching_init(Benching *benching);
void benching_clear(Benching *benching);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Benching, benching_clear)

/* The parts between commas, without white space around; "" has one. Caller frees. */
char **benching_split(const char *list);
/* Errors: INVALID_ARGUMENT for names that are not known. list: NULL = all; -NAME
 * leaves one out, of all where it stands first. */
gboolean benching_choose_kernels(Benching *benching, const char *list, GError **error);
/* Of --graph and of the tables. */
gboolean benching_choose_graphs(Benching *benching, const Run *run, GError **error);
/* Draws or reads one. */
GvNetwork *benching_network(const NamedGraph *graph, Run *run, GError **error);
gboolean benching_write(const Benching *benching, Run *run, GError **error);
char *benching_help(void); /* kernels and graphs, for --help; caller frees */
#endif

/* What the benchmark can run: everything registered, and the ways in and out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BENCHMARKS_KERNELS_H
#define GV_BENCHMARKS_KERNELS_H

#include <grapevine/grapevine.h>

#include "benchmarks/peer.h"

/* A graph, in all the forms in which kernels want it. */
typedef struct {
  GvNetwork *network;
  GvGraph *graph;   /* of the network */
  const Peer *peer; /* NULL = igraph is not to run */
  char *folder;     /* of the two files; NULL = no kernel reads them */
  char *text;       /* path: "a b" a line, vertices from 0, without weights */
  char *packed;     /* path of the whole as .vine */
  char *known;      /* folder where it is kept that the packed one has been checked */
  int64_t seed;
} Subject;

/* What a run left behind; told to the parent as numbers, freed with its process. */
typedef struct {
  double *scores;   /* [n] */
  GvVertex *labels; /* [n] */
  GvGraph *graph;   /* told by its degrees in order of size */
  igraph_vector_t *values;
  igraph_vector_int_t *ids;
  igraph_t *loaded; /* told as graph is */
} Outcome;

/* What numbers of ours and of igraph's can be compared by. */
typedef enum { COMPARE_NOTHING, COMPARE_SCORES, COMPARE_LABELS, COMPARE_DEGREES } Comparison;

typedef struct Kernel Kernel;
struct Kernel {
  const char *name;
  gboolean (*ours)(const Kernel *kernel, const Subject *subject, Outcome *outcome, GvTask *task,
                   GError **error);
  /* NULL = igraph has no such thing. */
  igraph_error_t (*theirs)(const Kernel *kernel, const Subject *subject, Outcome *outcome);
  Comparison comparison;
  gboolean reads_files;           /* wants text and packed */
  gboolean wants_weights;         /* runs where it is named, not for all */
  const GvCentrality *centrality; /* of a centrality */
  const PeerMeasure *measure;
  const GvCommunityMethod *method; /* of a community method */
  const PeerMethod *peer_method;
};

/* All kernels in the order of their rows. Caller frees with g_array_unref. */
GArray *kernels_all(void); /* of Kernel */
/* By name; NULL where there is none. */
const Kernel *kernel_find(const GArray *kernels, const char *name);

/* In the process that measures. told [1 + vertices]: how many numbers, then these. */
gboolean kernel_run_ours(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                         unsigned threads, GError **error);
gboolean kernel_run_theirs(const Kernel *kernel, const Subject *subject, Outcome *outcome,
                           GError **error);
void outcome_tell(const Outcome *outcome, const Subject *subject, double *told);
/* Reads every page of the graph, so that a packed one is in memory. */
void subject_touch(const Subject *subject);
#endif

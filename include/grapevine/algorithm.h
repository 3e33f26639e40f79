/* Algorithms and their options, as tables that programs can read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_ALGORITHM_H
#define GRAPEVINE_ALGORITHM_H

#include <grapevine/graph.h>

G_BEGIN_DECLS

typedef enum {
  GV_PARAM_INT,    /* int64_t */
  GV_PARAM_REAL,   /* double */
  GV_PARAM_FLAG,   /* gboolean; on the command line a bare --name */
  GV_PARAM_CHOICE, /* int, index into choices */
  GV_PARAM_TEXT,   /* char *, owned by the options; NULL = not given */
} GvParamType;

/* One option. This table is the only place a default, a range or a help text
 * is written: validation, command line, --help, docs and summary read it. */
typedef struct {
  const char *name; /* as after --, with hyphens */
  GvParamType type;
  size_t offset;               /* of the field in the options struct */
  double min, max;             /* INT, REAL: inclusive range */
  double initial;              /* default; CHOICE: an index */
  const char *const *choices;  /* CHOICE: names, NULL-terminated */
  const char *argument;        /* placeholder in --help, "N"; NULL = from the type */
  const char *help;            /* one line, lower case, no full stop */
} GvParam;

#ifdef __cplusplus
#define GV_PARAMS_END {}
#else
#define GV_PARAMS_END { .name = NULL }
#endif

/* The table's defaults. Zero the struct before: what the table does not name stays. */
GV_API void gv_options_init(void *options, const GvParam *params);
GV_API void gv_options_clear(void *options, const GvParam *params); /* frees texts */
GV_API const GvParam *gv_params_find(const GvParam *params, const char *name);
/* Reads text as the command line does. Errors: INVALID_ARGUMENT naming option and range. */
GV_API gboolean gv_options_set(void *options, const GvParam *param, const char *text,
                               GError **error);
GV_API gboolean gv_options_check(const void *options, const GvParam *params, GError **error);

/* A vertex score: one double per vertex, higher means more central. */
typedef struct {
  const char *name;
  const char *summary;   /* what it tells, one line */
  const char *formula;   /* the definition, one line, with direction and normalisation */
  const char *reference; /* the paper whose definition the code follows */
  const char *cost;      /* time; memory */
  const char *undefined; /* where it is NaN; NULL = finite everywhere */
  size_t options_size;
  const GvParam *params;
  gboolean (*run)(GvGraph *graph, const void *options, double *scores /* [n] */, GvTask *task,
                  GError **error);
  /* Where that may be less work: of these people only, different ones, the same bits; NULL = it
   * never is. */
  gboolean (*run_some)(GvGraph *graph, const void *options, const GvVertex *people /* [count] */,
                       GvVertex count, double *scores /* [count] */, GvTask *task, GError **error);
  /* Where that may be less work: all who may be among the `top` highest, 0 < top <= n, and at
   * least so many; *count = GV_VERTEX_NONE: it is not. NULL = it never is. */
  gboolean (*find_top)(GvGraph *graph, const void *options, GvVertex top,
                       GvVertex *people /* [n] */, GvVertex *count, GvTask *task, GError **error);
} GvCentrality;

GV_API const GvCentrality *const *gv_centralities(void); /* NULL-terminated, by name */
GV_API const GvCentrality *gv_centrality_find(const char *name);
/* Checks options (NULL = defaults), then runs. On error scores is unspecified. */
GV_API gboolean gv_centrality_run(const GvCentrality *algorithm, GvGraph *graph,
                                  const void *options, double *scores, GvTask *task,
                                  GError **error);

/* The scores of `count` different people, the bits of gv_centrality_run. */
GV_API gboolean gv_centrality_run_some(const GvCentrality *algorithm, GvGraph *graph,
                                       const void *options, const GvVertex *people,
                                       GvVertex count, double *scores /* [count] */, GvTask *task,
                                       GError **error);
/* The `top` highest, at most n, and their scores, the bits of gv_centrality_run: highest first,
 * equals by vertex, NaN last. */
GV_API gboolean gv_centrality_run_top(const GvCentrality *algorithm, GvGraph *graph,
                                      const void *options, GvVertex top,
                                      GvVertex *people /* [top] */, double *scores /* [top] */,
                                      GvTask *task, GError **error);

/* What a community method reports of its result. */
typedef struct {
  GvVertex communities;
  double modularity;         /* at the resolution used */
  double modularity_at_1;    /* at resolution 1 */
  GvVertex disconnected;     /* communities that fall apart; 0 is a promise of leiden */
  unsigned levels;           /* of aggregation */
} GvPartition;

/* A partition of the vertices: labels 0 .. communities-1, 0 the largest, equal
 * sizes by smallest vertex. Arcs are read as undirected, mutual pairs added up. */
typedef struct {
  const char *name;
  const char *summary;
  const char *reference;
  const char *cost;
  size_t options_size;
  const GvParam *params;
  gboolean (*run)(GvGraph *graph, const void *options, GvVertex *labels /* [n] */,
                  GvPartition *partition, GvTask *task, GError **error);
} GvCommunityMethod;

/* How good a partition is, and what it looks like. */
typedef struct {
  double coverage;     /* share of the weight that lies within communities; NaN without ties */
  double cpm;          /* sum over c of [ weight inside - g size (size - 1) / 2 ], g the resolution */
  double conductance;  /* median over c of weight across / that at c's members or at the others,
                          the smaller; c = all that have ties is left out; NaN where none is left */
  GvVertex largest, median, smallest; /* people; median: half of the communities are as large */
  GvVertex singletons;                /* communities of one */
} GvPartitionFigures;

/* Of labels [n], each below `communities`, none empty; ties read both ways. Errors: NO_MEMORY. */
GV_API gboolean gv_partition_figures(GvGraph *graph, const GvVertex *labels, GvVertex communities,
                                     double resolution, GvPartitionFigures *figures, GvTask *task,
                                     GError **error);

GV_API const GvCommunityMethod *const *gv_community_methods(void);
GV_API const GvCommunityMethod *gv_community_method_find(const char *name);
GV_API gboolean gv_community_method_run(const GvCommunityMethod *method, GvGraph *graph,
                                        const void *options, GvVertex *labels,
                                        GvPartition *partition, GvTask *task, GError **error);

G_END_DECLS
#endif

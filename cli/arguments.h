/* The command line, read by the option tables of a command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_ARGUMENTS_H
#define GV_ARGUMENTS_H

#include "cli/command.h"

/* Options every command has. */
typedef struct {
  char *output, *summary;
  int format;
  gboolean excel_safe;
  int64_t threads, seed, top; /* top: COMMAND_LISTS only */
  char *hash_ids, *time_limit, *memory, *config;
  gboolean dry_run;
  int progress;
  gboolean quiet;
} CommonOptions;

enum { FORMAT_AUTO = 4 }; /* after those of GvFormat */
enum { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER, PROGRESS_JSON };

/* Options of the commands that read networks, beside the tables themselves. */
typedef struct {
  gboolean directed, undirected, reverse, verify, trust;
  int duplicates;
  char *half_life, *as_of, *type_weights, *channel_weights, *rejects;
  int64_t max_vertices, max_bad;
  double max_expand;
} InputOptions;

/* Of CommonOptions: what and where a command writes; how the program runs; for COMMAND_LISTS. */
extern const GvParam output_params[], common_params[], list_params[];
extern const GvParam input_params[]; /* of InputOptions */

typedef struct {
  const Command *command;
  gboolean help;
  GHashTable *given;   /* option name -> GPtrArray of its texts, in order */
  GArray *sources;     /* of GvSource, in order */
  GPtrArray *operands; /* of char * */
  GPtrArray *groups;   /* of const GvParam *: every table that the command knows */
} Arguments;

/* Reads argv[0 .. argc) behind the command's name. Errors: INVALID_ARGUMENT. */
gboolean arguments_parse(Arguments *arguments, const Command *command, int argc, char **argv,
                         GError **error);
void arguments_clear(Arguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* Every table of options that the command knows. Caller unrefs. */
GPtrArray *arguments_groups(const Command *command); /* of const GvParam * */
/* Fills an options struct from what was given. */
gboolean arguments_fill(const Arguments *arguments, void *options, const GvParam *params,
                        GError **error);
/* All texts of an option, NULL-terminated and borrowed; NULL where it was not given. */
const char *const *arguments_texts(const Arguments *arguments, const char *name);

/* Options that name a file to be written, of any command. */
extern const char *const options_written[]; /* NULL-terminated */

/* The closest of the words, or NULL where none is close. */
const char *closest_word(const char *word, const char *const *words);
/* Letters to be put in, left out or changed to make one of the other (Levenshtein); at most 64. */
size_t word_distance(const char *a, const char *b);

/* How an option is shown: what stands behind its name (NULL: nothing), and what it
 * does, with the default. Caller frees. */
char *param_argument(const GvParam *param);
char *param_help(const GvParam *param);
char *help_for_command(const Command *command);
char *help_for_program(void);
/* What is registered, a line each, for the help of the commands that use it. */
char *help_for_centralities(void);
char *help_for_community_methods(void);
char *help_for_features(void);
#endif

/* Options written in key files: --config FILE, and the campaigns of run FILE.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_KEY_FILE_H
#define GV_KEY_FILE_H

#include "cli/arguments.h"

/* Reads a file and refuses what a key file would forget: a section or a key said
 * twice. Errors: IO, INVALID_ARGUMENT. */
GKeyFile *key_file_read(const char *path, GError **error);

/* Which of a command's options a section may hold; bits. */
typedef enum {
  SCOPE_OWN = 1 << 0,     /* the command's, with those of its algorithms */
  SCOPE_OUTPUT = 1 << 1,  /* what and where it writes */
  SCOPE_INPUT = 1 << 2,   /* tables, and how they are read */
  SCOPE_PROCESS = 1 << 3, /* how the program runs */
  SCOPE_SEED = 1 << 4,    /* of the latter --seed only */
} OptionScope;

typedef struct {
  const char *path; /* for messages */
  GKeyFile *file;
  const char *name;
  const Command *command; /* whose options it holds */
  unsigned scope;
} Section;

/* Errors with "did you mean" where the section holds an option that is none. */
gboolean section_check(const Section *section, GError **error);

/* Appends its options to `to` (of char *) as a command line has them, except those
 * whose names are in `said`, and puts the names of its own there. A section that
 * is not there has none. */
gboolean section_arguments(const Section *section, GHashTable *said, GPtrArray *to, GError **error);

/* The command line argv, behind what its --config FILE says. arguments: argv as
 * parsed. Caller frees with g_strfreev. */
char **config_expand(const Arguments *arguments, char **argv, GError **error);

/* The names of the options that were given (GHashTable as a set of char *). */
GHashTable *arguments_said(const Arguments *arguments);
#endif

/* A command of the program, and the run it is part of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_COMMAND_H
#define GV_COMMAND_H

#include <grapevine/grapevine.h>

typedef struct Run Run;

/* Which groups of options a command takes beside its own. */
typedef enum {
  COMMAND_READS = 1 << 0, /* tables in: --follows, --interactions, --edges, --users … */
  COMMAND_INFLUENCE =
      1 << 1,             /* works on influence: for it an edge a -> b says that a influences b */
  COMMAND_LISTS = 1 << 2, /* writes a row a person, of which --top takes the first */
  COMMAND_CAMPAIGN = 1 << 4, /* runs others, which write; it writes nothing itself */
  COMMAND_HISTORY = 1 << 5,  /* looks at rows, and at the network as it was: it keeps them */
  COMMAND_NETWORK = 1 << 6,  /* writes a network; into a table the rows that it was made of */
  COMMAND_CARD = 1 << 3,     /* writes a card: prose, JSON, or rows of section, name, value */
  COMMAND_ENDINGS = 1 << 7,  /* looks at the ending of --output itself */
} CommandUses;

typedef struct {
  const char *name;
  const char *summary;     /* one line */
  const char *description; /* a few lines, for --help */
  const char *arguments;   /* "USER"; NULL = none */
  const char *const *operands; /* the words it takes there; NULL = other things than words */
  const char *const examples[4];
  unsigned uses;
  size_t options_size;
  const GvParam *params;
  const GvParam *const *more_params; /* further tables of its own options; NULL = none */
  /* Tables of algorithms whose options the command passes on; NULL = none. */
  GPtrArray *(*algorithm_params)(void); /* of const GvParam * */
  char *(*more_help)(void);             /* lists of measures, features; NULL = none */
  gboolean (*run)(Run *run, const void *options, GError **error);
} Command;

const Command *const *commands(void); /* NULL-terminated */
const Command *command_find(const char *name);
#endif

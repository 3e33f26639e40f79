/* One run of a command: what it reads, says and writes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_RUN_H
#define GV_RUN_H

#include "cli/arguments.h"

/* What --hash-ids, --time-limit and --memory ask for. */
typedef struct {
  GBytes *id_key;  /* NULL = names stay as written */
  double seconds;  /* 0 = as long as it takes */
  uint64_t memory; /* bytes; 0 = as much as there is */
} Restrictions;

typedef struct Campaign Campaign; /* campaign.h */

struct Run {
  const Command *command;
  const Arguments *arguments;
  CommonOptions common;
  InputOptions input;
  Restrictions restrictions;
  GvTask *task;
  GvSummary *summary;
  GvReadReport report;
  gboolean keeps_rows; /* whatever the command: a later step of its campaign looks at them */
  gboolean needs_no_ties; /* people alone will do: --users without a network */
  Campaign *campaign; /* whose step this is, and whose network it takes; NULL = none */
};

enum {
  EXIT_DONE = 0,
  EXIT_FAULT = 1,
  EXIT_USAGE = 2,
  EXIT_REJECTED = 3,
  EXIT_IO = 4,
  EXIT_LIMIT = 5,
  EXIT_INTERRUPTED = 130,
};

/* Runs argv[0 .. argc), argv[0] being the command's name; returns the exit status. */
int run_command(const Command *command, int argc, char **argv);

/* Fills run->common, run->input and the command's own options, checks them and the
 * places of the outputs. options: [command->options_size]. */
gboolean run_fill(Run *run, void *options, GError **error);
/* Begins the summary. arguments: as given, for its reader. */
void run_start_summary(Run *run, char **arguments);
/* Frees what run_fill and run_start_summary made. */
void run_clear(Run *run, void *options);

/* Prints a page such as --help to stdout; returns the exit status. */
int run_print(const char *page);

/* Prints to stderr with control characters escaped. */
void say(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* The same, unless --quiet. */
void run_warn(const Run *run, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Reads the tables that were named and fills in the summary. */
GvNetwork *run_read_network(Run *run, GError **error);
/* The same, of a campaign's own run for one of its steps, and without a word about
 * it in the summary. */
GvNetwork *run_load(Run *run, GError **error);
/* That --reverse makes sense for this network. Errors: INVALID_ARGUMENT. */
gboolean run_check_reverse(const Run *run, const GvNetwork *network, GError **error);
/* Puts what was read into the summary. */
void run_report(Run *run, const GvNetwork *network);
/* TRUE where the run works on rows too: its command does, or it learns probabilities. */
gboolean run_wants_rows(const Run *run);
/* TRUE where a network for this run differs by what its command works on. */
gboolean run_has_edges(const Run *run);
/* Begins a phase of the summary. */
void run_phase(Run *run, const char *name);
/* Where --output says; "-" is stdout. */
const char *run_output_path(const Run *run);
/* Opens it and begins the last phase. Errors: IO; that of --dry-run, which writes nothing. */
GvOutput *run_open_output(Run *run, GError **error);
/* To be called when writing ends: a reader that went away is CLOSED_PIPE. */
void run_mark_closed_pipe(const GvOutput *output, GError **error);
/* That something can be written there. Errors: IO. */
gboolean run_check_place(const char *path, GError **error);
/* --format and the ending of --output say different things. Returns FALSE. */
gboolean run_set_contradiction(GError **error);
/* The last phase: writes the result where --output says. */
gboolean run_write_table(Run *run, const GvTable *table, GError **error);
/* The same for a whole network, in the format of the ending; a table of edges
 * where --format says so, or on stdout. */
gboolean run_check_network(const Run *run, GError **error); /* that there is such an ending */
char *run_help_for_endings(void);                           /* caller frees */
gboolean run_write_network(Run *run, const GvNetwork *network, GError **error);
/* The same for a text already in its final form (JSON or prose). */
gboolean run_write_text(Run *run, const char *text, GError **error);
/* What a card is written as: what --format or the output's ending says, rows on
 * a terminal unless prose is the rule, else the rule. */
typedef enum { FORM_ROWS, FORM_JSON, FORM_PROSE } CardForm;
CardForm run_form(const Run *run, CardForm rule);
/* TRUE where a person reads the result: --format table, or a terminal. */
gboolean run_is_read(const Run *run);
/* TRUE where JSON stands on one line: JSON Lines. */
gboolean run_is_one_line(const Run *run);
/* Errors: INVALID_ARGUMENT where --format, --output and --summary contradict each
 * other; IO where a file could not be written when the work is done. */
gboolean run_check_outputs(const Run *run, GError **error);
/* The rows that --top asks for, best value first, ties by index, NaN last; all
 * of them, 0 .. n - 1, without --top. Caller frees. */
GvVertex *run_top_rows(const Run *run, const double *values, gboolean ascending, GvVertex n,
                       size_t *count, GError **error);
#endif

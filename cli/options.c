/* The options that commands share: what the output is, how the program runs, how
 * tables are read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include "cli/arguments.h"

static const char *const formats[] = { "csv", "tsv", "jsonl", "table", "auto", NULL };
static const char *const progresses[] = { "auto", "always", "never", "json", NULL };
static const char *const duplicates[] = {
  "default", "sum", "max", "first", "count", "error", NULL
};

#define FIELD(field) offsetof(CommonOptions, field)
const GvParam output_params[] = {
  { "output", GV_PARAM_TEXT, FIELD(output), 0, 0, 0, NULL, "FILE",
    "where to write; .csv .tsv .jsonl, each with .gz or .zst, pick the format (default -, stdout); "
    "a table also to sqlite:FILE?table=NAME or postgres://…?table=NAME" },
  { "format", GV_PARAM_CHOICE, FIELD(format), 0, 4, FORMAT_AUTO, formats, NULL,
    "what to write; auto is table on a terminal, else csv" },
  { "excel-safe", GV_PARAM_FLAG, FIELD(excel_safe), 0, 1, 0, NULL, NULL,
    "put ' before names and texts that a spreadsheet would take for formulas (CSV, TSV)" },
  { "summary", GV_PARAM_TEXT, FIELD(summary), 0, 0, 0, NULL, "FILE",
    "write what was read, done and found as JSON" },
  GV_PARAMS_END,
};
const GvParam common_params[] = {
  { "threads", GV_PARAM_INT, FIELD(threads), 0, 1024, 0, NULL, "N",
    "threads; 0 = all; the result is the same with any number" },
  { "seed", GV_PARAM_INT, FIELD(seed), 0, 9007199254740991.0, 1, NULL, "N",
    "seed of every random draw" },
  { "hash-ids", GV_PARAM_TEXT, FIELD(hash_ids), 0, 0, 0, NULL, "KEYFILE",
    "replace every name by its HMAC-SHA-256 under the key in this file" },
  { "time-limit", GV_PARAM_TEXT, FIELD(time_limit), 0, 0, 0, NULL, "D",
    "end with status 5 after this time: 90s, 10m, 2h" },
  { "memory", GV_PARAM_TEXT, FIELD(memory), 0, 0, 0, NULL, "SIZE",
    "end with status 5 rather than take more memory: 500M, 2G" },
  { "config", GV_PARAM_TEXT, FIELD(config), 0, 0, 0, NULL, "FILE",
    "key file, [common] and [COMMAND] with option=value; the command line wins" },
  { "dry-run", GV_PARAM_FLAG, FIELD(dry_run), 0, 1, 0, NULL, NULL,
    "check options, inputs and output places, print an estimate, and stop" },
  { "progress", GV_PARAM_CHOICE, FIELD(progress), 0, 3, PROGRESS_AUTO, progresses, NULL,
    "on stderr; auto: only on a terminal and after one second" },
  { "quiet", GV_PARAM_FLAG, FIELD(quiet), 0, 1, 0, NULL, NULL, "no warnings and no progress" },
  GV_PARAMS_END,
};
const GvParam list_params[] = {
  { "top", GV_PARAM_INT, FIELD(top), 0, 1e15, 0, NULL, "K", "only the K best rows; 0 = all" },
  GV_PARAMS_END,
};
#undef FIELD

#define FIELD(field) offsetof(InputOptions, field)
const GvParam input_params[] = {
  { "directed", GV_PARAM_FLAG, FIELD(directed), 0, 1, 0, NULL, NULL,
    "ties run one way (default: as a graph file says; tables are directed)" },
  { "undirected", GV_PARAM_FLAG, FIELD(undirected), 0, 1, 0, NULL, NULL, "ties run both ways" },
  { "reverse", GV_PARAM_FLAG, FIELD(reverse), 0, 1, 0, NULL, NULL, "turn --edges round" },
  { "duplicates", GV_PARAM_CHOICE, FIELD(duplicates), 0, 5, 0, duplicates, NULL,
    "several rows for one pair; default: sum for interactions and weights, else first" },
  { "type-weights", GV_PARAM_TEXT, FIELD(type_weights), 0, 0, 0, NULL, "T=W,…",
    "weight of interactions by type, such as RT=3,RE=2 (follow for follows)" },
  { "channel-weights", GV_PARAM_TEXT, FIELD(channel_weights), 0, 0, 0, NULL, "C=W,…",
    "weight of ties by channel" },
  { "half-life", GV_PARAM_TEXT, FIELD(half_life), 0, 0, 0, NULL, "D",
    "a tie's weight halves in this time: 30d, 12h; without a unit seconds (default: never)" },
  { "as-of", GV_PARAM_TEXT, FIELD(as_of), 0, 0, 0, NULL, "TIME",
    "leave out later ties; seconds since 1970 or ISO 8601 (default: the latest)" },
  { "max-vertices", GV_PARAM_INT, FIELD(max_vertices), 0, 4294967295.0, 0, NULL, "N",
    "stop above this many people; 0 = as many as 32 bits hold" },
  { "max-expand", GV_PARAM_REAL, FIELD(max_expand), 0, 1e15, 0, NULL, "N",
    "stop where a compressed file grows to N times its size; 0 = 1000" },
  { "max-bad", GV_PARAM_INT, FIELD(max_bad), 0, 1e15, 0, NULL, "N", "pass over so many bad rows" },
  { "rejects", GV_PARAM_TEXT, FIELD(rejects), 0, 0, 0, NULL, "FILE",
    "write the rows that --max-bad passes over, with line and reason, as CSV: "
    "path,line,reason,row" },
  { "verify", GV_PARAM_FLAG, FIELD(verify), 0, 1, 0, NULL, NULL,
    "check every checksum and every value of a packed graph (.vine)" },
  { "trust", GV_PARAM_FLAG, FIELD(trust), 0, 1, 0, NULL, NULL,
    "check a packed graph's header only; for files that you made yourself" },
  GV_PARAMS_END,
};
#undef FIELD

const char *const options_written[] = { "output", "summary",     "rejects", "curve",
                                        "people", "communities", NULL };

/* The summary of a run: one JSON object whose keys always stand in one order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <grapevine/write.h>
#include <sys/resource.h>

#include "graph/base/address.h"
#include "io/write_json.h"

struct GvSummary {
  json_t *root;
  json_t *inputs, *results, *phases; /* borrowed from root */
  char *phase;                       /* the one that runs; NULL = none */
  gint64 phase_start;                /* microseconds */
};

/* Gives a key its place; what is not known yet is null. */
static json_t *add(GvSummary *summary, const char *key, json_t *value)
{
  json_object_set_new(summary->root, key, value);
  return value;
}

/* A password that was written on the command line goes no further. */
static json_t *argument_json(const char *argument)
{
  g_autofree char *shown = gv_text_without_passwords(argument);

  return gv_json_text(shown);
}

GvSummary *gv_summary_new(const char *command, const char *const *arguments)
{
  GvSummary *summary = g_new0(GvSummary, 1);
  json_t *list;

  summary->root = json_object();
  add(summary, "program", json_string("grapevine"));
  add(summary, "version", json_string(gv_version()));
  add(summary, "command", gv_json_text(command));
  list = add(summary, "arguments", json_array());
  for (; arguments && *arguments; arguments++)
    json_array_append_new(list, argument_json(*arguments));
  add(summary, "seed", json_null());
  add(summary, "threads", json_null());
  summary->inputs = add(summary, "inputs", json_array());
  add(summary, "graph", json_null());
  summary->results = add(summary, "results", json_object());
  summary->phases = add(summary, "phases", json_array());
  add(summary, "peak_rss_bytes", json_null());
  return summary;
}

void gv_summary_free(GvSummary *summary)
{
  if (summary == NULL)
    return;
  json_decref(summary->root);
  g_free(summary->phase);
  g_free(summary);
}

static void end_phase(GvSummary *summary)
{
  const gint64 now = g_get_monotonic_time();

  if (summary->phase) {
    json_t *phase = json_object();
    json_object_set_new(phase, "name", gv_json_text(summary->phase));
    json_object_set_new(phase, "seconds", json_real((double)(now - summary->phase_start) / 1e6));
    json_array_append_new(summary->phases, phase);
  }
  g_clear_pointer(&summary->phase, g_free);
  summary->phase_start = now;
}

void gv_summary_phase(GvSummary *summary, const char *name)
{
  end_phase(summary);
  summary->phase = g_strdup(name);
}

void gv_summary_set_run(GvSummary *summary, int64_t seed, unsigned threads)
{
  add(summary, "seed", json_integer(seed));
  add(summary, "threads", json_integer(threads));
}

void gv_summary_add_input(GvSummary *summary, const char *path, uint64_t bytes, const char *sha256,
                          uint64_t rows, uint64_t rejected, uint64_t self_loops,
                          uint64_t duplicates)
{
  g_autofree char *shown = gv_address_shown(path);
  json_t *input = json_object();
  const gboolean hashed = sha256 && *sha256;

  json_object_set_new(input, "path", gv_json_text(shown));
  json_object_set_new(input, "bytes", json_integer((json_int_t)bytes));
  json_object_set_new(input, "sha256", hashed ? gv_json_text(sha256) : json_null());
  json_object_set_new(input, "rows", json_integer((json_int_t)rows));
  json_object_set_new(input, "rejected", json_integer((json_int_t)rejected));
  json_object_set_new(input, "self_loops", json_integer((json_int_t)self_loops));
  json_object_set_new(input, "duplicates", json_integer((json_int_t)duplicates));
  json_array_append_new(summary->inputs, input);
}

void gv_summary_set_graph(GvSummary *summary, const GvGraph *graph)
{
  json_t *object = add(summary, "graph", json_object());

  json_object_set_new(object, "vertices", json_integer(gv_graph_vertices(graph)));
  json_object_set_new(object, "edges", json_integer((json_int_t)gv_graph_edges(graph)));
  json_object_set_new(object, "directed", json_boolean(gv_graph_is_directed(graph)));
  json_object_set_new(object, "weighted", json_boolean(gv_graph_is_weighted(graph)));
}

void gv_summary_result_real(GvSummary *summary, const char *key, double value)
{
  json_object_set_new(summary->results, key, gv_json_real(value));
}

void gv_summary_result_int(GvSummary *summary, const char *key, int64_t value)
{
  json_object_set_new(summary->results, key, json_integer(value));
}

void gv_summary_result_text(GvSummary *summary, const char *key, const char *value)
{
  json_object_set_new(summary->results, key, value ? gv_json_text(value) : json_null());
}

void gv_summary_result_flag(GvSummary *summary, const char *key, gboolean value)
{
  json_object_set_new(summary->results, key, json_boolean(value));
}

void gv_summary_result_append(GvSummary *summary, const char *key, const char *value)
{
  json_t *list = json_object_get(summary->results, key);

  if (!json_is_array(list)) {
    list = json_array();
    json_object_set_new(summary->results, key, list);
  }
  json_array_append_new(list, gv_json_text(value));
}

static json_int_t peak_rss_bytes(void)
{
  struct rusage usage;

  return getrusage(RUSAGE_SELF, &usage) == 0 ? (json_int_t)usage.ru_maxrss * 1024 : 0;
}

gboolean gv_summary_write(GvSummary *summary, const char *path, GError **error)
{
  g_autoptr(GvOutput) output = gv_output_open(path, error);
  g_autoptr(GString) text = g_string_new(NULL);

  if (output == NULL)
    return FALSE;
  end_phase(summary);
  add(summary, "peak_rss_bytes", json_integer(peak_rss_bytes()));
  gv_json_append(text, summary->root, 0);
  g_string_append_c(text, '\n');
  return gv_output_write(output, text->str, text->len, error) && gv_output_commit(output, error);
}

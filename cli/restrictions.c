/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/restrictions.h"

#include <errno.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "cli/estimate.h"
#include "graph/base/memory.h"
#include "graph/base/number.h"
#include "graph/hashed_names.h"

enum { KEY_MIN = 16, KEY_MAX = 4096, MIB = 1 << 20 }; /* bytes */

static gboolean fail(GError **error, GvError code, char *text)
{
  g_set_error_literal(error, GV_ERROR, (gint)code, text);
  g_free(text);
  return FALSE;
}

/* The line end that an editor puts behind the key is no part of it. */
static size_t key_length(const char *bytes, size_t length)
{
  if (length > 0 && bytes[length - 1] == '\n')
    length--;
  return length > 0 && length < KEY_MAX && bytes[length] == '\n' && bytes[length - 1] == '\r'
             ? length - 1
             : length;
}

static gboolean check_key(const char *path, size_t length, GError **error)
{
  if (length > KEY_MAX)
    return fail(
        error, GV_ERROR_INVALID_ARGUMENT,
        g_strdup_printf("--hash-ids: %s has more than %d bytes; is this a key?", path, KEY_MAX));
  if (length < KEY_MIN)
    return fail(error, GV_ERROR_INVALID_ARGUMENT,
                g_strdup_printf("--hash-ids: the key in %s has fewer than %d bytes and could be "
                                "guessed; make one, as with openssl rand -hex 32",
                                path, KEY_MIN));
  return TRUE;
}

static GBytes *read_key(const char *path, GError **error)
{
  char bytes[KEY_MAX + 2];
  FILE *file = fopen(path, "rbe");
  size_t length = 0;

  if (file)
    length = fread(bytes, 1, sizeof bytes, file);
  if (file == NULL || ferror(file)) {
    fail(error, GV_ERROR_IO,
         g_strdup_printf("%s: cannot read the key: %s", path, g_strerror(errno)));
    if (file)
      fclose(file);
    return NULL;
  }
  fclose(file);
  length = key_length(bytes, length);
  return check_key(path, length, error) ? g_bytes_new(bytes, length) : NULL;
}

/* 500M, 2G, 1.5GiB: powers of 1024; a bare number is bytes. */
static gboolean parse_size(const char *text, uint64_t *bytes)
{
  static const char units[] = "KMGT";
  size_t length = strlen(text);
  double value, scale = 1;

  if (g_str_has_suffix(text, "iB"))
    length -= 2;
  else if (g_str_has_suffix(text, "B"))
    length -= 1;
  const char *unit = length ? strchr(units, g_ascii_toupper(text[length - 1])) : NULL;
  if (unit && *unit) {
    scale = (double)((uint64_t)1 << (10 * (unit - units + 1)));
    length--;
  }
  if (gv_number_parse(text, length, &value) != GV_NUMBER_OK || !(value * scale >= 1) ||
      value * scale > 1e18)
    return FALSE;
  *bytes = (uint64_t)(value * scale);
  return TRUE;
}

gboolean restrictions_read(Run *run, GError **error)
{
  const CommonOptions *o = &run->common;
  Restrictions *r = &run->restrictions;

  if (o->time_limit && !gv_duration_parse(o->time_limit, strlen(o->time_limit), &r->seconds))
    return fail(error, GV_ERROR_INVALID_ARGUMENT,
                g_strdup_printf("--time-limit must be a duration such as 90s, 10m or 2h, not "
                                "\"%s\"",
                                o->time_limit));
  if (r->seconds > 1e9)
    return fail(error, GV_ERROR_INVALID_ARGUMENT,
                g_strdup("--time-limit must be at most 1e9 seconds; leave it out"));
  if (o->memory && !parse_size(o->memory, &r->memory))
    return fail(
        error, GV_ERROR_INVALID_ARGUMENT,
        g_strdup_printf("--memory must be a size such as 500M or 2G, not \"%s\"", o->memory));
  if (o->hash_ids && !(run->command->uses & (COMMAND_READS | COMMAND_CAMPAIGN)))
    return fail(error, GV_ERROR_INVALID_ARGUMENT,
                g_strdup_printf("--hash-ids is for names that are read; %s reads none",
                                run->command->name));
  return o->hash_ids == NULL || (r->id_key = read_key(o->hash_ids, error)) != NULL;
}

/* All threads there will be; else their stacks, hardly ever touched, would be
 * taken for data when they come. */
static void start_threads(const GvTask *task)
{
  volatile int awake = 0;

#pragma omp parallel num_threads((int)gv_task_thread_count(task))
#pragma omp critical
  awake = awake + 1;
}

/* What is given to the process but not in memory now (stacks) does not count. */
static gboolean set_limit(const Run *run, GError **error)
{
  uint64_t data, resident;
  struct rlimit limit;

  start_threads(run->task);
  if (getrlimit(RLIMIT_RSS, &limit) != 0 || !gv_memory_in_use(&data, &resident))
    return fail(error, GV_ERROR_INVALID_ARGUMENT,
                g_strdup("--memory: this system does not tell how much memory is in use"));
  limit.rlim_cur = run->restrictions.memory + (data > resident ? data - resident : 0);
  if (setrlimit(RLIMIT_RSS, &limit) != 0)
    return fail(error, GV_ERROR_INVALID_ARGUMENT,
                g_strdup_printf("--memory: cannot set the limit: %s", g_strerror(errno)));
  return TRUE;
}

gboolean restrictions_apply(Run *run, GError **error)
{
  const uint64_t limit = run->restrictions.memory;
  Estimate estimate;

  if (limit == 0)
    return TRUE;
  estimate_sources(run->arguments->sources, FALSE, run->task, &estimate, NULL); /* so far */
  if (estimate.memory_at_least <= limit)
    return set_limit(run, error);
  return fail(error, GV_ERROR_LIMIT,
              g_strdup_printf("--memory %s is too little: the tables alone take about %.1f MiB; "
                              "raise it or give a smaller input",
                              run->common.memory, (double)estimate.memory_at_least / MIB));
}

void restrictions_explain(const Run *run, GError **error)
{
  const CommonOptions *o = &run->common;

  if (error == NULL || *error == NULL)
    return;
  if (o->time_limit && g_error_matches(*error, GV_ERROR, GV_ERROR_TIMEOUT))
    g_prefix_error(error, "--time-limit %s: ", o->time_limit);
  if (o->memory && g_error_matches(*error, GV_ERROR, GV_ERROR_NO_MEMORY))
    g_prefix_error(error, "--memory %s: ", o->memory);
}

char *restrictions_hash(const Restrictions *r, const char *name)
{
  char *hash = g_malloc(GV_ID_HASH_LENGTH + 1);
  gsize length;
  const void *key = g_bytes_get_data(r->id_key, &length);
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key, length);

  gv_id_hash(hmac, name, strlen(name), hash);
  g_hmac_unref(hmac);
  return hash;
}

void restrictions_clear(Restrictions *r)
{
  g_clear_pointer(&r->id_key, g_bytes_unref);
}

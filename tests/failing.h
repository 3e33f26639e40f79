/* Allocations that fail on request: the library's come here by way of the
 * linker (--wrap, see CMakeLists.txt).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_FAILING_H
#define GV_TEST_FAILING_H

#include <glib.h>

gpointer __real_g_try_malloc_n(gsize count, gsize size);
gpointer __real_g_try_malloc0_n(gsize count, gsize size);
gpointer __real_g_try_realloc_n(gpointer old, gsize count, gsize size);
gpointer __wrap_g_try_malloc_n(gsize count, gsize size);
gpointer __wrap_g_try_malloc0_n(gsize count, gsize size);
gpointer __wrap_g_try_realloc_n(gpointer old, gsize count, gsize size);

static gint until_failure; /* allocations, counting the failing one; 0 = none fails */

static gboolean fails_now(void)
{
  return g_atomic_int_get(&until_failure) > 0 && g_atomic_int_dec_and_test(&until_failure);
}

gpointer __wrap_g_try_malloc_n(gsize count, gsize size)
{
  return fails_now() ? NULL : __real_g_try_malloc_n(count, size);
}

gpointer __wrap_g_try_malloc0_n(gsize count, gsize size)
{
  return fails_now() ? NULL : __real_g_try_malloc0_n(count, size);
}

gpointer __wrap_g_try_realloc_n(gpointer old, gsize count, gsize size)
{
  return fails_now() ? NULL : __real_g_try_realloc_n(old, count, size);
}

/* From here on, the k-th allocation fails. */
static inline void fail_allocation(gint k)
{
  g_atomic_int_set(&until_failure, k);
}

/* No more failures; TRUE where there were fewer than k allocations. */
static inline gboolean none_failed(void)
{
  const gboolean unharmed = g_atomic_int_get(&until_failure) > 0;

  g_atomic_int_set(&until_failure, 0);
  return unharmed;
}
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/cpu.h"

#include <string.h>

const char *const gv_cpu_names[] = { "any", "avx2", "avx512", NULL };

static GvCpu found(void)
{
#ifdef __x86_64__
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return GV_CPU_AVX512;
  if (__builtin_cpu_supports("avx2"))
    return GV_CPU_AVX2;
#endif
  return GV_CPU_ANY;
}

GvCpu gv_cpu(void)
{
  const char *most = g_getenv(GV_CPU_VARIABLE);
  GvCpu cpu = found();

  for (GvCpu named = GV_CPU_ANY; most && gv_cpu_names[named]; named++)
    if (strcmp(most, gv_cpu_names[named]) == 0)
      cpu = MIN(cpu, named);
  return cpu;
}

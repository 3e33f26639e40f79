/* Which instructions the machine at hand has. Kernels that gain by wide registers
 * are compiled once for each step; the widest that runs is taken, and every step
 * gives the same bits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_CPU_H
#define GV_BASE_CPU_H

#include <grapevine/base.h>

typedef enum {
  GV_CPU_ANY,    /* what every machine of the architecture has */
  GV_CPU_AVX2,   /* x86-64 with AVX2 */
  GV_CPU_AVX512, /* x86-64 with AVX-512 F, BW, DQ and VL */
} GvCpu;

extern const char *const gv_cpu_names[]; /* by GvCpu, NULL-terminated */

/* The environment variable that forbids what lies beyond its value, a name. */
#define GV_CPU_VARIABLE "GRAPEVINE_CPU"

/* The widest that runs here and is not forbidden. */
GvCpu gv_cpu(void);
#endif

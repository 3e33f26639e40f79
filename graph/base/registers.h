/* For code that is compiled once for each step of instructions (cpu.h).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_REGISTERS_H
#define GV_BASE_REGISTERS_H

/* Bytes of a register of the step at hand. */
#if defined __AVX512F__
#define LINE 64
#elif defined __AVX2__
#define LINE 32
#else
#define LINE 16
#endif

#define INLINE static inline __attribute__((always_inline))
/* Inner loops that stand alone have the registers to themselves. */
#define APART static __attribute__((noinline))
#endif

/* Random streams keyed by (seed, stream): stream i gives the same numbers
 * whichever thread draws them. Philox4x32-10 of Random123 (Salmon et al. 2011).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_BASE_RANDOM_H
#define GV_BASE_RANDOM_H

#include <Random123/philox.h>
#include <stdint.h>

typedef struct {
  philox4x32_key_t key;
  philox4x32_ctr_t counter;
  philox4x32_ctr_t block;
  unsigned left; /* 64-bit numbers not yet handed out of block */
} GvRng;

static inline GvRng gv_rng(uint64_t seed, uint64_t stream)
{
  return (GvRng){ .key = { { (uint32_t)seed, (uint32_t)(seed >> 32) } },
                  .counter = { { 0, 0, (uint32_t)stream, (uint32_t)(stream >> 32) } } };
}

static inline uint64_t gv_rng_next(GvRng *rng)
{
  if (rng->left == 0) {
    rng->block = philox4x32(rng->counter, rng->key);
    rng->counter.v[1] += ++rng->counter.v[0] == 0;
    rng->left = 2;
  }
  rng->left--;
  return (uint64_t)rng->block.v[2 * rng->left + 1] << 32 | rng->block.v[2 * rng->left];
}

/* Uniform in [0, 1), 53 bits. */
static inline double gv_rng_real(GvRng *rng)
{
  return (double)(gv_rng_next(rng) >> 11) * 0x1p-53;
}

/* Uniform in [0, bound), without modulo bias (Lemire 2019). bound > 0. */
static inline uint32_t gv_rng_below(GvRng *rng, uint32_t bound)
{
  uint64_t m = (gv_rng_next(rng) >> 32) * bound;

  if ((uint32_t)m < bound)
    for (uint32_t least = (0u - bound) % bound; (uint32_t)m < least;)
      m = (gv_rng_next(rng) >> 32) * bound;
  return (uint32_t)(m >> 32);
}

/* One well mixed 64-bit number for an item, where a whole stream is too much
 * (finaliser of splitmix64, Steele et al. 2014). */
static inline uint64_t gv_mix64(uint64_t z)
{
  z += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A stream of few numbers, where a block of Philox would be more than is wanted:
 * splitmix64 from a start of its own. Keyed like GvRng. */
typedef struct {
  uint64_t at;
} GvShortRng;

static inline GvShortRng gv_short_rng(uint64_t seed, uint64_t stream)
{
  return (GvShortRng){ gv_mix64(seed ^ gv_mix64(stream)) };
}

static inline uint64_t gv_short_rng_next(GvShortRng *rng)
{
  return gv_mix64(rng->at += UINT64_C(0x9e3779b97f4a7c15));
}

/* Uniform in [0, 1), 53 bits. */
static inline double gv_short_rng_real(GvShortRng *rng)
{
  return (double)(gv_short_rng_next(rng) >> 11) * 0x1p-53;
}

/* Uniform in [0, bound) from 32 random bits, or from more where those are of the few that
 * would favour some (Lemire 2019). bound > 0. */
static inline uint32_t gv_short_rng_below(GvShortRng *rng, uint32_t bits, uint32_t bound)
{
  uint64_t m = (uint64_t)bits * bound;

  if ((uint32_t)m < bound)
    for (uint32_t least = (0u - bound) % bound; (uint32_t)m < least;)
      m = (gv_short_rng_next(rng) >> 32) * bound;
  return (uint32_t)(m >> 32);
}
#endif

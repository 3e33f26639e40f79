/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/base/random.h"

#include <glib.h>
#include <math.h>

/* Known answers of Random123 (kat_vectors, philox4x32 10), through our stream:
 * it hands out words 3,2 and then 1,0 of a block. */
static void first_block_is_philox(void)
{
  GvRng rng = gv_rng(0, 0);

  g_assert_cmphex(gv_rng_next(&rng), ==, UINT64_C(0x9b00dbd8bc57ac4c));
  g_assert_cmphex(gv_rng_next(&rng), ==, UINT64_C(0xe169c58d6627e8d5));
}

static void seed_and_stream_fill_key_and_counter(void)
{
  GvRng rng = gv_rng(UINT64_C(0x299f31d0a4093822), UINT64_C(0x0370734413198a2e));

  /* The vector of the digits of pi: counter 243f6a88 85a308d3 13198a2e 03707344. */
  rng.counter.v[0] = 0x243f6a88;
  rng.counter.v[1] = 0x85a308d3;
  g_assert_cmphex(gv_rng_next(&rng), ==, UINT64_C(0x24126ea15001e420));
  g_assert_cmphex(gv_rng_next(&rng), ==, UINT64_C(0x94fdccebd16cfe09));
}

/* 2^32 blocks later the counter's next word moves: the stream does not start anew. */
static void counter_carries(void)
{
  GvRng rng = gv_rng(1, 2), start = gv_rng(1, 2);

  rng.counter.v[0] = UINT32_MAX;
  gv_rng_next(&rng);
  g_assert_cmpuint(rng.counter.v[0], ==, 0);
  g_assert_cmpuint(rng.counter.v[1], ==, 1);
  gv_rng_next(&rng);
  g_assert_cmphex(gv_rng_next(&rng), !=, gv_rng_next(&start));
}

static void same_seed_and_stream_give_the_same_numbers(void)
{
  GvRng a = gv_rng(7, 3), b = gv_rng(7, 3);

  for (int i = 0; i < 1000; i++)
    g_assert_cmphex(gv_rng_next(&a), ==, gv_rng_next(&b));
}

/* Neighbouring seeds and streams, low and high halves: no number twice. */
static void other_seeds_and_streams_give_other_numbers(void)
{
  static const uint64_t keys[] = { 0, 1, 2, UINT64_C(1) << 32, UINT64_MAX };
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

  for (size_t s = 0; s < G_N_ELEMENTS(keys); s++)
    for (size_t t = 0; t < G_N_ELEMENTS(keys); t++) {
      GvRng rng = gv_rng(keys[s], keys[t]);
      for (int i = 0; i < 1000; i++) {
        uint64_t number = gv_rng_next(&rng);
        g_assert_true(g_hash_table_add(seen, g_memdup2(&number, sizeof number)));
      }
    }
}

/* Below this a chi-square of k - 1 degrees stays but once in a million (Wilson and Hilferty). */
static double chi_square_limit(double degrees)
{
  return degrees * pow(1 - 2 / (9 * degrees) + 4.75 * sqrt(2 / (9 * degrees)), 3);
}

static void assert_uniform(const uint32_t *counts, uint32_t cells, double draws)
{
  double sum = 0;

  for (uint32_t i = 0; i < cells; i++)
    sum += (counts[i] - draws / cells) * (counts[i] - draws / cells) / (draws / cells);
  g_assert_cmpfloat(sum, <, chi_square_limit(cells - 1.0));
}

static void below_is_uniform(void)
{
  static const uint32_t bounds[] = { 2, 3, 7, 10, 100, 1000 };

  for (size_t b = 0; b < G_N_ELEMENTS(bounds); b++) {
    uint32_t counts[1000] = { 0 };
    GvRng rng = gv_rng(11, b);
    for (int i = 0; i < 500000; i++) {
      uint32_t drawn = gv_rng_below(&rng, bounds[b]);
      g_assert_cmpuint(drawn, <, bounds[b]);
      counts[drawn]++;
    }
    assert_uniform(counts, bounds[b], 500000);
  }
}

/* Near 3/4 of 2^32 a modulo, or a product without rejection, is off by a third. */
static void below_is_unbiased_for_large_bounds(void)
{
  const uint32_t bound = UINT32_C(3) << 30;
  uint32_t counts[3] = { 0 };
  GvRng rng = gv_rng(12, 0);

  for (int i = 0; i < 300000; i++)
    counts[gv_rng_below(&rng, bound) % 3]++;
  assert_uniform(counts, 3, 300000);
  g_assert_cmpuint(gv_rng_below(&rng, 1), ==, 0);
}

static void real_is_uniform_below_one(void)
{
  uint32_t counts[100] = { 0 };
  GvRng rng = gv_rng(13, 0);

  for (int i = 0; i < 500000; i++) {
    double drawn = gv_rng_real(&rng);
    g_assert_true(drawn >= 0 && drawn < 1);
    counts[(int)(drawn * 100)]++;
  }
  assert_uniform(counts, 100, 500000);
}

/* The finaliser is a bijection; the first outputs of splitmix64 with seed 0. */
static void mix_is_splitmix64(void)
{
  g_assert_cmphex(gv_mix64(0), ==, UINT64_C(0xe220a8397b1dcdaf));
  g_assert_cmphex(gv_mix64(UINT64_C(0x9e3779b97f4a7c15)), ==, UINT64_C(0x6e789e6aa1b965f4));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/random/first-block-is-philox", first_block_is_philox);
  g_test_add_func("/random/seed-and-stream-fill-key-and-counter",
                  seed_and_stream_fill_key_and_counter);
  g_test_add_func("/random/counter-carries", counter_carries);
  g_test_add_func("/random/same-seed-and-stream-give-the-same-numbers",
                  same_seed_and_stream_give_the_same_numbers);
  g_test_add_func("/random/other-seeds-and-streams-give-other-numbers",
                  other_seeds_and_streams_give_other_numbers);
  g_test_add_func("/random/below-is-uniform", below_is_uniform);
  g_test_add_func("/random/below-is-unbiased-for-large-bounds", below_is_unbiased_for_large_bounds);
  g_test_add_func("/random/real-is-uniform-below-one", real_is_uniform_below_one);
  g_test_add_func("/random/mix-is-splitmix64", mix_is_splitmix64);
  return g_test_run();
}

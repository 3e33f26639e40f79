/* The random words that cascades are made of: lanes of the probability asked for,
 * independent of each other, and the same whatever else is asked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/influence/forward_words.h"
#include "common.h"

/* The chance of a figure so far from what it should be, or farther, is 1e-6. */
static void assert_frequency(double count, double draws, double p)
{
  g_assert_cmpfloat(fabs(count - draws * p), <=, 5 * sqrt(draws * p * (1 - p)) + 1e-9);
}

/* draw(start, p) is 64 lanes, each with p, independent of each other and of the next. */
static void check_lanes(uint64_t (*draw)(uint64_t start, double p), double p)
{
  enum { DRAWS = 200000 };
  double lanes[64] = { 0 }, pairs = 0, next = 0, sizes[3] = { 0 };
  const double none = pow(1 - p, 64), one = 64 * p * pow(1 - p, 63);
  uint64_t before = 0;

  for (uint64_t i = 0; i < DRAWS; i++) {
    const uint64_t word = draw(gv_word_start(gv_word_key(1, i / 1000), i % 1000), p);
    for (int lane = 0; lane < 64; lane++)
      lanes[lane] += (double)(word >> lane & 1);
    pairs += (double)(word >> 5 & word >> 40 & 1);
    next += (double)(word >> 9 & before >> 9 & 1);
    sizes[MIN(__builtin_popcountll(word), 2)]++;
    before = word;
  }
  for (int lane = 0; lane < 64; lane++)
    assert_frequency(lanes[lane], DRAWS, p);
  assert_frequency(pairs, DRAWS, p * p);
  assert_frequency(next, DRAWS, p * p);
  assert_frequency(sizes[0], DRAWS, none);
  assert_frequency(sizes[1], DRAWS, one);
}

static uint64_t draw_below(uint64_t start, double p)
{
  return gv_lanes_below(start, (uint64_t)(p * 0x1p64), UINT64_MAX);
}

/* A share in the middle. */
static uint64_t draw_between(uint64_t start, double p)
{
  return gv_lanes_between(start, (uint64_t)(.3 * 0x1p64), (uint64_t)((.3 + p) * 0x1p64),
                          UINT64_MAX);
}

static void words_have_the_probability_asked_for(void)
{
  static const double few[] = { GV_FEW_LANES, .03, .01, .001, 1e-5 };
  static const double any[] = { .6, .5, .25, .1, .01, .001 };

  for (size_t i = 0; i < G_N_ELEMENTS(few); i++)
    check_lanes(gv_few_lanes, few[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(any); i++) {
    check_lanes(draw_below, any[i]);
    check_lanes(draw_between, any[i]);
  }
}

static void a_lane_is_the_same_whatever_is_wanted(void)
{
  for (uint64_t i = 0; i < 20000; i++) {
    const uint64_t start = gv_word_start(7, i), wanted = gv_mix64(i) & gv_mix64(i + 1);
    const uint64_t a = gv_mix64(3 * i), b = gv_mix64(5 * i + 1);
    const uint64_t from = MIN(a, b) >> i % 40, to = MAX(a, b) >> i % 40;
    const uint64_t below_from = gv_lanes_below(start, from, UINT64_MAX),
                   below_to = gv_lanes_below(start, to, UINT64_MAX);
    g_assert_cmphex(gv_lanes_below(start, to, wanted), ==, below_to & wanted);
    g_assert_cmphex(gv_lanes_between(start, from, to, wanted), ==, below_to & ~below_from & wanted);
    g_assert_cmphex(gv_lanes_between(start, from, 0, wanted), ==, ~below_from & wanted);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/simulate/words-have-the-probability-asked-for",
                  words_have_the_probability_asked_for);
  g_test_add_func("/simulate/a-lane-is-the-same-whatever-is-wanted",
                  a_lane_is_the_same_whatever_is_wanted);
  return g_test_run();
}

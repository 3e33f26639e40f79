/* loss     = sum over rows of w * (log(1 + exp(eta)) - y * eta),   eta = z . beta
 * gradient = sum over rows of w * (p - y) * z,                     p = 1 / (1 + exp(-eta))
 * hessian  = sum over rows of w * p * (1 - p) * z z'
 * where z are the standardised columns and a 1. O(rows * k^2).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/logistic_sums.h"

#include <omp.h>
#include <string.h>

#include "graph/base/array.h"
#include "graph/base/task.h"

enum { BLOCK = 256 }; /* rows; part of the result's bits */

/* One thread's memory: its block's rows, and what they add. */
typedef struct {
  double *z;        /* [k * BLOCK], column by column */
  double *residual; /* [BLOCK], w * (p - y) */
  double *weight;   /* [BLOCK], w * p * (1 - p) */
  double *weighted; /* [BLOCK], one column times weight */
  double *gradient; /* [k] */
  double *hessian;  /* [k * k] */
  double loss;
} Block;

gboolean gv_logistic_pass_init(GvLogisticPass *pass, const GvLearningRows *rows, const double *mean,
                               const double *sd, const GvTask *task, GError **error)
{
  const size_t k = rows->columns + 1;

  *pass = (GvLogisticPass){ rows, mean, sd, k, (k + 3) * BLOCK + k + k * k, NULL };
  pass->scratch =
      gv_array_new((size_t)gv_task_threads(task) * pass->own, sizeof *pass->scratch, error);
  return pass->scratch != NULL;
}

void gv_logistic_pass_clear(GvLogisticPass *pass)
{
  g_clear_pointer(&pass->scratch, g_free);
}

static Block block_of_thread(const GvLogisticPass *pass)
{
  const size_t k = pass->k;
  double *own = pass->scratch + (size_t)omp_get_thread_num() * pass->own;
  Block block = { .z = own };

  block.residual = block.z + k * BLOCK;
  block.weight = block.residual + BLOCK;
  block.weighted = block.weight + BLOCK;
  block.gradient = block.weighted + BLOCK;
  block.hessian = block.gradient + k;
  return block;
}

/* Four running sums, joined in one order: quicker, and the same bits from every compiler. */
static double dot(const double *a, const double *b, size_t count)
{
  double sum[4] = { 0 };
  size_t i = 0;

  for (; i + 4 <= count; i += 4)
    for (size_t l = 0; l < 4; l++)
      sum[l] += a[i + l] * b[i + l];
  for (size_t l = 0; i < count; i++, l++)
    sum[l] += a[i] * b[i];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* dot() of b and each of four columns, to the bit: b is fetched once for all. */
static void dot_four(const double *a, const double *b, size_t count, double *sums)
{
  double sum[4][4] = { { 0 } };
  size_t i = 0;

  for (; i + 4 <= count; i += 4)
    for (size_t c = 0; c < 4; c++)
      for (size_t l = 0; l < 4; l++)
        sum[c][l] += a[c * BLOCK + i + l] * b[i + l];
  for (size_t l = 0; i < count; i++, l++)
    for (size_t c = 0; c < 4; c++)
      sum[c][l] += a[c * BLOCK + i] * b[i];
  for (size_t c = 0; c < 4; c++)
    sums[c] = (sum[c][0] + sum[c][1]) + (sum[c][2] + sum[c][3]);
}

static void standardise(const GvLogisticPass *pass, size_t first, size_t count, Block *block)
{
  for (size_t j = 0; j + 1 < pass->k; j++) {
    const double *x = pass->rows->x[j] + first, mean = pass->mean[j], sd = pass->sd[j];
    for (size_t i = 0; i < count; i++)
      block->z[j * BLOCK + i] = sd > 0 ? (x[i] - mean) / sd : 0;
  }
  for (size_t i = 0; i < count; i++)
    block->z[(pass->k - 1) * BLOCK + i] = 1;
}

/* What each row of the block loses, and its share in slope and curvature. */
static void weigh(const GvLogisticPass *pass, const double *beta, size_t first, size_t count,
                  Block *block)
{
  const double *y = pass->rows->y + first;
  const double *w = pass->rows->weight ? pass->rows->weight + first : NULL;
  double *eta = block->weighted;

  memset(eta, 0, count * sizeof *eta);
  for (size_t j = 0; j < pass->k; j++)
    for (size_t i = 0; i < count; i++)
      eta[i] += beta[j] * block->z[j * BLOCK + i];
  block->loss = 0;
  for (size_t i = 0; i < count; i++) {
    const double small = exp(-fabs(eta[i])), rare = small / (1 + small), each = w ? w[i] : 1;
    const double p = eta[i] > 0 ? 1 / (1 + small) : rare;
    block->loss += each * (log1p(small) + MAX(eta[i], 0) - y[i] * eta[i]);
    block->residual[i] = each * (p - y[i]);
    block->weight[i] = each * rare / (1 + small); /* p (1 - p), exact in both tails */
  }
}

static void do_block(const GvLogisticPass *pass, const double *beta, size_t first, Block *block)
{
  const size_t k = pass->k, count = MIN((size_t)BLOCK, pass->rows->rows - first);

  standardise(pass, first, count, block);
  weigh(pass, beta, first, count, block);
  for (size_t j = 0; j < k; j++) {
    const double *z = block->z + j * BLOCK;
    block->gradient[j] = dot(z, block->residual, count);
    for (size_t i = 0; i < count; i++)
      block->weighted[i] = z[i] * block->weight[i];
    size_t l = 0;
    for (; l + 4 <= j + 1; l += 4)
      dot_four(block->z + l * BLOCK, block->weighted, count, block->hessian + j * k + l);
    for (; l <= j; l++)
      block->hessian[j * k + l] = dot(block->z + l * BLOCK, block->weighted, count);
  }
}

static void join(const Block *block, size_t k, GvLogisticSums *sums)
{
  sums->loss += block->loss;
  for (size_t j = 0; j < k; j++) {
    sums->gradient[j] += block->gradient[j];
    for (size_t l = 0; l <= j; l++)
      sums->hessian[j * k + l] += block->hessian[j * k + l];
  }
}

void gv_logistic_pass_run(const GvLogisticPass *pass, const double *beta, GvLogisticSums *sums,
                          const GvTask *task)
{
  const size_t k = pass->k, blocks = (pass->rows->rows + BLOCK - 1) / BLOCK;

  sums->loss = 0;
  memset(sums->gradient, 0, k * sizeof *sums->gradient);
  memset(sums->hessian, 0, k * k * sizeof *sums->hessian);
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, 1) ordered
  for (size_t b = 0; b < blocks; b++) {
    Block block = block_of_thread(pass);
    if (!gv_task_is_cancelled(task)) /* whoever asked for the sums looks, too */
      do_block(pass, beta, b * BLOCK, &block);
#pragma omp ordered
    join(&block, k, sums);
  }
}

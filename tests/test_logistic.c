/* Ridge logistic regression against published values, closed forms and plain gradient descent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/learning/logistic.h"

#include "algorithms/learning/logistic_sums.h"
#include "common.h"
#include "graph/base/random.h"

/* Spector and Mazzeo 1980 (J. Economic Education 11): grade point average, test score, whether
 * taught by the new method; did the grade improve? Greene's textbook fits it. */
static const double spector[32][4] = {
  { 2.66, 20, 0, 0 }, { 2.89, 22, 0, 0 }, { 3.28, 24, 0, 0 }, { 2.92, 12, 0, 0 },
  { 4.00, 21, 0, 1 }, { 2.86, 17, 0, 0 }, { 2.76, 17, 0, 0 }, { 2.87, 21, 0, 0 },
  { 3.03, 25, 0, 0 }, { 3.92, 29, 0, 1 }, { 2.63, 20, 0, 0 }, { 3.32, 23, 0, 0 },
  { 3.57, 23, 0, 0 }, { 3.26, 25, 0, 1 }, { 3.53, 26, 0, 0 }, { 2.74, 19, 0, 0 },
  { 2.75, 25, 0, 0 }, { 2.83, 19, 0, 0 }, { 3.12, 23, 1, 0 }, { 3.16, 25, 1, 1 },
  { 2.06, 22, 1, 0 }, { 3.62, 28, 1, 1 }, { 2.89, 14, 1, 0 }, { 3.51, 26, 1, 0 },
  { 3.54, 24, 1, 1 }, { 2.83, 27, 1, 1 }, { 3.39, 17, 1, 1 }, { 2.67, 24, 1, 0 },
  { 3.65, 21, 1, 1 }, { 4.00, 23, 1, 1 }, { 3.10, 21, 1, 0 }, { 2.39, 19, 1, 1 },
};

/* Coefficients as statsmodels prints them in its example of these data; errors and log-likelihood
 * from Stata 11, which keeps data in single precision (its coefficients agree to 4e-7). The
 * intercept last. */
static const double published[4][2] = {
  { 2.82611259, 1.26294114526 },
  { .09515766, .141554207662 },
  { 2.37868766, 1.06456430165 },
  { -13.02134686, 4.93132462871 },
};
static const double published_likelihood = -12.8896334653335;

enum { MOST = 60000, COLUMNS = 5 };

typedef struct {
  double column[COLUMNS][MOST], y[MOST], weight[MOST];
  const double *x[COLUMNS];
  GvLearningRows rows;
} Data;

static Data *data_new(size_t rows, size_t columns)
{
  Data *d = g_new0(Data, 1);

  for (size_t j = 0; j < COLUMNS; j++)
    d->x[j] = d->column[j];
  d->rows = (GvLearningRows){ rows, columns, d->x, d->y, NULL };
  return d;
}

/* Columns of different sizes that go together a little; labels by a logistic law. */
static Data *random_data(size_t rows, size_t columns, guint64 seed)
{
  Data *d = data_new(rows, columns);
  GvRng rng = gv_rng(seed, 0);

  for (size_t i = 0; i < rows; i++) {
    const double common = gv_rng_real(&rng);
    double odds = -.7;
    for (size_t j = 0; j < columns; j++) {
      const double z = common + 2 * gv_rng_real(&rng) - 1.5;
      d->column[j][i] = 100 * (double)j + exp2((double)j) * z;
      odds += (j % 2 ? -1.5 : 2) * z;
    }
    d->y[i] = gv_rng_real(&rng) < gv_logistic_probability(odds);
    d->weight[i] = .5 + gv_rng_real(&rng);
  }
  return d;
}

static GvLogistic *fit(const Data *d, double lambda, const int8_t *sign)
{
  g_autoptr(GError) error = NULL;
  GvLogistic *model =
      gv_logistic_fit(&d->rows, &(GvLogisticOptions){ .lambda = lambda, .sign = sign }, NULL, &error);

  g_assert_no_error(error);
  return model;
}

static void assert_refused(const Data *d, double lambda, const char *why)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(gv_logistic_fit(&d->rows, &(GvLogisticOptions){ .lambda = lambda }, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull(strstr(error->message, why));
}

static void test_published(void)
{
  g_autofree Data *d = data_new(32, 3);

  for (size_t i = 0; i < 32; i++) {
    for (size_t j = 0; j < 3; j++)
      d->column[j][i] = spector[i][j];
    d->y[i] = spector[i][3];
  }
  g_autoptr(GvLogistic) model = fit(d, 0, NULL);
  for (size_t j = 0; j < 3; j++) {
    g_assert_cmpfloat_with_epsilon(model->coefficient[j], published[j][0], 5.1e-9);
    assert_close(model->error[j], published[j][1], 1e-6);
  }
  g_assert_cmpfloat_with_epsilon(model->intercept, published[3][0], 5.1e-9);
  assert_close(model->intercept_error, published[3][1], 1e-6);
  assert_close(model->log_likelihood, published_likelihood, 1e-7);
}

/* One column of 0 and 1: log-odds of the two groups, and Woolf's standard error. */
static void test_two_by_two(void)
{
  const double cell[2][2] = { { 50, 7 }, { 30, 21 } }; /* [x][y] */
  g_autofree Data *d = data_new(4, 1);

  for (size_t i = 0; i < 4; i++) {
    d->column[0][i] = (double)(i / 2);
    d->y[i] = (double)(i % 2);
    d->weight[i] = cell[i / 2][i % 2];
  }
  d->rows.weight = d->weight;
  g_autoptr(GvLogistic) model = fit(d, 0, NULL);
  assert_close(model->intercept, log(7.0 / 50), 1e-12);
  assert_close(model->coefficient[0], log(21.0 / 30) - log(7.0 / 50), 1e-12);
  assert_close(model->intercept_error, sqrt(1.0 / 7 + 1.0 / 50), 1e-9);
  assert_close(model->error[0], sqrt(1.0 / 7 + 1.0 / 50 + 1.0 / 21 + 1.0 / 30), 1e-9);
}

/* What is minimised, written down once more: slope at standardised beta, intercept last. */
static void slope_at(const Data *d, const GvLogistic *m, const double *beta, double *slope)
{
  const size_t p = d->rows.columns;

  for (size_t j = 0; j <= p; j++)
    slope[j] = j < p ? m->lambda * beta[j] : 0;
  for (size_t i = 0; i < d->rows.rows; i++) {
    double odds = beta[p];
    for (size_t j = 0; j < p; j++)
      odds += beta[j] * (d->column[j][i] - m->mean[j]) / m->sd[j];
    const double off = (1 / (1 + exp(-odds)) - d->y[i]) * (d->rows.weight ? d->weight[i] : 1);
    for (size_t j = 0; j < p; j++)
      slope[j] += off * (d->column[j][i] - m->mean[j]) / m->sd[j];
    slope[p] += off;
  }
}

/* Down the slope in small steps, signs kept by stopping at 0. */
static void descend(const Data *d, const GvLogistic *m, const int8_t *sign, double *beta)
{
  const size_t p = d->rows.columns;
  const double pace = 1 / ((double)(p + 1) * (double)d->rows.rows / 2 + m->lambda);
  double slope[COLUMNS + 1];

  for (int step = 0; step < 4000; step++) {
    slope_at(d, m, beta, slope);
    for (size_t j = 0; j <= p; j++) {
      beta[j] -= pace * slope[j];
      if (sign && j < p && sign[j] * beta[j] < 0)
        beta[j] = 0;
    }
  }
}

static void test_descent(void)
{
  static const int8_t sign[COLUMNS] = { 1, 1, -1, 0, -1 };

  for (guint64 seed = 0; seed < 8; seed++) {
    const double lambda = (double[]){ 0, .5, 20 }[seed % 3];
    const int8_t *signs = seed < 4 ? NULL : sign;
    g_autofree Data *d = random_data(300, 2 + seed % 4, seed);
    double beta[COLUMNS + 1] = { 0 };
    d->rows.weight = seed % 2 ? d->weight : NULL;
    for (size_t i = 0; seed % 2 && i < 300; i += 7)
      d->y[i] = (double)(i % 10) / 10; /* neither 0 nor 1 */
    g_autoptr(GvLogistic) model = fit(d, lambda, signs);
    descend(d, model, signs, beta);
    for (size_t j = 0; j < d->rows.columns; j++)
      assert_close(model->coefficient[j] * model->sd[j], beta[j], 1e-8);
    double odds[300];
    gv_logistic_odds(model, d->rows.x, 300, odds);
    for (size_t i = 0; i < 300; i++) {
      double slow = beta[d->rows.columns];
      for (size_t j = 0; j < d->rows.columns; j++)
        slow += beta[j] * (d->column[j][i] - model->mean[j]) / model->sd[j];
      assert_close(odds[i], slow, 1e-7);
    }
  }
}

/* A column held at its bound tells no error; one of the wrong sign is held. */
static void test_signs(void)
{
  static const int8_t wrong[COLUMNS] = { 1, 1, 0, 0, 0 }; /* the second's true sign is minus */
  g_autofree Data *d = random_data(2000, 3, 5);
  g_autoptr(GvLogistic) held = fit(d, 1, wrong);
  g_autoptr(GvLogistic) loose = fit(d, 1, NULL);

  g_assert_cmpfloat(loose->coefficient[1], <, 0);
  g_assert_cmpfloat(held->coefficient[1], ==, 0);
  g_assert_true(isnan(held->error[1]));
  g_assert_cmpfloat(held->error[0], >, 0);
  g_assert_cmpfloat(held->coefficient[0], >, 0);
  g_assert_cmpfloat(held->log_likelihood, <, loose->log_likelihood);
}

/* A column that goes with the labels, but only because it goes with another: it starts off on its
 * allowed side and must come back to 0. */
static void test_sign_reached_late(void)
{
  static const int8_t sign[2] = { 1, 1 };
  g_autofree Data *d = random_data(2000, 2, 7);
  GvRng rng = gv_rng(7, 1);
  double beta[COLUMNS + 1] = { 0 };

  for (size_t i = 0; i < 2000; i++) {
    d->column[1][i] = d->column[0][i] + .5 * gv_rng_real(&rng);
    d->y[i] =
        gv_rng_real(&rng) < gv_logistic_probability(3 * d->column[0][i] - d->column[1][i]);
  }
  g_autoptr(GvLogistic) model = fit(d, .5, sign);
  g_assert_cmpfloat(model->coefficient[1], ==, 0);
  descend(d, model, sign, beta);
  assert_close(model->coefficient[0] * model->sd[0], beta[0], 1e-8);
  g_assert_cmpfloat(beta[1], ==, 0);
}

static void test_separation(void)
{
  g_autofree Data *complete = random_data(100, 2, 3), *quasi = random_data(100, 2, 4);

  for (size_t i = 0; i < 100; i++) {
    complete->y[i] = complete->column[0][i] > 0;
    quasi->column[1][i] = i < 10;
    if (i < 10)
      quasi->y[i] = 1;
  }
  assert_refused(complete, 0, "without any doubt");
  assert_refused(quasi, 0, "without any doubt");
  g_autoptr(GvLogistic) model = fit(complete, 1, NULL);
  g_assert_cmpfloat(model->coefficient[0], >, 1);
  g_autoptr(GvLogistic) other = fit(quasi, 1, NULL);
  g_assert_cmpfloat(other->coefficient[1], >, 0);
}

static void test_collinear(void)
{
  g_autofree Data *d = random_data(200, 3, 9);

  for (size_t i = 0; i < 200; i++)
    d->column[2][i] = 3 * d->column[1][i] - 7;
  assert_refused(d, 0, "depend on each other");
  g_autoptr(GvLogistic) model = fit(d, 1, NULL);
  assert_close(model->coefficient[1] * model->sd[1], model->coefficient[2] * model->sd[2], 1e-9);
}

static void test_refusals(void)
{
  g_autofree Data *d = random_data(100, 2, 1);

  for (size_t i = 0; i < 100; i++)
    d->column[1][i] = 1e6 / 3;
  g_autoptr(GvLogistic) model = fit(d, 0, NULL);
  g_assert_cmpfloat(model->coefficient[1], ==, 0);
  g_assert_true(isnan(model->error[1]));
  d->column[1][7] = NAN;
  assert_refused(d, 1, "no finite number");
  d->column[1][7] = 0;
  d->y[3] = 1.5;
  assert_refused(d, 1, "outside 0 .. 1");
  for (size_t i = 0; i < 100; i++)
    d->y[i] = 1;
  assert_refused(d, 1, "every label is 1");
  memset(d->y, 0, sizeof d->y);
  assert_refused(d, 1, "no label is 1");
  d->rows.rows = 0;
  assert_refused(d, 1, "nobody");
}

/* A weight of 3 is the same as three rows. */
static void test_weights(void)
{
  g_autofree Data *d = random_data(500, 2, 2), *many = data_new(0, 2);

  d->rows.weight = d->weight;
  for (size_t i = 0; i < 500; i++) {
    d->weight[i] = (double)(i % 4);
    for (size_t copy = 0; copy < i % 4; copy++) {
      for (size_t j = 0; j < 2; j++)
        many->column[j][many->rows.rows] = d->column[j][i];
      many->y[many->rows.rows++] = d->y[i];
    }
  }
  g_autoptr(GvLogistic) model = fit(d, 2, NULL);
  g_autoptr(GvLogistic) other = fit(many, 2, NULL);
  for (size_t j = 0; j < 2; j++) {
    assert_close(model->coefficient[j], other->coefficient[j], 1e-10);
    assert_close(model->error[j], other->error[j], 1e-10);
  }
  assert_close(model->log_likelihood, other->log_likelihood, 1e-10);
}

static void test_path(void)
{
  static const double lambda[] = { 100, 10, 1, .01 };
  g_autofree Data *d = random_data(400, 4, 6);
  g_autofree GvLogistic **path =
      gv_logistic_path(&d->rows, &(GvLogisticOptions){ 0 }, lambda, 4, NULL, NULL);

  g_assert_nonnull(path);
  for (size_t l = 0; l < 4; l++) {
    g_autoptr(GvLogistic) alone = fit(d, lambda[l], NULL);
    g_autoptr(GvLogistic) model = path[l];
    assert_close(model->intercept, alone->intercept, 1e-9);
    for (size_t j = 0; j < 4; j++)
      assert_close(model->coefficient[j], alone->coefficient[j], 1e-9);
  }
}

static void test_threads(void)
{
  g_autofree Data *d = random_data(MOST, COLUMNS, 8);
  g_autoptr(GvLogistic) first = NULL;

  d->rows.weight = d->weight;
  for (size_t t = 0; t < 4; t++) {
    g_autoptr(GvTask) task = gv_task_new((unsigned[]){ 1, 2, 3, 8 }[t]);
    g_autoptr(GvLogistic) model =
        gv_logistic_fit(&d->rows, &(GvLogisticOptions){ .lambda = .1 }, task, NULL);
    g_assert_nonnull(model);
    if (first == NULL)
      first = g_steal_pointer(&model);
    else {
      const size_t size = COLUMNS * sizeof(double);
      g_assert_true(memcmp(model->coefficient, first->coefficient, size) == 0);
      g_assert_true(memcmp(model->error, first->error, size) == 0);
      g_assert_true(model->intercept == first->intercept &&
                    model->log_likelihood == first->log_likelihood);
    }
  }
}

/* Newton's method mends what another order of adding changes, so the sums are looked at, often: the
 * last blocks must join last however the threads are scheduled. */
static void test_sums_in_order(void)
{
  enum { K = COLUMNS + 1, ROUNDS = 40 };
  static const double zero[COLUMNS] = { 0 }, one[COLUMNS] = { 1, 1, 1, 1, 1 };
  static const double beta[K] = { .1, -.2, .003, .04, -.01, 1 };
  g_autofree Data *d = random_data(MOST, COLUMNS, 8);
  double gradient[2][K], hessian[2][K * K];
  GvLogisticSums sums[2] = { { 0, gradient[0], hessian[0] }, { 0, gradient[1], hessian[1] } };

  for (size_t round = 0; round < ROUNDS; round++) {
    g_autoptr(GvTask) task = gv_task_new((unsigned[]){ 1, 2, 3, 8 }[round % 4]);
    GvLogisticPass pass;
    g_assert_true(gv_logistic_pass_init(&pass, &d->rows, zero, one, task, NULL));
    gv_logistic_pass_run(&pass, beta, &sums[round > 0], task);
    gv_logistic_pass_clear(&pass);
    if (round == 0)
      continue;
    g_assert_true(sums[0].loss == sums[1].loss);
    g_assert_true(memcmp(gradient[0], gradient[1], sizeof gradient[0]) == 0);
    g_assert_true(memcmp(hessian[0], hessian[1], sizeof hessian[0]) == 0);
  }
}

static void test_cancelled(void)
{
  g_autofree Data *d = random_data(MOST, COLUMNS, 8);
  g_autoptr(GvTask) task = gv_task_new(2);
  g_autoptr(GError) error = NULL;

  gv_task_cancel(task);
  g_assert_null(gv_logistic_fit(&d->rows, &(GvLogisticOptions){ 0 }, task, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_CANCELLED);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/logistic/published", test_published);
  g_test_add_func("/logistic/two-by-two", test_two_by_two);
  g_test_add_func("/logistic/descent", test_descent);
  g_test_add_func("/logistic/signs", test_signs);
  g_test_add_func("/logistic/sign-reached-late", test_sign_reached_late);
  g_test_add_func("/logistic/separation", test_separation);
  g_test_add_func("/logistic/collinear", test_collinear);
  g_test_add_func("/logistic/refusals", test_refusals);
  g_test_add_func("/logistic/weights", test_weights);
  g_test_add_func("/logistic/path", test_path);
  g_test_add_func("/logistic/threads", test_threads);
  g_test_add_func("/logistic/sums-in-order", test_sums_in_order);
  g_test_add_func("/logistic/cancelled", test_cancelled);
  return g_test_run();
}

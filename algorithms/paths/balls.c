/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/paths/balls.h"

#include <math.h>
#include <string.h>

#include "algorithms/paths/around.h"
#include "graph/base/array.h"
#include "graph/base/cpu.h"
#include "graph/base/random.h"
#include "graph/base/task.h"

enum { CHUNK = 64 }; /* people a thread looks at at a time */

typedef struct {
  const GvBalls *balls;
  GvAdjacency in, out;
  size_t registers;
  GvBallGrow grow;
  GvBallShow show;
  void *memory[2];
  uint8_t *before, *after; /* [n * registers], at a cache line; in `memory` */
  double *vacancy;         /* [registers + 1], what so many vacant registers stand for */
  double *people;          /* [n], the estimate of those within the distance at hand */
  uint8_t *grew;           /* [n], in the step before */
  uint8_t *grows;          /* [n], in the step at hand; between steps all 0 */
  GvVertex *grown;         /* [grown_count], where grew is 1 */
  GvVertex *visits;        /* [visit_count], whom to look at */
  GvVertex grown_count, visit_count;
  double *sums; /* [n * cells] */
} State;

static void state_clear(State *s)
{
  g_free(s->memory[0]);
  g_free(s->memory[1]);
  g_free(s->vacancy);
  g_free(s->people);
  g_free(s->grew);
  g_free(s->grows);
  g_free(s->grown);
  g_free(s->visits);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(State, state_clear)

size_t gv_ball_registers(double epsilon)
{
  const double least = 1.04 * 1.04 / (epsilon * epsilon) + 2;

  return (size_t)ceil(least / GV_BALL_LINE) * GV_BALL_LINE;
}

double gv_ball_standard_error(size_t registers)
{
  return 1.04 / sqrt((double)registers - 2);
}

static void choose_instructions(State *s, GvCpu cpu)
{
  s->grow = gv_balls_grow_any;
  s->show = gv_balls_show_any;
#ifdef __x86_64__
  if (cpu == GV_CPU_AVX2) {
    s->grow = gv_balls_grow_avx2;
    s->show = gv_balls_show_avx2;
  } else if (cpu == GV_CPU_AVX512) {
    s->grow = gv_balls_grow_avx512;
    s->show = gv_balls_show_avx512;
  }
#endif
  (void)cpu;
}

static uint8_t *at_cache_line(void *memory)
{
  return (uint8_t *)memory + (GV_BALL_LINE - (uintptr_t)memory % GV_BALL_LINE);
}

static gboolean state_fill(State *s, GError **error)
{
  const size_t n = s->in.n;

  for (int i = 0; i < 2; i++)
    if (!(s->memory[i] = gv_array_new(n * (s->registers / GV_BALL_LINE) + 1, GV_BALL_LINE, error)))
      return FALSE;
  s->before = at_cache_line(s->memory[0]);
  s->after = at_cache_line(s->memory[1]);
  return (s->vacancy = gv_array_new_raw(s->registers + 1, sizeof *s->vacancy, error)) &&
         (s->people = gv_array_new_raw(n, sizeof *s->people, error)) &&
         (s->grew = gv_array_new(n, sizeof *s->grew, error)) &&
         (s->grows = gv_array_new(n, sizeof *s->grows, error)) &&
         (s->grown = gv_array_new_raw(n, sizeof *s->grown, error)) &&
         (s->visits = gv_array_new_raw(n, sizeof *s->visits, error));
}

/* Ertl's sigma of x = vacant / registers, times registers. sigma(1) is infinite: a
 * counter of nobody shows 0. */
static double vacancy(size_t vacant, size_t registers)
{
  double x = (double)vacant / (double)registers, y = 1, sum = x, last;

  if (vacant == registers)
    return INFINITY;
  do {
    last = sum;
    x *= x;
    sum += x * y;
    y *= 2;
  } while (sum > last);
  return sum * (double)registers;
}

static double estimate(const State *s, GvBallCount count)
{
  const double m = (double)s->registers;
  const double alpha = 0.5 / (G_LN2 * (1 + 1.079 / m));
  const uint64_t taken = count.sum - ((uint64_t)count.vacant << GV_BALL_RANK);

  return alpha * m * m / (s->vacancy[count.vacant] + ldexp((double)taken, -GV_BALL_RANK));
}

/* The counter of a person alone: one register, chosen evenly, holds the place of the
 * lowest bit of a random number. */
static void begin(State *s, GvVertex v)
{
  const uint64_t place = gv_mix64(gv_mix64(s->balls->seed) ^ v), bits = gv_mix64(place);
  const size_t i = (size_t)((place >> 32) * s->registers >> 32);
  const int rank = 1 + __builtin_ctzll(bits | UINT64_C(1) << (GV_BALL_RANK - 1));

  s->before[v * s->registers + i] = (uint8_t)rank;
  s->people[v] = estimate(s, s->show(s->before + v * s->registers, s->registers));
  s->grew[v] = 1;
  s->grown[v] = s->visits[v] = v;
}

static void begin_all(State *s, GvTask *task)
{
  const GvVertex n = s->in.n;
  const size_t cells = s->balls->cells;

  for (size_t z = 0; z <= s->registers; z++)
    s->vacancy[z] = vacancy(z, s->registers);
  memset(s->sums, 0, n * cells * sizeof *s->sums);
  s->grown_count = s->visit_count = n;
#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(static)
  for (GvVertex v = 0; v < n; v++) {
    begin(s, v);
    if (gv_degree(s->in, v) > 0)
      s->balls->reach(s->sums + v * cells, (double)gv_degree(s->in, v), 1);
  }
}

static void look_at(State *s, const GvBallStep *step, GvVertex v, double distance)
{
  GvBallCount count;

  if (!s->grow(step, v, &count))
    return;
  const double people = estimate(s, count);
  if (distance > 1)
    s->balls->reach(s->sums + v * s->balls->cells, people - s->people[v], distance);
  s->people[v] = people;
  s->grows[v] = 1;
}

static void look_at_all(State *s, double distance, GvTask *task)
{
  const GvBallStep step = { s->in, s->registers, s->before, s->after, s->grew };

#pragma omp parallel for num_threads(gv_task_threads(task)) schedule(dynamic, CHUNK)
  for (GvVertex i = 0; i < s->visit_count; i++)
    if (!gv_task_is_cancelled(task))
      look_at(s, &step, s->visits[i], distance);
}

/* What grew becomes what grew before. */
static void turn(State *s)
{
  uint8_t *const after = s->after, *const grows = s->grows;

  for (GvVertex i = 0; i < s->grown_count; i++)
    s->grew[s->grown[i]] = 0;
  s->grows = s->grew;
  s->grew = grows;
  s->after = s->before;
  s->before = after;
  s->grown_count = 0;
  for (GvVertex i = 0; i < s->visit_count; i++)
    if (s->grew[s->visits[i]])
      s->grown[s->grown_count++] = s->visits[i];
}

static void visit(State *s, GvVertex v)
{
  if (s->grows[v])
    return;
  s->grows[v] = 1;
  s->visits[s->visit_count++] = v;
}

/* Whom those who grew may make grow, and they themselves, whose other counter is one
 * step behind. Where these have many ties, everyone: that takes no finding out. */
static void list_visits(State *s)
{
  GvEdge ties = 0;

  for (GvVertex i = 0; i < s->grown_count; i++)
    ties += gv_degree(s->out, s->grown[i]);
  s->visit_count = 0;
  if (ties > s->out.offsets[s->out.n] / 4) {
    for (; s->visit_count < s->in.n; s->visit_count++)
      s->visits[s->visit_count] = s->visit_count;
    return;
  }
  for (GvVertex i = 0; i < s->grown_count; i++) {
    const GvVertex v = s->grown[i];
    visit(s, v);
    for (GvEdge e = s->out.offsets[v]; e < s->out.offsets[v + 1]; e++)
      visit(s, s->out.targets[e]);
  }
  for (GvVertex i = 0; i < s->visit_count; i++)
    s->grows[s->visits[i]] = 0;
}

static gboolean check(const GvBalls *balls, GError **error)
{
  if (balls->length != GV_LENGTH_UNIT) {
    g_set_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                "--epsilon estimates from ties of length 1; it does not go with --length %s",
                gv_length_names[balls->length]);
    return FALSE;
  }
  if (balls->epsilon >= GV_BALL_EPSILON_LEAST && balls->epsilon <= 1)
    return TRUE;
  g_set_error_literal(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT,
                      "--epsilon must be between 0.005 and 1, or 0 for the exact score");
  return FALSE;
}

gboolean gv_balls_run(const GvBalls *balls, GvGraph *given, double *sums, GvTask *task,
                      GError **error)
{
  g_autoptr(GvGraph) graph = NULL;
  g_auto(State) s = { .balls = balls, .sums = sums };
  double distance = 0;

  if (!check(balls, error) || !gv_task_step(task, 0, error) ||
      !(graph = gv_paths_towards(given, balls->mode, task, error)))
    return FALSE;
  s.in = gv_graph_in(graph);
  s.out = gv_graph_out(graph);
  s.registers = gv_ball_registers(balls->epsilon);
  choose_instructions(&s, gv_cpu());
  if (!state_fill(&s, error))
    return FALSE;
  begin_all(&s, task);
  while (s.grown_count > 0) {
    look_at_all(&s, ++distance, task);
    if (!gv_task_step(task, distance / (distance + 1), error))
      return FALSE;
    turn(&s);
    list_visits(&s);
  }
  gv_task_figure(task, "estimated", GV_FIGURE_FLAG, TRUE);
  gv_task_figure(task, "registers", GV_FIGURE_INTEGER, (double)s.registers);
  gv_task_figure(task, "count_standard_error", GV_FIGURE_REAL, gv_ball_standard_error(s.registers));
  gv_task_figure(task, "distances", GV_FIGURE_INTEGER, distance);
  return gv_task_step(task, 1, error);
}

/* Who was before whom on an item (Goyal, Bonchi, Lakshmanan 2010, 2011), and what is left of it
 * when people change places.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "algorithms/influence/cascades.h"
#include "algorithms/evaluation/labelling.h"
#include "graph/base/array.h"
#include "graph/base/random.h"
#include "graph/base/refuse.h"
#include "graph/base/task.h"

enum { ROUNDS = 10, CLASSES = 64 };

/* People of the past by activity: class c holds those with 2^(c-1) .. 2^c - 1 first events on
 * items, class 0 those with none. */
typedef struct {
  GvVertex *members;            /* [n], class after class */
  GvVertex starts[CLASSES + 1]; /* [classes + 1] */
} Classes;

static unsigned class_of(uint64_t actions)
{
  return actions ? CLASSES - (unsigned)__builtin_clzll(actions) : 0;
}

static gboolean find_classes(const GvLabelling *l, const GvCascades *c, Classes *classes,
                             GError **error)
{
  g_autofree uint64_t *actions = gv_array_new(l->n, sizeof *actions, error);
  GvVertex next[CLASSES + 1];

  if (actions == NULL ||
      !(classes->members = gv_array_new_raw(l->n, sizeof *classes->members, error)))
    return FALSE;
  for (size_t k = 0; k < c->starts[c->items]; k++) {
    const GvVertex then = l->then_of[c->events.user[c->rows[k]]];
    if (then != GV_VERTEX_NONE)
      actions[then]++;
  }
  memset(classes->starts, 0, sizeof classes->starts);
  for (GvVertex v = 0; v < l->n; v++)
    classes->starts[MIN(class_of(actions[v]) + 1, CLASSES)]++;
  for (size_t i = 0; i < CLASSES; i++)
    classes->starts[i + 1] += classes->starts[i];
  memcpy(next, classes->starts, sizeof next);
  for (GvVertex v = 0; v < l->n; v++)
    classes->members[next[MIN(class_of(actions[v]), CLASSES - 1)]++] = v;
  return TRUE;
}

/* Everybody takes the place of somebody of the same class. */
static void exchange(const Classes *classes, GvRng *rng, GvVertex *order, GvVertex *place)
{
  for (size_t c = 0; c < CLASSES; c++) {
    const GvVertex first = classes->starts[c], count = classes->starts[c + 1] - first;
    memcpy(order, classes->members + first, count * sizeof *order);
    for (GvVertex i = count; i > 1; i--) {
      const GvVertex j = gv_rng_below(rng, i), moved = order[i - 1];
      order[i - 1] = order[j];
      order[j] = moved;
    }
    for (GvVertex i = 0; i < count; i++)
      place[classes->members[first + i]] = order[i];
  }
}

/* place [n] of the past's people; to places [people] of the whole's. */
static void place_all(const GvLabelling *l, GvVertex people, const GvVertex *place,
                      GvVertex *places)
{
  for (GvVertex v = 0; v < people; v++)
    places[v] = l->then_of[v] == GV_VERTEX_NONE ? GV_VERTEX_NONE : place[l->then_of[v]];
}

/* How many actions are explained when people have changed places, on average. */
static gboolean swap(GvLabelling *l, const GvCascades *cascades, GvAdjacency attention,
                     GvVertex people, GvTask *task, GError **error)
{
  Classes classes = { 0 };
  g_auto(GvCascadeStage) stage = { 0 };
  g_autofree GvVertex *order = gv_array_new_raw(l->n, sizeof *order, error);
  g_autofree GvVertex *place = gv_array_new_raw(l->n, sizeof *place, error);
  g_autofree GvVertex *places = gv_array_new_raw(people, sizeof *places, error);
  const gboolean found = order && place && places && find_classes(l, cascades, &classes, error);
  g_autofree GvVertex *members = classes.members;
  uint64_t explained = 0, actions;

  if (!found || !gv_cascade_stage_init(&stage, attention, places, error))
    return FALSE;
  for (uint64_t round = 0; members && round < ROUNDS; round++) {
    GvRng rng = gv_rng(l->input->seed, round);
    exchange(&classes, &rng, order, place);
    place_all(l, people, place, places);
    explained += gv_cascades_share(cascades, &stage, l->split, NULL, NULL, &actions);
    if (!gv_task_step(task, (double)(round + 1) / (ROUNDS + 1), error))
      return FALSE;
  }
  l->figures->exchanged = (double)explained / ROUNDS;
  return TRUE;
}

gboolean gv_label_credit(GvLabelling *l, GvTask *task, GError **error)
{
  const GvVertex people = gv_names_count(gv_network_names(l->input->network));
  const GvAdjacency attention = gv_graph_out(gv_network_graph(l->input->past));
  g_auto(GvCascades) cascades = { 0 };
  g_auto(GvCascadeStage) stage = { 0 };

  if (l->events.item == NULL || gv_names_count(l->events.items) == 0)
    return gv_refuse(error, "--label credit: nobody is known to have taken up an item; give "
                            "--events with a column item");
  if (!gv_cascades_init(&cascades, &l->events, people, l->until, error) ||
      !gv_cascade_stage_init(&stage, attention, l->then_of, error))
    return FALSE;
  l->figures->explained =
      gv_cascades_share(&cascades, &stage, l->split, NULL, l->gain, &l->figures->actions);
  l->figures->rows = l->figures->actions;
  return swap(l, &cascades, attention, people, task, error);
}

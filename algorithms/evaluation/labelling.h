/* A label while it is computed: what the kinds share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_EVALUATION_LABELLING_H
#define GV_EVALUATION_LABELLING_H

#include <grapevine/evaluate.h>

typedef struct {
  const GvLabelInput *input;
  GvActs acts; /* of the whole network */
  GvEvents events;
  const GvLayer *layers;
  size_t layer_count;
  double split, until;   /* until INFINITY = no end */
  GvVertex n;            /* of the past */
  GvVertex *then_of;     /* [n of the whole], in the past; GV_VERTEX_NONE = not known then */
  uint8_t *layer_counts; /* [layers], 1 = of one of the label's types */
  uint8_t *event_counts; /* [names of events], 1 = one of the label's names */
  double *gain;          /* [n] */
  GvLabelFigures *figures;
} GvLabelling;

static inline gboolean gv_label_is_later(const GvLabelling *l, double time)
{
  return time > l->split && time <= l->until;
}

static inline GvTieKind gv_label_act_kind(const GvLabelling *l, size_t act)
{
  return l->layers[l->acts.layer ? l->acts.layer[act] : 0].kind;
}

/* TRUE where the act is of one of the label's types. */
static inline gboolean gv_label_act_counts(const GvLabelling *l, size_t act)
{
  return l->layer_counts[l->acts.layer ? l->acts.layer[act] : 0] != 0;
}

/* A gain of one of the whole network's people. */
static inline void gv_label_add(GvLabelling *l, GvVertex now, double gain)
{
  const GvVertex then = l->then_of[now];

  if (then == GV_VERTEX_NONE)
    l->figures->unknown += gain;
  else
    l->gain[then] += gain;
}

/* The kinds. */
gboolean gv_label_received(GvLabelling *l, GError **error);
gboolean gv_label_followers(GvLabelling *l, GError **error);
gboolean gv_label_conversion(GvLabelling *l, GError **error);
gboolean gv_label_newcomers(GvLabelling *l, GError **error);
gboolean gv_label_credit(GvLabelling *l, GvTask *task, GError **error);
gboolean gv_label_column(GvLabelling *l, GError **error);
#endif

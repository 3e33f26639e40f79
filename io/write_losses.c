/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write_losses.h"

#include <math.h>
#include <string.h>

#include "graph/base/array.h"

/* "1", "2", … are what a format without names calls them anyway. */
static gboolean has_names(const GvNetwork *network)
{
  const GvNames *names = gv_network_names(network);
  char number[16];

  for (GvVertex v = 0; v < gv_names_count(names); v++) {
    g_snprintf(number, sizeof number, "%" G_GUINT64_FORMAT, (guint64)v + 1);
    if (strcmp(gv_names_get(names, v), number) != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean has_isolates(const GvNetwork *network)
{
  const GvAdjacency out = gv_graph_out(gv_network_graph(network));
  const GvAdjacency in = gv_graph_in(gv_network_graph(network));

  for (GvVertex v = 0; v < out.n; v++)
    if (out.offsets[v] == out.offsets[v + 1] && in.offsets[v] == in.offsets[v + 1])
      return TRUE;
  return FALSE;
}

static gboolean is_undirected(const GvNetwork *network)
{
  return !gv_graph_is_directed(gv_network_graph(network));
}

static gboolean has_kind(const GvNetwork *network, GvTieKind kind)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  for (size_t i = 0; i < count; i++)
    if (layers[i].kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean is_attention(const GvNetwork *network)
{
  return has_kind(network, GV_TIE_FOLLOW) || has_kind(network, GV_TIE_INTERACTION);
}

static gboolean has_both_kinds(const GvNetwork *network)
{
  return has_kind(network, GV_TIE_FOLLOW) && has_kind(network, GV_TIE_INTERACTION);
}

/* The type of every follow is "follow". */
static gboolean has_layers(const GvNetwork *network)
{
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  for (size_t i = 0; i < count; i++)
    if (*layers[i].channel || (*layers[i].type && layers[i].kind != GV_TIE_FOLLOW))
      return TRUE;
  return count > 1;
}

static gboolean has_times(const GvNetwork *network)
{
  double first, last;

  return gv_network_time_span(network, &first, &last);
}

static gboolean has_columns(const GvNetwork *network)
{
  const GvPeople *p = gv_network_people(network);

  return p->stage || p->followers || p->official || p->cost || p->value || p->opt_in ||
         p->tag_count > 0;
}

static gboolean has_events(const GvNetwork *network)
{
  return gv_network_events(network).count > 0;
}

static const struct {
  GvLoss loss;
  gboolean (*suffers)(const GvNetwork *network);
  const char *name, *text;
} losses[] = {
  { GV_LOSS_NAMES, has_names, "names", "names (people become 1, 2, … in order of appearance)" },
  { GV_LOSS_ISOLATES, has_isolates, "isolates", "people without ties" },
  { GV_LOSS_UNDIRECTED, is_undirected, "undirected",
    "that edges are undirected (read it with --undirected)" },
  { GV_LOSS_ATTENTION, is_attention, "attention",
    "that edges are attention (commands on influence want --reverse)" },
  { GV_LOSS_KINDS, has_both_kinds, "kinds",
    "which ties are follows (they become interactions of the type follow)" },
  { GV_LOSS_LAYERS, has_layers, "layers", "types and channels (they are merged)" },
  { GV_LOSS_TIMES, has_times, "times", "times" },
  { GV_LOSS_COLUMNS, has_columns, "columns", "what is known of people" },
  { GV_LOSS_EVENTS, has_events, "events", "events" },
};

unsigned gv_losses_of(const GvNetwork *network, unsigned possible)
{
  unsigned suffered = 0;

  for (size_t i = 0; i < G_N_ELEMENTS(losses); i++)
    if (possible & losses[i].loss && losses[i].suffers(network))
      suffered |= losses[i].loss;
  return suffered;
}

/* Whom no row up to as_of names. */
static gboolean has_unnamed(const GvNetwork *network)
{
  const GvActs acts = gv_network_acts(network);
  const GvVertex n = gv_names_count(gv_network_names(network));
  const double as_of = gv_network_as_of(network);
  g_autofree guint8 *named = gv_array_new(n, sizeof *named, NULL);
  GvVertex count = 0;

  if (named == NULL)
    return has_isolates(network);
  for (size_t i = 0; i < acts.count; i++)
    if (!acts.time || !(acts.time[i] > as_of))
      named[acts.from[i]] = named[acts.to[i]] = 1;
  for (GvVertex v = 0; v < n; v++)
    count += named[v];
  return count < n;
}

unsigned gv_losses_of_rows(const GvNetwork *network, unsigned possible)
{
  const unsigned others = gv_losses_of(network, possible & ~(unsigned)GV_LOSS_ISOLATES);
  const gboolean unnamed = possible & GV_LOSS_ISOLATES && has_unnamed(network);

  return unnamed ? others | GV_LOSS_ISOLATES : others;
}

static size_t index_of(GvLoss loss)
{
  size_t i = 0;

  while (losses[i].loss != loss)
    i++;
  return i;
}

const char *gv_loss_name(GvLoss loss)
{
  return losses[index_of(loss)].name;
}

const char *gv_loss_text(GvLoss loss)
{
  return losses[index_of(loss)].text;
}

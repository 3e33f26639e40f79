/* Whether two networks are the same in everything that one can ask.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_SAME_NETWORK_H
#define GV_TEST_SAME_NETWORK_H

#include <grapevine/network.h>
#include <math.h>
#include <string.h>

static inline void assert_same_bytes(const void *a, const void *b, size_t length)
{
  g_assert_cmpint(a == NULL, ==, b == NULL);
  if (a)
    g_assert_true(memcmp(a, b, length) == 0);
}

static inline void assert_same_side(GvAdjacency a, GvAdjacency b)
{
  g_assert_cmpuint(a.n, ==, b.n);
  assert_same_bytes(a.offsets, b.offsets, ((size_t)a.n + 1) * sizeof *a.offsets);
  assert_same_bytes(a.targets, b.targets, a.offsets[a.n] * sizeof *a.targets);
  assert_same_bytes(a.weights, b.weights, a.offsets[a.n] * sizeof *a.weights);
}

static inline void assert_same_names(const GvNames *a, const GvNames *b)
{
  g_assert_cmpuint(gv_names_count(a), ==, gv_names_count(b));
  for (GvVertex v = 0; v < gv_names_count(a); v++) {
    g_assert_cmpstr(gv_names_get(a, v), ==, gv_names_get(b, v));
    g_assert_cmpuint(gv_names_find(b, gv_names_get(a, v)), ==, v);
  }
  g_assert_cmpuint(gv_names_find(b, "nobody has this name"), ==, GV_VERTEX_NONE);
  g_assert_cmpuint(gv_names_find(b, ""), ==, GV_VERTEX_NONE);
}

/* NaN is NaN, whatever its bits. */
static inline void assert_same_reals(const double *a, const double *b, size_t count)
{
  g_assert_cmpint(a == NULL, ==, b == NULL);
  for (size_t i = 0; a && i < count; i++)
    g_assert_true(memcmp(&a[i], &b[i], sizeof *a) == 0 || (isnan(a[i]) && isnan(b[i])));
}

static inline void assert_same_parts(GvParts a, GvParts b, GvEdge m)
{
  const GvEdge parts = a.offsets ? a.offsets[m] : m;

  assert_same_bytes(a.offsets, b.offsets, (m + 1) * sizeof *a.offsets);
  assert_same_bytes(a.layers, b.layers, parts * sizeof *a.layers);
  assert_same_bytes(a.weights, b.weights, parts * sizeof *a.weights);
  assert_same_bytes(a.counts, b.counts, parts * sizeof *a.counts);
  assert_same_reals(a.last, b.last, parts);
}

static inline void assert_same_layers(const GvNetwork *a, const GvNetwork *b)
{
  size_t count, other;
  const GvLayer *x = gv_network_layers(a, &count), *y = gv_network_layers(b, &other);

  g_assert_cmpuint(count, ==, other);
  for (size_t i = 0; i < count; i++) {
    g_assert_cmpint(x[i].kind, ==, y[i].kind);
    g_assert_cmpstr(x[i].type, ==, y[i].type);
    g_assert_cmpstr(x[i].channel, ==, y[i].channel);
    g_assert_cmpfloat(x[i].scale, ==, y[i].scale);
  }
}

static inline const char *tag_text(const GvTag *tag, GvVertex v)
{
  return tag->codes[v] ? gv_names_get(tag->values, tag->codes[v] - 1) : "";
}

static inline void assert_same_people(const GvPeople *a, const GvPeople *b, GvVertex n)
{
  assert_same_bytes(a->listed, b->listed, n);
  assert_same_bytes(a->stage, b->stage, n);
  assert_same_bytes(a->official, b->official, n);
  assert_same_bytes(a->opt_in, b->opt_in, n);
  assert_same_reals(a->followers, b->followers, n);
  assert_same_reals(a->cost, b->cost, n);
  assert_same_reals(a->value, b->value, n);
  g_assert_cmpuint(a->tag_count, ==, b->tag_count);
  for (size_t t = 0; t < a->tag_count; t++) {
    g_assert_cmpstr(a->tags[t].name, ==, b->tags[t].name);
    assert_same_names(a->tags[t].values, b->tags[t].values);
    for (GvVertex v = 0; v < n; v++)
      g_assert_cmpstr(tag_text(&a->tags[t], v), ==, tag_text(&b->tags[t], v));
  }
}

static inline void assert_same_network(const GvNetwork *a, const GvNetwork *b)
{
  const GvGraph *x = gv_network_graph(a), *y = gv_network_graph(b);
  double first[2], last[2];

  g_assert_cmpint(gv_graph_is_directed(x), ==, gv_graph_is_directed(y));
  g_assert_cmpuint(gv_graph_edges(x), ==, gv_graph_edges(y));
  assert_same_side(gv_graph_out(x), gv_graph_out(y));
  assert_same_side(gv_graph_in(x), gv_graph_in(y));
  assert_same_side(gv_network_edges(a), gv_network_edges(b));
  assert_same_names(gv_network_names(a), gv_network_names(b));
  assert_same_layers(a, b);
  assert_same_parts(gv_network_parts(a), gv_network_parts(b), gv_graph_edges(x));
  assert_same_people(gv_network_people(a), gv_network_people(b), gv_graph_vertices(x));
  g_assert_cmpint(gv_network_time_span(a, &first[0], &last[0]), ==,
                  gv_network_time_span(b, &first[1], &last[1]));
  g_assert_cmpfloat(first[0], ==, first[1]);
  g_assert_cmpfloat(last[0], ==, last[1]);
}
#endif

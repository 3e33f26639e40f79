/* Every feature's value by its definition, from matrices.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_TEST_BY_HAND_H
#define GV_TEST_BY_HAND_H

#include "small_rows.h"

typedef struct {
  const World *w;
  const GvVertex *community; /* [n] */
  const double *reach;       /* [n] */
} Scene;

/* Sum over the others of what they do to v (received) or v to them; an event counts 1. */
static inline double received(const World *w, unsigned v)
{
  double sum = 0;

  for (unsigned u = 0; u < w->n; u++)
    sum += w->played[u][v];
  return sum + events_towards(w, v);
}

static inline double made(const World *w, unsigned v)
{
  double sum = 0;

  for (unsigned u = 0; u < w->n; u++)
    sum += w->played[v][u];
  return sum + events_by(w, v);
}

static inline double followers(const World *w, unsigned v)
{
  double counted = 0;

  for (unsigned u = 0; u < w->n; u++)
    counted += w->attention[u][v] > 0;
  return fmax(counted, w->told[v]);
}

static inline double audience(const Scene *s, unsigned v)
{
  return followers(s->w, v);
}

static inline double response(const Scene *s, unsigned v)
{
  double sum = events_towards(s->w, v) * log(2);

  for (unsigned u = 0; u < s->w->n; u++)
    sum += log(1 + s->w->played[u][v]);
  return sum;
}

static inline double response_rate(const Scene *s, unsigned v)
{
  return followers(s->w, v) > 0 ? received(s->w, v) / followers(s->w, v) : NAN;
}

static inline double response_recency(const Scene *s, unsigned v)
{
  double last = -INFINITY;

  for (unsigned u = 0; u < s->w->n; u++)
    last = fmax(last, s->w->last[u][v]);
  for (unsigned i = 0; i < s->w->row_count; i++)
    last = s->w->rows[i].to == (int)v ? fmax(last, s->w->rows[i].time) : last;
  return last;
}

static inline double activity(const Scene *s, unsigned v)
{
  return made(s->w, v);
}

static inline double activity_recency(const Scene *s, unsigned v)
{
  double last = -INFINITY;

  for (unsigned u = 0; u < s->w->n; u++)
    last = fmax(last, s->w->last[v][u]);
  for (unsigned i = 0; i < s->w->row_count; i++)
    last = s->w->rows[i].from == v ? fmax(last, s->w->rows[i].time) : last;
  return last;
}

static inline double stage(const Scene *s, unsigned v)
{
  return s->w->stage[v];
}

static inline double exposure(const Scene *s, unsigned v)
{
  double sum = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    if (s->w->attention[v][u] > 0)
      sum += s->w->stage[u] == GV_STAGE_ADVOCATE ? 2 : s->w->stage[u] == GV_STAGE_LOYALIST;
  return sum;
}

static inline double reciprocity(const Scene *s, unsigned v)
{
  double out = 0, returned = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    if (s->w->attention[v][u] > 0) {
      out++;
      returned += s->w->attention[u][v] > 0;
    }
  return returned / out; /* 0 / 0 is NaN */
}

static inline double clustering(const Scene *s, unsigned v)
{
  const double degree = contacts(s->w, v);
  double triangles = 0;

  for (unsigned a = 0; a < s->w->n; a++)
    for (unsigned b = 0; b < a; b++)
      triangles += are_tied(s->w, v, a) && are_tied(s->w, v, b) && are_tied(s->w, a, b);
  return degree < 2 ? NAN : 2 * triangles / (degree * (degree - 1));
}

/* The largest k for which v stays when all with fewer than k ties are taken away. */
static inline double core(const Scene *s, unsigned v)
{
  for (unsigned k = s->w->n;; k--) {
    gboolean gone[MOST_PEOPLE] = { FALSE };
    for (unsigned pass = 0; pass < s->w->n; pass++)
      for (unsigned u = 0; u < s->w->n; u++) {
        unsigned ties = 0;
        for (unsigned x = 0; x < s->w->n; x++)
          ties += !gone[x] && are_tied(s->w, u, x) ? 1 : 0;
        gone[u] = gone[u] || ties < k;
      }
    if (!gone[v])
      return k;
  }
}

static inline double share_of(const World *w, unsigned i, unsigned j)
{
  double all = 0;

  for (unsigned q = 0; q < w->n; q++)
    all += both_ways(w, i, q);
  return both_ways(w, i, j) / all;
}

static inline double constraint(const Scene *s, unsigned i)
{
  double sum = 0;

  for (unsigned j = 0; j < s->w->n; j++)
    if (are_tied(s->w, i, j)) {
      double share = share_of(s->w, i, j);
      for (unsigned q = 0; q < s->w->n; q++)
        share += are_tied(s->w, i, q) ? share_of(s->w, i, q) * share_of(s->w, q, j) : 0;
      sum += share * share;
    }
  return contacts(s->w, i) ? sum : NAN;
}

static inline double effective_size(const Scene *s, unsigned i)
{
  double size = 0;

  for (unsigned j = 0; j < s->w->n; j++)
    if (are_tied(s->w, i, j)) {
      double strongest = 0;
      for (unsigned q = 0; q < s->w->n; q++)
        strongest = MAX(strongest, both_ways(s->w, j, q));
      size += 1;
      for (unsigned q = 0; q < s->w->n; q++)
        size -= q == i ? 0 : share_of(s->w, i, q) * both_ways(s->w, j, q) / strongest;
    }
  return contacts(s->w, i) ? size : NAN;
}

static inline double cut_off(const Scene *s, unsigned gone)
{
  unsigned piece[MOST_PEOPLE], size[MOST_PEOPLE] = { 0 }, all = 0, largest = 0;

  for (unsigned v = 0; v < s->w->n; v++)
    piece[v] = v;
  for (unsigned pass = 0; pass < s->w->n; pass++)
    for (unsigned u = 0; u < s->w->n; u++)
      for (unsigned v = 0; v < s->w->n; v++)
        if (u != gone && v != gone && are_tied(s->w, u, v))
          piece[u] = piece[v] = MIN(piece[u], piece[v]);
  for (unsigned v = 0; v < s->w->n; v++)
    size[piece[v]]++;
  for (unsigned v = 0; v < s->w->n; v++) {
    gboolean met = FALSE;
    for (unsigned u = 0; u < s->w->n; u++)
      met |= u != gone && are_tied(s->w, gone, u) && piece[u] == v;
    all += met ? size[v] : 0;
    largest = MAX(largest, met ? size[v] : 0);
  }
  return all - largest;
}

static inline double pagerank(const Scene *s, unsigned v)
{
  const unsigned n = s->w->n;
  double rank[MOST_PEOPLE], next[MOST_PEOPLE];

  for (unsigned u = 0; u < n; u++)
    rank[u] = 1.0 / n;
  for (int round = 0; round < 200; round++, memcpy(rank, next, sizeof rank)) {
    for (unsigned u = 0; u < n; u++)
      next[u] = 0.15 / n;
    for (unsigned u = 0; u < n; u++) {
      double all = 0;
      for (unsigned x = 0; x < n; x++)
        all += s->w->attention[u][x];
      for (unsigned x = 0; x < n; x++)
        next[x] += 0.85 * rank[u] * (all > 0 ? s->w->attention[u][x] / all : 1.0 / n);
    }
  }
  return rank[v];
}

static inline double participation(const Scene *s, unsigned v)
{
  double into[MOST_PEOPLE] = { 0 }, squares = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    if (are_tied(s->w, v, u))
      into[s->community[u]] += share_of(s->w, v, u);
  for (unsigned c = 0; c < s->w->n; c++)
    squares += into[c] * into[c];
  return contacts(s->w, v) ? 1 - squares : NAN;
}

static inline double reach(const Scene *s, unsigned v)
{
  return s->reach[v]; /* has a test of its own */
}

static inline double lively_audience(const Scene *s, unsigned v)
{
  double sum = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    sum += s->w->attention[u][v] > 0 ? log(1 + recent(s->w, u, FALSE)) : 0;
  return sum;
}

static inline double recent_response(const Scene *s, unsigned v)
{
  return recent(s->w, v, TRUE);
}

static inline double response_regularity(const Scene *s, unsigned v)
{
  return periods(s->w, v, TRUE);
}

static inline double recent_activity(const Scene *s, unsigned v)
{
  return recent(s->w, v, FALSE);
}

static inline double regularity(const Scene *s, unsigned v)
{
  return periods(s->w, v, FALSE);
}

static inline double all_credit(const Scene *s, unsigned v)
{
  return credit_of(s->w, v, FALSE);
}

static inline double recent_credit(const Scene *s, unsigned v)
{
  return credit_of(s->w, v, TRUE);
}

static inline double audience_quality(const Scene *s, unsigned v)
{
  double listeners = 0, alive = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    if (s->w->attention[u][v] > 0) {
      listeners++;
      alive += acts_of(s->w, u) > 0;
    }
  return alive / listeners; /* 0 / 0 is NaN */
}

/* Periods since the first row by v or towards v. */
static inline double tenure(const Scene *s, unsigned v)
{
  double first = INFINITY;

  for (unsigned i = 0; i < s->w->row_count; i++)
    if (s->w->rows[i].from == v || s->w->rows[i].to == (int)v)
      first = fmin(first, s->w->rows[i].time);
  return isinf(first) ? 0 : (last_time(s->w) - first) / period_of(s->w);
}

static inline double starts(const Scene *s, unsigned v)
{
  double count = 0;

  for (int item = 0; item < MOST_ITEMS; item++) {
    const WorldRow *first = NULL;
    for (unsigned i = 0; i < s->w->row_count; i++)
      if (s->w->rows[i].item == item && (first == NULL || s->w->rows[i].time < first->time))
        first = &s->w->rows[i];
    count += first && first->from == v;
  }
  return count;
}

static inline double outreach(const Scene *s, unsigned v)
{
  double count = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    count += s->w->attention[v][u] > 0;
  return count;
}

static inline double company(const Scene *s, unsigned v)
{
  double sum = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    sum += s->w->attention[v][u] > 0 ? log(1 + acts_of(s->w, u)) : 0;
  return outreach(s, v) > 0 ? sum / outreach(s, v) : 0;
}

static inline double company_audience(const Scene *s, unsigned v)
{
  double sum = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    sum += s->w->attention[v][u] > 0 ? log(1 + followers(s->w, u)) : 0;
  return sum / outreach(s, v); /* 0 / 0 is NaN */
}

/* Advocates and loyalists among the contacts, less those reached from an earlier one. */
static inline double exposure_groups(const Scene *s, unsigned v)
{
  unsigned piece[MOST_PEOPLE], count = 0;

  for (unsigned u = 0; u < s->w->n; u++)
    piece[u] = are_tied(s->w, v, u) && s->w->stage[u] >= GV_STAGE_LOYALIST ? u : MOST_PEOPLE;
  for (unsigned pass = 0; pass < s->w->n; pass++)
    for (unsigned a = 0; a < s->w->n; a++)
      for (unsigned b = 0; b < s->w->n; b++)
        if (piece[a] < MOST_PEOPLE && piece[b] < MOST_PEOPLE && are_tied(s->w, a, b))
          piece[a] = piece[b] = MIN(piece[a], piece[b]);
  for (unsigned u = 0; u < s->w->n; u++)
    count += piece[u] == u;
  return count;
}

static inline double twins(const Scene *s, unsigned v)
{
  double count = 0;

  for (unsigned u = 0; u < s->w->n; u++) {
    gboolean same = u != v && outreach(s, v) >= 3;
    for (unsigned x = 0; x < s->w->n; x++)
      same &= (s->w->attention[u][x] > 0) == (s->w->attention[v][x] > 0);
    count += same;
  }
  return count;
}

static inline double bursts(const Scene *s, unsigned v)
{
  const World *w = s->w;
  double all = 0, most = 0;

  for (unsigned i = 0; i < w->row_count; i++) {
    double with = 0;
    for (unsigned j = 0; j < w->row_count; j++)
      with += row_counts(w, &w->rows[j], v, TRUE) && same_period(w, &w->rows[i], &w->rows[j]);
    all += row_counts(w, &w->rows[i], v, TRUE);
    most = fmax(most, with);
  }
  return all < 10 ? NAN : most / all;
}

/* An event is on its item, or else on its parent. */
static inline gboolean same_thing(const WorldRow *a, const WorldRow *b)
{
  return a->item == b->item && (a->item >= 0 || a->to == b->to);
}

/* Whether u acted on what the row is on, in its period. */
static inline gboolean was_there(const World *w, unsigned u, const WorldRow *row)
{
  for (unsigned i = 0; i < w->row_count; i++)
    if (w->rows[i].from == u && same_thing(&w->rows[i], row) && same_period(w, &w->rows[i], row))
      return TRUE;
  return FALSE;
}

/* The first row of those that are one meeting; one on nothing is none. */
static inline gboolean begins_meeting(const World *w, unsigned i)
{
  gboolean begins = w->rows[i].item >= 0 || w->rows[i].to >= 0;

  for (unsigned j = 0; j < i; j++)
    begins &= !same_thing(&w->rows[j], &w->rows[i]) || !same_period(w, &w->rows[j], &w->rows[i]);
  return begins;
}

static inline unsigned people_at(const World *w, const WorldRow *row)
{
  unsigned count = 0;

  for (unsigned u = 0; u < w->n; u++)
    count += was_there(w, u, row) ? 1 : 0;
  return count;
}

/* Those of fewer than four are none. */
static inline double meetings_of(const World *w, unsigned u, unsigned v)
{
  double count = 0;

  for (unsigned i = 0; i < w->row_count; i++)
    count += begins_meeting(w, i) && was_there(w, u, &w->rows[i]) && was_there(w, v, &w->rows[i]) &&
             people_at(w, &w->rows[i]) >= 4;
  return count;
}
static inline double lockstep(const Scene *s, unsigned v)
{
  double count = 0;

  for (unsigned i = 0; i < s->w->row_count; i++) {
    unsigned companions = 0;
    if (!begins_meeting(s->w, i) || !was_there(s->w, v, &s->w->rows[i]))
      continue;
    for (unsigned u = 0; u < s->w->n; u++)
      companions += u != v && was_there(s->w, u, &s->w->rows[i]) && meetings_of(s->w, u, v) >= 3;
    count += companions >= 3;
  }
  return count;
}

typedef struct {
  const char *name;
  double (*value)(const Scene *s, unsigned v);
} ByHand;

static const ByHand by_hand[] = {
  { "reach", reach },
  { "audience", audience },
  { "pagerank", pagerank },
  { "response", response },
  { "stage", stage },
  { "response_rate", response_rate },
  { "constraint", constraint },
  { "response_recency", response_recency },
  { "cut_off", cut_off },
  { "effective_size", effective_size },
  { "core", core },
  { "participation", participation },
  { "exposure", exposure },
  { "reciprocity", reciprocity },
  { "activity", activity },
  { "activity_recency", activity_recency },
  { "clustering", clustering },
  { "lively_audience", lively_audience },
  { "recent_response", recent_response },
  { "response_regularity", response_regularity },
  { "credit", all_credit },
  { "recent_credit", recent_credit },
  { "audience_quality", audience_quality },
  { "recent_activity", recent_activity },
  { "regularity", regularity },
  { "tenure", tenure },
  { "starts", starts },
  { "outreach", outreach },
  { "company", company },
  { "company_audience", company_audience },
  { "exposure_groups", exposure_groups },
  { "bursts", bursts },
  { "twins", twins },
  { "lockstep", lockstep },
};
#endif

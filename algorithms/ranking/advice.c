/* What a shortlist says beside the score: how much it rests on, and what to do next.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "algorithms/ranking/nomination.h"

/* A rate seen n times has a relative error of about 1 / sqrt(n): half at 4, a fifth at 30. */
enum { FEW = 5, MANY = 30 };

uint64_t gv_nomination_evidence(const GvNomination *nom, size_t candidate)
{
  const GvEvidence *e = &nom->evidence;
  const GvVertex v = nom->candidates[candidate];

  if (e->made.count)
    return e->made.count[v] + e->received.count[v];
  return gv_degree(gv_graph_out(e->undirected), v);
}

char *gv_nomination_basis(const GvNomination *nom, size_t candidate)
{
  const uint64_t count = gv_nomination_evidence(nom, candidate);
  const gboolean rows = nom->evidence.made.count != NULL;

  if (rows && count == 0)
    return g_strdup("ties without an interaction");
  return g_strdup_printf("%" G_GUINT64_FORMAT " %s%s", count, rows ? "interaction" : "contact",
                         count == 1 ? "" : "s");
}

const char *gv_nomination_confidence(uint64_t evidence)
{
  return evidence < FEW ? "low" : evidence < MANY ? "medium" : "high";
}

const char *gv_stage_next_action(GvStage stage)
{
  switch (stage) {
  case GV_STAGE_UNKNOWN:
    return "find out their stage, say hello by name";
  case GV_STAGE_PUBLIC:
    return "invite to follow: something worth sharing, no offer yet";
  case GV_STAGE_FAN:
    return "send a sample, ask what they think of it";
  case GV_STAGE_PROSPECT:
    return "make the first order easy: a personal offer";
  case GV_STAGE_MEMBER:
    return "ask for a review, tell of the second product";
  case GV_STAGE_LOYALIST:
    return "give a referral code, and thank in public";
  case GV_STAGE_ADVOCATE:
    return "keep: early access, a say in what comes next";
  }
  return "";
}

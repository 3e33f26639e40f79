/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/learning.h"

void learning_report(Run *run, const GvLearnFigures *f)
{
  GvSummary *s = run->summary;

  gv_summary_result_text(s, "learned_from", f->from_items ? "events" : "interactions");
  gv_summary_result_int(s, "learned_ties_tried", (int64_t)f->tried);
  gv_summary_result_int(s, "learned_ties_passed", (int64_t)f->passed);
  gv_summary_result_real(s, "learned_mean", f->mean);
  gv_summary_result_real(s, "learned_strength", f->strength);
  gv_summary_result_real(s, "learned_delay_seconds", f->delay);
  gv_summary_result_real(s, "explained", f->explained);
  gv_summary_result_real(s, "explained_reversed", f->explained_reversed);
  gv_summary_result_real(s, "explained_chance_low", f->chance_low);
  gv_summary_result_real(s, "explained_chance_high", f->chance_high);
  if (f->backwards)
    run_warn(run,
             "attention seems turned round: %.1f %% of later actions came after somebody the "
             "person listens to, %.1f %% after somebody who listens to them; see --reverse",
             100 * f->explained, 100 * f->explained_reversed);
}

/* How a fitted model does on people whom it has not seen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FIT_REPORT_H
#define GV_FIT_REPORT_H

#include "algorithms/evaluation/fit_rows.h"

/* Fills what of the fit follows its model, from the rows held out. */
gboolean gv_fit_report(GvFit *fit, const GvFitPlan *plan, const GvFitRows *rows, GvTask *task,
                       GError **error);
#endif

/* When enough cascades were played.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_FORWARD_STOP_H
#define GV_FORWARD_STOP_H

#include <grapevine/simulate.h>

/* Mean, deviation, interval, and whether that is narrow enough, from what the cascades reached. */
void gv_forward_measure(GvSimulation *simulation);
/* How many cascades there are to be after the next wave; as many as there are: enough. */
size_t gv_forward_end(const GvSimulation *simulation, const GvSimulateOptions *options);
/* About how many cascades a wave has, by which they are dealt to the threads. */
size_t gv_forward_at_once(const GvSimulateOptions *options);
/* About how much of the work is done, in [0, 1]. */
double gv_forward_progress(const GvSimulation *simulation, const GvSimulateOptions *options);
#endif

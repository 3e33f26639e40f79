/* Everything.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_H
#define GRAPEVINE_H

#include <grapevine/algorithm.h>
#include <grapevine/base.h>
#include <grapevine/evaluate.h>
#include <grapevine/generate.h>
#include <grapevine/graph.h>
#include <grapevine/history.h>
#include <grapevine/holes.h>
#include <grapevine/influence.h>
#include <grapevine/learn.h>
#include <grapevine/network.h>
#include <grapevine/feature.h>
#include <grapevine/nominate.h>
#include <grapevine/read.h>
#include <grapevine/seed.h>
#include <grapevine/simulate.h>
#include <grapevine/stability.h>
#include <grapevine/write.h>

#endif

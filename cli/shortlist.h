/* The shortlist as nominate writes it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CLI_SHORTLIST_H
#define GV_CLI_SHORTLIST_H

#include "cli/nominating.h"

/* The shortlist row by row. */
typedef struct {
  size_t rows;
  GvVertex *candidates; /* [rows] */
  int64_t *rank;        /* [rows] */
  GvVertex *user;       /* [rows] */
  double *real;         /* [rows] x as many columns as asked for, column by column */
  size_t real_columns;
  int64_t *community;                     /* [rows] */
  const char **stage;                     /* [rows], static */
  char **reasons;                         /* [rows], owned */
  const char **next_action, **confidence; /* [rows], static */
  int64_t *evidence;                      /* [rows] */
  GPtrArray *names;                       /* of owned column names */
} Shortlist;

/* The first `top` of the nomination; nobody may be on it. */
gboolean shortlist_fill(Shortlist *shortlist, const Nominating *nominating,
                        const GvNetwork *network, size_t top, size_t per_community,
                        gboolean features, GError **error);
/* stability: of its people; NULL = the columns are left out. */
gboolean shortlist_write(Run *run, Shortlist *shortlist, const GvNominationView *view,
                         const GvStability *stability, const GvNames *names, GError **error);
void shortlist_clear(Shortlist *shortlist);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shortlist, shortlist_clear)
#endif

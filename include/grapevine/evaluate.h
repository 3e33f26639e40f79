/* What later happened to the people who were known at a time: the truth that a
 * ranking is held against.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GRAPEVINE_EVALUATE_H
#define GRAPEVINE_EVALUATE_H

#include <grapevine/history.h>

G_BEGIN_DECLS

/* docs/definitions.md ("What later happened") has the formula of each. */
typedef enum {
  GV_LABEL_RECEIVED,   /* interactions received from others */
  GV_LABEL_NEWCOMERS,  /* people whose first act of all answers the person */
  GV_LABEL_FOLLOWERS,  /* people who begin to follow */
  GV_LABEL_CONVERSION, /* events of the person's own, by name */
  GV_LABEL_CREDIT,     /* share in what listeners took up after the person (Goyal et al. 2010) */
  GV_LABEL_COLUMN,     /* a column of the users' table that says 0 or 1; needs no split */
} GvLabelKind;

typedef struct {
  GvLabelKind kind;
  char **names; /* NULL-terminated; NULL = all. RECEIVED, NEWCOMERS: types of interactions, names of
                 * events; CONVERSION: names of events; COLUMN: the column */
} GvLabel;

/* "received", "received:RT,RE", "newcomers", "followers", "conversion:buy", "credit",
 * "column:won". Names hold no comma. Errors: INVALID_ARGUMENT; label is then empty. */
GV_API gboolean gv_label_parse(const char *text, GvLabel *label, GError **error);
GV_API void gv_label_clear(GvLabel *label);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GvLabel, gv_label_clear)
GV_API const char *gv_label_kind_name(GvLabelKind kind); /* "received" */

typedef struct {
  const GvNetwork *network; /* the whole, with its acts and events */
  const GvNetwork *past;    /* gv_network_past(network, split); COLUMN: may be NULL = the whole */
  const GvVertex *now_of;   /* [n of the past], as from there; NULL where past is */
  double split, until;      /* later = split < time <= until; until NaN = no end */
  const GvLabel *label;
  uint64_t seed; /* of the exchanges of CREDIT */
} GvLabelInput;

typedef struct {
  uint64_t rows;   /* later rows that the label looks at */
  GvVertex people; /* with a gain above 0 */
  double gain;     /* of all people together */
  double unknown;  /* gains of people who were not known at the split, and so in no list */
  /* CREDIT. Of `actions` (somebody's first on an item, later, by people known at the split)
   * `explained` came after a contact's; `exchanged` would have, on average, had people of like
   * activity changed places in the network: credit is the network's where it is much less. */
  uint64_t actions, explained;
  double exchanged;
} GvLabelFigures;

/* gain [n of the past], >= 0; a person's label is 1 where it is above 0. figures NULL = not
 * wanted. The same bits at any number of threads. Errors: INVALID_ARGUMENT where the data cannot
 * tell (nothing dated, no items, a name that nothing has), with the reason; NO_MEMORY, CANCELLED. */
GV_API gboolean gv_label_compute(const GvLabelInput *input, double *gain, GvLabelFigures *figures,
                                 GvTask *task, GError **error);

/* Whom a dated row names: seen [n], 1 = yes. Undated rows may name people who came later. Caller
 * frees. Errors: NO_MEMORY. */
GV_API uint8_t *gv_people_seen(const GvNetwork *past, GError **error);

G_END_DECLS
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_REFERENCE_H
#define GV_REFERENCE_H

/* The reference page, Markdown. Caller frees. */
char *reference_page(void);
#endif

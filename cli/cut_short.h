/* A packed graph is read where it lies. Where another program cuts the file short meanwhile,
 * or its disk fails, the kernel says so by SIGBUS.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_CUT_SHORT_H
#define GV_CUT_SHORT_H

/* From here on that ends the program with a message that names the file, and status 4;
 * unfinished outputs are removed. */
void cut_short_catch(void);
#endif

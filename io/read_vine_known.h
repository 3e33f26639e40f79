/* Which packed graphs have been looked through before, kept in a file in a folder
 * of the user's own, so that an unchanged one need not be looked through again.
 *
 * A file counts as unchanged where device, file system, inode, size, the times of the
 * last write and of the last change (ctime, which no call sets back) and the
 * checksum of header and table are those that were noted. Only files that nobody but the user and
 * root may write are noted, on file systems whose kernel keeps these times, and
 * only once the clock has left the time of their last change behind: whatever is
 * written later then carries another. Losing a note costs one more look, so nothing here
 * can fail.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GV_READ_VINE_KNOWN_H
#define GV_READ_VINE_KNOWN_H

#include <stdint.h>

#include <grapevine/base.h>

/* Files below this are not noted: they are looked through within a millisecond. Bytes. */
enum { GV_VINE_NOTED = 1 << 20 };
/* The notes that are kept; one more throws out the oldest. */
enum { GV_VINE_NOTES = 256 };
/* To be raised when gv_vine_check asks for more than it did: older notes are void then. */
enum { GV_VINE_RULES = 1 };

/* What tells a file from any other, and from itself after a change. No padding: notes
 * are compared as bytes. */
typedef struct {
  uint64_t device, system, inode;
  uint64_t size;                       /* bytes */
  int64_t written, changed;            /* seconds since 1970 */
  uint32_t written_part, changed_part; /* nanoseconds */
  uint32_t checksum;                   /* of header and table */
  uint32_t zero;
} GvVineNote;

/* The notes as they lie in FOLDER/checked: newest first, this before them. */
typedef struct {
  char magic[8];
  uint32_t rules;
  uint32_t count;    /* of notes, at most GV_VINE_NOTES */
  uint32_t checksum; /* CRC-32 of the notes */
  uint32_t zero;
} GvVineNotes;

#define GV_VINE_NOTES_MAGIC "gv-seen"
#define GV_VINE_NOTES_NAME "checked"

/* What tells the open file; FALSE where it is none that may be noted. checksum
 * stays 0. */
gboolean gv_vine_note_of(int fd, GvVineNote *note);
/* TRUE where whatever is written into the file from now on gives it a later time of
 * change than the note's. */
gboolean gv_vine_note_is_settled(const GvVineNote *note);
/* TRUE where FOLDER holds just this note. */
gboolean gv_vine_is_known(const char *folder, const GvVineNote *note);
/* Adds it, and makes the folder where only that or its parent is missing. */
void gv_vine_keep(const char *folder, const GvVineNote *note);
#endif

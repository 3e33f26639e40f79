/* Which packed graphs have been looked through before.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* openat, renameat, CLOCK_REALTIME_COARSE */
#include "io/read_vine_known.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "io/read_vine.h"

static const char name[] = GV_VINE_NOTES_NAME, new_name[] = GV_VINE_NOTES_NAME ".new";

/* Where the kernel of this machine keeps a file's times, to the nanosecond or nearly.
 * A server's clock is another one, and FUSE tells what it likes. */
static gboolean keeps_times(uint64_t type)
{
  static const uint64_t types[] = {
    0xef53 /* ext2 .. 4 */, 0x58465342 /* xfs */,
    0x9123683e /* btrfs */, 0xf2f52010 /* f2fs */,
    0x2fc12fc1 /* zfs */,   0xca451a4e /* bcachefs */,
    0x01021994 /* tmpfs */, 0x794c7630 /* overlayfs */
  };

  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (type == types[i])
      return TRUE;
  return FALSE;
}

/* TRUE where nobody but this user and root may write it, by its owner and mode. A
 * group of the same number as the user is the user's own by convention. */
static gboolean is_ours(const struct stat *status, gboolean or_roots)
{
  const uid_t me = geteuid();
  const gboolean shared_group = status->st_gid != getegid() || (uid_t)status->st_gid != me;

  return getuid() == me && (status->st_uid == me || (or_roots && status->st_uid == 0)) &&
         !(status->st_mode & S_IWOTH) && !((status->st_mode & S_IWGRP) && shared_group);
}

gboolean gv_vine_note_of(int fd, GvVineNote *note)
{
  struct stat s;
  struct statfs system;

  *note = (GvVineNote){ 0 };
  if (fstat(fd, &s) != 0 || fstatfs(fd, &system) != 0 || !S_ISREG(s.st_mode) ||
      s.st_size < GV_VINE_NOTED || !is_ours(&s, TRUE) ||
      !keeps_times((uint64_t)system.f_type & UINT32_MAX))
    return FALSE;
  note->device = s.st_dev;
  memcpy(&note->system, &system.f_fsid, MIN(sizeof note->system, sizeof system.f_fsid));
  note->inode = s.st_ino;
  note->size = (uint64_t)s.st_size;
  note->written = s.st_mtim.tv_sec;
  note->changed = s.st_ctim.tv_sec;
  note->written_part = (uint32_t)s.st_mtim.tv_nsec;
  note->changed_part = (uint32_t)s.st_ctim.tv_nsec;
  return TRUE;
}

/* The clock asked is the one that stamps files. */
gboolean gv_vine_note_is_settled(const GvVineNote *note)
{
  enum { MARGIN = 10000000 /* ns */, WHOLE = 2 /* s, for times in whole seconds */ };
  struct timespec now;

  if (clock_gettime(CLOCK_REALTIME_COARSE, &now) != 0 || now.tv_sec < note->changed)
    return FALSE;
  const int64_t seconds = now.tv_sec - note->changed;
  if (note->changed_part == 0 || seconds >= WHOLE)
    return seconds >= WHOLE;
  return seconds * 1000000000 + now.tv_nsec - (int64_t)note->changed_part >= MARGIN;
}

/* The folder, where it is the user's own; else -1. */
static int open_folder(const char *folder)
{
  const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct stat status;

  if (fd >= 0 && fstat(fd, &status) == 0 && is_ours(&status, FALSE))
    return fd;
  if (fd >= 0)
    close(fd);
  return -1;
}

/* Within a folder of one's own only: root with another's home leaves nothing there. */
static gboolean make_within_own(const char *folder)
{
  g_autofree char *parent = g_path_get_dirname(folder);
  struct stat status;

  return stat(parent, &status) == 0 && status.st_uid == geteuid() && mkdir(folder, 0700) == 0;
}

static int open_or_make_folder(const char *folder)
{
  struct stat status;

  if (stat(folder, &status) != 0 && errno == ENOENT && !make_within_own(folder)) {
    g_autofree char *parent = g_path_get_dirname(folder);
    if (stat(parent, &status) == 0 || errno != ENOENT || !make_within_own(parent) ||
        !make_within_own(folder))
      return -1;
  }
  return open_folder(folder);
}

/* Reads into [GV_VINE_NOTES]; returns how many. A file that is damaged, of other rules or
 * anybody else's holds none. */
static size_t read_notes(int folder, GvVineNote *notes)
{
  const int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  const size_t room = GV_VINE_NOTES * sizeof *notes;
  struct stat status;
  GvVineNotes head;
  ssize_t length = -1;

  if (fd < 0)
    return 0;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && is_ours(&status, FALSE) &&
      pread(fd, &head, sizeof head, 0) == (ssize_t)sizeof head)
    length = pread(fd, notes, room, sizeof head);
  close(fd);
  if (length < 0 || memcmp(head.magic, GV_VINE_NOTES_MAGIC, sizeof head.magic) != 0 ||
      head.rules != GV_VINE_RULES || head.count > GV_VINE_NOTES ||
      (size_t)length != head.count * sizeof *notes ||
      gv_vine_checksum(notes, (size_t)length) != head.checksum)
    return 0;
  return head.count;
}

gboolean gv_vine_is_known(const char *folder, const GvVineNote *note)
{
  GvVineNote notes[GV_VINE_NOTES];
  const int fd = open_folder(folder);
  const size_t count = fd >= 0 ? read_notes(fd, notes) : 0;
  gboolean known = FALSE;

  for (size_t i = 0; i < count && !known; i++)
    known = memcmp(&notes[i], note, sizeof *note) == 0;
  if (fd >= 0)
    close(fd);
  return known;
}

/* The note in front of the others, without what was known of the same inode. */
static size_t add_note(const GvVineNote *note, GvVineNote *notes, size_t count)
{
  size_t kept = 0;

  for (size_t i = 0; i < count; i++)
    if (notes[i].device != note->device || notes[i].inode != note->inode)
      notes[kept++] = notes[i];
  kept = MIN(kept, GV_VINE_NOTES - 1);
  memmove(notes + 1, notes, kept * sizeof *notes);
  notes[0] = *note;
  return kept + 1;
}

static gboolean write_notes(int fd, const GvVineNote *notes, size_t count)
{
  const size_t length = count * sizeof *notes;
  GvVineNotes head = { .magic = GV_VINE_NOTES_MAGIC,
                       .rules = GV_VINE_RULES,
                       .count = (uint32_t)count,
                       .checksum = gv_vine_checksum(notes, length) };

  return write(fd, &head, sizeof head) == (ssize_t)sizeof head &&
         write(fd, notes, length) == (ssize_t)length;
}

/* The new file, which keeps others out while it is there; -1 where somebody else has it.
 * One that is long there was left behind by a process that was ended. */
static int open_new(int folder)
{
  enum { LONG = 60 /* s */ };
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int fd = openat(folder, new_name, flags, 0600);
  struct stat status;

  if (fd < 0 && errno == EEXIST && fstatat(folder, new_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
      ABS(time(NULL) - status.st_mtime) > LONG && unlinkat(folder, new_name, 0) == 0)
    fd = openat(folder, new_name, flags, 0600);
  return fd;
}

void gv_vine_keep(const char *folder, const GvVineNote *note)
{
  GvVineNote notes[GV_VINE_NOTES];
  const int at = open_or_make_folder(folder);
  const int fd = at >= 0 ? open_new(at) : -1;

  if (fd >= 0) {
    gboolean good = write_notes(fd, notes, add_note(note, notes, read_notes(at, notes)));
    good = close(fd) == 0 && good;
    if (!good || renameat(at, new_name, at, name) != 0)
      unlinkat(at, new_name, 0);
  }
  if (at >= 0)
    close(at);
}

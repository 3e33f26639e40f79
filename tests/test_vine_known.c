/* A packed graph that has been checked is not checked again while it is unchanged, and
 * whatever changes it is seen; what cannot be kept is done without.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* utimensat, link, mkfifo */
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "vine_victim.h"

enum { PEOPLE = 12000, EACH = 5 };

/* A packed graph large enough to be noted, and a folder for notes. */
typedef struct {
  Victim victim;
  char *folder, *notes;
} Bed;

static char *large_table(void)
{
  GString *text = g_string_new(NULL);

  for (unsigned i = 0; i < PEOPLE; i++)
    for (unsigned k = 1; k <= EACH; k++)
      g_string_append_printf(text, "%u,%u,0.%u\n", i, (i + k * k) % PEOPLE, k);
  return g_string_free(text, FALSE);
}

static void bed_open(Bed *bed)
{
  g_autofree char *text = large_table();

  victim_open(&bed->victim, (Texts){ .edges = text }, plain);
  g_assert_cmpuint(bed->victim.length, >, GV_VINE_NOTED);
  bed->folder = g_build_filename(bed->victim.desk.folder, "notes", NULL);
  bed->notes = g_build_filename(bed->folder, GV_VINE_NOTES_NAME, NULL);
}

static void bed_clear(Bed *bed)
{
  g_unlink(bed->notes);
  g_rmdir(bed->folder);
  g_free(bed->notes);
  g_free(bed->folder);
  victim_clear(&bed->victim);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bed, bed_clear)

typedef enum { REFUSED, CHECKED, KNOWN } Opened;

static Opened open_as(const Bed *bed, GvCheck check)
{
  const GvSource source = { .kind = GV_TABLE_EDGES, .path = bed->victim.desk.vine };
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  g_auto(GvReadReport) report = { 0 };

  options.check = check;
  options.known_folder = bed->folder;
  g_autoptr(GvNetwork) network =
      gv_network_read(&source, 1, &options, &report, bed->victim.task, NULL);
  if (network == NULL)
    return REFUSED;
  return report.inputs[0].known ? KNOWN : CHECKED;
}

static Opened open_it(const Bed *bed)
{
  return open_as(bed, GV_CHECK_SHAPE);
}

/* Opens once the time of its last change has passed, so that it can be noted. */
static Opened open_settled(const Bed *bed)
{
  g_assert_true(gv_vine_settle(bed->victim.desk.vine));
  return open_it(bed);
}

static void make_known(const Bed *bed)
{
  g_assert_cmpint(open_settled(bed), ==, CHECKED);
  g_assert_cmpint(open_it(bed), ==, KNOWN);
}

static void second_opening_does_not_check(void)
{
  g_auto(Bed) bed = { 0 };
  GStatBuf status;

  bed_open(&bed);
  make_known(&bed);
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
  g_assert_cmpint(g_stat(bed.folder, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0700);
  g_assert_cmpint(g_stat(bed.notes, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

/* The look after writing serves whoever opens next. */
static void looking_through_makes_it_known(void)
{
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  gv_vine_look_through(bed.victim.desk.vine, bed.folder, NULL);
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
}

/* A target beyond all vertices, in a block that only checking looks at. */
static void spoil(const Bed *bed)
{
  const GvVineBlock *block = blocks_of(&bed->victim);
  const uint32_t beyond = PEOPLE;

  while (block->kind != GV_VINE_OUT_TARGETS)
    block++;
  put(&bed->victim, &beyond, sizeof beyond, block->offset);
}

static void written_byte_is_seen(void)
{
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  make_known(&bed);
  spoil(&bed);
  g_assert_cmpint(open_settled(&bed), ==, REFUSED);
  g_assert_cmpint(open_it(&bed), ==, REFUSED);
}

/* As cp -p, rsync and touch -r set it. */
static void set_back_time_hides_nothing(void)
{
  g_auto(Bed) bed = { 0 };
  struct stat before, after;

  bed_open(&bed);
  make_known(&bed);
  g_assert_cmpint(stat(bed.victim.desk.vine, &before), ==, 0);
  spoil(&bed);
  const struct timespec times[] = { before.st_atim, before.st_mtim };
  g_assert_cmpint(utimensat(AT_FDCWD, bed.victim.desk.vine, times, 0), ==, 0);
  g_assert_cmpint(stat(bed.victim.desk.vine, &after), ==, 0);
  g_assert_cmpint(after.st_mtim.tv_nsec, ==, before.st_mtim.tv_nsec);
  g_assert_cmpint(open_settled(&bed), ==, REFUSED);
}

static void touch(const Bed *bed)
{
  g_assert_cmpint(utimensat(AT_FDCWD, bed->victim.desk.vine, NULL, 0), ==, 0);
}

static void link_again(const Bed *bed)
{
  g_autofree char *other = g_strconcat(bed->victim.desk.vine, ".link", NULL);

  g_assert_cmpint(link(bed->victim.desk.vine, other), ==, 0);
  g_assert_cmpint(g_unlink(other), ==, 0);
}

static void replace(const Bed *bed)
{
  g_autofree char *other = g_strconcat(bed->victim.desk.vine, ".new", NULL);

  g_assert_true(g_file_set_contents(other, bed->victim.bytes, (gssize)bed->victim.length, NULL));
  g_assert_cmpint(rename(other, bed->victim.desk.vine), ==, 0);
}

static void rewrite_in_place(const Bed *bed)
{
  put(&bed->victim, bed->victim.bytes, bed->victim.length, 0);
}

static void every_change_is_checked_once(void)
{
  static void (*const changes[])(const Bed *) = { touch, link_again, rewrite_in_place, replace };
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
    make_known(&bed);
    changes[i](&bed);
  }
  make_known(&bed);
  g_assert_cmpint(ftruncate(bed.victim.fd, 0), ==, 0); /* of the file that was replaced */
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
  g_assert_cmpint(truncate(bed.victim.desk.vine, (off_t)bed.victim.length - 1), ==, 0);
  g_assert_cmpint(open_it(&bed), ==, REFUSED);
}

/* Another file under the name that was known. */
static void other_file_of_the_name_is_checked(void)
{
  g_auto(Bed) bed = { 0 };
  g_autofree char *other = NULL;

  bed_open(&bed);
  make_known(&bed);
  other = g_strconcat(bed.victim.desk.vine, ".other", NULL);
  g_assert_cmpint(rename(bed.victim.desk.vine, other), ==, 0);
  g_assert_true(
      g_file_set_contents(bed.victim.desk.vine, bed.victim.bytes, (gssize)bed.victim.length, NULL));
  close(bed.victim.fd);
  bed.victim.fd = open(bed.victim.desk.vine, O_RDWR);
  spoil(&bed);
  g_assert_cmpint(open_settled(&bed), ==, REFUSED);
}

static GvVineNote note_of(const Bed *bed)
{
  GvVineNote note;

  g_assert_true(gv_vine_settle(bed->victim.desk.vine));
  g_assert_true(gv_vine_note_of(bed->victim.fd, &note));
  note.checksum = header_of(&bed->victim)->checksum;
  return note;
}

/* Whoever can write the user's notes can vouch for anything: so it is the note that
 * decides, and all of it. */
static void the_note_decides(void)
{
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  spoil(&bed);
  const GvVineNote note = note_of(&bed);
  for (size_t at = 0; at < sizeof note; at++) {
    GvVineNote other = note;
    ((char *)&other)[at] = (char)(((char *)&other)[at] ^ 1);
    gv_vine_keep(bed.folder, &other);
    g_assert_cmpint(open_it(&bed), ==, REFUSED);
  }
  gv_vine_keep(bed.folder, &note);
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
  g_assert_cmpint(open_as(&bed, GV_CHECK_ALL), ==, REFUSED);
}

/* The beginning of the notes, with other bytes at a place; "" cuts the file there. */
static void put_note(const Bed *bed, const char *bytes, size_t length, size_t at)
{
  const int fd = open(bed->notes, O_RDWR);

  g_assert_cmpint(fd, >=, 0);
  if (length == 0)
    g_assert_cmpint(ftruncate(fd, (off_t)at), ==, 0);
  else
    g_assert_true(pwrite(fd, bytes, length, (off_t)at) == (ssize_t)length);
  close(fd);
}

static void damaged_notes_are_ignored(void)
{
  g_auto(Bed) bed = { 0 };
  g_autofree char *notes = NULL;
  gsize length;

  bed_open(&bed);
  make_known(&bed);
  g_assert_true(g_file_get_contents(bed.notes, &notes, &length, NULL));
  g_assert_cmpuint(length, ==, sizeof(GvVineNotes) + sizeof(GvVineNote));
  for (size_t at = 0; at < length; at++) {
    const char flipped = (char)(notes[at] ^ 1);
    if (at >= offsetof(GvVineNotes, zero) && at < sizeof(GvVineNotes))
      continue; /* nothing is said there */
    put_note(&bed, &flipped, 1, at);
    g_assert_cmpint(open_it(&bed), ==, CHECKED);
    g_assert_cmpint(open_it(&bed), ==, KNOWN); /* and made anew */
  }
  for (size_t at = 0; at < length; at++) {
    put_note(&bed, "", 0, at);
    g_assert_cmpint(open_it(&bed), ==, CHECKED);
  }
  put_note(&bed, "x", 1, length);
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
}

/* Without a way to keep notes nothing is known, and nothing else is amiss. */
static void assert_never_known(const Bed *bed)
{
  gv_vine_settle(bed->victim.desk.vine);
  g_assert_cmpint(open_it(bed), ==, CHECKED);
  g_assert_cmpint(open_it(bed), ==, CHECKED);
}

static void notes_that_others_may_write_are_ignored(void)
{
  static const mode_t modes[] = { 0602, 0606, 0622 };
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  make_known(&bed);
  for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
    g_assert_cmpint(g_chmod(bed.notes, modes[i]), ==, 0);
    g_assert_cmpint(open_it(&bed), ==, CHECKED); /* replaced by notes of one's own */
    g_assert_cmpint(open_it(&bed), ==, KNOWN);
  }
  g_assert_cmpint(g_chmod(bed.folder, 0703), ==, 0);
  assert_never_known(&bed);
  g_assert_cmpint(g_chmod(bed.folder, 0700), ==, 0);
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
}

static void notes_behind_a_link_or_a_pipe_are_ignored(void)
{
  g_auto(Bed) bed = { 0 };
  g_autofree char *elsewhere = NULL;

  bed_open(&bed);
  make_known(&bed);
  elsewhere = g_build_filename(bed.victim.desk.folder, "elsewhere", NULL);
  g_assert_cmpint(rename(bed.notes, elsewhere), ==, 0);
  g_assert_cmpint(symlink(elsewhere, bed.notes), ==, 0);
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
  g_assert_cmpint(g_unlink(bed.notes), ==, 0);
  g_assert_cmpint(mkfifo(bed.notes, 0600), ==, 0);
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
}

/* Only root can make such files; for others there is nothing to try. */
static void what_others_own_is_ignored(void)
{
  enum { SOMEBODY = 65534 };
  g_auto(Bed) bed = { 0 };

  if (geteuid() != 0)
    return;
  bed_open(&bed);
  make_known(&bed);
  g_assert_cmpint(chown(bed.notes, SOMEBODY, SOMEBODY), ==, 0);
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
  g_assert_cmpint(chown(bed.folder, SOMEBODY, SOMEBODY), ==, 0);
  assert_never_known(&bed);
  g_assert_cmpint(chown(bed.folder, 0, 0), ==, 0);
  g_assert_cmpint(chown(bed.victim.desk.vine, SOMEBODY, SOMEBODY), ==, 0);
  assert_never_known(&bed);
}

/* Root with the home of somebody else leaves no folder there. */
static void no_folder_is_made_in_anothers(void)
{
  enum { SOMEBODY = 65534 };
  g_auto(Bed) bed = { 0 };
  g_autofree char *home = NULL;

  if (geteuid() != 0)
    return;
  bed_open(&bed);
  home = g_strdup(bed.folder);
  g_assert_cmpint(g_mkdir(home, 0777), ==, 0);
  g_assert_cmpint(chown(home, SOMEBODY, SOMEBODY), ==, 0);
  g_free(bed.folder);
  bed.folder = g_build_filename(home, "grapevine", NULL);
  assert_never_known(&bed);
  g_assert_cmpint(g_rmdir(home), ==, 0);
}

static void files_that_others_may_write_are_always_checked(void)
{
  g_auto(Bed) bed = { 0 };
  GvVineNote note;

  bed_open(&bed);
  make_known(&bed);
  g_assert_cmpint(fchmod(bed.victim.fd, 0646), ==, 0);
  g_assert_false(gv_vine_note_of(bed.victim.fd, &note));
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
}

static void small_files_are_not_noted(void)
{
  g_auto(Bed) bed = { 0 };
  GvVineNote note;

  bed_open(&bed);
  pack(&bed.victim.desk, (Texts){ .edges = EDGES }, plain);
  g_assert_false(gv_vine_settle(bed.victim.desk.vine));
  g_assert_cmpint(open_it(&bed), ==, CHECKED);
  g_assert_false(g_file_test(bed.folder, G_FILE_TEST_EXISTS));
  g_assert_cmpint(truncate(bed.victim.desk.vine, GV_VINE_NOTED), ==, 0);
  const int fd = open(bed.victim.desk.vine, O_RDONLY);
  g_assert_true(gv_vine_note_of(fd, &note));
  close(fd);
}

static void trust_and_verify_stay_what_they_are(void)
{
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  g_assert_true(gv_vine_settle(bed.victim.desk.vine));
  g_assert_cmpint(open_as(&bed, GV_CHECK_HEADER), ==, CHECKED); /* nothing was looked at, */
  g_assert_false(g_file_test(bed.folder, G_FILE_TEST_EXISTS));  /* so nothing is noted */
  g_assert_cmpint(open_as(&bed, GV_CHECK_ALL), ==, CHECKED);
  g_assert_cmpint(open_it(&bed), ==, KNOWN);
  g_assert_cmpint(open_as(&bed, GV_CHECK_ALL), ==, CHECKED);
}

static void folder_may_be_impossible(void)
{
  static const char *const nowhere[] = { "/proc/grapevine", "/dev/null/grapevine", "/dev/null", "",
                                         "/nowhere/at/all/grapevine" };
  g_auto(Bed) bed = { 0 };

  bed_open(&bed);
  for (size_t i = 0; i < G_N_ELEMENTS(nowhere); i++) {
    g_free(bed.folder);
    bed.folder = g_strdup(nowhere[i]);
    assert_never_known(&bed);
  }
  g_free(bed.folder);
  bed.folder = NULL;
  assert_never_known(&bed);
}

static void missing_folders_are_made(void)
{
  g_auto(Bed) bed = { 0 };
  g_autofree char *above = NULL;

  bed_open(&bed);
  above = g_steal_pointer(&bed.folder);
  bed.folder = g_build_filename(above, "grapevine", NULL);
  make_known(&bed);
  g_free(bed.notes);
  bed.notes = g_build_filename(bed.folder, GV_VINE_NOTES_NAME, NULL);
  g_assert_cmpint(g_unlink(bed.notes), ==, 0);
  g_assert_cmpint(g_rmdir(bed.folder), ==, 0);
  g_assert_cmpint(g_rmdir(above), ==, 0);
}

static GvVineNote made_up(unsigned i)
{
  return (GvVineNote){ .device = 1, .inode = i, .size = GV_VINE_NOTED, .changed = i };
}

static void oldest_notes_are_thrown_out(void)
{
  enum { MORE = 20 };
  g_auto(Bed) bed = { 0 };
  GStatBuf status;

  bed_open(&bed);
  for (unsigned i = 0; i < GV_VINE_NOTES + MORE; i++) {
    const GvVineNote note = made_up(i);
    gv_vine_keep(bed.folder, &note);
  }
  for (unsigned i = 0; i < GV_VINE_NOTES + MORE; i++) {
    const GvVineNote note = made_up(i);
    g_assert_cmpint(gv_vine_is_known(bed.folder, &note), ==, i >= MORE);
  }
  g_assert_cmpint(g_stat(bed.notes, &status), ==, 0);
  g_assert_cmpint(status.st_size, ==, sizeof(GvVineNotes) + GV_VINE_NOTES * sizeof(GvVineNote));
}

/* A changed file has one note, not two. */
static void new_note_replaces_that_of_the_inode(void)
{
  g_auto(Bed) bed = { 0 };
  GvVineNote note = made_up(1);
  GStatBuf status;

  bed_open(&bed);
  for (note.changed = 1; note.changed < 5; note.changed++)
    gv_vine_keep(bed.folder, &note);
  g_assert_cmpint(g_stat(bed.notes, &status), ==, 0);
  g_assert_cmpint(status.st_size, ==, sizeof(GvVineNotes) + sizeof note);
}

static gpointer keep_many(gpointer folder)
{
  for (unsigned i = 0; i < 100; i++) {
    const GvVineNote note = made_up(i);
    gv_vine_keep(folder, &note);
  }
  return NULL;
}

/* A note may be lost where two write at once; the file is always whole. */
static void many_at_once_leave_a_whole_file(void)
{
  g_auto(Bed) bed = { 0 };
  GThread *threads[4];
  const GvVineNote first = made_up(1000);

  bed_open(&bed);
  gv_vine_keep(bed.folder, &first);
  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("keep", keep_many, bed.folder);
  for (unsigned i = 0; i < 1000; i++)
    g_assert_true(gv_vine_is_known(bed.folder, &first));
  for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
  g_assert_true(gv_vine_is_known(bed.folder, &first));
  g_autofree char *left = g_strconcat(bed.notes, ".new", NULL);
  g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
}

static void what_a_killed_process_left_is_removed_in_time(void)
{
  g_auto(Bed) bed = { 0 };
  const GvVineNote first = made_up(1), second = made_up(2);
  const struct timespec old[] = { { .tv_sec = 1 }, { .tv_sec = 1 } };

  bed_open(&bed);
  gv_vine_keep(bed.folder, &first);
  g_autofree char *left = g_strconcat(bed.notes, ".new", NULL);
  g_assert_true(g_file_set_contents(left, "half", -1, NULL));
  gv_vine_keep(bed.folder, &second); /* somebody seems to be at it */
  g_assert_false(gv_vine_is_known(bed.folder, &second));
  g_assert_cmpint(utimensat(AT_FDCWD, left, old, 0), ==, 0);
  gv_vine_keep(bed.folder, &second);
  g_assert_true(gv_vine_is_known(bed.folder, &first));
  g_assert_true(gv_vine_is_known(bed.folder, &second));
  g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
}

static void only_settled_times_can_be_noted(void)
{
  const int64_t now = (int64_t)time(NULL);
  const GvVineNote settled[] = { { .changed = now - 60, .changed_part = 1 },
                                 { .changed = now - 60 } };
  const GvVineNote fresh[] = { { .changed = now + 60, .changed_part = 1 },
                               { .changed = now + 60 },
                               { .changed = now, .changed_part = 999999999 },
                               { .changed = now } };

  for (size_t i = 0; i < G_N_ELEMENTS(settled); i++)
    g_assert_true(gv_vine_note_is_settled(&settled[i]));
  for (size_t i = 0; i < G_N_ELEMENTS(fresh); i++)
    g_assert_false(gv_vine_note_is_settled(&fresh[i]));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(promise) g_test_add_func("/vine/known/" #promise, promise)
  ADD(second_opening_does_not_check);
  ADD(looking_through_makes_it_known);
  ADD(written_byte_is_seen);
  ADD(set_back_time_hides_nothing);
  ADD(every_change_is_checked_once);
  ADD(other_file_of_the_name_is_checked);
  ADD(the_note_decides);
  ADD(damaged_notes_are_ignored);
  ADD(notes_that_others_may_write_are_ignored);
  ADD(notes_behind_a_link_or_a_pipe_are_ignored);
  ADD(what_others_own_is_ignored);
  ADD(no_folder_is_made_in_anothers);
  ADD(files_that_others_may_write_are_always_checked);
  ADD(small_files_are_not_noted);
  ADD(trust_and_verify_stay_what_they_are);
  ADD(folder_may_be_impossible);
  ADD(missing_folders_are_made);
  ADD(oldest_notes_are_thrown_out);
  ADD(new_note_replaces_that_of_the_inode);
  ADD(many_at_once_leave_a_whole_file);
  ADD(what_a_killed_process_left_is_removed_in_time);
  ADD(only_settled_times_can_be_noted);
#undef ADD
  return g_test_run();
}

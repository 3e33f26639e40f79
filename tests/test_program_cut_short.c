/* Another program cuts a packed graph short while it is read: a message and a status, no crash.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

/* Whatever is read of the network now lies behind the file's new end. */
#define CUT "truncate -s 4096 g.vine"
#define TOLD                                                                                       \
  "/g.vine: cut short by another program while it was read, or its disk fails; write a new"

static void write_vine(Shell *s)
{
  run(s, "mkfifo pipe && $G generate erdos-renyi --vertices 20000 --edges 200000 --directed "
         "--quiet -o g.vine");
  assert_status(s, 0, "generate");
}

/* The pipe holds less than a tenth of the table, so most of the file is still to be read. */
static void in_the_middle_of_writing(Shell *s, gconstpointer data)
{
  (void)data;
  write_vine(s);
  fails(s, 4, TOLD,
        "$G convert --edges g.vine --trust --format csv -o pipe & exec 3<pipe; head -c 1000 <&3 "
        ">begun; " CUT "; cat <&3 >rest; test -s begun || exit 99; wait $!");
  g_assert_true(g_str_has_prefix(s->err, "grapevine: /"));
}

/* Opening the pipe waits for the program, which has mapped the graph and opened --rejects by
 * then; the graph's ties are read behind the pipe's. The old file stays, the new one leaves
 * nothing. */
static void nothing_unfinished_is_left(Shell *s, gconstpointer data)
{
  (void)data;
  write_vine(s);
  write_file(s, "r.csv", "old\n");
  fails(s, 4, TOLD,
        "$G info --edges pipe --edges g.vine --trust --max-bad 1 --rejects r.csv --threads 4 & "
        "exec 3>pipe; ls -A | grep -q grapevine- || exit 99; " CUT "; "
        "printf '1,2\\n' >&3; exec 3>&-; wait $!");
  prints(s, "old\n", "cat r.csv");
  prints(s, "", "ls -A | grep grapevine-; true");
}

/* The same command without the cut, so that it is the cut what the tests above see. */
static void an_untouched_file_is_read(Shell *s, gconstpointer data)
{
  (void)data;
  write_vine(s);
  run(s, "$G info --edges pipe --edges g.vine --trust --max-bad 1 --rejects r.csv -o i.json & "
         "exec 3>pipe; printf '1,2\\n' >&3; exec 3>&-; wait $!");
  assert_status(s, 0, "info");
  prints(s, "path,line,reason,row\n", "cat r.csv");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/cut short/in the middle of writing", in_the_middle_of_writing);
  program_test("/program/cut short/nothing unfinished is left", nothing_unfinished_is_left);
  program_test("/program/cut short/an untouched file is read", an_untouched_file_is_read);
  return g_test_run();
}

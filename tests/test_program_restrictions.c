/* What a run may tell and take: formulas, hashed names, rejected rows, limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define DEGREE "$G centrality --measure degree "
#define HIGGS "--interactions $DATA/higgs/*.gz --columns actor,target,time,type "
#define KEY "0123456789abcdef0123456789abcdef"

static void formulas(Shell *s)
{
  write_file(s, "f.csv", "source,target\n=1+1,b\n-5,@x\nb,+86\n\"\ttab\",b\na-b,\"=\"\"q\"\"\"\n");
}

static void excel_safe_disarms_names_that_begin_like_formulas(Shell *s, gconstpointer data)
{
  (void)data;
  formulas(s);
  prints(s, "user,degree\n'=1+1,1\nb,3\n'-5,1\n'@x,1\n'+86,1\n'\ttab,1\na-b,1\n\"'=\"\"q\"\"\",1\n",
         DEGREE "--edges f.csv --excel-safe");
  tells(s, "'\\ttab\t1\n", DEGREE "--edges f.csv --excel-safe --format tsv");
  tells(s, "person,user,'@x\n", "$G explain @x --edges f.csv --excel-safe --format csv");
}

static void numbers_are_never_disarmed(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "u.csv", "user\n=a\n");
  write_file(s, "e.csv", "source,target\nb,a\nc,a\n");
  write_file(s, "w.ini", "[weights]\naudience=-1\nreach=2\n");
  tells(s, ",-", "$G explain a --edges e.csv --weights w.ini --excel-safe --format csv");
  g_assert_null(strstr(s->out, "'-"));
}

static void without_excel_safe_names_come_out_as_they_went_in(Shell *s, gconstpointer data)
{
  (void)data;
  formulas(s);
  prints(s, "user,degree\n=1+1,1\nb,3\n-5,1\n@x,1\n+86,1\n\ttab,1\na-b,1\n\"=\"\"q\"\"\",1\n",
         DEGREE "--edges f.csv");
}

static void excel_safe_is_refused_where_it_does_nothing(Shell *s, gconstpointer data)
{
  (void)data;
  formulas(s);
  fails(s, 2, "--excel-safe is for CSV and TSV", DEGREE "--edges f.csv --excel-safe -o x.jsonl");
  fails(s, 2, "--excel-safe is for", DEGREE "--edges f.csv --excel-safe --format table");
  fails(s, 2, "--excel-safe is for", "$G info --edges f.csv --excel-safe");
  fails(s, 2, "--excel-safe is for", "$G explain b --edges f.csv --excel-safe");
  fails(s, 2, "--excel-safe", "$G nominate --print-weights --excel-safe");
}

/* By the library behind g_compute_hmac, not by our own way through it. */
static char *hash_of(const char *name)
{
  return g_compute_hmac_for_string(G_CHECKSUM_SHA256, (const guchar *)KEY, strlen(KEY), name, -1);
}

static void every_name_that_leaves_is_its_hmac(Shell *s, gconstpointer data)
{
  g_autofree char *a = hash_of("a"), *zhang = hash_of("张三"), *expected = NULL;
  (void)data;

  write_file(s, "key", KEY "\n"); /* the line end is an editor's */
  write_file(s, "e.csv", "source,target\na,张三\n");
  expected = g_strdup_printf("user,degree\n%s,1\n%s,1\n", a, zhang);
  prints(s, expected, DEGREE "--edges e.csv --hash-ids key");
  write_file(s, "key", KEY);
  prints(s, expected, DEGREE "--edges e.csv --hash-ids key");
  tells(s, a, "$G explain a --edges e.csv --hash-ids key --format jsonl");
  g_assert_null(strstr(s->out, "\"user\":\"a\""));
}

static void a_person_may_be_given_plain_or_hashed(Shell *s, gconstpointer data)
{
  g_autofree char *a = hash_of("a");
  g_autofree char *list = g_strdup_printf("%s\n", a);
  g_autofree char *card =
      g_strdup_printf("$G explain %s --follows follows.csv --hash-ids key --format csv", a);
  (void)data;

  write_file(s, "key", KEY);
  write_file(s, "plain.txt", "a\n");
  write_file(s, "hashed.txt", list);
  g_assert_true(
      same_output(s, "$G explain a --follows follows.csv --hash-ids key --format csv", card));
  g_assert_true(
      same_output(s, "$G nominate --follows follows.csv --hash-ids key --exclude plain.txt",
                  "$G nominate --follows follows.csv --hash-ids key --exclude hashed.txt"));
  g_assert_null(strstr(s->out, a));
  tells(s, a, "$G nominate --follows follows.csv --hash-ids key");
}

/* The figures are those of the plain names, in the same order. */
static void hashing_changes_names_only(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "key", KEY);
  g_assert_true(same_output(s,
                            "$G nominate --follows follows.csv --users users.csv | cut -d, -f1,3-",
                            "$G nominate --follows follows.csv --users users.csv --hash-ids key | "
                            "cut -d, -f1,3-"));
}

static void no_plain_name_is_left_anywhere(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "key", KEY);
  write_file(s, "e.csv", "source,target\nsecretive,b\nb,c\n");
  write_file(s, "u.csv", "user\nsecretive\nsecretive\n");
  fails(s, 3, "u.csv:3: duplicate id, first on line 2",
        "$G info --edges e.csv --users u.csv --hash-ids key");
  g_assert_null(strstr(s->err, "secretive"));
  run(s, "$G explain secretive --edges e.csv --hash-ids key --summary s.json -o card.json && "
         "$G info --edges e.csv --users u.csv --max-bad 5 --rejects r.csv --hash-ids key "
         "-o info.json && grep -l secretive s.json card.json r.csv info.json");
  g_assert_cmpstr(s->out, ==, "");
  tells(s, "", "test -s s.json -a -s card.json -a -s r.csv -a -s info.json");
}

static void a_weak_key_is_refused(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "key", "short\n");
  fails(s, 2, "could be guessed", DEGREE "--follows follows.csv --hash-ids key");
  fails(s, 2, "is this a key?", DEGREE "--follows follows.csv --hash-ids /dev/zero");
  fails(s, 4, "none: cannot read the key", DEGREE "--follows follows.csv --hash-ids none");
}

static void rejects_tell_file_line_and_reason(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target,weight\na,b,1\nb,c\nc,d,x\nd,e,1\n");
  prints(s,
         "path,line,reason,row\n"
         "e.csv,3,\"expected 3 fields, got 2; every row must have as many as the first\",\"b,c\"\n",
         DEGREE "--edges e.csv --max-bad 2 --rejects r.csv -o /dev/null && head -2 r.csv");
  prints(s, "3\n", "wc -l <r.csv");
  tells(s, "e.csv,4,", "cat r.csv");
  write_file(s, "=e.csv", "source,target,weight\na,b,1\nb,c\n");
  tells(s, "'=e.csv,3,",
        DEGREE "--edges =e.csv --max-bad 2 --rejects r.csv --excel-safe "
               "-o x.csv && cat r.csv");
}

/* A finished file or the old one. */
static void rejects_appear_only_when_reading_succeeds(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target,weight\na,b,1\nb,c\nc,d,x\n");
  write_file(s, "r.csv", "old\n");
  fails(s, 3, "e.csv:4: ", DEGREE "--edges e.csv --max-bad 1 --rejects r.csv");
  prints(s, "old\n", "cat r.csv");
  fails(s, 4, "cannot write", DEGREE "--edges e.csv --max-bad 9 --rejects /dev/full");
}

static void rejects_without_effect_are_refused(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 2, "give --max-bad too", DEGREE "--follows follows.csv --rejects r.csv");
  fails(s, 2, "written as CSV", DEGREE "--follows follows.csv --max-bad 1 --rejects r.jsonl");
  fails(s, 2, "--output and --rejects name the same file",
        DEGREE "--follows follows.csv --max-bad 1 --rejects r.csv "
               "-o r.csv");
  fails(s, 4, "make the folder first",
        DEGREE "--follows follows.csv --max-bad 1 --rejects none/r.csv");
}

static void the_time_limit_ends_computing_with_status_5(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "x.csv", "old\n");
  fails(s, 5, "--time-limit 1.5s: the time limit was reached",
        "$G centrality --measure betweenness " HIGGS "--time-limit 1.5s -o x.csv");
  prints(s, "old\n", "cat x.csv");
  prints(s, "follows.csv\ninteractions.csv\nusers.csv\nx.csv\n", "ls -A");
}

static void the_time_limit_ends_waiting(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "mkfifo pipe");
  fails(s, 5, "grapevine: --time-limit 0.3s: ", "$G info --follows pipe --time-limit 0.3s");
  fails(s, 5, "grapevine: --time-limit 0.3s: ",
        "exec 4<>pipe; $G info --follows - --time-limit 0.3s <&4");
  fails(s, 2, "--time-limit must be", "$G info --follows follows.csv --time-limit soon");
  fails(s, 2, "--time-limit must be", "$G info --follows follows.csv --time-limit 0");
  tells(s, "a,10\n", DEGREE "--follows follows.csv --time-limit 1h");
}

static void the_memory_limit_ends_with_status_5(Shell *s, gconstpointer data)
{
  (void)data;
  fails(s, 5, "--memory 1M is too little: the tables alone take about 3.8 MiB",
        DEGREE HIGGS "--memory 1M");
  fails(s, 5, "--memory 24M: ", DEGREE HIGGS "--memory 24M");
  assert_holds(s->err, "memory limit reached", "--memory 24M");
  fails(s, 2, "--memory must be", DEGREE "--follows follows.csv --memory lots");
  fails(s, 2, "--memory must be", DEGREE "--follows follows.csv --memory 0");
  tells(s, "a,10\n", DEGREE "--follows follows.csv --memory 4GiB");
}

/* The stacks of many threads are no data. */
static void threads_do_not_use_up_the_memory(Shell *s, gconstpointer data)
{
  (void)data;
  tells(s, "a,10\n", DEGREE "--follows follows.csv --memory 64M --threads 16");
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test)(Shell *, gconstpointer);
  } tests[] = {
    { "excel-safe disarms names that begin like formulas",
      excel_safe_disarms_names_that_begin_like_formulas },
    { "numbers are never disarmed", numbers_are_never_disarmed },
    { "without excel-safe names come out as they went in",
      without_excel_safe_names_come_out_as_they_went_in },
    { "excel-safe is refused where it does nothing", excel_safe_is_refused_where_it_does_nothing },
    { "every name that leaves is its HMAC", every_name_that_leaves_is_its_hmac },
    { "a person may be given plain or hashed", a_person_may_be_given_plain_or_hashed },
    { "hashing changes names only", hashing_changes_names_only },
    { "no plain name is left anywhere", no_plain_name_is_left_anywhere },
    { "a weak key is refused", a_weak_key_is_refused },
    { "rejects tell file, line and reason", rejects_tell_file_line_and_reason },
    { "rejects appear only when reading succeeds", rejects_appear_only_when_reading_succeeds },
    { "rejects without effect are refused", rejects_without_effect_are_refused },
    { "the time limit ends computing with status 5", the_time_limit_ends_computing_with_status_5 },
    { "the time limit ends waiting", the_time_limit_ends_waiting },
    { "the memory limit ends with status 5", the_memory_limit_ends_with_status_5 },
    { "threads do not use up the memory", threads_do_not_use_up_the_memory },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
    g_autofree char *path = g_strconcat("/program/restrictions/", tests[i].name, NULL);
    program_test(path, tests[i].test);
  }
  return g_test_run();
}

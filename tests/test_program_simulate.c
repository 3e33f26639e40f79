/* grapevine simulate from outside: what it prints, what it refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define SIMULATE "$G simulate --follows follows.csv "

static void it_says_who_is_reached(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "chain.csv", "follower,followee\nb,a\nc,b\nd,c\n");
  write_file(s, "seeds.txt", "a\n");
  tells(s, "reached,mean,3\n", "$G simulate --follows chain.csv --seeds seeds.txt --format csv");
  tells(s, "total,mean,4\n", "$G simulate --follows chain.csv --seeds seeds.txt --format csv");
  tells(s, "reached,mean,2\n",
        "$G simulate --follows chain.csv --seeds seeds.txt --rounds 2 --format csv");
  tells(s, "simulation,label,model\n",
        "$G simulate --follows chain.csv --seeds seeds.txt --model lt --format csv");
  tells(s, "\"label\": \"model\"", "$G simulate --follows chain.csv --seeds seeds.txt");
  tells(s, "\"reached\": 3",
        "$G simulate --follows chain.csv --seeds seeds.txt --summary s.json "
        ">/dev/null && cat s.json");
  tells(s, "\"label\": \"model\"", "cat s.json");
  /* of plain edges the first influences the second */
  prints(s, "user,probability\na,1\nb,1\nc,0\n",
         "printf 'source,target\na,b\nc,a\n' >e.csv; $G simulate --edges e.csv --seeds seeds.txt "
         "--people p.csv >/dev/null; cat p.csv");
}

static void those_already_won_are_counted_apart(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "chain.csv", "follower,followee\nb,a\nc,b\nd,c\ne,d\n");
  write_file(s, "seeds.txt", "user\na\nc\n");
  write_file(s, "active.txt", "c\n");
#define CHAIN "$G simulate --follows chain.csv --seeds seeds.txt --active active.txt --format csv"
  tells(s, "reached,mean,1\n", CHAIN);
  tells(s, "total,mean,5\ntotal,seeds,1\ntotal,reached,1\ntotal,active,1\ntotal,active_won,2\n",
        CHAIN);
  tells(s, "seeds_already_active,1\n", CHAIN);
  prints(s, "user,probability,without_seeds\nb,1,0\na,1,0\nc,1,1\nd,1,1\ne,1,1\n",
         CHAIN " --people p.csv >/dev/null; cat p.csv");
}

static void groups_and_other_seeds_are_told(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "seeds.txt", "a\n");
  write_file(s, "others.txt", "y\n");
  tells(s, "by_stage,stage,fan\n", SIMULATE "--users users.csv --seeds seeds.txt --format csv");
  tells(s, "by_region,region,south\n",
        SIMULATE "--users users.csv --seeds seeds.txt --by region,community --format csv");
  tells(s, "by_community,community,0\n",
        SIMULATE "--users users.csv --seeds seeds.txt --by region,community --format csv");
  tells(s, "against,cascades_better,0.9",
        SIMULATE "--seeds seeds.txt --against others.txt --format csv");
  tells(s, "against,difference,0\nagainst,low_95,0\n",
        SIMULATE "--seeds seeds.txt --against seeds.txt --format csv");
}

static void the_same_bytes_at_any_thread_count(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "seeds.txt", "a\nv\n");
  g_assert_true(same_output(s, SIMULATE "--seeds seeds.txt --probability .4 --threads 1",
                            SIMULATE "--seeds seeds.txt --probability .4 --threads 5"));
  g_assert_false(same_output(s, SIMULATE "--seeds seeds.txt --probability .4 --seed 1",
                             SIMULATE "--seeds seeds.txt --probability .4 --seed 2"));
}

static void probabilities_are_learned(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "tie.csv", "follower,followee\nb,a\nc,a\n");
  write_file(s, "seeds.txt", "a\n");
  write_file(s, "events.csv", "user,event,time,item\na,buy,1,x\nb,buy,2,x\na,buy,3,y\nb,buy,4,y\n");
  tells(s, "reached,mean,1\n",
        "$G simulate --follows tie.csv --events events.csv --seeds seeds.txt --probability "
        "learned:raw --format csv");
  fails(s, 2, "learned", "$G simulate --follows tie.csv --seeds seeds.txt --probability learned");
}

static void wrong_input_is_refused(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "seeds.txt", "a\nnobody\n");
  write_file(s, "strangers.txt", "nobody\n");
  write_file(s, "empty.txt", "");
  write_file(s, "heavy.csv", "source,target,weight\na,b,2\n");
  fails(s, 2, "--seeds FILE", SIMULATE);
  fails(s, 3, "strangers.txt: none of the people listed", SIMULATE "--seeds strangers.txt");
  fails(s, 3, "empty.txt: file is empty", SIMULATE "--seeds empty.txt");
  fails(s, 4, "missing.txt", SIMULATE "--seeds missing.txt");
  fails(s, 2, "--by: \"shoe\"", SIMULATE "--seeds seeds.txt --by shoe");
  fails(s, 2, "--by: \"stage\"", SIMULATE "--seeds seeds.txt --by stage");
  fails(s, 2, "--probability", SIMULATE "--seeds seeds.txt --probability 2");
  fails(s, 2, "--cascades", SIMULATE "--seeds seeds.txt --cascades -1");
  fails(s, 2, "--model lt needs the probabilities", SIMULATE "--seeds seeds.txt --model lt --probability .9");
  fails(s, 2, "one is 2", "$G simulate --edges heavy.csv --seeds seeds.txt --probability weight");
  fails(s, 2, "--people", SIMULATE "--seeds seeds.txt --people people.xml");
  fails(s, 4, "no/p.csv", SIMULATE "--seeds seeds.txt --people no/p.csv");
  run(s, SIMULATE "--seeds seeds.txt");
  assert_status(s, 0, "one seed is not in the network");
  assert_holds(s->err, "seeds.txt: 1 of the people listed", s->err);
}

static void limits_end_it(Shell *s, gconstpointer data)
{
  (void)data;
  run(s, "printf '1\\n2\\n3\\n' >seeds.txt; $G generate kronecker --scale 13 -o k.csv");
#define LONG "$G simulate --edges k.csv --seeds seeds.txt --probability .2 --cascades 1000000 "
  fails(s, 5, "time", LONG "--time-limit 1s");
  fails(s, 130, "interrupted", LONG "& program=$!; sleep 1; kill -s TERM $program; wait $program");
  fails(s, 5, "memory", LONG "--cascades 1000000000 --memory 30M");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  program_test("/program/simulate/it says who is reached", it_says_who_is_reached);
  program_test("/program/simulate/those already won are counted apart",
               those_already_won_are_counted_apart);
  program_test("/program/simulate/groups and other seeds are told",
               groups_and_other_seeds_are_told);
  program_test("/program/simulate/the same bytes at any thread count",
               the_same_bytes_at_any_thread_count);
  program_test("/program/simulate/probabilities are learned", probabilities_are_learned);
  program_test("/program/simulate/wrong input is refused", wrong_input_is_refused);
  program_test("/program/simulate/limits end it", limits_end_it);
  return g_test_run();
}

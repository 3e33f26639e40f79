/* Key files: --config, and campaigns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#define FOLLOWS "--follows follows.csv "

static void a_config_says_what_the_command_line_would(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "c.ini",
             "[common]\nfollows=follows.csv;more.csv\nfollows.columns=follower,followee,channel,-\n"
             "users=users.csv\nmax-vertices=1000\n"
             "[nominate]\ntop=3\nfeatures=true\nopt-in=no\nwhere=region=north;stage=fan\n"
             "[centrality]\nmeasure=degree\n");
  write_file(s, "more.csv", "u,w,c,t\nq,a,weibo,7\n");
  g_assert_true(same_output(
      s, "$G nominate --config c.ini",
      "$G nominate --follows follows.csv --columns follower,followee,channel,- --follows more.csv "
      "--columns follower,followee,channel,- --users users.csv --top 3 --features --where "
      "region=north --where stage=fan"));
  tells(s, "a,11\n", "$G centrality --config c.ini");
}

static void the_command_line_wins(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "c.ini",
             "[common]\nfollows=none.csv\nfollows.delimiter=|\nundirected=true\n"
             "threads=1\n[centrality]\nmeasure=core\ntop=1\n");
  g_assert_true(
      same_output(s, "$G centrality --config c.ini " FOLLOWS "--measure degree --top 0 --directed",
                  "$G centrality " FOLLOWS "--measure degree"));
  write_file(s, "c.ini", "[common]\nseed=3\n[nominate]\nseed=4\n");
  tells(s, "\"seed\": 4", "$G nominate " FOLLOWS "--config c.ini -o x --summary -");
  tells(s, "\"seed\": 5", "$G nominate " FOLLOWS "--config c.ini -o x --summary - --seed 5");
}

static void mistakes_in_a_config_are_named(Shell *s, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "[common]\nfollow=a.csv\n", "c.ini: [common]: unknown option follow; did you mean follows?" },
    { "[nominate]\ntpo=3\n", "c.ini: [nominate]: unknown option tpo; did you mean top?" },
    { "[holes]\nmeasure=degree\n", "c.ini: [holes]: unknown option measure" },
    { "[nominat]\ntop=3\n", "c.ini: unknown section [nominat]; did you mean [nominate]?" },
    { "[common]\ntop=3\n", "[common]: unknown option top" },
    { "[common]\ncolumns=a,b\n", "columns belongs to a table; write follows.columns" },
    { "[common]\nfollows.columns=a,b\n", "describes a table that the section does not name" },
    { "[nominate]\nfeatures=maybe\n", "features must be true or false" },
    { "[nominate]\ntop=1\nopt-in=no\ntop=2\n", "c.ini:4: [nominate] top is said twice" },
    { "[nominate]\ntop=1\n[common]\n[nominate]\n", "c.ini:4: [nominate] is said twice" },
    { "[nominate]\nconfig=other.ini\n", "unknown option config" },
    { "top=1\n", "c.ini: not a key file" },
    { "[nominate]\ntop=many\n", "--top must be" },
    { "[nominate]\noutput=\xff\n", "c.ini: [nominate]: output: " },
    { "[nominate]\noutput=a\\x\n", "cannot be interpreted" },
    { "[nominate]\noutput=a\\in\ntop=many\n", "cannot be interpreted" },
    { "[nominate]\noutput=a\\\n", "output: the value ends in a backslash" },
    { "[nominate]\noutput=a\\x\\\n", "output: the value ends in a backslash" },
    { "[nominate]\nwhere=a=b;\\x\\\n", "where: the value ends in a backslash" },
    { "[nominate]\nopt-in=\xff\n", "opt-in: " },
    { "[nominate]\nwhere=region=\xff\n", "where: " },
    { "[common]\nusers=a\nusers.columns=\xff\n", "users.columns: " },
  };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    write_file(s, "c.ini", cases[i][0]);
    fails(s, 2, cases[i][1], "$G nominate " FOLLOWS "--config c.ini");
    g_assert_null(strstr(s->err, "WARNING")); /* of GLib */
  }
  fails(s, 4, "none.ini: cannot read", "$G nominate " FOLLOWS "--config none.ini");
}

static const char campaign[] = "[load]\nfollows=follows.csv\ninteractions=interactions.csv\n"
                               "users=users.csv\ntype-weights=RT=3\nseed=7\n"
                               "[centrality]\nmeasure=pagerank,core\noutput=p.tsv\n"
                               "[nominate]\ntop=5\noutput=n.csv\nsummary=n.json\n"
                               "[nominate north]\nwhere=region=north\noutput=north.csv\n"
                               "[communities]\noutput=c.csv\n"
                               "[info]\noutput=i.json\n";
#define TABLES "--follows follows.csv --interactions interactions.csv " REST
#define TABLES2 "--follows follows.csv " REST
#define REST "--users users.csv --type-weights RT=3 --seed 7 "

static void a_campaign_writes_what_its_commands_would(Shell *s, gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "cat n.csv", "$G nominate --top 5 " TABLES },
    { "cat north.csv", "$G nominate --where region=north " TABLES },
    { "cat c.csv", "$G communities " TABLES },
    { "cat p.tsv", "$G centrality --measure pagerank,core --format tsv " TABLES },
    { "cat i.json", "$G info " TABLES },
  };
  (void)data;

  write_file(s, "c.ini", campaign);
  prints(s, "", "$G run c.ini");
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
    if (!same_output(s, pairs[i][0], pairs[i][1]))
      g_error("%s is not what %s writes", pairs[i][0], pairs[i][1]);
  tells(s, "\"command\": \"nominate\"", "cat n.json");
  assert_holds(s->out, "\"seed\": 7", "n.json");
  assert_holds(s->out, "\"path\": \"users.csv\"", "n.json");
}

/* --edges mean attention to some steps and influence to others. */
static void each_step_reads_edges_its_own_way(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "e.csv", "source,target\na,b\na,c\na,d\nb,c\nd,c\n");
  write_file(s, "c.ini",
             "[load]\nedges=e.csv\n[nominate]\noutput=n.csv\n[centrality]\n"
             "measure=in_degree\noutput=d.csv\n[nominate 2]\noutput=n2.csv\n");
  prints(s, "", "$G run c.ini && cmp n.csv n2.csv");
  g_assert_true(same_output(s, "cat n.csv", "$G nominate --edges e.csv"));
  g_assert_true(same_output(s, "cat d.csv", "$G centrality --edges e.csv --measure in_degree"));
  fails(s, 2, "stdin cannot be read twice", "$G run c.ini --edges - <e.csv");
}

/* A pipe gives its rows once only. */
static void tables_are_read_once(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "c.ini", campaign);
  prints(s, "", "$G run c.ini --follows - <follows.csv && test -s i.json");
  g_assert_true(same_output(s, "cat n.csv", /* tables of the command line come behind */
                            "$G nominate --top 5 --interactions interactions.csv " TABLES2));
}

static void nothing_is_done_where_a_step_is_wrong(Shell *s, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "[nominate]\noutput=n.csv\n[centrality]\noutput=x.csv\ntpo=3\n",
      "c.ini: [centrality]: unknown option tpo; did you mean top?" },
    { "[nominate]\noutput=n.csv\n[centrality]\noutput=x.csv\nfollows=a.csv\n",
      "[centrality]: unknown option follows" },
    { "[nominate]\noutput=n.csv\nthreads=2\n", "[nominate]: unknown option threads" },
    { "[nominate]\noutput=n.csv\n[holes]\n", "[holes]: a step needs output=FILE" },
    { "[nominate]\noutput=n.csv\n[holes]\noutput=n.csv\n", "n.csv is written by another step" },
    { "[nominate]\noutput=n.csv\n[holes]\noutput=./n.csv\n", "./n.csv is written by another step" },
    { "[seed]\ncount=1\noutput=s.csv\ncurve=c.csv\n[seed 2]\ncount=2\noutput=t.csv\n"
      "curve=./c.csv\n",
      "[seed 2]: ./c.csv is written by another step" },
    { "[simulate]\nseeds=users.csv\noutput=s.json\npeople=p.csv\n[holes]\noutput=./p.csv\n",
      "[holes]: ./p.csv is written by another step" },
    { "max-bad=1\nrejects=n.csv\n[holes]\noutput=./n.csv\n", "./n.csv is written by another step" },
    { "[nominate]\noutput=./follows.csv\n", "[nominate]: --output would write over what is read" },
    { "[nominate]\noutput=n.csv\n[hols]\noutput=h.csv\n", "did you mean [holes]?" },
    { "[nominate]\noutput=n.csv\n[explain]\noutput=h.csv\n", "is no step of a campaign" },
    { "[nominate]\noutput=n.csv\n[holes]\noutput=h.json\n", "c.ini: [holes]: --output: rows go" },
    { "", "c.ini: no step" },
  };
  (void)data;

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat("[load]\nfollows=follows.csv\n", cases[i][0], NULL);
    write_file(s, "c.ini", text);
    fails(s, 2, cases[i][1], "$G run c.ini");
    prints(s, "", "ls | grep n.csv || true");
  }
  fails(s, 2, "run needs one FILE", "$G run");
  fails(s, 2, "--config is for other commands", "$G run c.ini --config c.ini");
  fails(s, 2, "unknown option --output", "$G run c.ini --output x.csv");
}

static void a_campaign_ends_with_the_status_of_its_step(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "c.ini", campaign);
  fails(s, 3, "bad.csv:2: ", "printf 'a,b\\nc\\n' >bad.csv; $G run c.ini --interactions bad.csv");
  fails(s, 5, "--max-vertices", "$G run c.ini --max-vertices 3");
  write_file(s, "c.ini",
             "[load]\nfollows=follows.csv\n[centrality]\nmeasure=degree\noutput=d.csv\n"
             "[nominate]\nwhere=region=north\noutput=n.csv\n");
  fails(s, 2, "[nominate]: ", "$G run c.ini");
  tells(s, "a,10\n", "cat d.csv"); /* what was finished stays */
}

static void limits_and_hashing_hold_for_the_whole_campaign(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "key", "0123456789abcdef\n");
  write_file(s, "c.ini",
             "[load]\nfollows=follows.csv\nhash-ids=key\n[centrality]\nmeasure=degree\n"
             "output=d.csv\n[nominate]\noutput=n.csv\n");
  prints(s, "", "$G run c.ini && cut -d, -f1 d.csv | grep -c '^[0-9a-f]\\{64\\}$' >/dev/null");
  g_assert_true(same_output(s, "cat n.csv", "$G nominate " FOLLOWS "--hash-ids key"));
  write_file(s, "c.ini",
             "[load]\ntime-limit=1.5s\n[centrality]\nmeasure=betweenness\noutput=b.csv\n");
  fails(s, 5, "--time-limit 1.5s: ",
        "$G run c.ini --interactions $DATA/higgs/*.gz "
        "--columns actor,target,time,type");
}

static void a_campaign_can_be_tried(Shell *s, gconstpointer data)
{
  (void)data;
  write_file(s, "c.ini", campaign);
  tells(s, "good: options", "$G run c.ini --dry-run");
  prints(s, "c.ini\nfollows.csv\ninteractions.csv\nusers.csv\n", "ls -A");
}

/* docs/campaign.md shows a campaign; it works as it stands there. */
static void the_example_of_the_documentation_runs(Shell *s, gconstpointer data)
{
  g_autofree char *page = NULL;
  g_autoptr(GRegex) block = g_regex_new("```ini\n(.*?)```", G_REGEX_DOTALL, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  (void)data;

  g_assert_true(g_file_get_contents(GV_SOURCE_DIR "/docs/campaign.md", &page, NULL, NULL));
  g_assert_true(g_regex_match(block, page, 0, &match));
  g_autofree char *example = g_match_info_fetch(match, 1);
  write_file(s, "campaign.ini", example);
  prints(s, "", "$G run campaign.ini --dry-run >/dev/null && $G run campaign.ini");
  tells(s, "rank,user,score", "cat shortlist.csv");
}

int main(int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test)(Shell *, gconstpointer);
  } tests[] = {
    { "a config says what the command line would", a_config_says_what_the_command_line_would },
    { "the command line wins", the_command_line_wins },
    { "mistakes in a config are named", mistakes_in_a_config_are_named },
    { "a campaign writes what its commands would", a_campaign_writes_what_its_commands_would },
    { "each step reads edges its own way", each_step_reads_edges_its_own_way },
    { "tables are read once", tables_are_read_once },
    { "nothing is done where a step is wrong", nothing_is_done_where_a_step_is_wrong },
    { "a campaign ends with the status of its step", a_campaign_ends_with_the_status_of_its_step },
    { "limits and hashing hold for the whole campaign",
      limits_and_hashing_hold_for_the_whole_campaign },
    { "a campaign can be tried", a_campaign_can_be_tried },
    { "the example of the documentation runs", the_example_of_the_documentation_runs },
  };

  g_test_init(&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
    g_autofree char *path = g_strconcat("/program/campaign/", tests[i].name, NULL);
    program_test(path, tests[i].test);
  }
  return g_test_run();
}

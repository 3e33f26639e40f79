/* What tables of ties become: layers, weights, duplicates, times. */
#include "common.h"
#include "read_common.h"

static const GvTableKind edges[] = { GV_TABLE_EDGES, GV_TABLE_EDGES };
static const GvTableKind attention[] = { GV_TABLE_FOLLOWS, GV_TABLE_INTERACTIONS };

static void people_come_in_order_of_first_appearance(void)
{
  const GvTableKind kinds[] = { GV_TABLE_USERS, GV_TABLE_FOLLOWS };
  const char *texts[] = { "user\nu1\nb\n", "follower,followee\nd,d\nb,a\n" };
  const char *expected[] = { "d", "b", "a", "u1" };
  g_autoptr(GvNetwork) network = read_texts(kinds, texts, 2, defaults, NULL, NULL);

  g_assert_nonnull(network);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, 4);
  for (GvVertex v = 0; v < 4; v++)
    g_assert_cmpstr(name_of(network, v), ==, expected[v]);
  assert_bytes(gv_network_people(network)->listed, "\0\1\0\1", 4);
}

static void layers_are_kinds_types_and_channels(void)
{
  const char *texts[] = { "follower,followee,channel\na,b,weibo\n",
                          "actor,target,type,channel\na,b,RT,weibo\na,b,like,\na,b,RT,weibo\n" };
  const struct {
    GvTieKind kind;
    const char *type, *channel;
    double weight;
  } expected[] = {
    { GV_TIE_FOLLOW, "follow", "weibo", 1 },
    { GV_TIE_INTERACTION, "RT", "weibo", 2 },
    { GV_TIE_INTERACTION, "like", "", 1 },
  };
  g_autoptr(GvNetwork) network = read_texts(attention, texts, 2, defaults, NULL, NULL);
  const GvParts parts = gv_network_parts(network);
  size_t count;
  const GvLayer *layers = gv_network_layers(network, &count);

  g_assert_cmpuint(count, ==, 3);
  g_assert_cmpuint(parts.offsets[1], ==, 3);
  for (size_t i = 0; i < count; i++) {
    g_assert_cmpint(layers[i].kind, ==, expected[i].kind);
    g_assert_cmpstr(layers[i].type, ==, expected[i].type);
    g_assert_cmpstr(layers[i].channel, ==, expected[i].channel);
    g_assert_cmpfloat(parts.weights[i], ==, expected[i].weight);
    g_assert_cmpuint(parts.layers[i], ==, i);
  }
  g_assert_cmpfloat(tie(network, "a", "b"), ==, 4);
}

static void weights_of_type_and_channel_multiply(void)
{
  GvReadOptions options = defaults;
  options.type_weights = "RT=3, like=0";
  options.channel_weights = "shop=0.5";
  g_autoptr(GvNetwork) network = read_text(GV_TABLE_INTERACTIONS,
                                           "actor,target,type,weight,channel\n"
                                           "a,b,RT,2,shop\na,b,RT,1,weibo\na,b,MT,1,shop\n"
                                           "c,d,like,7,weibo\n",
                                           options, NULL);

  g_assert_cmpfloat(tie(network, "a", "b"), ==, 2 * 3 * 0.5 + 1 * 3 + 0.5);
  g_assert_cmpfloat(tie(network, "c", "d"), ==, 0);
  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, 4);
}

static void a_row_that_is_scaled_to_nothing_is_no_first_row(void)
{
  g_auto(GvReadReport) report = { 0 };
  GvReadOptions options = defaults;
  options.channel_weights = "x=0";
  g_autoptr(GvNetwork) network =
      read_text(GV_TABLE_FOLLOWS, "follower,followee,channel\na,b,x\na,b,y\n", options, &report);

  g_assert_cmpfloat(tie(network, "a", "b"), ==, 1);
  g_assert_cmpuint(report.inputs[0].zero_weights, ==, 1);
}

static void follows_have_the_type_follow(void)
{
  GvReadOptions options = defaults;
  options.type_weights = "follow=0.25";
  g_autoptr(GvNetwork) network =
      read_text(GV_TABLE_FOLLOWS, "follower,followee\na,b\n", options, NULL);

  g_assert_cmpfloat(tie(network, "a", "b"), ==, 0.25);
}

static void weights_for_what_never_occurs_are_told(void)
{
  g_auto(GvReadReport) report = { 0 };
  GvReadOptions options = defaults;
  options.type_weights = "RT=1,rt=2";
  options.channel_weights = "shop=1";
  g_autoptr(GvNetwork) network = read_text(
      GV_TABLE_INTERACTIONS, "actor,target,type,channel\na,b,RT,weibo\n", options, &report);

  g_assert_nonnull(network);
  g_assert_cmpuint(report.warnings->len, ==, 2);
  g_assert_nonnull(strstr(g_ptr_array_index(report.warnings, 0), "\"rt\""));
  g_assert_nonnull(strstr(g_ptr_array_index(report.warnings, 1), "\"shop\""));
}

static void edges_do_not_mix_with_follows(void)
{
  const GvTableKind kinds[] = { GV_TABLE_EDGES, GV_TABLE_FOLLOWS };
  const char *texts[] = { "a,b\n", "a,b\n" };
  g_autoptr(GError) error = NULL;

  g_assert_null(read_texts(kinds, texts, 2, defaults, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_INVALID_ARGUMENT);
}

static void half_life_counts_from_the_latest_time(void)
{
  GvReadOptions options = defaults;
  options.half_life = 10;
  g_autoptr(GvNetwork) network = read_text(GV_TABLE_INTERACTIONS,
                                           "actor,target,weight,time\n"
                                           "a,b,4,100\na,b,8,90\na,c,8,80\na,d,3,\n",
                                           options, NULL);

  g_assert_cmpfloat(tie(network, "a", "b"), ==, 8);
  g_assert_cmpfloat(tie(network, "a", "c"), ==, 2);
  g_assert_cmpfloat(tie(network, "a", "d"), ==, 3);
}

static void as_of_leaves_later_ties_out(void)
{
  g_auto(GvReadReport) report = { 0 };
  GvReadOptions options = defaults;
  options.half_life = 10;
  options.as_of = 110;
  g_autoptr(GvNetwork) network =
      read_text(GV_TABLE_EDGES, "source,target,weight,time\na,b,4,90\na,c,8,100\na,d,8,110.5\n",
                options, &report);

  g_assert_cmpfloat(tie(network, "a", "b"), ==, 1);
  g_assert_cmpfloat(tie(network, "a", "c"), ==, 4);
  g_assert_cmpfloat(tie(network, "a", "d"), ==, 0);
  g_assert_cmpuint(report.later, ==, 1);
}

/* Half a life more and 2^-age is no double above 0 any more. What never weighed anything,
 * or is later than as_of, has not faded. */
static void ties_that_fade_to_nothing_are_counted(void)
{
  g_auto(GvReadReport) report = { 0 };
  GvReadOptions options = defaults;
  options.half_life = 10;
  options.as_of = 20000;
  g_autoptr(GvNetwork) network =
      read_text(GV_TABLE_EDGES,
                "source,target,time\na,b,20000\na,c,9260\na,d,9240\na,e,0\nb,e,1\na,f,20001\n"
                "b,f,\n",
                options, &report);

  g_assert_cmpfloat(tie(network, "a", "c"), >, 0);
  g_assert_cmpfloat(tie(network, "a", "d"), ==, 0);
  g_assert_cmpuint(report.faded, ==, 3);
  g_assert_cmpuint(report.later, ==, 1);
  g_assert_cmpuint(gv_graph_edges(gv_network_graph(network)), ==, 3);
}

static void ties_without_time_do_not_age_and_that_is_told(void)
{
  g_auto(GvReadReport) report = { 0 };
  GvReadOptions options = defaults;
  options.half_life = 10;
  g_autoptr(GvNetwork) network = read_text(GV_TABLE_EDGES, "a,b\n", options, &report);

  g_assert_nonnull(network);
  g_assert_cmpuint(report.warnings->len, ==, 1);
}

static void duplicates_follow_their_rule(void)
{
  const struct {
    GvDuplicates rule;
    double weight;
  } cases[] = {
    { GV_DUPLICATES_DEFAULT, 7 }, { GV_DUPLICATES_SUM, 7 },   { GV_DUPLICATES_MAX, 5 },
    { GV_DUPLICATES_FIRST, 2 },   { GV_DUPLICATES_COUNT, 2 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GvReadOptions options = defaults;
    options.duplicates = cases[i].rule;
    g_autoptr(GvNetwork) network =
        read_text(GV_TABLE_EDGES, "source,target,weight\na,b,2\na,b,5\nb,a,1\n", options, NULL);
    g_assert_cmpfloat(tie(network, "a", "b"), ==, cases[i].weight);
    g_assert_cmpfloat(tie(network, "b", "a"), ==, 1);
  }
}

static void an_unweighted_graph_stays_unweighted(void)
{
  const char *text = "a,b\na,b\nb,a\n";
  g_autoptr(GvNetwork) plain = read_text(GV_TABLE_EDGES, text, defaults, NULL);
  g_autoptr(GvNetwork) follows = read_text(GV_TABLE_FOLLOWS, text, defaults, NULL);
  g_autoptr(GvNetwork) actions = read_text(GV_TABLE_INTERACTIONS, text, defaults, NULL);

  g_assert_false(gv_graph_is_weighted(gv_network_graph(plain)));
  g_assert_false(gv_graph_is_weighted(gv_network_graph(follows)));
  g_assert_cmpfloat(tie(actions, "a", "b"), ==, 2);
}

static void one_weight_column_makes_its_kind_weighted(void)
{
  const char *texts[] = { "a,b\n", "a,b,2\n" };
  g_autoptr(GvNetwork) network = read_texts(edges, texts, 2, defaults, NULL, NULL);

  g_assert_cmpfloat(tie(network, "a", "b"), ==, 3);
}

static void a_duplicate_can_be_an_error_at_its_line(void)
{
  const char *texts[] = { "source,target\na,b\n\nb,c\na,b\n" };
  g_autoptr(GError) error = NULL;
  GvReadOptions options = defaults;
  options.duplicates = GV_DUPLICATES_ERROR;

  g_assert_null(read_texts(edges, texts, 1, options, NULL, &error));
  g_assert_error(error, GV_ERROR, GV_ERROR_PARSE);
  g_assert_nonnull(strstr(error->message, "table:5: "));
  g_assert_nonnull(strstr(error->message, "line 2"));
}

static void clean_up_is_counted_by_file(void)
{
  const char *texts[] = { "a,b,1\nx,x,1\nc,d,0\n", "a,b,1\na,b,1\n" };
  g_auto(GvReadReport) report = { 0 };
  g_autoptr(GvNetwork) network = read_texts(edges, texts, 2, defaults, &report, NULL);

  g_assert_cmpuint(gv_names_count(gv_network_names(network)), ==, 5);
  g_assert_cmpuint(report.inputs[0].rows, ==, 3);
  g_assert_cmpuint(report.inputs[0].self_loops, ==, 1);
  g_assert_cmpuint(report.inputs[0].zero_weights, ==, 1);
  g_assert_cmpuint(report.inputs[0].duplicates, ==, 0);
  g_assert_cmpuint(report.inputs[1].duplicates, ==, 2);
  g_assert_cmpuint(report.inputs[1].bytes, ==, 12);
}

static void reverse_turns_edges_but_not_the_order_of_people(void)
{
  GvReadOptions options = defaults;
  options.reverse = TRUE;
  g_autoptr(GvNetwork) network = read_text(GV_TABLE_EDGES, "a,b\n", options, NULL);
  g_autoptr(GvNetwork) follows = read_text(GV_TABLE_FOLLOWS, "a,b\n", options, NULL);

  g_assert_cmpfloat(tie(network, "b", "a"), ==, 1);
  g_assert_cmpstr(name_of(network, 0), ==, "a");
  g_assert_cmpfloat(tie(follows, "a", "b"), ==, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define PROMISE(f) g_test_add_func("/read/" #f, f)
  PROMISE(people_come_in_order_of_first_appearance);
  PROMISE(layers_are_kinds_types_and_channels);
  PROMISE(weights_of_type_and_channel_multiply);
  PROMISE(a_row_that_is_scaled_to_nothing_is_no_first_row);
  PROMISE(follows_have_the_type_follow);
  PROMISE(weights_for_what_never_occurs_are_told);
  PROMISE(edges_do_not_mix_with_follows);
  PROMISE(half_life_counts_from_the_latest_time);
  PROMISE(as_of_leaves_later_ties_out);
  PROMISE(ties_that_fade_to_nothing_are_counted);
  PROMISE(ties_without_time_do_not_age_and_that_is_told);
  PROMISE(duplicates_follow_their_rule);
  PROMISE(an_unweighted_graph_stays_unweighted);
  PROMISE(one_weight_column_makes_its_kind_weighted);
  PROMISE(a_duplicate_can_be_an_error_at_its_line);
  PROMISE(clean_up_is_counted_by_file);
  PROMISE(reverse_turns_edges_but_not_the_order_of_people);
  return g_test_run();
}

/* Lists of people, as --exclude reads them, and rankings, as --ranking does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

static GvNetwork *network_of_three(void)
{
  const GvSource source = { .kind = GV_TABLE_EDGES,
                            .path = fuzz_file("list", (const uint8_t *)"a,b\nb,c\n", 8) };

  return gv_network_read(&source, 1, NULL, NULL, NULL, NULL);
}

static void read_as_ranking(const GvSource *source, const GvNetwork *network, GvTask *task)
{
  g_autoptr(GError) error = NULL;
  GvScoreFigures figures;
  double scores[3];
  const gboolean done = gv_people_scores_read(source, network, scores, &figures, task, &error);

  fuzz_expect_error(!done, error);
  fuzz_expect(!done || figures.known <= 3, "each person once");
  fuzz_sink += done ? figures.known + figures.unknown : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static GvNetwork *network;
  const uint8_t first = fuzz_take(data, &size);
  g_autoptr(GvTask) task = gv_task_new(1);
  g_autoptr(GError) error = NULL;
  size_t count = 0, unknown = 0;

  if (network == NULL)
    network = network_of_three();
  const GvSource source = { .path = fuzz_file("list", data, size),
                            .header = (GvHeader)((first & 3) % 3),
                            .delimiter = first & 4 ? ' ' : 0 };
  g_autofree GvVertex *people =
      gv_people_list_read(&source, network, &count, &unknown, task, &error);
  fuzz_expect_error(people == NULL, error);
  fuzz_expect(count <= 3, "each person once");
  for (size_t i = 0; i < count; i++)
    fuzz_expect(people[i] < 3, "people of the network");
  fuzz_sink += count + unknown;
  read_as_ranking(&source, network, task);
  return 0;
}

# Makes Markdown of the CSV that grapevine bench writes: a heading for each graph and
# a row for each kernel. The first of --threads-list fills the main columns, each
# other one adds its time by the clock. Several files in a row are fine.
#   awk -f benchmarks/tabulate.awk results.csv
# SPDX-License-Identifier: GPL-3.0-or-later
BEGIN { FS = "," }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    column[$i] = i
  next
}

{
  graph = $column["graph"]
  kernel = $column["kernel"]
  if (!(graph in size)) {
    graphs[++graph_count] = graph
    size[graph] = grouped($column["vertices"]) " vertices, " grouped($column["edges"]) " edges"
  }
  if (!((graph, $column["threads"]) in counted)) {
    counted[graph, $column["threads"]] = 1
    threads[graph] = threads[graph] " | " $column["threads"]
  }
  if (!((graph, kernel) in main)) {
    kernels[graph] = kernels[graph] " " kernel
    main[graph, kernel] = milliseconds("ours_cpu") " | " milliseconds("ours_cpu_spread") " | " \
                          milliseconds("igraph_cpu") " | " short($column["ratio_cpu"])
    memory[graph, kernel] = short($column["bytes_per_edge"]) " | " igraph_bytes()
    agreement[graph, kernel] = agreement_of()
  }
  clock[graph, kernel] = clock[graph, kernel] " | " milliseconds("ours_wall")
}

END {
  for (g = 1; g <= graph_count; g++)
    print_graph(graphs[g])
}

function print_graph(graph,    rule, names, count, k) {
  rule = threads[graph]
  gsub(/[0-9]+/, "---:", rule)
  printf "%s### %s: %s\n\n", (g > 1 ? "\n" : ""), graph, size[graph]
  printf "| kernel | CPU | spread | igraph | igraph / ours%s | bytes an edge | igraph's | agreement |\n",
         threads[graph]
  printf "| --- | ---: | ---: | ---: | ---:%s | ---: | ---: | --- |\n", rule
  count = split(kernels[graph], names, " ")
  for (k = 1; k <= count; k++)
    printf "| %s | %s%s | %s | %s |\n", names[k], main[graph, names[k]], clock[graph, names[k]],
           memory[graph, names[k]], agreement[graph, names[k]]
}

# Three significant digits; what was not measured is a dash.
function short(x) {
  if (x == "NaN")
    return "–"
  if (x == 0)
    return "0"
  if (x >= 100)
    return grouped(x)
  return x >= 0.001 ? sprintf("%.3g", x) : sprintf("%.0e", x)
}

function milliseconds(name) {
  return $column[name] == "NaN" ? "–" : short(1000 * $column[name])
}

function grouped(n,    text) {
  text = sprintf("%.0f", n)
  while (match(text, /[0-9][0-9][0-9][0-9](,|$)/))
    text = substr(text, 1, RSTART) "," substr(text, RSTART + 1)
  return text
}

function igraph_bytes() {
  if ($column["igraph_peak_bytes"] == "NaN" || $column["edges"] == 0)
    return "–"
  return short($column["igraph_peak_bytes"] / $column["edges"])
}

function agreement_of(    text) {
  text = "–"
  if ($column["modularity"] != "NaN" || $column["igraph_modularity"] != "NaN")
    text = "Q " quality("modularity") ", igraph " quality("igraph_modularity")
  else if ($column["max_difference"] != "NaN")
    text = short($column["max_difference"])
  if ($column["top100_overlap"] != "NaN" && $column["top100_overlap"] < 1)
    text = text sprintf("; top 100: %.0f %%", 100 * $column["top100_overlap"])
  return text ($column["note"] == "" ? "" : "; " $column["note"])
}

function quality(name) {
  return $column[name] == "NaN" ? "–" : sprintf("%.4f", $column[name])
}

#!/bin/sh
# How well the nomination foretells what later happened, on the public networks of
# docs/evidence.md: prepares their tables and runs evaluate and fit, then prints a table a
# network.   benchmarks/evidence.sh PROGRAM DATA [NETWORK …]
# DATA holds a folder for each network, as docs/evidence.md names its source.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
program=$1 data=$2
shift 2
[ $# -gt 0 ] || set -- higgs_60 higgs_day3 stackexchange_50 stackexchange_70 ciao_60 ciao_80 \
  wiki_rfa villages physicians korea
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
families="reach resonance bridging trust convertibility"

# judge TITLE SPLIT LABEL TABLES…: fit on what lies before the split, also without each
# family, and hold all of it against what came after.
judge() {
  title=$1 split=$2 label=$3
  shift 3
  mkdir -p "$here/w" && rm -f "$here"/w/*
  weights=
  for without in none $families; do
    name=fitted
    [ "$without" = none ] || name="fitted_without_$without"
    [ "$without" = none ] && without=
    if "$program" fit "$@" --split "$split" --label "$label" ${without:+--without "$without"} \
      --force --quiet -o "$here/w/$name" 2>"$here/refused"; then
      weights="$weights --weights $here/w/$name"
    else
      echo "$title: $name: $(tail -n 1 "$here/refused")" >&2
    fi
  done
  printf '\n## %s\n\n' "$title"
  # $weights holds options, a word each
  # shellcheck disable=SC2086
  "$program" evaluate "$@" --split "$split" --label "$label" $weights --bootstrap 500 \
    --summary "$here/summary.json" -o "$here/table.csv" 2>"$here/said" || { cat "$here/said"; return; }
  sed -n '/fitted_without/d; s/^grapevine: grassroots: \(.*\)$/- \1/p' "$here/said"
  printf '\n| method | P@50 | first 1 %% | AUC | AUC at like audience |\n| --- | --- | --- | --- | --- |\n'
  awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    function figure(name) {
      return sprintf("%.3f (%.3f–%.3f)", $at[name], $at[name "_low"], $at[name "_high"])
    }
    $at["population"] == "grassroots" {
      print "| " $1 " | " figure("precision_at_50") " | " figure("precision_at_1pct") " | " \
            figure("auc") " | " figure("auc_like_audience") " |"
    }' "$here/table.csv"
}

higgs() {
  judge "$1" "$2" received:RT --interactions "$data/higgs_twitter/higgs-activity_time.txt.gz" \
    --columns actor,target,time,type
}

stackexchange() {
  in=$data/stackexchange_christianity
  zstd -dc "$in/edges.txt.zst" >"$here/edges.csv"
  zstd -dc "$in/cascades.txt.zst" |
    awk 'BEGIN { print "user,event,time,item" }
      { count = split($0, steps, ",")
        for (i = 1; i <= count; i++) if ((k = split(steps[i], field, " ")) >= 2)
          printf "%s,answer,%s,c%d\n", field[k - 1], field[k], NR }' >"$here/events.csv"
  for label in credit newcomers; do
    judge "$1, $label" "$2" "$label" --seen --follows "$here/edges.csv" --columns follower,followee \
      --events "$here/events.csv"
  done
}

ciao() {
  in=$data/ciao_trust
  zstd -dc "$in/trust.tsv.zst" >"$here/trust.tsv"
  zstd -dc "$in/ratings.tsv.zst" | awk -F'\t' 'FNR == NR { known[$1]; known[$2]; next }
    FNR == 1 { print "user,event,time,item" }
    $1 in known { print $1 ",rating," $6 "," $2 }' "$here/trust.tsv" - >"$here/ratings.csv"
  judge "$1" "$2" credit --seen --follows "$here/trust.tsv" --columns follower,followee \
    --events "$here/ratings.csv"
}

# A vote is dated by its year; an election by the year of the first vote on a request that passed.
wiki_rfa() {
  zstd -dc "$data/wiki_rfa/wiki_rfa_user_id.txt.zst" | awk 'NF == 5 && $5 ~ /^[0-9]+$/' >"$here/rfa"
  awk 'BEGIN { print "actor,target,time,type" }
    { print $1 "," $2 "," $5 "-07-01," ($3 > 0 ? "support" : $3 < 0 ? "oppose" : "neutral") }' \
    "$here/rfa" >"$here/votes.csv"
  awk 'BEGIN { print "user,event,time" }
    $4 == 1 && !seen[$2, $5]++ { print $2 ",elected," $5 "-07-01" }' "$here/rfa" >"$here/elected.csv"
  judge "wiki_rfa, after 2007, elected" 2008-01-01 conversion:elected \
    --interactions "$here/votes.csv" --events "$here/elected.csv"
}

# Surveys: who adopted at all (villages: took a loan), from the ties alone.
survey() {
  title=$1 edges=$2 users=$3
  shift 3
  judge_static "$title" --edges "$edges" "$@" --users "$users"
}
judge_static() {
  title=$1
  shift
  printf '\n## %s\n\n' "$title"
  "$program" evaluate "$@" --label column:adopted --bootstrap 500 --max-followers 100% \
    -o "$here/table.csv" 2>"$here/said" || { cat "$here/said"; return; }
  sed -n 's/^grapevine: grassroots: \(.*\)$/- \1/p' "$here/said"
  printf '\n| method | first 1 %% | AUC | AUC at like audience |\n| --- | --- | --- | --- |\n'
  awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    function figure(name) {
      return sprintf("%.3f (%.3f–%.3f)", $at[name], $at[name "_low"], $at[name "_high"])
    }
    $at["population"] == "grassroots" {
      print "| " $1 " | " figure("precision_at_1pct") " | " figure("auc") " | " figure("auc_like_audience") " |"
    }' "$here/table.csv"
}

# Villages: the share of households that took a loan, on the mean diffusion centrality of the
# leaders, who were told first.
takeup() {
  : >"$here/diffusion.csv" # of each village by itself: 1 / lambda of its own
  awk '!/^#/ { print > (here "/village." int($1 / 1000)) }' here="$here" "$here/ties.tsv"
  for ties in "$here"/village.*; do
    "$program" centrality --measure diffusion --undirected --edges "$ties" --columns source,target \
      --quiet | sed 1d >>"$here/diffusion.csv"
  done
  zstd -dc "$data/villages_microfinance/households.csv.zst" | awk -F, '
    FNR == NR { diffusion[$1] = $2; next }
    FNR > 1 && !seen[$2]++ { people[$3]++; took[$3] += $1
      if ($10 == 1 && $2 in diffusion) { leaders[$3]++; sum[$3] += diffusion[$2] } }
    END { for (v in people) if (leaders[v]) { n++; x = sum[v] / leaders[v]; y = took[v] / people[v]
            sx += x; sy += y; sxx += x * x; syy += y * y; sxy += x * y }
      r = (n * sxy - sx * sy) / sqrt((n * sxx - sx * sx) * (n * syy - sy * sy))
      z = log((1 + r) / (1 - r)) / 2; e = 1.96 / sqrt(n - 3)
      printf "\n%d villages: take-up on the mean diffusion centrality of the leaders, r = %.2f", n, r
      printf " (95 %% by Fisher: %.2f to %.2f), R^2 = %.2f\n", tanh(z - e), tanh(z + e), r * r }
    function tanh(t) { return (exp(t) - exp(-t)) / (exp(t) + exp(-t)) }' "$here/diffusion.csv" -
}

for network; do
  case $network in
  higgs_60) higgs "Higgs at 60 % of the span, retweeted later" .6 ;;
  higgs_day3) higgs "Higgs after day 3, retweeted later" 1341360172 ;;
  stackexchange_50) stackexchange "StackExchange Christianity at 50 %" .5 ;;
  stackexchange_70) stackexchange "StackExchange Christianity at 70 %" .7 ;;
  ciao_60) ciao "Ciao at 60 %, trust credit" .6 ;;
  ciao_80) ciao "Ciao at 80 %, trust credit" .8 ;;
  wiki_rfa) wiki_rfa ;;
  villages)
    zstd -dc "$data/villages_microfinance/edges.tsv.zst" >"$here/ties.tsv"
    zstd -dc "$data/villages_microfinance/households.csv.zst" |
      awk -F, 'BEGIN { print "user,adopted" } NR > 1 && !seen[$2]++ { print $2 "," $1 }' >"$here/users.csv"
    survey "Villages, households that took a loan" "$here/ties.tsv" "$here/users.csv" --columns source,target --undirected
    takeup ;;
  physicians)
    sed 1d "$data/physicians_tetracycline/edges.tsv" >"$here/ties.tsv"
    zstd -dc "$data/physicians_tetracycline/nodes.tsv.zst" |
      awk -F'\t' 'BEGIN { print "user,adopted" } NR > 1 { print $1 "," ($2 <= 4) }' >"$here/users.csv"
    survey "Physicians, prescribed within four months" "$here/ties.tsv" "$here/users.csv" --columns source,target --reverse ;;
  korea)
    zstd -dc "$data/korea_family_planning/edges.tsv.zst" | sed 1d >"$here/ties.tsv"
    zstd -dc "$data/korea_family_planning/nodes.tsv.zst" |
      awk -F'\t' 'BEGIN { print "user,adopted" } NR > 1 { print $1 "," ($2 <= 5) }' >"$here/users.csv"
    survey "Korean villages, adopted within five years" "$here/ties.tsv" "$here/users.csv" --columns source,target --reverse ;;
  *) echo "evidence.sh: no network $network" >&2; exit 2 ;;
  esac
done

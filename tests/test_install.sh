#!/bin/sh
# Installs into a temporary prefix, moves it, and builds programs of others against
# it: docs/library.md's example by pkg-config and by CMake, shared and static, C++,
# igraph, Python. Each must print what docs/library.md says.
# test_install.sh BUILD SOURCE CC CXX PYTHON LIBDIR; CXX and PYTHON may be "".
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
build=$1 source=$2 cc=$3 cxx=$4 python=$5 libdir=$6
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"

cmake --install "$build" --prefix "$here/first" >log || { cat log; exit 1; }
mv first "the prefix" # installed trees can be moved
prefix="$here/the prefix"
lib="$prefix/$libdir"
ln -s "$prefix" moved # pkg-config's callers split words
export PKG_CONFIG_PATH="$here/moved/$libdir/pkgconfig"
flags="-std=c11 -Wall -Wextra -Wpedantic -Werror"

# The N-th block of a language in docs/library.md.
block() {
  awk -v open="\`\`\`$1" -v nth="$2" '/^```/ { if (inside) inside = 0; else if ($0 == open && ++n == nth) { inside = 1; next } }
    inside' "$source/docs/library.md"
}

block c 1 >example.c
block text 1 >expected
block text 2 >expected_error
printf 'source,target\nann,bob\nbob\n' >broken.csv
cp "$source/tests/data/networks/karate.tsv" .

# expect NAME PROGRAM: prints what the documentation says.
expect() {
  LD_LIBRARY_PATH="$lib" "$2" karate.tsv >got
  cmp got expected || { echo "$1 prints"; cat got; exit 1; }
  if LD_LIBRARY_PATH="$lib" "$2" broken.csv 2>got; then
    echo "$1 takes broken data"
    exit 1
  fi
  cmp got expected_error || { echo "$1 says"; cat got; exit 1; }
  echo "ok: $1"
}

# uses PROGRAM yes|no: whether it loads the shared library.
uses() {
  loads=no
  readelf -d "$1" | grep -q 'NEEDED.*libgrapevine\.so\.' && loads=yes
  [ $loads = "$2" ] || { echo "$1 loads the shared library: $loads"; exit 1; }
}

$cc $flags example.c $(pkg-config --cflags --libs grapevine) -o shared
uses shared yes
expect "pkg-config, shared" ./shared

$cc $flags example.c $(pkg-config --cflags --static --libs grapevine |
  sed s/-lgrapevine/-l:libgrapevine.a/) -o static
uses static no
expect "pkg-config, static" ./static

mkdir project
cp example.c project
cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(example LANGUAGES C)
find_package(Grapevine 0.1 REQUIRED)
add_executable(by_shared example.c)
target_link_libraries(by_shared Grapevine::grapevine)
add_executable(by_static example.c)
target_link_libraries(by_static Grapevine::grapevine_static)
END
{ cmake -S project -B made -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$prefix" &&
  cmake --build made; } >log 2>&1 || { cat log; exit 1; }
uses made/by_shared yes
expect "find_package, shared" made/by_shared
uses made/by_static no
expect "find_package, static" made/by_static

cat >bridge.c <<'END'
#include <grapevine/igraph.h>

int main(void)
{
  const GvVertex edges[][2] = { { 0, 1 }, { 1, 2 } };
  g_autoptr(GvGraph) graph = gv_graph_new(3, edges, (const double[]){ 2, 3 }, 2, TRUE, NULL);
  g_autoptr(GvGraph) back = NULL;
  igraph_vector_t weights;
  igraph_t between;

  if (!gv_graph_to_igraph(graph, &between, &weights, NULL) || igraph_ecount(&between) != 2)
    return 1;
  back = gv_graph_from_igraph(&between, &weights, NULL);
  igraph_vector_destroy(&weights);
  igraph_destroy(&between);
  return !back || gv_graph_out(back).weights[1] != 3;
}
END
$cc $flags bridge.c $(pkg-config --cflags --libs grapevine igraph) -o bridge
LD_LIBRARY_PATH="$lib" ./bridge
echo "ok: igraph"

if [ -n "$cxx" ]; then
  cat >plus.cc <<'END'
#include <grapevine/grapevine.h>
#include <grapevine/igraph.h>

static const GvParam none[] = { GV_PARAMS_END };

int main()
{
  GvReadOptions options = GV_READ_OPTIONS_INIT;
  GvReachOptions reach = GV_REACH_OPTIONS_INIT;
  g_autoptr(GvTask) task = gv_task_new(1);

  return none[0].name || options.as_of == 0 || reach.rounds != 32 || gv_task_thread_count(task) != 1;
}
END
  for standard in c++11 c++20; do
    "$cxx" -std=$standard -Wall -Wextra -Wpedantic -Werror plus.cc \
      $(pkg-config --cflags --libs grapevine igraph) -o plus
    LD_LIBRARY_PATH="$lib" ./plus
    echo "ok: $standard"
  done
else
  echo "skipped: C++, there is no g++"
fi

[ "$("$prefix/bin/grapevine" --version)" = "grapevine $(pkg-config --modversion grapevine)" ]
echo "ok: the program"

if [ -n "$python" ] && "$python" -c 'import numpy' 2>log; then
  PYTHONPATH="$prefix/lib/python3/dist-packages" "$python" -B -c '
import grapevine
g = grapevine.read(edges="karate.tsv", undirected=True)
assert "%.4f" % g.centrality("pagerank", damping=.9).max() == "0.1035"
assert [n.user for n in g.nominate(2)] == ["34", "1"]
assert "the prefix" in grapevine._lib._name, grapevine._lib._name'
  echo "ok: Python"
else
  echo "skipped: Python, there is no NumPy"
fi

#!/usr/bin/env bash
# The few checks of .clang-tidy over the product's sources, with the flags of a build that precompiles
# nothing: clang cannot read g++'s precompiled headers, and has the standard ones in a file of its own.
# That build is only configured.
# tests/house/tidy.sh BUILD [PATH…]: without paths, all of policy, config and relay.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(realpath "$1")/tidy
shift
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
  -DSLUICE_PRECOMPILE=OFF >/dev/null
printf '#include <%s>\n' algorithm chrono filesystem functional map memory mutex optional ranges string \
  variant vector >"$build/standard.h"
clang++ -std=c++20 -x c++-header "$build/standard.h" -o "$build/standard.pch"
[[ $# -gt 0 ]] || set -- policy config relay
# What it says of other people's headers ("453 warnings generated") is left out.
find "$@" -name '*.cpp' ! -name '*_windows.cpp' -print0 | sort -z |
  xargs -0 -n 4 -P "$(nproc)" clang-tidy -p "$build" --quiet \
    --extra-arg-before=-include-pch --extra-arg-before="$build/standard.pch" 2>&1 |
  { grep -vE '^[0-9]+ warnings? generated|^Suppressed |^Use -header-filter' || true; }

#!/usr/bin/env bash
# The few checks of .clang-tidy over the product's sources, with the flags of a build of its own that
# is only configured.
# tests/house/tidy.sh BUILD [PATH…]: without paths, all of policy, config and relay, in the unity
# sources of that build, so that headers are read and judged a few times and not once for each source.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(realpath "$1")/tidy
shift
unity=ON
[[ $# -eq 0 ]] || unity=OFF
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
  -DCMAKE_UNITY_BUILD=$unity -DCMAKE_UNITY_BUILD_BATCH_SIZE=12 >/dev/null
if [[ $unity == ON ]]; then
  find "$build"/{policy,config,relay} -path '*/Unity/*.cxx' -print0
else
  find "$@" -name '*.cpp' ! -name '*_windows.cpp' -print0
fi | sort -z |
  # What it says of other people's headers ("453 warnings generated") is left out.
  xargs -0 -n 1 -P "$(nproc)" clang-tidy -p "$build" --quiet 2>&1 |
  { grep -vE '^[0-9]+ warnings? generated|^Suppressed |^Use -header-filter' || true; }

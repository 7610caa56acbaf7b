#!/usr/bin/env bash
# The few checks of .clang-tidy over the product's sources, with the flags of a build.
# tests/house/tidy.sh BUILD [PATH…]: without paths, all of policy, config and relay.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$1
shift
if [[ $# -eq 0 ]]; then
  mapfile -t sources < <(find policy config relay -name '*.cpp' ! -name '*_windows.cpp' | sort)
else
  sources=("$@")
fi
printf '%s\0' "${sources[@]}" |
  xargs -0 -n 8 -P "$(nproc)" clang-tidy -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option \
    2> >(grep -vE '^[0-9]+ warnings? generated|^Suppressed |^Use -header-filter' >&2)

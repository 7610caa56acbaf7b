#!/usr/bin/env bash
# What drives a browser, with what npm brings for it: install.sh PLACE, a folder of the build.
set -euo pipefail
place=${1:?usage: install.sh PLACE}
sources=$(realpath "$(dirname "$0")")
mkdir -p "$place"
# A round that has what the lock names asks the registry for nothing.
if ! cmp -s "$sources/package-lock.json" "$place/installed.json"; then
  rm -f "$place/installed.json"
  cp "$sources"/package{,-lock}.json "$place"
  (cd "$place" && npm ci --no-audit --no-fund --ignore-scripts)
  cp "$sources/package-lock.json" "$place/installed.json"
fi
rm -f "$place"/*.mjs
cp "$sources"/*.mjs "$place"

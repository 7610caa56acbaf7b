#!/usr/bin/env bash
# The administrators' page in a real browser: run.sh SLUICE_BINARY. What npm brings goes beside the
# binary, into the build, never into the sources. Ends with 77 where there is no browser.
set -euo pipefail
sluice=$(realpath -s "${1:?usage: run.sh SLUICE_BINARY}")
sources=$(realpath "$(dirname "$0")")

for program in node npm /usr/bin/chromium; do
  command -v "$program" >/dev/null && continue
  echo "SKIPPED: $program is not installed, so NOTHING of the administrators' page was tried" >&2
  exit 77
done

place=$(dirname "$sluice")/browser
mkdir -p "$place"
# A round that has what the lock names asks the registry for nothing.
if ! cmp -s "$sources/package-lock.json" "$place/installed.json"; then
  rm -f "$place/installed.json"
  cp "$sources"/package{,-lock}.json "$place"
  (cd "$place" && npm ci --no-audit --no-fund --ignore-scripts)
  cp "$sources/package-lock.json" "$place/installed.json"
fi
cp "$sources"/*.mjs "$place"
cd "$place"
SLUICE_PROGRAM=$sluice exec node --test --test-concurrency=1 page_test.mjs people_test.mjs

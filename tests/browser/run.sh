#!/usr/bin/env bash
# The administrators' pages in a real browser: run.sh SLUICE_BINARY. What npm brings goes beside the
# binary, into the build, never into the sources; pictures of all pages go into build/screens. Ends
# with 77 where there is no browser.
set -euo pipefail
sluice=$(realpath -s "${1:?usage: run.sh SLUICE_BINARY}")
sources=$(realpath "$(dirname "$0")")

for program in node npm /usr/bin/chromium; do
  command -v "$program" >/dev/null && continue
  echo "SKIPPED: $program is not installed, so NOTHING of the administrators' pages was tried" >&2
  exit 77
done

place=$(dirname "$sluice")/browser
"$sources/install.sh" "$place"
cd "$place"
export SLUICE_PROGRAM=$sluice SLUICE_SCREENS=$sources/../../build/screens
export SLUICE_TEST_DATA=${SLUICE_TEST_DATA:-$sources/../../../shared/data}
# Two at a time, where node can be told so: each has a relay and a browser of its own, and waits for
# both more than it works.
two=--test-concurrency=2
node $two --version >/dev/null 2>&1 || two=
exec node --test $two ./*_test.mjs

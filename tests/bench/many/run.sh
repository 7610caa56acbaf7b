#!/usr/bin/env bash
# How long administrators wait for a relay with 50 feeds, 200 groups and 100,000 devices:
# tests/bench/many/run.sh [OPTIONS of many.py]. Makes the relay once, in build/bench/many: some four
# minutes.
set -euo pipefail
cd "$(dirname "$0")/../../.."
cmake --preset release >/dev/null
ninja -C build/release sluice >/dev/null
tests/browser/install.sh build/release/browser
exec python3 tests/bench/many/many.py --browser build/release/browser "$@"

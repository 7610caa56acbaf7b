#!/usr/bin/env bash
# Everything, from nothing: installs what is missing, builds dev and release, runs every test. Ends
# with ctest's own summary and ctest's exit code. Words given to it are ctest's: tests/run.sh -LE tidy
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

packaging/install_missing.sh packaging/debian-build.txt packaging/debian-test.txt
cmake --preset release >/dev/null
cmake --build --preset release
cmake --preset dev >/dev/null
cmake --build --preset dev
ctest --preset dev --parallel "$(nproc)" "$@"

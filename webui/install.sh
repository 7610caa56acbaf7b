#!/usr/bin/env bash
# install.sh OUT: what npm brings for the pages goes into the build, never into the sources. Asks the
# registry for nothing when OUT has what the lock names.
set -euo pipefail
sources=$(realpath "$(dirname "$0")")
mkdir -p "${1:?usage: install.sh OUT}"
cd "$1"
if ! cmp -s "$sources/package-lock.json" installed.json; then
  rm -f installed.json
  cp "$sources"/package{,-lock}.json .
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline
  cp "$sources/package-lock.json" installed.json
fi
touch installed.json

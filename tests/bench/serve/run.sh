#!/usr/bin/env bash
# Compares sluice with nginx, squid, varnish, apt-cacher-ng and lighttpd: tests/bench/serve/run.sh
# [OPTIONS of compare.py]. Installs what is missing, builds the release, and keeps what it measured
# in build/bench/serve.
set -euo pipefail
cd "$(dirname "$0")/../../.."
packaging/install_missing.sh packaging/debian-bench.txt
cmake --preset release >/dev/null
ninja -C build/release sluice load >/dev/null
exec python3 tests/bench/serve/compare.py "$@"

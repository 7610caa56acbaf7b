#!/usr/bin/env bash
# Measures the release build, and prints what it found beside what is aimed at:
# tests/bench/run.sh [MiB to sync, 1024] [releases in the catalog, 10000]
set -euo pipefail
cd "$(dirname "$0")/../.."
megabytes=${1:-1024}
releases=${2:-10000}

cmake --preset release >/dev/null
ninja -C build/release sluice sluice_bench catalog_bench ledger_bench telemetry_bench policy_bench simulate_bench >/dev/null
bench=$PWD/build/bench/relay
relay=
trap '[[ -z $relay ]] || kill "$relay" 2>/dev/null; rm -rf "$bench"' EXIT
rm -rf "$bench"
mkdir -p "$bench"

build/release/tests/bench/policy_bench
build/release/tests/bench/ledger_bench
build/release/tests/bench/telemetry_bench
build/release/tests/bench/simulate_bench
build/release/tests/bench/sluice_bench "$bench/sync" "$megabytes"

# Two ports that nobody has: asked of the kernel, and given back.
read -r endpoints admin < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(2)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))')
mkdir -p "$bench/data" "$bench/vendor"
echo "rule" >"$bench/vendor/new.yar"
(cd "$bench/vendor" &&
  echo "new.yar,$(sha256sum <new.yar | cut -d' ' -f1),$(stat -c %s new.yar)" >PULP_MANIFEST)
cat >"$bench/sluice.yaml" <<END
data: data
policy: policy.yaml
endpoints: { listen: "127.0.0.1:$endpoints" }
admin: { listen: "127.0.0.1:$admin" }
store: { keep_free: 1 MiB }
END
cat >"$bench/policy.yaml" <<END
feeds:
  bench: { kind: files, directory: vendor, class: intelligence, every: 2h }
groups:
  - name: default
paths:
  - name: all
    for: { class: intelligence }
    stages:
      - groups: [default]
        soak: 30d
END
build/release/tests/bench/catalog_bench "$bench/data" "$bench/policy.yaml" bench "$releases"

# From exec to the first byte of content, in milliseconds.
now_ms() { local t=$EPOCHREALTIME; echo $((${t/./} / 1000)); }
started=$(now_ms)
build/release/sluice run --config "$bench/sluice.yaml" >"$bench/log" 2>&1 &
relay=$!
until curl -fs -o /dev/null "http://127.0.0.1:$endpoints/bench/rules/7.yar"; do
  kill -0 "$relay" 2>/dev/null || { cat "$bench/log" >&2; exit 1; }
  (($(now_ms) - started < 60000)) || { echo "no content in 60 s" >&2; cat "$bench/log" >&2; exit 1; }
  sleep 0.01
done
echo "start to first content   $(($(now_ms) - started)) ms with $releases releases in the catalog; aim: under 1000 ms"

sleep 5
awk '/^VmRSS/ { printf "resident at rest         %.1f MB; aim: under 40 MB\n", $2 / 1024 }' "/proc/$relay/status"

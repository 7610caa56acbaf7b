#!/usr/bin/env bash
# Builds the fuzz targets and runs each for so many seconds: tests/fuzz/run.sh SECONDS [TARGET…]
# They start from tests/fuzz/seeds/<name>/ where it exists, yaml_fuzz from the shipped configurations.
# A finding is left in build/fuzz/findings/<target>/ and ends the run with an error.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:?usage: tests/fuzz/run.sh SECONDS [TARGET…]}
shift

cmake --preset fuzz >/dev/null
if [[ $# -eq 0 ]]; then
  ninja -C build/fuzz fuzzers
  targets=(tests/fuzz/*_fuzz.cpp)
  targets=("${targets[@]##*/}")
  targets=("${targets[@]%.cpp}")
else
  ninja -C build/fuzz "$@"
  targets=("$@")
fi

for target in "${targets[@]}"; do
  corpus=build/fuzz/corpus/$target
  findings=build/fuzz/findings/$target
  mkdir -p "$corpus" "$findings"
  seeds=tests/fuzz/seeds/${target%_fuzz}
  if [[ -d $seeds ]]; then cp -r "$seeds/." "$corpus/"; fi
  if [[ $target == yaml_fuzz ]]; then
    for file in config/*/*.yaml config/scenarios/policies/*.yaml; do cp "$file" "$corpus/$(tr / - <<<"$file")"; done
  fi
  echo "$target for $seconds s"
  "build/fuzz/tests/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -max_len=65536 -verbosity=0 -print_final_stats=1 -artifact_prefix="$findings/" "$corpus"
done
echo "nothing found by: ${targets[*]}"

#!/usr/bin/env bash
# Every source is as clang-format 14 would write it. To make it so: tests/house/format.sh --fix
set -euo pipefail
cd "$(dirname "$0")/../.."
mode=(--dry-run -Werror)
[[ "${1:-}" == --fix ]] && mode=(-i)
find policy config relay tests -name '*.h' -print0 -o -name '*.cpp' -print0 |
  sort -z | xargs -0 clang-format "${mode[@]}"

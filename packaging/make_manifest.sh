#!/usr/bin/env bash
# Writes the PULP_MANIFEST of a folder: name,sha256,size of every file in it, in order of name.
set -euo pipefail
cd "${1:?usage: make_manifest.sh FOLDER}"
find . -type f ! -name 'PULP_MANIFEST*' -printf '%P\n' | LC_ALL=C sort | while IFS= read -r name; do
  printf '%s,%s,%s\n' "$name" "$(sha256sum <"$name" | cut -d ' ' -f 1)" "$(stat -c %s "$name")"
done >PULP_MANIFEST.new
mv PULP_MANIFEST.new PULP_MANIFEST

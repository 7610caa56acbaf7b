#!/usr/bin/env bash
# Installs those Debian packages of the given lists that are missing: install_missing.sh LIST…
# Does nothing, and needs no root, when all are there.
set -euo pipefail

# What an installed package provides is there too: some distributions' nodejs brings its npm along.
provided=$(dpkg-query -W -f '${db:Status-Status} ${Provides}\n' 2>/dev/null |
  sed -n -e 's/([^)]*)//g' -e 's/^installed //p' | tr -s ', ' '\n' || true)
# No process substitution: a bare chroot has no /dev/fd.
wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@")
missing=()
for package in $wanted; do
  state=$(dpkg-query -W -f '[${db:Status-Status}]' "$package" 2>/dev/null || true)
  [[ $state == *"[installed]"* ]] && continue
  grep -qxF -- "$package" <<<"$provided" || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

echo "installing: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "this is not Debian: install what these packages hold, then start again" >&2
  exit 1
fi
root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "root is needed to install them, and there is no sudo" >&2
    exit 1
  fi
  root=(sudo)
  [[ -n ${CI:-} ]] && root=(sudo -n)
fi
as_root() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }

# The tests run freshclam themselves; nobody wants its daemon from this.
if [[ " ${missing[*]} " == *" clamav"* ]]; then
  as_root debconf-set-selections \
    <<<"clamav-freshclam clamav-freshclam/autoupdate_freshclam select manual"
fi
as_root apt-get -qq update
as_root apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "${missing[@]}" </dev/null

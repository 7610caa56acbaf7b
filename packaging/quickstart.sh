#!/usr/bin/env bash
# From a fresh Debian 12 to a running relay: installs what is missing, builds build/release/sluice,
# starts it with config/quickstart and makes the account 'admin', whose password it leaves in
# sluice-data/quickstart.password. Ctrl-C stops it; its state stays in ./sluice-data.
# With --build-only it ends after the build.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  "" | --build-only) ;;
  *)
    echo "usage: packaging/quickstart.sh [--build-only]" >&2
    exit 2
    ;;
esac

packaging/install_missing.sh packaging/debian-build.txt
cmake --preset release >/dev/null
cmake --build --preset release
sluice=build/release/sluice
[[ -x $sluice ]] || { echo "the build left no $sluice" >&2; exit 1; }
if [[ ${1:-} == --build-only ]]; then
  echo "built $sluice"
  exit 0
fi

config=config/quickstart/sluice.yaml
endpoints=http://127.0.0.1:8080
admin=https://127.0.0.1:8443
export SLUICE_SESSION=sluice-data/session
password=sluice-data/quickstart.password
ask() { curl --noproxy '*' -fsS --max-time 5 "$@"; }

first_start=
[[ -e sluice-data/state.db ]] || first_start=yes
"$sluice" check --config "$config"
"$sluice" run --config "$config" </dev/null &
relay=$!
stop() {
  trap - EXIT INT TERM
  kill -TERM "$relay" 2>/dev/null || true
  wait "$relay" || true
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

ready=
for _ in {1..60}; do
  kill -0 "$relay" 2>/dev/null || { echo "the relay ended before it was ready" >&2; exit 1; }
  ask "$endpoints/healthz" >/dev/null 2>&1 && ready=yes && break
  sleep 0.5
done
[[ -n $ready ]] || { echo "the relay did not answer at $endpoints/healthz in 30 s" >&2; exit 1; }
kill -0 "$relay" 2>/dev/null || { echo "another relay answers at $endpoints" >&2; exit 1; }

# Leave to make the first account lies there until somebody has made it, a moment after the doors are open.
if [[ -n $first_start ]]; then
  for _ in {1..60}; do [[ -e sluice-data/setup.token ]] && break; sleep 0.5; done
fi
if [[ -e sluice-data/setup.token ]]; then
  [[ -s $password ]] || (umask 077 && head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$password")
  "$sluice" setup admin --password-file "$password" --config "$config"
fi

# The sample feed is let through to everybody, once; from then on the rules decide.
if [[ -n $first_start ]]; then
  "$sluice" sync sample --config "$config"
  adopted=
  for _ in {1..30}; do
    said=$("$sluice" adopt sample --groups all --reason "quick start" --config "$config" 2>&1) &&
      adopted=yes && break
    sleep 1
  done
  echo "$said"
  [[ -n $adopted ]] || { echo "the sample feed could not be adopted" >&2; exit 1; }
fi

cat <<END

Sluice is running; Ctrl-C stops it.

  for devices   $endpoints
                https://127.0.0.1:8444   (where they show a token or a certificate)
  for people    $admin   (its certificate is its own)

Sign in as 'admin' with the password in $password; then choose another one:
       export SLUICE_SESSION=$SLUICE_SESSION
       $sluice login admin --password-file $password --config $config
       $sluice password --config $config

Three things to try, in another terminal, signed in:

  1. Get what a device gets:
       curl $endpoints/sample/hello.txt
  2. Make a new release and see whom it is held back from, and why. Change a line of
     config/quickstart/sample/hello.txt, then:
       packaging/make_manifest.sh config/quickstart/sample
       $sluice sync sample --config $config
       $sluice explain --feed sample --group office --config $config
  3. See how ClamAV's databases are doing, which are fetched in the meantime:
       $sluice status --config $config

END
wait "$relay"

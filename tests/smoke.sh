#!/usr/bin/env bash
# Whether a gateway that runs does its work: tests/smoke.sh http://127.0.0.1:8080 [key]
set -euo pipefail
url=${1:?the address of the gateway, such as http://127.0.0.1:8080}
key=${2:-}

ask() { curl -sS --max-time 15 --fail-with-body ${key:+-H "Authorization: Bearer $key"} "$@"; }
expect() { case "$2" in *"$3"*) echo "ok: $1" ;; *) echo "failed: $1: $2" >&2; exit 1 ;; esac; }

expect 'it lives' "$(ask "$url/health/live")" '"status":"live"'
expect 'it is ready' "$(ask --retry 15 --retry-delay 1 "$url/health/ready")" '"status":"ready"'
expect 'it answers' "$(ask "$url/graphql" -H 'Content-Type: application/json' -d '{"query":"{ providers { id state } }"}')" '{"data":{"providers":[{"id":'
expect 'it names what is wrong' "$(ask "$url/graphql" -H 'Content-Type: application/json' \
  -d '{"query":"{ wallet(by: { address: { address: \"0x12\" } }) { id } }"}')" '"code":"INVALID_ADDRESS"'

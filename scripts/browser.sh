#!/bin/sh
# Makes sure that a Chromium stands on PATH for the browser tests, and fonts that draw Vietnamese.
set -u

command -v chromium >/dev/null 2>&1 && exit 0

as_root=
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT

install() {
  $as_root apt-get install -y -qq chromium fonts-noto-core >"$log" 2>&1
}

install || { $as_root apt-get update -qq >"$log" 2>&1 && install; }

if ! command -v chromium >/dev/null 2>&1; then
  echo "No Chromium for the browser tests: put one on PATH as 'chromium', or let this script install it as root ($(tail -n 1 "$log"))." >&2
  exit 1
fi

#!/bin/sh
# Makes sure of what the readers' tests need from the system: Tesseract with Vietnamese, and a font that prints Vietnamese.
# Where it cannot be installed the tests that need it are left out and say so.
set -u

has_tesseract() { tesseract --list-langs 2>/dev/null | grep -qx vie; }
has_font() { ls /usr/share/fonts/truetype/dejavu/DejaVuS*.ttf >/dev/null 2>&1; }

has_tesseract && has_font && exit 0

as_root=
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT

install() {
  $as_root apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-vie fonts-dejavu-core >"$log" 2>&1
}

install || { $as_root apt-get update -qq >"$log" 2>&1 && install; }

if ! has_tesseract || ! has_font; then
  echo "No Tesseract with Vietnamese or no DejaVu font: the tests of scans or PDFs are left out ($(tail -n 1 "$log"))." >&2
fi
exit 0

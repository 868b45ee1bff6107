#!/bin/sh
# Makes sure of what the tests need from the system: Tesseract with Vietnamese, a font that prints Vietnamese, LibreOffice for
# old Word documents and to open workbooks, and Java for Spark. Where one cannot be installed the tests that need it are left
# out and say so.
set -u

has_tesseract() { tesseract --list-langs 2>/dev/null | grep -qx vie; }
has_font() { ls /usr/share/fonts/truetype/dejavu/DejaVuS*.ttf >/dev/null 2>&1; }
office() { command -v soffice || command -v libreoffice; }
has_office() { office >/dev/null && [ -e "$(dirname "$(readlink -f "$(office)")")/libsclo.so" ]; }
has_java() { command -v java >/dev/null; }

has_tesseract && has_font && has_office && has_java && exit 0

as_root=
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT

install() {
  $as_root apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1
}

get() {
  install "$@" || { $as_root apt-get update -qq >"$log" 2>&1 && install "$@"; }
}

{ has_tesseract && has_font; } || get tesseract-ocr tesseract-ocr-vie fonts-dejavu-core ||
  echo "No Tesseract with Vietnamese or no DejaVu font: the tests of scans or PDFs are left out ($(tail -n 1 "$log"))." >&2
has_office || get libreoffice-writer-nogui libreoffice-calc-nogui ||
  echo "No LibreOffice: tests of old Word documents or of workbooks are left out ($(tail -n 1 "$log"))." >&2
has_java || get default-jre-headless ||
  echo "No Java: the tests of Spark are left out ($(tail -n 1 "$log"))." >&2
exit 0

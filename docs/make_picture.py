"""Draws docs/page.png: the page that ``solieu demo`` writes, with one figure chosen.

.venv/bin/python docs/make_picture.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import solieu
from solieu.export.html import page
from solieu.samples import sample_paths

PICTURE = Path(__file__).with_name("page.png")
REPORT = "UBND huyện Văn Quan"
FIGURE = "131,8%"


def main() -> int:
    """Writes the picture; 1 where there is no browser to draw it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("There is no chromium on PATH to draw with: run scripts/browser.sh.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(page([solieu.extract(path, name=path.name) for path in sample_paths()]), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(
            viewport={"width": 1200, "height": 720}, locale="en-GB", color_scheme="light", reduced_motion="reduce"
        )
        tab.goto(file.as_uri())
        tab.get_by_role("button", name="English").click()
        tab.get_by_role("button", name=REPORT).click()
        tab.locator("#text mark", has_text=FIGURE).first.click()
        tab.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1000} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""From ``solieu collect`` to a figure on the page of its place, by one command and a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pages import ARTEFACTS
from portal import Portal, html, links, report
from served import complaints_of, faults_for_screen_readers, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
FIRST, SECOND = "/tin/hop-thang-9-1001.html", "/tin/hop-thang-10-1002.html"
SOURCES = """[collect]
delay = 0
recheck_hours = 0
allow_private = ["127.0.0.0/8"]

[[source]]
name = "Cổng huyện Tiên Yên"
listing = "{listing}"
"""


def collected(folder: Path, portal: Portal) -> None:
    """One run of the command, as cron starts it."""
    file = folder / "sources.toml"
    file.write_text(SOURCES.format(listing=portal.url("/tin")), "utf-8")
    command = [sys.executable, "-m", "solieu", "collect", "--once", str(file), "--quiet"]
    subprocess.run(command, check=True, timeout=120)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Portal]]:
    """After the portal published two reports, and one of them again with another figure."""
    folder = tmp_path_factory.mktemp("collected")
    with Portal() as portal:
        portal.pages["/tin"] = links(FIRST, SECOND)
        portal.pages[FIRST] = html(report(1, revenue="526,8"))
        portal.pages[SECOND] = html(report(2, revenue="614,3"))
        collected(folder, portal)
        portal.pages[FIRST] = html(report(1, revenue="562,8"))
        collected(folder, portal)
        with serving(folder / "solieu.db") as address:
            yield address, portal


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    yield context.new_page()
    context.close()


def test_what_a_portal_published_is_on_the_page_of_its_place(tab: Page, desk: tuple[str, Portal]) -> None:
    address, portal = desk
    complaints = complaints_of(tab)
    tab.goto(f"{address}/places/199")
    figure = tab.get_by_role("main").get_by_text("614,3").first
    figure.wait_for()
    assert tab.get_by_role("heading", level=1).inner_text() == "huyện Tiên Yên"
    ARTEFACTS.mkdir(exist_ok=True)
    tab.screenshot(path=ARTEFACTS / "collected-place.png", full_page=True)
    assert faults_for_screen_readers(tab) == []

    # One click leads to the sentence of the figure, and from there to the page as it was published.
    tab.get_by_role("main").get_by_role("link", name=re.compile("614,3")).first.click()
    # Two reports that are read at the same time are numbered as they are ready.
    tab.wait_for_url(re.compile(r"/report/\d+"))
    assert tab.locator(f'a[href="{portal.url(SECOND)}"]').count() >= 1
    assert complaints == []


def test_a_figure_that_was_changed_quietly_is_a_finding_with_both_versions(tab: Page, desk: tuple[str, Portal]) -> None:
    address, _ = desk
    tab.goto(f"{address}/findings?rule=republished")
    told = tab.get_by_role("main").inner_text()
    assert "526,8 tỷ đồng" in told
    assert "562,8 tỷ đồng" in told
    tab.screenshot(path=ARTEFACTS / "collected-findings.png", full_page=True)
    assert faults_for_screen_readers(tab) == []


def test_the_sources_and_how_they_fared(tab: Page, desk: tuple[str, Portal]) -> None:
    address, _ = desk
    tab.goto(f"{address}/sources")
    row = tab.get_by_role("row", name=re.compile("Cổng huyện Tiên Yên"))
    assert row.count() == 1
    tab.screenshot(path=ARTEFACTS / "collected-sources.png", full_page=True)
    assert faults_for_screen_readers(tab) == []

"""The samples with figures marked by hand, and a browser to open their page in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from pages import ADDRESS, ARTEFACTS, Opened, reports_of_samples
from playwright.sync_api import Browser, Page, sync_playwright

from solieu.export.html import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from solieu.model import Finding, Report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives a browser comes last of all tests: a thread that has driven one can run no event loop of its own any more."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def sample_reports() -> list[Report]:
    return reports_of_samples()


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[], Browser]]:
    """Returns the browser that runs: the one before, or a new one where that has died, so that a crash costs one test, not all behind it."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("No chromium on PATH: run scripts/browser.sh.")
    with sync_playwright() as playwright:
        running: list[Browser] = []

        def launch_() -> Browser:
            if not running or not running[-1].is_connected():
                running.append(playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]))
            return running[-1]

        yield launch_
        for browser in running:
            browser.close()


@pytest.fixture
def chromium(launch: Callable[[], Browser]) -> Browser:
    return launch()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def open_(
        reports: list[Report],
        across: Sequence[Finding] = (),
        dismissed: Mapping[str, Mapping[str, str]] | None = None,
        *,
        at_address: bool = False,
        **options: Any,
    ) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(page(reports, across=across, dismissed=dismissed), encoding="utf-8")
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "vi-VN"} | options)
        contexts.append(context)
        opened = Opened(context.new_page())
        context.route(ADDRESS, lambda route: route.fulfill(path=file))
        opened.tab.goto(ADDRESS if at_address else file.as_uri())
        return opened

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    ARTEFACTS.mkdir(exist_ok=True)

    def take(tab: Page, name: str) -> None:
        tab.screenshot(path=ARTEFACTS / f"page-{name}.png")

    return take

"""Charts, maps, places and search in a real browser: on a desk, on a telephone, in the dark, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pages import ARTEFACTS
from panel import store_of_panel
from served import complaints_of, faults_for_screen_readers, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = {
    "indicators": "/indicators",
    "ranking": "/indicators/budget_revenue?level=1&period=2022",
    "history": "/indicators/budget_revenue?place=205",
    "comparison": "/indicators/budget_revenue?place=205,196,206",
    "places": "/places",
    "place": "/places/205",
    "map": "/map?indicator=budget_revenue&level=1&period=2022",
    "districts": "/map?indicator=budget_revenue&level=2&period=2022",
    "search": "/search?q=thu+ngan+sach",
    "figures": "/figures?indicator=budget_revenue",
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
TELEPHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(store_of_panel(tmp_path_factory.mktemp("looks") / "solieu.db")) as where:
        yield where


@pytest.fixture
def tab(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(**getattr(request, "param", DESK))
    yield context.new_page()
    context.close()


def show(tab: Page, address: str) -> None:
    tab.goto(address)
    # Pictures further down are asked for when they come into sight.
    for picture in tab.query_selector_all("img"):
        picture.scroll_into_view_if_needed()
        tab.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=picture)
    tab.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize("tab", [DESK, TELEPHONE], ids=["desk", "telephone"], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_seen_by_everyone(tab: Page, address: str, name: str) -> None:
    complaints = complaints_of(tab)
    show(tab, address + PAGES[name])
    ARTEFACTS.mkdir(exist_ok=True)
    width = tab.viewport_size["width"] if tab.viewport_size else 0
    tab.screenshot(path=ARTEFACTS / f"looks-{name}-{width}.png", full_page=True)

    assert faults_for_screen_readers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


def test_a_place_is_found_and_compared_by_keyboard(tab: Page, address: str) -> None:
    tab.goto(address + PAGES["history"])
    tab.get_by_role("combobox", name="Thêm địa phương").press_sequentially("uông bí")
    tab.get_by_role("option", name="Uông Bí").first.wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**place=205%2C*")

    assert tab.get_by_role("list", name="Đang so sánh").get_by_role("listitem").count() == 2
    assert tab.get_by_role("img", name="2 địa phương").or_(tab.get_by_alt_text("Uông Bí")).count() >= 1


def test_the_source_sentence_is_one_click_away(tab: Page, address: str) -> None:
    tab.goto(address + "/indicators/budget_revenue?place=205&period=2022")
    tab.get_by_text("+1 nguồn").first.click()

    assert tab.get_by_text("2.222 tỷ đồng").first.is_visible()
    assert tab.locator("blockquote mark").first.is_visible()


def test_a_row_and_its_province_point_at_each_other(tab: Page, address: str) -> None:
    tab.goto(address + PAGES["map"])
    tab.locator("tr[data-code='22']").hover()

    assert tab.locator("path[data-code='22']").get_attribute("class") == "lit"


def test_another_period_is_shown_at_once(tab: Page, address: str) -> None:
    tab.goto(address + PAGES["map"])
    tab.get_by_role("combobox", name="Thời kỳ").select_option("2021")
    tab.wait_for_url("**period=2021*")

    assert "2021" in (tab.text_content("h1") or "")


def test_all_is_told_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, **DESK)
    tab = context.new_page()
    tab.goto(address + PAGES["map"])
    tab.get_by_role("combobox", name="Thời kỳ").select_option("2021")
    tab.get_by_role("button", name="Lọc").click()

    assert "2021" in (tab.text_content("h1") or "")
    assert tab.locator("path[data-code]").count() == 63
    context.close()

"""An office's morning, in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served import complaints_of, faults_for_screen_readers, serving, store_of_samples

from solieu.store import Store

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
Picture = Callable[[Page, str], None]
CARD = "[data-card]"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 760}
PAGES = {
    "inbox": "/inbox",
    "report": "/report/{van_quan}?figure={figure}",
    "report-table": "/report/{hong_linh}",
    "review": "/review",
    "findings": "/findings",
    "tasks": "/tasks?on=2023-11-20",
    "figures": "/figures",
    "api": "/api",
    "name": "/name",
    "error": "/report/9999",
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of_samples(tmp_path_factory.mktemp("samples") / "solieu.db")


@pytest.fixture
def path(samples: Path, tmp_path: Path) -> Path:
    where = tmp_path / "solieu.db"
    shutil.copy(samples, where)
    return where


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    with serving(path) as where:
        yield where


@pytest.fixture
def open_desk(chromium: Browser, address: str) -> Iterator[Open]:
    contexts, heard = [], []

    def open_(page: str, **options: object) -> Page:
        told = {"viewport": WIDE, "locale": "vi-VN", "reduced_motion": "reduce"} | options
        context = chromium.new_context(**told)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        heard.append(complaints_of(tab))
        tab.goto(address + page)
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert [
        one for complaints in heard for one in complaints if "404" not in one and "409" not in one and "400" not in one
    ] == []


def numbers(store: Store) -> dict[str, int]:
    of = {one.name: one.id for one in store.reports(limit=100)}
    van_quan = next(number for name, number in of.items() if name.startswith("van-quan"))
    hong_linh = next(number for name, number in of.items() if name.startswith("hong-linh"))
    figure = next(one.id for one in store.report_figures(van_quan) if one.observation.quote == "131,8%")
    return {"van_quan": van_quan, "hong_linh": hong_linh, "figure": figure}


def say_who(tab: Page, name: str = "Lan") -> None:
    tab.locator("[data-naming] input[name=name]").fill(name)
    tab.locator("[data-naming] button").click()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_fit_for_screen_readers_phones_and_the_dark(
    open_desk: Open, store: Store, picture: Picture, name: str
) -> None:
    page = PAGES[name].format(**numbers(store))
    mark = "&" if "?" in page else "?"
    for kind, language, options in (
        ("wide", "vi", {}),
        ("wide", "en", {"color_scheme": "dark"}),
        ("phone", "vi", {"viewport": PHONE}),
        ("phone", "en", {"viewport": PHONE, "color_scheme": "dark"}),
    ):
        tab = open_desk(f"{page}{mark}lang={language}", **options)
        picture(tab, f"desk-{name}-{kind}-{language}")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
        assert faults_for_screen_readers(tab) == [], (kind, language)


def test_a_morning_from_the_keyboard(open_desk: Open, store: Store, picture: Picture) -> None:
    known = numbers(store)
    figures = store.report_figures(known["van_quan"])
    tab = open_desk("/")
    tab.get_by_role("link", name="UBND huyện Văn Quan họp phiên thường kỳ tháng 10 năm 2023").click()
    tab.wait_for_url("**/report/*", wait_until="load")
    tab.keyboard.press("n")
    card = tab.locator(CARD)
    expect(card.locator(".quote")).to_have_text(figures[0].observation.quote)
    say_who(tab)

    expect(tab.locator("[data-naming]")).to_have_count(0)
    tab.locator("article.paper .chosen").first.focus()
    tab.keyboard.press("a")
    expect(card.locator(".quote")).to_have_text(figures[1].observation.quote)
    expect(tab.locator(f"#figure-{figures[0].id}")).to_have_class("figure level accept")
    expect(tab.locator("#said")).to_contain_text("đã ghi là đúng")

    tab.keyboard.press("c")
    expect(card.locator("input[name=value]")).to_be_focused()
    tab.keyboard.type("113,8%")
    tab.keyboard.press("Enter")
    expect(card.locator(".quote")).to_have_text(figures[2].observation.quote)

    tab.keyboard.press("r")
    expect(card.locator(".rejecting input[name=why]")).to_be_focused()
    tab.keyboard.type("Không phải số liệu")
    tab.keyboard.press("Enter")
    expect(card.locator(".quote")).to_have_text(figures[3].observation.quote)
    picture(tab, "desk-morning")

    tab.keyboard.press("u")
    expect(card.locator(".quote")).to_have_text(figures[2].observation.quote)
    expect(card.locator(".verdict")).to_have_count(0)

    made = [(one.kind, one.figure, one.made_by, one.why) for one in store.decisions()]
    assert made == [
        ("accept", figures[0].id, "Lan", ""),
        ("correct", figures[1].id, "Lan", ""),
        ("reject", figures[2].id, "Lan", "Không phải số liệu"),
        ("withdraw", figures[2].id, "Lan", ""),
    ]
    corrected = store.figure(figures[1].id)
    assert corrected is not None
    assert f"{corrected.observation.value}" == "113.8"


def test_keys_go_to_findings_and_show_the_list_of_keys(open_desk: Open, store: Store) -> None:
    known = numbers(store)
    tab = open_desk(f"/report/{known['van_quan']}")
    tab.keyboard.press("f")
    expect(tab.locator(f"{CARD} .finding.contradiction")).to_have_count(1)
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_the_queue_hands_out_one_figure_after_the_other(open_desk: Open, store: Store, picture: Picture) -> None:
    first, second, third = (one.figure for one in store.queue(limit=3))
    tab = open_desk("/review")
    quote = tab.locator(f"{CARD} .quote")
    expect(tab.locator(CARD)).to_have_attribute("data-card", str(first.id))
    say_who(tab)
    expect(tab.locator("[data-naming]")).to_have_count(0)
    tab.keyboard.press("Escape")
    tab.keyboard.press("n")
    expect(tab.locator(CARD)).to_have_attribute("data-card", str(second.id))
    tab.keyboard.press("a")
    expect(tab.locator(CARD)).to_have_attribute("data-card", str(first.id))
    tab.keyboard.press("a")
    expect(tab.locator(CARD)).to_have_attribute("data-card", str(third.id))
    expect(quote).to_have_text(third.observation.quote)
    picture(tab, "desk-queue")
    assert {one.figure for one in store.decisions()} == {first.id, second.id}


def test_a_place_is_chosen_from_a_list_by_keyboard(open_desk: Open, store: Store) -> None:
    known = numbers(store)
    tab = open_desk(f"/report/{known['van_quan']}?figure={known['figure']}")
    say_who(tab)
    field = tab.get_by_role("combobox", name="Địa phương")
    field.fill("tien yen")
    option = tab.get_by_role("option").first
    expect(option).to_contain_text("huyện Tiên Yên, Quảng Ninh")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("huyện Tiên Yên, Quảng Ninh")
    tab.get_by_role("button", name="Lưu bản sửa").click()
    expect(tab.locator("#said")).to_contain_text("Đã sửa")
    figure = store.figure(known["figure"])
    assert figure is not None
    assert figure.observation.place_code == "199"


def test_who_was_overtaken_is_told_and_nothing_is_lost(open_desk: Open, store: Store) -> None:
    known = numbers(store)
    tab = open_desk(f"/report/{known['van_quan']}?figure={known['figure']}")
    say_who(tab)
    expect(tab.locator("[data-naming]")).to_have_count(0)
    store.decide(known["figure"], "reject", why="Sai", by="Hoa")
    tab.locator("article.paper .chosen").first.focus()
    tab.keyboard.press("a")
    expect(tab.get_by_role("alert")).to_contain_text("Hoa")
    assert [one.made_by for one in store.decisions()] == ["Hoa"]


def test_a_finding_is_dismissed(open_desk: Open, store: Store) -> None:
    tab = open_desk("/findings")
    (first, *_) = store.findings(dismissed=False)
    box = tab.locator(f'[data-finding="{first.finding.id}"]')
    box.get_by_text("Bỏ qua…").click()
    box.locator("input[name=why]").fill("Đã hỏi cơ quan")
    box.get_by_role("button", name="Bỏ qua").click()
    tab.get_by_label("Họ và tên").fill("Lan")
    tab.get_by_role("button", name="Ghi nhớ").click()
    tab.wait_for_url("**/findings")
    box.get_by_text("Bỏ qua…").click()
    box.locator("input[name=why]").fill("Đã hỏi cơ quan")
    box.get_by_role("button", name="Bỏ qua").click()
    expect(box).to_have_count(0)
    assert first.finding.id in store.dismissed()


def test_a_file_dropped_into_the_inbox_is_there(open_desk: Open, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "dam-ha.txt"
    file.write_text("UBND huyện Đầm Hà, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 88 tỷ đồng.", encoding="utf-8")
    tab = open_desk("/inbox")
    tab.locator("input[type=file]").set_input_files(file)
    expect(tab.locator("table")).to_contain_text("dam-ha.txt", timeout=60_000)
    assert store.inbox(limit=1)[0].name == "dam-ha.txt"


def test_everything_works_without_scripts(open_desk: Open, store: Store) -> None:
    known = numbers(store)
    tab = open_desk(f"/report/{known['van_quan']}", java_script_enabled=False)
    tab.locator("article.paper a.figure").first.click()
    tab.get_by_label("Ai đang duyệt?").fill("Lan")
    tab.get_by_role("button", name="Ghi nhớ").click()
    tab.get_by_label("Giá trị").fill("8.216 ha")
    tab.get_by_role("button", name="Lưu bản sửa").click()
    tab.get_by_role("button", name="Đúng").click()
    tab.locator(".rejecting summary").click()
    tab.get_by_label("Vì sao đây không phải là số liệu?").fill("Số trang")
    tab.get_by_role("button", name="Loại", exact=True).click()
    assert [one.kind for one in store.decisions()] == ["correct", "accept", "reject"]


def test_on_a_phone_the_figure_stands_below_its_text(open_desk: Open, store: Store, picture: Picture) -> None:
    known = numbers(store)
    tab = open_desk(f"/report/{known['van_quan']}", viewport=PHONE, has_touch=True, is_mobile=True)
    mark = tab.locator("article.paper a.figure").nth(4)
    mark.tap()
    expect(tab.locator(f"{CARD} .quote")).to_be_visible()
    expect(mark).to_be_in_viewport()
    picture(tab, "desk-phone-figure")
    say_who(tab)
    expect(tab.locator("[data-naming]")).to_have_count(0)
    tab.get_by_role("button", name="Đúng").tap()
    expect(tab.locator("article.paper .accept")).to_have_count(1)

import csv
import io
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pages import Opened, report_of
from playwright.sync_api import Page, expect

from solieu.model import Observation, Official, Report
from solieu.pipeline import understand
from solieu.read.content import GivenCell, Writer

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
CARD = "#card"


@pytest.fixture
def van_quan(open_page: Open, sample_reports: list[Report]) -> Opened:
    opened = open_page(sample_reports)
    opened.tab.get_by_role("button", name="UBND huyện Văn Quan").click()
    return opened


def test_pictures_to_look_at(
    open_page: Open, sample_reports: list[Report], picture: Callable[[Page, str], None]
) -> None:
    sizes = {"wide": (1440, 900), "tablet": (900, 1100), "phone": (390, 844)}
    for name, (width, height) in sizes.items():
        for scheme in ("light", "dark"):
            opened = open_page(
                sample_reports,
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            opened.tab.get_by_role("button", name="UBND huyện Văn Quan").click()
            for _ in range(5):
                opened.tab.keyboard.press("n")
            picture(opened.tab, f"{name}-{scheme}")
            assert opened.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert opened.complaints == []


def test_the_page_asks_the_network_for_nothing(van_quan: Opened) -> None:
    van_quan.tab.locator("#view-table").click()
    van_quan.tab.locator("#language").click()
    asked = [url for url in van_quan.requests if not url.startswith("data:")]
    assert [Path(url).name for url in asked] == ["page.html"]
    assert van_quan.complaints == []


def test_the_text_is_the_report_s_and_every_figure_is_marked(van_quan: Opened, sample_reports: list[Report]) -> None:
    report = next(report for report in sample_reports if "van-quan" in report.name)
    lines = van_quan.tab.locator("#text .line").all_text_contents()
    assert lines == [line for line in report.text.split("\n") if line.strip()]
    assert van_quan.tab.locator("#text mark").all_text_contents() == [o.quote for o in report.observations]


def test_a_table_of_the_report_is_a_table_of_the_page(open_page: Open, sample_reports: list[Report]) -> None:
    opened = open_page([report for report in sample_reports if "hong-linh" in report.name])
    row = opened.tab.locator("#text tr", has_text="Lệ phí trước bạ")
    assert [text.strip() for text in row.locator("td").all_text_contents()][:4] == [
        "Lệ phí trước bạ",
        "28,0",
        "30,0",
        "26,9",
    ]


def test_keys_lead_from_figure_to_figure(open_page: Open) -> None:
    tab = open_page([report_of("Thu 1 tỷ, chi 2 tỷ, nợ 3 tỷ.", "1 tỷ", "2 tỷ", "3 tỷ")]).tab
    quote = tab.locator(f"{CARD} .quote")
    for key, expected in [("n", "1 tỷ"), ("j", "2 tỷ"), ("n", "3 tỷ"), ("n", "1 tỷ"), ("p", "3 tỷ"), ("k", "2 tỷ")]:
        tab.keyboard.press(key)
        expect(quote).to_have_text(expected)
        expect(tab.locator("mark:focus")).to_have_text(expected)
    tab.keyboard.press("Tab")
    expect(quote).to_have_text("3 tỷ")
    tab.keyboard.press("Escape")
    expect(quote).to_have_count(0)
    tab.keyboard.press("Enter")
    expect(quote).to_have_text("3 tỷ")


def test_a_figure_shows_itself_under_the_pointer_until_one_is_kept(open_page: Open) -> None:
    tab = open_page([report_of("Thu 1 tỷ, chi 2 tỷ.", "1 tỷ", "2 tỷ")]).tab
    quote = tab.locator(f"{CARD} .quote")
    tab.locator("mark").first.hover()
    expect(quote).to_have_text("1 tỷ")
    tab.locator("mark").last.click()
    tab.locator("mark").first.hover()
    expect(quote).to_have_text("2 tỷ")
    tab.locator(f"{CARD} .close").click()
    expect(quote).to_have_count(0)


def test_the_card_says_all_that_is_known(van_quan: Opened) -> None:
    tab = van_quan.tab
    tab.locator("mark", has_text="92,6%").click()
    card = tab.locator(CARD)
    for words in (
        "92,6%",
        "so với kế hoạch",
        "01/2023 – 10/2023",
        "lấy từ câu",
        "huyện Văn Quan",
        "lấy từ cả văn bản",
        "dự toán",
    ):
        expect(card).to_contain_text(words)
    tab.locator("mark", has_text="42,6 tỷ đồng").click()
    expect(card).to_contain_text("42.600.000.000 đồng")
    expect(card).to_contain_text("state_budget_revenue")


def test_the_language_changes_everywhere_and_the_figure_stays(van_quan: Opened) -> None:
    tab = van_quan.tab
    tab.locator("mark", has_text="42,6 tỷ đồng").click()
    tab.get_by_role("button", name="English").click()
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    expect(tab.locator(CARD)).to_contain_text("42,600,000,000 dong")
    expect(tab.get_by_role("heading", name="Kinds of figures")).to_be_visible()
    expect(tab.locator("#text")).to_have_attribute("lang", "vi")


def test_the_language_stays_when_the_page_is_opened_again(open_page: Open) -> None:
    tab = open_page([report_of("Thu 1 tỷ.", "1 tỷ")], at_address=True).tab
    tab.get_by_role("button", name="English").click()
    tab.reload()
    expect(tab.get_by_role("button", name="Tiếng Việt")).to_be_visible()


def test_light_and_dark(open_page: Open) -> None:
    tab = open_page([report_of("Thu 1 tỷ.", "1 tỷ")], color_scheme="dark").tab
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = tab.evaluate(colour)
    tab.locator("#theme").click()
    assert tab.evaluate(colour) != dark
    tab.locator("#theme").click()
    assert tab.evaluate(colour) == dark


def test_the_filter_needs_no_diacritics_and_leads_the_keys(van_quan: Opened) -> None:
    tab = van_quan.tab
    tab.keyboard.press("/")
    expect(tab.locator("#filter")).to_be_focused()
    tab.keyboard.type("san luong thuc")
    expect(tab.locator("#count")).to_contain_text("1 / 27")
    tab.keyboard.press("Escape")
    tab.keyboard.press("n")
    expect(tab.locator(f"{CARD} .quote")).to_have_text("26.400 tấn")
    tab.keyboard.press("n")
    expect(tab.locator(f"{CARD} .quote")).to_have_text("26.400 tấn")


def test_the_legend_counts_and_filters(van_quan: Opened, sample_reports: list[Report]) -> None:
    report = next(report for report in sample_reports if "van-quan" in report.name)
    changes = [o.quote for o in report.observations if o.measure == "change"]
    button = van_quan.tab.locator("[data-measure=change]")
    expect(button.locator(".number")).to_have_text(str(len(changes)))
    button.click()
    assert van_quan.tab.locator("mark.match").all_text_contents() == changes
    button.click()
    expect(van_quan.tab.locator("#text")).not_to_have_class("filtered")


def test_findings_and_lists_lead_to_their_place(van_quan: Opened) -> None:
    tab = van_quan.tab
    tab.locator(".finding.contradiction .chip").first.click()
    expect(tab.locator("mark.chosen")).to_be_in_viewport()
    expect(tab.locator("mark.doubtful").first).to_be_attached()
    for name, words in [
        ("directives", "rà soát từng nguồn thu"),
        ("references", "Chỉ thị số 08/CT-TTg"),
        ("officials", "Lăng Văn Thời"),
    ]:
        tab.locator(f"details.{name} > summary").click()
        tab.locator(f"details.{name} .jump").first.click()
        assert tab.evaluate("[...CSS.highlights.get('cited')][0].toString()").startswith(words)
    expect(tab.locator("details.directives")).to_contain_text("Phòng Tài chính - Kế hoạch · hạn 15/11/2023")


def test_the_table_downloads_as_csv_without_formulas(open_page: Open) -> None:
    first = report_of(
        "Thu 1 tỷ.", "1 tỷ", indicator='=HYPERLINK("x")', number=Decimal("-3.20"), basis="@cùng kỳ", place='a "b",\nc'
    )
    opened = open_page([first, report_of("Chi 2 tỷ.", "2 tỷ", indicator="+84 số")])
    tab = opened.tab
    tab.locator("#view-table").click()
    tab.locator("#scope").click()
    expect(tab.locator("#table tbody tr")).to_have_count(2)
    with tab.expect_download() as download:
        tab.locator("#download").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["indicator"] for row in rows] == ['\'=HYPERLINK("x")', "'+84 số"]
    assert (rows[0]["number"], rows[0]["basis"], rows[0]["place"]) == ("-3.20", "'@cùng kỳ", 'a "b",\nc')
    assert opened.complaints == []


def test_a_row_of_the_table_leads_back_to_the_text(open_page: Open) -> None:
    tab = open_page([report_of("Thu 1 tỷ.", "1 tỷ"), report_of("Chi 2 tỷ.", "2 tỷ")]).tab
    tab.locator("#view-table").click()
    tab.locator("#scope").click()
    tab.locator("#table .chip", has_text="2 tỷ").click()
    expect(tab.locator("mark.chosen")).to_have_text("2 tỷ")
    expect(tab.locator("#text")).to_be_visible()


def test_hostile_words_are_shown_as_words(open_page: Open) -> None:
    words = "<img src=x onerror=alert(1)></script><script>alert(2)</script>&lt;b&gt;"
    text = f"{words} thu 5 tỷ đồng {words}"
    report = report_of(text, "5 tỷ đồng", indicator=words, place=words, basis=words, unit_text=words)
    hostile = Report(
        name=words,
        title=words,
        url="javascript:alert(3)",
        text=text,
        warnings=(words,),
        observations=report.observations,
        officials=(Official(0, 5, words, (words,)),),
    )
    opened = open_page([hostile])
    tab = opened.tab
    dialogs: list[str] = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    tab.locator("mark").click()
    expect(tab.locator("#text")).to_have_text(text)
    expect(tab.locator(f"{CARD} .of")).to_have_text(words)
    tab.locator("#view-table").click()
    assert tab.locator("img, #about a").count() == 0
    assert (dialogs, opened.complaints) == ([], [])


def test_characters_beyond_16_bits_shift_nothing(open_page: Open) -> None:
    text = "👁👁 1.284\nThu ngân sách 👁 đạt 5 tỷ đồng"
    report = report_of(text, "5 tỷ đồng")
    observation = report.observations[0]
    start = text.index("Thu")
    spanned = Observation(
        **{name: getattr(observation, name) for name in observation.__struct_fields__}
        | {"indicator_span": (start, start + len("Thu ngân sách"))}
    )
    tab = open_page([Report(text=text, observations=(spanned,))]).tab
    tab.locator("mark").click()
    assert tab.evaluate("[...CSS.highlights.get('indicator')][0].toString()") == "Thu ngân sách"


def test_a_page_without_reports_or_figures_says_so(open_page: Open) -> None:
    empty = open_page([])
    expect(empty.tab.locator("#about")).to_have_text("Không có văn bản nào.")
    assert empty.complaints == []
    bare = open_page([Report(name="a.txt", text="Không có số nào.")])
    expect(bare.tab.locator("#count")).to_have_text("Không tìm thấy số liệu trong văn bản này.")
    bare.tab.keyboard.press("n")
    assert bare.complaints == []


def test_a_report_of_three_hundred_kilobytes_and_two_thousand_figures_is_quick(open_page: Open) -> None:
    line = (
        "Thu ngân sách trên địa bàn đạt 42,6 tỷ đồng, bằng 92,6% dự toán tỉnh giao, tăng khá so với cùng kỳ năm 2022.\n"
    )
    line = line.replace("tăng khá", "tăng khá và đồng đều ở các xã")
    text = line * 2000
    starts = [index * len(line) + line.index("42,6") for index in range(2000)]
    observations = tuple(
        Observation(
            start=start, end=start + 12, quote="42,6 tỷ đồng", sentence=(start, start + 12), number=Decimal("42.6"),
            value=Decimal(42_600_000_000), measure="level", indicator="Thu ngân sách",
        )
        for start in starts
    )  # fmt: skip
    begun = time.monotonic()
    opened = open_page([Report(name="dài.txt", text=text, observations=observations)], reduced_motion="reduce")
    expect(opened.tab.locator("mark")).to_have_count(2000)
    assert time.monotonic() - begun < 10
    opened.tab.keyboard.press("p")
    expect(opened.tab.locator("mark.chosen")).to_be_in_viewport()
    assert opened.tab.locator("mark").nth(1999).evaluate("(mark) => mark.classList.contains('chosen')")
    begun = time.monotonic()
    for _ in range(20):
        opened.tab.keyboard.press("n")
    assert time.monotonic() - begun < 5


def printed_report() -> Report:
    """A page of a document with a table on it."""
    writer = Writer()
    writer.page(1, 595, 842)
    writer.line("UBND huyện Tiên Yên: Biểu 1. Thu ngân sách năm 2022 (ĐVT: tỷ đồng)")
    writer.table(
        [
            *(GivenCell(0, at, words) for at, words in enumerate(("Chỉ tiêu", "Kế hoạch", "Thực hiện"))),
            *(GivenCell(1, at, words) for at, words in enumerate(("Thu nội địa", "120", "98,5"))),
        ]
    )
    at = writer.length - len("98,5 |\n")
    writer.word(at, at + 4, (0.5, 0.1, 0.56, 0.12))
    content = writer.content()
    return understand(Report(name="bieu.pdf", text=content.text, tables=content.tables, pages=content.pages))


def test_a_cell_of_a_table_is_marked_and_told_by_its_heads(open_page: Open) -> None:
    opened = open_page([printed_report()])
    opened.tab.locator("#text table mark", has_text="98,5").click()
    expect(opened.tab.locator(f"{CARD} .is-heads")).to_have_text("Thu nội địa › Thực hiện")
    expect(opened.tab.locator(f"{CARD} .is-page")).to_have_text("1")
    assert opened.complaints == []


def test_the_page_as_printed_has_the_figure_marked(open_page: Open, picture: Callable[[Page, str], None]) -> None:
    opened = open_page([printed_report()])
    opened.tab.locator("#view-pages").click()
    opened.tab.locator("#pages text[data-figure]").first.click()
    expect(opened.tab.locator("#pages rect.chosen")).to_have_count(1)
    expect(opened.tab.locator(f"{CARD} .quote")).to_have_text("98,5")
    picture(opened.tab, "pages")
    assert opened.complaints == []


def test_reports_without_pages_offer_no_view_of_them(van_quan: Opened) -> None:
    expect(van_quan.tab.locator("#view-pages")).to_be_hidden()

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import Opened, open_beside
from playwright.sync_api import Page, expect

from solieu.check.across import check_across
from solieu.cli.dismissals import in_force, read_dismissals
from solieu.model import Finding, Ground, Report
from solieu.pipeline import extract, understand
from solieu.read.content import Writer

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
WRONG = "UBND huyện Văn Quan, tỉnh Lạng Sơn, ngày 27/10/2023\nTrồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha."
SEPTEMBER = (
    "UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày 02/10/2023\nThu ngân sách 9 tháng đầu năm 2023 đạt 526,8 tỷ đồng."
)
OCTOBER = (
    "UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày 02/11/2023\nThu ngân sách 10 tháng đầu năm 2023 đạt 500,8 tỷ đồng."
)


@pytest.fixture
def van_quan(open_page: Open, sample_reports: list[Report]) -> Opened:
    opened = open_page([report for report in sample_reports if "van-quan" in report.name])
    expect(opened.tab.locator("#findings article")).to_have_count(3)
    return opened


@pytest.fixture
def wrong(open_page: Open) -> Opened:
    return open_page([extract(WRONG, name="sai.txt")], at_address=True)


def dismiss(tab: Page, why: str, by: str = "") -> None:
    tab.get_by_role("button", name="Bỏ qua").first.click()
    tab.locator(".why").fill(why)
    tab.locator(".by").fill(by)
    tab.locator(".by").press("Enter")


def test_the_gravest_comes_first_with_its_arithmetic_and_what_would_settle_it(van_quan: Opened) -> None:
    items = van_quan.tab.locator("#findings article")
    assert [text.split("\n")[0] for text in items.locator(".severity strong").all_text_contents()] == [
        "Mâu thuẫn",
        "Đáng ngờ",
        "Ghi chú",
    ]
    first = items.first
    expect(first.locator("h3")).to_have_text("Tỷ lệ khác với tử số chia mẫu số")
    expect(first.locator(".sum")).to_have_text("42,6 tỷ đồng không thể bằng 92,6% của 50 tỷ đồng.")
    first.locator(".remedies summary").click()
    expect(first.locator(".remedies li")).to_have_text("92,6% phải là 85,2%")
    expect(first).to_contain_text("Mã aaaaaaaaaaaaaaaa")


def test_figures_are_marked_by_more_than_a_colour(van_quan: Opened) -> None:
    tab = van_quan.tab
    expect(tab.locator("#text mark.contradiction")).to_have_text(["42,6 tỷ đồng", "92,6%"])
    mark = tab.locator("#text mark.contradiction").first
    assert mark.get_attribute("data-alarm") == "!"
    assert "Mâu thuẫn" in (mark.get_attribute("aria-label") or "")
    styles = [
        tab.locator(f"#text mark.{severity}").first.evaluate("mark => getComputedStyle(mark).borderBottomStyle")
        for severity in ("contradiction", "suspicious")
    ]
    assert styles == ["double", "dashed"]
    assert tab.evaluate("[...CSS.highlights.get('doubted')][0].toString()") == "tháng 10 năm 2023"


def test_a_finding_leads_to_its_figures_and_a_figure_to_its_finding(van_quan: Opened) -> None:
    tab = van_quan.tab
    first = tab.locator("#findings article").first
    first.locator(".chip").nth(1).click()
    expect(tab.locator("mark.chosen")).to_have_text("92,6%")
    expect(tab.locator("mark.chosen")).to_be_in_viewport()
    tab.locator("#card .alarmed").click()
    expect(first).to_be_focused()
    tab.locator("#findings article.note .chip").click()
    assert tab.evaluate("[...CSS.highlights.get('cited')][0].toString()") == "tháng 10 năm 2023"


def test_keys_lead_from_finding_to_finding(van_quan: Opened) -> None:
    tab = van_quan.tab
    tab.keyboard.press("f")
    expect(tab.locator("mark.chosen")).to_have_text("42,6 tỷ đồng")
    tab.keyboard.press("f")
    expect(tab.locator("#findings article.suspicious .chip").first).to_be_focused()
    tab.keyboard.press("f")
    tab.keyboard.press("f")
    expect(tab.locator("#findings article.contradiction .chip").first).to_be_focused()


def test_both_languages(van_quan: Opened) -> None:
    tab = van_quan.tab
    tab.locator("#language").click()
    first = tab.locator("#findings article").first
    expect(first.locator("h3")).to_have_text("A percentage differs from its fraction")
    expect(first.locator(".sum")).to_have_text("42.6 billion cannot be 92.6% of 50 billion.")
    assert first.locator(".sum").get_attribute("lang") == "en"
    second = tab.locator("#findings article").nth(1)
    expect(second.locator(".sum")).to_have_text("Tổng các phần lệch 1 ha so với tổng in ra.")
    assert second.locator(".sum").get_attribute("lang") == "vi"
    expect(first.locator(".foot button")).to_have_text("Dismiss")


def test_what_is_dismissed_stays_so_in_this_browser_and_can_be_taken_back(wrong: Opened) -> None:
    tab = wrong.tab
    expect(tab.locator("#to-findings")).to_have_text("! 1 điểm cần xem lại")
    tab.get_by_role("button", name="Bỏ qua").click()
    tab.locator("[data-confirm]").click()
    expect(tab.locator(".why")).to_have_attribute("aria-invalid", "true")
    tab.keyboard.press("Escape")
    expect(tab.locator(".ask")).to_have_count(0)
    dismiss(tab, "Số đúng", "Lan")
    expect(tab.locator("#text mark.doubtful")).to_have_count(0)
    expect(tab.locator("#to-findings")).to_have_count(0)
    expect(tab.locator(".doubts")).to_have_count(0)
    tab.reload()
    expect(tab.locator("#text mark.doubtful")).to_have_count(0)
    tab.locator("details.dismissed summary").click()
    expect(tab.locator(".finding.gone")).to_contain_text("Số đúng · Lan")
    tab.get_by_role("button", name="Hoàn lại").click()
    expect(tab.locator("#text mark.doubtful")).to_have_count(3)
    tab.reload()
    expect(tab.locator("#text mark.doubtful")).to_have_count(3)
    assert wrong.complaints == []


def test_a_page_opened_from_a_disk_keeps_what_is_dismissed(open_page: Open) -> None:
    report = extract(WRONG, name="sai.txt")
    tab = open_page([report]).tab
    dismiss(tab, "Số đúng", "Lan")
    kept = json.loads(tab.evaluate("id => localStorage.getItem('solieu-dismissed-' + id)", report.findings[0].id))
    assert (kept["dismissed"], kept["why"], kept["by"]) == (True, "Số đúng", "Lan")


def test_what_is_dismissed_in_one_tab_is_dismissed_in_another(wrong: Opened) -> None:
    beside = open_beside(wrong.tab)
    expect(beside.locator("#text mark.doubtful")).to_have_count(3)
    dismiss(wrong.tab, "Số đúng", "Lan")
    expect(beside.locator("#text mark.doubtful")).to_have_count(0)
    expect(beside.locator(".finding.gone small")).to_contain_text("Số đúng · Lan")
    beside.locator("details.dismissed summary").click()
    beside.get_by_role("button", name="Hoàn lại").click()
    expect(wrong.tab.locator("#text mark.doubtful")).to_have_count(3)
    assert wrong.complaints == []


def test_what_is_being_typed_stays_when_another_tab_decides(wrong: Opened) -> None:
    beside = open_beside(wrong.tab)
    beside.get_by_role("button", name="Bỏ qua").click()
    beside.locator(".why").fill("Đang hỏi xã")
    dismiss(wrong.tab, "Số đúng", "Lan")
    expect(beside.locator("#text mark.doubtful")).to_have_count(0)
    expect(beside.locator(".why")).to_have_value("Đang hỏi xã")
    beside.keyboard.press("Escape")
    expect(beside.locator(".finding.gone small")).to_contain_text("Số đúng · Lan")


def test_of_what_other_tabs_keep_only_a_decision_counts(wrong: Opened) -> None:
    (finding,) = extract(WRONG, name="sai.txt").findings
    name = f"solieu-dismissed-{finding.id}"
    keep = "([name, value]) => localStorage.setItem(name, value)"
    decision = '{"dismissed": true, "why": "Số đúng"}'
    beside = open_beside(wrong.tab)
    beside.evaluate("() => { localStorage.setItem('other', '1'); localStorage.clear(); }")
    for other, value in ((finding.id, decision), ("solieu-dismissed-", decision), (name, "{"), (name, "null")):
        beside.evaluate(keep, [other, value])
        expect(wrong.tab.locator("#text mark.doubtful")).to_have_count(3)
    beside.evaluate(keep, [name, decision])
    expect(wrong.tab.locator("#text mark.doubtful")).to_have_count(0)
    assert wrong.complaints == []


def test_the_command_line_reads_what_the_page_downloads(wrong: Opened, tmp_path: Path) -> None:
    tab = wrong.tab
    (finding,) = extract(WRONG, name="sai.txt").findings
    why = 'Số đúng: "đã hỏi"\u2028 <b>'
    dismiss(tab, why, "Lan")
    with tab.expect_download() as download:
        tab.locator("#save-dismissals").click()
    assert download.value.suggested_filename == "solieu-dismissed.jsonl"
    file = tmp_path / "from-page.jsonl"
    download.value.save_as(file)
    told: list[str] = []
    decisions = read_dismissals(file, told.append)
    assert told == []
    assert [(one.id, one.why, one.by, one.check) for one in decisions] == [(finding.id, why, "Lan", "attainment")]
    assert list(in_force(decisions)) == [finding.id]
    tab.locator("details.dismissed summary").click()
    tab.get_by_role("button", name="Hoàn lại").click()
    with tab.expect_download() as again:
        tab.locator("#save-dismissals").click()
    again.value.save_as(file)
    assert in_force([*decisions, *read_dismissals(file, told.append)]) == {}


def test_what_others_dismissed_is_dismissed_until_this_browser_takes_it_back(open_page: Open) -> None:
    report = extract(WRONG, name="sai.txt")
    (finding,) = report.findings
    shared = {finding.id: {"by": "Lan", "when": "2023-11-14T22:13:20Z", "why": "Số đúng"}}
    tab = open_page([report], dismissed=shared, at_address=True).tab
    expect(tab.locator("#text mark.doubtful")).to_have_count(0)
    expect(tab.locator("#save-dismissals")).to_have_count(0)
    tab.locator("details.dismissed summary").click()
    expect(tab.locator(".finding.gone small")).to_have_text("Số đúng · Lan · 14/11/2023")
    tab.get_by_role("button", name="Hoàn lại").click()
    expect(tab.locator("#text mark.doubtful")).to_have_count(3)
    tab.reload()
    expect(tab.locator("#text mark.doubtful")).to_have_count(3)
    expect(tab.locator("#save-dismissals")).to_have_count(1)


def test_what_is_dismissed_can_be_copied(open_page: Open) -> None:
    opened = open_page([extract(WRONG, name="sai.txt")], permissions=["clipboard-read", "clipboard-write"])
    dismiss(opened.tab, "Số đúng")
    opened.tab.locator("#copy-dismissals").click()
    expect(opened.tab.locator("#copy-dismissals")).to_have_text("Đã sao chép")
    copied = json.loads(opened.tab.evaluate("navigator.clipboard.readText()"))
    assert (copied["dismissed"], copied["why"]) == (True, "Số đúng")


def test_storage_that_another_filled_with_rubbish_does_no_harm(wrong: Opened) -> None:
    (finding,) = extract(WRONG, name="sai.txt").findings
    for rubbish in ("{", "5", '{"dismissed": "yes"}', "null"):
        wrong.tab.evaluate(
            "([id, value]) => localStorage.setItem('solieu-dismissed-' + id, value)", [finding.id, rubbish]
        )
        wrong.tab.reload()
        expect(wrong.tab.locator("#text mark.doubtful")).to_have_count(3)
    assert wrong.complaints == []


def test_findings_over_several_reports_stand_beside_each_of_them(open_page: Open) -> None:
    reports = [
        extract(SEPTEMBER, name="thang-9.txt"),
        extract(OCTOBER, name="thang-10.txt"),
        extract(WRONG, name="sai"),
    ]
    tab = open_page(reports, check_across(reports)).tab
    expect(tab.locator(".reports .doubts")).to_have_count(3)
    item = tab.locator("#findings article")
    expect(item.locator("h3")).to_have_text("Số lũy kế từ đầu năm giảm")
    expect(tab.locator("#text mark.doubtful")).to_have_text("526,8 tỷ đồng")
    item.locator(".chip", has_text="500,8 tỷ đồng").click()
    expect(tab.locator("mark.chosen")).to_have_text("500,8 tỷ đồng")
    expect(tab.locator("#findings article")).to_have_count(1)


def test_reports_that_are_titled_alike_are_told_by_their_files(open_page: Open) -> None:
    texts = {"6.txt": "6 tháng đầu năm 2022 đạt 526,8", "9.txt": "9 tháng đầu năm 2022 đạt 498,2"}
    reports = [
        extract(f"UBND huyện Tiên Yên\nThu ngân sách {text} tỷ đồng.", name=f"kho/{name}")
        for name, text in texts.items()
    ]
    tab = open_page(reports, check_across(reports)).tab
    expect(tab.locator("#findings .chip")).to_have_text(
        ["526,8 tỷ đồng", "498,2 tỷ đồng · UBND huyện Tiên Yên (9.txt)"]
    )


def test_the_table_marks_them_too(wrong: Opened) -> None:
    wrong.tab.locator("#view-table").click()
    chips = wrong.tab.locator("#table .chip.doubtful")
    expect(chips).to_have_text(["120,5 ha", "85%", "150 ha"])
    assert chips.first.get_attribute("data-alarm") == "!"


def printed_report() -> Report:
    writer = Writer()
    writer.page(1, 595, 842)
    text = "Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha."
    writer.line(text)
    at, left = 0, 0.1
    for word in text.split():
        right = left + 0.012 * len(word)
        writer.word(at, at + len(word), (left, 0.1, right, 0.115))
        at, left = at + len(word) + 1, right + 0.01
    content = writer.content()
    return understand(Report(name="tờ trình.pdf", text=content.text, pages=content.pages, tables=content.tables))


def test_the_printed_page_marks_them_and_links_stay_on_it(
    open_page: Open, picture: Callable[[Page, str], None]
) -> None:
    opened = open_page([printed_report()])
    tab = opened.tab
    tab.locator("#view-pages").click()
    assert tab.locator("rect.doubtful").count() >= 3
    expect(tab.locator("svg text.alarm")).to_have_text(["!", "!", "!"])
    tab.locator("#findings .chip", has_text="85%").click()
    expect(tab.locator("#pages")).to_be_visible()
    assert tab.locator("rect.chosen").count() == 1
    picture(tab, "printed-findings")
    dismiss(tab, "Số đúng")
    expect(tab.locator("rect.doubtful")).to_have_count(0)
    expect(tab.locator("svg text.alarm")).to_have_count(0)


def test_hostile_words_in_findings_are_words(open_page: Open) -> None:
    words = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    text = "Thu 5 tỷ đồng."
    finding = Finding(
        words,
        "contradiction",
        words,
        (0,),
        message_en=words,
        remedies=(words,),
        grounds=(Ground(4, 13, words, 99),),
        id=words,
    )
    opened = open_page([Report(name="a", text=text, findings=(finding,))])
    dialogs: list[str] = []
    opened.tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    expect(opened.tab.locator("#findings h3")).to_have_text(words)
    dismiss(opened.tab, words, words)
    opened.tab.locator("details.dismissed summary").click()
    expect(opened.tab.locator(".finding.gone")).to_contain_text(words)
    assert opened.tab.locator("img").count() == 0
    assert (dialogs, opened.complaints) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_room_for_them(
    open_page: Open, sample_reports: list[Report], picture: Callable[[Page, str], None], scheme: str
) -> None:
    opened = open_page(
        [report for report in sample_reports if "van-quan" in report.name],
        viewport={"width": 390, "height": 844},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    tab = opened.tab
    tab.locator("#to-findings").click()
    expect(tab.locator("#findings article").first).to_be_in_viewport()
    tab.get_by_role("button", name="Bỏ qua").first.click()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(tab, f"phone-findings-{scheme}")
    assert opened.complaints == []

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from rich.console import Console

from solieu.export.findings import FindingView
from solieu.export.html import page
from solieu.export.labels import counted_in, labels, titles_of
from solieu.export.placed import PlacedFinding, Register
from solieu.export.validation import Event, result
from solieu.model import CellGround, Finding, Ground, Observation, Period, Report

EVENT = Event("2023-11-14T22:13:20Z", "solieu", "Lan", "solieu check")
FILLER = "huyện tiếp tục chỉ đạo các xã rà soát từng thửa, lập hồ sơ theo đúng quy định, "


def observation(text: str, quote: str, sentence: str, **fields: Any) -> Observation:
    start, at = text.index(quote), text.index(sentence)
    given = {"number": Decimal(1), "value": Decimal(1), "measure": "level", "sentence": (at, at + len(sentence))}
    return Observation(start=start, end=start + len(quote), quote=quote, **given | fields)


def report_of(text: str, *given: tuple[str, str], name: str = "a.txt", **fields: Any) -> Report:
    """A report with a finding on each quote in its sentence."""
    observations = tuple(observation(text, quote, sentence, **fields) for quote, sentence in given)
    grounds = tuple(Ground(one.start, one.end, one.quote, index) for index, one in enumerate(observations))
    finding = Finding(
        "parts", "contradiction", "Tổng không khớp.", (), found=given[-1][0], grounds=grounds, id="a" * 16
    )
    return Report(name=name, text=text, observations=observations, findings=(finding,))


def placed(report: Report) -> PlacedFinding:
    (found,) = Register().within(report)
    return found


def drawn(found: PlacedFinding, *, terminal: bool = False, width: int = 80, **options: Any) -> str:
    out = io.StringIO()
    colours = "standard" if terminal else None
    console = Console(file=out, force_terminal=terminal, width=width, highlight=False, color_system=colours)
    console.print(FindingView(found, "vi", **options))
    return out.getvalue()


def test_lines_count_from_one_and_follow_the_text() -> None:
    text = "Tiêu đề\r\n\r\nThu 5 tỷ đồng.\nChi 6 tỷ đồng."
    found = placed(report_of(text, ("5 tỷ đồng", "Thu 5 tỷ đồng."), ("6 tỷ đồng", "Chi 6 tỷ đồng.")))
    assert [ground.line for ground in found.grounds] == [3, 4]
    assert "a.txt, dòng 3, 4\n" in drawn(found)


def test_figures_of_one_sentence_share_its_passage_those_of_others_have_their_own() -> None:
    text = "Thu 5 tỷ, chi 6 tỷ. Dư 1 tỷ."
    found = placed(
        report_of(text, ("5 tỷ", "Thu 5 tỷ, chi 6 tỷ."), ("6 tỷ", "Thu 5 tỷ, chi 6 tỷ."), ("1 tỷ", "Dư 1 tỷ."))
    )
    assert [passage.text for passage in found.passages] == ["Thu 5 tỷ, chi 6 tỷ.", "Dư 1 tỷ."]
    assert [[passage.text[a:b] for a, b in passage.marks] for passage in found.passages] == [["5 tỷ", "6 tỷ"], ["1 tỷ"]]


def test_a_long_sentence_is_cut_to_what_stands_around_its_figures() -> None:
    text = FILLER * 20 + "trồng 120,5 ha rừng, " + FILLER * 20
    (passage,) = placed(report_of(text, ("120,5 ha", text))).passages
    assert len(passage.text) < 260
    assert passage.text.startswith("… ")
    assert passage.text.endswith(" …")
    assert [passage.text[a:b] for a, b in passage.marks] == ["120,5 ha"]


def test_a_column_of_a_table_is_told_by_its_first_rows() -> None:
    rows = [f"| xã {number} | {number}00 |" for number in range(1, 31)]
    text = "\n".join(rows)
    given = [(f"{number}00", row) for number, row in enumerate(rows, 1)]
    report = report_of(text, *given, cell=CellGround(0, 1, 1, ("Số hộ",), 2, "Biểu 3"))
    found = placed(report)
    assert [passage.text for passage in found.passages] == rows[:4]
    assert (found.grounds[0].sheet, found.grounds[0].page, found.grounds[0].heads) == ("Biểu 3", 2, ("Số hộ",))
    assert "a.txt, trang tính Biểu 3, trang 2, dòng 1, 2, 3, 4, 5, 6 …\n" in drawn(found)


def test_words_without_a_figure_are_shown_in_their_line() -> None:
    text = "Mở đầu.\nGiai đoạn 2018 - 2010 xã làm 3 km đường.\nHết."
    start = text.index("2018")
    finding = Finding("dates", "suspicious", "…", (), grounds=(Ground(start, start + 11, "2018 - 2010"),))
    found = placed(Report(name="a", text=text, findings=(finding,)))
    (passage,) = found.passages
    assert passage.text == "Giai đoạn 2018 - 2010 xã làm 3 km đường."
    assert "? ĐÁNG NGỜ" in drawn(found)


def test_a_report_without_its_text_shows_the_words_alone() -> None:
    report = report_of("Thu 5 tỷ, chi 6 tỷ.", ("5 tỷ", "Thu 5 tỷ, chi 6 tỷ."), ("6 tỷ", "Thu 5 tỷ, chi 6 tỷ."))
    found = placed(msgspec.structs.replace(report, text=""))
    assert [passage.text for passage in found.passages] == ["5 tỷ … 6 tỷ"]
    assert "«5 tỷ» … «6 tỷ»" in drawn(found)


def test_a_finding_over_reports_tells_where_each_figure_stands() -> None:
    register = Register()
    one, other = (
        report_of(
            text,
            (text[4:8], text),
            name=name,
            indicator="Thu ngân sách",
            indicator_id="budget_revenue",
            period=Period.month(2023, month),
        )
        for name, text, month in (("chín.txt", "Thu 5 tỷ.", 9), ("mười.txt", "Thu 4 tỷ.", 10))
    )
    assert register.add(one).text == ""
    register.add(other)
    grounds = (Ground(4, 8, "4 tỷ", 0, "mười.txt"), Ground(4, 8, "5 tỷ", 0, "chín.txt"), Ground(0, 3, "Thu", None, "?"))
    found = register.across(Finding("year-to-date", "contradiction", "Giảm.", (), grounds=grounds))
    assert found.report is None
    assert [(g.report, g.line, g.indicator, g.indicator_id, str(g.period)) for g in found.grounds[:2]] == [
        ("mười.txt", 1, "Thu ngân sách", "budget_revenue", "2023-10"),
        ("chín.txt", 1, "Thu ngân sách", "budget_revenue", "2023-09"),
    ]
    shown = drawn(found)
    assert "mười.txt, dòng 1  4 tỷ  Thu ngân sách · tháng 10/2023" in shown
    assert "?, ký tự 0  Thu" in shown


def test_a_terminal_shows_figures_underlined_a_file_in_quotation_marks() -> None:
    found = placed(report_of("Thu 5 tỷ.", ("5 tỷ", "Thu 5 tỷ.")))
    assert "\x1b[1;4m5 tỷ\x1b[0m" in drawn(found, terminal=True)
    assert "«5 tỷ»" in drawn(found)
    assert "Đã bỏ qua bởi Lan\n" in drawn(found, dismissed="bởi Lan")


@pytest.mark.parametrize(
    ("severity", "told"), [("contradiction", "error"), ("suspicious", "warning"), ("note", "information")]
)
def test_severities_of_a_validation_report(severity: Any, told: str) -> None:
    report = report_of("Thu 5 tỷ, chi 6 tỷ.", ("5 tỷ", "Thu 5 tỷ, chi 6 tỷ."), ("6 tỷ", "Thu 5 tỷ, chi 6 tỷ."))
    (finding,) = report.findings
    report = msgspec.structs.replace(report, findings=(msgspec.structs.replace(finding, severity=severity),))
    made = result(placed(report), EVENT, "1.0", "vi")
    assert made["rule"]["severity"] == told
    assert [key[0] for key in made["data"]["source"]] == ["a.txt#char=4,8", "a.txt#char=14,18"]
    assert [key[0] for key in made["data"]["target"]] == ["a.txt#char=14,18"]


def test_a_rule_of_a_newer_version_keeps_its_name() -> None:
    assert titles_of("not-yet-thought-of") == {"title": "not-yet-thought-of", "title_en": "not-yet-thought-of"}
    assert titles_of("ratio")["title_en"] == "A percentage differs from its fraction"


def test_every_severity_can_be_counted_in_both_languages() -> None:
    for language in ("vi", "en"):
        for what in ("contradiction", "suspicious", "note", "dismissed", "derived", "report"):
            assert counted_in(1, what, language)
            assert counted_in(2, what, language)
    assert set(labels()["vi"]) == set(labels()["en"])


def test_the_page_counts_characters_as_javascript_does_in_findings_too() -> None:
    text = "👁 Thu 5 tỷ."
    report = report_of(text, ("5 tỷ", text))
    assert '"figures":[{"report":0,"observation":0,"start":7,"end":11,"quote":"5 tỷ"}]' in page([report])


def test_a_finding_over_a_report_that_is_not_on_the_page_is_left_out() -> None:
    finding = Finding(
        "year-to-date", "contradiction", "Giảm.", (), grounds=(Ground(0, 3, "Thu", None, "elsewhere.txt"),)
    )
    assert '"across":[]' in page([Report(name="a.txt", text="Thu 5 tỷ.")], across=(finding,))

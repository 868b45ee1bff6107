import json
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import solieu
from solieu import EmptyReport, ReadError, Report

REPORT = """UBND HUYỆN TIÊN YÊN
Tiên Yên, ngày 30 tháng 9 năm 2022

BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng đầu năm 2022

I. Kết quả đạt được
1. Kinh tế
- Thu ngân sách nhà nước ước đạt trên 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao, tăng 12,3% so với cùng kỳ năm 2021.
- Xã Đông Ngũ trồng mới 35 ha rừng.
2. Xã hội
- Tỷ lệ hộ nghèo còn 1,2%, giảm 0,8 điểm % so với đầu năm.
II. Nhiệm vụ
Yêu cầu Phòng Tài chính - Kế hoạch rà soát các khoản thu trước ngày 31/12/2022.
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return solieu.extract(REPORT, name="tien-yen.txt")


def test_a_report_knows_its_date_place_and_period(report: Report) -> None:
    assert (report.name, report.issued, report.place) == (
        "tien-yen.txt",
        date(2022, 9, 30),
        "huyện Tiên Yên, Quảng Ninh",
    )
    assert str(report.period) == "2022-01/2022-09"


def test_a_report_states_its_figures_in_order(report: Report) -> None:
    assert [(o.quote, o.number, o.measure, o.status) for o in report.observations] == [
        ("526,8 tỷ đồng", Decimal("526.8"), "level", "estimate"),
        ("57,7%", Decimal("57.7"), "attainment", "estimate"),
        ("12,3%", Decimal("12.3"), "change", "estimate"),
        ("35 ha", Decimal(35), "level", "actual"),
        ("1,2%", Decimal("1.2"), "level", "actual"),
        ("0,8 điểm %", Decimal("-0.8"), "difference", "actual"),
    ]


def test_a_figure_is_understood_in_full(report: Report) -> None:
    first = report.observations[0]
    assert (first.value, first.unit, first.unit_text, first.bound) == (
        Decimal("526800000000"),
        "VND",
        "tỷ đồng",
        "above",
    )
    assert (first.indicator, first.indicator_id) == ("Thu ngân sách nhà nước", "budget_revenue")
    assert (first.place, first.place_from) == ("huyện Tiên Yên, Quảng Ninh", "report")


def test_a_figure_of_a_part_has_its_place(report: Report) -> None:
    forest = next(o for o in report.observations if o.quote == "35 ha")
    assert forest.place is not None
    assert forest.place.startswith("xã Đông Ngũ")


def test_every_piece_stands_in_the_text(report: Report) -> None:
    assert report.text == REPORT
    for o in report.observations:
        assert report.text[o.start : o.end] == o.quote
        assert o.quote in report.text[slice(*o.sentence)]


def test_a_task_has_its_addressee_and_its_day(report: Report) -> None:
    (directive,) = report.directives
    assert (directive.to, directive.due) == (("Phòng Tài chính - Kế hoạch",), date(2022, 12, 31))


def test_the_same_text_gives_the_same_report(report: Report) -> None:
    assert solieu.extract(REPORT, name="tien-yen.txt") == report


def test_bytes_and_a_path_are_read_like_text(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "tien-yen.txt"
    path.write_text(REPORT, encoding="utf-8", newline="")
    from_path, from_bytes = solieu.extract(path), solieu.extract(REPORT.encode())
    assert from_path.observations == from_bytes.observations == report.observations
    assert (from_path.name, from_path.sha256) == (str(path), from_bytes.sha256)


def test_the_printed_report_has_what_the_contract_names(report: Report) -> None:
    printed = json.loads(solieu.encode(report))
    assert {
        "report",
        "sha256",
        "title",
        "issued",
        "place",
        "place_code",
        "period",
        "observations",
        "warnings",
    } <= printed.keys()
    assert (
        printed["observations"][1] | {"number": 57.7, "unit": "percent", "basis": "dự toán tỉnh giao"}
        == printed["observations"][1]
    )


@pytest.mark.parametrize("nothing", ["", " ", "\n\t\n", b"", "\u00a0"])
def test_nothing_is_an_error_of_one_sentence(nothing: str | bytes) -> None:
    with pytest.raises(EmptyReport) as caught:
        solieu.extract(nothing)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt"):
        solieu.extract(tmp_path / "none.txt")


GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated reports are not beside this checkout")
@pytest.mark.timeout(120)
def test_quotes_of_real_reports_stand_at_their_offsets_and_say_their_numbers() -> None:
    wrong = []
    for path in sorted(GOLD.glob("*.txt")):
        report = solieu.extract(path)
        for o in report.observations:
            read = [abs(mention.number) for mention in solieu.mentions(o.quote)]
            grounded = report.text[o.start : o.end] == o.quote and o.sentence[0] <= o.start < o.end <= o.sentence[1]
            # "một vụ" counts only where its sentence says so ("xảy ra một vụ"), and a bare number or a rank has no unit.
            alone = o.unit_text is not None and not o.quote.lower().startswith("một ")
            if not grounded or (alone and read != [abs(o.number)]):
                wrong.append(f"{path.name}: {o.quote!r} {o.number} {read}")
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong 9 tháng đầu năm 2022", [("9 tháng đầu năm 2022", "2022-01/2022-09")]),
        ("Tháng 9, quý II", [("Tháng 9", "2022-09"), ("quý II", "2022-Q2")]),
        ("từ ngày 1/7 đến ngày 15/8/2022", [("từ ngày 1/7 đến ngày 15/8/2022", "2022-07-01/2022-08-15")]),
        ("Đến nay", [("Đến nay", "2022-01/2022-09")]),
        ("Tuần 32/2022", [("32/2022", "2022-08-08/2022-08-14")]),
        ("tuần thứ 1 năm 2022", [("1 năm 2022", "2022-01-03/2022-01-09")]),
        ("tuần 53/2021", []),
        ("ngày 31/2/2022", [("ngày 31/2/2022", "None")]),
        ("57,7% dự toán", []),
    ],
)
def test_times_are_intervals_of_days(text: str, expected: list[tuple[str, str]]) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    for given in (text, decomposed):
        found = solieu.periods(given, issued=date(2022, 9, 30))
        quotes = [(unicodedata.normalize("NFC", p.quote), str(p.period)) for p in found]
        assert quotes == expected
        assert [given[p.start : p.end] for p in found] == [p.quote for p in found]


def test_a_year_long_past_that_the_text_only_mentions_is_not_the_report_s() -> None:
    text = (
        "Báo cáo nhanh thiệt hại do bão (tính đến 17 giờ ngày 21/9/2024)\n"
        "Toàn huyện Tân Lập có 1.286 nhà bị ảnh hưởng. Đỉnh lũ thấp hơn lũ lịch sử năm 2020 là 1,1 m."
    )

    assert str(solieu.extract(text).period) == "2024-01-01/2024-09-21"

"""What holds for every text: grounding, sameness under any writing of the same words, and time in proportion to length."""

import re
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import solieu
import solieu.text
from solieu import Block, Directive, EmptyReport, Finding, Observation, Official, Period, Reference, Report
from solieu.model import decode_report, encode

pytestmark = pytest.mark.filterwarnings("error")
quick = settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

SUBJECTS = [
    "thu ngân sách nhà nước",
    "tổng chi ngân sách",
    "doanh thu du lịch",
    "kim ngạch xuất khẩu hàng hoá",
    "giá trị sản xuất thuỷ sản",
]
PLACES = ["Toàn huyện", "Xã Đông Ngũ", "UBND huyện Tiên Yên cho biết", "Thị xã Đông Triều", "Toàn tỉnh Hoà Bình"]
PERIODS = ["năm 2022", "9 tháng đầu năm 2022", "quý III năm 2022", "tháng 9/2022", "tính đến ngày 30/9/2022"]
HEDGES = ["đạt", "ước đạt", "đạt trên", "đạt gần", "ước đạt khoảng", "đạt hơn"]
UNITS = ["tỷ đồng", "tỉ đồng", "triệu đồng", "nghìn tỷ đồng", "triệu USD"]
ENDINGS = [
    ", bằng {}% dự toán tỉnh giao",
    ", tăng {}% so với cùng kỳ năm 2021",
    ", giảm {}% so với cùng kỳ",
    " (chiếm {}% tổng số)",
    "",
]


def printed_amounts() -> st.SearchStrategy[str]:
    whole = st.integers(1, 999_999).map(lambda number: f"{number:,}".replace(",", "."))
    return st.builds(lambda number, decimals: number + decimals, whole, st.sampled_from(["", ",5", ",25", ",08"]))


rates = st.decimals(Decimal("0.1"), Decimal(200), places=1).map(lambda number: str(number).replace(".", ","))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    amount = draw(
        st.one_of(
            printed_amounts().map(lambda a: f"{a} {draw(st.sampled_from(UNITS))}"), st.just("394 tỷ 581 triệu đồng")
        )
    )
    opening = f"{draw(st.sampled_from(PLACES))}, {draw(st.sampled_from(PERIODS))}"
    ending = draw(st.sampled_from(ENDINGS)).format(draw(rates))
    return f"{opening} {draw(st.sampled_from(SUBJECTS))} {draw(st.sampled_from(HEDGES))} {amount}{ending}."


texts = st.lists(sentences(), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n- ", "\n1. "]).map(lambda joint: joint.join(parts))
)


def check_grounding(report: Report) -> None:
    spans = [(o.start, o.end) for o in report.observations]
    assert all(left[1] <= right[0] for left, right in pairwise(spans)), spans
    for o in report.observations:
        assert report.text[o.start : o.end] == o.quote
        assert o.sentence[0] <= o.start < o.end <= o.sentence[1]
        if o.indicator_span:
            assert 0 <= o.indicator_span[0] < o.indicator_span[1] <= len(report.text)
        assert 0 <= o.confidence <= 1
    others = [(r.start, r.end) for r in report.references] + [(o.start, o.end) for o in report.officials]
    others += [(d.start, d.end) for d in report.directives]
    assert all(0 <= start < end <= len(report.text) for start, end in others)


def read_again(o: Observation) -> Decimal:
    """The number that the quote alone says; a percentage point or a rank may need its sentence."""
    (mention,) = solieu.mentions(o.quote)
    return mention.number


@quick
@given(texts)
def test_every_quote_stands_where_it_says_and_says_its_number(text: str) -> None:
    report = solieu.extract(text)
    assert report.text == text
    assert len(report.observations) >= text.count("đồng")
    check_grounding(report)
    for o in report.observations:
        assert read_again(o) == abs(o.number), o.quote


def meaning(text: str) -> list[tuple[object, ...]]:
    """What was understood, in one way of writing."""
    report = solieu.extract(text)
    check_grounding(report)
    return [
        (
            o.value,
            o.value_max,
            o.unit,
            o.measure,
            o.status,
            o.bound,
            o.indicator_id,
            str(o.period),
            o.place_code,
            one_way(o.indicator),
        )
        for o in report.observations
    ]


def one_way(words: str | None) -> str | None:
    return None if words is None else " ".join(solieu.text.prepare(words).lower.split())


def full_width(text: str) -> str:
    return re.sub(r"\d", lambda digit: chr(ord(digit[0]) + 0xFEE0), text)


WRITINGS: dict[str, Callable[[str], str]] = {
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces before units": lambda text: re.sub(r"(?<=\d) (?=[^\W\d])", "\u00a0", text),
    "no-break spaces everywhere": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "full-width digits": full_width,
    "full-width percent": lambda text: text.replace("%", "％"),
    "tỉ": lambda text: text.replace("tỷ", "tỉ"),
    "tỷ": lambda text: text.replace("tỉ ", "tỷ "),
    "old tone marks": lambda text: text.replace("Hòa", "Hoà").replace("hòa", "hoà").replace("thủy", "thuỷ"),
    "new tone marks": lambda text: text.replace("Hoà", "Hòa").replace("hoá", "hóa").replace("thuỷ", "thủy"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "blank lines": lambda text: text.replace("\n", "\n\n \n"),
    "two blanks": lambda text: text.replace(" ", "  "),
    "zero-width spaces": lambda text: text.replace(" ", "\u200b \u200b"),
    "zero-width inside words": lambda text: re.sub(r"(?<=n)g", "\u200dg", text),
    "byte-order mark": lambda text: "\ufeff" + text,
    "soft hyphens": lambda text: text.replace("ng", "n\u00adg"),
    "long dashes": lambda text: text.replace("-", "–"),
}


@pytest.mark.parametrize("writing", WRITINGS)
@settings(quick, max_examples=12)
@given(text=texts)
def test_the_same_words_mean_the_same_however_they_are_written(writing: str, text: str) -> None:
    assert meaning(WRITINGS[writing](text)) == meaning(text)


CUES = (
    "thu chi đạt tăng giảm so với cùng kỳ năm tháng quý ngày đến nay trong đó là có tỷ triệu đồng % ha hộ xã huyện UBND "
    'Nghị quyết số giao yêu cầu ước trên dưới một hai mươi trăm nửa ( ) [ ] , ; : . - – / | " “ ” 0 5 12 2022 1.000 5,5 '
    "30/9/2022 08-NQ/TU 5-7% 26/42 xếp thứ hai chiếm gấp lần Nguyễn An \n \r\n \t"
)
cue_words = st.sampled_from(CUES.split(" "))
hostile = st.one_of(
    st.text(), st.text(alphabet="0123456789.,/-%() \nđhatỷ"), st.lists(cue_words, max_size=60).map(" ".join)
)


@settings(quick, max_examples=300)
@given(hostile)
def test_no_text_breaks_anything(text: str) -> None:
    solieu.mentions(text)
    try:
        report = solieu.extract(text)
    except EmptyReport:
        assert not text.strip() or not any(map(str.isprintable, text))
        return
    assert report.text == text
    check_grounding(report)
    assert decode_report(encode(report, text=True)) == report


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
periods = st.builds(lambda one, other: Period(min(one, other), max(one, other)), days, days)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


offsets = st.integers(0, 10**6)
observations = st.builds(
    Observation,
    start=offsets, end=offsets, quote=words, sentence=st.tuples(offsets, offsets), number=numbers, value=numbers,
    value_max=st.none() | numbers, unit=st.none() | words, unit_text=st.none() | words, of=st.none() | numbers,
    measure=st.sampled_from(["level", "attainment", "change", "index", "difference", "share", "rank"]),
    status=st.sampled_from(["actual", "estimate", "target"]), bound=st.sampled_from(["exact", "about", "above", "below"]),
    indicator_span=st.none() | st.tuples(offsets, offsets), period=st.none() | periods,
    period_from=st.none() | st.sampled_from(["clause", "sentence", "section", "report"]), confidence=st.floats(0, 1),
)  # fmt: skip
reports = st.builds(
    Report,
    name=words, sha256=words, url=st.none() | words, title=st.none() | words, issued=st.none() | days, place=st.none() | words,
    period=st.none() | periods, observations=st.lists(observations, max_size=3).map(tuple),
    references=st.lists(st.builds(Reference, offsets, offsets, words, words, date=st.none() | days), max_size=2).map(tuple),
    officials=st.lists(st.builds(Official, offsets, offsets, words, st.lists(words, max_size=2).map(tuple)), max_size=2).map(tuple),
    directives=st.lists(st.builds(Directive, offsets, offsets, words, due=st.none() | days), max_size=2).map(tuple),
    findings=st.lists(st.builds(Finding, words, st.just("note"), words, st.just((0, 1))), max_size=2).map(tuple),
    warnings=st.lists(words, max_size=2).map(tuple),
    blocks=st.lists(st.builds(Block, offsets, offsets, st.sampled_from(["heading", "item"])), max_size=2).map(tuple), text=words,
)  # fmt: skip


@settings(quick, max_examples=100)
@given(reports)
def test_a_report_survives_its_json(report: Report) -> None:
    assert decode_report(encode(report, text=True)) == report


TAIL = " UBND huyện Tiên Yên: thu ngân sách đạt 5 tỷ đồng."
PROSE = (
    "UBND huyện Tiên Yên cho biết thu ngân sách 9 tháng đầu năm 2022 ước đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao. "
    "Các phòng, ban, ngành tiếp tục rà soát nhiệm vụ, tháo gỡ khó khăn cho doanh nghiệp trên địa bàn. "
    "Trong đó, xã Đông Ngũ trồng mới 12,5 ha rừng; số hộ nghèo giảm 34 hộ so với đầu năm.\n"
)
ADVERSARIES = {
    "digits": "1", "digits and commas": "1,", "digits and stops": "1.", "grouped digits": "1.234.567 ", "percentages": "5%,",
    "open brackets": "(", "figures in open brackets": "(12 ha ", "closed brackets": ")", "letters": "a", "capitals": "A",
    "initials": "A.", "whole words": "thu ", "hyphens": "thu-", "trong đó": "trong đó ", "figures in parts": "trong đó 5 ha, ",
    "comparisons": "so với cùng kỳ ", "rises": "tăng ", "hedges": "ước đạt gần trên ", "ranges": "từ 5 đến 7 ", "words of numbers": "hai mươi ba ",
    "dates": "ngày 30/9/2022 ", "bare dates": "30/9/2022, ", "years": "năm 2022 ", "quarters": "quý I ", "up to now": "đến nay ",
    "times and figures": "năm 2022 thu 5 ha, ", "now and figures": "hiện nay 12,5% ", "places": "xã Tân An, ",
    "places and figures": "xã Tân An, thu 5 ha, ", "bodies": "UBND ", "ranks": "dẫn đầu toàn tỉnh ", "references": "Nghị quyết số 08-NQ/TU ngày 1/1/2022 của ",
    "names": "Nguyễn Văn An ", "officials": "đồng chí Nguyễn Văn An, Phó Bí thư Huyện ủy, ", "orders": "yêu cầu giao Phòng Tài chính, ",
    "blanks": " ", "no-break spaces": "\u00a0", "tabs": "\t", "line ends": "a\n", "marks in lines": "/\n", "exclamations": "!", "questions": "?",
    "ellipses": "…", "stops": ".", "colons": ":\n;\n", "quotation marks": '"', "cells": "|12 ", "zero-width": "a\u200b", "tone marks": "a\u0301\u0323",
    "pictures": "😀", "headings": "I. THU NGÂN SÁCH\n", "items": "- Thu 5 ha\n", "markers": "1.1. ", "links": "http://a.b/c?d=e&", "tags": "<a>", "lists of numbers": "1, ", "apostrophes": "'12h30", "coordinated numbers": "1 và 2, ",
    "one sentence of figures": "thu ngân sách đạt 5 tỷ đồng, bằng 57,7% dự toán, ",
}  # fmt: skip
SIZE = 40_000
MOST = 4.0


def seconds(text: str) -> float:
    began = time.process_time()
    solieu.extract(text)
    return time.process_time() - began


def filled(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


@pytest.fixture(scope="module")
def of_prose() -> float:
    """Seconds for a character of prose, after everything that is read once has been read."""
    text = filled(PROSE, SIZE)
    return min(seconds(text) for _ in range(3)) / SIZE


TRIES = 5


def cost_of(text: str, of_prose: float) -> float:
    """How many times more than prose of the same length and the same number of figures."""
    figures = len(solieu.mentions(text)) / len(text) / (len(solieu.mentions(PROSE)) / len(PROSE))
    weight = len(text) * max(1.0, figures)
    taken = seconds(text)
    for _ in range(TRIES):  # a busy machine is slow now and then, what is not linear every time
        if taken < MOST * of_prose * weight:
            break
        of_prose = min(of_prose, seconds(filled(PROSE, SIZE)) / SIZE)
        taken = min(taken, seconds(text))
    return taken / (of_prose * weight)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ADVERSARIES)
def test_time_grows_with_length_whatever_the_text(name: str, of_prose: float) -> None:
    """A piece of a tenth comes first: what is not linear shows there, before it takes minutes."""
    for size, most in ((SIZE // 10, 4 * MOST), (SIZE, MOST)):
        piece = filled(ADVERSARIES[name], size // 2)
        assert cost_of(f"{piece}{TAIL}\n{piece}\n{TAIL}", of_prose) < most


@pytest.mark.timeout(60)
def test_nested_brackets_cost_no_more_than_their_length(of_prose: float) -> None:
    text = "(" * (SIZE // 2) + "5 ha" + ")" * (SIZE // 2) + TAIL
    assert cost_of(text, of_prose) < MOST


@pytest.mark.timeout(60)
def test_different_words_without_an_end_cost_no_more_than_prose(of_prose: float) -> None:
    syllables = sorted(set(re.findall(r"[^\W\d_]+", PROSE)))
    line = " ".join(syllables[(index * index + index // 7) % len(syllables)] for index in range(SIZE // 4))
    assert cost_of(line + TAIL, of_prose) < MOST

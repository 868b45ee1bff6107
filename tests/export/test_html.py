import base64
import hashlib
import json
import re
import time
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.export.html import page
from solieu.model import Block, CellGround, Finding, Observation, Official, Period, Report
from solieu.read.content import GivenCell, Writer

TEXT = "Thu ngân sách đạt 42,6 tỷ đồng, bằng 92,6% dự toán."


def figure(text: str, quote: str, **fields: Any) -> Observation:
    start = text.index(quote)
    return span(start, start + len(quote), quote=quote, **fields)


def span(start: int, end: int, **fields: Any) -> Observation:
    given = {"quote": "", "sentence": (0, end), "number": Decimal(1), "value": Decimal(1), "measure": "level"} | fields
    return Observation(start=start, end=end, **given)


class Parts(HTMLParser):
    """The content of the page's scripts and style, and the tags that it has."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = dict(attrs).get("id") or tag if tag in ("script", "style", "title") else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside] = self.raw.get(self._inside, "") + data


def data_of(*reports: Report) -> list[dict[str, Any]]:
    return json.loads(Parts(page(reports)).raw["data"])["reports"]


def blocks_of(text: str, *observations: Observation) -> list[Any]:
    return data_of(Report(text=text, observations=observations))[0]["blocks"]


def written(segments: list[Any]) -> str:
    return "".join(part if isinstance(part, str) else written(part[1:]) for part in segments)


def test_a_figure_stands_where_it_is_printed() -> None:
    blocks = blocks_of(TEXT, figure(TEXT, "42,6 tỷ đồng"), figure(TEXT, "92,6%"))
    assert blocks == [["p", 0, ["Thu ngân sách đạt ", [0, "42,6 tỷ đồng"], ", bằng ", [1, "92,6%"], " dự toán."]]]


def test_a_table_keeps_its_merged_cells_and_marks_its_figures() -> None:
    writer = Writer()
    writer.line("Biểu 1")
    writer.table([GivenCell(0, 0, "Chỉ tiêu", columns=2), GivenCell(1, 0, "Thu"), GivenCell(1, 1, "526,8")])
    content = writer.content()
    at = content.text.index("526,8")
    ground = CellGround(0, 1, 1, ("Thu", "Chỉ tiêu"), None, "Biểu 1")
    report = Report(
        text=content.text, tables=content.tables, observations=(span(at, at + 5, quote="526,8", cell=ground),)
    )
    (data,) = data_of(report)
    kind, start, rows = data["blocks"][1]
    assert (kind, start) == ("t", content.text.index("|"))
    assert rows == [
        [[1, 2, content.text.index("Chỉ tiêu"), ["Chỉ tiêu"]]],
        [[1, 1, content.text.index("Thu"), ["Thu"]], [1, 1, at, [[0, "526,8"]]]],
    ]
    (figure_data,) = data["observations"]
    assert (figure_data["heads"], figure_data["sheet"]) == ("Thu › Chỉ tiêu", "Biểu 1")
    assert figure_data["head_spans"] == [[content.text.index("Chỉ tiêu"), content.text.index("Chỉ tiêu") + 8]]


def test_a_page_has_its_words_where_they_are_printed() -> None:
    writer = Writer()
    writer.page(3, 595, 842)
    writer.line("Thu 526,8 tỷ đồng.")
    writer.word(0, 3, (0.1, 0.2, 0.15, 0.22))
    writer.word(4, 9, (0.16, 0.2, 0.2, 0.22))
    content = writer.content()
    report = Report(text=content.text, pages=content.pages, observations=(span(4, 17, quote="526,8 tỷ đồng"),))
    (data,) = data_of(report)
    assert data["pages"] == [
        {"number": 3, "shape": 842 / 595, "words": [["Thu", 100, 200, 150, 220, -1], ["526,8", 160, 200, 200, 220, 0]]}
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 6), (2, 4)], [[0, "ab", [1, "cd"], "ef"], "gh"]),
        ([(2, 4), (0, 6)], [[1, "ab", [0, "cd"], "ef"], "gh"]),
        ([(0, 4), (2, 6)], [[0, "ab", [1, "cd"]], "efgh"]),
        ([(1, 3), (1, 3)], ["a", [0, [1, "bc"]], "defgh"]),
        ([(0, 2), (2, 4)], [[0, "ab"], [1, "cd"], "efgh"]),
        ([(5, 5), (6, 2), (7, 99), (-3, 2)], ["abcdefgh"]),
    ],
)
def test_figures_that_nest_touch_or_cross(spans: list[tuple[int, int]], expected: list[Any]) -> None:
    assert blocks_of("abcdefgh", *(span(*ends) for ends in spans))[0][2] == expected


def test_lines_headings_and_rows_are_told_apart() -> None:
    text = "I. KINH TẾ\r\n\n  Thu 5 tỷ\n| a | b |\n"
    report = Report(text=text, blocks=(Block(0, 10, "heading", 1),))
    assert [block[:2] for block in data_of(report)[0]["blocks"]] == [["h", 0], ["p", 13], ["r", 24]]


def test_a_figure_that_runs_over_a_line_is_marked_on_both() -> None:
    assert [block[2] for block in blocks_of("đạt 5\ntỷ đồng", span(4, 8))] == [["đạt ", [0, "5"]], [[0, "tỷ"], " đồng"]]


def test_offsets_are_those_of_javascript() -> None:
    text = "👁 xem\n👁 Thu 5 tỷ"
    report = Report(
        text=text,
        observations=(span(10, 14, sentence=(6, 15), indicator_span=(8, 11)),),
        officials=(Official(8, 11, "Thu"),),
    )
    (shown,) = data_of(report)
    assert shown["blocks"][1][1] == 7
    assert shown["observations"][0]["sentence"] == [7, 17]
    assert shown["observations"][0]["indicator_span"] == [10, 13]
    assert shown["officials"][0]["span"] == [10, 13]


def test_decimals_stay_exact_and_periods_readable() -> None:
    observation = span(
        0, 3, number=Decimal("-3.20"), value=Decimal("2.0984E+13"), period=Period.parse("2022-01/2022-09")
    )
    (shown,) = data_of(Report(text=TEXT, observations=(observation,)))
    (figure_,) = shown["observations"]
    assert (figure_["number"], figure_["value"], figure_["period"]) == ("-3.20", "20984000000000", "2022-01/2022-09")


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "]]>\u2028\u2029",
    "${style} $title",
    "\ud800",
    '" onload="alert(1)',
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    hostile = Report(
        name=words,
        title=words,
        url="javascript:" + words,
        text=words * 2,
        warnings=(words,),
        findings=(Finding(words, "note", words, (9,)),),
        observations=(span(0, 3, quote=words, indicator=words, basis=words, place=words),),
    )
    innocent = Report(name="a", title="b", text="c", warnings=("d",))
    source, other = page([hostile], title=words), page([innocent], title="e")
    assert Parts(source).tags == Parts(other).tags
    assert Parts(source).raw["script"] == Parts(other).raw["script"]
    shown = json.loads(Parts(source).raw["data"])["reports"][0]
    assert shown["title"] == words.replace("\ud800", "?")
    assert Parts(source).raw["title"] == words.replace("\ud800", "?")


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-2, 90), st.integers(-2, 90)), max_size=12))
def test_every_letter_is_shown_once_whatever_the_spans(text: str, ends: list[tuple[int, int]]) -> None:
    blocks = blocks_of(text, *(span(*pair) for pair in ends))
    lines = [line for line in re.split("[\n\r\f\v\x85\u2028\u2029]", text) if line.strip()]
    assert [written(segments) for _, _, segments in blocks] == lines


def test_the_page_allows_only_its_own_script_and_style_and_no_network() -> None:
    parts = Parts(page([Report(text=TEXT)]))
    policy = next(attrs["content"] for tag, attrs in parts.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(parts.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    addresses = [
        attrs.get("src") or attrs.get("href") for _, attrs in parts.tags if attrs.get("src") or attrs.get("href")
    ]
    assert addresses == ["data:,", "#content"]
    assert not any(name.startswith("on") or name == "style" for _, attrs in parts.tags for name in attrs)
    assert not re.search(r"@import|url\(|https?://(?!\S*w3\.org)", parts.raw["style"] + parts.raw["script"])


def test_both_languages_say_everything() -> None:
    labels = json.loads(Parts(page([])).raw["data"])["labels"]
    assert set(labels["vi"]) == set(labels["en"])
    assert all(word.strip() for language in labels.values() for word in language.values())
    used = re.findall(r'\bsay\("(\w+)"\)|data-(?:label|name|title|placeholder)="(\w+)"', page([]))
    assert {name for names in used for name in names if name} - {"measure_", "from_"} <= set(labels["vi"])


def test_many_nested_figures_do_no_harm() -> None:
    text = "1" * 4000
    assert written(blocks_of(text, *(span(i, 4000 - i) for i in range(1900)))[0][2]) == text


def test_a_long_report_is_written_quickly() -> None:
    text = (TEXT + "\n") * 6000
    starts = range(0, len(text), (len(TEXT) + 1) * 3)
    report = Report(text=text, observations=tuple(span(start + 18, start + 30) for start in starts))
    begun = time.monotonic()
    source = page([report])
    assert time.monotonic() - begun < 5
    assert len(source) < 4 * len(text) + 50_000

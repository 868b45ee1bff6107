"""Whatever a report holds, it comes out as it went in."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored_texts import TIEN_YEN

from solieu.document import Block, Cell, CellGround, Page, PlacedWord, Table
from solieu.model import Directive, Finding, Ground, Observation, Official, Period, Reference, Report
from solieu.pipeline import extract
from solieu.samples import __file__ as samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.store import Store

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
perhaps = st.none() | words
offsets = st.integers(0, 5_000)
spans = st.tuples(offsets, offsets)
numbers = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal("57.70"), Decimal("1E+12"), Decimal("-0"), Decimal("0.000000000000000000001"), Decimal(10) ** 400]
)
days = st.dates()
periods = st.builds(lambda one, other: Period(min(one, other), max(one, other)), days, days)
lists = st.lists(words, max_size=3).map(tuple)
cells = st.builds(CellGround, offsets, offsets, offsets, lists, st.none() | offsets, perhaps)
observations = st.builds(
    Observation,
    start=offsets, end=offsets, quote=words, sentence=spans, number=numbers, unit_text=perhaps, value=numbers,
    value_max=st.none() | numbers, unit=perhaps, of=st.none() | numbers,
    measure=st.sampled_from(["level", "attainment", "change", "index", "difference", "share", "rank"]),
    status=st.sampled_from(["actual", "estimate", "target"]), bound=st.sampled_from(["exact", "about", "above", "below"]),
    basis=perhaps, basis_kind=st.sampled_from([None, "plan", "period", "total", "place"]), indicator=perhaps,
    indicator_span=st.none() | spans, indicator_id=perhaps, place=perhaps, place_code=perhaps,
    place_from=st.sampled_from([None, "clause", "report"]), period=st.none() | periods,
    period_from=st.sampled_from([None, "sentence"]), confidence=st.floats(0, 1), page=st.none() | offsets,
    cell=st.none() | cells,
)  # fmt: skip
findings = st.builds(
    Finding, words, st.sampled_from(["contradiction", "suspicious", "note"]), words, st.lists(offsets, max_size=3).map(tuple),
    perhaps, perhaps, words, lists, lists,
    st.lists(st.builds(Ground, offsets, offsets, words, st.none() | offsets, perhaps), max_size=3).map(tuple), words,
)  # fmt: skip
tables = st.builds(
    Table, offsets, offsets,
    st.lists(st.builds(Cell, offsets, offsets, offsets, offsets, number=st.none() | numbers), max_size=3).map(tuple),
    st.none() | offsets, perhaps,
)  # fmt: skip
pages = st.builds(
    Page, offsets, offsets, offsets, st.floats(0, 2000),
    words=st.lists(st.builds(PlacedWord, offsets, offsets, *[st.floats(0, 1)] * 4), max_size=2).map(tuple),
)  # fmt: skip


def few(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


reports = st.builds(
    Report,
    name=words, sha256=st.integers(1, 2**256 - 1).map("{:064x}".format), url=perhaps, title=perhaps,
    issued=st.none() | days, place=perhaps, place_code=perhaps, period=st.none() | periods, observations=few(observations),
    references=few(st.builds(Reference, offsets, offsets, words, words, perhaps, perhaps, st.none() | days)),
    officials=few(st.builds(Official, offsets, offsets, words, lists)),
    directives=few(st.builds(Directive, offsets, offsets, words, lists, st.none() | days)), findings=few(findings),
    warnings=lists, blocks=few(st.builds(Block, offsets, offsets, st.just("row"), offsets)), tables=few(tables),
    pages=few(pages), text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
)  # fmt: skip


FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
digests = map("{:064x}".format, count(1))


@FEW
@given(reports)
def test_any_report(store: Store, report: Report) -> None:
    new = msgspec.structs.replace(report, sha256=next(digests))
    assert store.report(store.add(new).id) == new


@FEW
@given(reports, reports)
def test_a_report_that_is_read_again_is_as_it_was_read_last(store: Store, first: Report, second: Report) -> None:
    first = msgspec.structs.replace(first, sha256=next(digests))
    again = msgspec.structs.replace(second, sha256=first.sha256, name=first.name)
    number = store.add(first).id
    assert store.add(again, extractor="9.9").id == number
    assert store.report(number) == again


@pytest.mark.parametrize("sample", sorted(Path(samples).parent.glob("*-*.*")), ids=lambda path: path.stem)
def test_the_samples(store: Store, sample: Path) -> None:
    report = extract(sample)
    assert store.report(store.add(report).id) == report


def test_numbers_are_exact_for_every_program(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    plain = sqlite3.connect(store.path)
    rows = plain.execute("SELECT value, typeof(value), unit FROM observations WHERE quote = '1.584 tỷ đồng'").fetchall()
    plain.close()
    assert rows == [("1584000000000", "text", "VND")]


def test_quotes_stand_at_their_offsets_for_every_program(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    plain = sqlite3.connect(store.path)
    wrong = plain.execute(
        "SELECT quote FROM observations JOIN texts USING (report_id) "
        "WHERE substr(text, start_offset + 1, end_offset - start_offset) <> quote"
    ).fetchall()
    count = plain.execute("SELECT count(*) FROM figures WHERE sentence LIKE '%' || quote || '%'").fetchone()
    plain.close()
    assert (wrong, count[0] > 3) == ([], True)


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "'; DROP TABLE reports; --",
    '"quoted" OR 1=1',
    "a\x00b",
    "\x1b[31mđỏ\x1b[0m",
)


@pytest.mark.parametrize("words_", HOSTILE)
def test_hostile_text_stays_text(store: Store, words_: str) -> None:
    text = f"UBND huyện Tiên Yên: {words_} Thu ngân sách năm 2022 đạt 5 tỷ đồng."
    report = extract(text, name=words_)
    number = store.add(report).id
    assert store.report(number) == report
    store.search(words_ + " tien yen")
    store.figures(words=words_ + " ngan sach")
    found = store.about(number)
    assert found is not None
    assert (found.name, found.issued) == (words_, None)
    assert store.counts()["reports"] == 1


def test_the_day_of_a_report(store: Store) -> None:
    number = store.add(Report(name="a", sha256="ab", issued=date(2022, 9, 30), text="x")).id
    found = store.about(number)
    assert found is not None
    assert found.issued == date(2022, 9, 30)

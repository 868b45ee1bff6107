from __future__ import annotations

import csv
import io
import json
import tracemalloc
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from made import content as made_content
from made import figure

from solieu.export import columnar
from solieu.export.columnar import write_parquet
from solieu.export.delimited import write_csv, write_json_lines
from solieu.export.flat import COLUMNS
from solieu.export.package import write_package
from solieu.export.sdmx import write_sdmx
from solieu.export.targets import Zip
from solieu.model import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.export.content import Content, Written
    from solieu.store import Store


def lines(content: Content) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write_csv(content, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def test_a_row_for_each_current_value(content: Callable[..., Content], store: Store) -> None:
    shown = lines(content())
    assert [int(row["id"]) for row in shown] == [one.figure.id for one in store.each_choice()]
    assert tuple(shown[0]) == COLUMNS
    for row in shown:
        known = store.figure(int(row["id"]))
        assert known is not None
        told = known.observation
        assert Decimal(row["value"]) == told.value
        assert (row["measure"], row["period"]) == (told.measure, str(told.period))
        assert row["sentence"].removeprefix("'") == known.sentence


def test_what_is_disputed_or_corrected_is_told(content: Callable[..., Content]) -> None:
    shown = {row["quote"]: row for row in lines(content(all_sources=True))}
    told = [(shown[quote]["chosen"], shown[quote]["disputed"], shown[quote]["rule"]) for quote in ("1.600 tỷ đồng", "1.590 tỷ đồng")]  # fmt: skip
    assert told == [("true", "true", "later"), ("false", "true", "later")]
    assert [(row["verdict"], row["value"]) for row in shown.values() if row["verdict"]] == [("correct", "2.3")]


def test_text_in_csv_is_no_formula(content: Callable[..., Content]) -> None:
    shown = lines(content("place=205"))
    assert {row["report"] for row in shown} == {"'=cmd|' /C calc'!A0.txt"}
    assert all(not value.startswith(("=", "+", "@", "\t")) for row in shown for value in row.values())


def test_characters_that_no_table_holds_are_left_out() -> None:
    (row,) = lines(made_content([figure(indicator="Thu\x00 ngân\r\nsách\x1b", place="\tTiên Yên")]))
    assert (row["indicator"], row["place"]) == ("Thu ngân\nsách", "'\tTiên Yên")


def test_the_mark_of_utf_8_can_be_left_out() -> None:
    marked, plain = io.BytesIO(), io.BytesIO()
    write_csv(made_content([figure()]), marked)
    write_csv(made_content([figure()]), plain, mark=False)
    assert marked.getvalue() == b"\xef\xbb\xbf" + plain.getvalue()


def test_json_lines_have_exact_numbers(content: Callable[..., Content], store: Store) -> None:
    stream = io.BytesIO()
    write_json_lines(content(), stream)
    shown = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in stream.getvalue().splitlines()]
    assert [one["value"] for one in shown] == [one.figure.observation.value for one in store.each_choice()]
    assert [one["rivals"] for one in shown if one["disputed"]] == [[17], [20]]


@pytest.mark.parametrize("write", [write_csv, write_json_lines, write_parquet])
def test_any_number_of_figures_takes_little_memory(
    write: Callable[[Content, io.BufferedIOBase], Written], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar, "_ROWS", 64)
    assert _most(lambda content, stream: write(content, stream)) < 20


@pytest.mark.parametrize("write", [write_sdmx, write_package])
def test_any_number_of_figures_in_several_files_takes_little_memory(write: Callable[..., Written]) -> None:
    def zipped(content: Content, stream: io.BufferedIOBase) -> None:
        with Zip(stream) as files:  # type: ignore[arg-type]
            write(content, files)

    assert _most(zipped) < 20


def _most(write: Callable[[Content, io.BufferedIOBase], object]) -> float:
    """The megabytes that writing 1,500 figures of some 30 MB takes."""

    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return len(data)  # type: ignore[arg-type]

    words = "Thu ngân sách đạt 526,8 tỷ đồng. " * 400  # some 20 kB
    figures = (
        figure(at, value=str(at), quote=f"{words}{at}", basis=f"{words[:90]} {at}", period=Period.year(1000 + at))
        for at in range(1_500)
    )
    tracemalloc.start()
    write(made_content(figures), io.BufferedWriter(Nowhere()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6

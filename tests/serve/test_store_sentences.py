"""What the store says of wrong input and of files is said in the reader's language."""

from __future__ import annotations

import sqlite3
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from solieu.errors import SolieuError, UsageError
from solieu.serve.charts.painter import PaintingError
from solieu.serve.sentences import sentence_in
from solieu.store.database import explained
from solieu.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk_client import Desk

    from solieu.store import Store

ADDRESSES = {
    "/figures?indicator=h%E1%BA%A1nh+ph%C3%BAc": "Không có chỉ tiêu hạnh phúc",
    "/figures?place=%C4%90%C3%B4ng+Tri%E1%BB%81u+Nh%E1%BB%8F": "đơn vị hành chính nào tên là Đông Triều Nhỏ",
    "/figures?words=%3F%21": "không có từ nào để tìm",
    "/search?q=%3F%21": "không có từ nào để tìm",
    "/figures?period=h%C3%B4m+qua": "'hôm qua' không phải là kỳ",
    "/figures?level=7": "level là '7': hãy viết 1 (tỉnh)",
    "/figures?measure=cao": "hãy viết một trong các từ level",
    "/figures?related=c%C3%B3": "related là 'có'",
}


@pytest.mark.parametrize(("address", "words"), ADDRESSES.items())
def test_a_page_speaks_the_language_of_its_reader(desk: Desk, address: str, words: str) -> None:
    answer = desk.get(f"{address}&lang=vi")
    assert answer.status_code == 400
    assert words in answer.text.replace("&#39;", "'")
    english = desk.get(f"{address}&lang=en")
    assert words not in english.text.replace("&#39;", "'")


def _sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    return error


def _raised(path: Path, code: int) -> None:
    with explained(path):
        raise _sqlite(code)


def _raise(error: Exception) -> None:
    raise error


WAYS: tuple[Callable[[Store], object], ...] = (
    lambda store: store.figures(Query(indicator="hạnh phúc")),
    lambda store: store.figures(Query(place="Đông Triều Nhỏ")),
    lambda store: store.figures(Query(words="?!")),
    lambda _: Query.of({"period": "hôm qua"}),
    lambda _: Query.of({"related": "có"}),
    lambda _: Query.of({"level": "7"}),
    lambda _: Query.of({"report": "một"}),
    lambda _: Query.of({"status": "xong"}),
    lambda store: store.figures(after=999_999),
    lambda store: store.decide(999_999, "accept"),
    lambda store: store.decide(1, "correct"),
    lambda store: store.decide(1, "correct", changes={"quote": "x"}),
    lambda store: store.decide(1, "correct", changes={"value": "nhiều"}),
    lambda store: store.dismiss("không có"),
    lambda store: store.dismiss("không có", dismissed=False),
    lambda _: _raise(UsageError("Report 7 could not be opened, so nobody can have looked through it.")),
    lambda store: _raised(store.path, sqlite3.SQLITE_BUSY),
    lambda store: _raised(store.path, sqlite3.SQLITE_FULL),
    lambda store: _raised(store.path, sqlite3.SQLITE_READONLY),
    lambda store: _raised(store.path, sqlite3.SQLITE_CORRUPT),
    lambda store: _raised(store.path, sqlite3.SQLITE_IOERR),
    lambda _: _raise(PaintingError("The chart cannot be drawn: the process that draws ends at once.")),
)


def test_every_sentence_that_is_known_is_still_said(store: Store) -> None:
    told = []
    for way in WAYS:
        with pytest.raises(SolieuError) as raised:
            way(store)
        told.append(str(raised.value))
    said = [sentence_in("vi", one) for one in told]
    known = tomllib.loads(files("solieu.serve").joinpath("words", "sentences.toml").read_text("utf-8"))["sentences"]
    assert [one for one, other in zip(told, said, strict=True) if one == other] == []
    assert len(set(said)) == len(WAYS) == len(known)
    assert [sentence_in("en", one) for one in told] == told


def test_what_readers_wrote_stays_text(desk: Desk) -> None:
    page = desk.get("/figures?place=%7Bname%7D%3Cscript%3E&lang=vi")
    assert page.status_code == 400
    assert "{name}&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text
